import { z } from 'zod';
import { DECLARATION_ARTICLE, TIES } from '../domain/declarations.js';
import { Refused } from '../domain/errors.js';
import { handOwed } from '../domain/original.js';
import type { Role } from '../domain/roles.js';
import type { CaseKind, Stage } from '../domain/stages.js';
import { readCase } from '../store/case-state.js';
import { listOriginals } from '../store/originals.js';
import { kindOf, queueOf, unsaidOf } from '../store/console-reads.js';
import * as register from '../store/declarations.js';
import { writeLedger } from '../store/ledger.js';
import { type CaseSummary, listCases } from '../store/views.js';
import { owedIn } from './case-views.js';
import { purposeOf } from './originals/hands.js';
import { organsOf, reachOf, stagesOf } from './reach.js';
import type { Call } from './route.js';
import * as s from './schemas.js';
import { ShortPerson } from './short-person.js';

/** Before a file opens for whoever judges: who it is about, and their word whether they are tied to them. */
export const DeclarationBody = z.strictObject({
  tie: z
    .enum(TIES)
    .meta({ description: '`TIED`: kin, superior, subordinate, dispute; somebody else then takes your part' }),
});
export const WhichDeclarations = z.strictObject({
  case: s.Id.optional().meta({ description: 'This case alone, whoever’s turn it is' }),
  after: s.Id.optional().meta({ description: 'The `next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(100).default(100),
});
const Waiting = z.strictObject({
  caseId: s.Id,
  kind: z.enum(['application', 'clearance', 'grievance']),
  person: z.strictObject({ name: z.string(), kana: z.string() }).nullable(),
});
export const DeclarationList = z.strictObject({
  items: z.array(Waiting),
  next: s.Id.nullable(),
  inCharge: z.strictObject({ waiting: z.number().int(), overdue: z.boolean() }).optional().meta({
    description:
      'For an officer in charge: how many open cases of theirs wait for their word, whoever’s turn they are; and whether anything is overdue on one of which no officer in charge has said theirs, not on which',
  }),
});

/** Those the caller is named to, and those whose next step is their office's; or the one that is asked for. */
export async function list(
  call: Call<unknown, z.output<typeof WhichDeclarations>>,
): Promise<z.input<typeof DeclarationList>> {
  const { limit } = call.query;
  const found = await page(call);
  const items: z.input<typeof Waiting>[] = [];
  for (const one of found.slice(0, limit)) {
    const { id, kind } = one.summary;
    items.push({ caseId: id, kind, person: await personOf(call, one.summary) });
    await enter(call, one, 'PersonNamedToOfficer');
  }
  const last = found.length > limit ? items.at(-1)?.caseId : undefined;
  const inCharge = await unsaid(call);
  return { items, next: last ?? null, ...(inCharge ? { inCharge } : {}) };
}

/** What whoever is in charge is told beside the list: a number, and whether to hurry. */
export async function unsaid({ tx, now, principal }: Call<unknown, unknown>) {
  const organs = organsOf(principal, ['AssessmentOfficerInCharge']);
  if (organs.length === 0) return undefined;
  const own = principal.grants.flatMap(({ subjectId }) => subjectId ?? []);
  return unsaidOf(tx, { sub: principal.sub, organs, own, now });
}

/** Those that wait for the caller's word, up to one more than are asked for; a case that is not theirs is no place in it. */
async function page(call: Call<unknown, z.output<typeof WhichDeclarations>>): Promise<Owed[]> {
  const { limit, after } = call.query;
  const found: Owed[] = [];
  let from = after;
  for (;;) {
    const some = await candidates(call, from);
    for (const { id, kind } of some) {
      const one = await owed(call, id, kind);
      if (one) found.push(one);
      if (found.length > limit) return found;
    }
    from = some.at(-1)?.id;
    if (call.query.case !== undefined || some.length < BATCH) return found;
  }
}

const BATCH = 100;

async function candidates(
  { tx, principal, query }: Call<unknown, z.output<typeof WhichDeclarations>>,
  from: string | undefined,
): Promise<{ id: string; kind: CaseKind }[]> {
  if (query.case !== undefined) {
    const kind = await kindOf(tx, query.case);
    return kind ? [{ id: query.case, kind }] : [];
  }
  const stages: Stage[] = stagesOf(principal);
  const after = from === undefined ? {} : { after: { at: 'infinity', id: from } };
  return queueOf(tx, {
    ...reachOf(principal),
    ...after,
    ended: false,
    stages,
    undeclared: true,
    limit: BATCH,
  });
}

export async function declare(call: Call<z.output<typeof DeclarationBody>>): Promise<{ id: string }> {
  const { tx, now, params, body, principal } = call;
  const caseId = params.id ?? '';
  const kind = await kindOf(tx, caseId);
  const found = kind && (await owed(call, caseId, kind));
  if (!found) throw new Refused('NOT_FOUND');
  const word = { caseId, sub: principal.sub, now };
  if (body.tie === 'TIED') await register.declareTie(tx, { ...word, subjectId: found.summary.subjectId });
  else if (!(await register.declareNoTie(tx, word))) throw new Refused('NOT_FOUND');
  await enter(call, found, body.tie === 'TIED' ? 'TieDeclared' : 'NoTieDeclared');
  return { id: caseId };
}

interface Owed {
  readonly summary: CaseSummary;
  readonly role: Role;
}

/** Undefined where it waits for nothing of theirs, or they are kept from it by what is known already. */
async function owed(call: Call<unknown, unknown>, id: string, kind: CaseKind): Promise<Owed | undefined> {
  const [summary] = await listCases(call.tx, { kind, sub: call.principal.sub, id, limit: 1 });
  const role = summary && ((await owedIn(call, summary)) ?? (await handOwedIn(call, summary)));
  return summary && role ? { summary, role } : undefined;
}

const PAPERS = 200;

/** The role in which a signed paper of it waits for them to compare it, who have no office on the case. */
async function handOwedIn(call: Call<unknown, unknown>, { id }: CaseSummary): Promise<Role | undefined> {
  const { tx, now, principal } = call;
  const papers = (await listOriginals(tx, { caseId: id, limit: PAPERS })).filter(
    ({ status, keyedBy }) => status === 'WAITING' && keyedBy !== principal.sub,
  );
  const state = papers.length === 0 ? undefined : await readCase(tx, id, now);
  return state && papers.map(({ desk }) => handOwed(desk, principal, state.ties)).find((role) => role);
}

/** The name alone: enough to know whether one knows them. */
async function personOf({ tx, parts }: Call, { subjectId }: CaseSummary) {
  const identity = await parts.vault.latest(tx, { kind: 'subject', id: subjectId }, 'IDENTITY');
  return ShortPerson.safeParse(identity).data ?? null;
}

function enter(call: Call<unknown, unknown>, { summary, role }: Owed, event: string): Promise<void> {
  return writeLedger(call.tx, {
    at: call.now,
    event,
    article: DECLARATION_ARTICLE,
    caseId: summary.id,
    organId: summary.organId,
    subjectId: summary.subjectId,
    sub: call.principal.sub,
    role,
    purpose: purposeOf(role),
    commandId: call.commandId === '' ? null : call.commandId,
  });
}
