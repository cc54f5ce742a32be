import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { policyOf } from '../../domain/policy.js';
import { textsOf } from '../../forms/packs.js';
import { verifyPacket } from '../../privacy/verify-packet.js';
import { type House, openHouse, verdict } from '../access/support/house.js';
import { freshName } from '../support/names.js';
import { Life, mayHandle, moveTo } from './life.js';

/** A whole life under the Act on specially designated secrets, whose pack lies beside this Act's. */
const SDS = 'sds/2014-12-10';
let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(() => house?.stop());

describe('a life under the 2014 Act', () => {
  let life: Life;
  let cleared: Awaited<ReturnType<Life['found']>>;

  test('is of its own policy, and told in its own words', async () => {
    life = await Life.nominated(house, freshName(), 'sds');
    const { policy_version, periods } = await life.row();
    expect([policy_version, periods.VALIDITY]).toEqual([SDS, 'P5Y']);
    const { text, ja, en } = await life.served();
    expect(text).toMatch(/^notice-new-handler-2014-12-10@/);
    for (const { name } of policyOf(SDS).items) expect(ja.join()).toContain(name.ja);
    expect(ja.join()).toContain('特定秘密');
    expect(ja.join() + en.join()).not.toMatch(/重要経済安保情報|important economic security/);
  });

  test('is investigated by its organ: nobody else can be asked to', async () => {
    const { notice } = await life.view('subject');
    expect(notice.text).toMatch(/@/);
    await life.investigated();
    expect((await life.row()).stage).toBe('CHECKS_RUNNING');
    const asked = (await life.view('officer')).checks.map(({ code }: { code: string }) => code);
    const first = policyOf(SDS).checks.filter(({ round }) => round === 'FIRST');
    expect(asked.sort()).toEqual(first.map(({ code }) => code).sort());
    expect((await house.get('investigator', `/applications/${life.id}`)).status).toBe(404);
  });

  test('is decided, and its decision is verified without us', async () => {
    await life.submitted('NO_RECORD');
    cleared = await life.found();
    const packet = await house.get('adjudicator', `/applications/${life.id}/decision-packet`);
    const keys = await house.get('adjudicator', '/decision-keys');
    expect(packet.body.packet.facts.items).toEqual(policyOf(SDS).items.map(({ code }) => code));
    expect(verifyPacket(packet.body, keys.body).fault).toBeUndefined();
    for (const paper of ['notice', 'consent', 'questionnaire', 'result-notice', 'pledge']) {
      const said = await life.paper('subject', paper);
      expect([paper, said.includes('重要経済安保情報')]).toEqual([paper, false]);
    }
  });

  test('is refused, where it is, by a form under its own law, whoever else has the same words', async () => {
    const refused = await Life.nominated(house, freshName(), 'sds');
    await refused.served();
    const page = await refused.page('subject', 'ja');
    expect(page).not.toContain('重要経済安保情報');
    await refused.step('subject', 'refusal', 'refuseConsent');
    const { refusal } = textsOf(SDS).forms;
    expect(await refused.signedBy('refuseConsent')).toEqual([{ forms: [refusal.id] }]);
    const printed = await refused.paper('subject', 'refusal');
    expect(printed).toContain('特定秘密の保護に関する法律');
    expect(printed).not.toContain('重要経済安保情報');
  });

  test('ends after five years from the notice, at the end of the last day', async () => {
    const year = (at: Date) => at.getUTCFullYear();
    expect(year(cleared.expires_at) - year(cleared.notified_at)).toBe(5);
    await moveTo(house, new Date(cleared.expires_at.getTime() - 1_000).toISOString());
    expect(await mayHandle(house, cleared.subject_id, 'sds')).toBe(true);
    await moveTo(house, cleared.expires_at.toISOString());
    expect(await mayHandle(house, cleared.subject_id, 'sds')).toBe(false);
    await life.cases.step(cleared.id, 'expire', 'System');
    expect((await life.row(cleared.id)).stage).toBe('EXPIRED');
    expect(verdict(await life.post('subject', 'pledge', 'signPledge'))).toMatch(/^409/);
  });
});
