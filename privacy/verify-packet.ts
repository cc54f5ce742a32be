import { toldOf } from '../domain/reasons.js';
import { replayDecision } from '../domain/replay-decision.js';
import { canonicalJson } from './canonical-json.js';
import { keyedHash, openSigned } from './decision-signing.js';
import { PacketShape, PublicKeys, ServedPacket } from './packet-shape.js';

/** What was asked of a packet, in order, and the first thing that does not hold. */
export interface Verdict {
  readonly checked: readonly string[];
  readonly fault?: string;
}

/**
 * Whether this file is a decision as it was signed by one of these keys, whole, and permitted by the rules. Needs no
 * register, no vault and no network.
 */
export function verifyPacket(file: unknown, keys: unknown): Verdict {
  const set = PublicKeys.safeParse(keys);
  if (!set.success) return { checked: [], fault: 'The keys are no key set of decisions.' };
  const served = ServedPacket.pick({ signed: true }).loose().safeParse(file);
  if (!served.success) return { checked: [], fault: 'This is no signed packet.' };
  const opened = openSigned(served.data.signed, set.data.keys);
  if ('fault' in opened) return { checked: [], fault: opened.fault };
  const checked = ['the signature, by a key that is listed'];
  if ('packet' in served.data && !sameAs(served.data.packet, opened.value))
    return { checked, fault: 'The packet shown is not the one that was signed.' };
  checked.push('the packet shown is the one that was signed');
  const packet = PacketShape.safeParse(opened.value);
  if (!packet.success) {
    const [first] = packet.error.issues;
    const at = `/${first?.path.join('/') ?? ''}`;
    return { checked, fault: `The packet is not whole, or more: at ${at}, ${first?.message ?? ''}.` };
  }
  checked.push('its structure');
  const { reasons, evidence, steps, digest } = packet.data;
  for (const { asked, fault } of replayDecision(packet.data)) {
    if (fault !== undefined) return { checked, fault };
    checked.push(asked);
  }
  const decided = steps.findLast(({ action }) => action === 'decide');
  const written = decided?.documents.find(({ docClass }) => docClass === 'REASONS')?.documentId;
  const sealed = evidence.find(({ documentId }) => documentId === written);
  // By the sentence, or one whole text for the person where a release before had proposed it.
  const [first, ...more] = reasons;
  const whole = first && more.length === 0 && first.withheld === undefined ? [{ text: first.text }] : [];
  const hashes = [{ text: toldOf(reasons).text, sentences: reasons }, ...whole].map((one) =>
    keyedHash(digest.key, one),
  );
  if (!sealed || !hashes.includes(sealed.hash))
    return { checked, fault: 'The reasons are not those that were sealed with the decision.' };
  return { checked: [...checked, 'the reasons, sentence by sentence, are those that were sealed'] };
}

function sameAs(shown: unknown, signed: unknown): boolean {
  try {
    return canonicalJson(shown) === canonicalJson(signed);
  } catch {
    return false;
  }
}
