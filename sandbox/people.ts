/**
 * The sandbox's world: two organs, three contractors, their staff and forty people. Everything in it is
 * invented: names, companies, bureaux, places (there is no prefecture of Asagiri) and dates.
 */
import { asanagiEmployees } from './people/asanagi-employees.js';
import { organEmployees } from './people/organ-employees.js';
import { staff } from './people/staff.js';
import { tsukimiEmployees } from './people/tsukimi-employees.js';
import type { Person, SandboxUser } from './people/shapes.js';

export { contractors, organs } from './people/bodies.js';
export type { Person, SandboxUser } from './people/shapes.js';

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
