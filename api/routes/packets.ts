import type { z } from 'zod';
import { Refused } from '../../domain/errors.js';
import type { Role } from '../../domain/roles.js';
import { hasPacket } from '../../store/decision-records.js';
import type { CaseSummary } from '../../store/views.js';
import { caseOr404, closedIn, noteFileRead, rolesIn } from '../case-views.js';
import { PublicKeys, ServedPacket } from '../../privacy/packet-shape.js';
import { type Call, type Route, route } from '../route.js';

/**
 * Whoever answers for a decision or a revocation, or looks into it. Not its subject: it holds the sentences that are withheld from them.
 * Not an auditor, to whom cases do not exist: that a packet was read is in the ledger, which they do read.
 */
const READERS: readonly Role[] = ['AssessmentOfficerInCharge', 'Adjudicator', 'GrievanceOfficer'];

export const packetRoutes: readonly Route[] = [
  route({
    id: 'readDecisionPacket',
    refuses: ['TIES_UNDECLARED'],
    method: 'get',
    path: '/applications/:id/decision-packet',
    tag: 'applications',
    summary: 'The decision as one signed document: facts, evidence by hash, reasons, who saw what',
    who: READERS,
    article: 'Art. 12(1), 13(4), 17',
    event: 'FileRead',
    answer: ServedPacket,
    handle: (call) => readPacket(call, 'application'),
  }),
  route({
    id: 'readRevocationPacket',
    refuses: ['TIES_UNDECLARED'],
    method: 'get',
    path: '/clearances/:id/revocation-packet',
    tag: 'clearances',
    summary: 'A revocation by two as one signed document, as of a decision',
    who: READERS,
    article: 'Art. 11, 17',
    event: 'FileRead',
    answer: ServedPacket,
    handle: (call) => readPacket(call, 'clearance'),
  }),
  route({
    id: 'readDecisionKeys',
    method: 'get',
    path: '/decision-keys',
    tag: 'me',
    summary: 'The public keys by which a signed decision is verified',
    who: 'signed-in',
    article: 'Art. 12(1), 17',
    event: null,
    answer: PublicKeys,
    handle: ({ parts }) => Promise.resolve({ keys: parts.signer.publicKeys() }),
  }),
];

/** How a read of it is named in the ledger, by what it is about. */
const NAMES = { application: 'decision-packet', clearance: 'revocation-packet' } as const;

async function readPacket(call: Call, kind: keyof typeof NAMES): Promise<z.input<typeof ServedPacket>> {
  const summary = await caseOr404(call, kind);
  const roles = await packetRoles(call, summary);
  if (roles.length === 0) throw await closedIn(call, summary);
  const owner = { kind: 'case', id: summary.id } as const;
  const found = await call.parts.vault.latest(call.tx, owner, 'DECISION_PACKET');
  // One decided or revoked by a release that made none, or not yet; or a right that ended by a result or a day.
  if (found === undefined) throw new Refused('NOT_FOUND');
  await noteFileRead(call, summary, roles, { document: NAMES[kind] });
  return ServedPacket.parse(found);
}

async function packetRoles(call: Call, summary: CaseSummary): Promise<Role[]> {
  return (await rolesIn(call, summary)).filter((role) => READERS.includes(role));
}

/** Whether there is a packet that the caller may read. */
export async function mayReadPacket(call: Call, summary: CaseSummary): Promise<boolean> {
  const ended = summary.kind === 'clearance' ? summary.stage === 'REVOKED' : summary.decision !== null;
  if (summary.kind === 'grievance' || !ended) return false;
  return (await packetRoles(call, summary)).length > 0 && hasPacket(call.tx, summary.id);
}
