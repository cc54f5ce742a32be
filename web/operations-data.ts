import type { CaseKind } from '../domain/stages.js';

/** What the operator's page is drawn from: that something is stuck, and nothing of what it says. */
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
