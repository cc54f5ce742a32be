import type { ColumnType, Generated } from 'kysely';
import type { IdentityCheck, LossGround } from '../domain/passkeys.js';

type At = ColumnType<Date, string, string>;
type MaybeAt = ColumnType<Date | null, string | null | undefined, string | null>;

/** By which codes people come to a passkey, and how one was lost. */
export interface EnrolmentTables {
  enrolment_codes: {
    id: string;
    organ_id: string;
    subject_id: string;
    case_id: string;
    /** Keyed (privacy/enrolment-code.ts). The code itself rests nowhere. */
    code_hash: Buffer;
    identity_check: IdentityCheck;
    made_at: At;
    made_by: string;
    valid_from: At;
    valid_until: At;
    tries: Generated<number>;
    ended_at: MaybeAt;
    ended_as: 'USED' | 'VOID' | 'TRIED' | null;
  };
  passkey_losses: {
    id: string;
    organ_id: string;
    subject_id: string;
    case_id: string;
    ground: LossGround;
    identity_check: IdentityCheck;
    reported_at: At;
    reported_by: string;
    confirmed_at: MaybeAt;
    confirmed_by: string | null;
    counts_from: MaybeAt;
    objected_at: MaybeAt;
    objected_by: string | null;
  };
}
