import type { SelfGround } from '../../domain/proviso.js';
import type { CheckCode, Finding, InquiryConsent, Item } from '../../domain/checks.js';
import type { Inquired, Need } from '../../domain/inquiries.js';
import type { GrievanceMatter, GrievanceOutcome } from '../../domain/grievance.js';
import type { Edge } from '../../domain/edges.js';
import type { Days, OutageKind } from '../../domain/outages.js';
import type { DeadlineKind, Periods } from '../../domain/policy.js';
import type { ActorRole } from '../../domain/roles.js';
import {
  type CaseKind,
  type Decision,
  type Ground,
  hasEnded,
  type InvestigationMode,
  type NotConductedReason,
  type Stage,
} from '../../domain/stages.js';
import type { Served, ServiceChannel } from '../../domain/service.js';
import type { Facts } from '../../domain/rules.js';
import type { Worksheet } from '../../domain/worksheet.js';
import { periodsAt } from './time.js';

/** One case in the scheme in memory. */
export interface File {
  readonly name: string;
  readonly kind: CaseKind;
  readonly contractor: boolean;
  readonly ground: Ground | null;
  /** Of an application, the clearance it is about; of a clearance, its application; of a grievance, either. */
  about: string | null;
  readonly periods: Periods;
  readonly assigned: Set<string>;
  stage: Stage;
  seq: number;
  mode: InvestigationMode | null;
  decision: Decision | null;
  hearing: Facts['hearing'];
  /** Items that were named when the person was asked, by what they were asked with, and those of which something was learnt. */
  named: Readonly<Partial<Record<'interview' | 'document' | 'hearing', readonly Item[]>>>;
  learnt: readonly Item[];
  /** Questions that were taken back since a decision was proposed. */
  takenBack: readonly CheckCode[];
  /** For when an interview was arranged last. */
  interviewAt: string | null;
  /** When the time for the document asked for last was over, if it passed in silence. */
  missedDocument: string | null;
  /** When the time for the supplementary consent asked for last was over, if it passed in silence. */
  supplementOver: string | null;
  record: 'NONE' | 'OPEN' | 'SILENT' | 'CONFIRMED';
  reason: NotConductedReason | null;
  servedText: string | null;
  inquiries: InquiryConsent;
  consentedAt: string | null;
  stated: readonly Item[];
  /** Of the investigation: the last one given. */
  opinionAt: string | null;
  /** The application whose investigation was used again. */
  reusedFrom: string | null;
  /** Of a clearance, the application whose result revoked or replaced it. */
  endedBy: string | null;
  reasonsWaived: boolean;
  /** The notice of the result that is out. */
  issue: Facts['issue'];
  notifiedAt: string | null;
  pledgedAt: string | null;
  checks: Check[];
  deadlines: Deadline[];
  /** Legal holds that stand, and the number of the last one placed. */
  holds: Hold[];
  lastHold: number;
  doubt: string | null;
  /** Of a doubted clearance: where it would be without its notice. */
  withoutDoubt: Facts['withoutDoubt'];
  renewal: string | null;
  lastDay: string | null;
  expiresAt: string | null;
  /** Results that were notified before an upheld grievance reopened the decision. */
  earlier: readonly Result[];
  /** Results whose notice was void. */
  voided: readonly Result[];
  /** Of a grievance. */
  grievance: Facts['grievance'];
}

export interface Result {
  readonly decision: Decision;
  readonly notifiedAt: string;
}

export interface Check {
  readonly code: CheckCode;
  /** Version of the case at which it was asked. */
  readonly askedAt: number;
  status: 'OPEN' | 'ANSWERED' | 'LATE' | 'CANCELLED';
  finding: Finding | null;
  weighed: boolean;
  /** An opinion was given on its answer. */
  opined?: boolean;
  /** Why it was asked, where that was only as needed. */
  readonly need?: Need;
  /** Answered in an earlier case. */
  readonly reused?: true;
}

export interface Hold {
  readonly number: number;
  readonly by: string;
  readonly reviewOn: string;
  readonly chased: boolean;
}

export interface Deadline {
  readonly kind: DeadlineKind;
  readonly dueAt: string;
  readonly check?: Check;
  /** When it was set, and by which outages it was moved since. */
  readonly setAt?: string;
  readonly counted?: readonly Days[];
}

/** What happened, in order, as the invariants read it. */
export interface Happened {
  readonly at: string;
  readonly file: string;
  readonly edge: Edge;
  readonly role: ActorRole;
  readonly sub: string | null;
  readonly from: Stage | 'NEW';
  readonly to: Stage;
  readonly input: Input;
}

/** What comes with a step. */
export interface Input {
  readonly reasons?: true;
  readonly text?: string;
  readonly decision?: Decision;
  readonly worksheet?: Worksheet;
  readonly mode?: InvestigationMode;
  readonly selfGround?: SelfGround;
  readonly inquiries?: InquiryConsent;
  readonly waived?: true;
  /** By which way a result goes out, or was served and when. */
  readonly channel?: ServiceChannel;
  readonly served?: Served;
  readonly stated?: readonly Item[];
  readonly drifting?: true;
  readonly officer?: string;
  readonly codes?: readonly CheckCode[];
  /** What is to be asked as needed. */
  readonly asks?: readonly CheckCode[];
  /** Which questions are answered, yes or no, as the store reads it from the answers. */
  readonly answers?: readonly CheckCode[];
  /** To what consent is asked for, and why. */
  readonly needs?: Inquired;
  /** Of an outage: what it moves, and its days. */
  readonly outage?: Days & { readonly kind: OutageKind };
  /** Of a hold: which one, by its number. */
  readonly hold?: number;
  readonly reviewOn?: string;
  /** What an interview, a document or a hearing is about. */
  readonly items?: readonly Item[];
  /** Of an interview: when. */
  readonly at?: string;
  /** The version of the case at which a report came that somebody looks at. */
  readonly report?: string;
  readonly agreed?: true;
  /** The day a signed paper came in that says it. */
  readonly receivedOn?: string;
  /** Of a grievance and its answer. */
  readonly about?: GrievanceMatter;
  readonly late?: boolean;
  readonly outcome?: GrievanceOutcome;
  readonly measures?: boolean;
}

export interface NewFile {
  readonly name: string;
  readonly kind: CaseKind;
  readonly contractor: boolean;
  readonly ground: Ground | null;
  readonly about: string | null;
  readonly assigned: ReadonlySet<string>;
  readonly grievance?: Facts['grievance'];
}

export function newFile(of: NewFile, now: string): File {
  return {
    name: of.name,
    kind: of.kind,
    contractor: of.contractor,
    ground: of.ground,
    about: of.about,
    periods: periodsAt(now),
    assigned: new Set(of.assigned),
    stage: 'DISPOSED',
    seq: 1,
    mode: null,
    decision: null,
    hearing: 'NONE',
    named: {},
    learnt: [],
    takenBack: [],
    interviewAt: null,
    missedDocument: null,
    supplementOver: null,
    record: 'NONE',
    reason: null,
    servedText: null,
    inquiries: {},
    consentedAt: null,
    stated: [],
    opinionAt: null,
    reusedFrom: null,
    endedBy: null,
    reasonsWaived: false,
    issue: null,
    notifiedAt: null,
    pledgedAt: null,
    checks: [],
    deadlines: [],
    holds: [],
    lastHold: 0,
    doubt: null,
    withoutDoubt: null,
    renewal: null,
    lastDay: null,
    expiresAt: null,
    earlier: [],
    voided: [],
    grievance: of.grievance ?? null,
  };
}

export function isAlive({ kind, stage }: File): boolean {
  return !hasEnded(kind, stage);
}

/** Puts it back as it is now. */
export function remembered(file: File): () => void {
  const copy = {
    ...file,
    assigned: new Set(file.assigned),
    checks: [...file.checks],
    deadlines: [...file.deadlines],
    holds: [...file.holds],
  };
  const checks = file.checks.map((check) => [check, { ...check }] as const);
  return () => {
    Object.assign(file, copy);
    for (const [check, before] of checks) Object.assign(check, before);
  };
}

/** From when an application that ends now is kept, if not from now: its notice, or the one that stands again. */
export function keptFrom({ kind, notifiedAt, earlier }: File, action: string): string | null {
  if (kind !== 'application') return null;
  return notifiedAt ?? (action === 'notifyResult' ? null : (earlier.at(-1)?.notifiedAt ?? null));
}
