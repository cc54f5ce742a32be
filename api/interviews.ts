import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Item } from '../domain/checks.js';
import { Refused } from '../domain/errors.js';
import { interviewsOf } from '../store/interviews.js';
import type { StepDetails } from '../store/step.js';
import { seal } from './seal.js';
import { codesIn, policyFor, refuseStrange } from './policy-fit.js';
import type { Call } from './route.js';
import type * as s from './schemas.js';

type Appointment = z.output<typeof s.InterviewMove> & Partial<z.output<typeof s.Interview>>;

/** The reasons for it are the file's; the time, the place and the items are told to the person. */
export async function sealAppointment(body: Appointment, call: Call): Promise<StepDetails> {
  const { reasons, at, place, items, agreed } = body;
  await ofPolicy(items ?? [], call);
  return {
    reasonsId: await seal(call, 'REASONS', { text: reasons }),
    documentId: await seal(call, 'INTERVIEW', { text: place }),
    interviewAt: new Date(at).toISOString(),
    ...(agreed === undefined ? {} : { agreed }),
    ...(items === undefined ? {} : { items: [...new Set(items)] }),
  };
}

export async function sealRecord(body: z.output<typeof s.InterviewRecord>, call: Call): Promise<StepDetails> {
  return { documentId: await seal(call, 'INTERVIEW', { text: body.text }) };
}

/** Which record was confirmed stands with the step; whoever names one, as on a signed paper, names that one. */
export async function sealRemarks(
  { remarks, record }: z.output<typeof s.RecordConfirmation>,
  call: Call,
): Promise<StepDetails> {
  const number = await numberOfLast(call);
  if (record !== undefined && record !== number)
    throw new Refused('INVALID', undefined, [{ pointer: '/record', message: 'not the record that stands' }]);
  const which = number === undefined ? {} : { record: number };
  if (remarks === undefined) return which;
  return { ...which, documentId: await seal(call, 'INTERVIEW', { text: remarks }) };
}

/**
 * The number of a record: by it a signed paper names the very words that were read. Over its id as well, so that nobody
 * who guesses at the words can try them.
 */
export function recordNumber(recordId: string, text: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([recordId, text]))
    .digest('hex');
  return `record@${hash.slice(0, 16)}`;
}

/** Of a record as it rests: of one of which words were struck since, the number of what was read. */
export function numberOf(recordId: string, record: unknown): string {
  const { text = '', number } = (record ?? {}) as { text?: string; number?: string };
  return number ?? recordNumber(recordId, text);
}

async function numberOfLast({ tx, parts, params }: Call): Promise<string | undefined> {
  const id = params.id ?? '';
  const recordId = (await interviewsOf(tx, id)).findLast((one) => one.recordId !== null)?.recordId;
  if (!recordId) return undefined;
  const found = await parts.vault.get(tx, { kind: 'case', id }, 'INTERVIEW', recordId);
  return numberOf(recordId, found);
}

/** Which document is asked for and why, or which concerns there are: told to the person. */
export async function sealRequest(
  { reasons, items }: z.output<typeof s.DocumentRequest | typeof s.HearingRequest>,
  call: Call,
): Promise<StepDetails> {
  await ofPolicy(items, call);
  return { reasonsId: await seal(call, 'REASONS', { text: reasons }), items: [...new Set(items)] };
}

export async function sealProvided(
  { text }: z.output<typeof s.ProvidedDocument>,
  call: Call,
): Promise<StepDetails> {
  return { documentId: await seal(call, 'PROVIDED', { text }) };
}

async function ofPolicy(items: readonly Item[], call: Call): Promise<void> {
  const given = items.map((code, n) => [`/items/${n}`, code] as const);
  refuseStrange(codesIn((await policyFor(call)).items), given);
}
