import { Refused } from '../domain/errors.js';
import { COUNTER_ROLES, PASSKEY_ARTICLE } from '../domain/passkeys.js';
import type { Role } from '../domain/roles.js';
import { kindOf } from '../store/console-reads.js';
import { accountsOf, type KeptPasskey, passkeysOf } from '../store/enrolment.js';
import { writeLedger } from '../store/ledger.js';
import { type CaseSummary, listCases } from '../store/views.js';
import { closedIn, rolesIn } from './case-views.js';
import type { Call } from './route.js';

/** A case over the counter, in the role in which the caller works on it: to nobody else there is such a thing. */
export interface AtCounter {
  readonly summary: CaseSummary;
  readonly role: Role;
  readonly roles: readonly Role[];
}

/** @throws Refused NOT_FOUND, TIES_UNDECLARED, NOT_YOURS */
export async function atCounter(call: Call<unknown, unknown>, caseId: string): Promise<AtCounter> {
  const kind = await kindOf(call.tx, caseId);
  const [summary] = kind
    ? await listCases(call.tx, { kind, sub: call.principal.sub, id: caseId, limit: 1 })
    : [];
  // Of a grievance nobody is handed anything: its case is the one it is about.
  if (!summary || summary.kind === 'grievance') throw new Refused('NOT_FOUND');
  const roles = await rolesIn(call, summary);
  if (roles.length === 0) throw await closedIn(call, summary);
  const role = COUNTER_ROLES.find((one) => roles.includes(one));
  if (!role) throw new Refused('NOT_YOURS');
  return { summary, role, roles };
}

/** By which sign-ins its person acts, and with what. Nobody is at both sides of a counter. @throws Refused NOT_FOUND */
export async function personAt(
  call: Call<unknown, unknown>,
  summary: Pick<CaseSummary, 'organId' | 'subjectId'>,
): Promise<{ readonly subs: readonly string[]; readonly passkeys: readonly KeptPasskey[] }> {
  const subs = await accountsOf(call.tx, summary);
  if (subs.includes(call.principal.sub)) throw new Refused('NOT_FOUND');
  return { subs, passkeys: await passkeysOf(call.tx, subs) };
}

export function enterAt(
  call: Call<unknown, unknown>,
  of: { readonly caseId: string; readonly organId: string; readonly subjectId: string },
  entry: { readonly event: string; readonly role: Role; readonly details?: Record<string, unknown> },
): Promise<void> {
  return writeLedger(call.tx, {
    at: call.now,
    event: entry.event,
    article: PASSKEY_ARTICLE,
    caseId: of.caseId,
    organId: of.organId,
    subjectId: of.subjectId,
    sub: call.principal.sub,
    role: entry.role,
    purpose: entry.role === 'Subject' ? 'OWN_FILE' : 'ASSESSMENT',
    commandId: call.commandId === '' ? null : call.commandId,
    details: entry.details ?? {},
  });
}
