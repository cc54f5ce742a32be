import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import { defineSearchAttributeKey } from '@temporalio/common';
import type { CaseKind } from '../domain/stages.js';
import type { Standing } from '../domain/standing.js';

// Every name that crosses the wire to the engine stands here. Names are never encrypted: no personal data in any.

/** What a case's run starts with. Across continue-as-new the same two fields go. */
export interface CaseInput {
  readonly caseId: string;
  readonly lastSeq: number;
}

/** The bell. Ours carries nothing; one that does is a stranger's, and what it carries is not read. */
export const bell = defineSignal<unknown[]>('bell');
/** An operator's nudge: look at the register now and say where the case stands. Persists nothing. */
export const nudge = defineUpdate<Standing | null>('nudge');
export const standing = defineQuery<Standing | null>('standing');

export const WAITING_ON = defineSearchAttributeKey('WaitingOn', 'KEYWORD');
export const PHASE = defineSearchAttributeKey('CasePhase', 'KEYWORD');
export const ORGAN = defineSearchAttributeKey('Organ', 'KEYWORD');
export const DUE_AT = defineSearchAttributeKey('DueAt', 'DATETIME');
export const SEARCH_ATTRIBUTES = [WAITING_ON, PHASE, ORGAN, DUE_AT] as const;

/**
 * Patch: what strangers do to a run is noticed and told. Marked only in runs to which it happens, so that an honest
 * history has no event more. It may go when no run from before 2026-12 is open, a year after the release.
 */
export const STRANGERS = 'strangers-are-told';

/**
 * Patch: a look that lets go of everything still awaited is followed by another, if an answer came meanwhile. Marked only
 * where that happens. It may go as the one above.
 */
export const OVERTAKEN = 'answers-overtake';

/** `application/<uuid>`, `clearance/<uuid>`, `grievance/<uuid>`; tests put a prefix before it. */
export function workflowIdOf(kind: CaseKind, caseId: string, prefix = ''): string {
  return `${prefix}${kind}/${caseId}`;
}

const CASE_AT_THE_END = /(application|clearance|grievance)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The case a workflow id names, whatever stands before it; undefined if it names none. */
export function caseOf(
  workflowId: string,
): { readonly caseKind: CaseKind; readonly caseId: string } | undefined {
  const [, kind, caseId] = CASE_AT_THE_END.exec(workflowId) ?? [];
  return kind && caseId ? { caseKind: kind as CaseKind, caseId } : undefined;
}

/** Unique per request, so that a completion by (workflow id, activity id) can only mean this one. */
export function activityIdOf(requestId: string): string {
  return `check-${requestId}`;
}

/**
 * What we complete a check's activity with. Sealed by our keys and bound to its request, so that a completion by anybody
 * else shows at once. It is no answer: those are in the register.
 */
export interface Answered {
  readonly answered: string;
}

/** Workflows and `awaitCheck` run on the queue itself, everything that touches the register on this one. */
export function activityQueueOf(taskQueue: string): string {
  return `${taskQueue}-activities`;
}

export const UPKEEP = {
  census: { workflow: 'census', calendar: { hour: 2, minute: 30 } },
  retention: { workflow: 'retention', calendar: { hour: 3, minute: 30 } },
  statistics: { workflow: 'statistics', calendar: { hour: 4, minute: 30, dayOfMonth: 1, month: 'APRIL' } },
} as const;
export type UpkeepKind = keyof typeof UPKEEP;
