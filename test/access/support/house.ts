import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { HttpLimits } from '../../../http-server.js';
import { createAuthenticator } from '../../../api/authenticate.js';
import { softwareAuthenticator } from '../../../api/sandbox/software-authenticator.js';
import { startApi } from '../../../api/start.js';
import { type GrantSigner, grantSignerFromFile } from '../../../privacy/grant-signing.js';
import { signerFromFile } from '../../../privacy/decision-signing.js';
import { currentKey, readKeyFile } from '../../../privacy/key-file.js';
import { type RelyingParty, relyingPartyAt } from '../../../privacy/passkeys.js';
import { type DataKeys, localKeys } from '../../../privacy/data-keys.js';
import { createLogger } from '../../../privacy/redact.js';
import { startIdentity } from '../../../sandbox/identity/identity.js';
import { signIn } from '../../../sandbox/identity/sign-in.js';
import { signing } from '../../../sandbox/lives/signing.js';
import { ensureProviderSecrets } from '../../../sandbox/providers/secrets.js';
import { seedReferenceData } from '../../../sandbox/seed/reference-data.js';
import { sql } from 'kysely';
import { DECLARING_ROLES } from '../../../domain/roles.js';
import { connect, type Db } from '../../../store/db.js';
import { pipelined } from '../../../store/pipelined.js';
import { createVault, type Vault } from '../../../store/vault.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { enrolSoftware } from '../../../api/sandbox/authenticator.js';
import { mustBeAnnounced } from '../../support/announced.js';
import { type Account, CAST, memberOf } from './cast.js';

/**
 * The API, its gateway and its identity provider over real HTTP, with nobody at work behind them: no worker, no relay, no
 * provider. Whatever moves here was moved by the request under test.
 */
export interface House {
  readonly url: string;
  readonly issuer: string;
  /** Holds the identity provider's signing keys: what a test needs to forge an old token. */
  readonly folder: string;
  readonly database: TestDatabase;
  /** As the database's owner, whom row-level security does not bind: for fixtures and for looking. */
  readonly register: Db;
  readonly vault: Vault;
  readonly grants: GrantSigner;
  readonly indexKey: Uint8Array;
  /** Where its passkeys are used, and from what its people's authenticators follow. */
  readonly site: RelyingParty;
  readonly authenticatorSeed: Uint8Array;
  readonly credentials: Readonly<Record<string, string>>;
  /** Lines the API logged at error level, as JSON. */
  readonly errors: string[];
  token(account: Account): Promise<string>;
  get(account: Account | null, at: string): Promise<Answer>;
  /** Whoever is to sign what they ask for does so, with the passkey of their own authenticator. */
  post(account: Account | null, at: string, body?: unknown, key?: string): Promise<Answer>;
  /** Asked just so, and nothing signed. */
  postPlain(account: Account | null, at: string, body?: unknown, key?: string): Promise<Answer>;
  stop(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what the wire carries, looked at field by field
  // oxlint-disable-next-line typescript/no-explicit-any -- what the wire carries
  readonly body: any;
}

/**
 * Everybody who holds an office has said of every case that they are not tied, but for these; that they must is
 * declarations.test.ts's.
 */
export async function openHouse({
  undeclared = ['officerUnassigned'],
  software = true,
  dataKeys,
  ...options
}: {
  limits?: Partial<HttpLimits>;
  undeclared?: readonly Account[];
  /** Whether a passkey in software counts, as it does not in production. */
  software?: boolean;
  /** Who keeps the vault's keys, where it is not the process itself. */
  dataKeys?: DataKeys;
} = {}): Promise<House> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sekisho-house-'));
  const database = await cloneDatabase();
  const register = connect(database.owner, { max: 4 });
  const keys = path.join(folder, 'keys');
  const vault = createVault(dataKeys ?? localKeys(path.join(keys, 'vault.json'), { create: true }));
  const indexKey = currentKey(readKeyFile(path.join(keys, 'index.json'), 'index', { create: true }));
  const signer = signerFromFile(path.join(keys, 'signing.json'), { create: true });
  const grants = grantSignerFromFile(path.join(keys, 'grants.json'), 'http://127.0.0.1:9', { create: true });
  const secrets = await ensureProviderSecrets(path.join(folder, 'providers.json'), 'http://127.0.0.1:9');
  await seedReferenceData(register, { indexKey, providers: secrets });
  await hire(register);
  await letEverybodyDeclare(
    register,
    undeclared.map((account) => memberOf(account).sub),
  );

  const identity = await startIdentity({
    port: 0,
    publicUrl: 'http://127.0.0.1:9',
    dataDir: folder,
    users: CAST.map(({ account, sub }) => ({
      account,
      sub,
      displayName: { ja: account, en: account },
      grants: [],
    })),
    clients: { consoleSecret: randomUUID() },
  });
  const authenticate = createAuthenticator({ issuer: identity.issuer, audience: 'sekisho-api' });
  const db = connect(database.api);
  const checks = pipelined(database.api, { max: 2 });
  const gatewayDb = connect(database.gateway);
  const errors: string[] = [];
  const log = createLogger({
    process: 'test',
    level: 'error',
    destination: { write: (line: string) => void errors.push(line) },
  });
  const site = relyingPartyAt('http://127.0.0.1:9');
  const authenticatorSeed = randomBytes(32);
  const subOf = async (req: Parameters<typeof authenticate>[0]) => (await authenticate(req)).sub;
  const api = await startApi(
    {
      db,
      checks,
      gatewayDb,
      vault,
      indexKey,
      signer,
      grants,
      log,
      subOf,
      passkeys: { site, software },
      ready: async () => true,
    },
    { port: 0, bindAddress: '127.0.0.1', lastWordsMs: 0, ...options },
  );

  const tokens = new Map<Account, Promise<string>>();
  const token = (account: Account) => {
    const known =
      tokens.get(account) ?? signIn({ issuer: identity.issuer, account }).then((s) => s.accessToken);
    tokens.set(account, known);
    return known;
  };
  const bearer = async (account: Account | null): Promise<Record<string, string>> =>
    account === null ? {} : { authorization: `Bearer ${await token(account)}` };

  const postPlain: House['postPlain'] = async (account, at, body = {}, key = randomUUID()) =>
    ask(`${api.url}${at}`, {
      method: 'POST',
      headers: { ...(await bearer(account)), 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    });

  return {
    url: api.url,
    issuer: identity.issuer,
    folder,
    database,
    register,
    vault,
    grants,
    indexKey,
    site,
    authenticatorSeed,
    credentials: Object.fromEntries(
      Object.entries(secrets).map(([source, { credential }]) => [source, credential]),
    ),
    errors,
    token,
    get: async (account, at) => ask(`${api.url}${at}`, { headers: await bearer(account) }),
    postPlain,
    post: async (account, at, body = {}, key = randomUUID()) => {
      const theirs = () => softwareAuthenticator(authenticatorSeed, memberOf(account as Account).sub);
      return signing(body, (said) => postPlain(account, at, said, key), {
        sign: async (challenge) => theirs().sign(challenge, site),
        enrol: () => enrolSoftware(register, theirs(), memberOf(account as Account).sub),
      });
    },
    stop: async () => {
      await api.stop();
      await identity.stop();
      await Promise.all([db.destroy(), checks.end(), gatewayDb.destroy(), register.destroy()]);
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Every account's answer to the same question, eight at a time. */
export async function askAll(accounts: readonly Account[], question: (account: Account) => Promise<Answer>) {
  const answers: Partial<Record<Account, Answer>> = {};
  const left = [...accounts];
  const askNext = async (): Promise<void> => {
    for (let account = left.shift(); account !== undefined; account = left.shift())
      answers[account] = await question(account);
  };
  await Promise.all(Array.from({ length: 8 }, askNext));
  return answers as Record<Account, Answer>;
}

export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  const type = response.headers.get('content-type');
  const body = type?.includes('json') && text !== '' ? JSON.parse(text) : undefined;
  mustBeAnnounced(init.method ?? 'GET', url, body?.code);
  return { status: response.status, type, headers: response.headers, text, body };
}

/** A refusal in a word: status and code. */
export function verdict({ status, body }: Answer): string {
  return body?.code === undefined ? String(status) : `${status} ${body.code}`;
}

export const verdicts = (answers: Readonly<Record<string, Answer>>) =>
  Object.fromEntries(Object.entries(answers).map(([account, answer]) => [account, verdict(answer)]));
/** A problem without the one part that differs each time. */
export const unreferenced = ({ body: { reference: _, ...rest } }: Answer): unknown => rest;

/** How much the register holds: a refused request leaves every one of these as it was. */
export async function holdings(register: Db): Promise<string> {
  const tables = [
    'cases',
    'commands',
    'ledger',
    'outbox',
    'idempotency',
    'vault_documents',
    'vault_keys',
    'inbox',
    'checks',
    'principals',
    'assignments',
    'conflicts',
    'tie_declarations',
    'subjects',
    'deadlines',
  ] as const;
  const counts = await Promise.all(
    tables.map(async (table) => {
      const { n } = await register
        .selectFrom(table)
        .select((e) => e.fn.countAll<string>().as('n'))
        .executeTakeFirstOrThrow();
      return `${table} ${n}`;
    }),
  );
  const moved = await register
    .selectFrom('cases')
    .select((e) => e.fn.sum<string>('seq').as('n'))
    .executeTakeFirstOrThrow();
  return `${counts.join(', ')}; versions ${moved.n}`;
}

/** Of each case as it is opened, by whoever holds an office by then. */
async function letEverybodyDeclare(register: Db, but: readonly string[]): Promise<void> {
  await sql`
    create function everybody_declares() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        insert into tie_declarations select distinct new.id, p.sub, 'NONE', new.opened_at from principals p
          where p.role = any (string_to_array(tg_argv[0], ',')) and p.sub <> all (string_to_array(tg_argv[1], ',')) on conflict do nothing;
        return null;
      end $$;
    create trigger everybody_declares after insert on cases for each row
      execute function everybody_declares(${sql.lit(DECLARING_ROLES.join(','))}, ${sql.lit(but.join(','))});
  `.execute(register);
}

async function hire(register: Db): Promise<void> {
  for (const { sub, grants } of CAST)
    for (const { role, organId = null, contractorId = null, subjectId = null } of grants) {
      const row = { id: randomUUID(), sub, role, created_at: new Date().toISOString() };
      if (subjectId !== null)
        await register
          .insertInto('subjects')
          .values({
            id: subjectId,
            person_index: createHash('sha256').update(subjectId).digest(),
            created_at: row.created_at,
          })
          .onConflict((c) => c.doNothing())
          .execute();
      await register
        .insertInto('principals')
        .values({ ...row, organ_id: organId, contractor_id: contractorId, subject_id: subjectId })
        .execute();
    }
}
