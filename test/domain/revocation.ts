import type { EvidenceRef, PacketStep } from '../../domain/decision-packet.js';
import type { Action } from '../../domain/edges.js';
import { policyOn } from '../../domain/policy.js';
import { REVOCATION_FORMAT, type RevocationPacket } from '../../domain/revocation-packet.js';
import type { ActorRole } from '../../domain/roles.js';
import type { CaseKind, Stage } from '../../domain/stages.js';
import { REASONS } from './packet.js';
import { easyCase, linesOf } from './table.js';

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const at = (n: number) => `2026-11-${String(n).padStart(2, '0')}T01:00:00.000Z`;

/** The document of each step is numbered as the step is. */
function step(
  [kind, action, sub, role]: [CaseKind, Action, string | null, ActorRole],
  [version, from, to]: [number, Stage, Stage],
  docClass?: EvidenceRef['docClass'],
): PacketStep {
  const line = linesOf(action).find((one) => one.kind === kind && one.from.includes(from));
  if (!line) throw new Error(`no line for ${action}`);
  const documents = docClass ? [{ documentId: id(version), docClass }] : [];
  return { version, at: at(version), action, from, to, sub, role, article: line.article, documents };
}

/** A revocation as it would be if all was done as it should be: reported, doubted, refused, put to its holder, revoked. */
export function revocationOf(): RevocationPacket {
  const { version, periods } = policyOn('2026-11-20');
  const steps = [
    step(
      ['clearance', 'reportAsOther', 'm1', 'ContractorSecurityManager'],
      [2, 'ACTIVE', 'REVIEW'],
      'CHANGE_REPORT',
    ),
    step(['clearance', 'validateReport', 'o1', 'CaseOfficer'], [3, 'REVIEW', 'REVIEW'], 'REASONS'),
    step(
      ['clearance', 'serveDoubtNotice', 'c1', 'AssessmentOfficerInCharge'],
      [4, 'REVIEW', 'SUSPENDED'],
      'REASONS',
    ),
    step(['clearance', 'proposeRevocation', 'a1', 'Adjudicator'], [5, 'SUSPENDED', 'SUSPENDED'], 'REASONS'),
    step(['clearance', 'answerConcerns', 's1', 'Subject'], [6, 'SUSPENDED', 'SUSPENDED'], 'HEARING'),
    step(['clearance', 'revoke', 'a2', 'Adjudicator'], [7, 'SUSPENDED', 'REVOKED'], 'REASONS'),
  ];
  const ended = [
    step(['application', 'markConsentOverdue', null, 'System'], [14, 'AWAITING_CONSENT', 'CONSENT_OVERDUE']),
    step(
      ['application', 'closeUnanswered', 'o2', 'CaseOfficer'],
      [15, 'CONSENT_OVERDUE', 'NOT_CONDUCTED'],
      'REASONS',
    ),
  ];
  const line = linesOf('revoke')[0];
  if (!line) throw new Error('no line');
  return {
    format: REVOCATION_FORMAT,
    caseId: id(100),
    organId: id(101),
    revokedAt: at(7),
    policy: { version, periods },
    facts: {
      ...easyCase(line),
      stage: 'SUSPENDED',
      hearing: 'HEARD',
      doubtServed: true,
      proposedBy: 'a1',
      proposedInPlaceOf: null,
      investigators: ['m1', 'o1', 'c1'],
      workers: ['m1', 'o1', 'c1', 'a1'],
      holds: [],
      correction: 'NONE',
      correctionBy: null,
      grievance: null,
      answeredGrievances: [],
    },
    reassessment: {
      caseId: id(102),
      ended: 'NO_RESPONSE',
      served: 'v1:abc',
      servedAt: at(4),
      steps: ended,
      reads: [],
    },
    proposed: REASONS,
    reasons: REASONS,
    steps,
    digest: { algorithm: 'HMAC-SHA-256', key: 'a2V5' },
    evidence: [...steps, ...ended].flatMap(({ documents }) =>
      documents.map((ref) => ({ ...ref, hash: 'aGFzaA' })),
    ),
    reads: [{ at: at(5), sub: 'a1', role: 'Adjudicator', purpose: 'ASSESSMENT', of: {} }],
  };
}
