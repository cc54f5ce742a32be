import type { Config } from '../config.js';
import { Sentence } from './sentence.js';

/** A reason not to start in production: a name for logs and tests, a sentence with the cure for people. */
export type Refusal = { rule: string; sentence: string };

/** What only a look outside can tell. A process passes the probes for what it is connected to. */
export type Probes = {
  databaseRole?: () => Promise<{ superuser: boolean; bypassesRowSecurity: boolean }>;
  /** Whether the register holds users of the sandbox's cast. */
  sandboxUsers?: () => Promise<boolean>;
  /** Parts of policies that are not what the register remembers of them. */
  changedPolicies?: () => Promise<readonly string[]>;
  /** Whether the key store's database is a register. */
  registerTables?: () => Promise<boolean>;
  /** Whether somebody has moved the register's clock. */
  clockMoved?: () => Promise<boolean>;
  /** Whether the engine lets clients skip time. */
  timeSkipping?: () => Promise<boolean>;
  /** Whether the engine answers who shows no credential. */
  engineOpen?: () => Promise<boolean>;
  /** Whether the engine's UI can be reached from here and lets people write. */
  uiWrites?: () => Promise<boolean>;
};

/** What the key service does not have: an engine, a register, people who sign in or open a page, a clock to move. */
export const NOT_OF_THE_KEY_SERVICE: readonly string[] = [
  'EMBEDDED_POSTGRES',
  'EMBEDDED_TEMPORAL',
  'TEMPORAL_WITHOUT_TLS',
  'EMBEDDED_IDENTITY',
  'HTTP_ISSUER',
  'NO_HOST_NAME',
];

type Rule = {
  rule: string;
  sentence: string;
  applies(config: Config, probes: Probes): boolean | Promise<boolean>;
};

/** Later issues add rows here; each row has a test. */
const RULES: readonly Rule[] = [
  {
    rule: 'EMBEDDED_IDENTITY',
    applies: (config) => config.embedded.identity,
    sentence: 'The embedded identity provider is for the sandbox: set OIDC_ISSUER to your own.',
  },
  {
    rule: 'EMBEDDED_POSTGRES',
    applies: (config) => config.embedded.postgres,
    sentence: 'The embedded PostgreSQL is for the sandbox: set DATABASE_URL to your own server.',
  },
  {
    rule: 'EMBEDDED_TEMPORAL',
    applies: (config) => config.embedded.temporal,
    sentence: 'The embedded Temporal server is for the sandbox: set TEMPORAL_ADDRESS to your own.',
  },
  {
    rule: 'SANDBOX_PROVIDERS',
    applies: (config) => config.providers.sandboxUrl !== undefined,
    sentence:
      'The sandbox providers invent their answers: unset SANDBOX_PROVIDERS_URL and name real ones in PROVIDERS_FILE.',
  },
  {
    rule: 'SANDBOX_USERS',
    applies: async (_config, { sandboxUsers }) => (await sandboxUsers?.()) ?? false,
    sentence:
      'The register holds users of the sandbox, whose password is public: start from an empty database.',
  },
  {
    rule: 'TEST_CLOCK',
    applies: (config) => config.testClock,
    sentence: 'The test clock can move every deadline: set TEST_CLOCK=off.',
  },
  {
    rule: 'CLOCK_MOVED',
    // Days that have not come would end consents and destroy files.
    applies: async (_config, { clockMoved }) => (await clockMoved?.()) ?? false,
    sentence:
      'The register’s clock is ahead of the wall’s, as only a sandbox may have it: start from a register whose clock nobody moved.',
  },
  {
    rule: 'CRASH_POINT',
    applies: (config) => config.crashAt !== undefined,
    sentence: 'A process is told where to die, which is for tests: unset CRASH_AT.',
  },
  {
    rule: 'TIME_SKIPPING',
    applies: async (_config, { timeSkipping }) => (await timeSkipping?.()) ?? false,
    sentence:
      'The Temporal server lets clients skip time: set frontend.WorkflowTimeSkippingEnabled to false in its dynamic configuration.',
  },
  {
    rule: 'POLICY_CHANGED',
    applies: async (_config, { changedPolicies }) => ((await changedPolicies?.()) ?? []).length > 0,
    sentence:
      'Policies are not what cases began under (the log names each part): put back what was there, and bring what is new as a policy of a later day.',
  },
  {
    rule: 'EMBEDDED_KEYS',
    // The API is who needs one; it is known by the gateway inside it.
    applies: (config) => config.embedded.keys && config.database.gatewayUrl !== undefined,
    sentence:
      'The API opens files by the key service, and is not told which: set KEYS_URL and KEYS_CREDENTIAL_FILE.',
  },
  {
    rule: 'SANDBOX_VAULT_KEYS',
    applies: ({ embedded, keyService }) =>
      embedded.vaultFile && keyService.databaseUrl !== undefined && keyService.token.module === undefined,
    sentence:
      'The key file of a sandbox is no key of a deployment: name a token by PKCS11_MODULE, or set VAULT_KEYS_FILE to a file of your own, kept apart from the databases.',
  },
  {
    rule: 'KEY_STORE_IN_REGISTER',
    applies: async (_config, { registerTables }) => (await registerTables?.()) ?? false,
    sentence:
      'KEYS_DATABASE_URL names the register, whose keys must not lie beside its files: give the key service a database and a role of its own.',
  },
  {
    rule: 'NO_HOST_NAME',
    // An RP ID is a host name, and browsers know passkeys over https alone (WebAuthn).
    applies: ({ publicUrl }) => !isSecureHost(new URL(publicUrl)),
    sentence:
      'Passkeys are made for a host name over https: set PUBLIC_URL to the one people open, not to an address of numbers.',
  },
  {
    rule: 'HTTP_ISSUER',
    applies: (config) => !config.oidc.issuer.startsWith('https:'),
    sentence: 'Tokens must come from an https address: set OIDC_ISSUER to one.',
  },
  {
    rule: 'TEMPORAL_WITHOUT_TLS',
    applies: (config) => config.temporal.tls === undefined,
    sentence: 'The connection to Temporal is not encrypted: set TEMPORAL_TLS=on and the certificate files.',
  },
  {
    rule: 'TEMPORAL_WITHOUT_AUTHORIZER',
    applies: async (_config, { engineOpen }) => (await engineOpen?.()) ?? false,
    sentence:
      'The Temporal server answers callers who show no credential: have it ask for client certificates, or give it an authorizer.',
  },
  {
    rule: 'UI_WRITES',
    applies: async (_config, { uiWrites }) => (await uiWrites?.()) ?? false,
    sentence:
      'The Temporal UI at TEMPORAL_UI_URL lets people start, end and reset workflows: set TEMPORAL_DISABLE_WRITE_ACTIONS=true there.',
  },
  {
    rule: 'SUPERUSER_ROLE',
    applies: async (_config, { databaseRole }) => {
      const role = await databaseRole?.();
      return role !== undefined && (role.superuser || role.bypassesRowSecurity);
    },
    sentence:
      'The database role may ignore row-level security (superuser or BYPASSRLS): use the role made for this process in DATABASE_URL.',
  },
];

function isSecureHost({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' && !/^[\d.]+$/.test(hostname) && !hostname.startsWith('[');
}

export async function productionRefusals(
  config: Config,
  probes: Probes = {},
  notMine: readonly string[] = [],
): Promise<Refusal[]> {
  if (config.mode !== 'production') return [];
  const refusals: Refusal[] = [];
  for (const { rule, sentence, applies } of RULES) {
    if (notMine.includes(rule)) continue;
    if (await applies(config, probes)) refusals.push({ rule, sentence });
  }
  return refusals;
}

/** For a process's start: every reason at once. `notMine`: rules about what this process does not have. */
export async function refuseUnsafeProduction(
  config: Config,
  probes: Probes = {},
  notMine: readonly string[] = [],
): Promise<void> {
  const refusals = await productionRefusals(config, probes, notMine);
  if (refusals.length === 0) return;
  throw new Sentence(refusals.map(({ sentence }) => `Production: ${sentence}`).join('\n'));
}
