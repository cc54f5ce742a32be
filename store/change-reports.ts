import { type Report, reportsIn, type ReportStep, waits } from '../domain/change-reports.js';
import type { WaitingReport } from '../domain/rules.js';
import type { Tx } from './db.js';
import type { CaseRow } from './case-rows.js';

/** The reports about the holder of a clearance, oldest first. Row-level security decides whether there is such a case. */
export async function reportsOf(tx: Tx, clearanceId: string): Promise<Report[]> {
  return reportsIn((await stepsOn(tx, clearanceId)).map(({ sub: _, ...step }) => step));
}

/** Those by others that nobody has looked at; asked only where one may wait. */
export async function waitingReportsOf(tx: Tx, { id, kind, stage }: CaseRow): Promise<WaitingReport[]> {
  if (kind !== 'clearance' || !WAITED_IN.has(stage)) return [];
  const steps = await stepsOn(tx, id);
  const sub = new Map(steps.map((step) => [step.commandId, step.sub]));
  return reportsIn(steps)
    .filter(waits)
    .map((one) => ({ id: one.id, sub: sub.get(one.id) ?? null }));
}

const WAITED_IN: ReadonlySet<string> = new Set([
  'REVIEW',
  'SUSPENDED',
  'LAPSED',
  'REVOKED',
  'EXPIRED',
  'SUPERSEDED',
  'VOIDED',
]);

async function stepsOn(tx: Tx, caseId: string): Promise<(ReportStep & { sub: string | null })[]> {
  const rows = await tx
    .selectFrom('commands')
    .select(['command_id', 'action', 'at', 'role', 'sub', 'details'])
    .where('case_id', '=', caseId)
    .where('action', 'in', STEPS)
    .orderBy('seq')
    .execute();
  return rows.map(({ command_id, action, at, role, sub, details }) => ({
    commandId: command_id,
    action,
    at: at.toISOString(),
    role,
    sub,
    details: details as ReportStep['details'],
  }));
}

const STEPS = [
  'reportChange',
  'reportAsOther',
  'validateReport',
  'closeReview',
  'serveDoubtNotice',
  'confirmDoubtVoid',
  'revoke',
  'revokeByResult',
  'expire',
  'supersede',
  'voidWithNotice',
  'returnWithNotice',
];
