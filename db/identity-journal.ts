import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "./client";

/** The tables an identity change may touch, with the columns that tell their rows apart. */
export const journaled = {
  device: ["id"],
  device_slug: ["slug"],
  device_name: ["id"],
  source: ["id"],
  document: ["id"],
  document_text: ["document_id"],
  claim: ["id"],
  report: ["id"],
  verdict: ["id"],
  verdict_evidence: ["verdict_id", "document_id"],
  rating: ["claim_id", "member_id"],
  rating_history: ["id"],
  comment: ["id"],
  submission: ["id"],
  contest: ["id"],
  queue_item: ["id"],
  rater_record: ["member_id"],
  claim_score: ["claim_id"],
  source_score: ["claim_id", "source_id"],
  rater_score: ["claim_id", "member_id"],
} as const;
export type JournaledTable = keyof typeof journaled;

/** What the application computes from the rest: put back by its own rule. */
export const scoreTables = ["claim_score", "source_score", "rater_score"] as const;

export type JournaledRow = { before: Record<string, unknown>; after: Record<string, unknown> };

/** Changes rows and keeps how each stood before and after, in the transaction of the change. `t` is the row in every condition. */
export class Journal {
  readonly changeId: string;
  private readonly tx: Transaction;
  private next = 0;

  constructor(changeId: string, tx: Transaction) {
    this.changeId = changeId;
    this.tx = tx;
  }

  /** `by` tells the rows apart where `set` changes what otherwise would. */
  async update(
    table: JournaledTable,
    { where, set, by }: { where: SQL; set: SQL; by?: string },
  ): Promise<JournaledRow[]> {
    const name = sql.identifier(table);
    // First, so that what the next statement reads is what it changes.
    await this.tx.execute(sql`select 1 from ${name} t where ${where} for update`);
    const pair = sql.identifier(by ?? journaled[table][0]);
    const rows = await this.tx.execute<JournaledRow>(sql`
      with before as (select t.${pair} as pair, to_jsonb(t) as row from ${name} t where ${where}),
        after as (update ${name} t set ${set} where ${where} returning t.${pair} as pair, to_jsonb(t) as row)
      insert into identity_row (change_id, position, table_name, before, after)
      select ${this.changeId}::uuid, ${this.next}::int + row_number() over (order by before.pair), ${table}, before.row, after.row
      from before join after using (pair)
      returning before, after`);
    this.next += rows.length;
    return [...rows];
  }

  /** Rows that the change has made. */
  async made(table: JournaledTable, where: SQL): Promise<void> {
    await this.note(table, where, sql`null, to_jsonb(t)`);
  }

  /** Rows that the change is about to replace. */
  async replaced(table: JournaledTable, where: SQL): Promise<void> {
    await this.note(table, where, sql`to_jsonb(t), null`);
  }

  private async note(table: JournaledTable, where: SQL, columns: SQL): Promise<void> {
    const key = sql.join(
      journaled[table].map((column) => sql`t.${sql.identifier(column)}`),
      sql`, `,
    );
    const rows = await this.tx.execute(sql`
      insert into identity_row (change_id, position, table_name, before, after)
      select ${this.changeId}::uuid, ${this.next}::int + row_number() over (order by ${key}), ${table}, ${columns}
      from ${sql.identifier(table)} t where ${where}
      returning 1`);
    this.next += rows.length;
  }
}

/** Lets this transaction move what is otherwise append-only, in the name of a change that it makes or undoes. */
export async function allowMoving(changeId: string, tx: Transaction): Promise<void> {
  await tx.execute(sql`select set_config('hearsay.identity', ${changeId}, true)`);
}
