import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { Cases } from './support/cases.js';
import { applicationOf, dispatched } from './support/dispatched.js';
import { Items, today } from './support/handling.js';
import { type House, openHouse, verdict } from './support/house.js';
import { listedHolder } from './support/right-ends.js';

/** Who dispatched a person is known from their files: from those that are there (passing-on.test.ts has the rest). */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(() => house?.stop());

interface Passing {
  readonly id: string;
  readonly subjectRef: string;
  readonly told: string;
}

test('the end of a right reaches who dispatched the person also when a file of between is destroyed, and goes with one of after', async () => {
  const { made } = await listedHolder(cases, new Items(house));
  await dispatched(house, await applicationOf(house, made.id));
  const open = async () => {
    const { body } = await house.get('manager', '/passings-on?open=true');
    const mine = body.items.filter(({ subjectRef }: Passing) => subjectRef === made.subjectId);
    return mine.filter(({ told }: Passing) => told !== 'FOUND') as Passing[];
  };
  const again = async (): Promise<string> => {
    await cases.step(made.id, 'serveDoubtNotice', 'inCharge', { reason: 'TEST', text: 'x' });
    const { doubt_application_id: id } = await house.register
      .selectFrom('clearances')
      .select('doubt_application_id')
      .where('id', '=', made.id)
      .executeTakeFirstOrThrow();
    return id ?? '';
  };
  const between = await again();
  await cases.step(made.id, 'proposeDoubtVoid', 'officer', { reason: 'TEST' });
  await cases.step(made.id, 'confirmDoubtVoid', 'adjudicator', { reason: 'TEST' });
  await cases.step(between, 'dispose', 'System');
  await cases.step(made.id, 'lapse', 'inCharge', { reason: 'TEST' });
  expect((await open()).map(({ told }) => told)).toEqual(['RIGHT_ENDED']);
  await cases.step(made.id, 'reinstate', 'adjudicator', { reason: 'TEST' });
  await cases.step(made.id, 'renewPledge', 'subject');
  const after = await again();
  const [end] = await open();
  expect(end?.told).toBe('RIGHT_ENDED');
  const passed = await house.post('manager', `/passings-on/${end?.id ?? ''}/passing-on`, {
    passedOn: today(),
  });
  expect(verdict(passed)).toBe('201');
  await cases.step(after, 'refuseConsent', 'subject');
  await cases.heardOnRevocation(made);
  await cases.step(made.id, 'revoke', 'adjudicator', { reason: 'TEST' });
  await cases.step(after, 'dispose', 'System');
  expect(await open()).toEqual([]);
});

test('what is passed on while its file is destroyed leaves nothing behind the file', async () => {
  const made = await cases.application('CLOSED');
  await dispatched(house, made.id);
  const { body } = await house.get('manager', '/passings-on');
  const [{ id }] = body.items.filter(({ subjectRef }: Passing) => subjectRef === made.subjectId);
  const recording = await house.register.transaction().execute(async (tx) => {
    await tx.updateTable('cases').set({ stage: 'DISPOSED' }).where('id', '=', made.id).execute();
    const answer = house.post('manager', `/passings-on/${id}/passing-on`, { passedOn: today() });
    await untilSomebodyWaits();
    return { answer };
  });
  expect(verdict(await recording.answer)).toBe('404 NOT_FOUND');
  for (const table of ['dispatched_workers', 'passings_on'] as const)
    expect(await house.register.selectFrom(table).where('case_id', '=', made.id).execute()).toEqual([]);
});

async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const { rows } = await sql`select 1 from pg_locks join pg_stat_activity using (pid)
      where not granted and datname = current_database()`.execute(house.register);
    if (rows.length > 0) return;
  }
}
