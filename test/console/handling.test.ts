import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dayBeside, dayOf } from '../../domain/calendar.js';
import { Play, personOf, staffOf } from '../../sandbox/lives/world.js';
import { contractors, userOf } from '../../sandbox/people.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { formsOf } from '../web/html.js';
import { Visitor } from './visitor.js';

/** Items, lists, checks and notices by the pages alone, about one person of the organ's who was found. */
let system: TestSystem;
let play: Play;
let clearance: string;
let item: string;
const staff = staffOf(0);
const { id: subjectId } = personOf('s01');
const CUSTODIAN = 'information1';
const day = (n: number) => dayBeside(dayOf(new Date().toISOString()), n);
const visitors: Record<string, Visitor> = {};
const as = (account: string) => visitors[account] as Visitor;
beforeAll(async () => {
  system = await startSystem();
  play = new Play({ as: system.as }, staff, 's01');
  for (const account of [CUSTODIAN, staff.inCharge, 'contractor1', staff.adjudicator, staff.officer, 's01']) {
    visitors[account] = new Visitor(system);
    await visitors[account].signIn(account);
  }
  clearance = await play.clear(await play.untilChecks());
}, 120_000);
afterAll(() => system?.stop());

const ITEMS = '/console/items';
const CHECK = '/console/handling-check';
const register = (more: Record<string, string>) =>
  as(staff.inCharge).fillIn(ITEMS, 'registerItem', {
    organId: staff.organId,
    contractorId: '',
    designation: 'K-2026-1',
    custodian: userOf(CUSTODIAN).sub,
    ...more,
  });

describe('an item of information', () => {
  test('is registered by the officer in charge, and on the page of its custodian', async () => {
    for (const [fields, field] of [
      [{ designation: '極秘の設計図' }, 'designation'],
      [{ custodian: userOf('officer1').sub }, 'custodian'],
      [{ custodian: '' }, 'custodian'],
    ] as const) {
      const back = await register(fields);
      expect([back.status, back.text.includes(`registerItem-${field}-error`)]).toEqual([422, true]);
    }
    const made = await register({});
    expect([made.status, made.location?.pathname]).toEqual([303, ITEMS]);
    const { text } = await as(CUSTODIAN).get(ITEMS);
    [, item = ''] = /href="(\/console\/items\/[0-9a-f-]+)">K-2026-1</.exec(text) ?? [];
    expect(item).not.toBe('');
    expect(formsOf(text).registerItem).toBeUndefined();
    for (const account of ['contractor1', staff.adjudicator, staff.officer, 's01'])
      expect([account, (await as(account).get(item)).status]).toEqual([account, 404]);
  }, 60_000);

  test('has a list that its custodian keeps and the officer in charge reads', async () => {
    const forms = async (account: string) => Object.keys(formsOf((await as(account).get(item)).text)).sort();
    expect(await forms(CUSTODIAN)).toEqual(['handling-check', 'putOnHandlerList', 'sign-out']);
    expect(await forms(staff.inCharge)).toEqual(['nameCustodian', 'sign-out']);
    const put = (fields: Record<string, string>) =>
      as(CUSTODIAN).fillIn(item, 'putOnHandlerList', {
        subjectId,
        firstDay: day(0),
        lastDay: day(90),
        ...fields,
      });
    for (const [fields, field] of [
      [{ subjectId: 'だれか' }, 'subjectId'],
      [{ subjectId: randomUUID() }, 'subjectId'],
      [{ lastDay: day(-1) }, 'lastDay'],
    ] as const) {
      const back = await put(fields);
      expect([back.status, back.text.includes(`putOnHandlerList-${field}-error`)]).toEqual([422, true]);
    }
    expect((await put({})).status).toBe(303);
    expect((await as(staff.inCharge).get(item)).text).toContain(subjectId);
  }, 60_000);
});

/** What the page says, without the ids that were asked about and the minute it was drawn in. */
const itemId = () => item.split('/').at(-1) ?? '';
async function checkAs(
  account: string,
  asked: { subjectId?: string; itemId?: string; organId?: string } = {},
) {
  const { subjectId: whom = subjectId, itemId: what = itemId(), organId = staff.organId } = asked;
  const { status, text } = await as(account).fillIn(CHECK, 'handling-check', {
    subjectId: whom,
    item: `${organId}.${what}`,
  });
  const page = text.replace(/<p>この画面の日時[^<]*<\/p>/, '');
  // The ids stand in the answer; those of the reader's own items below it, in the form, are the same for every answer.
  const end = page.indexOf('</section>', page.indexOf('<section id="answer"'));
  const answer = page.slice(0, end).replaceAll(whom, 'WHOM').replaceAll(what, 'WHAT');
  return { status, page: answer + page.slice(end) };
}

describe('the handling check', () => {
  test('is yes until a day; and every no is the same page, in every byte, whatever its reason', async () => {
    const yes = await checkAs(CUSTODIAN);
    expect([yes.status, yes.page.includes('取り扱えます</p>')]).toEqual([200, true]);
    const noes: string[] = [];
    const no = async (asked?: Parameters<typeof checkAs>[1]) =>
      noes.push((await checkAs(CUSTODIAN, asked)).page);
    await no({ subjectId: randomUUID() });
    await no({ itemId: randomUUID() });
    await no({ organId: staffOf(1).organId });
    const off = await as(CUSTODIAN).fillIn(item, 'takeOffHandlerList', { subjectId });
    expect(off.status).toBe(303);
    await no();
    await as(CUSTODIAN).fillIn(item, 'putOnHandlerList', { subjectId, firstDay: day(3), lastDay: day(9) });
    await no();
    expect(new Set(noes).size).toBe(1);
    expect(noes[0]).toContain('取り扱えません</p>');
    expect(noes[0]).not.toMatch(/name="key"|K-2026-1<\/(?!option)/);
    const told = await system.register
      .selectFrom('ledger')
      .select(['details'])
      .where('event', '=', 'HandlingChecked')
      .execute();
    expect(told).toHaveLength(6);
    const grounds = told.map(({ details }) => (details as { ground: string }).ground);
    expect(new Set(grounds).size).toBe(5);
  }, 60_000);

  test('asks for both, tells at the field which is missing, and is no page of whoever keeps nothing', async () => {
    const back = await as(CUSTODIAN).fillIn(CHECK, 'handling-check', { subjectId: 'x' });
    expect(back.status).toBe(422);
    for (const field of ['item', 'subjectId']) expect(back.text).toContain(`checkHandling-${field}-error`);
    const form = formsOf((await as(CUSTODIAN).get(CHECK)).text)['handling-check'];
    expect((await as(CUSTODIAN).send(CHECK, { ...form?.fields, csrf: 'x' })).status).toBe(403);
    for (const account of [staff.inCharge, staff.adjudicator, staff.officer, 's01']) {
      expect([account, (await as(account).get(CHECK)).status]).toEqual([account, 404]);
      const own = formsOf((await as(account).get('/console')).text)['sign-out'];
      const asked = { csrf: own?.fields.csrf ?? '', subjectId, item: `${staff.organId}.${itemId()}` };
      expect([account, (await as(account).send(CHECK, asked)).status]).toEqual([account, 404]);
    }
  }, 60_000);

  test('leaves its grounds to the officer in charge, with their articles, and to nobody who asks', async () => {
    const path = `/console/handling-grounds?organ=${staff.organId}`;
    const { status, text } = await as(staff.inCharge).get(path);
    expect(status).toBe(200);
    for (const word of ['適性評価の結果', '取扱者名簿に記載がない', '運用基準：取扱者名簿', 'K-2026-1'])
      expect(text).toContain(word);
    for (const account of [CUSTODIAN, 'contractor1', staff.officer])
      expect([account, (await as(account).get(path)).status]).toEqual([account, 404]);
    const elsewhere = `/console/handling-grounds?organ=${staffOf(1).organId}`;
    expect((await as(staff.inCharge).get(elsewhere)).status).toBe(404);
  }, 60_000);
});

describe('a notice of an ended right', () => {
  test('says the day and never why, waits for its reader, and is acknowledged once', async () => {
    await as(CUSTODIAN).fillIn(item, 'takeOffHandlerList', { subjectId });
    await as(CUSTODIAN).fillIn(item, 'putOnHandlerList', { subjectId, firstDay: day(0), lastDay: day(9) });
    await play.act(staff.inCharge, `/clearances/${clearance}/lapse`, { reasons: '必要がなくなった。' });
    expect((await as(CUSTODIAN).get('/console')).text).toContain('確認を待っている取扱い終了の通知 2件');
    const { text } = await as(CUSTODIAN).get('/console/notices');
    expect(text).toContain(subjectId);
    expect(text).not.toMatch(/必要がなくなった|効力停止|告知|取消し/);
    const rows = Object.keys(formsOf(text)).filter((name) => name !== 'sign-out');
    expect(rows).toHaveLength(2);
    const seen = await as(staff.inCharge).get('/console/notices');
    expect(Object.keys(formsOf(seen.text))).toEqual(['sign-out']);
    const own = formsOf(seen.text)['sign-out']?.fields.csrf ?? '';
    const theirs = { csrf: own, key: randomUUID() };
    expect((await as(staff.inCharge).send(`/console/notices/${rows[0]}`, theirs)).status).toBe(404);
    for (const row of rows) {
      const known = await as(CUSTODIAN).fillIn('/console/notices', row);
      expect([known.status, known.location?.pathname]).toEqual([303, '/console/notices']);
    }
    expect((await as(CUSTODIAN).get('/console/notices')).text).not.toContain(subjectId);
    const all = (await as(staff.inCharge).get('/console/notices?show=all')).text;
    expect(all.split('確認済み')).toHaveLength(3);
    for (const account of [staff.adjudicator, staff.officer, 's01'])
      expect([account, (await as(account).get('/console/notices')).status]).toEqual([account, 404]);
  }, 60_000);
});

test('of what was provided to a contractor, the contractor alone lists and asks', async () => {
  const contractorId = contractors[0]?.id ?? '';
  const made = await register({
    designation: 'K-2026-2',
    contractorId,
    custodian: userOf('contractor1').sub,
  });
  expect(made.status).toBe(303);
  const { text } = await as('contractor1').get(ITEMS);
  const [, theirs = ''] = /href="(\/console\/items\/[0-9a-f-]+)">K-2026-2</.exec(text) ?? [];
  expect((await as('contractor1').get(theirs)).status).toBe(200);
  expect((await as(CUSTODIAN).get(theirs)).status).toBe(404);
  // A person of the organ's own is none of theirs, and the page says only that.
  const fields = { subjectId, firstDay: day(0), lastDay: day(9) };
  expect((await as('contractor1').fillIn(theirs, 'putOnHandlerList', fields)).status).toBe(422);
  const no = await checkAs('contractor1', { itemId: theirs.split('/').at(-1) ?? '' });
  expect(no.page).toContain('取り扱えません</p>');
}, 60_000);
