import type { z } from 'zod';
import { dayOf } from '../domain/calendar.js';
import { grievanceRow, type GrievanceRow } from '../store/grievances.js';
import type { CaseSummary } from '../store/views.js';
import { dueDay } from '../web/parts.js';
import type { GrievanceShown, View } from './case-faces.js';
import { holds } from './principal.js';
import type { Call } from './route.js';

/** What a grievance is about, by when an answer is meant, and how it was answered: for its person and its officer. */
export async function grievanceShown(
  call: Call,
  summary: CaseSummary,
): Promise<{ grievance?: z.input<typeof GrievanceShown> }> {
  const row = summary.kind === 'grievance' ? await grievanceRow(call.tx, summary.id) : undefined;
  if (!row || summary.stage === 'DISPOSED') return {};
  const measures = await measuresIn(call, summary, row);
  return {
    grievance: {
      about: row.about,
      late: row.late,
      of: row.clearanceId
        ? { kind: 'clearance', id: row.clearanceId }
        : { kind: 'application', id: row.applicationId },
      receivedOn: dayOf(row.filedAt),
      answerBy: answerBy(row),
      overdue: summary.stage === 'GRIEVANCE_OVERDUE',
      ...(row.outcome ? { outcome: row.outcome } : {}),
      ...(row.answeredAt ? { answeredOn: dayOf(row.answeredAt) } : {}),
      ...(row.followUp ? { followUp: row.followUp } : {}),
      ...(measures === undefined ? {} : { measures }),
    },
  };
}

/** What of somebody's grievance is for the officer in charge, who holds no role on it. */
export async function oversightIn(call: Call, summary: CaseSummary): Promise<View | undefined> {
  if (summary.kind !== 'grievance' || !holds(call.principal, ['AssessmentOfficerInCharge'])) return undefined;
  return oversightView(summary, call);
}

/**
 * What the officer in charge is told: that an answer is overdue, and which measures are to follow where conduct was found
 * wanting. Neither whose grievance it is nor about which case, nor a word of it: they may be whom it is about.
 */
async function oversightView(summary: CaseSummary, call: Call): Promise<View | undefined> {
  const row = await grievanceRow(call.tx, summary.id);
  if (!row || summary.stage === 'DISPOSED') return undefined;
  const measures = await measuresIn(call, summary, row);
  const overdue = summary.stage === 'GRIEVANCE_OVERDUE';
  if (!overdue && measures === undefined) return undefined;
  return {
    view: 'oversight',
    id: summary.id,
    receivedOn: dayOf(row.filedAt),
    answerBy: answerBy(row),
    overdue,
    ...(row.answeredAt ? { answeredOn: dayOf(row.answeredAt) } : {}),
    ...(measures === undefined ? {} : { measures }),
  };
}

function answerBy({ targetAt }: GrievanceRow): string | null {
  return targetAt === null ? null : dueDay({ at: targetAt, kind: 'GRIEVANCE_TARGET' }, undefined).day;
}

async function measuresIn(
  call: Call,
  { id }: CaseSummary,
  { measuresId }: GrievanceRow,
): Promise<string | undefined> {
  if (measuresId === null) return undefined;
  const found = await call.parts.vault.get(call.tx, { kind: 'case', id }, 'MEASURES', measuresId);
  return (found as { text?: string } | undefined)?.text;
}
