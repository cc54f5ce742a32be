import { randomUUID } from 'node:crypto';
import { dueOf } from '../domain/due.js';
import { type CountedDeadline, DEADLINES, type DeadlineKind, type Periods } from '../domain/policy.js';
import type { Insertable } from 'kysely';
import type { Tx } from './db.js';
import type { Tables } from './tables.js';

/**
 * Deadlines are rows: what is due, when, and what became of it. Every timer in the engine names one. A new stage ends
 * those of the one before as met in time and sets its own, in one statement.
 */
export async function turnDeadlines(
  tx: Tx,
  of: { caseId: string; seq: number; periods: Periods; kinds: readonly CountedDeadline[] },
  now: string,
): Promise<void> {
  const { caseId, kinds } = of;
  if (kinds.length === 0) return closeDeadlines(tx, { caseId, scope: 'stage' }, now);
  const opened = kinds.map((kind) => rowOf({ ...of, kind, dueAt: dueOf(kind, now, of.periods) }));
  await tx
    .with('met', () => closing(tx, { caseId, scope: 'stage' }, now))
    .insertInto('deadlines')
    .values(opened)
    .execute();
}

/** Retention runs from the result's notice, without one from the case's end (reading, docs/statute-map.md). */
export async function setRetention(
  tx: Tx,
  of: { caseId: string; seq: number; periods: Periods; kind: CountedDeadline },
  now: string,
): Promise<void> {
  await setDeadline(tx, { ...of, dueAt: dueOf(of.kind, now, of.periods) });
}

interface NewDeadline {
  readonly caseId: string;
  readonly seq: number;
  readonly kind: DeadlineKind;
  readonly dueAt: string;
  readonly requestId?: string;
}

export function setDeadline(tx: Tx, deadline: NewDeadline): Promise<void> {
  return setDeadlines(tx, [deadline]);
}

/** Several in one statement: an investigation sets two for each of its checks. */
export async function setDeadlines(tx: Tx, deadlines: readonly NewDeadline[]): Promise<void> {
  if (deadlines.length === 0) return;
  await tx.insertInto('deadlines').values(deadlines.map(rowOf)).execute();
}

function rowOf({ caseId, kind, requestId, dueAt, seq }: NewDeadline): Insertable<Tables['deadlines']> {
  return {
    id: randomUUID(),
    case_id: caseId,
    kind,
    request_id: requestId ?? null,
    due_at: dueAt,
    set_seq: seq,
    handled_by: DEADLINES[kind].handledBy,
  };
}

type Closing =
  | { readonly caseId: string; readonly scope: 'stage' | 'request' | 'all' }
  | { readonly caseId: string; readonly scope: 'check'; readonly requestId: string };

const KINDS = Object.keys(DEADLINES) as DeadlineKind[];
const ENDING: Readonly<Record<'stage' | 'request', DeadlineKind[]>> = {
  stage: KINDS.filter((kind) => DEADLINES[kind].scope === 'stage'),
  request: KINDS.filter((kind) => DEADLINES[kind].scope === 'request'),
};

/** Ends deadlines that were met in time. */
export async function closeDeadlines(tx: Tx, of: Closing, now: string): Promise<void> {
  await closing(tx, of, now).execute();
}

function closing(tx: Tx, of: Closing, now: string) {
  return tx
    .updateTable('deadlines')
    .set({ closed_at: now, outcome: 'MET' })
    .where('case_id', '=', of.caseId)
    .where('closed_at', 'is', null)
    .$if(of.scope === 'stage', (q) => q.where('kind', 'in', ENDING.stage))
    .$if(of.scope === 'request', (q) => q.where('kind', 'in', ENDING.request))
    .$if(of.scope === 'check', (q) => q.where('request_id', '=', 'requestId' in of ? of.requestId : ''));
}

/** Ends clocks of a case that have nothing left to end. */
export async function closeClocks(
  tx: Tx,
  caseId: string,
  kinds: readonly DeadlineKind[],
  now: string,
): Promise<void> {
  await tx
    .updateTable('deadlines')
    .set({ closed_at: now, outcome: 'MET' })
    .where('case_id', '=', caseId)
    .where('closed_at', 'is', null)
    .where('kind', 'in', kinds)
    .execute();
}

export interface DueDeadline {
  readonly id: string;
  readonly kind: DeadlineKind;
  readonly requestId: string | null;
}

/** The case's next deadline that has fallen due and belongs to its workflow. */
export async function nextDue(tx: Tx, caseId: string, now: string): Promise<DueDeadline | undefined> {
  const row = await tx
    .selectFrom('deadlines')
    .select(['id', 'kind', 'request_id'])
    .where('case_id', '=', caseId)
    .where('closed_at', 'is', null)
    .where('handled_by', '=', 'workflow')
    .where('due_at', '<=', new Date(now))
    .orderBy('due_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row && { id: row.id, kind: row.kind, requestId: row.request_id };
}

/** `HANDLED`: its action was taken; `MOOT`: the case no longer allows the action. */
export async function settleDeadline(
  tx: Tx,
  id: string,
  outcome: 'HANDLED' | 'MOOT',
  now: string,
): Promise<void> {
  await tx
    .updateTable('deadlines')
    .set({ closed_at: now, outcome })
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .execute();
}
