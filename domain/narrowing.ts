import type { Edge } from './edge.js';
import type { Facts } from './facts.js';
import { issueState } from './service.js';

/** What of a case can narrow a line to some cases. */
export type Narrowing =
  | 'ground'
  | 'mode'
  | 'decision'
  | 'silent'
  | 'hearing'
  | 'unconfirmed'
  | 'missedDocument'
  | 'missedSupplement'
  | 'reopened'
  | 'correction'
  | 'withoutDoubt'
  | 'step'
  | 'supplement'
  | 'waived'
  | 'issue';

/** By what the line is for other cases than this one, whatever the stage. */
export function differences(edge: Edge, facts: Facts): Narrowing[] {
  const {
    ground,
    mode,
    decision,
    silent,
    hearing,
    unconfirmed,
    missedDocument,
    missedSupplement,
    reopened,
    correction,
    withoutDoubt,
    step,
    supplement,
    waived,
    issue,
  } = edge.when ?? {};
  const differs: Record<Narrowing, boolean> = {
    ground: ground !== undefined && (facts.ground === null || !ground.includes(facts.ground)),
    mode: mode !== undefined && (facts.mode === null || !mode.includes(facts.mode)),
    decision: decision !== undefined && decision !== facts.decision,
    silent: silent === true && facts.hearing !== 'SILENT',
    hearing: hearing !== undefined && !hearing.includes(facts.hearing),
    unconfirmed: unconfirmed === true && !facts.unconfirmed,
    missedDocument: missedDocument === true && facts.missedDocument === null,
    missedSupplement: missedSupplement === true && facts.missedSupplement === null,
    correction: correction !== undefined && correction !== facts.correction,
    withoutDoubt:
      withoutDoubt !== undefined &&
      (facts.withoutDoubt === null || !withoutDoubt.includes(facts.withoutDoubt)),
    reopened: reopened !== undefined && reopened !== facts.reopened,
    step: step !== undefined && !facts.steps.includes(step),
    supplement: supplement !== undefined && (supplement === 'OPEN') !== (facts.supplement !== null),
    waived: waived === true && !facts.reasonsWaived,
    issue: issue !== undefined && issue !== issueState(facts.issue),
  };
  return NARROWINGS.filter((narrowing) => differs[narrowing]);
}
export const NARROWINGS: readonly Narrowing[] = [
  'ground',
  'mode',
  'decision',
  'silent',
  'hearing',
  'unconfirmed',
  'missedDocument',
  'missedSupplement',
  'reopened',
  'correction',
  'withoutDoubt',
  'step',
  'supplement',
  'waived',
  'issue',
];
