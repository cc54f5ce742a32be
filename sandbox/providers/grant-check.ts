import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { Source } from '../../domain/checks.js';
import type { CheckRequest } from './protocol.js';

export type GrantCheck = (request: CheckRequest) => Promise<boolean>;

/**
 * What a source does before it looks anybody up: the consent that came with the question verifies by the published keys, is
 * for this source and this very question, and allows every field that was sent. No word of the gateway's is needed for it.
 */
export function grantCheck(gatewayUrl: string, source: Source): GrantCheck {
  const keys = createRemoteJWKSet(new URL(`${gatewayUrl}/gateway/grant-keys`));
  return async ({ grant, requestId, checkCode, person }) => {
    if (grant === undefined) return false;
    const verified = await jwtVerify(grant, keys, {
      typ: 'sekisho-grant+jwt',
      algorithms: ['EdDSA'],
      audience: source,
    }).catch(() => undefined);
    if (!verified) return false;
    const { jti, check, fields, purpose } = verified.payload;
    const allowed = Array.isArray(fields) ? fields : [];
    return (
      jti === requestId &&
      check === checkCode &&
      purpose === 'ASSESSMENT' &&
      Object.keys(person).every((field) => allowed.includes(field))
    );
  };
}
