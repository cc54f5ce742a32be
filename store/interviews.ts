import { dueOf } from '../domain/due.js';
import { type Interview, interviewsIn, type InterviewStep } from '../domain/interview.js';
import type { Tx } from './db.js';
import { closeDeadlines, setDeadline } from './deadlines.js';
import type { StepContext } from './step.js';

/** The reminder to write the record counts from the interview, not from the day it was arranged: it moves with it. */
export async function appoint({ tx, now, before, details, seq }: StepContext): Promise<void> {
  if (!details.interviewAt) throw new Error('an interview without a time');
  const caseId = before.row.id;
  const kind = 'INTERVIEW_REMINDER';
  await closeDeadlines(tx, { caseId, scope: 'stage' }, now);
  await setDeadline(tx, { caseId, seq, kind, dueAt: dueOf(kind, details.interviewAt, before.periods) });
}

/** The interviews of a case, oldest first. Row-level security decides whether there is such a case for the caller. */
export async function interviewsOf(tx: Tx, caseId: string): Promise<Interview[]> {
  const rows = await tx
    .selectFrom('commands as m')
    .innerJoin('cases as c', 'c.id', 'm.case_id')
    .select(['m.action', 'm.at', 'm.details', 'c.ended'])
    .where('m.case_id', '=', caseId)
    .where('m.action', 'in', STEPS)
    .orderBy('m.seq')
    .execute();
  const steps = rows.map(({ action, at, details }) => ({
    action,
    at: at.toISOString(),
    details: details as InterviewStep['details'],
  }));
  return interviewsIn(steps, rows[0]?.ended === true);
}

const STEPS = [
  'arrangeInterview',
  'moveInterview',
  'callOffInterview',
  'recordInterview',
  'confirmInterviewRecord',
  'markRecordOverdue',
];
