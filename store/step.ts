import type { ReportVerdict, SealGround } from '../domain/change-reports.js';
import type { CheckCode, Finding, InquiryConsent, Item } from '../domain/checks.js';
import type { Action, Edge } from '../domain/edges.js';
import type { GrantIssuer } from '../domain/grants.js';
import type { Inquired } from '../domain/inquiries.js';
import type { GrievanceMatter, GrievanceOutcome } from '../domain/grievance.js';
import type { OriginalRef } from '../domain/original.js';
import type { ScreeningGround } from '../domain/questionnaire/screening.js';
import type { Marks } from '../domain/reasons.js';
import type { SelfGround } from '../domain/proviso.js';
import type { HoldGround } from '../domain/holds.js';
import type { ActorRole, Grant, MachineActor } from '../domain/roles.js';
import type { Service, ServiceChannel } from '../domain/service.js';
import type { CaseKind, Decision, Ground, InvestigationMode, Stage } from '../domain/stages.js';
import type { Worksheet } from '../domain/worksheet.js';
import type { CaseState } from './case-rows.js';
import type { Tx } from './db.js';

/** Who acts: a signed-in person with their grants, or one of our own machine actors. */
export type Actor =
  | { readonly sub: string; readonly grants: readonly Grant[] }
  | { readonly machine: MachineActor };

export const SYSTEM: Actor = { machine: 'System' };
export const PROVIDER: Actor = { machine: 'Provider' };

export interface IssuedAs {
  readonly channel: ServiceChannel;
  readonly waived: boolean;
}

/**
 * What comes with a step. Codes, ids and dates only: these fields are written to the command row. Personal
 * content goes to the vault first and is named here by its document id.
 */
export interface StepDetails {
  readonly reasonsId?: string;
  readonly documentId?: string;
  readonly text?: string;
  /** Which forms the person signed by it, in the very text that was shown to them. */
  readonly forms?: readonly string[];
  readonly inquiries?: InquiryConsent;
  readonly statedItems?: readonly Item[];
  readonly drifting?: boolean;
  /** How many passages were struck, and on which grounds each was struck or may stand. */
  readonly struck?: number;
  readonly screened?: readonly ScreeningGround[];
  readonly reasonsWaived?: boolean;
  readonly mode?: InvestigationMode;
  /** Why the organ investigates by itself, where it need not; the words to it are sealed. */
  readonly selfGround?: SelfGround;
  /** The application whose investigation is used again: never shown to those who work on this one. */
  readonly reusedFrom?: string;
  readonly decision?: Decision;
  readonly worksheet?: Worksheet;
  readonly marks?: Marks;
  readonly caseOfficer?: string;
  /** By which passkey the person signed it (store/signatures.ts). */
  readonly passkey?: string;
  /** By which row whoever took it acted in an adjudicator's place. */
  readonly standIn?: string;
  readonly subjectAccount?: string;
  /** How the notice of the result was served, and what shows it. */
  readonly service?: Service;
  /** By which way a notice of the result went out, and whether reasons were not wanted then: as it is printed again. */
  readonly issue?: IssuedAs;
  /** Of a mistake: the sign-in was handed to somebody else than the person nominated. */
  readonly signInElsewhere?: boolean;
  readonly codes?: readonly CheckCode[];
  /** What is asked as needed, and why in a code. */
  readonly inquired?: Inquired;
  readonly interviewAt?: string;
  /** Which record of an interview was confirmed, by the number printed on it. */
  readonly record?: string;
  /** The person agreed to an interview sooner than the days of notice. */
  readonly agreed?: boolean;
  readonly items?: readonly Item[];
  readonly requestId?: string;
  readonly inboxId?: string;
  readonly finding?: Finding;
  readonly deadline?: string;
  readonly clearanceId?: string;
  readonly applicationId?: string;
  /** Of a grievance on paper: the day it came in, from which its clocks count. */
  readonly receivedOn?: string;
  /** What a grievance is about, whether it came late, how it is answered, and where the measures are written. */
  readonly about?: GrievanceMatter;
  readonly late?: boolean;
  readonly outcome?: GrievanceOutcome;
  readonly measuresId?: string;
  readonly reason?: string;
  readonly reportId?: string;
  readonly verdict?: ReportVerdict;
  readonly sealGround?: SealGround;
  readonly sealUntil?: string;
  /** Where somebody has gone: from which day, to which section, organ or contractor, and until when it is meant. */
  readonly movedOn?: string;
  readonly section?: string;
  readonly toOrgan?: string;
  readonly toContractor?: string;
  readonly backBy?: string;
  /** A legal hold, by its number on the case; its ground, and the day on which it is looked at again. */
  readonly hold?: number;
  readonly holdGround?: HoldGround;
  readonly reviewOn?: string;
  /** An outage, its days, and by how many of them the case's deadlines were moved. */
  readonly outage?: string;
  readonly outageFrom?: string;
  readonly outageTo?: string;
  readonly days?: number;
  /** What the person said on a signed paper, through whose hands it came. */
  readonly original?: OriginalRef;
}

/**
 * What the ledger repeats of them. It outlives every file and nobody can take a word out of it, so these refer to what
 * was done; what was found, decided, stated or allowed stands with the command, until the file is destroyed. (A step's
 * name, stages and article tell something of it all the same: docs/limits.md.)
 */
const IN_THE_LEDGER: Readonly<Record<keyof StepDetails, boolean>> = {
  reasonsId: true,
  documentId: true,
  text: true,
  forms: true,
  inquiries: false,
  statedItems: false,
  drifting: false,
  struck: false,
  screened: false,
  reasonsWaived: false,
  mode: false,
  selfGround: false,
  reusedFrom: true,
  decision: false,
  worksheet: false,
  marks: false,
  caseOfficer: true,
  passkey: true,
  standIn: true,
  subjectAccount: true,
  service: true,
  // Which text it was is there; that reasons were not wanted goes with the file.
  issue: false,
  signInElsewhere: false,
  codes: false,
  inquired: false,
  interviewAt: false,
  agreed: false,
  // Of words somebody said: it stands with the step, and goes with the file.
  record: false,
  items: false,
  requestId: true,
  inboxId: true,
  finding: false,
  deadline: true,
  clearanceId: true,
  applicationId: true,
  receivedOn: true,
  about: false,
  late: false,
  outcome: false,
  // That there are measures tells that conduct was found wanting.
  measuresId: false,
  reason: false,
  reportId: true,
  verdict: false,
  sealGround: false,
  sealUntil: false,
  movedOn: false,
  section: false,
  toOrgan: false,
  toContractor: false,
  backBy: false,
  hold: true,
  holdGround: false,
  reviewOn: false,
  outage: true,
  outageFrom: true,
  outageTo: true,
  days: true,
  original: true,
};

export function referencesIn(details: StepDetails): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(details).filter(([name]) => IN_THE_LEDGER[name as keyof StepDetails]),
  );
}

/** One step on an existing case. */
export interface Step {
  readonly caseId: string;
  readonly action: Action;
  readonly actor: Actor;
  /** Unique for ever: the same id again gets the first answer and does nothing. */
  readonly commandId: string;
  /** The version of the case the person looked at; absent for machine actors and steps open at any version. */
  readonly seen?: number;
  readonly details?: StepDetails;
  /** Taken by the case's own workflow, which is looking already: no bell. */
  readonly fromWorkflow?: true;
  /** By which a step that asks others signs what allows it; a machine has none, and can ask nobody. */
  readonly grants?: GrantIssuer;
}

/** The first step of a case that does not exist yet. */
export interface Opening {
  readonly caseId: string;
  readonly kind: CaseKind;
  readonly action: Action;
  readonly actor: Actor;
  readonly commandId: string;
  readonly organId: string;
  readonly subjectId: string;
  readonly contractorId: string | null;
  readonly ground: Ground | null;
  readonly assigned: readonly string[];
  /** Of a nomination: the scheme it is under, where it names one. */
  readonly scheme?: string;
  readonly details?: StepDetails;
}

/** What a step did. `repeated`: it had been done before under the same command id. */
export interface Outcome {
  readonly caseId: string;
  readonly stage: Stage;
  readonly seq: number;
  readonly repeated: boolean;
  /** The case as the table looked at it; absent where nothing was looked at: a repetition, a new case. */
  readonly before?: CaseState;
}

/** What an effect may use: the step taken, the case before it, and the two ways to move other cases. */
export interface StepContext {
  readonly tx: Tx;
  readonly grants?: GrantIssuer | undefined;
  readonly now: string;
  readonly edge: Edge;
  readonly role: ActorRole;
  readonly before: CaseState;
  readonly details: StepDetails;
  readonly commandId: string;
  /** Version of the case after the step. */
  readonly seq: number;
  take(step: Step): Promise<Outcome>;
  open(opening: Opening): Promise<Outcome>;
}

export type Effect = (context: StepContext) => Promise<void>;
