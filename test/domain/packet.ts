import { CHECK_CODES } from '../support/act27.js';
import { type DecisionPacket, PACKET_FORMAT, type PacketStep } from '../../domain/decision-packet.js';
import type { Action } from '../../domain/edges.js';
import { policyOn } from '../../domain/policy.js';
import type { Sentence } from '../../domain/reasons.js';
import type { Decision } from '../../domain/stages.js';
import { easyCase, linesOf, NOTHING_FOUND } from './table.js';

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const at = (n: number) => `2026-11-2${n}T01:00:00.000Z`;
const SERVED = 'v1:abc';
export const REASONS: readonly Sentence[] = [
  { text: '本人に知らせる。' },
  { text: '知らせない。', withheld: 'WOULD_REVEAL_SOURCE' },
];

/** A decision as it would be if all was done as it should be: a record of arrears, weighed. */
export function packetOf(decision: Decision): DecisionPacket {
  const { version, periods } = policyOn('2026-11-20');
  const found = [{ code: 'RENT_ARREARS', finding: 'RECORD', meddledWith: false }] as const;
  const matters = { FINANCIAL_CIRCUMSTANCES: 'TO_WEIGH' } as const;
  const steps =
    decision === 'FOUND'
      ? [answered(), decided('FOUND')]
      : [answered(), reviewed(), ...heard(), decided('NOT_FOUND'), confirmed()];
  return {
    format: PACKET_FORMAT,
    caseId: id(1),
    organId: id(2),
    decision,
    decidedAt: steps.at(-1)?.at ?? '',
    policy: { version, periods },
    texts: {
      served: SERVED,
      servedAt: at(0),
      consented: SERVED,
      consentedAt: at(0),
      inquiries: Object.fromEntries(CHECK_CODES.map((code) => [code, true])),
      reasonsWaived: false,
    },
    facts: {
      ...easyCase(lineOf('decide', decision)),
      stage: 'DECIDED',
      decision,
      servedText: SERVED,
      matters,
      learnt: [],
      unasked: [],
      proposedBy: 'a1',
      investigators: ['o1'],
      workers: ['o1', 'a1', 'a2'],
    },
    stated: [],
    found,
    worksheet: { ...NOTHING_FOUND, FINANCIAL_CIRCUMSTANCES: 'WEIGHED' },
    reasons: decision === 'FOUND' ? REASONS.slice(0, 1) : REASONS,
    steps,
    digest: { algorithm: 'HMAC-SHA-256', key: 'a2V5' },
    evidence: steps.flatMap(({ documents }) => documents.map((ref) => ({ ...ref, hash: 'aGFzaA' }))),
    reads: [{ at: at(1), sub: 'a1', role: 'Adjudicator', purpose: 'ASSESSMENT', of: {} }],
  };
}

function lineOf(action: Action, decision?: Decision) {
  const lines = linesOf(action);
  const line = lines.find(({ when }) => when?.proposing === decision) ?? lines[0];
  if (!line) throw new Error(`no line for ${action}`);
  return line;
}

const answered = (): PacketStep => ({
  version: 7,
  at: at(1),
  action: 'fileAnswer',
  from: 'CHECKS_RUNNING',
  to: 'CHECKS_RUNNING',
  sub: null,
  role: 'Provider',
  article: 'Art. 12(6)',
  documents: [{ documentId: id(10), docClass: 'EVIDENCE' }],
});
const reviewed = (): PacketStep => ({
  version: 8,
  at: at(1),
  action: 'resolveReview',
  from: 'HUMAN_REVIEW',
  to: 'AWAITING_OPINION',
  sub: 'o1',
  role: 'CaseOfficer',
  article: 'Art. 12(6)',
  documents: [{ documentId: id(14), docClass: 'REASONS' }],
});
const heard = (): PacketStep[] => [
  {
    version: 9,
    at: at(2),
    action: 'askSubject',
    from: 'ADJUDICATION',
    to: 'HEARING',
    sub: 'a1',
    role: 'Adjudicator',
    article: lineOf('askSubject').article,
    documents: [{ documentId: id(15), docClass: 'REASONS' }],
  },
  {
    version: 10,
    at: at(2),
    action: 'answerConcerns',
    from: 'HEARING',
    to: 'ADJUDICATION',
    sub: 's1',
    role: 'Subject',
    article: lineOf('answerConcerns').article,
    documents: [{ documentId: id(16), docClass: 'HEARING' }],
  },
];
const decided = (decision: Decision): PacketStep => ({
  version: 12,
  at: at(3),
  action: 'decide',
  from: 'ADJUDICATION',
  to: decision === 'FOUND' ? 'DECIDED' : 'SECOND_READING',
  sub: 'a1',
  role: 'Adjudicator',
  article: lineOf('decide', decision).article,
  documents: [
    { documentId: id(11), docClass: 'REASONS' },
    { documentId: id(12), docClass: 'WORKSHEET' },
  ],
});
const confirmed = (): PacketStep => ({
  version: 13,
  at: at(4),
  action: 'confirmDecision',
  from: 'SECOND_READING',
  to: 'DECIDED',
  sub: 'a2',
  role: 'Adjudicator',
  article: lineOf('confirmDecision', 'NOT_FOUND').article,
  documents: [{ documentId: id(13), docClass: 'REASONS' }],
});
