import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { after, dayOf } from '../../domain/calendar.js';
import { policyOn } from '../../domain/policy.js';
import { reusableUntil } from '../../domain/reuse.js';
import { connect, type Db } from '../../store/db.js';
import { earlierInvestigation } from '../../store/earlier.js';
import { inScope, type Scope } from '../../store/scope.js';
import { type Case, Cases } from './support/cases.js';
import { ACCOUNTS, ELSEWHERE, HERE, memberOf } from './support/cast.js';
import { ALL, earlierCases } from './support/earlier.js';
import { askAll, type House, openHouse, verdict } from './support/house.js';

/** Art. 12(7): that an earlier investigation exists is told after the consent alone, and to who chooses alone. */
let house: House;
let cases: Cases;
let api: Db;
let of: ReturnType<typeof earlierCases>;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
  of = earlierCases(house, cases);
  api = connect(house.database.api, { max: 1 });
}, 60_000);
afterAll(async () => {
  await api?.destroy();
  await house?.stop();
});

const setClock = (at: string) =>
  sql`update clock set offset_ms = ${Math.max(0, Date.parse(at) - Date.now())}`.execute(house.register);
const REUSE_LIMIT = policyOn(dayOf(new Date().toISOString())).periods.REUSE_LIMIT;

describe('before the consent', () => {
  test.each(['NOMINATED', 'SCREENED', 'AWAITING_CONSENT', 'CONSENT_OVERDUE', 'QUESTIONNAIRE'] as const)(
    'in %s nobody can tell a person who was investigated before from one who was not',
    async (stage) => {
      const [one, other] = [
        await of.newCase(await of.investigated(), stage),
        await cases.application(stage, { inquiries: ALL }),
      ];
      const views = async (made: Case) => {
        const held: Record<string, string> = {};
        // The person assessed was assessed before, and knows; everybody else is here.
        for (const account of ACCOUNTS.filter((name) => name !== 'subject' && !name.endsWith('Self')))
          if (!account.endsWith('Elsewhere') && account !== 'twoOrgans')
            held[account] = await of.heldBy(account, made);
        return held;
      };
      expect(await views(one)).toEqual(await views(other));
      expect(await of.refusalOf(one)).toBe(await of.refusalOf(other));
      expect(await of.refusalOf(one)).toContain('WRONG_STAGE');
    },
    60_000,
  );

  test('no query of the organ’s finds one either, nor of another organ’s or a source’s afterwards', async () => {
    const earlier = await of.investigated();
    const found = (made: Case, scope: Scope) =>
      inScope(api, scope, (tx) => earlierInvestigation(tx, made.id, 'act27'));
    const organs = [HERE.organId];
    const early = await of.newCase(earlier, 'QUESTIONNAIRE');
    expect(await found(early, { organs })).toBeUndefined();
    await cases.step(early.id, 'submitQuestionnaire', 'subject', { statedItems: [] });
    expect(await found(early, { organs })).toEqual({
      applicationId: earlier.id,
      organId: ELSEWHERE.organId,
      opinionAt: earlier.opinionAt,
    });
    const others = { organs: [ELSEWHERE.organId], subjects: [earlier.subjectId], cabinet: true };
    expect(await found(early, others)).toBeUndefined();
    const gateway = connect(house.database.gateway, { max: 1 });
    const asked = gateway.transaction().execute((tx) => earlierInvestigation(tx, early.id, 'act27'));
    await expect(asked).rejects.toMatchObject({ code: '42501' });
    await gateway.destroy();
  });
});

describe('after the consent', () => {
  test('the officer in charge, who chooses, is told that there is one, until when, and whom to ask; nobody else is', async () => {
    const earlier = await of.investigated();
    const made = await of.newCase(earlier, 'INVESTIGATION');
    const answers = await askAll(ACCOUNTS, (account) => house.get(account, `/applications/${made.id}`));
    const told = ACCOUNTS.filter((account) => answers[account].body?.reusable !== undefined);
    expect(told.sort()).toEqual(['inCharge', 'inChargeOnceSubject']);
    const until = reusableUntil(
      { ...earlier, applicationId: earlier.id, organId: '' },
      policyOn(dayOf(earlier.opinionAt)).periods,
    );
    expect(answers.inCharge.body.reusable).toEqual({
      opinionOn: dayOf(earlier.opinionAt),
      until,
      organId: ELSEWHERE.organId,
    });
    for (const { text } of Object.values(answers)) expect(text).not.toContain('EARLIER');
    expect(answers.inCharge.text).not.toContain(earlier.id);
    const entries = await house.register
      .selectFrom('ledger')
      .select(['sub', 'role', 'article', 'details'])
      .where('case_id', '=', made.id)
      .where('event', '=', 'EarlierInvestigationTold')
      .where('sub', '=', memberOf('inCharge').sub)
      .execute();
    const details = { applicationId: earlier.id };
    const { sub } = memberOf('inCharge');
    expect(entries).toEqual([{ sub, role: 'AssessmentOfficerInCharge', article: 'Art. 12(7)', details }]);
  });
});

describe('there is none to use', () => {
  const refused = async (made: Case) => {
    expect((await of.read('inCharge', made)).reusable).toBeUndefined();
    expect(verdict(await of.choose(made))).toBe('409 NOT_REUSABLE');
  };

  test('of a person never investigated', async () => {
    await refused(await cases.application('INVESTIGATION'));
  });
  test('of one that has not come to a notified result', async () => {
    await refused(await of.newCase(await of.investigated('OPINION_RECEIVED'), 'INVESTIGATION'));
  });
  test('of one whose consent was withdrawn after the opinion', async () => {
    const earlier = await of.investigated('OPINION_RECEIVED');
    await cases.step(earlier.id, 'withdrawConsent', 'subject');
    await refused(await of.newCase(earlier, 'INVESTIGATION'));
  });
  test('of a file that was destroyed', async () => {
    const earlier = await of.investigated('CLOSED');
    // Destroyed with the last file about somebody goes what they could be found by.
    const made = await of.newCase(earlier, 'INVESTIGATION');
    expect((await of.read('inCharge', made)).reusable).toBeDefined();
    await of.answerGrievances(earlier);
    await cases.step(earlier.id, 'dispose', 'System');
    await refused(made);
  });
  test('of a case that used another’s itself', async () => {
    const earlier = await of.investigated('CLOSED');
    await house.register
      .updateTable('applications')
      .set({ mode: 'REUSED' })
      .where('id', '=', earlier.id)
      .execute();
    await refused(await of.newCase(earlier, 'INVESTIGATION'));
  });
  test('from before a doubt that nothing has answered since', async () => {
    const earlier = await of.investigated('CLEARED');
    await house.register
      .updateTable('clearances')
      .set({ doubt_served_at: new Date().toISOString() })
      .where('application_id', '=', earlier.id)
      .execute();
    await refused(await of.newCase(earlier, 'INVESTIGATION'));
  });
  test('at a renewal or a reassessment, which ask what has become of the person since', async () => {
    const made = await of.newCase(await of.investigated(), 'INVESTIGATION');
    await house.register
      .updateTable('applications')
      .set({ ground: 'RENEWAL' })
      .where('id', '=', made.id)
      .execute();
    await refused(made);
  });

  test('after the ten years: until the end of the last day it may be used, from then on not', async () => {
    const earlier = await of.investigated();
    const over = after(earlier.opinionAt, REUSE_LIMIT);
    const [last, late] = [
      await of.newCase(earlier, 'INVESTIGATION'),
      await of.newCase(await of.investigated(), 'INVESTIGATION'),
    ];
    await setClock(new Date(Date.parse(over) - 600_000).toISOString());
    expect((await of.read('inCharge', last)).reusable.until).toBe(
      dayOf(new Date(Date.parse(over) - 1).toISOString()),
    );
    expect(verdict(await of.choose(last))).toBe('201');
    await setClock(over);
    await refused(late);
  });
});
