import type { IsoInstant } from './calendar.js';
import type { DocumentCode } from './document-classes.js';
import type { Action } from './edges.js';
import { afterOfficeDays } from './office-days.js';
import type { Periods } from './policy.js';
import type { CaseKind } from './stages.js';

/** A text of which words wait to be screened, as a step sees it that might rest on it: where it lies, and not a word of it. */
export interface WaitingText {
  /** The case itself, the clearance that it reassesses, or the investigation that it uses again. */
  readonly of: 'CASE' | 'CLEARANCE' | 'EARLIER';
  readonly docClass: DocumentCode;
  /** The step in which it was said; null where none names it, as what a source sends. */
  readonly step: Action | null;
  /** Written by the person whom it is about. */
  readonly own: boolean;
  /** On a clearance: it lay there when the doubt notice was served, which is what the doubt can rest on. */
  readonly raised: boolean;
  /** It was there when the case was put to who decides: a reassessment submitted, a revocation proposed. */
  readonly put: boolean;
  readonly since: IsoInstant;
}

/**
 * What nothing in a decision rests on: why a case was a mistake or a notice void, why a file is kept, what somebody complains
 * of.
 */
const RESTED_ON_BY_NOTHING: readonly DocumentCode[] = ['CORRECTION', 'HOLD', 'GRIEVANCE'];
/** Steps whose words say nothing of the person: why somebody leaves a case, which must not delay it for as long as they wait. */
const SAID_BESIDE: readonly Action[] = ['declareConflict'];
/** What comes over from an investigation that is used again. */
const COMES_OVER: readonly DocumentCode[] = ['EVIDENCE', 'REASONS'];

/**
 * Whether the decision, or the revocation, waits for this text (reading: nothing is decided over holes). It waits for
 * whatever it may rest on; and for nothing that somebody else wrote after the doubt notice, which can be relied on only when
 * the person is told of it: else anybody could delay it for as long as nobody screens. Of their own words those count that
 * were there when it was put, and every answer when heard: so nobody delays it without end, and nobody goes unheard.
 */
export function holdsUp(kind: CaseKind, text: WaitingText): boolean {
  const { of, docClass, own, raised, put } = text;
  if (RESTED_ON_BY_NOTHING.includes(docClass) || isSaidBeside(text)) return false;
  if (of === 'EARLIER') return COMES_OVER.includes(docClass);
  if (of === 'CASE' && kind === 'application') return true;
  return raised || (own && put) || (own && docClass === 'HEARING');
}

/** Whether an investigation can be used again as it is: what comes over is copied, and a mark in it would stay. */
export function comesOver(text: WaitingText): boolean {
  return text.of === 'CASE' && COMES_OVER.includes(text.docClass) && !isSaidBeside(text);
}

function isSaidBeside({ step }: WaitingText): boolean {
  return step !== null && SAID_BESIDE.includes(step);
}

/** When whoever screens is reminded of words that wait since then, and when they are overdue. By the periods of their case. */
export function screeningClock(
  since: IsoInstant,
  { TEXT_SCREENING_REMINDER, TEXT_SCREENED }: Periods,
): { readonly remindAt: IsoInstant; readonly overdueAt: IsoInstant } {
  return {
    remindAt: afterOfficeDays(since, TEXT_SCREENING_REMINDER),
    overdueAt: afterOfficeDays(since, TEXT_SCREENED),
  };
}
