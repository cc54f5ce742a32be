import { dayOf } from '../domain/calendar.js';
import { isOverOutside, toldOutside, withStandingResult } from '../domain/outward.js';
import { policyNamed } from '../domain/policy.js';
import type { CaseSummary } from '../store/views.js';
import type { View } from './case-faces.js';
import { voidNoticesIn } from './correction-view.js';

/** A case as contractors and information managers are told of it (Art. 13(2)): its outcome once it is told, no more. */
export function outcomeView(summary: CaseSummary, now: string): View {
  const told = summary.kind === 'clearance' ? clearanceOutcome(summary) : applicationOutcome(summary, now);
  // What was told of a case that is over is not told any more either.
  const voided = isOver(summary, now) ? {} : voidNoticesIn(summary);
  return {
    view: 'outcome',
    id: summary.id,
    subjectRef: summary.subjectId,
    outcome: told?.outcome ?? null,
    notifiedOn: told ? dayOf(told.since) : null,
    ...(summary.lastValidDay && told?.outcome === 'FOUND' ? { validUntil: summary.lastValidDay } : {}),
    ...voided,
  };
}

/** When its policy has it told; where that is not loaded it is not told, and the rest of a list is. */
function applicationOutcome(summary: CaseSummary, now: string) {
  const policy = policyNamed(summary.policy);
  return policy && toldOutside(withStandingResult(summary), policy.periods, now);
}

/** Destroyed, or so old that it could be: the two are one to those outside, or the day between them would tell of the act. */
function isOver(summary: CaseSummary, now: string): boolean {
  if (summary.stage === 'DISPOSED') return true;
  const policy = policyNamed(summary.policy);
  return (
    summary.kind === 'application' &&
    policy !== undefined &&
    isOverOutside(withStandingResult(summary), policy.periods, now)
  );
}

/** A clearance speaks outward only while it is in force. A doubt notice is no result, and an end no new one. */
function clearanceOutcome({ stage, notifiedAt }: CaseSummary) {
  const inForce = stage === 'ACTIVE' || stage === 'REVIEW';
  return inForce && notifiedAt !== null ? { outcome: 'FOUND' as const, since: notifiedAt } : undefined;
}

/** Whether the reader sees it as open: of those who are told outcomes, whether they have been told one. */
export function isOpenIn(view: View, summary: CaseSummary, now: string): boolean {
  // Nor is whoever has not said their word on ties told that one is over.
  if (view.view === 'screening' || view.view === 'undeclared') return true;
  if (view.view === 'oversight') return view.answeredOn === undefined;
  if (view.view !== 'outcome') return !view.ended;
  // One that is over tells no outcome any more, and is no open case for that.
  return view.outcome === null && !isOver(summary, now);
}
