import type { CheckCode } from '../domain/checks.js';
import type { Explained, OwnStep } from '../domain/explain.js';
import type { DeadlineKind, Mark } from '../domain/policy.js';
import type { ActorRole, Role } from '../domain/roles.js';
import type { Action } from '../domain/edges.js';
import type { CaseKind, Stage, WaitingOn } from '../domain/stages.js';
import type { Extended } from './case-data.js';
import type { Word } from './language.js';

/** A case explained, already cut down to what this reader may know. */
export interface ExplainedClock {
  readonly kind: DeadlineKind;
  readonly at: string;
  readonly code: CheckCode | null;
  readonly extended: readonly Extended[];
  readonly action: Action;
  readonly period: string;
  readonly days: 'CALENDAR' | 'TO_OPEN_DAY' | 'OFFICE';
  readonly policy: string;
  readonly mark: Mark;
}

export interface ExplainedPast {
  readonly at: string;
  readonly event: string;
  readonly article: string;
  readonly role: ActorRole;
  readonly you: boolean;
  /** Stages as they were called; not told to the subject. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Taken in an adjudicator's place: in whose. Not told to the subject. */
  readonly standIn?: { readonly adjudicator: string | null } | null;
}

interface Common {
  readonly id: string;
  readonly kind: CaseKind;
  readonly since: string;
  readonly ended: boolean;
  readonly lastValidDay: string | null;
  readonly clocks: readonly ExplainedClock[];
  readonly steps: readonly ExplainedPast[];
}

export interface FileExplained extends Common {
  readonly view: 'file';
  readonly stage: Stage;
  readonly waitingOn: WaitingOn;
  readonly turn: Role | null;
  readonly next: readonly Explained[];
}

export interface OwnExplained extends Common {
  readonly view: 'subject';
  readonly status: Word;
  readonly yourTurn: boolean;
  readonly next: readonly OwnStep[];
}
