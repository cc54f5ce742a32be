import type { ColumnType, Generated } from 'kysely';
import type { BreakGlassGround } from '../domain/break-glass.js';
import type { Source } from '../domain/checks.js';
import type { DocumentCode } from '../domain/document-classes.js';
import type { DemandAnswer } from '../domain/demands.js';
import type { Action } from '../domain/edges.js';
import type { KeptAs } from '../domain/free-text.js';
import type { HoldGround } from '../domain/holds.js';
import type { Came, Desk, OriginalState } from '../domain/original.js';
import type { OutageCause, OutageKind } from '../domain/outages.js';
import type { CustodianRole, Office } from '../domain/handling.js';
import type { StandInReason } from '../domain/stand-ins.js';

type At = ColumnType<Date, string, string>;
type MaybeAt = ColumnType<Date | null, string | null | undefined, string | null>;
type Day = ColumnType<string, string, string>;
/** Never taken away: it has its end. */
type Ended = { ended_at: MaybeAt; ended_by: string | null };
/** What the officer in charge recorded of a person who needs no assessment here (Art. 11). */
type Recorded = Ended & {
  id: string;
  organ_id: string;
  subject_id: string;
  recorded_at: At;
  recorded_by: string;
};

/** Row types beside the cases: items and who handles them, rights without an assessment, papers, demands, holds, outages. */
export interface OfficeTables {
  policy_parts: { policy: string; part: string; sha256: string; known_since: At };
  information_items: {
    id: string;
    organ_id: string;
    contractor_id: string | null;
    designation: string;
    scheme: Generated<string>;
    registered_at: At;
    registered_by: string;
  };
  item_custodians: {
    id: string;
    item_id: string;
    sub: string;
    role: CustodianRole;
    named_at: At;
    named_by: string;
    ended_at: MaybeAt;
  };
  item_handlers: Ended & {
    id: string;
    item_id: string;
    subject_id: string;
    first_day: Day;
    last_day: Day;
    listed_at: At;
    listed_by: string;
  };
  original_questions: {
    original_id: string;
    request_id: string;
  };
  originals: {
    id: string;
    case_id: string;
    desk: Desk;
    action: Action;
    request_id: string | null;
    hash: string;
    pages: number;
    signed_on: Day;
    received_on: Day;
    came: Came;
    seen: number;
    content_id: string;
    keyed_by: string;
    keyed_at: At;
    /** The step, where it did not wait for the second person. */
    command_id: string | null;
    status: OriginalState;
    settled_by: string | null;
    settled_at: MaybeAt;
    reasons_id: string | null;
  };
  office_records: Recorded & { office: Office; first_day: Day; last_day: Day | null };
  sds_results: Recorded & { notified_on: Day; last_valid_day: Day };
  correction_demands: {
    id: string;
    organ_id: string;
    case_id: string | null;
    follows: string | null;
    demanded_at: At;
    demanded_by: string;
    remind_at: At;
    due_at: At;
    reminded_at: MaybeAt;
    overdue_at: MaybeAt;
    answered_at: MaybeAt;
    answered_by: string | null;
    answer: DemandAnswer | null;
    closed_at: MaybeAt;
    closed_by: string | null;
    destroyed_at: MaybeAt;
  };
  legal_holds: {
    case_id: string;
    number: number;
    ground: HoldGround;
    document_id: string;
    review_on: Day;
    placed_at: At;
    placed_by: string;
    chased_at: MaybeAt;
    lifted_at: MaybeAt;
    lifted_by: string | null;
  };
  /** Who reports to whom: each end a sign-in, or the person of a file. */
  reporting_lines: {
    id: string;
    organ_id: string;
    person_sub: string | null;
    person_subject: string | null;
    superior_sub: string | null;
    superior_subject: string | null;
    first_day: Day;
    last_day: Day | null;
    recorded_at: At;
    recorded_by: string;
    ended_at: MaybeAt;
    ended_by: string | null;
  };
  /** One case opened for reading to one officer, by a second. */
  break_glass: Ended & {
    id: string;
    case_id: string;
    organ_id: string;
    subject_id: string;
    ground: BreakGlassGround;
    asked_by: string;
    asked_at: At;
    lapses_at: At;
    approved_by: string | null;
    approved_at: MaybeAt;
    ends_at: MaybeAt;
  };
  /** Who acts in an adjudicator's place, on which days. */
  stand_ins: Ended & {
    id: string;
    organ_id: string;
    adjudicator: string | null;
    sub: string;
    reason: StandInReason;
    first_day: Day;
    last_day: Day;
    recorded_at: At;
    recorded_by: string;
  };
  text_screenings: {
    id: string;
    case_id: string;
    organ_id: string;
    document_id: string;
    class: DocumentCode;
    words_id: string | null;
    kept_as: KeptAs;
    ready: boolean;
    grievance_id: string | null;
    kept_at: At;
    ready_at: MaybeAt;
    reminded_at: MaybeAt;
    overdue_at: MaybeAt;
    status: Generated<'WAITING' | 'SCREENED'>;
    screened_by: string | null;
    screened_at: MaybeAt;
    grounds: ColumnType<unknown, string | null | undefined, string>;
  };
  outages: {
    id: string;
    organ_id: string;
    kind: OutageKind;
    source: Source | null;
    cause: OutageCause;
    reference: string;
    first_day: Day;
    last_day: Day;
    recorded_at: At;
    recorded_by: string;
    confirmed_at: MaybeAt;
    confirmed_by: string | null;
  };
  outage_moves: {
    outage_id: string;
    deadline_id: string;
    case_id: string;
    days: number;
    due_before: At;
    due_after: At;
  };
}
