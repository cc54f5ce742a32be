import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dayBeside, dayOf } from '../../domain/calendar.js';
import { staffOf } from '../../sandbox/lives/world.js';
import { contractors, userOf } from '../../sandbox/people.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { formsOf } from '../web/html.js';
import { Visitor } from './visitor.js';

/** Certification and contracts by the pages alone: a contractor, and two people of an organ that has not certified it. */
let system: TestSystem;
const organ = staffOf(1);
const contractorId = contractors.find(({ name }) => name.en.startsWith('Tsukimi Quantum'))?.id ?? '';
const PAGE = '/console/contractors';
const day = (n: number) => dayBeside(dayOf(new Date().toISOString()), n);
const visitors: Record<string, Visitor> = {};
beforeAll(async () => {
  system = await startSystem();
  for (const account of [
    'contractor1',
    'contractor2',
    organ.inCharge,
    organ.adjudicator,
    organ.officer,
    'auditor',
  ]) {
    visitors[account] = new Visitor(system);
    await visitors[account].signIn(account);
  }
}, 60_000);
afterAll(() => system?.stop());

const as = (account: string) => visitors[account] as Visitor;
const STATED = {
  'parts.RULES.adoptedOn': '2025-04-01',
  'parts.RULES.revision': '1',
  'parts.PROTECTION_OFFICER.appointedOn': '2025-04-01',
  'parts.PROTECTION_OFFICER.deputies': '2',
  'parts.TRAINING.timesAYear': '4',
  'parts.TRAINING.lastHeldOn': '',
  'parts.PREMISES.restrictedAreas': '1',
  'parts.PREMISES.lockable': 'yes',
  'parts.PREMISES.entriesLogged': 'yes',
  'parts.FOREIGN_INFLUENCE.sharesAbroadPercent': '3',
  'parts.FOREIGN_INFLUENCE.officersOfForeignNationality': '0',
  'parts.FOREIGN_INFLUENCE.salesAbroadPercent': '12',
  'parts.FOREIGN_INFLUENCE.controlledFromAbroad': 'no',
};
const apply = (more: Record<string, string>) =>
  as('contractor2').fillIn(PAGE, 'applyForCertification', {
    ...STATED,
    contractorId,
    organId: organ.organId,
    remarks: '補足の説明です。',
    ...more,
  });
/** The newest certification that is linked to on the page of this account. */
async function certificationOf(account: string): Promise<string> {
  const links = [
    ...(await as(account).get(PAGE)).text.matchAll(/href="(\/console\/certifications\/[0-9a-f-]+)"/g),
  ];
  return links[0]?.[1] ?? '';
}
const stepsOn = async (account: string, path: string) =>
  Object.keys(formsOf((await as(account).get(path)).text))
    .filter((name) => name !== 'sign-out')
    .sort();

describe('a certification, by its pages', () => {
  test('is applied for in full: what is missing or wrong is told at its field, and what was written comes back', async () => {
    const { status, text } = await apply({
      'parts.RULES.revision': 'twice',
      'parts.PREMISES.lockable': '',
      organId: '',
    });
    expect(status).toBe(422);
    for (const [field, why] of [
      ['parts-RULES-revision', '書き方を確かめてください。'],
      ['parts-PREMISES-lockable', '記入または選択してください。'],
      ['organId', '記入または選択してください。'],
    ])
      expect(text).toContain(`id="applyForCertification-${field}-error">${why}`);
    expect(text).toContain('補足の説明です。');
    expect(text).toContain('value="twice"');
    const made = await apply({});
    expect([made.status, made.location?.pathname]).toEqual([303, PAGE]);
    expect((await as('contractor2').get(PAGE)).text).toContain('認定の申請を受け付けました。');
    // One application at a time, and the page says so.
    expect((await apply({ remarks: '二つ目' })).status).toBe(409);
  }, 60_000);

  test('is examined by one and granted by another; each sees their own steps and nobody else a page', async () => {
    const path = await certificationOf(organ.inCharge);
    expect(await stepsOn('contractor2', path)).toEqual(['giveBackCertification', 'supplementCertification']);
    expect(await stepsOn(organ.inCharge, path)).toEqual(['examineCertification']);
    expect(await stepsOn(organ.adjudicator, path)).toEqual([]);
    expect((await as(organ.inCharge).get('/console')).text).toContain('あなたの番の認定 1件');
    const inside = '事業者に示さない審査の理由';
    const examined = await as(organ.inCharge).fillIn(path, 'examineCertification', {
      recommended: 'GRANT',
      reasons: inside,
    });
    expect([examined.status, examined.location?.pathname]).toEqual([303, path]);
    expect((await as(organ.inCharge).get(path)).text).toContain(inside);
    // What the organ wrote for itself is on no page of the contractor's.
    const theirs = (await as('contractor2').get(path)).text;
    expect([theirs.includes(inside), theirs.includes('補足の説明です。')]).toEqual([false, true]);

    const late = await as(organ.adjudicator).fillIn(path, 'certifyCertification', {
      firstDay: day(-1),
      lastDay: day(300),
      reasons: '残る理由',
    });
    expect([late.status, late.text.includes('certifyCertification-firstDay-error')]).toEqual([422, true]);
    expect(late.text).toContain('残る理由');
    const certify = { firstDay: day(0), lastDay: day(300), reasons: '基準に適合する。' };
    expect((await as(organ.adjudicator).fillIn(path, 'certifyCertification', certify)).status).toBe(303);
    expect((await as('contractor2').get(path)).text).toContain('この認定は有効です。');
    for (const account of ['contractor1', organ.officer, 'auditor'])
      expect([account, (await as(account).get(path)).status]).toEqual([account, 404]);
  }, 60_000);

  test('is kept up by its contractor: a change that was reported is somebody’s turn, and a stale page changes nothing', async () => {
    const path = await certificationOf('contractor2');
    const stale = formsOf((await as('contractor2').get(path)).text).confirmCertification;
    const nothing = await as('contractor2').fillIn(path, 'reportChangeCertification', { from: day(30) });
    expect([nothing.status, nothing.text.includes('reportChangeCertification-parts-error')]).toEqual([
      422,
      true,
    ]);
    const change = {
      from: day(30),
      'parts.FOREIGN_INFLUENCE.sharesAbroadPercent': '40',
      'parts.FOREIGN_INFLUENCE.officersOfForeignNationality': '1',
      'parts.FOREIGN_INFLUENCE.salesAbroadPercent': '12',
      'parts.FOREIGN_INFLUENCE.controlledFromAbroad': 'no',
    };
    expect((await as('contractor2').fillIn(path, 'reportChangeCertification', change)).status).toBe(303);
    expect((await as(organ.inCharge).get(PAGE)).text).toContain('あなたの番です');
    const again = await as('contractor2').send(stale?.action ?? '', stale?.fields ?? {});
    expect([again.status, again.text.includes('ご覧になった後で動きがあった')]).toEqual([409, true]);
    const examined = { recommended: 'REFUSE', reasons: '外国の影響。' };
    expect((await as(organ.inCharge).fillIn(path, 'reexamineCertification', examined)).status).toBe(303);
    expect(await stepsOn(organ.adjudicator, path)).toEqual(['upholdCertification', 'withdrawCertification']);
  }, 60_000);

  test('ends by the second person, with reasons that the contractor reads', async () => {
    const path = await certificationOf('contractor2');
    const reasons = '事業者に知らせる理由';
    expect((await as(organ.adjudicator).fillIn(path, 'withdrawCertification', { reasons })).status).toBe(303);
    const { text } = await as('contractor2').get(path);
    expect([text.includes(reasons), text.includes('認定は取り消されました')]).toEqual([true, true]);
    expect(await stepsOn('contractor2', path)).toEqual([]);
  }, 60_000);
});

describe('a contract, by the page', () => {
  test('is recorded and ended by the officer in charge alone; that it ends at once is chosen', async () => {
    const contract = {
      organId: organ.organId,
      contractorId,
      paragraph: '10(1)',
      sections: 'K-7、K-8',
      firstDay: day(0),
      lastDay: '',
    };
    const wrong = await as(organ.inCharge).fillIn(PAGE, 'recordContract', { ...contract, sections: '極秘' });
    expect([wrong.status, wrong.text.includes('recordContract-sections-error')]).toEqual([422, true]);
    expect((await as(organ.inCharge).fillIn(PAGE, 'recordContract', contract)).status).toBe(303);
    const theirs = (await as('contractor2').get(PAGE)).text;
    expect(theirs).toContain('K-7 K-8');
    for (const account of ['contractor2', organ.adjudicator])
      expect(formsOf((await as(account).get(PAGE)).text).endContract).toBeUndefined();

    const { text } = await as(organ.inCharge).get(PAGE);
    const [, id = ''] = /<option value="([0-9a-f-]+)">[^<]*K-7 K-8/.exec(text) ?? [];
    for (const [fields, field] of [
      [{ contract: id, lastDay: day(5) }, 'when'],
      [{ contract: id, when: 'ON_DAY' }, 'lastDay'],
      [{ when: 'AT_ONCE' }, 'contract'],
    ] as const) {
      const back = await as(organ.inCharge).fillIn(PAGE, 'endContract', fields);
      expect([back.status, back.text.includes(`endContract-${field}-error`)]).toEqual([422, true]);
    }
    const ended = { contract: id, when: 'AT_ONCE' };
    const form = formsOf(text).endContract;
    const notTheirs = await as(organ.adjudicator).send(form?.action ?? '', {
      ...form?.fields,
      ...ended,
      csrf: 'x',
    });
    expect(notTheirs.status).toBe(403);
    expect((await as(organ.inCharge).fillIn(PAGE, 'endContract', ended)).status).toBe(303);
    expect((await as(organ.inCharge).get(PAGE)).text).not.toContain(`<option value="${id}">`);
  }, 60_000);
});

describe('a nomination, by its page', () => {
  const person = {
    'person.name': '架空 花子',
    'person.kana': 'かくう はなこ',
    'person.dateOfBirth': '1990-02-03',
    'person.address': '朝霧県架空市一丁目',
    'person.nationality': '日本',
    agreedToBeListed: 'yes',
  };
  const certifying = { organId: staffOf(0).organId, contractorId: contractors[0]?.id ?? '' };
  const nominate = (account: string, more: Record<string, string>) =>
    as(account).fillIn('/console/nomination', 'nominate', { ...person, ...more });

  test('needs a contractor’s person’s agreement to be listed, its day and its text', async () => {
    const without = await nominate('contractor1', certifying);
    expect([without.status, without.text.includes('nominate-listing-agreedOn-error')]).toEqual([422, true]);
    const untold = await nominate('contractor1', { ...certifying, agreedToBeListed: '' });
    expect([untold.status, untold.text.includes('nominate-agreedToBeListed-error')]).toEqual([422, true]);
    expect(untold.text).toContain('架空 花子');
    const whose = await nominate('contractor1', { ...certifying, contractorId: '' });
    expect([whose.status, whose.text.includes('nominate-contractorId-error')]).toEqual([422, true]);
    const agreed = { 'listing.agreedOn': day(0), 'listing.text': '2025-05-16' };
    const early = await nominate('contractor1', { ...certifying, ...agreed, 'listing.agreedOn': day(1) });
    expect([early.status, early.text.includes('nominate-listing-agreedOn-error')]).toEqual([422, true]);
    expect((await nominate('contractor1', { ...certifying, ...agreed })).status).toBe(303);
    const list = (await as('contractor1').get('/console/nominees')).text;
    expect([list.includes('2025-05-16'), list.includes('架空 花子')]).toEqual([true, false]);
    // Another contractor has none of it, and cannot nominate in this one's name.
    expect((await as('contractor2').get('/console/nominees')).text).toContain('候補者はいません。');
    expect((await nominate('contractor2', { ...certifying, ...agreed })).status).toBe(404);
  }, 60_000);

  test('of the organ’s own is its officer in charge’s, who is asked for no contractor', async () => {
    const { text } = await as(organ.inCharge).get('/console/nomination');
    expect(text).not.toContain('name="contractorId"');
    expect((await as(organ.inCharge).get('/console/queue')).text).toContain('href="/console/nomination"');
    expect((await nominate(organ.inCharge, { organId: organ.organId })).status).toBe(303);
    expect((await as(organ.inCharge).get('/console/queue')).text).toContain('架空 花子');
    for (const account of [organ.adjudicator, organ.officer, 'auditor'])
      expect([account, (await as(account).get('/console/nomination')).status]).toEqual([account, 404]);
  }, 60_000);
});

describe('the lists of a contractor', () => {
  test('are two pages, for its manager and nobody else', async () => {
    for (const path of ['/console/nominees', '/console/assessed-persons']) {
      for (const account of Object.keys(visitors))
        expect([account, path, (await as(account).get(path)).status]).toEqual([
          account,
          path,
          account.startsWith('contractor') ? 200 : 404,
        ]);
    }
    // Each look is an entry, and a page that was refused is none.
    const entries = await system.register
      .selectFrom('ledger')
      .select(['event', 'sub'])
      .where('event', 'in', ['NomineeListRead', 'AssessedPersonListRead'])
      .execute();
    const subs = ['contractor1', 'contractor2'].map((account) => userOf(account).sub);
    for (const event of ['NomineeListRead', 'AssessedPersonListRead']) {
      const readers = entries.filter((entry) => entry.event === event).map(({ sub }) => sub);
      expect(new Set(readers)).toEqual(new Set(subs));
    }
  }, 60_000);

  test('and every page of certifications, are in the navigation of those alone whose they are', async () => {
    const pages = [
      PAGE,
      '/console/nominees',
      '/console/items',
      '/console/handling-check',
      '/console/notices',
    ];
    const shown = async (account: string) => {
      const { text } = await as(account).get('/console');
      return pages.filter((page) => text.includes(`href="${page}"`));
    };
    expect(await shown('contractor1')).toEqual(pages);
    expect(await shown(organ.inCharge)).toEqual([PAGE, '/console/items', '/console/notices']);
    expect(await shown(organ.adjudicator)).toEqual([PAGE]);
    expect([await shown(organ.officer), await shown('auditor')]).toEqual([[], []]);
  }, 60_000);
});
