import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { claim } from "./claims";
import { createdAt, id } from "./columns";
import { member } from "./members";

/** What a member thinks of a claim: opinion, never evidence. Replies are one level deep. */
export const comment = pgTable(
  "comment",
  {
    id: id(),
    claimId: uuid()
      .notNull()
      .references(() => claim.id),
    parentId: uuid().references((): AnyPgColumn => comment.id),
    memberId: uuid().references(() => member.id, { onDelete: "set null" }),
    /** As typed, in the subset of markdown that rules/comments.ts reads. */
    text: text().notNull(),
    createdAt: createdAt(),
    editedAt: timestamp({ withTimezone: true }),
    removedAt: timestamp({ withTimezone: true }),
    removedBy: uuid().references(() => member.id, { onDelete: "set null" }),
    removalReason: text(),
  },
  (t) => [
    check("comment_text", sql`${t.removedAt} is not null or length(trim(${t.text})) between 1 and 4000`),
    check("comment_removed", sql`${t.removedBy} is null or ${t.removedAt} is not null`),
    index("comment_claim").on(t.claimId, t.createdAt),
    index("comment_parent").on(t.parentId),
    index("comment_member").on(t.memberId, t.createdAt.desc()),
  ],
);
