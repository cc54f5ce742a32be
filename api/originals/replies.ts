import { createHmac, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { checkIn } from '../../domain/checks.js';
import { policyOf } from '../../domain/policy.js';
import { type Edge, EDGES } from '../../domain/edges.js';
import { Refused } from '../../domain/errors.js';
import type { ProviderAnswer } from '../../gateway/shapes.js';
import { derivedId } from '../../store/derived-id.js';
import { writeLedger } from '../../store/ledger.js';
import { addOriginal, bindQuestions, type Original, receiveByLetter } from '../../store/originals.js';
import { type OpenRequest, requestOf } from '../../store/requests.js';
import { putStatement } from '../../store/text-screenings.js';
import type { Call } from '../route.js';
import { holdCase } from './hands.js';
import { checkDays, noteKeyed } from './key-in.js';
import { type Dispatch, type Keyed, KeyedReply, type Reply } from './shapes.js';

const filing: readonly Edge[] = EDGES;
const TAKES_ANSWERS = new Set<string>(
  filing.filter((edge) => edge.action === 'fileAnswer').flatMap((edge) => edge.from),
);
/** Of the paper alone, in the ledger and to everybody who had it in hand: the answer is nobody's to guess from a hash. */
const LETTER = { kind: 'application', desk: 'INQUIRY' } as const;

/** A source's reply by letter, keyed in by the first of two people: to the question whose reference it names. */
export async function keyReply(call: Call<z.output<typeof Reply>>): Promise<z.input<typeof Keyed>> {
  const { tx, now, body, params, principal, commandId } = call;
  const caseId = params.id ?? '';
  const held = await holdCase(call, { ...LETTER, caseId, part: 'KEYS' });
  await checkDays(call, body.original, held.state, 'fileAnswer');
  const asked = await askedOn(call, body, caseId);
  const id = derivedId(commandId, 'original');
  const original = { id, ...body.original, keyedBy: principal.sub };
  const owner = { kind: 'case', id: caseId } as const;
  const content = { ...body.says, ...(body.also ? { also: body.also } : {}) };
  await addOriginal(tx, {
    ...original,
    caseId,
    desk: 'INQUIRY',
    action: 'fileAnswer',
    requestId: body.reference,
    seen: held.state.row.seq,
    contentId: await call.parts.vault.put(tx, owner, 'ORIGINAL', content, now),
    keyedAt: now,
    commandId: null,
  });
  await bindQuestions(tx, id, asked.slice(1));
  await noteKeyed(call, held, {
    ...original,
    action: 'fileAnswer',
    reference: body.reference,
    ...(asked.length > 1 ? { also: asked.slice(1) } : {}),
  });
  return { id, caseId, status: 'WAITING', inForce: false };
}

/** The questions that a sheet answers: each once, all of the one source that signed it. */
async function askedOn(
  call: Call<unknown, unknown>,
  { reference, also = [] }: z.output<typeof Reply>,
  caseId: string,
): Promise<string[]> {
  const references = [reference, ...also.map((one) => one.reference)];
  const sources = new Set<string>();
  for (const [n, one] of references.entries()) {
    const pointer = n === 0 ? '/reference' : `/also/${n - 1}/reference`;
    const wrong = (message: string) => new Refused('INVALID', undefined, [{ pointer, message }]);
    if (references.indexOf(one) !== n) throw wrong('answered twice on one sheet');
    const request = await openRequest(call, { id: one, pointer }, caseId);
    if (request.received) throw new Refused('ALREADY_ANSWERED');
    sources.add(kindOf(request).source);
    if (sources.size > 1) throw wrong('asked of another source: a sheet of its own');
  }
  return references;
}

/**
 * Into the inbox, where what came over the gateway lies: filed, late or dropped by the same rules. Of several answers on one
 * sheet those to questions that were answered or taken back meanwhile stay out. @throws Refused where that is all of them
 */
export async function fileReply(
  call: Call<unknown, unknown>,
  original: Original,
  says: unknown,
): Promise<void> {
  const { also = [], ...first } = KeyedReply.parse(says);
  const answers = [{ reference: original.requestId ?? '', says: first }, ...also];
  let last: Refused | undefined;
  let filed = 0;
  for (const [n, one] of answers.entries()) {
    try {
      await fileOne(call, original, { ...one, isFirst: n === 0 });
      filed += 1;
    } catch (error) {
      if (!(error instanceof Refused) || !CAME_FIRST.includes(error.code)) throw error;
      last = error;
    }
  }
  if (filed === 0 && last) throw last;
}
const CAME_FIRST: readonly string[] = ['CLOSED_REQUEST', 'ALREADY_ANSWERED'];

interface OneAnswer {
  readonly reference: string;
  readonly says: z.output<typeof ProviderAnswer>;
  readonly isFirst: boolean;
}

async function fileOne(
  call: Call<unknown, unknown>,
  original: Original,
  { reference: requestId, says: { answer, statement }, isFirst }: OneAnswer,
): Promise<void> {
  const { tx, now, parts, principal } = call;
  const request = await openRequest(call, { id: requestId, pointer: '/reference' }, original.caseId);
  if (request.received) throw new Refused('ALREADY_ANSWERED');
  const { source } = kindOf(request);
  const statementId =
    statement === undefined
      ? null
      : await putStatement(tx, parts.vault, { caseId: original.caseId, source, statement, now });
  const receiptId = randomUUID();
  // There are four answers: a plain hash would tell which one it was.
  const contentHash = createHmac('sha256', parts.indexKey)
    .update(JSON.stringify(['letter', requestId, answer, statement ?? null]))
    .digest();
  const second = principal.sub;
  await receiveByLetter(
    tx,
    {
      paper: original.id,
      ...(isFirst ? {} : { question: requestId }),
      second,
      receiptId,
      answer,
      statementId,
      contentHash,
    },
    now,
  );
  await writeLedger(tx, {
    at: now,
    event: 'AnswerReceived',
    article: 'Art. 12(6)',
    caseId: original.caseId,
    sub: principal.sub,
    role: 'Provider',
    purpose: 'ASSESSMENT',
    details: { requestId, receiptId, original: original.id, hash: original.hash },
  });
}

/** That a letter left: with whose fields, to which source, and only while it may (law: invariants 1, 3, 6). */
export async function noteDispatch(call: Call<z.output<typeof Dispatch>>) {
  const { tx, now, body, params, principal } = call;
  const caseId = params.id ?? '';
  const { state, role } = await holdCase(call, { ...LETTER, caseId, part: 'KEYS' });
  const request = await openRequest(call, { id: body.reference, pointer: '/reference' }, caseId);
  if (request.received) throw new Refused('ALREADY_ANSWERED');
  const { source, fields } = kindOf(request);
  await writeLedger(tx, {
    at: now,
    event: 'LetterDispatched',
    article: 'Art. 12(3), 12(6)',
    caseId,
    organId: state.row.organ_id,
    subjectId: state.row.subject_id,
    sub: principal.sub,
    role,
    purpose: 'ASSESSMENT',
    commandId: call.commandId,
    details: { requestId: body.reference, source, fields },
  });
  return { id: caseId, reference: body.reference };
}

/** A question of this case that may be asked, and answered, by letter now. The caller holds the case. @throws Refused NOT_FOUND, CLOSED_REQUEST */
async function openRequest(
  call: Call<unknown, unknown>,
  { id, pointer }: { readonly id: string; readonly pointer: string },
  caseId: string,
): Promise<OpenRequest> {
  const request = await requestOf(call.tx, id);
  if (request?.caseId !== caseId)
    throw new Refused('INVALID', undefined, [{ pointer, message: 'no question of this case' }]);
  if (!answersByLetter(request))
    throw new Refused('INVALID', undefined, [{ pointer, message: 'not asked by letter' }]);
  const open = request.consented && request.status !== 'CANCELLED' && TAKES_ANSWERS.has(request.stage);
  if (!open) throw new Refused('CLOSED_REQUEST');
  return request;
}

/** The question as the policy of its case puts it. */
function kindOf({ policy, code }: OpenRequest) {
  return checkIn(policyOf(policy), code);
}

function answersByLetter(request: OpenRequest): boolean {
  const { source } = kindOf(request);
  const row = policyOf(request.policy).sources.find(({ code }) => code === source);
  return row?.channels.includes('LETTER') === true;
}
