import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type CaseTies,
  closedTo,
  countsOn,
  type Grant,
  owesWord,
  RELATION,
  type Role,
  ROLES,
  rolesOn,
  rolesOnceDeclared,
  STAFF_ROLES,
} from '../../domain/roles.js';

const organ = fc.constantFrom('o1', 'o2');
const contractor = fc.constantFrom('c1', 'c2');
const subject = fc.constantFrom('s1', 's2');
const signIn = fc.constantFrom('p1', 'p2', 'p3');
const anyGrant: fc.Arbitrary<Grant> = fc.record(
  { role: fc.constantFrom(...ROLES), organId: organ, contractorId: contractor, subjectId: subject },
  { requiredKeys: ['role'] },
);
const anyGrants = fc.array(anyGrant, { maxLength: 6 });
const anyTies: fc.Arbitrary<CaseTies> = fc.record({
  kind: fc.constantFrom('application' as const, 'clearance' as const, 'grievance' as const),
  organId: organ,
  subjectId: subject,
  contractorId: fc.option(contractor),
  investigatedByCabinet: fc.boolean(),
  assigned: fc.array(signIn, { maxLength: 2 }),
  undeclared: fc.array(signIn, { maxLength: 1 }),
  declared: fc.array(signIn, { maxLength: 3 }),
  conflicted: fc.array(signIn, { maxLength: 1 }),
  screening: fc.boolean(),
  workers: fc.array(signIn, { maxLength: 2 }),
  screeners: fc.array(signIn, { maxLength: 1 }),
});
const RUNS = { numRuns: 3000 };
const ties: CaseTies = {
  kind: 'application',
  organId: 'o1',
  subjectId: 's1',
  contractorId: 'c1',
  investigatedByCabinet: false,
  assigned: ['p1'],
  undeclared: [],
  declared: ['p1', 'p2', 'p3'],
  conflicted: [],
  screening: false,
  workers: [],
  screeners: [],
};

describe('the roles a person holds on a case', () => {
  test('are never more than were granted', () => {
    fc.assert(
      fc.property(anyGrants, signIn, anyTies, (grants, sub, on) => {
        for (const role of rolesOn(grants, sub, on)) expect(grants.map((g) => g.role)).toContain(role);
      }),
      RUNS,
    );
  });

  test('are that of the subject alone, if they are its subject', () => {
    fc.assert(
      fc.property(anyGrants, signIn, anyTies, (grants, sub, on) => {
        const own = [...grants, { role: 'Subject', subjectId: on.subjectId } as const];
        expect(rolesOn(own, sub, on)).toEqual(['Subject']);
      }),
      RUNS,
    );
  });

  test('are none for the state or an employer, if they are in conflict with it', () => {
    fc.assert(
      fc.property(anyGrants, signIn, anyTies, (grants, sub, on) => {
        const held = rolesOn(grants, sub, { ...on, conflicted: [...on.conflicted, sub] });
        expect(held.filter((role) => role !== 'Subject')).toEqual([]);
      }),
      RUNS,
    );
  });

  test('do not come from another organ, contractor or person', () => {
    fc.assert(
      fc.property(anyGrants, signIn, anyTies, (grants, sub, on) => {
        const foreign = grants.filter(
          (g) =>
            g.organId !== on.organId &&
            (on.contractorId === null || g.contractorId !== on.contractorId) &&
            g.subjectId !== on.subjectId &&
            g.role !== 'CabinetInvestigator',
        );
        expect(rolesOn(foreign, sub, on)).toEqual([]);
      }),
      RUNS,
    );
  });

  test('are those they will hold with their word on ties, or none for the state', () => {
    fc.assert(
      fc.property(anyGrants, signIn, anyTies, (grants, sub, on) => {
        const roles = rolesOn(grants, sub, on);
        const once = rolesOnceDeclared(grants, sub, on);
        const open = on.declared.includes(sub) || owesWord(once, sub, on) === undefined;
        expect(roles).toEqual(open ? once : once.filter((role) => !STAFF_ROLES.has(role)));
      }),
      RUNS,
    );
  });

  test('are not both to screen its words and to work on it, neither together nor one after the other', () => {
    const work = (role: Role) => role !== 'Subject' && role !== 'ScreeningOfficer';
    fc.assert(
      fc.property(anyGrants, signIn, anyTies, (grants, sub, on) => {
        const roles = rolesOn(grants, sub, on);
        if (roles.includes('ScreeningOfficer')) {
          expect([...on.workers, ...on.assigned, ...on.undeclared]).not.toContain(sub);
          expect(roles.filter(work)).toEqual([]);
        }
        const later = rolesOn(grants, sub, { ...on, screeners: [...on.screeners, sub] });
        expect(later.filter(work)).toEqual([]);
      }),
      RUNS,
    );
  });

  test('do not change with the order of the grants', () => {
    fc.assert(
      fc.property(anyGrants, signIn, anyTies, (grants, sub, on) => {
        expect(new Set(rolesOn([...grants].reverse(), sub, on))).toEqual(new Set(rolesOn(grants, sub, on)));
      }),
      RUNS,
    );
  });
});

describe('a role counts', () => {
  const holds = (grant: Grant, on: CaseTies = ties, sub = 'p1') =>
    rolesOn([grant], sub, on).includes(grant.role);

  test('for a case officer only when assigned, and in that organ', () => {
    expect(holds({ role: 'CaseOfficer', organId: 'o1' })).toBe(true);
    expect(holds({ role: 'CaseOfficer', organId: 'o1' }, ties, 'p2')).toBe(false);
    expect(holds({ role: 'CaseOfficer', organId: 'o2' })).toBe(false);
  });

  test('for nobody who judges before their word on ties, whatever office they hold besides; and they are told so', () => {
    const judges = [
      'CaseOfficer',
      'AssessmentOfficerInCharge',
      'Adjudicator',
      'CabinetInvestigator',
    ] as const;
    const waiting = { ...ties, assigned: [], undeclared: ['p1'], declared: [], investigatedByCabinet: true };
    for (const role of judges) {
      const grants: Grant[] = [
        { role, organId: 'o1' },
        { role: 'InformationManager', organId: 'o1' },
      ];
      expect([role, rolesOn(grants, 'p1', waiting)]).toEqual([role, []]);
      expect(closedTo(grants, 'p1', waiting).code).toBe('TIES_UNDECLARED');
      expect(rolesOn(grants, 'p1', { ...waiting, declared: ['p1'] })).toEqual([role, 'InformationManager']);
      // The word of somebody else opens it to nobody, and no word opens it to whoever is tied.
      expect(rolesOn(grants, 'p1', { ...waiting, declared: ['p2'] })).toEqual([]);
      const tied = { ...waiting, conflicted: ['p1'] };
      expect(rolesOn(grants, 'p1', { ...tied, declared: ['p1'] })).toEqual([]);
      expect(closedTo(grants, 'p1', tied).code).toBe('NOT_FOUND');
    }
    const gone: Grant[] = [{ role: 'CaseOfficer', organId: 'o2' }];
    expect(closedTo(gone, 'p1', waiting).code).toBe('NOT_FOUND');
  });

  test('without a word on ties for whoever judges nobody', () => {
    const waiting = { ...ties, assigned: [], declared: [], screening: true };
    const of = (grant: Grant, on: Partial<CaseTies> = {}) => rolesOn([grant], 'p2', { ...waiting, ...on });
    expect(of({ role: 'InformationManager', organId: 'o1' })).toEqual(['InformationManager']);
    expect(of({ role: 'ContractorSecurityManager', contractorId: 'c1' })).toEqual([
      'ContractorSecurityManager',
    ]);
    expect(of({ role: 'Subject', subjectId: 's1' })).toEqual(['Subject']);
    expect(of({ role: 'ScreeningOfficer', organId: 'o1' })).toEqual(['ScreeningOfficer']);
    // Of a grievance its officer is asked, and nobody else: whoever is in charge is not told whose it is.
    const grievance = { kind: 'grievance', screening: false } as const;
    expect(of({ role: 'GrievanceOfficer', organId: 'o1' }, grievance)).toEqual([]);
    expect(of({ role: 'AssessmentOfficerInCharge', organId: 'o1' }, grievance)).toEqual([
      'AssessmentOfficerInCharge',
    ]);
    expect(of({ role: 'GrievanceOfficer', organId: 'o1' })).toEqual(['GrievanceOfficer']);
  });

  test('for a screening officer only of that organ, while words wait, and with no other part in the case', () => {
    const screener = { role: 'ScreeningOfficer', organId: 'o1' } as const;
    const waiting = { ...ties, screening: true };
    expect(holds(screener, waiting, 'p2')).toBe(true);
    expect(holds(screener, ties, 'p2')).toBe(false);
    expect(holds({ ...screener, organId: 'o2' }, waiting, 'p2')).toBe(false);
    expect(holds(screener, waiting, 'p1')).toBe(false);
    expect(holds(screener, { ...waiting, workers: ['p2'] }, 'p2')).toBe(false);
    expect(rolesOn([screener, { role: 'Adjudicator', organId: 'o1' }], 'p2', waiting)).toEqual([
      'Adjudicator',
    ]);
  });

  test('for the Cabinet Office only when it was asked to investigate', () => {
    expect(holds({ role: 'CabinetInvestigator' })).toBe(false);
    expect(holds({ role: 'CabinetInvestigator' }, { ...ties, investigatedByCabinet: true })).toBe(true);
  });

  test('for a contractor only on its own people', () => {
    expect(holds({ role: 'ContractorSecurityManager', contractorId: 'c1' })).toBe(true);
    expect(holds({ role: 'ContractorSecurityManager', contractorId: 'c2' })).toBe(false);
    expect(
      holds({ role: 'ContractorSecurityManager', contractorId: 'c1' }, { ...ties, contractorId: null }),
    ).toBe(false);
  });

  test('for a contractor whose grant names none, on nobody', () => {
    expect(holds({ role: 'ContractorSecurityManager' }, { ...ties, contractorId: null })).toBe(false);
    const blank = { role: 'ContractorSecurityManager', contractorId: null } as unknown as Grant;
    expect(holds(blank, { ...ties, contractorId: null })).toBe(false);
    expect(holds({ role: 'Subject' })).toBe(false);
    expect(holds({ role: 'Adjudicator' })).toBe(false);
  });

  test('for an information manager in that organ, and for no other organ’s', () => {
    expect(holds({ role: 'InformationManager', organId: 'o1' }, ties, 'p2')).toBe(true);
    expect(holds({ role: 'InformationManager', organId: 'o2' }, ties, 'p2')).toBe(false);
  });

  test('for a subject on their own cases, and on those of the organ alone that handed the sign-in over', () => {
    const own = { role: 'Subject', subjectId: 's1' } as const;
    expect([own, { ...own, organId: 'o1' }, { ...own, organId: 'o2' }].map((grant) => holds(grant))).toEqual([
      true,
      true,
      false,
    ]);
    expect(holds({ ...own, subjectId: 's2' })).toBe(false);
  });

  test('also for who is assessed themselves in another case, or is named in a grant as somebody’s officer', () => {
    const office = { role: 'Adjudicator', organId: 'o1' } as const;
    const elsewhere = { role: 'Subject', subjectId: 's2' } as const;
    expect(rolesOn([office, elsewhere], 'p2', ties)).toEqual(['Adjudicator']);
    expect(rolesOn([{ ...office, subjectId: 's1' }], 'p2', ties)).toEqual(['Adjudicator']);
  });

  test.each(['Auditor', 'Operator', 'AccessAdministrator'] as const)('for %s on no case at all', (role) => {
    expect(countsOn({ role, organId: 'o1', contractorId: 'c1', subjectId: 's1' }, 'p1', ties)).toBe(false);
  });

  test('by a relation for every role, and every role that reaches a case but the subject’s is staff', () => {
    for (const role of ROLES) {
      expect(RELATION[role]).toBeDefined();
      expect([role, STAFF_ROLES.has(role)]).toEqual([role, role !== 'Subject' && RELATION[role] !== 'none']);
    }
  });
});
