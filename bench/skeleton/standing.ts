/** What a look returns: as large as what a real one does. */
export interface Standing {
  readonly kind: string;
  readonly stage: string;
  readonly lastSeq: number;
  readonly ended: boolean;
  readonly waitingOn: string;
  readonly turn: string | null;
  readonly since: string;
  readonly organId: string;
  readonly dueAt: string | null;
  readonly openChecks: readonly {
    readonly requestId: string;
    readonly code: string;
    readonly dueAt: string;
  }[];
  readonly offsetMs: number;
}

export interface LookInput {
  readonly caseId: string;
  readonly kind: string;
  /** Acts so far: the skeleton has no register that would know. */
  readonly acts: number;
  readonly answered: number;
}

/** People's acts in a whole application, and after which of them the sources are asked. */
export const ACTS = 11;
export const ASKED_AFTER = 6;
export const CHECKS = 8;
/** Of the alarm: far enough never to ring in a run. */
export const DUE_MS = 14 * 24 * 60 * 60 * 1000;

export interface SkeletonActivities {
  look(input: LookInput): Promise<Standing>;
  /** Completed from outside, by ids. */
  awaitCheck(requestId: string): Promise<void>;
}
