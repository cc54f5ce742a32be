import { sql } from 'kysely';
import type { HoldGround } from '../domain/holds.js';
import type { CaseKind } from '../domain/stages.js';
import { tiedTo } from './conflicts.js';
import type { Tx } from './db.js';
import { openTo } from './declarations.js';
import type { StepContext } from './step.js';

/** Legal holds of files, each its own row. What may be done with them is the table's to say. */
export interface Hold {
  readonly number: number;
  readonly ground: HoldGround;
  readonly reviewOn: string;
  readonly placedAt: string;
  readonly placedBy: string;
  /** Its day of review has come. */
  readonly chasedAt: string | null;
  readonly liftedAt: string | null;
  readonly liftedBy: string | null;
  readonly documentId: string;
}

/** The number the next hold of a case has. Asked under the case's lock by whoever places it. */
export async function nextHold(tx: Tx, caseId: string): Promise<number> {
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(number), 0)::int + 1 as next from legal_holds where case_id = ${caseId}`.execute(tx);
  return rows[0]?.next ?? 1;
}

export async function place({ tx, now, before, details, commandId }: StepContext): Promise<void> {
  const { hold, holdGround, reviewOn, documentId } = details;
  if (hold === undefined || !holdGround || !reviewOn || !documentId)
    throw new Error('a hold without its number, ground, review or reasons');
  const by = await takenBy(tx, commandId);
  await tx
    .insertInto('legal_holds')
    .values({
      case_id: before.row.id,
      number: hold,
      ground: holdGround,
      document_id: documentId,
      review_on: reviewOn,
      placed_at: now,
      placed_by: by,
    })
    .execute();
}

export async function lift({ tx, now, before, details, commandId }: StepContext): Promise<void> {
  await tx
    .updateTable('legal_holds')
    .set({ lifted_at: now, lifted_by: await takenBy(tx, commandId) })
    .where('case_id', '=', before.row.id)
    .where('number', '=', details.hold ?? 0)
    .where('lifted_at', 'is', null)
    .executeTakeFirstOrThrow();
}

export async function noteChased({ tx, now, before, details }: StepContext): Promise<void> {
  await tx
    .updateTable('legal_holds')
    .set({ chased_at: now })
    .where('case_id', '=', before.row.id)
    .where('number', '=', details.hold ?? 0)
    .execute();
}

/** The step was recorded before its effect: whose it is stands there. */
async function takenBy(tx: Tx, commandId: string): Promise<string> {
  const { sub } = await tx
    .selectFrom('commands')
    .select('sub')
    .where('command_id', '=', commandId)
    .executeTakeFirstOrThrow();
  if (sub === null) throw new Error('a hold is a person’s act');
  return sub;
}

/** The holds of a case, lifted ones too, in their order. */
export async function holdsOf(tx: Tx, caseId: string): Promise<Hold[]> {
  const { rows } = await holdRows(sql`h.case_id = ${caseId}`).execute(tx);
  return rows.map(toHold);
}

export interface StandingHold extends Hold {
  readonly caseId: string;
  readonly kind: CaseKind;
}

/**
 * Those that stand at an organ, the next to be reviewed first; none on whom the reader is, or is tied to, nor of whom they have
 * not said that they are not.
 */
export async function standingHolds(
  tx: Tx,
  organId: string,
  reader: { sub: string; selves: readonly string[] },
): Promise<StandingHold[]> {
  const theirs = sql`c.subject_id = any (${[...reader.selves]}::uuid[]) or ${reader.sub} = any (${tiedTo(sql`c.subject_id`)})`;
  const { rows } = await holdRows(
    sql`c.organ_id = ${organId} and h.lifted_at is null and not (${theirs})
      and ${openTo(sql`c.id`, reader.sub)}`,
  ).execute(tx);
  return rows.map((row) => ({ ...toHold(row), caseId: row.case_id, kind: row.kind }));
}

interface HoldRow {
  case_id: string;
  kind: CaseKind;
  number: number;
  ground: HoldGround;
  document_id: string;
  review_on: string;
  placed_at: Date;
  placed_by: string;
  chased_at: Date | null;
  lifted_at: Date | null;
  lifted_by: string | null;
}

function holdRows(which: ReturnType<typeof sql>) {
  return sql<HoldRow>`
    select h.case_id, c.kind, h.number, h.ground, h.document_id, h.review_on::text as review_on, h.placed_at, h.placed_by,
      h.chased_at, h.lifted_at, h.lifted_by
    from legal_holds h join cases c on c.id = h.case_id
    where ${which} order by h.review_on, h.case_id, h.number`;
}

function toHold(row: HoldRow): Hold {
  return {
    number: row.number,
    ground: row.ground,
    reviewOn: row.review_on,
    placedAt: row.placed_at.toISOString(),
    placedBy: row.placed_by,
    chasedAt: row.chased_at?.toISOString() ?? null,
    liftedAt: row.lifted_at?.toISOString() ?? null,
    liftedBy: row.lifted_by,
    documentId: row.document_id,
  };
}
