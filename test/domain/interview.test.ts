import { describe, expect, test } from '@jest/globals';
import { after } from '../../domain/calendar.js';
import { evidenceOf } from '../../domain/decision-packet.js';
import { type InterviewStep, interviewsIn, liesAhead } from '../../domain/interview.js';
import { subjectSees } from '../../domain/outward.js';
import { policyOn } from '../../domain/policy.js';
import type { Role } from '../../domain/roles.js';
import { type Facts, permit, type StepInput } from '../../domain/rules.js';
import type { Stage } from '../../domain/stages.js';
import { codeOf } from './code-of.js';
import { easyCase, easyInput, LINES, linesFrom, linesOf } from './table.js';

const NOW = '2026-11-26T03:00:00.000Z';
const { periods } = policyOn('2026-11-26');
const [arranging] = linesOf('arrangeInterview');
const at = (stage: Stage): Facts => ({ ...easyCase(arranging as never), stage });
const by = (role: Role) => ({ roles: [role], sub: 'somebody' });
const take = (action: string, facts: Facts, role: Role, input: StepInput = easyInput()) =>
  permit(action as never, facts, by(role), input).edge;

describe('an interview', () => {
  test('is arranged after information was gathered, as needed, with a reason, for a time ahead', () => {
    expect(linesOf('arrangeInterview').flatMap(({ from }) => from)).toEqual([
      'HUMAN_REVIEW',
      'AWAITING_OPINION',
    ]);
    const facts = at('HUMAN_REVIEW');
    expect(take('arrangeInterview', facts, 'CaseOfficer').to).toBe('INTERVIEW');
    expect(take('arrangeInterview', facts, 'CabinetInvestigator').to).toBe('INTERVIEW');
    const refused = (over: Partial<Facts>, input: StepInput) =>
      codeOf(() =>
        take('arrangeInterview', { ...facts, ...over }, 'CaseOfficer', { ...easyInput(), ...input }),
      );
    expect(refused({ openChecks: 1 }, {})).toBe('CHECKS_OPEN');
    expect(refused({}, { reasons: false })).toBe('REASONS_REQUIRED');
    expect(refused({}, { ahead: false })).toBe('INVALID');
    expect(refused({ stage: 'CHECKS_RUNNING' }, {})).toBe('WRONG_STAGE');
    expect(refused({ stage: 'ADJUDICATION' }, {})).toBe('WRONG_STAGE');
  });

  const shifted = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString();

  test('leaves the office days of notice, to the last of them', () => {
    // Thursday noon in Japan: five open days are over with the Thursday after, and the Friday is the first day to come.
    const first = '2026-12-03T15:00:00.000Z';
    expect(liesAhead(first, NOW, { periods, agreed: false })).toBe(true);
    expect(liesAhead(shifted(first, -1), NOW, { periods, agreed: false })).toBe(false);
    // Over the turn of the year the office is closed: the same five days end on the eighth of January.
    const turn = '2026-12-28T03:00:00.000Z';
    expect(liesAhead('2027-01-07T15:00:00.000Z', turn, { periods, agreed: false })).toBe(false);
    expect(liesAhead('2027-01-08T15:00:00.000Z', turn, { periods, agreed: false })).toBe(true);
  });

  test('is, if the person agreed, ahead from the next instant to the last before the period is over, and at no other', () => {
    const end = after(NOW, periods.INTERVIEW_WITHIN);
    const lies = (at: string) => liesAhead(at, NOW, { periods, agreed: true });
    expect(lies(NOW)).toBe(false);
    expect(lies(shifted(NOW, -1))).toBe(false);
    expect(lies(shifted(NOW, 1))).toBe(true);
    expect(lies(shifted(end, -1))).toBe(true);
    expect(lies(end)).toBe(false);
    for (const far of ['0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z']) expect(lies(far)).toBe(false);
  });

  test('is recorded by those who may arrange it, and never before its time', () => {
    for (const role of ['CaseOfficer', 'CabinetInvestigator'] as const) {
      const record = (interviewBegun: boolean) => () =>
        take('recordInterview', { ...at('INTERVIEW'), interviewBegun }, role);
      expect(codeOf(record(false))).toBe('TOO_EARLY');
      expect(record(true)().to).toBe('INTERVIEW_RECORD');
    }
    for (const { by: whose } of linesOf('recordInterview')) expect(whose).not.toContain('Subject');
  });

  test('that does not take place is a person’s words and no finding: the case is back where it came from', () => {
    const edge = take('callOffInterview', at('INTERVIEW'), 'CaseOfficer');
    expect([edge.to, edge.rules]).toEqual(['HUMAN_REVIEW', ['reasonsGiven']]);
  });

  test('leads to no result: from it and its record only a person’s review, or the end the person or the organ chose', () => {
    const ways = (['INTERVIEW', 'INTERVIEW_RECORD'] as const).flatMap((stage) =>
      linesFrom('application', stage),
    );
    // Of a case that is decided anew the end they choose is the result that was notified before.
    const led = new Set(ways.filter(({ when }) => !when?.reopened).map(({ to }) => to));
    expect([...led].sort()).toEqual(['HUMAN_REVIEW', 'INTERVIEW_RECORD', 'NOT_CONDUCTED', 'SAME']);
    // And out of that review only somebody with reasons.
    for (const edge of LINES.filter(
      ({ from, to }) => from.includes('HUMAN_REVIEW') && to === 'AWAITING_OPINION',
    ))
      expect(edge.rules).toContain('reasonsGiven');
    expect(take('resolveReview', at('HUMAN_REVIEW'), 'CaseOfficer').to).toBe('AWAITING_OPINION');
  });

  test('stops nothing that goes on beside it: an answer and a silence are filed, a withdrawal ends it', () => {
    for (const stage of ['INTERVIEW', 'INTERVIEW_RECORD'] as const) {
      const machine = (action: string, role: 'Provider' | 'System') =>
        permit(action as never, at(stage), { roles: [role], sub: null }, {}).edge.to;
      expect(machine('fileAnswer', 'Provider')).toBe('SAME');
      expect(machine('markLate', 'System')).toBe('SAME');
      expect(take('withdrawConsent', at(stage), 'Subject').endsAs).toBe('WITHDRAWN');
      expect(take('closeWithoutBasis', at(stage), 'AssessmentOfficerInCharge').endsAs).toBe('NO_BASIS');
      expect(take('fileGrievance', at(stage), 'Subject').to).toBe('SAME');
    }
  });

  test('its person is told of: when they are asked, moved, called off, recorded, and what became of the record', () => {
    const own = LINES.filter(({ action }) => /Interview|Record/.test(action)).map(({ event }) => event);
    expect(own.length).toBeGreaterThan(5);
    for (const event of own) expect([event, subjectSees(event)]).toEqual([event, true]);
  });
});

describe('the record of an interview', () => {
  test('is confirmed by its person alone, and silence confirms nothing', () => {
    for (const line of linesOf('confirmInterviewRecord')) expect(line.by).toEqual(['Subject']);
    const [overdue, ...more] = linesOf('markRecordOverdue');
    expect(more).toEqual([]);
    expect([overdue?.to, overdue?.by]).toEqual(['HUMAN_REVIEW', ['System']]);
  });

  test('can be confirmed late until the decision, once; then whoever was on to it reads it anew', () => {
    const late = (stage: Stage, unconfirmed: boolean) => () =>
      take('confirmInterviewRecord', { ...at(stage), unconfirmed }, 'Subject').to;
    for (const stage of [
      'CHECKS_RUNNING',
      'HUMAN_REVIEW',
      'INTERVIEW',
      'DOCUMENT_REQUESTED',
      'HEARING',
    ] as const)
      expect(late(stage, true)()).toBe('SAME');
    for (const stage of ['AWAITING_OPINION', 'OPINION_RECEIVED', 'ADJUDICATION', 'SECOND_READING'] as const)
      expect(late(stage, true)()).toBe('HUMAN_REVIEW');
    for (const stage of ['HUMAN_REVIEW', 'ADJUDICATION', 'HEARING'] as const)
      expect(codeOf(late(stage, false))).toBe('WRONG_STAGE');
    for (const stage of ['DECIDED', 'CLEARED', 'CLOSED', 'NOT_CONDUCTED'] as const)
      expect(codeOf(late(stage, true))).toBe('WRONG_STAGE');
  });

  test('and the remarks beside it are evidence a decision rests on; the place is not', () => {
    const documentId = 'd';
    const interview = [{ documentId, docClass: 'INTERVIEW' }];
    expect(evidenceOf('recordInterview', { documentId })).toEqual(interview);
    expect(evidenceOf('confirmInterviewRecord', { documentId })).toEqual(interview);
    expect(evidenceOf('confirmInterviewRecord', {})).toEqual([]);
    expect(evidenceOf('arrangeInterview', { documentId, reasonsId: 'r' })).toEqual([
      { documentId: 'r', docClass: 'REASONS' },
    ]);
  });
});

describe('the interviews of a case', () => {
  const step = (action: string, details: InterviewStep['details'] = {}): InterviewStep => ({
    action,
    at: NOW,
    details,
  });
  const arrange = (when: string, documentId = 'place') =>
    step('arrangeInterview', { interviewAt: when, items: ['DRUG_ABUSE'], documentId });
  const first = '2026-12-01T01:00:00.000Z';
  const second = '2026-12-08T01:00:00.000Z';
  const states = (steps: InterviewStep[], ended = false) =>
    interviewsIn(steps, ended).map(({ state }) => state);

  test('are what their steps say, moved to where they were moved', () => {
    const moved = step('moveInterview', { interviewAt: second, documentId: 'elsewhere' });
    expect(interviewsIn([arrange(first), moved], false)).toEqual([
      {
        at: second,
        items: ['DRUG_ABUSE'],
        agreed: false,
        state: 'ARRANGED',
        placeId: 'elsewhere',
        confirmedAt: null,
        recordId: null,
        recordedAt: null,
        remarksId: null,
      },
    ]);
    const recorded = step('recordInterview', { documentId: 'record' });
    const confirmed = step('confirmInterviewRecord', { documentId: 'remarks' });
    expect(interviewsIn([arrange(first), recorded, confirmed], false)[0]).toMatchObject({
      state: 'CONFIRMED',
      recordId: 'record',
      recordedAt: NOW,
      remarksId: 'remarks',
    });
    expect(states([arrange(first), step('callOffInterview'), arrange(second)])).toEqual([
      'CALLED_OFF',
      'ARRANGED',
    ]);
  });

  test('say whether the person agreed to a sooner day, and where nothing was said, that they did not', () => {
    const soon = { interviewAt: first, agreed: true };
    const agreed = (steps: InterviewStep[]) => interviewsIn(steps, false).map((one) => one.agreed);
    expect(agreed([step('arrangeInterview', soon)])).toEqual([true]);
    expect(agreed([step('arrangeInterview', soon), step('moveInterview', { interviewAt: second })])).toEqual([
      false,
    ]);
    expect(interviewsIn([step('arrangeInterview', { interviewAt: first })], false)).toMatchObject([
      { agreed: false, items: [], placeId: null },
    ]);
    expect(interviewsIn([arrange(first)], false)).toMatchObject([
      { placeId: 'place', items: ['DRUG_ABUSE'] },
    ]);
  });

  test('that were not confirmed in time stay so when another has been arranged since', () => {
    const steps = [arrange(first), step('recordInterview', { documentId: 'r' }), arrange(second)];
    expect(states([...steps, step('markRecordOverdue')])).toEqual(['NOT_CONFIRMED', 'ARRANGED']);
  });

  test('a late word is about the record that was read, not about the interview arranged since', () => {
    const steps = [arrange(first), step('recordInterview', { documentId: 'r' }), step('markRecordOverdue')];
    expect(states(steps)).toEqual(['NOT_CONFIRMED']);
    expect(states([...steps, arrange(second), step('confirmInterviewRecord')])).toEqual([
      'CONFIRMED',
      'ARRANGED',
    ]);
  });

  test('wait for nobody once the case has ended, and a destroyed file tells of none', () => {
    expect(states([arrange(first)], true)).toEqual(['CALLED_OFF']);
    const read = [
      arrange(first),
      step('recordInterview', { documentId: 'r' }),
      step('confirmInterviewRecord'),
    ];
    expect(states(read, true)).toEqual(['CONFIRMED']);
    expect(states([arrange(first), step('callOffInterview')], true)).toEqual(['CALLED_OFF']);
    expect(states([arrange(first), step('recordInterview', { documentId: 'r' })], true)).toEqual([
      'NOT_CONFIRMED',
    ]);
    expect(
      states([step('arrangeInterview'), step('recordInterview'), step('confirmInterviewRecord')], true),
    ).toEqual([]);
  });
});
