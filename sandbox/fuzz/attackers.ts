import type { Source } from '../../domain/checks.js';
import { ROLES } from '../../domain/roles.js';
import type { Db } from '../../store/db.js';
import { signIn } from '../identity/sign-in.js';
import { users } from '../people.js';
import type { ProviderSecrets } from '../providers/secrets.js';

/** One role of the fuzz: the people who hold it, and the document they are let loose on. */
export interface Attacker {
  readonly name: string;
  readonly at: 'api' | 'gateway';
  readonly people: readonly { account: string; sub: string }[];
  /** Access tokens by account, none of them about to expire; empty for who does not sign in. */
  tokens(): Promise<Record<string, string>>;
}

const MOST_PEOPLE = 8;
const RENEWED_SECONDS_BEFORE = 120;

/** Every role of the register, who is signed in and holds none, who is not, and a source with its credential. */
export async function attackers(
  register: Db,
  issuer: string,
  providers: ProviderSecrets,
): Promise<Attacker[]> {
  const rows = await register.selectFrom('principals').select(['sub', 'role']).orderBy('sub').execute();
  const tokens = tokenKeeper(issuer);
  const signedIn = (name: string, at: Attacker['at'], subs: readonly string[]): Attacker => {
    const people = users.filter(({ sub }) => subs.includes(sub)).slice(0, MOST_PEOPLE);
    if (people.length === 0) throw new Error(`nobody in the sandbox is ${name}`);
    return { name, at, people, tokens: () => tokens(people.map(({ account }) => account)) };
  };
  const holders = (role: string) => rows.filter((row) => row.role === role).map(({ sub }) => sub);
  const posted = new Set(rows.map(({ sub }) => sub));
  const withoutPost = users.filter(({ sub }) => !posted.has(sub)).map(({ sub }) => sub);
  const credentials = Object.fromEntries(
    (Object.entries(providers) as [Source, { credential: string }][]).map(([source, one]) => [
      source,
      one.credential,
    ]),
  );
  const sources = { people: [], tokens: async () => credentials };
  const nobody = { people: [], tokens: async () => ({}) };
  return [
    ...ROLES.map((role) => signedIn(role, 'api', holders(role))),
    signedIn('no post', 'api', withoutPost),
    { name: 'nobody', at: 'api', ...nobody },
    { name: 'a source', at: 'api', ...sources },
    { name: 'a source', at: 'gateway', ...sources },
    signedIn('CaseOfficer', 'gateway', holders('CaseOfficer')),
    { name: 'nobody', at: 'gateway', ...nobody },
  ];
}

function tokenKeeper(issuer: string) {
  const kept = new Map<string, { accessToken: string; expiresAt: number }>();
  const tokenOf = async (account: string): Promise<string> => {
    const known = kept.get(account);
    if (known && known.expiresAt - RENEWED_SECONDS_BEFORE > Date.now() / 1_000) return known.accessToken;
    const fresh = await signIn({ issuer, account });
    kept.set(account, fresh);
    return fresh.accessToken;
  };
  return async (accounts: readonly string[]): Promise<Record<string, string>> => {
    const tokens: Record<string, string> = {};
    for (const account of accounts) tokens[account] = await tokenOf(account);
    return tokens;
  };
}
