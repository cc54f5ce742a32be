import { z } from 'zod';
import {
  clockOf,
  DEMAND_ANSWERS,
  DEMAND_ARTICLE,
  DEMAND_STEPS,
  type DemandStepName,
  permitDemandStep,
  possibleOn,
  stateOf,
} from '../domain/demands.js';
import { Refused } from '../domain/errors.js';
import type { Role } from '../domain/roles.js';
import { kindOf } from '../store/console-reads.js';
import * as register from '../store/demands.js';
import type { Demand } from '../store/demands.js';
import { writeLedger } from '../store/ledger.js';
import { organExists } from '../store/organs.js';
import { listCases } from '../store/views.js';
import { rolesIn } from './case-views.js';
import type { Call } from './route.js';
import { Id, line } from './schemas.js';

/** Demands for correction: made by auditors, answered by the officer in charge of the organ they are made of. */

const Text = line(8_000).meta({ description: 'Kept sealed' });
export const DemandBody = z.strictObject({
  organId: Id,
  caseId: Id.optional().meta({ description: 'The case it is about; without one it is about a practice' }),
  text: Text,
});
export const AnswerBody = z.strictObject({ answer: z.enum(DEMAND_ANSWERS), text: Text });
export const RepeatBody = z.strictObject({ text: Text });

export const DemandView = z
  .strictObject({
    id: Id,
    organId: Id,
    caseId: Id.nullable(),
    follows: Id.nullable().meta({ description: 'The demand whose answer did not suffice' }),
    state: z.enum(['OPEN', 'ANSWERED', 'CLOSED']),
    clock: z.enum(['RUNNING', 'REMINDED', 'OVERDUE', 'STOPPED']),
    demandedAt: z.string(),
    dueAt: z.string(),
    text: z.string(),
    answeredAt: z.string().nullable(),
    answer: z.enum(DEMAND_ANSWERS).nullable(),
    answerText: z.string().nullable(),
    closedAt: z.string().nullable(),
    possible: z.array(z.enum(['demand', 'answer', 'repeat', 'close'])),
  })
  .meta({ id: 'CorrectionDemand' });
export const DemandList = z.strictObject({ items: z.array(DemandView) });

const IN_CHARGE = 'AssessmentOfficerInCharge';

export async function list(call: Call): Promise<z.input<typeof DemandList>> {
  const items: z.input<typeof DemandView>[] = [];
  for (const demand of await register.listDemands(call.tx)) {
    const roles = await rolesOn(call, demand);
    if (roles.length > 0) items.push(await viewOf(call, demand, roles));
  }
  if (items.length > 0)
    await enter(call, 'CorrectionDemandsRead', null, { demands: items.map(({ id }) => id) });
  return { items };
}

/** How many wait for the caller's own answer, and how many of those are late. */
export async function waitingIn(call: Call): Promise<{ open: number; overdue: number }> {
  const waiting = { open: 0, overdue: 0 };
  if (!call.principal.grants.some(({ role }) => role === IN_CHARGE)) return waiting;
  for (const demand of await register.listDemands(call.tx)) {
    if (stateOf(demand) !== 'OPEN' || !(await rolesOn(call, demand)).includes(IN_CHARGE)) continue;
    waiting.open += 1;
    if (clockOf(demand, call.now) === 'OVERDUE') waiting.overdue += 1;
  }
  return waiting;
}

export async function make(call: Call<z.output<typeof DemandBody>>): Promise<{ id: string }> {
  const { tx, now, principal, body } = call;
  const { organId, caseId = null, text } = body;
  if (!(await organExists(tx, organId))) throw new Refused('NOT_FOUND');
  if (caseId !== null) {
    const about = await register.demandedCase(tx, caseId);
    if (about?.organId !== organId)
      throw new Refused('INVALID', undefined, [{ pointer: '/caseId', message: 'no case of that organ' }]);
    // Nobody oversees what concerns themselves.
    if (principal.grants.some(({ subjectId }) => subjectId === about.subjectId))
      throw new Refused('SAME_PERSON');
  }
  const id = await register.addDemand(tx, { organId, caseId, follows: null }, { by: principal.sub, now });
  await seal(call, id, 'DEMAND', text);
  await enterStep(call, 'demand', { id, organId, caseId });
  return { id };
}

export async function answer(call: Call<z.output<typeof AnswerBody>>): Promise<{ id: string }> {
  const { tx, now, principal, body } = call;
  const demand = await asked(call, 'answer');
  await register.answerDemand(tx, demand.id, body.answer, { by: principal.sub, now });
  await seal(call, demand.id, 'DEMAND_ANSWER', body.text);
  await enterStep(call, 'answer', demand);
  return { id: demand.id };
}

export async function close(call: Call): Promise<{ id: string }> {
  const demand = await asked(call, 'close');
  await register.closeDemand(call.tx, demand.id, { by: call.principal.sub, now: call.now });
  await enterStep(call, 'close', demand);
  return { id: demand.id };
}

/** The answer does not suffice: the demand ends, and another one takes its place. */
export async function repeat(call: Call<z.output<typeof RepeatBody>>): Promise<{ id: string }> {
  const { tx, now, principal, body } = call;
  const demand = await asked(call, 'repeat');
  const by = { by: principal.sub, now };
  await register.closeDemand(tx, demand.id, by);
  const { organId, caseId } = demand;
  const id = await register.addDemand(tx, { organId, caseId, follows: demand.id }, by);
  await seal(call, id, 'DEMAND', body.text);
  await enterStep(call, 'repeat', { id, organId, caseId });
  return { id };
}

/** @throws Refused NOT_FOUND for whoever does not read it or takes no such step on it, WRONG_STAGE, SAME_PERSON */
async function asked(call: Call<unknown>, step: DemandStepName): Promise<Demand> {
  const demand = await register.lockDemand(call.tx, call.params.id ?? '');
  if (!demand) throw new Refused('NOT_FOUND');
  const roles = await rolesOn(call, demand);
  if (!roles.includes(DEMAND_STEPS[step].by)) throw new Refused('NOT_FOUND');
  permitDemandStep(step, demand, call.principal.sub);
  return demand;
}

/**
 * An auditor reads every demand, but not one about a case of their own; the officer in charge those of their organ, and one
 * about a case only if they read that case in that office: it may be about them, or somebody they are tied to.
 */
async function rolesOn(call: Call<unknown>, { organId, caseId }: Demand): Promise<Role[]> {
  const { tx, principal } = call;
  const roles: Role[] = [];
  const own = principal.grants.flatMap(({ subjectId }) => subjectId ?? []);
  if (principal.grants.some(({ role }) => role === 'Auditor')) {
    const about = caseId === null ? undefined : await register.demandedCase(tx, caseId);
    if (about === undefined || !own.includes(about.subjectId)) roles.push('Auditor');
  }
  const inCharge = principal.grants.some((one) => one.role === IN_CHARGE && one.organId === organId);
  if (inCharge && (caseId === null || (await readsInCharge(call, caseId)))) roles.push(IN_CHARGE);
  return roles;
}

async function readsInCharge(call: Call<unknown>, id: string): Promise<boolean> {
  const kind = await kindOf(call.tx, id);
  if (!kind) return false;
  const [found] = await listCases(call.tx, { kind, sub: call.principal.sub, id, limit: 1 });
  // A demand is no part of the file, and none waits unseen because nobody has opened the case it is about.
  const { sub } = call.principal;
  return found !== undefined && (await rolesIn(call, { ...found, declared: [sub] })).includes(IN_CHARGE);
}

async function viewOf(
  call: Call,
  demand: Demand,
  roles: readonly Role[],
): Promise<z.input<typeof DemandView>> {
  const { vault } = call.parts;
  const owner = { kind: 'demand', id: demand.id } as const;
  const { remindAt: _, demandedBy: __, answeredBy: ___, ...shown } = demand;
  return {
    ...shown,
    state: stateOf(demand),
    clock: clockOf(demand, call.now),
    text: textIn(await vault.latest(call.tx, owner, 'DEMAND')) ?? '',
    answerText: textIn(await vault.latest(call.tx, owner, 'DEMAND_ANSWER')),
    possible: possibleOn(demand, { roles, sub: call.principal.sub }),
  };
}

function textIn(content: unknown): string | null {
  return (content as { text?: string } | undefined)?.text ?? null;
}

function seal(
  { tx, now, parts }: Call<unknown>,
  id: string,
  docClass: 'DEMAND' | 'DEMAND_ANSWER',
  text: string,
): Promise<string> {
  return parts.vault.put(tx, { kind: 'demand', id }, docClass, { text }, now);
}

function enterStep(
  call: Call<unknown>,
  step: DemandStepName,
  { id, organId, caseId }: Pick<Demand, 'id' | 'organId' | 'caseId'>,
): Promise<void> {
  const { event, by } = DEMAND_STEPS[step];
  return enter(call, event, { organId, caseId, role: by }, { demandId: id });
}

function enter(
  { tx, now, principal, commandId }: Call<unknown>,
  event: string,
  of: { readonly organId: string; readonly caseId: string | null; readonly role: Role } | null,
  details: Record<string, unknown>,
): Promise<void> {
  const audits = principal.grants.some(({ role }) => role === 'Auditor');
  return writeLedger(tx, {
    at: now,
    event,
    article: DEMAND_ARTICLE,
    caseId: of?.caseId ?? null,
    organId: of?.organId ?? null,
    sub: principal.sub,
    role: of?.role ?? (audits ? 'Auditor' : IN_CHARGE),
    purpose: 'AUDIT',
    commandId: commandId === '' ? null : commandId,
    details,
  });
}
