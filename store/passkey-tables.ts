import type { ColumnType, Generated } from 'kysely';

type At = ColumnType<Date, string, string>;
type MaybeAt = ColumnType<Date | null, string | null | undefined, string | null>;

/** Whose passkeys there are, and what was signed with them. */
export interface PasskeyTables {
  passkeys: {
    id: string;
    sub: string;
    /** As the authenticator names it, base64url. */
    credential_id: string;
    /** COSE. */
    public_key: Buffer;
    counter: Generated<string>;
    /** AAGUID: what make of authenticator it says that it is. */
    make: string;
    backed_up: boolean;
    enrolled_at: At;
    revoked_at: MaybeAt;
    revoked_by: string | null;
  };
  signatures: {
    command_id: string;
    case_id: string;
    passkey_id: string;
    nonce: string;
    /** The canonical JSON that was signed (domain/signatures.ts). */
    document: string;
    /** What the authenticator answered, as it came. */
    assertion: ColumnType<Record<string, unknown>, string, string>;
    signed_at: At;
  };
}
