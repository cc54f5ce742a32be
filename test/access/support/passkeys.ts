import { sql } from 'kysely';
import { softwareAuthenticator } from '../../../api/sandbox/software-authenticator.js';
import type { Case } from './cases.js';
import { type Account, memberOf } from './cast.js';
import type { Answer, House } from './house.js';

export const IDENTITY = { identityCheck: 'PASSPORT' };
const DAY_MS = 86_400_000;

/** An authenticator of this house: another one for each name, as a person has who bought a new one. */
export function authenticatorOf(house: House, name: string) {
  return softwareAuthenticator(house.authenticatorSeed, name);
}

export function codeFor(house: House, { id, kind }: Case, by: Account = 'officer', key?: string) {
  return house.post(by, `/${kind}s/${id}/enrolment-code`, IDENTITY, key);
}

export interface Trying {
  readonly code: string;
  readonly as?: Account;
  readonly device?: string;
  readonly site?: House['site'];
  /** Whose number it is made for, where it is not the caller's own. */
  readonly numberOf?: Account;
  readonly challenge?: string;
}

/** As the browser does it: the options, the authenticator, and what it made with the code. */
export async function enrol(house: House, of: Trying): Promise<Answer> {
  const { as = 'subject', code, device = memberOf(as).sub, site = house.site, numberOf = as } = of;
  const { challenge } = (await house.post(numberOf, '/passkeys/options', {})).body;
  const credential = authenticatorOf(house, device).register(of.challenge ?? challenge, site);
  return house.post(as, '/passkeys', { code, nonce: challenge, credential });
}

/** The whole clock, by days. */
export async function daysOn(house: House, days: number): Promise<void> {
  await sql`update clock set offset_ms = ${days * DAY_MS}`.execute(house.register);
}
