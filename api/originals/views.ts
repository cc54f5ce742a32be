import type { z } from 'zod';
import { Refused } from '../../domain/errors.js';
import { handOn, handOwed, HANDS, isFoundLate } from '../../domain/original.js';
import type { Purpose } from '../../domain/purposes.js';
import { owesWord, type Role, rolesOn, rolesOnceDeclared } from '../../domain/roles.js';
import type { CaseState } from '../../store/case-rows.js';
import { readCase } from '../../store/case-state.js';
import { writeLedger } from '../../store/ledger.js';
import { listOriginals, type Original } from '../../store/originals.js';
import { identityOf } from '../documents/contents.js';
import type { Call } from '../route.js';
import { noteOriginal, purposeOf } from './hands.js';
import { keyedIn, originalOr404 } from './settle.js';
import { comparing } from './waiting.js';
import type { OriginalList, OriginalView, OriginalWhole } from './shapes.js';

const MOST = 200;

/** The papers in which the caller has a hand or, signed by themselves, a part: of one case, or those that wait. */
export async function listedOriginals(
  call: Call<unknown, { caseId?: string | undefined }>,
): Promise<z.input<typeof OriginalList>> {
  const { caseId } = call.query;
  const of = caseId === undefined ? ({ waiting: true } as const) : { caseId };
  const found = await listOriginals(call.tx, { ...of, limit: MOST });
  const states = new Map<string, CaseState | undefined>();
  const items: z.input<typeof OriginalView>[] = [];
  const undeclared = new Set<string>();
  for (const original of found) {
    if (!states.has(original.caseId))
      states.set(original.caseId, await readCase(call.tx, original.caseId, call.now));
    const state = states.get(original.caseId);
    const view = viewOf(call, original, state);
    if (view) items.push(view);
    else if (original.status === 'WAITING' && waitsForWord(call, original, state))
      undeclared.add(original.caseId);
  }
  const cases = [...new Set([...items.map((item) => item.caseId), ...undeclared])];
  await noteList(call, cases, states);
  return { items, undeclared: [...undeclared] };
}

/** With what was keyed in, for whoever compares it; its ledger entry makes a screening officer of who reads a family. */
export async function wholeOriginal(call: Call): Promise<z.input<typeof OriginalWhole>> {
  const original = await originalOr404(call);
  const state = await readCase(call.tx, original.caseId, call.now);
  const view = viewOf(call, original, state);
  if (!view || !state) throw whyClosed(call, original, state);
  const role = handIn(call, original, state);
  // Its person knows what they signed, and by what means it is shown to them: on their own pages, once it counts.
  if (!role) return { ...view, person: null, says: null };
  await noteOriginal(call, 'OriginalRead', { state, role }, { original: original.id });
  if (original.status !== 'WAITING') return { ...view, person: null, says: null };
  const person = await identityOf(call, state.row.subject_id);
  return {
    ...view,
    person: person ? { name: person.name, kana: person.kana ?? '' } : null,
    says: ((await keyedIn(call, original)) ?? null) as Record<string, unknown> | null,
  };
}

/** Undefined where the caller has no part in it: to them there is none. */
export function viewOf(
  call: Call<unknown, unknown>,
  original: Original,
  state: CaseState | undefined,
): z.input<typeof OriginalView> | undefined {
  if (!state) return undefined;
  const { principal } = call;
  const second = handOn(original.desk, 'CONFIRMS', principal, state.ties);
  const hand = handIn(call, original, state);
  const own = rolesOn(principal.grants, principal.sub, state.ties).includes('Subject');
  if (!hand && !(own && original.desk !== 'INQUIRY')) return undefined;
  const { contentId: _, seen: __, commandId, requestId, ...told } = original;
  const yours = original.status === 'WAITING' && second !== undefined && original.keyedBy !== principal.sub;
  return {
    ...told,
    hash: yours ? null : original.hash,
    reference: requestId,
    inForce: original.status === 'CONFIRMED' || commandId !== null,
    ...comparing(original, state.periods, call.now),
    foundLate: isFoundLate(original),
    yours,
  };
}

/** Whoever may compare it; and who keyed it in themselves, though they may not compare. */
function handIn(
  { principal }: Call<unknown, unknown>,
  { desk, keyedBy }: Original,
  { ties }: CaseState,
): Role | undefined {
  const keyed = keyedBy === principal.sub ? handOn(desk, 'KEYS', principal, ties) : undefined;
  return handOn(desk, 'CONFIRMS', principal, ties) ?? keyed;
}

/** Of one that is settled nobody is asked any more who has no office on its case. */
function waitsForWord(
  { principal: { grants, sub } }: Call<unknown, unknown>,
  { desk, status }: Original,
  state: CaseState | undefined,
): boolean {
  if (!state || handOwed(desk, { grants, sub }, state.ties) === undefined) return false;
  return (
    status === 'WAITING' ||
    owesWord(rolesOnceDeclared(grants, sub, state.ties), sub, state.ties) !== undefined
  );
}

/** Why a paper is closed to the caller: it waits for their word on ties, or to them there is none. */
export function whyClosed(
  call: Call<unknown, unknown>,
  original: Original,
  state: CaseState | undefined,
): Refused {
  return new Refused(waitsForWord(call, original, state) ? 'TIES_UNDECLARED' : 'NOT_FOUND');
}

/** In which part the caller reads it, for the ledger. */
export function partIn(
  call: Call<unknown, unknown>,
  original: Original,
  state: CaseState,
): { role: Role; purpose: Purpose } {
  const role = handIn(call, original, state);
  if (!role) return { role: 'Subject', purpose: 'OWN_FILE' };
  return { role, purpose: purposeOf(role) };
}

/** One entry that names every case whose papers it showed; a list of one's own is no read. */
async function noteList(
  call: Call<unknown, unknown>,
  shown: readonly string[],
  states: ReadonlyMap<string, CaseState | undefined>,
): Promise<void> {
  const { grants, sub } = call.principal;
  const cases = shown.filter((id) => {
    const ties = states.get(id)?.ties;
    return ties && !rolesOn(grants, sub, ties).includes('Subject');
  });
  if (cases.length === 0) return;
  // Not as screening officer, though one may look: from a list nobody reads a word of a family.
  const role = grants.find((grant) => LISTING.has(grant.role))?.role;
  await writeLedger(call.tx, {
    at: call.now,
    event: 'ListRead',
    article: 'law: every read names who, role, purpose, case',
    caseId: null,
    sub,
    role: role ?? 'CaseOfficer',
    purpose: 'ASSESSMENT',
    details: { kind: 'original', cases },
  });
}
const LISTING: ReadonlySet<string> = new Set(Object.values(HANDS).flatMap((hands) => hands.CONFIRMS));
