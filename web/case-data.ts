import type { MoveShown } from './moves-data.js';
import type { ServedFile } from './service-data.js';
import type { ChangeKind, ReportEnd, ReportVerdict } from '../domain/change-reports.js';
import type { Answer, CheckCode, Finding, Item } from '../domain/checks.js';
import type { DocumentCode } from '../domain/documents.js';
import type { Topic } from '../domain/forbidden-topics.js';
import type { Need } from '../domain/inquiries.js';
import type { SupplementsShown } from './supplement-data.js';
import type { SelfGround } from '../domain/proviso.js';
import type { HoldGround } from '../domain/holds.js';
import type { FollowUp, GrievanceMatter, GrievanceOutcome } from '../domain/grievance.js';
import type { InterviewState } from '../domain/interview.js';
import type { DeadlineKind } from '../domain/policy.js';
import type { Sentence } from '../domain/reasons.js';
import type { ActorRole, Role } from '../domain/roles.js';
import type { CaseKind, Decision, Ground, NotConductedReason, Stage, WaitingOn } from '../domain/stages.js';
import type { Matters, Treatment, Viewpoint } from '../domain/worksheet.js';
import type { Word } from './language.js';
import type { WaitingShown } from './waiting-words-data.js';
import type { StepName } from './steps.js';
import type { WeighedShown } from './weighed-data.js';
import type { VoidNoticeShown } from './void-notice-data.js';

/** What the pages are drawn from: plain data, already cut down to what this reader may see. */
export type Outcome = Decision | 'NOT_CONDUCTED';

/** When the stage should be over, and by which deadline that is measured. */
export interface Due {
  readonly at: string;
  readonly kind: DeadlineKind;
}

export interface CaseRow {
  /** In no pack that is loaded: shown, and not to be opened. */
  readonly policyMissing?: true;
  readonly id: string;
  readonly kind: CaseKind;
  readonly stage: Stage;
  readonly waitingOn: WaitingOn;
  /** The role that acts next; null when it is a source, the calendar or nobody. */
  readonly turn: Role | null;
  /** The reader holds that role on this case. */
  readonly yours: boolean;
  readonly since: string;
  readonly due: Due | null;
  readonly ended: boolean;
  readonly ground: Ground | null;
  readonly decision: Decision | null;
  readonly notConductedReason: NotConductedReason | null;
  readonly person?: { readonly name: string; readonly kana: string };
  /** It waits for the reader's word on ties: nothing else of it is theirs to know yet. */
  readonly undeclared?: true;
}

/** A grievance on the pages of its person and of its officer. */
export interface GrievanceFacts {
  readonly about: GrievanceMatter | null;
  readonly late: boolean;
  readonly of: { readonly kind: 'application' | 'clearance'; readonly id: string };
  readonly receivedOn: string;
  readonly answerBy: string | null;
  readonly overdue: boolean;
  readonly outcome?: GrievanceOutcome | undefined;
  readonly answeredOn?: string | undefined;
  readonly followUp?: FollowUp | undefined;
  readonly measures?: string | undefined;
}

export interface CaseFile
  extends Omit<CaseRow, 'person' | 'undeclared'>,
    SupplementsShown,
    WaitingShown,
    ServedFile,
    WeighedShown {
  readonly version: number;
  /** The policy it froze, by its name. */
  readonly policy: string;
  readonly openedAt: string;
  readonly notifiedAt: string | null;
  readonly voidNotices?: readonly VoidNoticeShown[] | undefined;
  readonly lastValidDay: string | null;
  /** It ended after its consent without a result, and what was gathered is not shown; or it is opened by break-glass, until then. */
  readonly closed: boolean;
  readonly openUntil?: string | undefined;
  readonly assigned: readonly string[];
  readonly undeclared: readonly string[];
  readonly person?: Person;
  readonly checks: readonly CheckRow[];
  readonly questionnaire?: Partial<Record<Item, Statement>>;
  /** The questions that the questionnaire may be returned for; only there if it may. */
  readonly places?: readonly { readonly value: string; readonly word: Word }[];
  /** What was written on the way, oldest first. */
  readonly statements: readonly Written[];
  readonly interviews: readonly InterviewShown[];
  readonly reports: readonly ReportShown[];
  readonly moves: readonly MoveShown[];
  readonly elsewhere: readonly { readonly value: string; readonly word: Word }[];
  /** The legal holds of the file; only there for the officers in charge. */
  readonly holds: readonly HoldShown[];
  /** An earlier investigation that may be used: only there for who may choose it. */
  readonly reusable?: { readonly organ: Word; readonly opinionOn: string; readonly until: string };
  /** What an earlier investigation brought into the case. */
  readonly earlier?: EarlierFound;
  readonly grievance?: GrievanceFacts | undefined;
  readonly worksheet?: Partial<Record<Item, SheetRow>>;
  readonly matters?: Matters;
  /** What the reader may put to others now, for a reason. */
  readonly askable: readonly CheckCode[];
  readonly clocks: readonly Clock[];
  readonly timeline: readonly TimelineRow[];
  readonly possible: readonly StepName[];
  readonly documents: readonly DocumentRow[];
  /** The decision is there as one signed document, and theirs to read. */
  readonly packet: boolean;
  /** They may key in signed papers of it. */
  readonly keys: boolean;
  /** Who may be named as case officer; only there if such a step is possible. */
  readonly officers: readonly Officer[];
}

export interface Person {
  readonly name: string;
  readonly kana: string;
  readonly dateOfBirth: string;
  readonly address: string;
  readonly nationality: string;
}

export interface Officer {
  readonly sub: string;
  readonly open: number;
}

export interface CheckRow {
  readonly requestId: string;
  readonly code: CheckCode;
  readonly status: 'OPEN' | 'ANSWERED' | 'LATE' | 'CANCELLED';
  readonly finding: Finding | null;
  readonly dueAt: string;
  readonly answeredAt: string | null;
  readonly resolvedAt: string | null;
  /** When somebody was found to have answered in the source's place. */
  readonly forgeryAt: string | null;
  /** Answered in an earlier case. */
  readonly reused: boolean;
  /** Why it was asked; null where it is asked of everybody. */
  readonly need: Need | null;
}

export interface EarlierFound {
  readonly organ: Word;
  readonly opinionOn: string;
  readonly opinion?: string | undefined;
  readonly reviews: readonly { readonly on: string; readonly text: string }[];
  readonly answers: readonly { readonly code: CheckCode; readonly on: string; readonly statement: string }[];
}

/** What the person answered to one item, every question with its answer. */
export interface Statement {
  readonly stated: boolean;
  readonly text: Word;
}

export interface Written {
  readonly at: string;
  readonly event: string;
  readonly text: string;
  /** Of a decision: its reasons by the sentence. */
  readonly sentences?: readonly Sentence[] | undefined;
  /** Of inquiries: why each was needed. */
  readonly inquiries?:
    | readonly { readonly code: CheckCode; readonly need: Need; readonly text: string }[]
    | undefined;
  readonly proviso?: string | undefined;
}

/** A legal hold of the file, as an officer in charge sees it. */
export interface HoldShown extends HoldPlaced {
  readonly liftedAt: string | null;
  readonly text: string;
}

export interface HoldPlaced {
  readonly number: number;
  readonly ground: HoldGround;
  readonly reviewOn: string;
  readonly placedAt: string;
  /** The reader placed it. */
  readonly you: boolean;
  readonly reviewDue: boolean;
}

/** One interview, told alike to its person and to who works on the case. */
export interface InterviewShown {
  readonly at: string;
  readonly items: readonly Item[];
  readonly agreed?: true | undefined;
  readonly state: InterviewState;
  readonly place: string;
  readonly record?: string | undefined;
  readonly recordedAt?: string | undefined;
  readonly remarks?: string | undefined;
}

export interface SheetRow {
  readonly treatment: Treatment;
  readonly note?: string | undefined;
  readonly factors?: Readonly<Record<Viewpoint, { concern: string; mitigation: string }>> | undefined;
}

/** An outage by which a deadline was moved. */
export interface Extended {
  readonly from: string;
  readonly to: string;
  readonly days: number;
}

export interface Clock extends Due {
  readonly code: CheckCode | null;
  readonly extended: readonly Extended[];
}

export interface TimelineRow {
  readonly at: string;
  readonly event: string;
  readonly article: string;
  readonly role: ActorRole;
  /** The stage it moved the case to; null where it stayed, or where the reader is not told. */
  readonly to: Stage | null;
  /** When somebody is asked to come. */
  readonly comesAt?: string;
  /** For which outage there is more time. */
  readonly extended?: Extended;
  /** It came on a signed paper: when, and whose two hands it went through. */
  readonly onPaper?: {
    readonly receivedOn: string;
    readonly keyedBy: string;
    readonly confirmedBy?: string | undefined;
  };
  readonly standIn?: { readonly adjudicator: string | null };
  readonly selfGround?: SelfGround;
  /** The question it was about. */
  readonly code: CheckCode | null;
  readonly finding: Answer | 'LATE' | null;
}

/** A report about a holder. */
export interface ReportShown {
  readonly receipt: string;
  readonly at: string;
  readonly by: 'HOLDER' | 'CONTRACTOR' | 'OFFICE';
  readonly kind?: ChangeKind | undefined;
  readonly text?: string | undefined;
  readonly verdict: ReportVerdict | null;
  readonly sealedUntil?: string | undefined;
  readonly ended: ReportEnd | null;
}

/** What waits to be screened, as a screening officer sees it. */
export interface ScreeningFile {
  readonly id: string;
  readonly version: number;
  readonly since: string;
  readonly due: Due | null;
  readonly passages: readonly PassageShown[];
  readonly possible: readonly StepName[];
}

interface PassageShown {
  readonly item: Item;
  readonly topic: Topic;
  readonly question: Word;
  readonly answer: Word;
  /** The whole answer; the passage goes from `start` to before `end`. */
  readonly written: string;
  readonly start: number;
  readonly end: number;
}

/** A notice or form of the case that its reader may print. */
export interface DocumentRow {
  /** The assessment with whose papers it is printed. */
  readonly caseId: string;
  readonly form: DocumentCode;
  readonly of: string | null;
  /** Since when it stands; null for a blank form. */
  readonly at: string | null;
  readonly title: Word;
  readonly article: string;
}

export interface OutcomeRow {
  readonly id: string;
  readonly kind: CaseKind;
  readonly subjectRef: string;
  readonly outcome: Outcome | null;
  readonly notifiedOn: string | null;
  readonly validUntil?: string | undefined;
  readonly voidNotices?: readonly VoidNoticeShown[] | undefined;
}
