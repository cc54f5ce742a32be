import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Action } from '../../domain/edges.js';
import { inquiredFor } from '../../sandbox/inquiries.js';
import { worksheetFor } from '../../sandbox/worksheet.js';
import { bodyOf } from './support/bodies.js';
import { type Case, Cases, PERSON } from './support/cases.js';
import { type Account, HERE, memberOf } from './support/cast.js';
import { type House, holdings, openHouse, verdict } from './support/house.js';

/** The restriction on involvement (Standards; hard rule 8): who did one thing on a case may not do another. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(() => house?.stop());

const act = async (
  account: Account,
  made: Case,
  path: string,
  routeId: string,
  more: Record<string, unknown> = {},
) =>
  house.post(account, `/${made.kind}s/${made.id}/${path}`, {
    ...bodyOf(routeId, await cases.version(made.id)),
    ...more,
  });
const assign = (made: Case, account: Account) =>
  house.register
    .insertInto('assignments')
    .values({ case_id: made.id, sub: memberOf(account).sub })
    .execute();
/** A case in adjudication in which `everything` has taken one step before. */
async function adjudicationAfter(
  stage: 'HUMAN_REVIEW' | 'AWAITING_OPINION',
  mode: 'UNIFIED' | 'SELF',
  action: Action,
) {
  const made = await cases.application(stage, { mode });
  await assign(made, 'everything');
  await cases.step(made.id, action, 'everything', { reason: 'TEST' });
  if (stage === 'HUMAN_REVIEW')
    await cases.step(made.id, 'giveOpinion', mode === 'SELF' ? 'inCharge' : 'investigator', {
      reason: 'TEST',
    });
  await cases.step(made.id, 'submitForDecision', 'inCharge');
  return made;
}

describe('who decides', () => {
  test('did not weigh the answers as case officer', async () => {
    const made = await adjudicationAfter('HUMAN_REVIEW', 'UNIFIED', 'resolveReview');
    expect(verdict(await act('everything', made, 'decision', 'decide'))).toBe('409 SAME_PERSON');
    expect(verdict(await act('everything', made, 'further-inquiries', 'requestMore'))).toBe(
      '409 SAME_PERSON',
    );
    const { body: file } = await house.get('adjudicator', `/applications/${made.id}`);
    const worksheet = worksheetFor(file);
    expect(verdict(await act('adjudicator', made, 'decision', 'decide', { worksheet }))).toBe('201');
  });
  test('did not give the opinion of a self-run investigation', async () => {
    const made = await adjudicationAfter('AWAITING_OPINION', 'SELF', 'giveOpinion');
    expect(verdict(await act('everything', made, 'decision', 'decide'))).toBe('409 SAME_PERSON');
  });
  test.each(['UNIFIED', 'SELF'] as const)(
    'did not name the questions, whoever then asked them: %s',
    async (mode) => {
      const made = await cases.application('INVESTIGATION', { mode });
      await cases.step(made.id, 'startInvestigation', 'everything', {
        mode,
        ...(mode === 'SELF' ? { selfGround: 'TOO_LATE' as const } : {}),
        inquired: inquiredFor([]),
        reason: 'TEST',
      });
      await cases.answer(made.id, 'NO_RECORD');
      await cases.step(made.id, 'completeChecks', 'System');
      const by = mode === 'UNIFIED' ? 'investigator' : 'inCharge';
      await cases.step(made.id, 'giveOpinion', by, { reason: 'TEST' });
      await cases.step(made.id, 'submitForDecision', 'inCharge');
      expect(verdict(await act('everything', made, 'decision', 'decide'))).toBe('409 SAME_PERSON');
      expect(verdict(await act('adjudicator', made, 'decision', 'decide'))).toBe('201');
    },
  );

  test('is not the case officer, whether or not they have done anything yet', async () => {
    const made = await cases.application('ADJUDICATION');
    await assign(made, 'everything');
    expect(verdict(await act('everything', made, 'decision', 'decide'))).toBe('409 SAME_PERSON');
  });
  test('may have approved the candidate: that is the head’s too', async () => {
    const made = await cases.application('ADJUDICATION');
    expect(verdict(await act('adjudicator', made, 'decision', 'decide'))).toBe('201');
  });
  test('gives reasons: none, blank and only spaces are refused', async () => {
    const made = await cases.application('ADJUDICATION');
    for (const reasons of [undefined, [], [{ text: '' }], [{ text: '   ' }], [{ text: '\u3000\n' }]])
      expect(verdict(await act('adjudicator', made, 'decision', 'decide', { reasons }))).toBe('422 INVALID');
  });
});

describe('who answers a grievance', () => {
  test('did not work on the case it is about, in whatever post', async () => {
    const about = await cases.application('SCREENED');
    await cases.step(about.id, 'rejectNominee', 'everything', { reason: 'TEST' }).catch(() => {});
    const made = await cases.application('NOMINATED');
    await cases.step(made.id, 'rejectNominee', 'everything', { reason: 'TEST' });
    const grievance = await cases.grievance(made);
    expect(verdict(await act('everything', grievance, 'answer', 'answerGrievance'))).toBe('409 SAME_PERSON');
    expect(verdict(await act('grievance', grievance, 'answer', 'answerGrievance'))).toBe('201');
  });
  test('is not its case officer either', async () => {
    const about = await cases.application('CLOSED');
    await assign(about, 'everything');
    const grievance = await cases.grievance(about);
    expect(verdict(await act('everything', grievance, 'answer', 'answerGrievance'))).toBe('409 SAME_PERSON');
  });
});

test('who revokes did not serve the doubt notice', async () => {
  const made = await cases.clearance('ACTIVE');
  await cases.step(made.id, 'serveDoubtNotice', 'everything', { reason: 'TEST', text: 'any' });
  await cases.step(await cases.doubtOf(made.id), 'refuseConsent', 'subject');
  const propose = (by: Account) => act(by, made, 'revocation-proposal', 'proposeRevocation');
  expect(verdict(await propose('everything'))).toBe('409 SAME_PERSON');
  expect(verdict(await propose('adjudicator'))).toBe('201');
  await cases.step(made.id, 'answerConcerns', 'subject');
  expect(verdict(await act('everything', made, 'revocation', 'revoke'))).toBe('409 SAME_PERSON');
  expect(verdict(await act('adjudicatorOnceSubject', made, 'revocation', 'revoke'))).toBe('201');
});

describe('who decides a reassessment', () => {
  /** The clearance's doubt leads to a case that waits for its decision. */
  const reassessed = async (doubted: Case) => {
    const made = await cases.application('ADJUDICATION');
    await house.register
      .updateTable('clearances')
      .set({ doubt_application_id: made.id })
      .where('id', '=', doubted.id)
      .execute();
    return made;
  };
  const onlyOthersDecide = async (made: Case) => {
    expect(verdict(await act('everything', made, 'decision', 'decide'))).toBe('409 SAME_PERSON');
    expect(verdict(await act('adjudicator', made, 'decision', 'decide'))).toBe('201');
  };

  test('did not serve the doubt notice that led to it', async () => {
    const doubted = await cases.clearance('ACTIVE');
    await cases.step(doubted.id, 'serveDoubtNotice', 'everything', { reason: 'TEST', text: 'any' });
    await onlyOthersDecide(await reassessed(doubted));
  });
  test('did not find that what was reported of the holder is something', async () => {
    const doubted = await cases.reported();
    const { body, status } = await house.post(
      'everything',
      `/clearances/${doubted.id}/report-validation`,
      await cases.body('validateReport', doubted.id),
    );
    expect([status, body.code]).toEqual([201, undefined]);
    await onlyOthersDecide(await reassessed(doubted));
  });
});

describe('who is named case officer', () => {
  test.each<[string, Account]>([
    ['another organ’s officer', 'officerElsewhere'],
    ['somebody who is no case officer', 'inCharge'],
    ['somebody who declared a tie to the person', 'officerTied'],
    ['the person assessed', 'officerSelf'],
    ['nobody we know', 'nobody'],
  ])('is not %s', async (_, account) => {
    for (const [state, path, routeId, by] of [
      ['NOMINATED', 'approval', 'approveNominee', 'adjudicator'],
      ['SCREENED', 'assignment', 'assignOfficer', 'inCharge'],
    ] as const) {
      const made = await cases.application(state);
      const before = await holdings(house.register);
      const answer = await act(by, made, path, routeId, { caseOfficer: memberOf(account).sub });
      expect([verdict(answer), answer.body.errors?.[0].pointer]).toEqual(['422 INVALID', '/caseOfficer']);
      expect(await holdings(house.register)).toBe(before);
    }
  });
});

describe('whoever declares a tie', () => {
  test('no longer sees any case about the person', async () => {
    const renewal = await cases.renewal();
    const { clearance_id: clearanceId } = await house.register
      .selectFrom('applications')
      .select('clearance_id')
      .where('id', '=', renewal.id)
      .executeTakeFirstOrThrow();
    const both = () =>
      Promise.all([
        house.get('officer', `/applications/${renewal.id}`),
        house.get('officer', `/clearances/${clearanceId}`),
      ]);
    expect((await both()).map(verdict)).toEqual(['200', '200']);
    expect(verdict(await act('officer', renewal, 'conflict', 'declareConflict'))).toBe('201');
    expect((await both()).map(verdict)).toEqual(['404 NOT_FOUND', '404 NOT_FOUND']);
    const lists = await Promise.all(
      ['applications', 'clearances'].map((kind) => house.get('officer', `/${kind}?limit=100`)),
    );
    for (const { text } of lists) expect(text).not.toContain(renewal.subjectId);
  });
  test('is not let in again by a later case about the same person', async () => {
    const made = await cases.application('CHECKS_RUNNING');
    await act('investigator', made, 'conflict', 'declareConflict');
    await cases.step(made.id, 'withdrawConsent', 'subject');
    expect(verdict(await house.get('investigator', `/applications/${made.id}`))).toBe('404 NOT_FOUND');
    expect(
      (await house.get('investigator', '/applications?limit=100')).body.items.map((one: Case) => one.id),
    ).not.toContain(made.id);
  });
});

describe('nobody acts on their own case', () => {
  test('an officer cannot hand the person’s sign-in to themselves', async () => {
    const made = await cases.application('SCREENED');
    const answer = await act('officer', made, 'notice', 'serveNotice', {
      subjectAccount: memberOf('officer').sub,
    });
    expect([verdict(answer), answer.body.errors?.[0].pointer]).toEqual(['422 INVALID', '/subjectAccount']);
  });
  test('an officer in charge cannot nominate the person they are', async () => {
    const { body } = await house.post('inCharge', '/applications', {
      organId: HERE.organId,
      person: PERSON,
      agreedToBeListed: true,
    });
    const { subject_id: subjectId } = await house.register
      .selectFrom('cases')
      .select('subject_id')
      .where('id', '=', body.id)
      .executeTakeFirstOrThrow();
    await cases.step(body.id, 'rejectNominee', 'adjudicator', { reason: 'TEST' });
    const own = {
      id: randomUUID(),
      sub: memberOf('inChargeOnceSubject').sub,
      role: 'Subject' as const,
      created_at: new Date().toISOString(),
    };
    await house.register
      .insertInto('principals')
      .values({ ...own, organ_id: null, contractor_id: null, subject_id: subjectId })
      .execute();
    const again = await house.post('inChargeOnceSubject', '/applications', {
      organId: HERE.organId,
      person: PERSON,
      agreedToBeListed: true,
    });
    expect(verdict(again)).toBe('409 SAME_PERSON');
  });
});

describe('grievances (Art. 14; reading)', () => {
  test.each(['NOMINATED', 'AWAITING_CONSENT', 'HUMAN_REVIEW', 'DECIDED'] as const)(
    'about conduct are open in %s, about a result not before it is notified',
    async (stage) => {
      const made = await cases.application(stage);
      const file = (about: string) =>
        house.post('subject', `/applications/${made.id}/grievances`, { about, text: '苦情' });
      expect(verdict(await file('RESULT'))).toBe('409 WRONG_STAGE');
      expect(verdict(await file('CONDUCT'))).toBe('201');
    },
  );
  test.each(['PLEDGE_PENDING', 'CLEARED', 'CLOSED', 'NOT_CONDUCTED'] as const)(
    'about the result are open in %s',
    async (stage) => {
      const made = await cases.application(stage);
      expect(
        verdict(
          await house.post('subject', `/applications/${made.id}/grievances`, {
            about: 'RESULT',
            text: '苦情',
          }),
        ),
      ).toBe('201');
    },
  );
});
