import { expect, test } from '@jest/globals';
import { AWAY, hasCome, type MoveStep, movesIn } from '../../domain/moves.js';
import { linesOf } from './table.js';

/** Where a holder goes after the clearance (Art. 10, 11, 12(1)(i)). */
const AT = '2027-04-01T03:00:00.000Z';
const ENDED = ['REVOKED', 'EXPIRED', 'SUPERSEDED', 'VOIDED'];
const step = (action: string, details: MoveStep['details'] = {}): MoveStep => ({ action, at: AT, details });

test('the moves are told in order, each with its day and place, and a reinstatement is one where somebody was away', () => {
  const moves = movesIn([
    step('reinstate'),
    step('transferWithin', { movedOn: '2026-06-01', section: 'K-7' }),
    step('reinstate'),
    step('second', { movedOn: '2027-04-01', toOrgan: 'o1', backBy: '2029-03-31' }),
    step('reinstate'),
    step('depart', { movedOn: '2030-01-01' }),
    step('lapse'),
  ]);
  expect(moves.map(({ kind, on, section, to, backBy }) => [kind, on, section, to, backBy])).toEqual([
    ['WITHIN', '2026-06-01', 'K-7', null, null],
    ['SECONDED', '2027-04-01', null, 'o1', '2029-03-31'],
    ['BACK', null, null, null, null],
    ['DEPARTED', '2030-01-01', null, null, null],
  ]);
});

test('a day to come is not told, and today is by the end of it in Japan', () => {
  const now = '2027-03-31T14:59:59.999Z';
  expect(['2027-03-30', '2027-03-31', '2027-04-01'].map((day) => hasCome(day, now))).toEqual([
    true,
    true,
    false,
  ]);
});

test('whoever is away has no right there, and only the head brings it back; another section ends none', () => {
  for (const action of AWAY)
    for (const { from, to } of linesOf(action))
      expect(
        to === 'LAPSED' ||
          from.every((stage) => stage === 'SUSPENDED' || stage === 'LAPSED' || ENDED.includes(stage)),
      ).toBe(true);
  expect(linesOf('transferWithin').map(({ to }) => to)).toEqual(['SAME']);
  const back = linesOf('reinstate');
  expect(back.flatMap(({ by }) => by)).toEqual(['Adjudicator']);
  expect(back.flatMap(({ rules }) => rules)).toEqual(
    expect.arrayContaining(['noDoubtServed', 'noOtherOpenCase', 'contractorCertified']),
  );
});
