import type { ColumnType } from 'kysely';
import type { CertificationAction, CertificationStage } from '../domain/certification.js';
import type { PassedOn } from '../domain/passing-on.js';
import type { Recipient } from '../domain/right-ended.js';
import type { ActorRole } from '../domain/roles.js';

/** Row types of what an organ has with contractors, and of who is told that a right has ended (tables.ts). */
type At = ColumnType<Date, string, string>;
type MaybeAt = ColumnType<Date | null, string | null | undefined, string | null>;
type Day = ColumnType<string, string, string>;
type Json<T> = ColumnType<T, string, string>;

export interface ContractorTables {
  contracts: {
    ended_at: MaybeAt;
    ended_by: string | null;
    id: string;
    organ_id: string;
    contractor_id: string;
    paragraph: '10(1)' | '10(2)';
    sections: string[];
    first_day: Day;
    last_day: Day | null;
    recorded_at: At;
    recorded_by: string;
  };
  certification_files: {
    id: string;
    organ_id: string;
    contractor_id: string;
    stage: CertificationStage;
    seq: number;
    applied_at: At;
    stage_at: At;
    examined_by: string | null;
    certified_by: string | null;
    first_day: Day | null;
    last_day: Day | null;
    confirm_by: Day | null;
    reminded_at: MaybeAt;
  };
  certification_steps: {
    command_id: string;
    file_id: string;
    seq: number;
    action: CertificationAction;
    from_stage: CertificationStage | 'NEW';
    to_stage: CertificationStage;
    at: At;
    sub: string | null;
    role: ActorRole;
    facts: Json<Record<string, unknown>>;
    words_id: string | null;
  };
  listing_agreements: {
    case_id: string;
    agreed_on: Day;
    text_version: string;
    recorded_at: At;
    recorded_by: string;
  };
  dispatched_workers: {
    case_id: string;
    employer_name: string;
    employer_number: string;
    recorded_at: At;
  };
  passings_on: {
    id: string;
    case_id: string;
    told: PassedOn;
    reminded_at: MaybeAt;
    passed_on: ColumnType<string | null, string | undefined, string>;
    recorded_at: MaybeAt;
    recorded_by: string | null;
  };
  right_ended_notices: {
    id: string;
    organ_id: string;
    subject_id: string;
    recipient: Recipient;
    item_id: string | null;
    contractor_id: string | null;
    ended_on: Day;
    told_at: At;
    remind_at: At;
    overdue_at: At;
    reminded_at: MaybeAt;
    acknowledged_at: MaybeAt;
    acknowledged_by: string | null;
    returned_on: ColumnType<string | null, never, never>;
    returned_seen_at: MaybeAt;
    returned_seen_by: string | null;
  };
}
