import type { CheckCode } from './checks.js';
import type { Role } from './roles.js';
import type { CaseKind, Stage, WaitingOn } from './stages.js';

/** Where a case stands, as its workflow needs to know it: codes, ids and dates, never a name or an answer. */
export interface Standing {
  /** Whose standing it is: sealed with it, so that no other case's can be shown in its place. */
  readonly caseId?: string;
  readonly kind: CaseKind;
  readonly stage: Stage;
  readonly lastSeq: number;
  readonly ended: boolean;
  readonly waitingOn: WaitingOn;
  readonly turn: Role | null;
  readonly since: string;
  readonly organId: string;
  /** When time alone next calls for something; null if never. */
  readonly dueAt: string | null;
  readonly openChecks: readonly OpenCheck[];
  /** Milliseconds the one clock is ahead of the wall. */
  readonly offsetMs: number;
}

export interface OpenCheck {
  readonly requestId: string;
  readonly code: CheckCode;
  readonly dueAt: string;
}
