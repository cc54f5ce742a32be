import type { SelfGround } from './proviso.js';
import type { IsoDate, IsoInstant } from './calendar.js';
import type { CheckCode, Item } from './checks.js';
import type { Correction, Hearing, WithoutDoubt } from './edge.js';
import type { Inquired } from './inquiries.js';
import type { MissedSupplement, OpenSupplement, Supplementable } from './supplements.js';
import type { GrievanceFacts, GrievanceOutcome } from './grievance.js';
import type { Marks } from './reasons.js';
import type { OptionalStep } from './policy.js';
import type { ActorRole } from './roles.js';
import type { Issue, Served } from './service.js';
import type { CaseKind, Decision, Ground, InvestigationMode, Stage } from './stages.js';
import type { Matters, Worksheet } from './worksheet.js';

/** What the table may look at: plain facts of one case at one moment, gathered by the store under lock. */
export interface Facts {
  readonly kind: CaseKind;
  readonly stage: Stage | 'NEW';
  readonly ground: Ground | null;
  readonly mode: InvestigationMode | null;
  readonly decision: Decision | null;
  /** The contractor is certified by this organ today, or the person is the organ's own staff. */
  readonly certified: boolean;
  readonly otherOpenCase: boolean;
  readonly alreadyCleared: boolean;
  /** Version and hash of the notice that was served. */
  readonly servedText: string | null;
  readonly openChecks: number;
  /** Checks that need a person (checks.ts: needsPerson) and have not been weighed by one. */
  readonly unresolvedFindings: number;
  /** What is investigated, and which optional steps there are: by the policy that the case froze. */
  readonly items: readonly Item[];
  readonly steps: readonly OptionalStep[];
  /** What an adjudicator has to weigh, by item; what was learnt otherwise, and what could not be asked (worksheet.ts). */
  readonly matters: Matters;
  readonly learnt: readonly Item[] | null;
  readonly unasked: readonly Item[];
  /** Before a decision, or before a clearance is revoked for want of an assessment; since anything was new. */
  readonly hearing: Hearing;
  /** The items that were put to the person then; null where none were named, as by a release before. */
  readonly heardOn: readonly Item[] | null;
  /** The time for which an interview was arranged last has come. */
  readonly interviewBegun: boolean;
  /** The person has let the time to confirm the record of their interview pass, and has not spoken on it since. */
  readonly unconfirmed: boolean;
  /** When the time for the document that was asked for last was over, if it passed in silence and nothing came since. */
  readonly missedDocument: IsoInstant | null;
  /** Who proposed the decision, or the revocation, that waits for a second reader; null if they have since declared a tie. */
  readonly proposedBy: string | null;
  /** In which adjudicator's place they did, if in anybody's. Packets of before that was asked do not say. */
  readonly proposedInPlaceOf?: string | null;
  /** Sign-ins that prepared or investigated the case; of a clearance, that took any step on it but for the head. */
  readonly investigators: readonly string[];
  /** Sign-ins that took any step on the case, or on the case it is about. */
  readonly workers: readonly string[];
  /**
   * Sign-ins above or below, in their reporting line, those whom the step that comes next must not be taken by: who
   * investigated and who proposed, of a decision; who decided, of a grievance.
   */
  readonly inTheirLine: readonly string[];
  /** A doubt notice was served on this clearance and nothing has lifted it. */
  readonly doubtServed: boolean;
  /** An open grievance about the case, or a doubt about a clearance that it alone can settle. */
  readonly held: boolean;
  /** The legal holds that stand on it, each by its number, and who placed it (holds.ts). */
  readonly holds: readonly { readonly number: number; readonly by: string }[];
  /** Whether one keeps it: its own, or of a grievance that of the case it is about. */
  readonly holdStands: boolean;
  /** The doubt reassessment of this clearance was refused, withdrawn from or left unanswered. */
  readonly doubtEndedWithoutAssessment: boolean;
  /** A correction was proposed and waits for a second person; by whom, and null if they have declared a tie since. */
  readonly correction: Correction;
  readonly correctionBy: string | null;
  /** What followed from the notice of the result has gone on: a later case, or a clearance that is not as it began. */
  readonly noticeReliedOn: boolean;
  /** Where a clearance would be without the doubt notice that stands against it; null if none does. */
  readonly withoutDoubt: WithoutDoubt | null;
  /** A result was notified before, and an upheld grievance has reopened the decision. */
  readonly reopened: boolean;
  /** Sign-ins that took part in the decisions before that. */
  readonly decidedBefore: readonly string[];
  /** Sign-ins that answered a grievance about the case. */
  readonly answeredGrievances: readonly string[];
  /** The person has taken their consent back: of a reopened case, whose result before stands all the same. */
  readonly consentWithdrawn: boolean;
  /** Of a grievance: what it is about, and whether it came late. */
  readonly grievance: GrievanceFacts | null;
  /** There is an earlier investigation of the same person that may serve this case, today (reuse.ts). */
  readonly reusable: boolean;
  /** Others' reports about this holder that nobody has looked at, with the sign-in each came from. */
  readonly waitingReports: readonly WaitingReport[];
  /** A signed paper waits for the second person who compares it (original.ts); a grievance's is not counted. */
  readonly originalWaiting: boolean;
  /** The notice of the result that has gone out, while nothing shows that it was received. */
  readonly issue: Issue | null;
  /** The person does not want to be told reasons. */
  readonly reasonsWaived: boolean;
  /** Passages on what may not be investigated wait for a screening officer (free-text.ts); a grievance's are not counted. */
  readonly wordsWaiting: boolean;
  /** What may still be put to others, for a reason (inquiries.ts). */
  readonly askable: readonly CheckCode[];
  /** What is asked first, consented to, and neither answered nor late so far: nothing else is asked before. */
  readonly firstDue: readonly CheckCode[];
  /** What the person consents to now (supplements.ts). */
  readonly consented: readonly CheckCode[];
  /** The request for a supplementary consent that waits for their answer. */
  readonly supplement: OpenSupplement | null;
  /** The last one, if its time passed in silence and nothing came since. */
  readonly missedSupplement: MissedSupplement | null;
  /** What may be asked for by another one, and for which needs. */
  readonly supplementable: Supplementable;
}

export interface WaitingReport {
  readonly id: string;
  readonly sub: string | null;
}

/** Who acts. Machine actors have no sign-in. */
export interface Acting {
  readonly roles: readonly ActorRole[];
  readonly sub: string | null;
  /** In whose place they act, if in anybody's. */
  readonly inPlaceOf?: string | null;
}

/** What comes with the step and the rules look at. */
export interface StepInput {
  readonly reasons?: boolean;
  /** Which sentences of the reasons are withheld. Absent where reasons are not written by the sentence: none is. */
  readonly marks?: Marks;
  readonly text?: string;
  /** The time that is named lies ahead, and near enough (interview.ts). */
  readonly ahead?: boolean;
  readonly decision?: Decision;
  /** Sign-in of the case officer whom the step names. */
  readonly officer?: string;
  readonly mode?: InvestigationMode;
  /** Why the organ investigates by itself where another does otherwise. */
  readonly selfGround?: SelfGround;
  /** The questions that are to be put to others as needed. */
  readonly asks?: readonly CheckCode[];
  /** The same with why, in a code. */
  readonly needs?: Inquired;
  /** The questions that were answered, yes or no. */
  readonly answers?: readonly CheckCode[];
  /** The questions that the step is about otherwise. */
  readonly codes?: readonly CheckCode[];
  readonly worksheet?: Worksheet;
  /** How a grievance is answered, and whether measures are told with it. */
  readonly outcome?: GrievanceOutcome;
  readonly measures?: boolean;
  /** The words that come with it touch what may not be investigated. */
  readonly drifting?: boolean;
  /** The day a signed paper that says it came in. Absent: it was clicked. */
  readonly receivedOn?: IsoDate;
  /** By which way a result was served, and when it was received. */
  readonly served?: Served;
  /** The report that the step is about. */
  readonly report?: string;
  /** Which legal hold it is about, by its number. Absent: any of them. */
  readonly hold?: number;
}
