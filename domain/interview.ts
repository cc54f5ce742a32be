import { after, type IsoInstant } from './calendar.js';
import type { Item } from './checks.js';
import { afterOfficeDays } from './office-days.js';
import type { Periods } from './policy.js';

/**
 * An interview is arranged for a time that the person can prepare for and the case can wait for: when the office days of
 * notice are over, or sooner if the person agreed to it, but ahead; and before the policy's period from now is over.
 * Instants as the register writes them.
 */
export function liesAhead(
  at: IsoInstant,
  now: IsoInstant,
  { periods, agreed }: { periods: Periods; agreed: boolean },
): boolean {
  const from = agreed ? now : afterOfficeDays(now, periods.INTERVIEW_NOTICE);
  return at > now && at >= from && at < after(now, periods.INTERVIEW_WITHIN);
}

/** Said of the field of any other time. */
export const NOT_AHEAD =
  'must leave the days of notice, unless the person agreed, and lie ahead and not too far';

/**
 * How it stands with an interview. `NOT_CONFIRMED`: the time to confirm its record passed; that is no word of the
 * person's, and nothing is read into it. Nor into `CALLED_OFF`, whoever did not come.
 */
export const INTERVIEW_STATES = ['ARRANGED', 'CALLED_OFF', 'RECORDED', 'CONFIRMED', 'NOT_CONFIRMED'] as const;
export type InterviewState = (typeof INTERVIEW_STATES)[number];

/** One interview of a case, with the sealed documents that belong to it. */
export interface Interview {
  readonly at: IsoInstant;
  readonly items: readonly Item[];
  /** It is sooner than the days of notice, or may be: the person is said to have agreed. */
  readonly agreed: boolean;
  readonly state: InterviewState;
  readonly placeId: string | null;
  readonly recordId: string | null;
  readonly recordedAt: IsoInstant | null;
  /** What the person wrote beside the record. */
  readonly remarksId: string | null;
  readonly confirmedAt: IsoInstant | null;
}

/** A step of a case as it was recorded. */
export interface InterviewStep {
  readonly action: string;
  readonly at: IsoInstant;
  readonly details: {
    readonly interviewAt?: string;
    readonly items?: readonly Item[];
    readonly agreed?: boolean;
    readonly documentId?: string;
  };
}

/** The interviews of a case, oldest first, read from its steps in their order. A destroyed file has none to tell. */
export function interviewsIn(steps: readonly InterviewStep[], ended: boolean): Interview[] {
  const all: Interview[] = [];
  for (const step of steps) {
    if (step.action === 'arrangeInterview' && step.details.interviewAt) all.push(arranged(step));
    // A record may be confirmed late, when the next interview has been arranged already.
    const about = OF_A_RECORD.has(step.action)
      ? all.findLastIndex(({ recordId }) => recordId !== null)
      : all.length - 1;
    const interview = all[about];
    if (interview) all[about] = afterStep(interview, step);
  }
  return ended ? all.map(leftOpen) : all;
}

const OF_A_RECORD: ReadonlySet<string> = new Set(['confirmInterviewRecord', 'markRecordOverdue']);

function arranged({ details }: InterviewStep): Interview {
  const { interviewAt = '', items = [], documentId, agreed = false } = details;
  const blank = { recordId: null, recordedAt: null, remarksId: null, confirmedAt: null };
  return { at: interviewAt, items, agreed, state: 'ARRANGED', placeId: documentId ?? null, ...blank };
}

function afterStep(interview: Interview, { action, at, details }: InterviewStep): Interview {
  const { interviewAt = interview.at } = details;
  const documentId = details.documentId ?? null;
  switch (action) {
    case 'moveInterview':
      return { ...interview, at: interviewAt, agreed: details.agreed ?? false, placeId: documentId };
    case 'callOffInterview':
      return { ...interview, state: 'CALLED_OFF' };
    case 'recordInterview':
      return { ...interview, state: 'RECORDED', recordId: documentId, recordedAt: at };
    case 'confirmInterviewRecord':
      return { ...interview, state: 'CONFIRMED', remarksId: documentId, confirmedAt: at };
    case 'markRecordOverdue':
      return { ...interview, state: 'NOT_CONFIRMED' };
    default:
      return interview;
  }
}

/** What the end of a case cut off: nobody was heard, or nobody confirmed. */
function leftOpen(interview: Interview): Interview {
  if (interview.state === 'ARRANGED') return { ...interview, state: 'CALLED_OFF' };
  return interview.state === 'RECORDED' ? { ...interview, state: 'NOT_CONFIRMED' } : interview;
}
