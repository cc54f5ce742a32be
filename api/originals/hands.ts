import { Refused } from '../../domain/errors.js';
import { type Desk, handOn, handOwed, type OriginalRef, type Part } from '../../domain/original.js';
import type { Purpose } from '../../domain/purposes.js';
import type { Role } from '../../domain/roles.js';
import type { CaseKind } from '../../domain/stages.js';
import type { CaseState } from '../../store/case-rows.js';
import { lockCase } from '../../store/case-state.js';
import { writeLedger } from '../../store/ledger.js';
import { caseOr404, closedIn, rolesIn } from '../case-views.js';
import type { Call } from '../route.js';

export interface Held {
  readonly state: CaseState;
  readonly role: Role;
}

/**
 * The case of a paper, locked, and the role in which the caller has a hand in it. Who reads the case and has none is told
 * so, and who has yet to say their word on ties; to anybody else there is no such case.
 */
export async function holdCase(
  call: Call<unknown, unknown>,
  of: {
    readonly caseId: string;
    readonly kind: CaseKind;
    readonly desk: Desk;
    readonly part: Part;
    readonly waits?: boolean;
  },
): Promise<Held> {
  const state = await lockCase(call.tx, of.caseId, call.now);
  if (!state || state.row.kind !== of.kind) throw new Refused('NOT_FOUND');
  const role = handOn(of.desk, of.part, call.principal, state.ties);
  if (role) return { state, role };
  if (of.part === 'CONFIRMS' && of.waits && handOwed(of.desk, call.principal, state.ties))
    throw new Refused('TIES_UNDECLARED');
  const asReader = { ...call, params: { id: of.caseId } } as Call;
  const found = await caseOr404(asReader, of.kind);
  const reads = await rolesIn(asReader, found);
  throw reads.length > 0 ? new Refused('NOT_YOURS') : await closedIn(asReader, found);
}

/** In the ledger of the case, whoever had it in hand: ids, days, a hash, and nothing of what it says. */
export async function noteOriginal(
  call: Call<unknown, unknown>,
  event: 'OriginalKeyed' | 'OriginalConfirmed' | 'OriginalRejected' | 'OriginalOvertaken' | 'OriginalRead',
  { state, role }: Held,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  await writeLedger(call.tx, {
    at: call.now,
    event,
    article: ARTICLE,
    caseId: state.row.id,
    organId: state.row.organ_id,
    subjectId: state.row.subject_id,
    sub: call.principal.sub,
    role,
    purpose: purposeOf(role),
    ...(call.commandId === '' ? {} : { commandId: call.commandId }),
    details,
  });
}
export function purposeOf(role: Role): Purpose {
  if (role === 'ScreeningOfficer') return 'SCREENING';
  return role === 'GrievanceOfficer' ? 'GRIEVANCE' : 'ASSESSMENT';
}

export const ARTICLE = 'Art. 12(3), 12(6), 14; reading: what is signed on paper counts as what is clicked';

/** The paper as the step and its ledger entry name it. */
export function refOf(original: OriginalRef, confirmedBy?: string): OriginalRef {
  const { id, hash, pages, signedOn, receivedOn, came, keyedBy } = original;
  const ref = { id, hash, pages, signedOn, receivedOn, came, keyedBy };
  return confirmedBy === undefined ? ref : { ...ref, confirmedBy };
}
