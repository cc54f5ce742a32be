import { randomBytes } from 'node:crypto';
import type { Evidence, EvidenceRef, PacketStep } from '../domain/decision-packet.js';
import type { Sentence } from '../domain/reasons.js';
import type { Facts } from '../domain/rules.js';
import { keyedHash } from '../privacy/decision-signing.js';
import { sentencesIn } from './reasons.js';
import type { Call } from './route.js';

const KEY_BYTES = 32;

/** The key of a packet's hashes: its own, and in it. */
export function newKey(): string {
  return randomBytes(KEY_BYTES).toString('base64url');
}

/** Signed and sealed with the file it is about, in the transaction of the step that made it. */
export async function sealPacket(call: Call, caseId: string, packet: object): Promise<void> {
  const { vault, signer } = call.parts;
  const content = { packet, signed: signer.sign(packet) };
  await vault.put(call.tx, { kind: 'case', id: caseId }, 'DECISION_PACKET', content, call.now);
}

/**
 * That a grievance or a hold keeps the file, and who looked into one, is kept from those who decide. Who stands above or
 * below whom is nothing it rests on, none of who took it does; nor what others said that nobody has looked at.
 */
export function withoutTheirs(facts: Facts): Facts {
  return {
    ...facts,
    held: false,
    holds: [],
    holdStands: false,
    answeredGrievances: [],
    inTheirLine: [],
    waitingReports: [],
  };
}

interface StepsOf {
  readonly caseId: string;
  readonly steps: readonly PacketStep[];
}

/** Each document relied on, hashed as it was read now; of the reasons of these steps the sentences as well. */
export async function hashesOf<A extends string>(
  call: Call,
  files: readonly StepsOf[],
  key: string,
  told: readonly A[],
): Promise<{ evidence: Evidence[]; reasons: Partial<Record<A, readonly Sentence[]>> }> {
  const refs = files.flatMap(({ caseId: id, steps }) =>
    steps.flatMap(({ action, documents }) =>
      documents.map((ref) => ({ ...ref, action, owner: { kind: 'case' as const, id } })),
    ),
  );
  const contents = await call.parts.vault.several(call.tx, refs);
  const reasons: Partial<Record<A, readonly Sentence[]>> = {};
  const evidence = refs.map(({ action, documentId, docClass }, n) => {
    const content = contents[n];
    if (content === undefined) throw new Error(`a step names a document that is not there: ${documentId}`);
    const of = told.find((one) => one === action);
    if (of !== undefined && docClass === 'REASONS') reasons[of] = sentencesIn(content) ?? [];
    const ref: EvidenceRef = { documentId, docClass };
    return { ...ref, hash: keyedHash(key, content) };
  });
  return { evidence, reasons };
}
