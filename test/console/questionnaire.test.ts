import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Play, staffOf } from '../../sandbox/lives/world.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { formsOf } from '../web/html.js';
import { Visitor } from './visitor.js';

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
}, 60_000);
afterAll(() => system?.stop());

test('fills in a questionnaire part by part: kept as far as it is, with what is missing said where it is', async () => {
  const play = new Play({ as: system.as }, staffOf(0), 's04');
  const id = await play.nominate();
  await play.approve(id);
  await play.serveNotice(id);
  await play.consent(id);
  const path = `/console/cases/${id}`;
  const visitor = new Visitor(system);
  await visitor.signIn('s04');
  const money = `${path}/questionnaire/financial-circumstances`;
  const hostile = `<script>alert(1)</script> "架空" & 'co'`;
  const arrears = {
    'renting.says': 'YES',
    'rentArrears.says': 'YES',
    'rentArrears.0.what': hostile,
    'rentArrears.0.from': '２０２１年４月',
  };
  const added = await visitor.fillIn(money, 'financial-circumstances', { ...arrears, add: 'rentArrears' });
  expect([added.status, added.location?.search]).toEqual([303, '?more=rentArrears']);
  const more = await visitor.get(`${money}?more=rentArrears`);
  expect(more.text).toContain('name="rentArrears.1.what"');
  expect(more.text).toContain('value="2021-04"');
  expect(more.text).toContain('&lt;script>alert(1)&lt;/script>');
  expect(more.text).not.toContain('<script');

  const kept = await visitor.get(money);
  expect(kept.text).toContain('href="#submitQuestionnaire-answers-FINANCIAL_CIRCUMSTANCES-debts-says"');
  expect(kept.text).toContain(
    'href="#submitQuestionnaire-answers-FINANCIAL_CIRCUMSTANCES-rentArrears-rows-0-owed"',
  );

  const wrong = await visitor.fillIn(money, 'financial-circumstances', {
    ...arrears,
    'rentArrears.0.owed': '少し',
  });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('まだ保存していません');
  expect(wrong.text).toContain('value="少し"');

  const [one, two] = [await visitor.get(money), await visitor.get(money)].map(
    ({ text }) => formsOf(text)['financial-circumstances'],
  );
  const send = (form: typeof one, owed: string) =>
    visitor.send(form?.action ?? '', { ...form?.fields, ...arrears, 'rentArrears.0.owed': owed });
  expect((await send(one, '10,000円')).status).toBe(303);
  const late = await send(two, '20000');
  expect([late.status, late.text.includes('value="20000"')]).toEqual([409, true]);

  // Sent again by a browser's way back, with other words: as another window, never a dead end.
  const back = await send(one, '30000');
  expect([back.status, back.text.includes('value="30000"')]).toEqual([409, true]);

  // A change of mind: what no form can take back is in nobody's way.
  const settled = {
    'renting.says': 'NO',
    'rentArrears.says': 'NO',
    'debts.says': 'NO',
    'lateRepayment.says': 'NO',
  };
  const rest = { 'insolvency.says': 'NO', 'other.says': 'NO', go: 'next' };
  await visitor.fillIn(money, 'financial-circumstances', { ...settled, ...rest });
  expect((await visitor.get(`${money}?go=next`)).status).toBe(303);

  const work = `${path}/questionnaire/foreign-harmful-activity`;
  const gap = {
    'occupations.0.from': '2001-04',
    'occupations.0.to': '2020-01',
    'occupations.0.kind': 'EMPLOYED',
  };
  await visitor.fillIn(work, 'foreign-harmful-activity', { ...gap, 'occupations.0.place': 'IN_JAPAN' });
  expect((await visitor.get(work)).text).toMatch(/2020年2月から\d{4}年\d{1,2}月までについて記入がありません/);

  const drinking = `${path}/questionnaire/alcohol-moderation`;
  const habit = { 'habit.0.often': 'NEVER', 'trouble.says': 'NO', 'advice.says': 'NO', 'other.says': 'YES' };
  const drifting = { ...habit, 'other.0.what': '教会に毎週通っているので、飲みません。' };
  await visitor.fillIn(drinking, 'alcohol-moderation', drifting);
  const told = await visitor.get(`${drinking}?go=next`);
  expect([told.status, told.text.includes('おたずねしていないことが書かれているようです')]).toEqual([
    200,
    true,
  ]);
  expect(told.text).toMatch(/<mark>[^<]*教会/);
  expect((await visitor.get(path)).text).toContain('おたずねしていないことが書かれています');
  expect((await visitor.get(`${drinking}?go=keep`)).status).toBe(303);
  await visitor.fillIn(drinking, 'alcohol-moderation', { ...drifting, 'other.0.what': '体質で飲みません。' });
  expect((await visitor.get(`${drinking}?go=next`)).status).toBe(303);

  const forged = await visitor.fillIn(path, 'withdrawConsent', {});
  expect(forged.status).toBe(303);
  expect((await visitor.get(money)).location?.pathname).toBe(path);
});

test('a questionnaire that is returned opens its questions again, and those alone', async () => {
  const staff = staffOf(0);
  const play = new Play({ as: system.as }, staff, 's05');
  const id = await play.nominate();
  await play.approve(id);
  await play.serveNotice(id);
  await play.consent(id);
  await play.submitQuestionnaire(id, { FINANCIAL_CIRCUMSTANCES: '失業のため' });
  const path = `/console/cases/${id}`;
  const officer = new Visitor(system);
  await officer.signIn(staff.officer);
  const place = '/answers/FINANCIAL_CIRCUMSTANCES/rentArrears';
  expect((await officer.get(path)).text).toContain(`value="${place}"`);
  expect((await officer.get(path)).text).toContain('経済的な状況 – 家賃を滞納したことがありますか。');
  const why = 'いつ返し終えましたか。';
  const nothing = await officer.fillIn(path, 'returnQuestionnaire', { reasons: why });
  expect([nothing.status, nothing.text.includes('href="#returnQuestionnaire-places"')]).toEqual([422, true]);
  expect((await officer.fillIn(path, 'returnQuestionnaire', { reasons: why, places: place })).status).toBe(
    303,
  );

  const visitor = new Visitor(system);
  await visitor.signIn('s05');
  const own = await visitor.get(path);
  expect(own.text).toContain(why);
  expect(own.text.match(/提出したまま/g)).toHaveLength(7);
  expect((await visitor.get(`${path}/questionnaire/family`)).location?.pathname).toBe(path);
  const money = `${path}/questionnaire/financial-circumstances`;
  const page = await visitor.get(money);
  expect(page.text).toContain('失業のため');
  expect(page.text).not.toContain('name="debts.says"');
  const row = {
    from: '2021-01',
    to: '2021-06',
    owed: '240000',
    where: '架空管理',
    now: 'SETTLED',
    what: '六月に返した。',
  };
  const fields = Object.fromEntries(
    Object.entries(row).map(([name, text]) => [`rentArrears.0.${name}`, text]),
  );
  const filled = { ...fields, 'rentArrears.says': 'YES', go: 'next' };
  expect((await visitor.fillIn(money, 'financial-circumstances', filled)).status).toBe(303);
  expect((await visitor.fillIn(path, 'submitQuestionnaire')).status).toBe(303);
  expect((await officer.get(path)).text).toContain('六月に返した。');
  expect((await officer.get(path)).text).toContain('国内');

  // And once more, for a single field: what stands beside it is shown, and stays whatever is sent.
  const field = `${place}/rows/0/what`;
  expect((await officer.get(path)).text).toContain('└ 1件目の「経緯」だけ');
  expect((await officer.fillIn(path, 'returnQuestionnaire', { reasons: why, places: field })).status).toBe(
    303,
  );
  const one = await visitor.get(money);
  expect(one.text).toContain(
    '<textarea id="submitQuestionnaire-answers-FINANCIAL_CIRCUMSTANCES-rentArrears-rows-0-what"',
  );
  expect(one.text).toContain('<input type="hidden" name="rentArrears.0.owed" value="240000"');
  expect(one.text).toContain('書き直しを求められている欄だけ');
  expect(one.text).not.toMatch(/name="add"|name="rentArrears.1.what"|<select/);
  const beside = { 'rentArrears.0.what': '五月に返した。', 'rentArrears.0.owed': '1', go: 'next' };
  const refused = await visitor.fillIn(money, 'financial-circumstances', beside);
  expect([refused.status, refused.text.includes('五月に返した。')]).toEqual([422, true]);
  const alone = { 'rentArrears.0.what': '五月に返した。', go: 'next' };
  expect((await visitor.fillIn(money, 'financial-circumstances', alone)).status).toBe(303);
  expect((await visitor.fillIn(path, 'submitQuestionnaire')).status).toBe(303);
  const file = (await officer.get(path)).text;
  expect([
    file.includes('五月に返した。'),
    file.includes('六月に返した。'),
    file.includes('240,000'),
  ]).toEqual([true, false, true]);
});
