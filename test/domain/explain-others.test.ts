import { describe, expect, test } from '@jest/globals';
import type { Action, Edge } from '../../domain/edges.js';
import { explain } from '../../domain/explain.js';
import { type Role, ROLES } from '../../domain/roles.js';
import type { Facts } from '../../domain/rules.js';
import { easyCase, EVERY_STAGE, LINES, linesOf, outBy } from './table.js';

/** What this role reads of the first line of a step that is somebody else's: its state, and what is broken in it. */
function read(role: Role, action: Action, given: Partial<Facts>) {
  const facts = { ...easyCase(linesOf(action)[0] as Edge), ...given };
  const one = explain(facts, { roles: [role], sub: 'p1' }).find((each) => each.action === action);
  const conditions = one && 'conditions' in one ? one.conditions : [];
  return [one?.state, ...conditions.filter(({ standing }) => standing === 'BROKEN').map(({ code }) => code)];
}

describe('what stands in the way of others', () => {
  test('is told to who reads of their step, where it keeps every person from it', () => {
    const originalWaiting = true;
    expect(read('CaseOfficer', 'decide', { originalWaiting })).toEqual(['BLOCKED', 'ORIGINAL_WAITING']);
    expect(read('Adjudicator', 'closeUnanswered', { originalWaiting })).toEqual([
      'BLOCKED',
      'ORIGINAL_WAITING',
    ]);
    expect(read('CaseOfficer', 'decide', { originalWaiting: false })).toEqual(['OTHERS']);
  });

  test('does not where time or a lost certification may still take it, and only people may not', () => {
    expect(read('Adjudicator', 'lapseUnpledged', { originalWaiting: true })).toEqual(['OTHERS']);
    expect(read('CaseOfficer', 'closeWithoutBasis', outBy('p2'))).toEqual(['OTHERS']);
    expect(read('AssessmentOfficerInCharge', 'closeWithoutBasis', outBy('p2'))).toEqual([
      'BLOCKED',
      'WRONG_STAGE',
    ]);
  });

  test('is not that it is themselves who take it: it is about them, whoever reads', () => {
    expect(read('CaseOfficer', 'decide', { investigators: ['p1'] })).toEqual(['OTHERS']);
    expect(read('Adjudicator', 'decide', { investigators: ['p1'] })).toEqual(['BLOCKED', 'SAME_PERSON']);
  });
});

test.each(EVERY_STAGE)(
  'who works on no case is told of no step, and of a grievance its officer alone: %s %s',
  (kind, stage) => {
    const facts = easyCase({ ...(LINES[0] as Edge), kind }, stage);
    const told = (role: Role) => explain(facts, { roles: [role], sub: 'p1' }).map(({ action }) => action);
    for (const role of ROLES.filter((one) => one === 'Auditor' || one === 'ContractorSecurityManager'))
      expect(told(role)).toEqual([]);
    expect(told('GrievanceOfficer').length).toBeGreaterThan(0);
    if (kind === 'grievance') expect(told('CaseOfficer')).not.toContain('answerGrievance');
  },
);
