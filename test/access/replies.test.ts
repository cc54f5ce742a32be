import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { fileReceived, unfiledAnswers } from '../../store/inbox.js';
import { readNow } from '../../store/clock.js';
import { type Case, type Cases, FURTHER, INQUIRY } from './support/cases.js';
import { type Account, ACCOUNTS } from './support/cast.js';
import { askAll, holdings, type House, openHouse, verdict, verdicts } from './support/house.js';
import { Originals } from './support/originals.js';

/** Sources that answer by letter: the same question, the same inbox, the same rules (Art. 12(6)). */
let house: House;
let of: Originals;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  of = new Originals(house);
  cases = of.cases;
}, 60_000);
afterAll(() => house?.stop());

const KEYS: readonly Account[] = ['officer', 'officerOnceSubject', 'investigator', 'investigatorOnceSubject'];
const SECONDS: readonly Account[] = [...KEYS, 'officerUnassigned', 'inCharge', 'inChargeOnceSubject'];

async function referenceOf({ id }: Case): Promise<string> {
  const row = await house.register
    .selectFrom('checks')
    .select('request_id')
    .where('case_id', '=', id)
    .where('code', '=', INQUIRY)
    .executeTakeFirstOrThrow();
  return row.request_id;
}
async function reply(made: Case, by: Account, more: object = {}) {
  const reference = await referenceOf(made);
  const says = { answer: 'RECORD', statement: '記録がある旨の回答。' };
  return house.post(by, `/applications/${made.id}/replies`, {
    reference,
    original: of.paper(),
    says,
    ...more,
  });
}
const dispatch = async (made: Case, by: Account, reference?: string) =>
  house.post(by, `/applications/${made.id}/dispatches`, {
    reference: reference ?? (await referenceOf(made)),
  });
const inbox = async (made: Case) =>
  house.register
    .selectFrom('inbox')
    .select(['answer', 'source', 'statement_id'])
    .where('request_id', '=', await referenceOf(made))
    .execute();

describe('a reply by letter', () => {
  test('is keyed in by whoever investigates, confirmed by another, and by nobody else', async () => {
    const made = await cases.application('CHECKS_RUNNING');
    const reference = await referenceOf(made);
    const others = ACCOUNTS.filter((account) => !KEYS.includes(account));
    const before = await holdings(house.register);
    const answers = await askAll(others, (account) => reply(made, account, { reference }));
    expect(new Set(Object.values(verdicts(answers)))).toEqual(new Set(['404 NOT_FOUND', '403 NOT_YOURS']));
    expect(await holdings(house.register)).toBe(before);

    const keyed = await reply(made, 'officer');
    expect(verdict(keyed)).toBe('201');
    expect(await inbox(made)).toEqual([]);
    const paper = keyed.body.id as string;
    const barred = ACCOUNTS.filter((account) => !SECONDS.includes(account));
    const tried = await askAll(barred, (account) => of.confirm(paper, account));
    expect(new Set(Object.values(verdicts(tried)))).toEqual(new Set(['404 NOT_FOUND', '403 NOT_YOURS']));
    expect(verdict(await of.confirm(paper, 'officer'))).toBe('409 SAME_PERSON');
    expect((await of.confirm(paper, 'investigator')).body).toMatchObject({ status: 'CONFIRMED' });
    expect(await inbox(made)).toMatchObject([
      { answer: 'RECORD', source: 'MUNICIPALITY', statement_id: expect.any(String) },
    ]);
  });

  test('is filed as one over the gateway is', async () => {
    const made = await cases.application('CHECKS_RUNNING');
    const { body } = await reply(made, 'investigator');
    await of.confirm(body.id, 'officerUnassigned');
    const filed = await house.register.transaction().execute(async (tx) => {
      const [answer] = await unfiledAnswers(tx, { caseId: made.id, limit: 5 });
      return answer && fileReceived(tx, answer, await readNow(tx));
    });
    expect(filed).toBe('FILED');
    const check = await house.register
      .selectFrom('checks')
      .select(['status', 'finding'])
      .where('case_id', '=', made.id)
      .where('code', '=', INQUIRY)
      .executeTakeFirstOrThrow();
    expect(check).toEqual({ status: 'ANSWERED', finding: 'RECORD' });
  });

  test('is receipted for its source, by those who had it in hand, to no name and without what became of it', async () => {
    const made = await cases.application('CHECKS_RUNNING');
    const { body } = await reply(made, 'officer');
    const receipt = (by: Account, lang: string) =>
      house.get(by, `/originals/${body.id}/receipt?lang=${lang}`);
    for (const lang of ['ja', 'en']) {
      const { status, text } = await receipt('officer', lang);
      expect([status, text.slice(0, 5)]).toEqual([200, '%PDF-']);
    }
    // Whoever is yet to compare it is not shown its hash.
    for (const by of ['investigator', 'manager', 'subject'] as const)
      expect(verdict(await receipt(by, 'ja'))).toBe('404 NOT_FOUND');
    await of.confirm(body.id, 'investigator');
    expect((await receipt('investigator', 'ja')).status).toBe(200);
  });

  test('is told to its person no more than a question is', async () => {
    const made = await cases.application('CHECKS_RUNNING');
    const { body } = await reply(made, 'officer');
    const listed = await house.get('subject', `/originals?caseId=${made.id}`);
    expect([verdict(listed), listed.body.items]).toEqual(['200', []]);
    for (const at of [`/originals/${body.id}`, `/originals/${body.id}/receipt`])
      expect(verdict(await house.get('subject', at))).toBe('404 NOT_FOUND');
  });

  test('counts once: what came over the gateway first makes it a paper received', async () => {
    const made = await cases.application('CHECKS_RUNNING');
    const { body } = await reply(made, 'officer');
    const sent = await fetch(`${house.url}/gateway/requests/${await referenceOf(made)}/answer`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${house.credentials.MUNICIPALITY}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ answer: 'NO_RECORD' }),
    });
    expect(sent.status).toBe(202);
    expect((await of.confirm(body.id, 'inCharge')).body).toMatchObject({ status: 'STALE' });
    expect(await inbox(made)).toMatchObject([{ answer: 'NO_RECORD' }]);
    expect(verdict(await reply(made, 'officer'))).toBe('409 ALREADY_ANSWERED');
  });

  test('names a question of this very case', async () => {
    const made = await cases.application('CHECKS_RUNNING');
    const other = await referenceOf(await cases.application('CHECKS_RUNNING'));
    for (const reference of [other, randomUUID()]) {
      const refused = await reply(made, 'officer', { reference });
      expect([verdict(refused), refused.body.errors[0].pointer]).toEqual(['422 INVALID', '/reference']);
    }
  });

  test('that comes after a withdrawal is not kept, and no letter is printed or leaves any more', async () => {
    const made = await cases.application('CHECKS_RUNNING');
    const reference = await referenceOf(made);
    const letter = () => house.get('officer', `/applications/${made.id}/documents/inquiry?of=${reference}`);
    expect(verdict(await letter())).toBe('200');
    expect(verdict(await dispatch(made, 'officer'))).toBe('201');
    const keyed = await reply(made, 'officer');
    expect(verdict(await of.key(made, 'withdrawConsent', 'officerOnceSubject'))).toBe('201');
    expect(await of.statusOf(keyed.body.id)).toBe('STALE');
    expect(verdict(await letter())).toBe('404 NOT_FOUND');
    expect(verdict(await dispatch(made, 'officer', reference))).toBe('410 CLOSED_REQUEST');
    expect(verdict(await reply(made, 'officer'))).toBe('410 CLOSED_REQUEST');
    const told = await house.register
      .selectFrom('ledger')
      .select('details')
      .where('case_id', '=', made.id)
      .where('event', '=', 'LetterDispatched')
      .execute();
    expect(told.map(({ details }) => details)).toEqual([
      { requestId: reference, source: 'MUNICIPALITY', fields: expect.any(Array) },
    ]);
  });

  test('keyed in and not yet compared, goes with the consent to its question: nobody waits for it, and nothing is used', async () => {
    const both = { inquiries: { [INQUIRY]: true, [FURTHER]: true } };
    const made = await cases.application('CHECKS_RUNNING', both);
    const keyed = await reply(made, 'officer');
    const takeBack = (code: string) =>
      house.post('subject', `/applications/${made.id}/inquiry-withdrawal`, { codes: [code] });
    const waits = async () => {
      const { rows } = await sql<{
        so: boolean;
      }>`select sekisho_original_waits(${made.id}::uuid) as so`.execute(house.register);
      return rows[0]?.so;
    };
    const content = async () =>
      (
        await house.register
          .selectFrom('vault_documents')
          .select('class')
          .where('owner_id', '=', made.id)
          .where('class', 'in', ['ORIGINAL', 'EVIDENCE'])
          .execute()
      ).map((row) => row.class);
    await takeBack(FURTHER);
    expect([await waits(), await of.statusOf(keyed.body.id)]).toEqual([true, 'WAITING']);
    expect(await content()).toEqual(['ORIGINAL']);
    await takeBack(INQUIRY);
    // That a paper was received stays; what it said does not, and whoever comes to compare it finds it settled.
    expect([await waits(), await of.statusOf(keyed.body.id)]).toEqual([false, 'STALE']);
    expect(await content()).toEqual([]);
    expect(verdict(await of.confirm(keyed.body.id, 'investigator'))).toBe('409 WRONG_STAGE');
    expect(await inbox(made)).toEqual([]);
  });
});
