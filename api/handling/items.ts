import { Refused } from '../../domain/errors.js';
import { dayOf } from '../../domain/calendar.js';
import { defaultScheme } from '../../domain/policy.js';
import type { Grant, Role } from '../../domain/roles.js';
import { isCertified } from '../../store/certified.js';
import { checkEntries, type GroundsQuery } from '../../store/handling-grounds.js';
import * as register from '../../store/information-items.js';
import { writeLedger } from '../../store/ledger.js';
import { grantsOf, isConflicted } from '../../store/principals.js';
import { invalid } from '../invalid.js';
import type { Call } from '../route.js';

/** Items of information: the organ's officer in charge says who keeps them, their custodian who handles them. */

export async function list(call: Call) {
  const mine = (item: register.Item) => isInCharge(call, item.organId) || isCustodian(call, item);
  return { items: (await register.listItems(call.tx)).filter(mine) };
}

export async function registerItem(call: Call<RegisterBody>): Promise<{ id: string }> {
  const { tx, now, principal, body } = call;
  const { organId, contractorId = null, designation, scheme = defaultScheme(), custodian } = body;
  if (!isInCharge(call, organId)) throw new Refused('NOT_FOUND');
  if (contractorId !== null && !(await isCertified(tx, { organId, contractorId }, now)))
    throw new Refused('NOT_CERTIFIED');
  await mayKeep(call, { organId, contractorId }, custodian);
  const by = { by: principal.sub, now };
  const item = await register.registerItem(tx, { organId, contractorId, designation, scheme }, by);
  await enter(call, item, {
    event: 'ItemRegistered',
    article: 'Art. 3, 10',
    role: IN_CHARGE,
    details: { scheme },
  });
  await put(call, item, custodian);
  return { id: item.id };
}

export async function name(call: Call<{ custodian: string }>): Promise<{ id: string }> {
  const item = await itemOr404(call, (found) => isInCharge(call, found.organId));
  await mayKeep(call, item, call.body.custodian);
  await notListed(call, item, call.body.custodian);
  await put(call, item, call.body.custodian);
  return { id: item.id };
}

export async function handlers(call: Call) {
  const item = await itemOr404(call, (found) => isInCharge(call, found.organId) || isCustodian(call, found));
  const role = isInCharge(call, item.organId) ? IN_CHARGE : register.custodianRoleOf(item);
  await enter(call, item, { event: 'HandlerListRead', article: 'Standards: handler list', role });
  return { items: await register.handlersOf(call.tx, item.id) };
}

export async function listPerson(call: Call<HandlerBody>): Promise<{ id: string }> {
  const { tx, now, principal, body } = call;
  const item = await itemOr404(call, (found) => isCustodian(call, found));
  if (principal.grants.some(({ subjectId }) => subjectId === body.subjectId))
    throw new Refused('SAME_PERSON');
  if (await isConflicted(tx, principal.sub, body.subjectId)) throw new Refused('SAME_PERSON');
  if (!(await register.isKnown(tx, item, body.subjectId)))
    throw invalid('/subjectId', 'nobody who was assessed, or is exempt, where the item is kept');
  if (body.lastDay < body.firstDay) throw invalid('/lastDay', 'before the first day');
  if (body.lastDay < dayOf(now)) throw invalid('/lastDay', 'past already');
  const id = await register.listHandler(tx, { itemId: item.id, ...body }, { by: principal.sub, now });
  const { subjectId, firstDay, lastDay } = body;
  await enter(call, item, { event: 'HandlerListed', subjectId, details: { entryId: id, firstDay, lastDay } });
  return { id };
}

export async function takePersonOff(call: Call<{ subjectId: string }>): Promise<{ id: string }> {
  const { tx, now, principal, body } = call;
  const item = await itemOr404(call, (found) => isCustodian(call, found));
  const { subjectId } = body;
  const taken = await register.takeOff(tx, { itemId: item.id, subjectId }, { by: principal.sub, now });
  if (taken === 0) throw new Refused('NOT_FOUND');
  await enter(call, item, { event: 'HandlerTakenOff', subjectId });
  return { id: item.id };
}

export async function grounds(call: Call<unknown, GroundsQuery>) {
  const { tx, query, principal, now } = call;
  if (!isInCharge(call, query.organId)) throw new Refused('NOT_FOUND');
  await writeLedger(tx, {
    at: now,
    event: 'HandlingGroundsRead',
    article: 'Art. 11, 16',
    caseId: null,
    organId: query.organId,
    sub: principal.sub,
    role: IN_CHARGE,
    purpose: 'PROTECTION',
    ...(query.itemId === undefined ? {} : { details: { itemId: query.itemId } }),
  });
  const selves = principal.grants.flatMap(({ subjectId }) => subjectId ?? []);
  return checkEntries(tx, query, { sub: principal.sub, selves });
}

interface RegisterBody {
  readonly organId: string;
  readonly contractorId?: string | undefined;
  readonly designation: string;
  readonly scheme?: string | undefined;
  readonly custodian: string;
}
interface HandlerBody {
  readonly subjectId: string;
  readonly firstDay: string;
  readonly lastDay: string;
}
const IN_CHARGE = 'AssessmentOfficerInCharge';

function isInCharge({ principal }: Call, organId: string): boolean {
  return principal.grants.some((grant) => grant.role === IN_CHARGE && grant.organId === organId);
}

/** Named for it, and still in the office. */
function isCustodian({ principal }: Call, item: register.Item): boolean {
  return item.custodian === principal.sub && principal.grants.some((grant) => fits(grant, item));
}

function fits(grant: Grant, item: Pick<register.Item, 'organId' | 'contractorId'>): boolean {
  const place =
    item.contractorId === null ? grant.organId === item.organId : grant.contractorId === item.contractorId;
  return place && grant.role === register.custodianRoleOf(item);
}

async function itemOr404(call: Call, allowed: (item: register.Item) => boolean): Promise<register.Item> {
  const [item] = await register.listItems(call.tx, { id: call.params.id ?? '' });
  if (!item || !allowed(item)) throw new Refused('NOT_FOUND');
  return item;
}

/** Whoever says who keeps an item does not keep it. @throws Refused INVALID, SAME_PERSON */
async function mayKeep(
  { tx, principal }: Call,
  item: Pick<register.Item, 'organId' | 'contractorId'>,
  custodian: string,
): Promise<void> {
  if (custodian === principal.sub) throw new Refused('SAME_PERSON');
  const grants = await grantsOf(tx, custodian);
  // Whoever reads the grounds of every answer does not ask the questions.
  const readsGrounds = grants.some(
    ({ role, organId }) => role === 'Auditor' || (role === IN_CHARGE && organId === item.organId),
  );
  if (readsGrounds || !grants.some((grant) => fits(grant, item)))
    throw invalid('/custodian', 'nobody who may keep this item');
}

/** Nobody answers for a list that they stand on. @throws Refused SAME_PERSON */
async function notListed({ tx }: Call, item: register.Item, custodian: string): Promise<void> {
  const own = (await grantsOf(tx, custodian)).flatMap(({ subjectId }) => subjectId ?? []);
  const listed = await register.handlersOf(tx, item.id);
  if (listed.some(({ subjectId, endedAt }) => endedAt === null && own.includes(subjectId)))
    throw new Refused('SAME_PERSON');
}

async function put(call: Call, item: register.Item, custodian: string): Promise<void> {
  await register.nameCustodian(call.tx, item, custodian, { by: call.principal.sub, now: call.now });
  await enter(call, item, { event: 'CustodianNamed', role: IN_CHARGE, details: { custodian } });
}

interface Entered {
  readonly event: string;
  readonly article?: string;
  readonly role?: Role;
  readonly subjectId?: string;
  readonly details?: Record<string, unknown>;
}

function enter(call: Call, item: register.Item, entered: Entered): Promise<void> {
  const { event, article = 'Standards: handler list', role = register.custodianRoleOf(item) } = entered;
  return writeLedger(call.tx, {
    at: call.now,
    event,
    article,
    caseId: null,
    organId: item.organId,
    subjectId: entered.subjectId ?? null,
    sub: call.principal.sub,
    role,
    purpose: 'PROTECTION',
    commandId: call.commandId === '' ? null : call.commandId,
    details: { itemId: item.id, ...entered.details },
  });
}
