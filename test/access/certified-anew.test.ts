import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { dayBeside, startOfDay } from '../../domain/calendar.js';
import { isCertified } from '../../store/certified.js';
import { turnCertifications } from '../../store/certification-files.js';
import { connect, type Db } from '../../store/db.js';
import { Cases } from './support/cases.js';
import { Contractors, reasons, type Whose } from './support/contractors.js';
import { today } from './support/handling.js';
import { type House, openHouse, verdict } from './support/house.js';

/** A contractor certified anew: what stood before stands to the day before, on no day beside it, and not once it is gone. */
let house: House;
let cases: Cases;
let firms: Contractors;
let worker: Db;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
  firms = new Contractors(house);
  worker = connect(house.database.worker, { max: 1 });
}, 60_000);
afterAll(async () => {
  await worker?.destroy();
  await house?.stop();
});

const ahead = (days: number) => dayBeside(today(), days);
const span = (from: number, to: number) => ({ firstDay: ahead(from), lastDay: ahead(to) });

/** Of before: one row that stands for certification and contract. */
async function writtenBefore(of: Whose, until: string | null = ahead(900)) {
  await house.register
    .insertInto('certifications')
    .values({
      id: randomUUID(),
      contractor_id: of.contractorId,
      organ_id: of.organId,
      valid_from: ahead(-400),
      valid_until: until,
    })
    .execute();
}

async function grant(of: Whose, days = span(0, 300)) {
  const file = await firms.applied(of);
  await file.step('inCharge', 'examination', { recommended: 'GRANT', reasons });
  expect(verdict(await file.step('adjudicator', 'grant', { ...days, reasons }))).toBe('201');
  return file;
}

/** How many certifications of the contractor stand on each of these days from today. */
async function standing({ contractorId }: Whose, days: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ n: number }>`
    select (select count(*)::int from certifications k where k.contractor_id = ${contractorId} and k.ended_at is null
      and k.valid_from <= d and least(k.valid_until, k.certified_until, 'infinity') >= d) as n
    from unnest(${days.map(ahead)}::date[]) with ordinality as x (d, at) order by at`.execute(house.register);
  return rows.map(({ n }) => n);
}
const basisOn = (of: Whose, day: number) =>
  house.register.transaction().execute((tx) => isCertified(tx, { ...of }, startOfDay(ahead(day))));

async function withdraw(file: Awaited<ReturnType<typeof grant>>) {
  await file.step('inCharge', 're-examination', { recommended: 'REFUSE', reasons });
  expect(verdict(await file.step('adjudicator', 'withdrawal', { reasons }))).toBe('201');
}

describe('a row of before, when the contractor is certified anew', () => {
  test.each([0, 5])('stands to the day before the new one’s first, %s days from now', async (from) => {
    const of = await firms.contractor();
    await writtenBefore(of);
    await grant(of, span(from, 300));
    expect(await standing(of, [-1, 0, 4, 5, 6, 299, 300, 301])).toEqual([1, 1, 1, 1, 1, 1, 1, 0]);
  });

  test('goes on standing for the contract: nobody’s right has a gap', async () => {
    const of = await firms.contractor();
    await writtenBefore(of);
    const made = await cases.clearance('ACTIVE', of);
    await grant(of, span(0, 300));
    for (const day of [0, 1, 300]) expect(await basisOn(of, day)).toBe(true);
    expect(await basisOn(of, 301)).toBe(false);
    const path = `/handling-rights?subjectId=${made.subjectId}&organId=${of.organId}`;
    expect((await house.get('information', path)).body).toEqual({ canHandle: true, validUntil: ahead(300) });
  });

  test.each([0, 5])(
    'does not outlive a withdrawal of the new one, which begins %s days from now',
    async (from) => {
      const of = await firms.contractor();
      await writtenBefore(of, null);
      const made = await cases.clearance('ACTIVE', of);
      const file = await grant(of, span(from, 300));
      await withdraw(file);
      expect(await basisOn(of, 0)).toBe(false);
      expect((await house.get('inCharge', `/clearances/${made.id}`)).body.stage).toBe('LAPSED');
    },
  );

  test('stands as before where an application for a new one is given back', async () => {
    const of = await firms.contractor();
    await writtenBefore(of);
    const file = await firms.applied(of);
    expect(verdict(await file.step('manager', 'giving-back'))).toBe('201');
    expect(await standing(of, [0, 899])).toEqual([1, 1]);
  });
});

describe('a certification, when another is granted', () => {
  test('is replaced at once by one that begins today', async () => {
    const of = await firms.contractor();
    await firms.contracted(of);
    const old = await firms.certified(of);
    await grant(of, span(0, 400));
    expect(await old.stage()).toBe('REPLACED');
    expect(await standing(of, [0, 1, 400])).toEqual([1, 1, 1]);
  });

  test('gives way with its last day to one that begins later, and has then run out', async () => {
    const of = await firms.contractor();
    await firms.contracted(of);
    const old = await firms.certified(of);
    await grant(of, span(10, 400));
    expect(await old.stage()).toBe('CERTIFIED');
    expect(await standing(of, [0, 9, 10, 11])).toEqual([1, 1, 1, 1]);
    await turnCertifications(worker, startOfDay(ahead(10)));
    expect(await old.stage()).toBe('EXPIRED');
  });
});
