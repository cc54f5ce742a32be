import type { OfficeTables } from './office-tables.js';
import type { ColumnType, Generated } from 'kysely';
import type { CheckCode, Finding, InquiryConsent, Item, Source } from '../domain/checks.js';
import type { Need } from '../domain/inquiries.js';
import type { AuditEvent } from '../domain/edges.js';
import type { FollowUp, GrievanceMatter, GrievanceOutcome } from '../domain/grievance.js';
import type { DeadlineKind, Periods } from '../domain/policy.js';
import type { ActorRole, Role } from '../domain/roles.js';
import type {
  CaseKind,
  Decision,
  Ground,
  InvestigationMode,
  NotConductedReason,
  Stage,
  WaitingOn,
} from '../domain/stages.js';
import type { ContractorTables } from './contractor-tables.js';
import type { PasskeyTables } from './passkey-tables.js';
import type { EnrolmentTables } from './enrolment-tables.js';

/** Row types of the register. They never leave store/: functions there return domain values. */
type At = ColumnType<Date, string, string>;
type MaybeAt = ColumnType<Date | null, string | null | undefined, string | null>;
type Day = ColumnType<string, string, string>;
type Json<T> = ColumnType<T, string, string>;

export interface Tables extends ContractorTables, OfficeTables, PasskeyTables, EnrolmentTables {
  organs: { id: string; name_ja: string; name_en: string };
  contractors: { id: string; name_ja: string; name_en: string };
  certifications: {
    id: string;
    contractor_id: string;
    organ_id: string;
    valid_from: Day;
    valid_until: Day | null;
    /** It stands for the contract too: written before that had a row of its own. */
    with_contract: Generated<boolean>;
    /** Its last day as a certification, where another was granted since. */
    certified_until: Generated<Day | null>;
    ended_at: MaybeAt;
  };
  subjects: { id: string; person_index: Buffer; created_at: At };
  principals: {
    id: string;
    sub: string;
    role: Role;
    organ_id: string | null;
    contractor_id: string | null;
    subject_id: string | null;
    created_at: At;
  };
  clock: { only_row: Generated<boolean>; offset_ms: ColumnType<string, number, number> };
  cases: {
    id: string;
    kind: CaseKind;
    organ_id: string;
    subject_id: string;
    contractor_id: string | null;
    stage: Stage;
    seq: number;
    waiting_on: WaitingOn;
    ended: boolean;
    policy_version: string;
    periods: Json<Periods>;
    opened_at: At;
    stage_at: At;
    ended_at: MaybeAt;
    rung_seq: number;
    handled_seq: Generated<number>;
    run_id: string | null;
    ended_run_id: Generated<string | null>;
  };
  applications: {
    id: string;
    ground: Ground;
    clearance_id: string | null;
    mode: InvestigationMode | null;
    served_text: string | null;
    served_at: MaybeAt;
    consented_at: MaybeAt;
    inquiry_consent: ColumnType<InquiryConsent, string | undefined, string>;
    stated_items: Generated<Item[]>;
    reasons_waived: Generated<boolean>;
    decision: Decision | null;
    decided_at: MaybeAt;
    notified_at: MaybeAt;
    pledged_at: MaybeAt;
    not_conducted_reason: NotConductedReason | null;
    destroyed_at: MaybeAt;
  };
  clearances: {
    id: string;
    application_id: string;
    notified_at: At;
    last_valid_day: Day;
    expires_at: At;
    pledged_at: MaybeAt;
    doubt_served_at: MaybeAt;
    doubt_application_id: string | null;
    renewal_application_id: string | null;
    superseded_by: string | null;
  };
  grievances: {
    id: string;
    application_id: string;
    /** The clearance it is about, if it is about one: then the application is the assessment that one began with. */
    clearance_id: string | null;
    about: GrievanceMatter | null;
    late: Generated<boolean>;
    outcome: GrievanceOutcome | null;
    follow_up: FollowUp | null;
  };
  /** What was notified before an upheld grievance reopened the decision. */
  earlier_results: {
    id: string;
    application_id: string;
    decision: Decision;
    decided_at: At;
    notified_at: At;
  };
  /** Notices of results that were void, each kept as an earlier result. */
  void_notices: { earlier_result_id: string; application_id: string; voided_at: At };
  same_persons: {
    id: string;
    organ_id: string;
    one: string;
    other: string;
    parts: string | null;
    proposed_at: At;
    proposed_by: string;
    reasons_id: string;
    outcome: 'CONFIRMED' | 'DROPPED' | null;
    settled_at: MaybeAt;
    settled_by: string | null;
    settled_reasons_id: string | null;
  };
  /** What whoever judges said of a case, before it was open to them. */
  tie_declarations: { case_id: string; sub: string; tie: 'NONE' | 'TIED'; declared_at: At };
  /** `declares`: they are asked whether they are tied to its person; `declared_at`: when they said so to a release before. */
  assignments: { case_id: string; sub: string; declares: Generated<boolean>; declared_at: MaybeAt };
  conflicts: { subject_id: string; sub: string; declared_at: At };
  commands: {
    command_id: string;
    case_id: string;
    seq: number;
    action: string;
    sub: string | null;
    role: ActorRole;
    at: At;
    from_stage: Stage | 'NEW';
    to_stage: Stage;
    details: Json<Record<string, unknown>>;
  };
  ledger: {
    id: string;
    at: At;
    recorded_at: ColumnType<Date, never, never>;
    event: AuditEvent | (string & {});
    article: string;
    case_id: string | null;
    organ_id: string | null;
    subject_id: string | null;
    sub: string | null;
    role: ActorRole;
    purpose: string;
    command_id: string | null;
    details: Json<Record<string, unknown>>;
    txid: ColumnType<string | null, never, never>;
  };
  deadlines: {
    id: string;
    case_id: string;
    kind: DeadlineKind;
    request_id: string | null;
    due_at: At;
    set_seq: number;
    handled_by: 'workflow' | 'retention' | 'classes';
    rung_at: MaybeAt;
    closed_at: MaybeAt;
    outcome: 'HANDLED' | 'MET' | 'MOOT' | null;
  };
  providers: {
    source: Source;
    credential_hash: Buffer;
    push_url: string | null;
    webhook_secret_ref: string | null;
  };
  consent_grants: {
    request_id: string | null;
    token: string | null;
    expires_at: At;
    used_at: MaybeAt;
    withdrawn_at: MaybeAt;
    status_list: number;
    status_index: number;
    /** By which the grant names its consent; none where it names none. */
    salt: Buffer | null;
  };
  checks: {
    request_id: string;
    case_id: string;
    code: CheckCode;
    item: Item;
    source: Source;
    status: 'OPEN' | 'ANSWERED' | 'LATE' | 'CANCELLED';
    finding: Finding | null;
    created_seq: number;
    created_at: At;
    due_at: At;
    answered_at: MaybeAt;
    resolved_at: MaybeAt;
    asked_again_as: string | null;
    forgery_at: MaybeAt;
    /** Asked and answered in an earlier case, and brought into this one. */
    reused: Generated<boolean>;
    /** Why it was asked, where that was only as needed. */
    need: Need | null;
  };
  inbox: {
    id: string;
    request_id: string;
    source: Source;
    answer: 'RECORD' | 'NO_RECORD' | 'DECLINED' | 'UNAVAILABLE' | null;
    statement_id: string | null;
    content_hash: Buffer;
    received_at: At;
    filed_at: MaybeAt;
    disposition: 'FILED' | 'DROPPED' | null;
    attempts: Generated<number>;
    next_at: Generated<Date>;
    last_error: string | null;
  };
  outbox: {
    id: Generated<string>;
    lane: string;
    case_id: string;
    kind: 'RING' | 'COMPLETE' | 'PUSH';
    payload: Json<Record<string, unknown>>;
    created_at: Generated<Date>;
    attempts: Generated<number>;
    next_at: Generated<Date>;
    leased_until: Date | null;
    done_at: Date | null;
    dead_at: Date | null;
    last_error: string | null;
  };
  idempotency: {
    sub: string;
    key: string;
    fingerprint: Buffer;
    status: number;
    body: Json<unknown>;
    created_at: Generated<Date>;
  };
  sessions: { id_hash: Buffer; sub: string; created_at: At; expires_at: At };
  sweeps: { id: string; kind: string; at: At; report: Json<unknown> };
  vault_keys: {
    key_id: string;
    owner_kind: string;
    owner_id: string;
    class: string;
    kek_id: string | null;
    wrapped: Buffer | null;
    created_at: At;
    destroyed_at: MaybeAt;
    kept: Generated<boolean>;
  };
  vault_keys_ended: { key_id: string; ended_at: ColumnType<Date, never, never> };
  key_log_compared: { place: string; through: string };
  vault_documents: {
    id: string;
    owner_kind: string;
    owner_id: string;
    class: string;
    key_id: string;
    blob: Buffer;
    created_at: At;
  };
}
