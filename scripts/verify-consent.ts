import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { verifyConsent } from '../privacy/verify-consent.js';
import '../policies.js';

const USAGE =
  'Usage: npm run verify-consent -- record.json [--passkey "<fingerprint the person wrote down>"]... [--keys grant-keys.json]';

/**
 * Whether what was asked about a person was allowed by them, with nothing running. 0: all of it holds; 1: something does not;
 * 2: nothing is wrong, and something could not be asked of what was given.
 */
async function main(args: readonly string[]): Promise<number> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const given = asked(args);
  if (!given) {
    say(USAGE);
    return 64;
  }
  let files: unknown[];
  try {
    files = [given.file, ...(given.keys === undefined ? [] : [given.keys])].map((file): unknown =>
      JSON.parse(readFileSync(file, 'utf8')),
    );
  } catch {
    say('Refused: a file is missing, or is no JSON.');
    return 1;
  }
  const [record, keys] = files;
  const known = { fingerprints: given.fingerprints, ...(given.keys === undefined ? {} : { keys }) };
  const { holds, open, believed, fault } = await verifyConsent(record, known);
  for (const what of holds) say(`holds: ${what}`);
  for (const what of open) say(`not asked: ${what}`);
  for (const what of believed) say(`believed: ${what}`);
  if (fault !== undefined) {
    say(`Refused: ${fault}`);
    return 1;
  }
  say(open.length === 0 ? 'Verified.' : 'Nothing is wrong with it; what could not be asked is named above.');
  return open.length === 0 ? 0 : 2;
}

function asked(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { passkey: { type: 'string', multiple: true }, keys: { type: 'string' } },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) return undefined;
    return { file, keys: values.keys, fingerprints: values.passkey ?? [] };
  } catch {
    return undefined;
  }
}

process.exitCode = await main(process.argv.slice(2));
