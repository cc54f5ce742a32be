import { describe, expect, test } from '@jest/globals';
import type { Grant, Role } from '../../domain/roles.js';
import { refusalBy } from '../../domain/rules.js';
import { easyCase, linesOf } from './table.js';
import { isAdjudicator, mayStandIn, standingIn, wrongDay } from '../../domain/stand-ins.js';

const of = (role: Role, organId = 'here'): Grant => ({ role, organId });
const row = { id: 'row', adjudicator: 'away', lastDay: '2026-12-03' };
const inPlace: Grant = { ...of('Adjudicator'), standIn: row };

describe('a stand-in', () => {
  test.each([
    ['CaseOfficer', true],
    ['AssessmentOfficerInCharge', true],
    ['ScreeningOfficer', true],
    ['InformationManager', true],
    ['GrievanceOfficer', true],
    ['Adjudicator', false],
    ['Subject', false],
    ['CabinetInvestigator', false],
    ['ContractorSecurityManager', false],
    ['Auditor', false],
    ['Operator', false],
    ['AccessAdministrator', false],
  ] as const)('is of an office of the organ that may judge for a time: %s %s', (role, may) => {
    expect(mayStandIn([of(role)], 'here')).toBe(may);
  });
  test.each(['Auditor', 'Operator', 'AccessAdministrator', 'ContractorSecurityManager'] as const)(
    'is nobody who is also %s, anywhere',
    (role) => expect(mayStandIn([of('CaseOfficer'), { role }], 'here')).toBe(false),
  );
  test('is nobody of another organ, and nobody who holds the office here; elsewhere they may', () => {
    expect(mayStandIn([of('CaseOfficer', 'there')], 'here')).toBe(false);
    expect(mayStandIn([of('CaseOfficer'), of('Adjudicator')], 'here')).toBe(false);
    expect(mayStandIn([of('CaseOfficer'), of('Adjudicator', 'there')], 'here')).toBe(true);
  });
  test('is no adjudicator in whose place another stands, and may be named for later days', () => {
    expect(isAdjudicator([inPlace], 'here')).toBe(false);
    expect(mayStandIn([of('CaseOfficer'), inPlace], 'here')).toBe(true);
  });
  test('acts by the row there, and by none where they hold the office', () => {
    expect(standingIn([of('CaseOfficer'), inPlace], 'here')).toBe(row);
    expect(standingIn([inPlace], 'there')).toBeUndefined();
    expect(standingIn([inPlace, of('Adjudicator')], 'here')).toBeUndefined();
  });
});

test.each([
  ['2026-12-01', '2026-12-01', undefined],
  ['2026-11-30', '2026-12-05', 'firstDay'],
  ['2026-12-02', '2026-12-01', 'lastDay'],
  ['2026-12-01', '2027-06-02', undefined],
  ['2026-12-01', '2027-06-03', 'lastDay'],
] as const)('days from %s until %s are wrong by: %s', (firstDay, lastDay, wrong) => {
  expect(wrongDay({ firstDay, lastDay }, '2026-12-01')).toBe(wrong);
});

test.each([
  ['the one in whose place it was proposed', 'adjudicator', 'SAME_PERSON'],
  ['another', 'another', undefined],
] as const)('what a stand-in proposed is confirmed, or not, by %s', (_, sub, code) => {
  const [edge] = linesOf('confirmDecision');
  if (!edge) throw new Error('no such line');
  const facts = { ...easyCase(edge), proposedBy: 'stand-in', proposedInPlaceOf: 'adjudicator' };
  expect(refusalBy('notWhoProposed', facts, { roles: ['Adjudicator'], sub }, {})?.code).toBe(code);
});

test.each([
  ['in the same place', 'adjudicator', 'SAME_PERSON'],
  ['in another’s', 'another', undefined],
  ['in nobody’s', null, undefined],
] as const)('what a stand-in proposed is confirmed, or not, by another who acts %s', (_, inPlaceOf, code) => {
  const [edge] = linesOf('confirmDecision');
  if (!edge) throw new Error('no such line');
  const facts = { ...easyCase(edge), proposedBy: 'stand-in', proposedInPlaceOf: 'adjudicator' };
  const acting = { roles: ['Adjudicator'] as const, sub: 'another-stand-in', inPlaceOf };
  expect(refusalBy('notWhoProposed', facts, acting, {})?.code).toBe(code);
  // Nobody’s place is no place: two who act where the office is vacant are two.
  expect(
    refusalBy('notWhoProposed', { ...facts, proposedInPlaceOf: null }, { ...acting, inPlaceOf: null }, {}),
  ).toBeUndefined();
});

test.each([
  ['in the place of whoever proposed', 'proposer', 'SAME_PERSON'],
  ['in another’s place', 'another', undefined],
  ['in nobody’s', null, undefined],
] as const)('a decision is confirmed by nobody who acts %s', (_, inPlaceOf, code) => {
  const [edge] = linesOf('confirmDecision');
  if (!edge) throw new Error('no such line');
  const facts = { ...easyCase(edge), proposedBy: 'proposer' };
  const acting = { roles: ['Adjudicator'] as const, sub: 'stand-in', inPlaceOf };
  expect(refusalBy('notWhoProposed', facts, acting, {})?.code).toBe(code);
});

test.each(['confirmDecision', 'revoke'] as const)(
  'nothing comes of what somebody proposed who has taken another part: %s',
  (action) => {
    const [edge] = linesOf(action);
    if (!edge) throw new Error('no such line');
    const facts = { ...easyCase(edge), proposedBy: 'proposer' };
    const acting = { roles: ['Adjudicator'] as const, sub: 'another' };
    expect(refusalBy('notWhoProposed', { ...facts, investigators: [] }, acting, {})).toBeUndefined();
    expect(refusalBy('notWhoProposed', { ...facts, investigators: ['proposer'] }, acting, {})?.code).toBe(
      'SAME_PERSON',
    );
  },
);
