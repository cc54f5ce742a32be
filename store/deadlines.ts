import { randomUUID } from 'node:crypto';
import { after } from '../domain/calendar.js';
import { DEADLINES, type DeadlineKind, type PeriodKey, type Periods } from '../domain/policy.js';
import type { Tx } from './db.js';

/** Deadlines are rows: what is due, when, and what became of it. Every timer in the engine names one. */
export async function openStageDeadlines(
  tx: Tx,
  of: { caseId: string; seq: number; periods: Periods; kinds: readonly DeadlineKind[] },
  now: string,
): Promise<void> {
  await setDeadlines(
    tx,
    of.kinds.map((kind) => ({ ...of, kind, dueAt: after(now, of.periods[kind as PeriodKey]) })),
  );
}

/** Retention runs from the result's notice, without one from the case's end (reading, docs/statute-map.md). */
export async function setRetention(
  tx: Tx,
  of: { caseId: string; seq: number; periods: Periods; kind: DeadlineKind },
  now: string,
): Promise<void> {
  await setDeadline(tx, { ...of, dueAt: after(now, of.periods[of.kind as PeriodKey]) });
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
  await tx
    .insertInto('deadlines')
    .values(
      deadlines.map(({ caseId, kind, requestId, dueAt, seq }) => ({
        id: randomUUID(),
        case_id: caseId,
        kind,
        request_id: requestId ?? null,
        due_at: dueAt,
        set_seq: seq,
        handled_by: DEADLINES[kind].handledBy,
      })),
    )
    .execute();
}

type Closing =
  | { readonly caseId: string; readonly scope: 'stage' | 'all' }
  | { readonly caseId: string; readonly scope: 'check'; readonly requestId: string };

const STAGE_KINDS = (Object.keys(DEADLINES) as DeadlineKind[]).filter(
  (kind) => DEADLINES[kind].scope === 'stage',
);

/** Ends deadlines that were met in time. */
export async function closeDeadlines(tx: Tx, closing: Closing, now: string): Promise<void> {
  await tx
    .updateTable('deadlines')
    .set({ closed_at: now, outcome: 'MET' })
    .where('case_id', '=', closing.caseId)
    .where('closed_at', 'is', null)
    .$if(closing.scope === 'stage', (q) => q.where('kind', 'in', STAGE_KINDS))
    .$if(closing.scope === 'check', (q) =>
      q.where('request_id', '=', 'requestId' in closing ? closing.requestId : ''),
    )
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
