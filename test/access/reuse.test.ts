import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { dayOf } from '../../domain/calendar.js';
import type { CheckCode, InquiryConsent } from '../../domain/checks.js';
import { bodyOf } from './support/bodies.js';
import { type Case, Cases } from './support/cases.js';
import { type Account, ELSEWHERE, memberOf } from './support/cast.js';
import { ALL, ANSWERED, earlierCases, NEVER, WORDS } from './support/earlier.js';
import { type House, openHouse, verdict } from './support/house.js';

/** Art. 12(7): one organ's investigation serves another's case, with what it found and nothing of what was decided. */
let house: House;
let cases: Cases;
let of: ReturnType<typeof earlierCases>;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
  of = earlierCases(house, cases);
}, 60_000);
afterAll(() => house?.stop());

describe('an earlier investigation', () => {
  test('it is used with what it found, for those who work on the case to look at anew, and nobody is asked anything', async () => {
    const earlier = await of.investigated();
    const made = await of.newCase(earlier, 'INVESTIGATION');
    expect(verdict(await of.choose(made))).toBe('201');
    const { earlier: brought, checks, matters, possible } = await of.read('officer', made);
    expect(brought).toEqual({
      organId: ELSEWHERE.organId,
      opinionOn: dayOf(earlier.opinionAt),
      opinion: WORDS.opinion,
      reviews: [{ on: dayOf(earlier.opinionAt), text: WORDS.review }],
      answers: expect.arrayContaining(
        Object.keys(ALL).map((code) => ({
          code,
          on: expect.any(String),
          statement: `${WORDS.source} ${code}`,
        })),
      ),
    });
    const before = await cases.house.register
      .selectFrom('checks')
      .select(['code', 'answered_at'])
      .where('case_id', '=', earlier.id)
      .execute();
    for (const { code, finding, status, reused, resolvedAt, answeredAt } of checks) {
      expect([status, finding, reused, resolvedAt]).toEqual([
        'ANSWERED',
        ANSWERED[code as CheckCode],
        true,
        null,
      ]);
      expect(answeredAt).toBe(before.find((row) => row.code === code)?.answered_at?.toISOString());
    }
    expect(checks).toHaveLength(3);
    expect(matters).toEqual({ FINANCIAL_CIRCUMSTANCES: 'TO_WEIGH', CRIMINAL_DISCIPLINARY: 'UNANSWERED' });
    expect(possible).not.toContain('giveOpinion');
    const sent = await house.register
      .selectFrom('outbox')
      .select('kind')
      .where('case_id', '=', made.id)
      .where('kind', '=', 'PUSH')
      .execute();
    expect(sent).toEqual([]);
    // Nor could a source answer: to it there is no such request.
    const requestIds = checks.map(({ requestId }: { requestId: string }) => requestId);
    for (const [n, requestId] of requestIds.entries()) {
      const headers = { authorization: `Bearer ${house.credentials[checks[n].source]}` };
      expect((await fetch(`${house.url}/gateway/requests/${requestId}`, { headers })).status).toBe(404);
    }
    await cases.step(made.id, 'escalate', 'System');
    expect(await cases.stage(made.id)).toBe('HUMAN_REVIEW');
  });

  test('nothing of the earlier result, its reasons, answers, family, grievance or number reaches those who work on the case', async () => {
    const earlier = await of.investigated();
    const made = await of.newCase(earlier, 'INVESTIGATION');
    await of.choose(made);
    for (const account of ['officer', 'inCharge', 'adjudicator'] as const)
      for (const end of ['', '/timeline', '/documents']) {
        const { text } = await house.get(account, `/applications/${made.id}${end}`);
        for (const never of [...Object.values(NEVER), earlier.id, 'NOT_FOUND', 'Grievance'])
          expect(text).not.toContain(never);
      }
    const [one, other] = [await of.investigated('CLOSED'), await of.investigated('PLEDGE_PENDING')];
    const used = [await of.newCase(one, 'INVESTIGATION'), await of.newCase(other, 'INVESTIGATION')] as const;
    for (const each of used) await of.choose(each);
    const shown = async (each: Case) =>
      (await of.heldBy('officer', each)).replaceAll(/"(requestId|documentId)":"[^"]+"/g, '');
    expect(await shown(used[0])).toBe(await shown(used[1]));
  });

  test('the other file’s history says who read it, and the person sees in their own that it was used', async () => {
    const earlier = await of.investigated();
    const made = await of.newCase(earlier, 'INVESTIGATION');
    await of.choose(made);
    const entry = await house.register
      .selectFrom('ledger')
      .select(['sub', 'role', 'purpose', 'organ_id', 'details'])
      .where('case_id', '=', earlier.id)
      .where('event', '=', 'EarlierInvestigationUsed')
      .executeTakeFirstOrThrow();
    expect(entry).toEqual({
      sub: memberOf('inCharge').sub,
      role: 'AssessmentOfficerInCharge',
      purpose: 'ASSESSMENT',
      organ_id: ELSEWHERE.organId,
      details: { applicationId: made.id },
    });
    const { body } = await house.get('subject', `/applications/${made.id}/timeline`);
    expect(body.entries.at(-1)).toMatchObject({
      event: 'InvestigationReused',
      article: 'Art. 12(7)',
      detail: {},
    });
  });

  test('a question the person does not consent to here is not brought over, nor words that rest on its answer', async () => {
    const made = await of.newCase(await of.investigated(), 'INVESTIGATION', {
      CONVICTION_RECORD: true,
      CREDIT_STANDING: false,
    });
    expect(verdict(await of.choose(made))).toBe('201');
    const answer = await house.get('officer', `/applications/${made.id}`);
    expect(answer.body.checks.map(({ code }: { code: string }) => code)).toEqual(['CONVICTION_RECORD']);
    expect(answer.body.earlier).not.toHaveProperty('opinion');
    expect(answer.body.earlier.reviews).toEqual([]);
    expect(answer.body.matters).toEqual({});
    // What may be asked for follows from the consent given here, and from nothing that was answered there.
    const told = JSON.stringify({ ...answer.body, supplementable: [] });
    for (const words of [WORDS.opinion, WORDS.review, 'CREDIT_STANDING', 'DISCIPLINARY_RECORD'])
      expect(told).not.toContain(words);
  });

  test('with words beside an answer that was declined tells nothing, whatever else was asked about the item', async () => {
    const earlier = await of.investigated();
    // The other question about the same item was answered with "no record", and without a word.
    const silent = house.register
      .updateTable('commands')
      .set({ details: sql`details - 'documentId'` as never })
      .where('case_id', '=', earlier.id)
      .where('action', '=', 'fileAnswer')
      .where(sql<boolean>`details ->> 'finding' = 'NO_RECORD'`);
    await sql`alter table commands disable trigger user`.execute(house.register);
    await silent.execute();
    await sql`alter table commands enable trigger user`.execute(house.register);
    const made = await of.newCase(earlier, 'INVESTIGATION');
    expect(verdict(await of.choose(made))).toBe('201');
    const { learnt, checks } = await of.read('officer', made);
    const found = checks.filter(({ item }: { item: string }) => item === 'CRIMINAL_DISCIPLINARY');
    expect(found.map(({ finding }: { finding: string }) => finding).toSorted()).toEqual([
      'DECLINED',
      'NO_RECORD',
    ]);
    expect(learnt).toEqual(['FINANCIAL_CIRCUMSTANCES']);
  });

  test('with words tells of an item where a source answered, and not where it said why it does not', async () => {
    const learntWith = async (inquiries: InquiryConsent) => {
      const made = await of.newCase(await of.investigated(), 'INVESTIGATION', inquiries);
      expect(verdict(await of.choose(made))).toBe('201');
      return (await of.read('officer', made)).learnt;
    };
    expect(await learntWith({ CONVICTION_RECORD: true })).toEqual(['CRIMINAL_DISCIPLINARY']);
    expect(await learntWith({ DISCIPLINARY_RECORD: true })).toEqual([]);
  });

  test('that was made under another scheme serves no case of this one, and is told to nobody', async () => {
    const earlier = await of.investigated();
    const under = (policy_version: string) =>
      house.register.updateTable('cases').set({ policy_version }).where('id', '=', earlier.id).execute();
    const made = await of.newCase(earlier, 'INVESTIGATION');
    await under('sds/2014-12-10');
    expect((await of.read('inCharge', made)).reusable).toBeUndefined();
    expect(verdict(await of.choose(made))).toBe('409 NOT_REUSABLE');
    // Under the name that a release before wrote, it is of this scheme.
    await under('2025-05');
    expect((await of.read('inCharge', made)).reusable).toMatchObject({ organId: ELSEWHERE.organId });
  });

  test('what was brought over stays when the earlier file is destroyed, and goes with its own', async () => {
    const earlier = await of.investigated();
    const made = await of.newCase(earlier, 'INVESTIGATION');
    await of.choose(made);
    await of.answerGrievances(earlier);
    await cases.step(earlier.id, 'dispose', 'System');
    expect((await of.read('officer', made)).earlier.opinion).toBe(WORDS.opinion);
    await cases.step(made.id, 'closeWithoutBasis', 'inCharge', { reason: 'TEST' });
    await cases.step(made.id, 'dispose', 'System');
    const left = await house.register
      .selectFrom('vault_documents')
      .select('class')
      .where('owner_id', '=', made.id)
      .execute();
    expect(left).toEqual([]);
  });

  test('an opinion, a decision and its document are this case’s own, and name what was brought over', async () => {
    const made = await of.newCase(await of.investigated(), 'INVESTIGATION', { CONVICTION_RECORD: true });
    await of.choose(made);
    await cases.step(made.id, 'completeChecks', 'System');
    const act = async (by: Account, path: string, routeId: string) =>
      verdict(
        await house.post(
          by,
          `/applications/${made.id}/${path}`,
          bodyOf(routeId, await cases.version(made.id)),
        ),
      );
    expect(await act('investigator', 'opinion', 'giveOpinion')).toBe('404 NOT_FOUND');
    expect(await act('inCharge', 'opinion', 'giveOpinion')).toBe('201');
    expect(await act('inCharge', 'submission', 'submitForDecision')).toBe('201');
    expect(await act('adjudicator', 'decision', 'decide')).toBe('201');
    const { body } = await house.get('adjudicator', `/applications/${made.id}/decision-packet`);
    const classes = body.packet.evidence.map(({ docClass }: { docClass: string }) => docClass);
    expect(classes).toContain('EARLIER_INVESTIGATION');
    expect(body.packet.facts.mode).toBe('REUSED');
  });

  test('who investigated then, at another organ, does not decide now', async () => {
    const earlier = await of.investigated();
    await house.register
      .insertInto('assignments')
      .values({ case_id: earlier.id, sub: memberOf('adjudicator').sub })
      .execute();
    const made = await of.newCase(earlier, 'INVESTIGATION', { CONVICTION_RECORD: true });
    await of.choose(made);
    await cases.step(made.id, 'completeChecks', 'System');
    await cases.step(made.id, 'giveOpinion', 'inCharge', { reason: 'TEST' });
    await cases.step(made.id, 'submitForDecision', 'inCharge');
    const body = bodyOf('decide', await cases.version(made.id));
    expect(verdict(await house.post('adjudicator', `/applications/${made.id}/decision`, body))).toBe(
      '409 SAME_PERSON',
    );
  });
});
