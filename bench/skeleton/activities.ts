import { CompleteAsyncError } from '@temporalio/activity';
import { ACTS, ASKED_AFTER, CHECKS, DUE_MS, type SkeletonActivities } from './standing.js';

/** What the worker tells the driver, so that nobody polls. */
export type Told =
  | { readonly ready: true }
  | { readonly looked: string; readonly kind: string; readonly acts: number; readonly answered: number }
  | { readonly awaited: string };

export function createActivities(tell: (told: Told) => void): SkeletonActivities {
  return {
    look: async ({ caseId, kind, acts, answered }) => {
      tell({ looked: caseId, kind, acts, answered });
      const open = kind === 'application' && acts === ASKED_AFTER && answered === 0 ? CHECKS : 0;
      const dueAt = new Date(Date.now() + DUE_MS).toISOString();
      return {
        kind,
        stage: `STAGE_${acts}`,
        lastSeq: acts,
        ended: kind === 'application' && acts >= ACTS,
        waitingOn: 'OFFICER',
        turn: 'CaseOfficer',
        since: new Date().toISOString(),
        organId: caseId,
        dueAt,
        openChecks: Array.from({ length: open }, (_, n) => ({
          requestId: `${caseId}/${n}`,
          code: 'CONVICTION_RECORD',
          dueAt,
        })),
        offsetMs: 0,
      };
    },
    awaitCheck: async (requestId) => {
      tell({ awaited: requestId });
      throw new CompleteAsyncError();
    },
  };
}
