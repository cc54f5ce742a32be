import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { printRouteId } from '../../api/routes/documents.js';
import { ROUTES } from '../../api/routes/index.js';
import { servedText } from '../../api/served-text.js';
import { DOCUMENT_CODES } from '../../domain/documents.js';
import { printed } from '../forms/printed.js';
import { type Case, Cases, PERSON } from './support/cases.js';
import { type Account, ACCOUNTS, memberOf } from './support/cast.js';
import { READERS } from './expectations.js';
import { type Answer, askAll, type House, openHouse, unreferenced, verdict } from './support/house.js';

let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
beforeEach(() => cases.leave());
afterAll(() => house?.stop());

interface Listed {
  form: string;
  of: string | null;
  at: string | null;
  text: string;
}
const pathOf = ({ id }: Case) => `/applications/${id}/documents`;
const listed = async (account: Account, made: Case) =>
  ((await house.get(account, pathOf(made))).body.items ?? []) as Listed[];
const formsOf = async (account: Account, made: Case) => (await listed(account, made)).map(({ form }) => form);

/** A document as it arrives, bytes and all. */
async function file(account: Account, at: string) {
  const authorization = `Bearer ${await house.token(account)}`;
  const response = await fetch(`${house.url}${at}`, { headers: { authorization } });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

const plain = (text: string) => text.replace(/\s/g, '');

describe('the documents of a case', () => {
  test('are listed for those who read its file and for its subject; for anybody else there is no case', async () => {
    const made = await cases.application('CLOSED', { decision: 'NOT_FOUND' });
    const readers = READERS.application({ asked: true });
    const answers = await askAll(ACCOUNTS, (account) => house.get(account, pathOf(made)));
    const told = (answer: Answer) => (answer.status === 200 ? '200' : verdict(answer));
    expect(Object.fromEntries(ACCOUNTS.map((account) => [account, told(answers[account])]))).toEqual(
      Object.fromEntries(
        ACCOUNTS.map((account) => [
          account,
          (readers.get(account) ?? 'outcome') === 'outcome' ? '404 NOT_FOUND' : '200',
        ]),
      ),
    );
    const nowhere = await house.get('manager', `/applications/${randomUUID()}/documents`);
    expect(unreferenced(answers.manager)).toEqual(unreferenced(nowhere));
  }, 30_000);

  test('print for whoever has them in the list, and for nobody else', async () => {
    const made = await cases.application('CLOSED', { decision: 'NOT_FOUND' });
    for (const account of [
      'subject',
      'officer',
      'adjudicator',
      'grievance',
      'manager',
      'officerTied',
    ] as const) {
      const mine = await listed(account, made);
      for (const form of DOCUMENT_CODES) {
        const { response } = await file(account, `${pathOf(made)}/${form}`);
        const listedHere = mine.some((one) => one.form === form);
        expect([account, form, response.status]).toEqual([account, form, listedHere ? 200 : 404]);
      }
    }
  }, 60_000);

  test('the contractor’s manager prints none, and no route is open to them', () => {
    for (const form of DOCUMENT_CODES)
      expect(ROUTES.find(({ id }) => id === printRouteId(form))?.who).not.toContain(
        'ContractorSecurityManager',
      );
  });

  test('no reasons and no result before the notice, not even for those who know them', async () => {
    const made = await cases.application('DECIDED', { decision: 'NOT_FOUND' });
    for (const account of ['subject', 'officer', 'adjudicator'] as const) {
      expect(await formsOf(account, made)).not.toEqual(expect.arrayContaining(['reasons']));
      expect((await file(account, `${pathOf(made)}/reasons`)).response.status).toBe(404);
      expect((await file(account, `${pathOf(made)}/result-notice`)).response.status).toBe(404);
    }
    const told = await cases.application('CLOSED', { decision: 'NOT_FOUND' });
    const { bytes } = await file('subject', `${pathOf(told)}/reasons?lang=ja`);
    expect(plain(printed(bytes).text)).toContain('REASONSTEXT');
    const waived = await cases.application('CLOSED', { decision: 'NOT_FOUND', reasonsWaived: true });
    expect((await file('subject', `${pathOf(waived)}/reasons`)).response.status).toBe(404);
  }, 60_000);
});

describe('a document', () => {
  test('is a PDF shown in place, whose name tells nothing about anybody, and never kept by a cache', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    const { response, bytes } = await file('subject', `${pathOf(made)}/notice?lang=en`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(response.headers.get('content-disposition')).toBe('inline; filename="notice-en.pdf"');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('prints the very text that was served, by name and hash', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    const { bytes } = await file('subject', `${pathOf(made)}/notice`);
    const found = printed(bytes);
    expect(found.text).toContain(servedText('NEW_HANDLER'));
    expect(plain(found.text)).toContain(plain(PERSON.name));
    expect((await listed('subject', made)).find(({ form }) => form === 'notice')?.text).toBe(
      servedText('NEW_HANDLER'),
    );
  });

  test('leaves on the ledger who printed what, and for which purpose', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    await file('officer', `${pathOf(made)}/refusal?lang=ja`);
    await file('subject', `${pathOf(made)}/refusal?lang=ja`);
    const rows = await house.register
      .selectFrom('ledger')
      .select(['sub', 'purpose', 'details'])
      .where('case_id', '=', made.id)
      .where('event', '=', 'FileRead')
      .orderBy('recorded_at')
      .execute();
    expect(rows).toMatchObject([
      { sub: memberOf('officer').sub, purpose: 'ASSESSMENT', details: { document: 'refusal' } },
      { sub: memberOf('subject').sub, purpose: 'OWN_FILE', details: { document: 'refusal' } },
    ]);
    expect(JSON.stringify(rows)).not.toContain(PERSON.name);
  });

  test('an inquiry tells its source the fields of its own question and nothing else of the person', async () => {
    const made = await cases.application('CHECKS_RUNNING', {
      inquiries: { DISCIPLINARY_RECORD: true, POLICE_RECORD: true },
    });
    const letters = (await listed('officer', made)).filter(({ form }) => form === 'inquiry');
    expect(letters).toHaveLength(2);
    const texts = await Promise.all(
      letters.map(
        async ({ of }) => printed((await file('officer', `${pathOf(made)}/inquiry?of=${of}`)).bytes).text,
      ),
    );
    const employer = plain(texts.find((text) => text.includes('懲戒処分の記録')) ?? '');
    expect(employer).toContain(plain(PERSON.name));
    for (const kept of [PERSON.kana, PERSON.address, '有罪の裁判'])
      expect(employer).not.toContain(plain(kept));
    expect((await file('subject', `${pathOf(made)}/inquiry?of=${letters[0]?.of}`)).response.status).toBe(404);
    expect((await file('officer', `${pathOf(made)}/inquiry?of=${randomUUID()}`)).response.status).toBe(404);
    await cases.step(made.id, 'withdrawConsent', 'subject');
    expect((await file('officer', `${pathOf(made)}/inquiry?of=${letters[0]?.of}`)).response.status).toBe(404);
  }, 30_000);

  test('a grievance prints for who filed it and its officer, and for none of those it may be about', async () => {
    const made = await cases.application('CLOSED');
    const filed = await house.post('subject', `/applications/${made.id}/grievances`, {
      about: 'CONDUCT',
      text: 'GRIEVANCE TEXT',
    });
    expect(filed.status).toBe(201);
    const [own] = (await listed('subject', made)).filter(
      ({ form, at }) => form === 'grievance' && at !== null,
    );
    for (const account of ['subject', 'grievance'] as const) {
      const { bytes } = await file(account, `${pathOf(made)}/grievance?of=${own?.of}`);
      expect([account, plain(printed(bytes).text).includes('GRIEVANCETEXT')]).toEqual([account, true]);
    }
    for (const account of ['officer', 'adjudicator', 'inCharge', 'investigator', 'manager'] as const)
      expect((await file(account, `${pathOf(made)}/grievance?of=${own?.of}`)).response.status).toBe(404);
  }, 30_000);

  test('what cannot be asked for is refused: another language, another field', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    for (const query of ['lang=fr', 'of=1', 'person=x'])
      expect(verdict(await house.get('subject', `${pathOf(made)}/notice?${query}`))).toMatch(
        /^4\d\d INVALID$/,
      );
  });

  test('of a destroyed file there is none', async () => {
    const made = await cases.application('CLOSED');
    await cases.step(made.id, 'dispose', 'System');
    expect(await formsOf('officer', made)).toEqual([]);
    expect((await file('officer', `${pathOf(made)}/notice`)).response.status).toBe(404);
    expect(house.errors).toEqual([]);
  });
});
