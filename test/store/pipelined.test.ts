import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { type Pipelined, pipelined, type Statement } from '../../store/pipelined.js';
import { HERE } from '../access/support/cast.js';
import { type House, openHouse } from '../access/support/house.js';

/** What leaves together on one connection: a transaction like any other, and by one clock. */
let house: House;
let one: Pipelined;
let two: Pipelined;
beforeAll(async () => {
  house = await openHouse();
  one = pipelined(house.database.api, { max: 1 });
  two = pipelined(house.database.api, { max: 2 });
}, 60_000);
afterAll(async () => {
  await Promise.all([one?.end(), two?.end()]);
  await house?.stop();
});

const organs = [HERE.organId];
const seen = (): Statement => ({
  text: `select current_setting('sekisho.organs') as organs`,
  values: [],
});
/** An entry of that id; with `event` null, one that the register does not take. */
const entry = (id: string, event: string | null, now: string): Statement => ({
  text: `insert into ledger (id, at, event, article, organ_id, role, purpose, details)
    values ($1, $2, $3, 'Art. 11', $4, 'None', 'PROTECTION', '{}')`,
  values: [id, now, event, HERE.organId],
});
async function entered(id: string): Promise<number> {
  const { rows } = await sql`select 1 from ledger where id = ${id}`.execute(house.register);
  return rows.length;
}

test('what fails on its way is told to nobody, leaves nothing, and the next who asks is answered', async () => {
  const [first, second] = [randomUUID(), randomUUID()];
  const told: string[] = [];
  const ask = (read: () => Statement, id: string, event: string | null) =>
    one
      .readThenWrite({ organs }, read, (_rows, now) => ({ statement: entry(id, event, now), told: id }))
      .then((id) => told.push(id));
  await expect(ask(seen, first, null)).rejects.toMatchObject({ code: '23502' });
  await expect(ask(() => ({ text: 'select 1 / 0', values: [] }), first, 'Tried')).rejects.toMatchObject({
    code: '22012',
  });
  expect([told, await entered(first)]).toEqual([[], 0]);
  await ask(seen, second, 'Tried');
  expect([told, await entered(second)]).toEqual([[second], 1]);
});

test('what one may see is gone before the next asks on the same connection', async () => {
  const ask = (scope: { organs?: string[] }) =>
    one.readThenWrite<{ organs: string }, string | undefined>(scope, seen, ([row], now) => ({
      statement: entry(randomUUID(), 'Tried', now),
      told: row?.organs,
    }));
  expect(await ask({ organs })).toBe(HERE.organId);
  expect(await ask({})).toBe('');
});

test('of two who ask at once neither goes by the clock of before its move', async () => {
  const ahead = 40 * 86_400_000;
  const ask = () =>
    two.readThenWrite({ organs }, seen, (_rows, now) => ({
      statement: entry(randomUUID(), 'Tried', now),
      told: Date.parse(now) - Date.now() > ahead / 2,
    }));
  expect(await Promise.all([ask(), ask()])).toEqual([false, false]);
  await sql`update clock set offset_ms = ${ahead}`.execute(house.register);
  expect(await Promise.all([ask(), ask()])).toEqual([true, true]);
  await sql`update clock set offset_ms = 0`.execute(house.register);
  expect(await Promise.all([ask(), ask()])).toEqual([false, false]);
});
