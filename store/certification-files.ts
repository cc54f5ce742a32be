import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { dayBeside, dayOf } from '../domain/calendar.js';
import {
  CERTIFICATION_STAGES,
  type CertificationAction,
  type CertificationActing,
  type CertificationEdge,
  type CertificationStage,
  confirmationDue,
  permitCertification,
} from '../domain/certification.js';
import { Refused } from '../domain/errors.js';
import type { Db, Tx } from './db.js';
import { derivedId } from './derived-id.js';
import { writeLedger } from './ledger.js';

/** Certifications as files: which steps brought each where it is. What stands is the dated row that follows from it. */
export interface CertificationFile {
  readonly id: string;
  readonly organId: string;
  readonly contractorId: string;
  readonly stage: CertificationStage;
  readonly version: number;
  readonly appliedAt: string;
  readonly examinedBy: string | null;
  readonly examinedAnew: boolean;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  readonly confirmBy: string | null;
  readonly reminded: boolean;
}

export interface CertificationStep {
  readonly action: CertificationAction;
  readonly from: CertificationStage | 'NEW';
  readonly to: CertificationStage;
  readonly at: string;
  readonly sub: string | null;
  readonly facts: Record<string, unknown>;
  readonly wordsId: string | null;
}

export interface Taken {
  readonly action: CertificationAction;
  readonly acting: CertificationActing;
  readonly commandId: string;
  /** The version that was looked at; machines look at none. */
  readonly seen?: number;
  /** Codes, numbers and days; nothing that names anybody. */
  readonly facts?: Record<string, unknown>;
  readonly wordsId?: string | null;
  readonly days?: { readonly firstDay: string; readonly lastDay: string };
}

const SYSTEM: CertificationActing = { roles: ['System'], sub: null };
const STANDING = (Object.keys(CERTIFICATION_STAGES) as CertificationStage[]).filter(
  (stage) => CERTIFICATION_STAGES[stage].stands,
);

/** @throws Refused ALREADY_OPEN where an application waits already. */
export async function openCertification(
  tx: Tx,
  of: { id: string; organId: string; contractorId: string },
  taken: Taken,
  now: string,
): Promise<void> {
  const edge = permitCertification(taken.action, { stage: 'NEW', examinedBy: null }, taken.acting);
  const { id, organId: organ_id, contractorId: contractor_id } = of;
  const row = { id, organ_id, contractor_id, stage: 'APPLIED', seq: 1 } as const;
  const { numInsertedOrUpdatedRows: inserted } = await tx
    .insertInto('certification_files')
    .values({ ...row, applied_at: now, stage_at: now })
    .onConflict((one) => one.doNothing())
    .executeTakeFirstOrThrow();
  if (inserted === 0n) throw new Refused('ALREADY_OPEN');
  await record(tx, { of, edge, taken, from: 'NEW', to: 'APPLIED', seq: 1 }, now);
}

/** One step, under the file's lock: who may, by the table; then stage, step and ledger entry, or nothing at all. */
export async function stepCertification(tx: Tx, id: string, taken: Taken, now: string) {
  const row = await tx
    .selectFrom('certification_files')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Refused('NOT_FOUND');
  if (taken.seen !== undefined && taken.seen !== row.seq)
    throw new Refused('STALE', `the certification is at version ${row.seq}`);
  const edge = permitCertification(
    taken.action,
    { stage: row.stage, examinedBy: row.examined_by, examinedAnew: row.certified_by === null },
    taken.acting,
  );
  const to = edge.to === 'SAME' ? row.stage : (edge.to as CertificationStage);
  const seq = row.seq + 1;
  await tx
    .updateTable('certification_files')
    .set({
      seq,
      ...(to === row.stage ? {} : { stage: to, stage_at: now }),
      ...effectOf(taken, now),
    })
    .where('id', '=', id)
    .execute();
  const of = { id, organId: row.organ_id, contractorId: row.contractor_id };
  await record(tx, { of, edge, taken, from: row.stage, to, seq }, now);
  if (taken.action === 'certify' && taken.days) await takePlace(tx, of, taken.days.firstDay, now);
  return { ...of, stage: to, version: seq };
}

/**
 * A certification granted anew takes the place of what stood, in its transaction: at once where it begins today, else with
 * the day before its first. So there is no day without one, and none with two. (Rows without a file follow by the trigger.)
 */
async function takePlace(
  tx: Tx,
  of: { id: string; organId: string; contractorId: string },
  firstDay: string,
  now: string,
): Promise<void> {
  const standing = await tx
    .selectFrom('certification_files')
    .select(['id', 'seq', 'first_day', 'last_day'])
    .where('organ_id', '=', of.organId)
    .where('contractor_id', '=', of.contractorId)
    .where('id', '<>', of.id)
    .where('stage', 'in', STANDING)
    .orderBy('id')
    .forUpdate()
    .execute();
  for (const { id, seq, first_day, last_day } of standing) {
    if (first_day === null || last_day === null || last_day < firstDay) continue;
    const atOnce = firstDay <= dayOf(now) || first_day >= firstDay;
    const action = atOnce ? 'replace' : 'giveWay';
    const taken = {
      action,
      acting: SYSTEM,
      commandId: derivedId(id, `${action}/${seq}`),
      seen: seq,
    } as const;
    const days = { firstDay: first_day, lastDay: dayBeside(firstDay, -1) };
    await stepCertification(tx, id, { ...taken, ...(atOnce ? {} : { days }) }, now);
  }
}

/** What a step means beyond its stage. */
function effectOf({ action, acting, days }: Taken, now: string) {
  const { sub } = acting;
  const nextYear = () => confirmationDue(now);
  switch (action) {
    case 'examine':
      return { examined_by: sub };
    case 'reexamine':
      // Whoever certified it once may examine it now; somebody else then upholds or withdraws.
      return { examined_by: sub, certified_by: null };
    case 'uphold':
      return { certified_by: sub };
    case 'certify':
      return {
        certified_by: sub,
        first_day: days?.firstDay ?? null,
        last_day: days?.lastDay ?? null,
        confirm_by: nextYear(),
      };
    case 'confirm':
      return { confirm_by: nextYear(), reminded_at: null };
    case 'giveWay':
      return { last_day: days?.lastDay ?? null };
    case 'remind':
      return { reminded_at: now };
    default:
      return {};
  }
}

interface Recorded {
  readonly of: { readonly id: string; readonly organId: string; readonly contractorId: string };
  readonly edge: CertificationEdge;
  readonly taken: Taken;
  readonly from: CertificationStage | 'NEW';
  readonly to: CertificationStage;
  readonly seq: number;
}

async function record(tx: Tx, { of, edge, taken, from, to, seq }: Recorded, now: string): Promise<void> {
  const { action, acting, commandId, facts = {}, wordsId = null } = taken;
  await tx
    .insertInto('certification_steps')
    .values({
      command_id: commandId === '' ? randomUUID() : commandId,
      file_id: of.id,
      seq,
      action,
      from_stage: from,
      to_stage: to,
      at: now,
      sub: acting.sub,
      role: edge.by,
      facts: JSON.stringify(facts),
      words_id: wordsId,
    })
    .execute();
  await writeLedger(tx, {
    at: now,
    event: edge.event,
    article: edge.article,
    caseId: null,
    organId: of.organId,
    sub: acting.sub,
    role: edge.by,
    purpose: acting.sub === null ? 'OPERATION' : 'PROTECTION',
    commandId,
    details: { certificationId: of.id, contractorId: of.contractorId, seq, from, to },
  });
}

/** Those the caller sees, newest first; row-level security decides which exist. */
export async function certificationFiles(tx: Tx, only: { id?: string } = {}): Promise<CertificationFile[]> {
  const rows = await tx
    .selectFrom('certification_files')
    .selectAll()
    .$if(only.id !== undefined, (q) => q.where('id', '=', only.id ?? ''))
    .orderBy('applied_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    organId: row.organ_id,
    contractorId: row.contractor_id,
    stage: row.stage,
    version: row.seq,
    appliedAt: row.applied_at.toISOString(),
    examinedBy: row.examined_by,
    examinedAnew: row.certified_by === null,
    firstDay: row.first_day,
    lastDay: row.last_day,
    confirmBy: row.confirm_by,
    reminded: row.reminded_at !== null,
  }));
}

export async function certificationSteps(tx: Tx, id: string): Promise<CertificationStep[]> {
  const rows = await tx
    .selectFrom('certification_steps')
    .selectAll()
    .where('file_id', '=', id)
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    action: row.action,
    from: row.from_stage,
    to: row.to_stage,
    at: row.at.toISOString(),
    sub: row.sub,
    facts: row.facts,
    wordsId: row.words_id,
  }));
}

/**
 * The night: certifications that ran out, and those whose yearly confirmation is overdue. Safe to repeat: each is found
 * while it is so, and its step follows from the file's version.
 */
export async function turnCertifications(
  db: Db,
  now: string,
): Promise<{ ranOut: number; confirmationsOverdue: number }> {
  const day = dayOf(now);
  const due = await sql<{ id: string; seq: number; action: 'runOut' | 'remind' }>`
    select id, seq, case when last_day < ${day}::date then 'runOut' else 'remind' end as action
    from certification_files where stage in ('CERTIFIED', 'CHANGE_REPORTED', 'REEXAMINED')
      and (last_day < ${day}::date or (confirm_by < ${day}::date and reminded_at is null))
    order by id`.execute(db);
  const done = { runOut: 0, remind: 0 };
  for (const { id, seq, action } of due.rows) {
    const taken = { action, acting: SYSTEM, commandId: derivedId(id, `${action}/${seq}`), seen: seq };
    try {
      await db.transaction().execute((tx) => stepCertification(tx, id, taken, now));
      done[action] += 1;
    } catch (error) {
      // Somebody was there in between: the next night looks again.
      if (!(error instanceof Refused)) throw error;
    }
  }
  return { ranOut: done.runOut, confirmationsOverdue: done.remind };
}
