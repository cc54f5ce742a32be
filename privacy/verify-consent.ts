import { createHash } from 'node:crypto';
import type { ConsentRecord } from '../domain/consent-record.js';
import { canonicalJson } from './canonical-json.js';
import { Fault, type Findings } from './consent-findings.js';
import { ConsentRecordShape, ServedConsentRecord } from './consent-record-shape.js';
import { kidOf } from './decision-signing.js';
import { openRecord } from './grant-signing.js';
import { PublicKeys } from './packet-shape.js';
import { fingerprintOf } from './passkeys.js';
import { checkActs } from './verify-consent-acts.js';
import { checkQuestions } from './verify-consent-questions.js';

/** What was asked of a record, in order: what holds, what nobody could ask of it, and the first thing that does not hold. */
export interface ConsentVerdict {
  readonly holds: readonly string[];
  /** What could have been asked, and was not, as what was given does not show it. */
  readonly open: readonly string[];
  /** What no file of ours can show at all. */
  readonly believed: readonly string[];
  readonly fault?: string;
}

/** What a signature cannot show: that nothing was left out, and when. */
const REGISTERS_WORD =
  'that these are all the words of the person and all the questions of this case, and the moments of each, is what the register says; compare it with your receipts';

/** What whoever asks has from elsewhere than the record. */
export interface Known {
  /** As the person wrote it down: of each of their passkeys. */
  readonly fingerprints?: readonly string[];
  /** The key set as it was published. */
  readonly keys?: unknown;
}

/**
 * Whether what was asked about a person was allowed by them, and by nobody else: from the text they read over what their
 * passkey signed to each question. Needs no register, no vault and no network.
 */
export async function verifyConsent(file: unknown, known: Known = {}): Promise<ConsentVerdict> {
  const [holds, open]: [string[], string[]] = [[], []];
  const findings: Findings = { holds: (what) => void holds.push(what), open: (what) => void open.push(what) };
  try {
    const record = sealed(file, known, findings);
    checkNotice(record, findings);
    checkPasskeys(record, known, findings);
    await checkActs(record, findings);
    checkQuestions(record, findings);
  } catch (error) {
    if (error instanceof Fault) return { holds, open, believed: [], fault: error.message };
    throw error;
  }
  return { holds, open, believed: [REGISTERS_WORD] };
}

function sealed(file: unknown, { keys }: Known, { holds, open }: Findings): ConsentRecord {
  const served = ServedConsentRecord.pick({ signed: true }).loose().safeParse(file);
  if (!served.success) throw new Fault('This is no sealed consent record.');
  const shown = ConsentRecordShape.safeParse(served.data.record);
  if (!shown.success) {
    const [first] = shown.error.issues;
    throw new Fault(`The record is not whole, or more: at /${first?.path.join('/') ?? ''}.`);
  }
  const set = PublicKeys.safeParse(keys ?? { keys: shown.data.keys });
  if (!set.success) throw new Fault('The keys are no key set of grants.');
  const opened = openRecord(served.data.signed, set.data.keys);
  if ('fault' in opened) throw new Fault(opened.fault);
  if (canonicalJson(opened.value) !== canonicalJson(served.data.record))
    throw new Fault('The record shown is not the one that was sealed.');
  const strange = shown.data.keys.find(
    ({ kid, x }) => !set.data.keys.some((k) => k.kid === kid && k.x === x),
  );
  if (strange) throw new Fault('The record names a grant key that is not among yours.');
  if (shown.data.keys.some(({ kid, x }) => kid !== kidOf(x)))
    throw new Fault('A grant key does not have the name that follows from it.');
  holds('the record is the one that was sealed, whole');
  if (keys === undefined)
    open('the grant keys are the record’s own: compare them with the published ones (--keys)');
  return shown.data;
}

/** The name of a notice ends in the start of the hash of its lines (forms/packs.ts). */
function checkNotice({ notice }: ConsentRecord, { holds, open }: Findings): void {
  if (notice === null)
    return open('the words of the notice are not in the record: no pack has them any more');
  const hash = createHash('sha256')
    .update(JSON.stringify([notice.ja, notice.en]))
    .digest('hex');
  if (!notice.text.endsWith(`@${hash.slice(0, 16)}`))
    throw new Fault('The notice does not have the words that its name stands for.');
  holds(`the notice ${notice.text} has the words that its name stands for`);
}

function checkPasskeys(record: ConsentRecord, { fingerprints = [] }: Known, { holds, open }: Findings): void {
  const { passkeys, acts } = record;
  if (new Set(passkeys.map(({ credentialId }) => credentialId)).size !== passkeys.length)
    throw new Fault('A passkey stands in the record twice.');
  const noted = fingerprints.map(plain);
  for (const { publicKey, credentialId, fingerprint } of passkeys) {
    if (fingerprintOf(Buffer.from(publicKey, 'base64url')) !== fingerprint)
      throw new Fault('A passkey does not have the fingerprint that is written beside it.');
    if (Buffer.from(publicKey, 'base64url').toString('base64url') !== publicKey)
      throw new Fault('A passkey is not written as passkeys are.');
    if (!acts.some(({ signed }) => signed?.passkey === credentialId))
      throw new Fault('A passkey stands in the record that signed nothing in it.');
    if (noted.length > 0 && !noted.includes(plain(fingerprint)))
      throw new Fault('A passkey signed whose fingerprint is not the one that was written down.');
  }
  if (passkeys.length === 0) return;
  if (noted.length > 0) holds('every passkey in it has a fingerprint that was written down');
  else
    open(
      `whose passkeys these are: compare the fingerprint with the one that the person wrote down (--passkey): ${passkeys.map(({ fingerprint }) => fingerprint).join('; ')}`,
    );
}

const plain = (fingerprint: string): string => fingerprint.replaceAll(/\s/g, '').toLowerCase();
