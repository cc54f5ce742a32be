import type { z } from 'zod';
import { dayOf, startOfDay } from '../../domain/calendar.js';
import { Refused } from '../../domain/errors.js';
import { PASSING_ON_ARTICLE, PASSING_ON_TEXT, type PassedOn } from '../../domain/passing-on.js';
import { formIn } from '../../forms/packs.js';
import { setForm } from '../../forms/setting/form.js';
import { type Flag, PASSING_ON } from '../../forms/spec.js';
import type { Language } from '../../forms/shape.js';
import { bodyNames } from '../../store/console-reads.js';
import { writeLedger } from '../../store/ledger.js';
import { type PassingOn, passingsOn, recordPassedOn, stateOf } from '../../store/passing-on.js';
import { basis } from '../documents/filling.js';
import { letterDay } from '../documents/letter-day.js';
import type { FileAnswer } from '../file-answer.js';
import type { Call } from '../route.js';

/** What a contractor has to pass on to who dispatched a person to it; the officer in charge sees what is not passed on. */
const MANAGER = 'ContractorSecurityManager';
const IN_CHARGE = 'AssessmentOfficerInCharge';
type Reader = typeof MANAGER | typeof IN_CHARGE;

export async function list(call: Call<unknown, { open?: 'true' | 'false' | undefined }>) {
  const found = (await shown(call)).filter(
    ({ state }) => call.query.open !== 'true' || state !== 'PASSED_ON',
  );
  await enter(call, 'PassingsOnRead', found[0]?.role ?? readerOf(call), {
    details: { passingOnIds: found.map(({ one }) => one.id) },
  });
  return { items: found.map(({ one, role, state }) => viewOf(one, role, state)) };
}

/** How many wait for the caller's word, and how many of their organ's are overdue: numbers alone. */
export async function countPassingsOn(call: Call): Promise<{ mine: number; overdue: number }> {
  const found = await shown(call);
  return {
    mine: found.filter(({ role, state }) => role === MANAGER && state !== 'PASSED_ON').length,
    overdue: found.filter(({ role, state }) => role === IN_CHARGE && state === 'OVERDUE').length,
  };
}

export async function passOn(call: Call<{ passedOn: string }>): Promise<{ id: string }> {
  const { tx, now, principal, body, params } = call;
  const one = await ownOr404(call, params.id);
  if (body.passedOn > dayOf(now)) throw wrongDay('not yet');
  if (body.passedOn < one.day && body.passedOn < dayOf(one.since))
    throw wrongDay('before there was anything to pass on');
  if (!(await recordPassedOn(tx, one, { day: body.passedOn, by: principal.sub, now })))
    throw new Refused('NOT_FOUND');
  const { id, organId, subjectId } = one;
  await enter(call, 'PassedOn', MANAGER, { organId, subjectId, details: { passingOnId: id } });
  return { id };
}

/** The paper that is handed to the dispatching employer. Its name line is empty: who the number is, the contractor knows. */
export async function paper(call: Call<unknown, { lang: Language }>): Promise<z.input<typeof FileAnswer>> {
  const { tx, query, params } = call;
  const one = await ownOr404(call, params.id);
  const { pack, form } = formIn(PASSING_ON, one.policy);
  const names = await bodyNames(tx, [one.organId, one.contractorId]);
  const nameOf = (id: string) => names.get(id)?.[query.lang] ?? id;
  const bytes = await setForm(pack, form, query.lang, {
    // Of the day alone, as the contractor is told it: a file says when it was made.
    at: startOfDay(one.day),
    article: basis(form.article, query.lang, pack.policy),
    values: {
      reference: one.subjectId,
      organ: nameOf(one.organId),
      contractor: nameOf(one.contractorId),
      employer: one.employer.name,
      toldOn: letterDay(one.day, query.lang),
    },
    flags: new Set<Flag>([FLAG_OF[one.told]]),
    tables: {},
  });
  const { id, organId, subjectId } = one;
  await enter(call, 'PassingOnPrinted', MANAGER, {
    organId,
    subjectId,
    details: { passingOnId: id, text: form.id },
  });
  return { name: `passing-on-${query.lang}.pdf`, bytes };
}

const FLAG_OF: Readonly<Record<PassedOn, Flag>> = {
  FOUND: 'found',
  NOT_FOUND: 'notFound',
  NOT_CONDUCTED: 'notConducted',
  NOTICE_VOID: 'noticeVoid',
  RIGHT_ENDED: 'rightEnded',
  RIGHT_RETURNED: 'rightReturned',
};

const wrongDay = (message: string) => new Refused('INVALID', undefined, [{ pointer: '/passedOn', message }]);

async function shown(call: Call<unknown, unknown>) {
  const { tx, now, principal } = call;
  return (await passingsOn(tx, { sub: principal.sub, now })).flatMap((one) => {
    const role = roleFor(call, one);
    const state = stateOf(one, now);
    return role && state ? [{ one, role, state }] : [];
  });
}

async function ownOr404(call: Call<unknown, unknown>, id: string | undefined): Promise<PassingOn> {
  const found = (await shown(call)).find(({ one, role }) => one.id === id && role === MANAGER);
  if (!found) throw new Refused('NOT_FOUND');
  return found.one;
}

/** Nobody is told of their own, nor who is tied to the person: as of the rest of the case, nothing. */
function roleFor({ principal }: Call<unknown, unknown>, one: PassingOn): Reader | undefined {
  const { grants } = principal;
  if (one.tied || grants.some(({ subjectId }) => subjectId === one.subjectId)) return undefined;
  if (grants.some(({ role, contractorId }) => role === MANAGER && contractorId === one.contractorId))
    return MANAGER;
  const inCharge = grants.some(({ role, organId }) => role === IN_CHARGE && organId === one.organId);
  return inCharge ? IN_CHARGE : undefined;
}

function readerOf({ principal }: Call<unknown, unknown>): Reader {
  return principal.grants.some(({ role }) => role === IN_CHARGE) ? IN_CHARGE : MANAGER;
}

function viewOf(one: PassingOn, role: Reader, state: NonNullable<ReturnType<typeof stateOf>>) {
  const { id, organId, subjectId, employer, told, day, passedOn, caseId, declared } = one;
  const words = PASSING_ON_TEXT[told];
  // Whoever judges is told no outcome before their own word on ties: only whose it is, and whether it is passed on.
  const waits = role === IN_CHARGE && !declared;
  return {
    id,
    organId,
    subjectRef: subjectId,
    employer,
    told: waits ? null : told,
    day: waits ? null : day,
    state,
    passedOn: waits ? null : passedOn,
    text: waits ? null : { ja: words.ja(day), en: words.en(day) },
    ...(waits ? { undeclared: caseId } : {}),
    possible: role === MANAGER && passedOn === null ? [PASS_ON] : [],
  };
}
const PASS_ON = 'passOn' as const;

function enter(
  call: Call<unknown, unknown>,
  event: string,
  role: Reader,
  of: { organId?: string; subjectId?: string; details: Record<string, unknown> },
): Promise<void> {
  const { tx, now, principal, commandId } = call;
  return writeLedger(tx, {
    at: now,
    event,
    article: PASSING_ON_ARTICLE,
    caseId: null,
    sub: principal.sub,
    role,
    purpose: 'PROTECTION',
    commandId: commandId === '' ? null : commandId,
    ...of,
  });
}
