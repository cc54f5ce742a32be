import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PROVISO_PARTS } from '../../domain/proviso.js';
import { bodyOf } from './support/bodies.js';
import { type Case, Cases } from './support/cases.js';
import { holdings, type House, openHouse, verdict } from './support/house.js';

/** Why the organ investigates by itself in place of the Cabinet Office (proviso), and who reads it. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(() => house?.stop());

const WHY = '次の任務の開始までに調査の結果を得られない。';
const GROUND = { ground: 'TOO_LATE', reasons: WHY } as const;
const NONE = { ground: undefined, reasons: undefined };
const start = async ({ id }: Case, more: object) =>
  house.post('inCharge', `/applications/${id}/investigation`, {
    ...bodyOf('startInvestigation', await cases.version(id)),
    ...more,
  });
const pointers = (answer: { body: { errors?: { pointer: string }[] } }) =>
  (answer.body.errors ?? []).map(({ pointer }) => pointer);

test('an organ does not begin to investigate by itself without a ground and its words, and gives none otherwise', async () => {
  const made = await cases.application('INVESTIGATION');
  const before = await holdings(house.register);
  const both = PROVISO_PARTS.map((part) => `/${part}`);
  for (const [body, wrong] of [
    [{ mode: 'SELF', ...NONE }, both],
    [{ mode: 'SELF', ...GROUND, reasons: undefined }, ['/reasons']],
    [{ mode: 'SELF', ...GROUND, reasons: '' }, ['/reasons']],
    [{ mode: 'SELF', ...GROUND, ground: undefined }, ['/ground']],
    [{ mode: 'SELF', ...GROUND, ground: 'CONVENIENT' }, ['/ground']],
    [{ mode: 'UNIFIED', ...GROUND }, both],
    [{ mode: 'REUSED', ...GROUND }, both],
  ] as const) {
    const answer = await start(made, body);
    expect([body, verdict(answer), pointers(answer)]).toEqual([body, '422 INVALID', wrong]);
  }
  expect(await holdings(house.register)).toBe(before);
});

test('whoever works on the case reads the ground and its words; its person and the ledger do not', async () => {
  const made = await cases.application('INVESTIGATION');
  expect(verdict(await start(made, { mode: 'SELF', ...GROUND }))).toBe('201');
  const begun = async (who: 'inCharge' | 'officer' | 'subject') => {
    const { entries } = (await house.get(who, `/applications/${made.id}/timeline`)).body;
    return entries.find(({ event }: { event: string }) => event === 'InvestigationStarted');
  };
  for (const who of ['inCharge', 'officer'] as const) {
    expect((await begun(who)).detail).toMatchObject({ mode: 'SELF', selfGround: 'TOO_LATE' });
    const { statements } = (await house.get(who, `/applications/${made.id}`)).body;
    expect(statements.at(-1)).toMatchObject({ action: 'startInvestigation', text: WHY });
  }
  const own = [await begun('subject'), (await house.get('subject', `/applications/${made.id}`)).body];
  expect(JSON.stringify(own)).not.toMatch(/TOO_LATE|selfGround|次の任務/);

  const { details } = await house.register
    .selectFrom('commands')
    .select('details')
    .where('case_id', '=', made.id)
    .where('action', '=', 'startInvestigation')
    .executeTakeFirstOrThrow();
  expect(details).toMatchObject({ mode: 'SELF', selfGround: 'TOO_LATE', reasonsId: expect.any(String) });
  expect(JSON.stringify(details)).not.toContain(WHY);
  const kept = await house.register
    .selectFrom('ledger')
    .select('details')
    .where('case_id', '=', made.id)
    .execute();
  expect(JSON.stringify(kept)).not.toMatch(/TOO_LATE|次の任務/);
});

test('a case whose organ began without a ground, under the release before, is read as it was', async () => {
  const made = await cases.application('INVESTIGATION');
  await cases.start(made.id, 'SELF');
  // Nobody may change what was written; the database's owner, for whom it was another release that wrote it, does.
  await house.register.transaction().execute(async (tx) => {
    await sql`alter table commands disable trigger user`.execute(tx);
    await sql`update commands set details = details - 'selfGround' where case_id = ${made.id}`.execute(tx);
    await sql`alter table commands enable trigger user`.execute(tx);
  });
  const { status, body } = await house.get('officer', `/applications/${made.id}/timeline`);
  expect(status).toBe(200);
  const { detail } = body.entries.find(({ event }: { event: string }) => event === 'InvestigationStarted');
  expect(detail).not.toHaveProperty('selfGround');
  expect((await house.get('officer', `/applications/${made.id}`)).status).toBe(200);
});
