import type { DataConverter, Payload, PayloadCodec } from '@temporalio/common';
import { crashPoint } from '../crash-points.js';
import type { CaseInput } from '../workflows/contract.js';

/**
 * Lets a test end this process while a run hands over to the next: the codec is the one place outside the sandbox that
 * sees a run's last command before it leaves, and the next run's first input. Workflow code knows nothing of it. Used
 * only while a crash point is armed.
 */
export function watchRolls(converter: DataConverter): DataConverter {
  return { ...converter, payloadCodecs: [watcher, ...(converter.payloadCodecs ?? [])] };
}

/** First in the list: told what is encoded before it is encrypted, and what is decoded after it was opened. */
const watcher: PayloadCodec = {
  async encode(payloads) {
    if (payloads.some((payload) => handedOver(payload) !== undefined)) crashPoint('roll.before');
    return payloads;
  },
  async decode(payloads) {
    if (payloads.some((payload) => (handedOver(payload) ?? 0) > 0)) crashPoint('roll.after');
    return payloads;
  },
};

/** `lastSeq` of what a run starts with; of an activity's input, which has more fields, undefined. */
function handedOver(payload: Payload): number | undefined {
  try {
    const input = JSON.parse(Buffer.from(payload.data ?? []).toString('utf8')) as Partial<CaseInput> | null;
    if (typeof input?.caseId !== 'string' || Object.keys(input).length !== 2) return undefined;
    return input.lastSeq;
  } catch {
    return undefined;
  }
}
