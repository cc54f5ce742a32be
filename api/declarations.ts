import { z } from 'zod';
import { DECLARATION_ARTICLE, TIES } from '../domain/declarations.js';
import { Refused } from '../domain/errors.js';
import * as register from '../store/declarations.js';
import type { Undeclared } from '../store/declarations.js';
import { writeLedger } from '../store/ledger.js';
import { isConflicted } from '../store/principals.js';
import type { Call } from './route.js';
import * as s from './schemas.js';

/** Before a file opens for the officer named to it: who it is about, and their word whether they are tied to them. */
export const DeclarationBody = z.strictObject({
  tie: z
    .enum(TIES)
    .meta({ description: '`TIED`: kin, superior, subordinate, dispute; another is then named' }),
});
const Waiting = z.strictObject({
  caseId: s.Id,
  kind: z.enum(['application', 'clearance', 'grievance']),
  person: z.strictObject({ name: z.string(), kana: z.string() }).nullable(),
});
export const DeclarationList = z.strictObject({ items: z.array(Waiting) });

export async function list(call: Call): Promise<z.input<typeof DeclarationList>> {
  const items: z.input<typeof Waiting>[] = [];
  for (const one of await register.undeclaredBy(call.tx, call.principal.sub)) {
    if (!(await isAsked(call, one))) continue;
    items.push({ caseId: one.caseId, kind: one.kind, person: await personOf(call, one.subjectId) });
    await enter(call, one, 'PersonNamedToOfficer');
  }
  return { items };
}

export async function declare(call: Call<z.output<typeof DeclarationBody>>): Promise<{ id: string }> {
  const { tx, now, params, body, principal } = call;
  const [found] = await register.undeclaredBy(tx, principal.sub, params.id ?? '');
  if (!found || !(await isAsked(call, found))) throw new Refused('NOT_FOUND');
  const { caseId, subjectId } = found;
  if (body.tie === 'TIED') await register.declareTie(tx, { caseId, subjectId, sub: principal.sub, now });
  else if (!(await register.declareNoTie(tx, { caseId, sub: principal.sub, now })))
    throw new Refused('NOT_FOUND');
  await enter(call, found, body.tie === 'TIED' ? 'TieDeclared' : 'NoTieDeclared');
  return { id: caseId };
}

/** Still an officer of that organ, and not kept from the case by what is known already. */
async function isAsked(
  { tx, principal: { sub, grants } }: Call<unknown>,
  { organId, subjectId }: Undeclared,
): Promise<boolean> {
  const officer = grants.some((grant) => grant.role === 'CaseOfficer' && grant.organId === organId);
  const self = grants.some((grant) => grant.subjectId === subjectId);
  return officer && !self && !(await isConflicted(tx, sub, subjectId));
}

/** The name alone: enough to know whether one knows them. */
async function personOf({ tx, parts }: Call, subjectId: string) {
  const identity = await parts.vault.latest(tx, { kind: 'subject', id: subjectId }, 'IDENTITY');
  return z.object({ name: z.string(), kana: z.string() }).safeParse(identity).data ?? null;
}

function enter(
  call: Call<unknown>,
  { caseId, organId, subjectId }: Undeclared,
  event: string,
): Promise<void> {
  return writeLedger(call.tx, {
    at: call.now,
    event,
    article: DECLARATION_ARTICLE,
    caseId,
    organId,
    subjectId,
    sub: call.principal.sub,
    role: 'CaseOfficer',
    purpose: 'ASSESSMENT',
    commandId: call.commandId === '' ? null : call.commandId,
  });
}
