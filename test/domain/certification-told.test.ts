import { describe, expect, test } from '@jest/globals';
import {
  CERTIFICATION_EDGES,
  CERTIFICATION_STAGES,
  type CertificationAction,
  type CertificationEdge,
  type CertificationFacts,
  type CertificationStage,
  permitCertification,
  possibleCertificationSteps,
} from '../../domain/certification.js';
import { codeOf } from './code-of.js';

/** Certifications told from end to end (Art. 10(1); Standards): who takes which step, where it leads, and who reads what of it. */
const WHO = {
  contractor: { roles: ['ContractorSecurityManager'], sub: 'manager' },
  charge: { roles: ['AssessmentOfficerInCharge'], sub: 'charge' },
  head: { roles: ['Adjudicator'], sub: 'head' },
  time: { roles: ['System'], sub: null },
} as const;
type Step = readonly [who: keyof typeof WHO, action: CertificationAction, to: CertificationStage];

const LIVES: readonly (readonly [title: string, steps: readonly Step[]])[] = [
  [
    'applied for, supplemented, sent back, examined again and granted; confirmed and reminded; run out',
    [
      ['contractor', 'apply', 'APPLIED'],
      ['contractor', 'supplement', 'APPLIED'],
      ['charge', 'examine', 'EXAMINED'],
      ['head', 'sendBack', 'APPLIED'],
      ['charge', 'examine', 'EXAMINED'],
      ['head', 'certify', 'CERTIFIED'],
      ['time', 'remind', 'CERTIFIED'],
      ['contractor', 'confirm', 'CERTIFIED'],
      ['time', 'runOut', 'EXPIRED'],
    ],
  ],
  [
    'declined',
    [
      ['contractor', 'apply', 'APPLIED'],
      ['charge', 'examine', 'EXAMINED'],
      ['head', 'decline', 'NOT_CERTIFIED'],
    ],
  ],
  [
    'kept up through changes, each examined anew, and withdrawn',
    [
      ['contractor', 'apply', 'APPLIED'],
      ['charge', 'examine', 'EXAMINED'],
      ['head', 'certify', 'CERTIFIED'],
      ['contractor', 'reportChange', 'CHANGE_REPORTED'],
      ['contractor', 'confirm', 'CHANGE_REPORTED'],
      ['time', 'remind', 'CHANGE_REPORTED'],
      ['contractor', 'reportChange', 'CHANGE_REPORTED'],
      ['charge', 'reexamine', 'REEXAMINED'],
      ['contractor', 'confirm', 'REEXAMINED'],
      ['time', 'remind', 'REEXAMINED'],
      ['contractor', 'reportChange', 'CHANGE_REPORTED'],
      ['charge', 'reexamine', 'REEXAMINED'],
      ['head', 'uphold', 'CERTIFIED'],
      ['charge', 'reexamine', 'REEXAMINED'],
      ['head', 'withdraw', 'WITHDRAWN'],
    ],
  ],
  [
    'withdrawn after an examination, over a report that came since and nobody has examined',
    [
      ['contractor', 'apply', 'APPLIED'],
      ['charge', 'examine', 'EXAMINED'],
      ['head', 'certify', 'CERTIFIED'],
      ['charge', 'reexamine', 'REEXAMINED'],
      ['contractor', 'reportChange', 'CHANGE_REPORTED'],
      ['head', 'withdraw', 'WITHDRAWN'],
    ],
  ],
];

describe('a certification is', () => {
  test.each(LIVES)('%s', (_, steps) => {
    let stage: CertificationStage | 'NEW' = 'NEW';
    let examinedAnew = false;
    for (const [who, action, to] of steps) {
      if (action === 'certify' || action === 'uphold') examinedAnew = false;
      const facts: CertificationFacts = { stage, examinedBy: 'charge', examinedAnew };
      if (action === 'reexamine') examinedAnew = true;
      const asked = (): CertificationEdge => permitCertification(action, facts, WHO[who]);
      expect([action, stage, codeOf(asked)]).toEqual([action, stage, 'permitted']);
      expect(possibleCertificationSteps(facts, WHO[who])).toContain(action);
      const line: CertificationEdge = asked();
      stage = line.to === 'SAME' ? (stage as CertificationStage) : line.to;
      expect([action, stage]).toEqual([action, to]);
    }
  });

  const STANDING = ['CERTIFIED', 'CHANGE_REPORTED', 'REEXAMINED'] as const;
  test.each(['APPLIED', 'EXAMINED', ...STANDING] as const)('given back by the contractor in %s', (stage) => {
    expect(permitCertification('giveBack', { stage, examinedBy: 'charge' }, WHO.contractor).to).toBe(
      'GIVEN_BACK',
    );
  });
  test.each(STANDING)('run out, given way for or replaced by time and by what follows it, in %s', (stage) => {
    expect(CERTIFICATION_STAGES[stage].stands).toBe(true);
    const ends = (['runOut', 'replace', 'giveWay'] as const).map(
      (action) => permitCertification(action, { stage, examinedBy: 'charge' }, WHO.time).to,
    );
    expect(ends).toEqual(['EXPIRED', 'REPLACED', 'SAME']);
  });
});

test('whoever is nobody is no second person', () => {
  const facts = { stage: 'EXAMINED', examinedBy: null } as const;
  expect(codeOf(() => permitCertification('certify', facts, { roles: ['Adjudicator'], sub: null }))).toBe(
    'SAME_PERSON',
  );
});

test('each step of the office has its reasons, and no step of the contractor’s or of time asks for any', () => {
  for (const { action, by, reasons } of CERTIFICATION_EDGES)
    expect([action, reasons === true]).toEqual([
      action,
      by === 'AssessmentOfficerInCharge' || by === 'Adjudicator',
    ]);
});

test('the contractor reads its own words, and those of a refusal and of a withdrawal; of an examination none', () => {
  for (const { action, by, told } of CERTIFICATION_EDGES)
    expect([action, told === true]).toEqual([
      action,
      by === 'ContractorSecurityManager' || action === 'decline' || action === 'withdraw',
    ]);
});

test('the ledger tells every two steps apart', () => {
  const actionOf = new Map(CERTIFICATION_EDGES.map(({ event, action }) => [event, action]));
  for (const { event, action } of CERTIFICATION_EDGES) {
    expect(event).toMatch(/^(Contractor|Certification)[A-Z]/);
    expect(actionOf.get(event)).toBe(action);
  }
});
