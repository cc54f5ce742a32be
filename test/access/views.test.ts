import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { APPLICATION_STAGES, CLEARANCE_STAGES } from '../../domain/stages.js';
import { OUTCOME_FIELDS } from './expectations-reads.js';
import { type Case, Cases, PERSON } from './support/cases.js';
import { CAST } from './support/cast.js';
import { type House, openHouse } from './support/house.js';

let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
beforeEach(() => cases.leave());
afterAll(() => house?.stop());

const pathOf = ({ kind, id }: Case) => `/${kind}s/${id}`;
const IN_APPLICATIONS = Object.keys(APPLICATION_STAGES) as (keyof typeof APPLICATION_STAGES)[];
const IN_CLEARANCES = Object.keys(CLEARANCE_STAGES) as (keyof typeof CLEARANCE_STAGES)[];
const REASONS = ['REFUSED', 'WITHDRAWN', 'NO_RESPONSE', 'NOT_APPROVED', 'NO_BASIS'] as const;

/** What the API shows `account` of a case: itself and its row in the list. */
async function shownTo(account: 'manager' | 'information' | 'subject', made: Case) {
  const one = await house.get(account, pathOf(made));
  const list = await house.get(account, `/${made.kind}s?limit=100`);
  const row = list.body.items.find((item: { id: string }) => item.id === made.id);
  return { one, row };
}
/** A view without what makes each case another one. */
const general = ({ id: _, subjectRef: __, version: ___, since: ____, ...rest }: Record<string, unknown>) =>
  rest;

describe('what contractors and information managers hold (rule 9)', () => {
  const { address, always, sometimes } = OUTCOME_FIELDS;
  const holdsOnlyTheOutcome = (view: Record<string, unknown>) => {
    expect(Object.keys(view)).toEqual(expect.arrayContaining([...address, ...always]));
    expect([...address, ...always, ...sometimes]).toEqual(expect.arrayContaining(Object.keys(view)));
    expect([null, 'FOUND', 'NOT_FOUND', 'NOT_CONDUCTED']).toContain(view.outcome);
    if (view.outcome !== 'FOUND') expect(view).not.toHaveProperty('validUntil');
    expect(view.notifiedOn).toEqual(
      view.outcome === null ? null : expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    );
  };
  const both = async (made: Case) => {
    for (const account of ['manager', 'information'] as const) {
      const { one, row } = await shownTo(account, made);
      expect(one.status).toBe(200);
      holdsOnlyTheOutcome(one.body);
      expect(row).toEqual(one.body);
    }
    return (await shownTo('manager', made)).one.body;
  };

  test.each(IN_APPLICATIONS)('of an assessment in %s', async (stage) => {
    const view = await both(await cases.application(stage));
    // Of a destroyed file nobody is told an outcome: it holds none. That none was conducted is told later.
    const told: Record<string, string> = { CLOSED: 'NOT_FOUND' };
    const found = ['PLEDGE_PENDING', 'PLEDGE_OVERDUE', 'CLEARED'].includes(stage) ? 'FOUND' : null;
    expect(view.outcome).toBe(told[stage] ?? found);
  });

  test('why it was not made, never: whatever the reason, they hold the same', async () => {
    const views = [];
    for (const reason of REASONS) views.push(general(await both(await cases.notConducted(reason))));
    for (const view of views) expect(view).toEqual(views[0]);
  });

  test('a decision that is not notified, never', async () => {
    const found = await both(await cases.application('DECIDED', { decision: 'FOUND' }));
    const notFound = await both(await cases.application('DECIDED', { decision: 'NOT_FOUND' }));
    expect(general(found)).toEqual(general(notFound));
    expect(general(found)).toEqual(general(await both(await cases.application('NOMINATED'))));
  });

  test.each(IN_CLEARANCES)('of a clearance in %s', async (stage) => {
    await both(await cases.clearance(stage));
  });

  test('a change report or its review is not theirs to see: the holder stands as before', async () => {
    const reviewed = await both(await cases.clearance('REVIEW'));
    expect(general(reviewed)).toEqual(general(await both(await cases.clearance('ACTIVE'))));
  });
});

describe('what the person assessed sees', () => {
  /** Stages, events and fields that stay inside until the notice, or for good. */
  const INSIDE = [
    'CHECKS_RUNNING',
    'HUMAN_REVIEW',
    'AWAITING_OPINION',
    'OPINION_RECEIVED',
    'ADJUDICATION',
    'DECIDED',
    'SECOND_READING',
    'DecisionConfirmed',
    'DecisionReturned',
    'CaseOfficerAssigned',
    'ConflictDeclared',
    'AnswerFiled',
    'BelatedAnswerFiled',
    'CheckFoundLate',
    'SentToHumanReview',
    'ChecksCompleted',
    'InquiriesMade',
    'askable',
    'AskedAgain',
    'ReviewResolved',
    'OpinionGiven',
    'SubmittedForDecision',
    'MoreRequested',
    'Decided',
    'assigned',
    'checks',
    'finding',
    'requestId',
    'decision',
    'stage',
    'turn',
    'reasonsId',
    'OPINION TEXT',
  ];
  const inside = (text: string) => INSIDE.filter((word) => new RegExp(`\\b${word}\\b`).test(text));
  const staff = CAST.filter(({ account }) => account !== 'subject').map(({ sub }) => sub);
  const all = async (made: Case) => {
    const { one, row } = await shownTo('subject', made);
    const history = await house.get('subject', `${pathOf(made)}/timeline`);
    expect([one.status, one.body.view, row.view, history.status]).toEqual([200, 'subject', 'subject', 200]);
    return {
      view: one.body,
      history: history.body,
      text: JSON.stringify([
        { ...one.body, status: 0, notice: 0, questions: 0 },
        { ...row, status: 0 },
        history.body,
      ]),
    };
  };

  test.each(IN_APPLICATIONS)(
    'of an assessment in %s: neither who works on it nor what they think',
    async (stage) => {
      const { text } = await all(await cases.application(stage));
      expect(staff.filter((sub) => text.includes(sub))).toEqual([]);
      expect(inside(text)).toEqual([]);
      expect(text.includes('REASONS TEXT')).toBe(stage === 'CLOSED');
    },
  );

  test('answers that are clean, of concern or weighed by people look the same', async () => {
    const running = await all(await cases.application('CHECKS_RUNNING'));
    for (const stage of ['HUMAN_REVIEW', 'AWAITING_OPINION'] as const) {
      const later = await all(await cases.application(stage));
      expect(general(later.view)).toEqual(general(running.view));
      expect(eventsOf(later.history)).toEqual(eventsOf(running.history));
    }
  });

  test('the opinion, the decision and its making look the same until the result is notified', async () => {
    const waiting = await all(await cases.application('OPINION_RECEIVED'));
    for (const [stage, decision] of [
      ['ADJUDICATION', 'FOUND'],
      ['DECIDED', 'FOUND'],
    ] as const) {
      const later = await all(await cases.application(stage, { decision }));
      expect(general(later.view)).toEqual(general(waiting.view));
      expect(eventsOf(later.history)).toEqual(eventsOf(waiting.history));
    }
  });

  test('once asked for their side, whether it was of use looks the same until the result is notified', async () => {
    const heard = await cases.application('HEARING');
    await cases.step(heard.id, 'answerConcerns', 'subject');
    const waiting = await all(heard);
    for (const made of [
      await cases.application('SECOND_READING'),
      await cases.application('DECIDED', { decision: 'NOT_FOUND' }),
    ]) {
      const later = await all(made);
      const { possible: _, ...view } = general(later.view) as { possible: unknown };
      const { possible: __, ...before } = general(waiting.view) as { possible: unknown };
      expect(view).toEqual(before);
      expect(eventsOf(later.history)).toEqual(eventsOf(waiting.history));
    }
  });

  test.each(['CHECKS_RUNNING', 'HUMAN_REVIEW', 'AWAITING_OPINION', 'ADJUDICATION', 'DECIDED'] as const)(
    'in %s an act of theirs tells no more than a look: neither its answer nor its refusal names the stage',
    async (stage) => {
      const made = await cases.application(stage);
      const refused = await house.post('subject', `${pathOf(made)}/consent`, {
        seen: await cases.version(made.id),
        text: 'any',
        assessment: true,
        inquiries: {},
      });
      expect([refused.status, refused.body.code]).toEqual([409, 'WRONG_STAGE']);
      expect(inside(refused.body.detail ?? '')).toEqual([]);
      const filed = await house.post('subject', `${pathOf(made)}/grievances`, {
        about: 'CONDUCT',
        text: '苦情',
      });
      expect(filed.status).toBe(201);
      expect(inside(filed.text)).toEqual([]);
    },
  );

  test('reasons of a negative result, unless waived in advance (rule 10)', async () => {
    const told = await all(await cases.application('CLOSED'));
    expect(told.view).toMatchObject({ outcome: 'NOT_FOUND', reasons: 'REASONS TEXT' });
    const waived = await all(await cases.application('CLOSED', { reasonsWaived: true }));
    expect(waived.view).toMatchObject({ outcome: 'NOT_FOUND' });
    expect(waived.view).not.toHaveProperty('reasons');
  });

  test('after the file was destroyed nothing of its content is left to read, for anybody', async () => {
    const made = await cases.application('CLOSED');
    await cases.step(made.id, 'dispose', 'System');
    for (const account of ['subject', 'inCharge', 'officer', 'manager'] as const) {
      const { text } = await house.get(account, pathOf(made));
      expect(text).not.toMatch(
        new RegExp(`REASONS TEXT|OPINION TEXT|${PERSON.name}|${PERSON.kana}|${PERSON.address}`),
      );
    }
  });

  test.each(IN_CLEARANCES)('of a clearance in %s', async (stage) => {
    const { text, view } = await all(await cases.clearance(stage));
    expect(staff.filter((sub) => text.includes(sub))).toEqual([]);
    expect(view.status.ja).toBe(CLEARANCE_STAGES[stage].subject.ja);
  });
});

function eventsOf({ entries }: { entries: { event: string }[] }): string[] {
  return entries.map(({ event }) => event);
}

describe('a contractor who was once assessed', () => {
  test('is told of an employee’s case only that the report was taken', async () => {
    const made = await cases.clearance('SUSPENDED');
    for (const account of ['manager', 'managerOnceSubject'] as const) {
      const { status, body } = await house.post(account, `${pathOf(made)}/others-reports`, {
        kind: 'OTHER_DOUBT',
        text: '報告',
      });
      expect([status, Object.keys(body)]).toEqual([201, ['id', 'receipt']]);
    }
    const revoked = await cases.clearance('REVOKED');
    const { text } = await house.post('manager', `${pathOf(revoked)}/others-reports`, {
      kind: 'OTHER_DOUBT',
      text: '報告',
    });
    expect(text).not.toMatch(/REVOKED|SUSPENDED/);
  });
});
