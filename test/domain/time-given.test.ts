import { describe, expect, test } from '@jest/globals';
import { countingYear } from '../../domain/statistics/figures.js';
import { type StepTold, stepTold } from '../../domain/statistics/life.js';

/** What an outage takes, and what an officer gives, is part of the time by which a year's stays are judged. */
const UNTIL = '2031-03-31T15:00:00.000Z';
const DAY_MS = 86_400_000;
const beside = (instant: string, days: number, ms = 0) =>
  new Date(Date.parse(instant) + days * DAY_MS + ms).toISOString();
type Told = readonly [event: string, at: string, to: StepTold['to']];

function figures(steps: readonly StepTold[], year = 2030) {
  const counting = countingYear(year);
  counting.add(steps);
  return counting.figures();
}
const nominated = (at: string) => ['Nominated', at, 'NOMINATED'] as const;

describe('time that was given', () => {
  // Noticed at noon of the tenth of May, a Friday: thirty days from the day after, until midnight of the tenth of June, a Monday.
  const SERVED = '2030-05-10T03:00:00.000Z';
  const DUE = '2030-06-10T15:00:00.000Z';
  const served = [
    nominated('2030-05-09T03:00:00.000Z'),
    ['NoticeServed', SERVED, 'AWAITING_CONSENT'],
  ] as const;
  const answered = (at: string) => ['ConsentGiven', at, 'QUESTIONNAIRE'] as const;
  const outage = (first: string, last: string, event = 'ExtendedForOutage') =>
    [event, '2030-05-20T03:00:00.000Z', 'AWAITING_CONSENT', { outageFrom: first, outageTo: last }] as const;
  type Entry = Told | readonly [...Told, Record<string, unknown>];
  const told = (...steps: readonly Entry[]) =>
    steps.flatMap(
      ([event, at, to, more], i) =>
        stepTold({ caseId: 'c', event, at, details: { seq: i + 1, to, ...more } }) ?? [],
    );
  const consent = (...steps: readonly Entry[]) => figures(told(...steps)).targets.AWAITING_CONSENT;
  const WITHIN = { within: 1, late: 0 };
  const LATE = { within: 0, late: 1 };

  test('by nobody, is what the policy says', () => {
    expect(consent(...served, answered(beside(DUE, 0, -1)))).toEqual(WITHIN);
    expect(consent(...served, answered(DUE))).toEqual(LATE);
  });

  test('for an outage is taken off what is called late: its days, and no more', () => {
    const out = outage('2030-05-15', '2030-05-16');
    expect(consent(...served, out, answered(beside(DUE, 2, -1)))).toEqual(WITHIN);
    expect(consent(...served, out, answered(beside(DUE, 2)))).toEqual(LATE);
  });

  test('for days of two outages is given once, and for those of one alone as well', () => {
    const both = [outage('2030-05-15', '2030-05-16'), outage('2030-05-16', '2030-05-17')];
    expect(consent(...served, ...both, answered(beside(DUE, 3, -1)))).toEqual(WITHIN);
    expect(consent(...served, ...both, answered(beside(DUE, 3)))).toEqual(LATE);
  });

  test.each([
    ['that was over before', outage('2030-05-01', '2030-05-09')],
    ['that began after its day', outage('2030-06-11', '2030-06-12')],
    ['of a source alone', outage('2030-05-15', '2030-05-16', 'ChecksExtendedForOutage')],
  ] as const)('for an outage %s is none', (_, out) => {
    expect(consent(...served, out, answered(DUE))).toEqual(LATE);
  });

  test('for an outage counts for what people owe and not for what the office owes itself', () => {
    const due = beside('2030-05-09T15:00:00.000Z', 14);
    const out = [
      'ExtendedForOutage',
      beside(due, -2),
      'NOMINATED',
      { outageFrom: '2030-05-12', outageTo: '2030-05-13' },
    ] as const;
    const { targets } = figures(told(served[0], out, ['NomineeApproved', due, 'SCREENED']));
    expect(targets.NOMINATED).toEqual(LATE);
  });

  test('to answer a grievance on paper begins on the day it came in, not on that of its entry', () => {
    // Sixty days, that day the first of them, until midnight of the eighth of July, a Monday; entered ten days later.
    const due = '2030-07-08T15:00:00.000Z';
    const opened = (more: Record<string, unknown>) =>
      ['GrievanceOpened', '2030-05-20T03:00:00.000Z', 'GRIEVANCE_OPEN', more] as const;
    const answer = (more: Record<string, unknown>, at: string) =>
      figures(told(opened(more), ['GrievanceAnswered', at, 'GRIEVANCE_ANSWERED'])).targets.GRIEVANCE_OPEN;
    const onPaper = { receivedOn: '2030-05-10' };
    expect(answer(onPaper, beside(due, 0, -1))).toEqual(WITHIN);
    expect(answer(onPaper, due)).toEqual(LATE);
    expect(answer({}, due)).toEqual(WITHIN);
  });

  test('by an officer makes one wait of two: judged once, by the day that was given last', () => {
    const passed = ['ConsentWindowPassed', DUE, 'CONSENT_OVERDUE'] as const;
    const more = ['ConsentWindowExtended', beside(DUE, 1), 'AWAITING_CONSENT'] as const;
    expect(consent(...served, passed, more, answered(beside(DUE, 20)))).toEqual(WITHIN);
    expect(consent(...served, passed, more, answered(beside(DUE, 60)))).toEqual(LATE);
    // Given none, it was late; given some, it is not judged before it is over.
    expect(consent(...served, passed, answered(beside(DUE, 3)))).toEqual(LATE);
    expect(consent(...served, passed, more)).toEqual({ within: 0, late: 0 });
  });

  test('by an officer in a later year changes nothing of the year in which the day passed', () => {
    const opened = beside(UNTIL, -60);
    const late = beside(opened, 45);
    const steps = told(
      nominated(opened),
      ['NoticeServed', opened, 'AWAITING_CONSENT'],
      ['ConsentWindowPassed', late, 'CONSENT_OVERDUE'],
      ['ConsentWindowExtended', beside(UNTIL, 5), 'AWAITING_CONSENT'],
      answered(beside(UNTIL, 10)),
    );
    expect(figures(steps).targets.AWAITING_CONSENT).toEqual(LATE);
    expect(figures(steps, 2031).targets.AWAITING_CONSENT).toEqual(WITHIN);
  });
});
