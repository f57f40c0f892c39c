import { z } from "@hono/zod-openapi";

/** Query parameters of a list that is read page by page. */
export const pageQuery = {
  cursor: z.string().max(200).optional().openapi({ description: "`next` of the page before." }),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};

export const nextCursor = z.string().nullable().openapi({ description: "Null on the last page." });

/** One row more than was asked for tells whether there is a next page. */
export function pageOf<Row>(rows: Row[], limit: number, cursorOf: (row: Row) => string) {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last ? cursorOf(last) : null };
}
