import type { CaseKind } from '../domain/stages.js';
import type { PapersShown } from './originals-data.js';

/** Since when words wait on which a decision may rest, and by when they are to be screened. */
export interface WordsShown {
  readonly since: string;
  readonly screenBy: string;
  readonly overdue: boolean;
}

export interface OverdueText extends WordsShown {
  readonly caseId: string;
  readonly kind: CaseKind;
}

/** What a case waits for beside its stage. */
export interface WaitingShown {
  readonly papers?: PapersShown | undefined;
  readonly words?: WordsShown | undefined;
}
