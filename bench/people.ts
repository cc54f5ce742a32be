import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import { loadKeys } from '../sandbox/identity/keys.js';
import { staffOf, type Staff } from '../sandbox/lives/world.js';
import { userOf } from '../sandbox/people.js';

/** Signs people in without the page: tokens of the sandbox's issuer, made with its own key. The API sees no difference. */
export interface Tokens {
  of(sub: string): Promise<string>;
}

/** A run is a matter of minutes, a soak of less than this. */
const LIFETIME = '12h';

export async function createTokens(of: {
  dataDir: string;
  issuer: string;
  audience: string;
}): Promise<Tokens> {
  const [jwk] = (await loadKeys(of.dataDir)).jwks.keys;
  if (!jwk) throw new Error('the issuer has no key');
  const key = await importJWK(jwk, 'ES256');
  const made = new Map<string, Promise<string>>();
  const make = (sub: string) =>
    new SignJWT({ client_id: 'sekisho-cli', scope: 'sekisho' })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: jwk.kid ?? '' })
      .setIssuer(of.issuer)
      .setAudience(of.audience)
      .setSubject(sub)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(LIFETIME)
      .sign(key);
  return {
    of: (sub) => {
      // Staff sign in once a day; who is assessed is met once, and not remembered.
      if (!STAFF_SUBS.has(sub)) return make(sub);
      const known = made.get(sub) ?? make(sub);
      made.set(sub, known);
      return known;
    },
  };
}

export interface Cast {
  readonly organId: string;
  readonly inCharge: string;
  readonly officer: string;
  readonly adjudicator: string;
  readonly investigator: string;
}

const castOf = (staff: Staff): Cast => ({
  organId: staff.organId,
  inCharge: userOf(staff.inCharge).sub,
  officer: userOf(staff.officer).sub,
  adjudicator: userOf(staff.adjudicator).sub,
  investigator: userOf(staff.investigator).sub,
});
/** Both organs of the sandbox, with those who work there. */
export const CASTS: readonly Cast[] = [castOf(staffOf(0)), castOf(staffOf(1))];
const STAFF_SUBS = new Set(
  CASTS.flatMap(({ inCharge, officer, adjudicator, investigator }) => [
    inCharge,
    officer,
    adjudicator,
    investigator,
  ]),
);

/** Somebody new: nobody may be assessed twice at once, and the sandbox's forty would soon be used up. */
export function newPerson(): { sub: string; identity: Record<string, string> } {
  const id = randomUUID();
  return {
    sub: `bench-${id}`,
    identity: {
      name: `架空 ${id.slice(0, 8)}`,
      kana: 'カクウ',
      romaji: `KAKU ${id.slice(0, 8)}`,
      dateOfBirth: `19${60 + (Number.parseInt(id.slice(0, 2), 16) % 40)}-04-05`,
      address: '架空県架空市一丁目',
      nationality: 'JP',
    },
  };
}
