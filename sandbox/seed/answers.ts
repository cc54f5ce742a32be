import { createHash } from 'node:crypto';
import { type CheckCode, checkIn, type Source } from '../../domain/checks.js';
import { PACKS } from '../../forms/packs.js';
import type { Tx } from '../../store/db.js';
import { derivedId } from '../../store/derived-id.js';
import { fileReceived } from '../../store/inbox.js';
import { writeLedger } from '../../store/ledger.js';
import { receiveAnswer } from '../../store/requests.js';
import type { Vault } from '../../store/vault.js';
import type { Person } from '../people.js';
import { behaviourOf } from '../providers/behaviour.js';
import { letTimePass, settle, type Bundle } from './past.js';
import { identityOf } from './reference-data.js';

export interface Answering {
  readonly tx: Tx;
  readonly vault: Vault;
  readonly person: Person;
  readonly caseId: string;
  readonly bundle: Bundle;
  /** The answers are spread over this time. */
  readonly from: string;
  readonly until: string;
  /** Take only every second one. */
  readonly half: boolean;
}

interface Question {
  readonly request_id: string;
  readonly code: CheckCode;
  readonly source: Source;
}

/**
 * The open questions of a case are answered, as the sources' personas answer (sandbox/providers): what the running
 * simulators say of the same person later is the same. Who says nothing, or only when reminded and was not, stays open.
 */
export async function answerQuestions(answering: Answering): Promise<void> {
  const { tx, caseId, bundle, from, until } = answering;
  const open = await tx
    .selectFrom('checks')
    .select(['request_id', 'code', 'source'])
    .where('case_id', '=', caseId)
    .where('status', '=', 'OPEN')
    .orderBy('code')
    .execute();
  const speaking = open
    .filter((_, i) => !answering.half || i % 2 === 0)
    .map((question) => ({ question, says: behaviourFor(answering.person, question.code) }))
    .flatMap(({ question, says }) => ('silent' in says ? [] : [{ question, says }]))
    // Who must be reminded is the last to answer.
    .sort((a, b) => Number(a.says.onlyWhenReminded ?? false) - Number(b.says.onlyWhenReminded ?? false));
  const step = (Date.parse(until) - Date.parse(from)) / speaking.length;
  let nextDue = from;
  for (const [i, { question, says }] of speaking.entries()) {
    const now = new Date(Math.floor(Date.parse(from) + (i + 1) * step)).toISOString();
    // An answer ends deadlines and sets none, so the next one stays what it was, or goes.
    if (nextDue <= now) nextDue = await letTimePass(tx, bundle, now);
    if (says.onlyWhenReminded && !(await wasReminded(tx, question))) continue;
    await answer(answering, question, says, now);
  }
  await settle(tx, bundle, until);
}

/** The source is given the fields of its question and nothing else, and answers on those. */
function behaviourFor(person: Person, code: CheckCode) {
  const identity = identityOf(person);
  const { fields } = checkIn(PACKS[0].policy, code);
  return behaviourOf({
    checkCode: code,
    person: Object.fromEntries(fields.map((field) => [field, identity[field]])),
  });
}

async function wasReminded(tx: Tx, { request_id }: Question): Promise<boolean> {
  const row = await tx
    .selectFrom('deadlines')
    .select('id')
    .where('request_id', '=', request_id)
    .where('kind', '=', 'CHECK_REMINDER')
    .where('outcome', '=', 'HANDLED')
    .executeTakeFirst();
  return row !== undefined;
}

/** Fetched and answered: the same rows and traces as the gateway writes, and the same filing as the relay does. */
async function answer(
  { tx, vault, caseId, bundle }: Answering,
  { request_id: requestId, code, source }: Question,
  { answer: said, statement }: Exclude<ReturnType<typeof behaviourOf>, { silent: true }>,
  now: string,
): Promise<void> {
  const kind = checkIn(PACKS[0].policy, code);
  const id = derivedId(requestId, 'answer');
  const trace = {
    at: now,
    caseId,
    sub: null,
    role: 'Provider',
    purpose: 'ASSESSMENT',
    article: kind.article,
  } as const;
  await writeLedger(tx, {
    ...trace,
    event: 'RequestFetched',
    subjectId: bundle.subjectId,
    details: { requestId, source, fields: kind.fields },
  });
  const statementId =
    statement === undefined
      ? null
      : await vault.put(tx, { kind: 'case', id: caseId }, 'EVIDENCE', { source, statement }, now);
  const contentHash = createHash('sha256')
    .update(JSON.stringify([said, statement ?? null]))
    .digest();
  await receiveAnswer(tx, { id, requestId, source, answer: said, statementId, contentHash }, now);
  await writeLedger(tx, { ...trace, event: 'AnswerReceived', details: { requestId, receiptId: id } });
  await fileReceived(tx, { id, requestId, caseId }, now);
}
