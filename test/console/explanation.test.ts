import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Play, staffOf } from '../../sandbox/lives/world.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { named } from '../web/html.js';
import { Visitor } from './visitor.js';

let system: TestSystem;
let path: string;
const staff = staffOf(0);
beforeAll(async () => {
  system = await startSystem();
  const play = new Play({ as: system.as }, staff, 's09');
  const id = await play.nominate();
  await play.approve(id);
  await play.serveNotice(id);
  path = `/console/cases/${id}`;
}, 60_000);
afterAll(() => system?.stop());

async function explained(account: string, language: 'ja' | 'en') {
  const visitor = new Visitor(system);
  await visitor.signIn(account);
  const { text } = await visitor.get(path);
  const linked = named(text, 'a').some(({ attributes: { href } }) => href === `${path}/explanation`);
  return { linked, page: await visitor.get(`${path}/explanation?lang=${language}`) };
}

describe('the explanation of a case', () => {
  test('is linked from its page and says to an officer whose turn it is, what waits and whose the rest is', async () => {
    const { linked, page } = await explained(staff.officer, 'ja');
    expect([linked, page.status, named(page.text, 'html')[0]?.attributes.lang]).toEqual([true, 200, 'ja']);
    for (const words of [
      '評価対象者',
      '同意の返答の期限',
      '第12条第3項',
      'いま、あなたができること',
      '（あなた',
    ])
      expect([words, page.text.includes(words.replace('（', ' ('))]).toEqual([words, true]);
    expect(page.text).not.toContain('<script');
  });

  test('tells its subject their own steps, in English as well, and nobody else’s', async () => {
    const { linked, page } = await explained('s09', 'en');
    expect([linked, page.status]).toEqual([true, 200]);
    for (const words of ['What you may do now', 'I consent', 'Consent window ends', 'Notice served'])
      expect([words, page.text.includes(words)]).toEqual([words, true]);
    for (const words of ['Nominee approved', 'Decide', 'Close a case', 'Adjudicator'])
      expect([words, page.text.includes(words)]).toEqual([words, false]);
  });

  test('is no page to whoever is told an outcome and nothing before', async () => {
    const { linked, page } = await explained('contractor1', 'ja');
    expect([linked, page.status]).toEqual([false, 404]);
  });
});
