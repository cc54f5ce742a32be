import type { z } from 'zod';
import type { DecisionPacket } from '../domain/decision-packet.js';
import { type Sentence, toldOf } from '../domain/reasons.js';
import { replayDecision } from '../domain/replay-decision.js';
import type { Answered } from '../domain/replay-parts.js';
import { replayRevocation } from '../domain/replay-revocation.js';
import { REVOCATION_FORMAT, type RevocationPacket } from '../domain/revocation-packet.js';
import { canonicalJson } from './canonical-json.js';
import { keyedHash, openSigned } from './decision-signing.js';
import { PacketShape, PublicKeys, ServedPacket } from './packet-shape.js';
import { RevocationShape } from './revocation-shape.js';

/** What was asked of a packet, in order, and the first thing that does not hold. */
export interface Verdict {
  readonly checked: readonly string[];
  readonly fault?: string;
}

/**
 * Whether this file is a decision, or a revocation, as it was signed by one of these keys, whole, and permitted by the rules. Needs no
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
  const { shape, replay, sentencesOf } = formOf(opened.value);
  const packet = shape.safeParse(opened.value);
  if (!packet.success) {
    const [first] = packet.error.issues;
    const at = `/${first?.path.join('/') ?? ''}`;
    return { checked, fault: `The packet is not whole, or more: at ${at}, ${first?.message ?? ''}.` };
  }
  checked.push('its structure');
  for (const { asked, fault } of replay(packet.data)) {
    if (fault !== undefined) return { checked, fault };
    checked.push(asked);
  }
  if (Object.entries(sentencesOf(packet.data)).some(([action, one]) => !isSealed(packet.data, action, one)))
    return { checked, fault: 'The reasons are not those that were sealed with the decision.' };
  return { checked: [...checked, 'the reasons, sentence by sentence, are those that were sealed'] };
}

type Packet = DecisionPacket | RevocationPacket;

/** How one kind of packet is read, asked again, and by which steps the sentences in it were sealed. */
interface Form<P extends Packet> {
  readonly shape: z.ZodType<P>;
  readonly replay: (packet: P) => Answered[];
  readonly sentencesOf: (packet: P) => Readonly<Record<string, readonly Sentence[]>>;
}

const DECISION: Form<DecisionPacket> = {
  shape: PacketShape,
  replay: replayDecision,
  sentencesOf: ({ reasons }) => ({ decide: reasons }),
};
const REVOCATION: Form<RevocationPacket> = {
  shape: RevocationShape,
  replay: replayRevocation,
  sentencesOf: ({ proposed, reasons }) => ({ proposeRevocation: proposed, revoke: reasons }),
};

/** By the name the packet gives itself. What it is then must hold for that kind. */
function formOf(value: unknown): Form<Packet> {
  const revokes =
    typeof value === 'object' && value !== null && Reflect.get(value, 'format') === REVOCATION_FORMAT;
  return (revokes ? REVOCATION : DECISION) as Form<Packet>;
}

function isSealed(
  { steps, evidence, digest }: Packet,
  action: string,
  reasons: readonly Sentence[],
): boolean {
  const taken = steps.findLast((step) => step.action === action);
  const written = taken?.documents.find(({ docClass }) => docClass === 'REASONS')?.documentId;
  const sealed = evidence.find(({ documentId }) => documentId === written);
  // By the sentence, or one whole text for the person where a release before had proposed it.
  const [first, ...more] = reasons;
  const whole = first && more.length === 0 && first.withheld === undefined ? [{ text: first.text }] : [];
  const hashes = [{ text: toldOf(reasons).text, sentences: reasons }, ...whole].map((one) =>
    keyedHash(digest.key, one),
  );
  return sealed !== undefined && hashes.includes(sealed.hash);
}

function sameAs(shown: unknown, signed: unknown): boolean {
  try {
    return canonicalJson(shown) === canonicalJson(signed);
  } catch {
    return false;
  }
}
