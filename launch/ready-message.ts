import path from 'node:path';
import type { Config } from '../config.js';
import { sandboxPassword, users } from '../sandbox/people.js';

/** The accounts a newcomer meets first, each with what it is good for. */
const FIRST_ACCOUNTS: readonly (readonly [account: string, what: string])[] = [
  ['officer1', 'case officer: opens and reviews assessments'],
  ['in-charge1', 'officer in charge of the assessment: forms the opinion'],
  ['adjudicator1', 'head of the organ: decides'],
  ['s01', 'a person to be assessed: consents, refuses, withdraws'],
  ['contractor1', 'a contractor: nominates its employees'],
  ['operator', 'reads decoded payloads in the Temporal UI'],
];

export async function readyMessage(config: Config): Promise<string> {
  const { publicUrl, temporal, dataDir, mode } = config;
  const addresses = [
    ['Console and API', publicUrl],
    ['API reference', `${publicUrl}/reference`],
    ['Temporal UI', temporal.uiUrl],
    ['Logs', path.join(dataDir, 'logs')],
  ].map(([what, where]) => `  ${`${what}`.padEnd(16)} ${where}`);
  const lines = ['', 'Sekisho is ready.', '', ...addresses, ''];
  if (mode === 'sandbox') lines.push(...signIns(config), '');
  lines.push('  Ctrl-C stops it; the state stays.', '', '');
  return lines.join('\n');
}

function signIns({ embedded, publicUrl }: Config): string[] {
  if (!embedded.identity) return ['  Sign in with an account of your own identity provider.'];
  const known = new Set(users.map(({ account }) => account));
  const accounts = FIRST_ACCOUNTS.filter(([account]) => known.has(account));
  return [
    `  Everybody in it is invented. Sign in (password of all: ${sandboxPassword}) as`,
    ...accounts.map(([account, what]) => `    ${account.padEnd(14)} ${what}`),
    '',
    '  What to try first:',
    `    1. Open ${publicUrl}/console, sign in as officer1 and look at the queue.`,
    '    2. Sign in as s01 in a private window, and consent or refuse.',
    '    3. npm run demo: five whole lives, ten years long, in under a minute.',
  ];
}
