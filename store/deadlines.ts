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
  for (const kind of of.kinds) {
    await setDeadline(tx, { ...of, kind, dueAt: after(now, of.periods[kind as PeriodKey]) });
  }
}

/** Retention runs from the day the case ended (reading, docs/statute-map.md). */
export async function setRetention(
  tx: Tx,
  of: { caseId: string; seq: number; periods: Periods; kind: DeadlineKind },
  now: string,
): Promise<void> {
  await setDeadline(tx, { ...of, dueAt: after(now, of.periods[of.kind as PeriodKey]) });
}

export async function setDeadline(
  tx: Tx,
  deadline: { caseId: string; seq: number; kind: DeadlineKind; dueAt: string; requestId?: string },
): Promise<void> {
  await tx
    .insertInto('deadlines')
    .values({
      id: randomUUID(),
      case_id: deadline.caseId,
      kind: deadline.kind,
      request_id: deadline.requestId ?? null,
      due_at: deadline.dueAt,
      set_seq: deadline.seq,
      handled_by: DEADLINES[deadline.kind].handledBy,
    })
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

/** When the case next needs its workflow, if time alone passes. */
export async function earliestOpen(tx: Tx, caseId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('deadlines')
    .select((e) => e.fn.min('due_at').as('due_at'))
    .where('case_id', '=', caseId)
    .where('closed_at', 'is', null)
    .where('handled_by', '=', 'workflow')
    .executeTakeFirst();
  return row?.due_at ? new Date(row.due_at).toISOString() : null;
}
