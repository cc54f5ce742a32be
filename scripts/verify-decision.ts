import { readFileSync } from 'node:fs';
import { verifyDisposal } from '../privacy/verify-disposal.js';
import { verifyPacket } from '../privacy/verify-packet.js';
import '../policies.js';

/**
 * `npm run verify-decision -- packet.json keys.json`: whether a decision is as it was signed, and was permitted. The
 * certificate of a destroyed file is signed by the same keys, and verified here as well.
 */
function main([packet, keys, ...more]: readonly string[]): number {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  if (packet === undefined || keys === undefined || more.length > 0) {
    say('Usage: npm run verify-decision -- packet.json keys.json');
    return 64;
  }
  let files: unknown[];
  try {
    files = [packet, keys].map((file): unknown => JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    say('Refused: one of the two files is missing, or is no JSON.');
    return 1;
  }
  const [file, keySet] = files;
  const certifies = typeof file === 'object' && file !== null && 'certificate' in file;
  const { checked, fault } = certifies ? verifyDisposal(file, keySet) : verifyPacket(file, keySet);
  for (const what of checked) say(`holds: ${what}`);
  say(fault === undefined ? 'Verified.' : `Refused: ${fault}`);
  return fault === undefined ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
