import type { CheckCode } from '../domain/checks.js';
import type { WithholdingGround } from '../domain/reasons.js';
import type { Section } from '../domain/questionnaire/shape.js';
import type { CaseKind } from '../domain/stages.js';
import type {
  DocumentRow,
  Extended,
  GrievanceFacts,
  InterviewShown,
  Outcome,
  ReportShown,
  TimelineRow,
} from './case-data.js';
import type { MoveShown } from './moves-data.js';
import type { ServiceShown } from './service-data.js';
import type { Word } from './language.js';
import type { StepName } from './steps.js';
import type { SupplementAsked } from './supplement-data.js';
import type { VoidNoticeShown } from './void-notice-data.js';

export interface BrokenTold {
  readonly from: string;
  readonly until: string;
  readonly ground: Word;
  readonly text: Word;
}

/** The same case as its subject sees it. */
export interface OwnCase {
  readonly id: string;
  readonly kind: CaseKind;
  readonly version: number;
  readonly status: Word;
  readonly yourTurn: boolean;
  readonly since: string;
  readonly ended: boolean;
  readonly outcome?: Outcome | undefined;
  readonly notifiedOn?: string | undefined;
  readonly validUntil?: string | undefined;
}

export interface OwnFile extends OwnCase {
  /** The policy it froze, by its name. */
  readonly policy: string;
  /** Its file was destroyed. */
  readonly destroyed: boolean;
  /** When a mistake was put right. */
  readonly corrected?: string | undefined;
  /** That it was opened to somebody with no part in it. */
  readonly breakGlass?: readonly BrokenTold[] | undefined;
  readonly voidNotices?: readonly VoidNoticeShown[] | undefined;
  readonly reasons?: string | undefined;
  /** On which grounds part of the reasons is not told. */
  readonly withheld?: readonly WithholdingGround[] | undefined;
  readonly grievance?: GrievanceFacts | undefined;
  /** What was put to the person before the decision. */
  readonly concerns?: string | undefined;
  /** Of a revocation, which is proposed by the sentence. */
  readonly concernsWithheld?: readonly WithholdingGround[] | undefined;
  /** The document they are asked for, while it is awaited. */
  readonly requested?: string | undefined;
  /** The supplementary consent they are asked for, while it is awaited. */
  readonly supplement?: SupplementAsked | undefined;
  /** The questions that they consent to now. */
  readonly consented?: readonly CheckCode[] | undefined;
  /** The questions in whose answers words were struck. */
  readonly struckFrom: readonly Word[];
  readonly interviews: readonly InterviewShown[];
  readonly reports: readonly ReportShown[];
  readonly moves: readonly MoveShown[];
  readonly service?: readonly ServiceShown[] | undefined;
  /** Of a withdrawal while a notice of the result was on its way. */
  readonly withdrawalReceivedOn?: string | undefined;
  readonly notice?: LetterShown | undefined;
  /** The pledge they may sign now, in the words of their case's policy. */
  readonly pledge?: LetterShown;
  /** The forms they may sign now, as they lie before them on paper. */
  readonly letters?: Partial<Readonly<Record<SignedForm, LetterShown>>>;
  /** Of a clearance: whether its holder may handle the information now (Art. 11). */
  readonly canHandle?: boolean;
  /** When the answer asked of the subject is awaited by. */
  readonly answerBy: string | null;
  /** The outages by which that day was moved. */
  readonly extended: readonly Extended[];
  readonly timeline: readonly TimelineRow[];
  readonly documents: readonly DocumentRow[];
  readonly possible: readonly StepName[];
  /** The questionnaire that is being filled in; only there while it may be sent. */
  readonly draft?: DraftShown;
}

/** A text of a policy, line by line, and its name. */
export interface LetterShown {
  readonly text: string;
  readonly title?: Word;
  readonly ja: readonly string[];
  readonly en: readonly string[];
}
export type SignedForm = 'consent' | 'inquiry-consent' | 'refusal' | 'withdrawal' | 'inquiry-withdrawal';

export interface DraftShown {
  readonly revision: number;
  readonly sections: readonly DraftSection[];
  /** Why it came back from the case officer, where it did. */
  readonly returned?: string;
}

export interface DraftSection {
  readonly section: Section;
  /** `CONFIRM`: filled in before and not looked at yet; `KEPT`: not returned, and stays as it was submitted. */
  readonly state: 'EMPTY' | 'OPEN' | 'CONFIRM' | 'DONE' | 'KEPT';
  readonly faults: number;
  /** Passages in it on what may not be asked. */
  readonly drifts: number;
}
