import { describe, expect, test } from '@jest/globals';
import { Refused } from '../../domain/errors.js';
import {
  type Facts,
  ownActions,
  permit,
  possibleActions,
  refusalBy,
  type StepInput,
  takenOnSight,
} from '../../domain/rules.js';
import { easyCase, easyInput, LINES, linesOf, SOMETHING_FOUND } from './table.js';

/** What rules say besides yes and no: where a request is wrong, and what a page may offer. */
const worker = { roles: ['Adjudicator'], sub: 'p1' } as const;
const aCase = easyCase(LINES[0] as (typeof LINES)[number]);
const refused = (rule: Parameters<typeof refusalBy>[0], facts: Partial<Facts>, input: StepInput) =>
  refusalBy(rule, { ...aCase, ...facts }, worker, input);

describe('what its person is offered by a click', () => {
  test('is what the table gives them here and now, less what only a paper that came in time can still say', () => {
    for (const edge of LINES)
      for (const stage of edge.from) {
        const facts = easyCase(edge, stage);
        const given = possibleActions(facts, ['Subject']);
        const onPaper = facts.missedDocument !== null && stage !== 'DOCUMENT_REQUESTED';
        const clicked = given.filter(
          (action) =>
            (!onPaper || !/^(provide|decline)Document$/.test(action)) &&
            (facts.missedSupplement === null || action !== 'answerSupplement'),
        );
        expect([edge.action, stage, ownActions(facts)]).toEqual([edge.action, stage, clicked]);
      }
  });

  test('is a document while it is awaited, and no more once the day is over, though a paper may say it', () => {
    const [awaited] = linesOf('provideDocument').filter(({ when }) => !when?.missedDocument);
    const [missed] = linesOf('provideDocument').filter(({ when }) => when?.missedDocument);
    expect(ownActions(easyCase(awaited as never))).toContain('provideDocument');
    expect(ownActions(easyCase(missed as never))).not.toContain('provideDocument');
    const late = { roles: ['Subject'], sub: 'p1' } as const;
    const input = { ...easyInput(missed), receivedOn: '2026-12-25' };
    expect(permit('provideDocument', easyCase(missed as never), late, input).edge).toBe(missed);
    expect(() =>
      permit('provideDocument', easyCase(missed as never), late, { ...input, receivedOn: '2026-12-26' }),
    ).toThrow('the time for it is over, and no paper came in before');
  });
});

test('a step is taken on sight by whoever has one of its roles, and never one that any version will do for', () => {
  expect(takenOnSight('application', 'resolveReview', ['CaseOfficer'])).toBe(true);
  expect(takenOnSight('application', 'resolveReview', ['CabinetInvestigator'])).toBe(true);
  expect(takenOnSight('application', 'resolveReview', ['Adjudicator'])).toBe(false);
  expect(takenOnSight('clearance', 'resolveReview', ['CaseOfficer'])).toBe(false);
  expect(takenOnSight('application', 'withdrawConsent', ['Subject'])).toBe(false);
});

describe('an answer to a supplementary request', () => {
  const supplement = { text: 's1:abc', asks: ['CREDIT_STANDING', 'POLICE_RECORD'] } as const;
  const fields = (answers: StepInput['answers']) =>
    refused('everyQuestionAnswered', { supplement, missedSupplement: null }, { answers })?.fields;

  test('names each question that was left open, and each that was not asked', () => {
    expect(fields(['CREDIT_STANDING', 'POLICE_RECORD'])).toBeUndefined();
    expect(fields(['POLICE_RECORD'])).toEqual([
      { pointer: '/inquiries/CREDIT_STANDING', message: 'answer yes or no' },
    ]);
    expect(fields(['CREDIT_STANDING', 'POLICE_RECORD', 'IMMIGRATION'] as never)).toEqual([
      { pointer: '/inquiries/IMMIGRATION', message: 'was not asked' },
    ]);
    expect(fields(undefined)).toHaveLength(2);
  });

  test('is to no question where none is open', () => {
    expect(refused('everyQuestionAnswered', { supplement: null }, { answers: [] })).toBeUndefined();
    expect(
      refused('everyQuestionAnswered', { supplement: null }, { answers: ['CREDIT_STANDING'] })?.fields,
    ).toEqual([{ pointer: '/inquiries/CREDIT_STANDING', message: 'was not asked' }]);
    expect(refused('supplementWasShown', { supplement: null }, { text: 's1:abc' })?.code).toBe(
      'CONSENT_TEXT_DIFFERS',
    );
  });
});

test('a report that nobody waits for is refused by its place in the request', () => {
  expect(
    refused('reportWaits', { waitingReports: [{ id: 'r1', sub: null }] }, { report: 'r2' })?.fields,
  ).toEqual([{ pointer: '/report', message: 'no report that waits' }]);
});

test('of a report whose giver is unknown the system may take note: unknown is nobody, not the same person', () => {
  const facts = { ...aCase, waitingReports: [{ id: 'r1', sub: null }] };
  const system = { roles: ['System'], sub: null } as const;
  expect(refusalBy('notWhoReported', facts, system, { report: 'r1' })).toBeUndefined();
});

describe('a decision against somebody', () => {
  const learnt = ['DRUG_ABUSE', 'ALCOHOL_MODERATION'] as Facts['learnt'];
  const worksheet = { ...SOMETHING_FOUND, ALCOHOL_MODERATION: 'WEIGHED' } as const;
  const heard = (heardOn: Facts['heardOn'], more: Partial<Facts> = {}, input: StepInput = { worksheet }) =>
    refused('subjectWasHeard', { learnt, heardOn, hearing: 'HEARD', ...more }, input);

  test('rests on something that was put to them: one of several is enough, another one is not', () => {
    expect(heard(['DRUG_ABUSE'])).toBeUndefined();
    expect(heard(['ALCOHOL_MODERATION'])).toBeUndefined();
    expect(heard(['FINANCIAL_SITUATION'] as Facts['heardOn'])).toMatchObject({
      code: 'NOT_HEARD',
      detail: 'none of the items that it rests on was put to the person',
    });
    expect(heard([])).toMatchObject({ code: 'NOT_HEARD' });
  });

  test('that rests on nothing is refused for that, not for what they were heard on', () => {
    expect(heard(['FINANCIAL_SITUATION'] as Facts['heardOn'], { learnt: [] as never })).toBeUndefined();
  });

  test('before what was asked was recorded, or where the scheme hears nobody, is not held against it', () => {
    expect(heard(null)).toBeUndefined();
    expect(heard([], { steps: [] })).toBeUndefined();
  });
});

test('what is no refusal is an error, and is not taken for an answer', () => {
  const broken = { ...aCase, waitingReports: undefined as unknown as Facts['waitingReports'] };
  expect(() => refusalBy('everyReportValidated', broken, worker, {})).toThrow(TypeError);
  expect(refused('everyReportValidated', { waitingReports: [{ id: 'r1', sub: 'p2' }] }, {})).toBeInstanceOf(
    Refused,
  );
});
