import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { staffOf } from '../../sandbox/lives/world.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { Visitor } from './visitor.js';

let system: TestSystem;
const staff = staffOf(0);
beforeAll(async () => {
  system = await startSystem();
}, 60_000);
afterAll(() => system?.stop());

async function statisticsAs(account: string) {
  const visitor = new Visitor(system);
  await visitor.signIn(account);
  return visitor.get('/console/statistics?lang=en');
}

describe('the yearly figures', () => {
  test('are a page for auditors and officers in charge, and for nobody else', async () => {
    for (const account of ['auditor', staff.inCharge]) {
      const { status, text } = await statisticsAs(account);
      expect(status).toBe(200);
      expect(text).toContain('<h1>Yearly figures</h1>');
      expect(text).toContain('aria-current="page">Figures</a>');
    }
    for (const account of [staff.officer, 'contractor1', 's09'])
      expect((await statisticsAs(account)).status).toBe(404);
  });
});
