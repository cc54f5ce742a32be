/**
 * The sandbox's world: two organs, three contractors, their staff and forty people. Everything in it is
 * invented: names, companies, bureaux, places (there is no prefecture of Asagiri) and dates.
 */
import { asanagiEmployees } from './people/asanagi-employees.js';
import { organEmployees } from './people/organ-employees.js';
import { staff } from './people/staff.js';
import { tsukimiEmployees } from './people/tsukimi-employees.js';
import type { Grant } from '../domain/roles.js';

export { contractors, organs } from './people/bodies.js';

interface BilingualText {
  ja: string;
  en: string;
}

/** An administrative organ (行政機関): whoever heads it assesses and decides. */
export interface Organ {
  id: string;
  code: 'kiban' | 'kaiyo';
  name: BilingualText;
}

/** A qualified contractor (適合事業者). Certification is per organ; the decertified one has lost all of its own. */
export interface Contractor {
  id: string;
  name: BilingualText;
  certifiedBy: readonly string[];
  decertified: boolean;
}

/** Someone who can be assessed. `id` is the register's, `sub` the identity provider's: neither tells the other. */
export interface Person {
  key: string;
  id: string;
  account: string;
  sub: string;
  /** A single name has no space in it. `ja` may hold old forms, rare kanji and variation selectors. */
  name: { ja: string; kana: string; romaji: string };
  /** ISO date. */
  birthDate: string;
  address: string;
  /** ISO 3166-1 alpha-2, as are the former ones. */
  nationalities: readonly string[];
  formerNationalities: readonly string[];
  employer: { organId: string } | { contractorId: string };
  post: BilingualText;
}

export interface SandboxUser {
  /** Stable and opaque: the `sub` of every token of this user. */
  sub: string;
  account: string;
  displayName: BilingualText;
  /** What the register is seeded with: a token says only who someone is. */
  grants: readonly Grant[];
  personKey?: string;
}

/** One for all, and printed on the sign-in page: nothing in the sandbox is worth guarding. */
export const sandboxPassword = 'sekisho';

export const people: readonly Person[] = [...organEmployees, ...asanagiEmployees, ...tsukimiEmployees];

const staffAccounts = new Set(staff.map((user) => user.account));

/** Staff first, then the people who have no other work here than to be assessed. */
export const users: readonly SandboxUser[] = [
  ...staff,
  ...people
    .filter((person) => !staffAccounts.has(person.account))
    .map((person) => ({
      sub: person.sub,
      account: person.account,
      displayName: { ja: person.name.ja, en: person.name.romaji },
      grants: [{ role: 'Subject' as const, subjectId: person.id }],
      personKey: person.key,
    })),
];

export function userOf(account: string): SandboxUser {
  const user = users.find((candidate) => candidate.account === account);
  if (!user) throw new Error(`the sandbox has no account '${account}'`);
  return user;
}
