import { z } from 'zod';
import {
  APPROVING_ROLES,
  ASKING_ROLE,
  BREAK_GLASS_ARTICLE,
  BREAK_GLASS_STATES,
  breakGlassState,
  GROUNDS_TO_BREAK,
  mayBreakGlass,
} from '../domain/break-glass.js';
import { Refused } from '../domain/errors.js';
import type { Role } from '../domain/roles.js';
import * as register from '../store/break-glass.js';
import { writeLedger } from '../store/ledger.js';
import { lineOfSubs } from '../store/reporting-lines.js';
import { type CaseSummary, listCases } from '../store/views.js';
import { isBreakableNow } from './break-glass-view.js';
import { caseOr404, closedIn, owedIn, rolesIn, worksOn } from './case-views.js';
import { holds } from './principal.js';
import { organsOf } from './reach.js';
import type { Call } from './route.js';
import * as s from './schemas.js';

/** One case, opened for reading by two people for hours: asked by an officer, approved by whoever may decide of it. */
export const BreakGlassBody = z.strictObject({
  ground: z
    .enum(GROUNDS_TO_BREAK)
    .meta({ description: 'There is no other, and nothing is written beside it' }),
  tie: z.literal('NONE').meta({ description: 'Your word that you are not tied to its person' }),
});
export const BreakGlassList = z.strictObject({
  items: z.array(
    z.strictObject({
      id: s.Id,
      caseId: s.Id,
      organId: s.Id,
      ground: z.enum(GROUNDS_TO_BREAK),
      state: z.enum(BREAK_GLASS_STATES),
      askedBy: z.string(),
      askedAt: z.string(),
      lapsesAt: z.string(),
      approvedBy: z.string().nullable(),
      approvedAt: z.string().nullable(),
      endsAt: z.string().nullable(),
      endedAt: z.string().nullable(),
    }),
  ),
  open: z.number().int().meta({ description: 'How many of these are open now' }),
});

export async function ask(call: Call<z.output<typeof BreakGlassBody>>) {
  const { tx, now, body, principal } = call;
  const summary = await caseOr404(call, 'application');
  // To whom it is open, or would be with their word, it needs no breaking.
  if (worksOn(await rolesIn(call, summary))) throw new Refused('NOT_YOURS');
  if (await owedIn(call, summary)) throw new Refused('TIES_UNDECLARED');
  if (!mayBreakGlass(principal.grants, principal.sub, summary)) throw new Refused('NOT_FOUND');
  if (!(await isBreakableNow(call, summary))) throw new Refused('NOT_FOUND');
  const { id: caseId, organId, subjectId } = summary;
  if (await register.isAsked(tx, { caseId, sub: principal.sub, now })) throw new Refused('WRONG_STAGE');
  const of = { caseId, organId, subjectId, ground: body.ground };
  const id = await register.askToBreak(tx, of, { by: principal.sub, now });
  await enter(call, summary, { event: 'BreakGlassAsked', role: ASKING_ROLE, id, ground: body.ground });
  return { id };
}

export async function approve(call: Call) {
  const { tx, now, principal } = call;
  const { found, summary } = await lockedOr404(call);
  const roles = await rolesIn(call, summary);
  const role = APPROVING_ROLES.find((one) => roles.includes(one));
  if (!role) throw await closedIn(call, summary);
  if (!(await isBreakableNow(call, summary))) throw new Refused('NOT_FOUND');
  if (breakGlassState(found, now) !== 'ASKED') throw new Refused('WRONG_STAGE');
  if (await register.isSameHuman(tx, found.askedBy, principal.sub)) throw new Refused('SAME_PERSON');
  if ((await lineOfSubs(tx, [found.askedBy])).includes(principal.sub)) throw new Refused('SAME_LINE');
  await register.approveBreaking(tx, found.id, { by: principal.sub, now });
  await enter(call, summary, { event: 'BreakGlassApproved', role, id: found.id, ground: found.ground });
  return { id: found.id };
}

/** By either of the two, or by whoever is in charge of the case. */
export async function end(call: Call) {
  const { tx, now, principal } = call;
  const { found, summary } = await lockedOr404(call);
  const role = await enderIn(call, summary, found);
  if (!role) throw new Refused('NOT_FOUND');
  if (!['ASKED', 'OPEN'].includes(breakGlassState(found, now))) throw new Refused('WRONG_STAGE');
  await register.endBreaking(tx, found.id, { by: principal.sub, now });
  await enter(call, summary, { event: 'BreakGlassEnded', role, id: found.id, ground: found.ground });
  return { id: found.id };
}

/** For an auditor all of them; for who may approve, those of their organ. */
export async function list(call: Call): Promise<z.input<typeof BreakGlassList>> {
  const { tx, now, principal } = call;
  const audits = holds(principal, ['Auditor']);
  const organs = audits ? 'all' : organsOf(principal, APPROVING_ROLES);
  const selves = principal.grants.flatMap(({ subjectId }) => subjectId ?? []);
  const found = await register.breakingsOf(tx, { organs, sub: principal.sub, selves });
  const items = found.map((one) => ({ ...one, state: breakGlassState(one, now) }));
  await writeLedger(tx, {
    at: now,
    event: 'BreakGlassRead',
    article: BREAK_GLASS_ARTICLE,
    caseId: null,
    sub: principal.sub,
    role: audits ? 'Auditor' : (APPROVING_ROLES.find((role) => holds(principal, [role])) ?? ASKING_ROLE),
    purpose: audits ? 'AUDIT' : 'ASSESSMENT',
    details: { breakGlass: items.map(({ id }) => id) },
  });
  return { items, open: items.filter(({ state }) => state === 'OPEN').length };
}

async function lockedOr404(call: Call) {
  const found = await register.lockBreaking(call.tx, call.params.id ?? '');
  const [summary] = found
    ? await listCases(call.tx, { kind: 'application', sub: call.principal.sub, id: found.caseId, limit: 1 })
    : [];
  if (!found || !summary) throw new Refused('NOT_FOUND');
  return { found, summary };
}

async function enderIn(call: Call, summary: CaseSummary, { askedBy, approvedBy }: register.BreakGlass) {
  const { sub } = call.principal;
  if (sub === askedBy) return ASKING_ROLE;
  const roles = await rolesIn(call, summary);
  if (roles.includes('AssessmentOfficerInCharge')) return 'AssessmentOfficerInCharge';
  return sub === approvedBy ? 'Adjudicator' : undefined;
}

interface Entered {
  readonly event: string;
  readonly role: Role;
  readonly id: string;
  readonly ground: string;
}

function enter(
  call: Call<unknown>,
  summary: CaseSummary,
  { event, role, id, ground }: Entered,
): Promise<void> {
  return writeLedger(call.tx, {
    at: call.now,
    event,
    article: BREAK_GLASS_ARTICLE,
    caseId: summary.id,
    organId: summary.organId,
    subjectId: summary.subjectId,
    sub: call.principal.sub,
    role,
    purpose: 'ASSESSMENT',
    commandId: call.commandId === '' ? null : call.commandId,
    details: { breakGlass: id, ground },
  });
}
