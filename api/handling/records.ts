import { lastValidDay, startOfDay, dayOf } from '../../domain/calendar.js';
import { Refused } from '../../domain/errors.js';
import type { Office } from '../../domain/handling.js';
import { policyOn } from '../../domain/policy.js';
import { handlingRight } from '../../store/handling-right.js';
import { writeLedger } from '../../store/ledger.js';
import { findOrAddSubject, type Identity, personIndex } from '../../store/persons.js';
import { isConflicted } from '../../store/principals.js';
import { lockRight, tellEnd, tellReturn } from '../../store/right-ended.js';
import * as register from '../../store/recorded-rights.js';
import { invalid } from '../invalid.js';
import type { Call } from '../route.js';

/** What the officer in charge records of people who need no assessment here (Art. 11), each with its reason. */

interface OfficeBody {
  readonly organId: string;
  readonly person: Identity;
  readonly office: Office;
  readonly firstDay: string;
  readonly lastDay?: string | undefined;
  readonly reasons: string;
}
interface SdsBody {
  readonly organId: string;
  readonly person: Identity;
  readonly notifiedOn: string;
  readonly reasons: string;
}

export async function list(call: Call<unknown, { organId: string }>) {
  const { organId } = call.query;
  if (!isInCharge(call, organId)) throw new Refused('NOT_FOUND');
  await enter(call, organId, { event: 'RecordedRightsRead', article: 'Art. 11' });
  return { items: await register.recordsOf(call.tx, organId) };
}

export async function office(call: Call<OfficeBody>) {
  const { tx, now, principal, body } = call;
  const { organId, office: held, firstDay, lastDay = null } = body;
  if (!isInCharge(call, organId)) throw new Refused('NOT_FOUND');
  if (lastDay !== null && lastDay < firstDay) throw invalid('/lastDay', 'before the first day');
  const subjectId = await personOf(call, body.person);
  const of = { organId, subjectId, office: held, firstDay, lastDay };
  const id = await register.recordOffice(tx, of, { by: principal.sub, now });
  const details = { recordId: id, office: held, firstDay, lastDay, ...(await sealed(call, subjectId)) };
  await enter(call, organId, { event: 'OfficeRecorded', article: 'Art. 11', subjectId, details });
  await tellReturn(tx, { organId, subjectId }, now);
  return { id, subjectId };
}

export async function sds(call: Call<SdsBody>) {
  const { tx, now, principal, body } = call;
  const { organId, notifiedOn } = body;
  if (!isInCharge(call, organId)) throw new Refused('NOT_FOUND');
  if (notifiedOn > dayOf(now)) throw invalid('/notifiedOn', 'not yet');
  const lastDay = sdsLastDay(notifiedOn);
  if (lastDay < dayOf(now)) throw invalid('/notifiedOn', 'more than five years ago');
  const subjectId = await personOf(call, body.person);
  const of = { organId, subjectId, notifiedOn, lastValidDay: lastDay };
  const id = await register.recordSds(tx, of, { by: principal.sub, now });
  const details = { recordId: id, notifiedOn, lastValidDay: lastDay, ...(await sealed(call, subjectId)) };
  await enter(call, organId, {
    event: 'SdsResultRecorded',
    article: 'Art. 12(1)(i)(ロ)',
    subjectId,
    details,
  });
  await tellReturn(tx, { organId, subjectId }, now);
  return { id, subjectId };
}

/** Five years, counted as ten are: the day of the notice is not counted (Civil Code 140, 143). */
function sdsLastDay(notifiedOn: string): string {
  const duringIt = new Date(Date.parse(startOfDay(notifiedOn)) + 1).toISOString();
  return lastValidDay(duringIt, policyOn(notifiedOn).periods.SDS_VALIDITY);
}

export function end(kind: register.RecordKind) {
  return async (call: Call<{ reasons: string }>): Promise<{ id: string }> => {
    const { tx, now, principal, params } = call;
    const record = await register.standing(tx, kind, params.id ?? '');
    if (!record || !isInCharge(call, record.organId)) throw new Refused('NOT_FOUND');
    const { organId, subjectId } = record;
    await notOneself(call, subjectId);
    await lockRight(tx, { organId, subjectId });
    const { canHandle: could } = await handlingRight(tx, { subjectId, organId }, now);
    if (!(await register.endRecord(tx, kind, record.id, { by: principal.sub, now })))
      throw new Refused('NOT_FOUND');
    const details = { recordId: record.id, ...(await sealedReasons(call, subjectId)) };
    const event = kind === 'OFFICE' ? 'OfficeEnded' : 'SdsResultEnded';
    await enter(call, organId, { event, article: 'Art. 11', subjectId, details });
    if (could) await tellEnd(tx, { organId, subjectId, contractorId: null }, dayOf(now), now);
    return { id: record.id };
  };
}

const IN_CHARGE = 'AssessmentOfficerInCharge';

function isInCharge({ principal }: Call, organId: string): boolean {
  return principal.grants.some((grant) => grant.role === IN_CHARGE && grant.organId === organId);
}

async function personOf(call: Call<{ person: Identity }>, person: Identity): Promise<string> {
  const subjectId = await findOrAddSubject(call.tx, personIndex(call.parts.indexKey, person), call.now);
  await notOneself(call, subjectId);
  return subjectId;
}

/** Nobody records for themselves, or for whom they are tied to (Standards: restriction on involvement). */
async function notOneself({ tx, principal }: Call, subjectId: string): Promise<void> {
  const self = principal.grants.some((grant) => grant.subjectId === subjectId);
  if (self || (await isConflicted(tx, principal.sub, subjectId))) throw new Refused('SAME_PERSON');
}

/** Once the record is there, through which it can be seen. What is known of the person stays. */
async function sealed(call: Call<{ person: Identity; reasons: string }>, subjectId: string) {
  const { tx, now, body, parts } = call;
  const owner = { kind: 'subject', id: subjectId } as const;
  if ((await parts.vault.latest(tx, owner, 'IDENTITY')) === undefined)
    await parts.vault.put(tx, owner, 'IDENTITY', body.person, now);
  return sealedReasons(call, subjectId);
}

async function sealedReasons({ tx, now, body, parts }: Call<{ reasons: string }>, subjectId: string) {
  const owner = { kind: 'subject', id: subjectId } as const;
  return { reasonsId: await parts.vault.put(tx, owner, 'REASONS', { text: body.reasons }, now) };
}

interface Entered {
  readonly event: string;
  readonly article: string;
  readonly subjectId?: string;
  readonly details?: Record<string, unknown>;
}

function enter(call: Call, organId: string, entered: Entered): Promise<void> {
  const { event, article, subjectId = null, details = {} } = entered;
  return writeLedger(call.tx, {
    at: call.now,
    event,
    article,
    caseId: null,
    organId,
    subjectId,
    sub: call.principal.sub,
    role: IN_CHARGE,
    purpose: 'PROTECTION',
    commandId: call.commandId === '' ? null : call.commandId,
    details,
  });
}
