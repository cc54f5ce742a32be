import type { CaseKind } from '../domain/stages.js';

/** What an operator sees of what did not go on by itself: no person, no content. */
export interface StuckCase {
  readonly id: string;
  readonly kind: CaseKind;
  readonly phase: 'OPEN' | 'CLOSED';
  readonly since: string;
  readonly unseen: boolean;
  readonly overdue: number;
  /** The workflow in the engine's own console. */
  readonly temporal: string;
}

export interface DeadMessage {
  readonly id: string;
  readonly caseId: string;
  readonly kind: string;
  readonly attempts: number;
}
