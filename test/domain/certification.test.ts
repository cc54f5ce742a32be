import { describe, expect, test } from '@jest/globals';
import {
  CERTIFICATION_ACTIONS,
  CERTIFICATION_EDGES,
  CERTIFICATION_STAGES,
  type CertificationStage,
  certificationEnded,
  permitCertification,
  possibleCertificationSteps,
} from '../../domain/certification.js';
import { ROLES } from '../../domain/roles.js';
import { codeOf } from './code-of.js';

/** The table of certifications (Art. 10): deny by default, two people, no way on from an end. */
const STAGES = Object.keys(CERTIFICATION_STAGES) as CertificationStage[];
const EVERYBODY = [...ROLES, 'System', 'Provider'] as const;

test('only a line of the table permits a step, whoever asks and whatever stage it is in', () => {
  for (const action of CERTIFICATION_ACTIONS)
    for (const stage of ['NEW', ...STAGES] as const)
      for (const role of EVERYBODY) {
        const line = CERTIFICATION_EDGES.find(
          (edge) => edge.action === action && edge.by === role && edge.from.includes(stage),
        );
        const theirs = CERTIFICATION_EDGES.some((edge) => edge.action === action && edge.by === role);
        const asked = () =>
          permitCertification(
            action,
            { stage, examinedBy: 'somebody', examinedAnew: true },
            { roles: [role], sub: 'me' },
          );
        expect([action, stage, role, codeOf(asked)]).toEqual([
          action,
          stage,
          role,
          line ? 'permitted' : theirs ? 'WRONG_STAGE' : 'NOT_YOURS',
        ]);
      }
});

test('no line is in the way of another, and each has its article', () => {
  for (const edge of CERTIFICATION_EDGES) {
    const rivals = CERTIFICATION_EDGES.filter(
      (one) =>
        one.action === edge.action &&
        one.by === edge.by &&
        one.from.some((stage) => edge.from.includes(stage)),
    );
    expect(rivals).toEqual([edge]);
    expect(edge.article).toMatch(/Art\.|Standards|policy/);
  }
});

describe('two people look at every certification', () => {
  const decided = ['certify', 'decline', 'sendBack', 'uphold', 'withdraw'] as const;
  test.each(decided)('%s is refused to whoever examined it, in whatever posts', (action) => {
    const stage = CERTIFICATION_EDGES.find((edge) => edge.action === action)?.from[0] ?? 'NEW';
    const acting = { roles: ['Adjudicator', 'AssessmentOfficerInCharge'], sub: 'one' } as const;
    expect(codeOf(() => permitCertification(action, { stage, examinedBy: 'one' }, acting))).toBe(
      'SAME_PERSON',
    );
    expect(codeOf(() => permitCertification(action, { stage, examinedBy: 'two' }, acting))).toBe('permitted');
  });
  test('a contractor that reports a change is not withdrawn for it by one person: somebody examines it first', () => {
    const facts = { stage: 'CHANGE_REPORTED', examinedBy: 'who granted it with them' } as const;
    const head = { roles: ['Adjudicator'], sub: 'head' } as const;
    expect(codeOf(() => permitCertification('withdraw', facts, head))).toBe('WRONG_STAGE');
    expect(possibleCertificationSteps(facts, head)).not.toContain('withdraw');
    const examined = { ...facts, examinedAnew: true };
    expect(codeOf(() => permitCertification('withdraw', examined, head))).toBe('permitted');
    expect(codeOf(() => permitCertification('withdraw', { ...examined, examinedBy: 'head' }, head))).toBe(
      'SAME_PERSON',
    );
  });
  test('nothing stands that nobody examined: each way into it comes from an examination, or from what stood', () => {
    for (const edge of CERTIFICATION_EDGES) {
      if (edge.to === 'SAME' || edge.to === 'EXPIRED' || !CERTIFICATION_STAGES[edge.to].stands) continue;
      for (const from of edge.from)
        expect(from === 'EXAMINED' || (from !== 'NEW' && CERTIFICATION_STAGES[from].stands)).toBe(true);
    }
  });
});

test('what has ended has ended, and neither time nor what follows from a grant takes a decision', () => {
  for (const stage of STAGES.filter(certificationEnded))
    expect(possibleCertificationSteps({ stage, examinedBy: null }, { roles: EVERYBODY, sub: 'me' })).toEqual(
      [],
    );
  const byTime = CERTIFICATION_EDGES.filter(({ by }) => by === 'System').map(({ action }) => action);
  expect(byTime).toEqual(['giveWay', 'replace', 'remind', 'runOut']);
});
