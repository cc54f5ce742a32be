import type { Source } from '../domain/checks.js';
import type { Came, Desk, OriginalState } from '../domain/original.js';
import type { QuestionForm } from '../domain/questionnaire/shape.js';
import type { CaseKind } from '../domain/stages.js';
import type { Word } from './language.js';
import type { StepName } from './steps.js';

/** A signed paper in a list: whose hands it went through, and nothing of what it says. */
export interface OriginalRow {
  readonly id: string;
  readonly caseId: string;
  readonly kind: CaseKind;
  readonly desk: Desk;
  readonly action: string;
  readonly hash: string | null;
  readonly pages: number;
  readonly signedOn: string;
  readonly receivedOn: string;
  readonly came: Came;
  readonly keyedBy: string;
  readonly status: OriginalState;
  readonly inForce: boolean;
  readonly settledBy: string | null;
  readonly compareBy: string | null;
  readonly overdue: boolean;
  /** On record: it had come in before its case was closed for silence, or its result told. */
  readonly foundLate: boolean;
  readonly yours: boolean;
}

/** How the papers of a case stand, on its own page. */
export interface PapersShown {
  readonly waiting: number;
  readonly compareBy: string | null;
  readonly overdue: boolean;
  readonly foundLate: number;
}

/** One to be compared, with what was keyed in, in words. */
export interface OriginalWhole extends OriginalRow {
  readonly person: { readonly name: string; readonly kana: string } | null;
  readonly said: readonly { readonly label: Word; readonly text: Word }[];
}

/** What may be keyed in for a case by this reader. */
export interface Keying {
  readonly caseId: string;
  readonly version: number;
  readonly policy: string;
  readonly steps: readonly { readonly step: StepName; readonly stops: boolean }[];
  /** The case was closed because nobody had heard of its person. */
  readonly silent?: boolean;
  /** Its result was told: a withdrawal that had come in before may still be keyed in. */
  readonly told?: boolean;
  /** What the questionnaire asks, for whoever may key one in. */
  readonly questions?: QuestionForm['items'];
  /** Questions that may be answered by letter. */
  readonly inquiries: readonly {
    readonly reference: string;
    readonly word: Word;
    /** One source may answer several questions on one sheet. */
    readonly source: Source;
  }[];
  readonly items: readonly OriginalRow[];
}
