import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { destroyCertificationWords } from '../../store/certification-retention.js';
import { connect } from '../../store/db.js';
import { dayBeside } from '../../domain/calendar.js';
import { bodyOf, PARTS } from './support/bodies.js';
import { Cases } from './support/cases.js';
import { type Account, ACCOUNTS, HERE, memberOf } from './support/cast.js';
import { Contractors, days, reasons } from './support/contractors.js';
import { today } from './support/handling.js';
import { type Answer, askAll, type House, openHouse, verdict } from './support/house.js';

/** Certification and contract: who takes which step, and what each step does to rights and cases. */
let house: House;
let cases: Cases;
let firms: Contractors;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
  firms = new Contractors(house);
}, 60_000);
afterAll(() => house?.stop());

const everybody = (question: (account: Account) => Promise<Answer>) => askAll(ACCOUNTS, question);
const who = (answers: Record<string, Answer>, status: number) =>
  Object.entries(answers)
    .filter(([, answer]) => answer.status === status)
    .map(([account]) => account)
    .sort();
const IN_CHARGE = ['inCharge', 'inChargeTied', 'inChargeSelf', 'inChargeOnceSubject'].sort();
const MANAGERS = ['manager', 'managerTied', 'managerSelf', 'managerOnceSubject'].sort();
const HEADS = ['adjudicator', 'adjudicatorTied', 'adjudicatorSelf', 'adjudicatorOnceSubject'].sort();

describe('certification', () => {
  test('is applied for by that contractor’s security manager alone, once at a time', async () => {
    const answers = await everybody((by) =>
      house.post(by, '/certifications', { ...HERE, parts: PARTS, remarks: '添付のとおり' }),
    );
    // The first of them; the others find it open.
    expect([...who(answers, 201), ...who(answers, 409)].sort()).toEqual(MANAGERS);
    expect(who(answers, 201)).toHaveLength(1);
    const [{ id } = { id: '' }] = await house.register
      .selectFrom('certification_files')
      .select('id')
      .where('stage', '=', 'APPLIED')
      .execute();
    const read = await everybody((by) => house.get(by, `/certifications/${id}`));
    expect(who(read, 200)).toEqual([...IN_CHARGE, ...HEADS, ...MANAGERS].sort());
    expect(read.manager.body.steps[1].words).toBe('添付のとおり');
  });

  test('is examined by the officer in charge and granted by another person, and only then is one to be nominated', async () => {
    const of = await firms.contractor();
    const file = await firms.applied(of);
    const examined = await everybody((by) =>
      house.post(by, `/certifications/${file.id}/examination`, { seen: 1, recommended: 'GRANT', reasons }),
    );
    expect(who(examined, 201)).toHaveLength(1);
    expect(IN_CHARGE).toContain(who(examined, 201)[0]);
    file.version = 2;
    expect(verdict(await firms.nominate(of))).toBe('409 NOT_CERTIFIED');
    const grant = { ...days(), reasons };
    expect(verdict(await file.step('inCharge', 'grant', grant))).toBe('404 NOT_FOUND');
    expect(verdict(await file.step('adjudicator', 'grant', { ...grant, seen: 1 }))).toBe('409 STALE');
    expect(verdict(await file.step('adjudicator', 'grant', grant))).toBe('201');
    // Certified, and no contract yet: Art. 10 asks for both.
    expect(verdict(await firms.nominate(of))).toBe('409 NOT_CERTIFIED');
    await firms.contracted(of);
    expect(verdict(await firms.nominate(of))).toBe('201');
    // One person in every post examines, and then may not grant.
    const alone = await firms.applied(await firms.contractor());
    expect(verdict(await alone.step('everything', 'examination', { recommended: 'GRANT', reasons }))).toBe(
      '201',
    );
    expect(verdict(await alone.step('everything', 'grant', grant))).toBe('409 SAME_PERSON');
    await expect(
      sql`update certification_files set stage = 'CERTIFIED', certified_by = examined_by, first_day = now(), last_day = now()
        where id = ${alone.id}`.execute(house.register),
    ).rejects.toMatchObject({ code: '23514' });
  });

  test('is not granted with reasons that the contractor reads, and the examination stays inside', async () => {
    const file = await firms.applied(await firms.contractor());
    await file.step('inCharge', 'examination', { recommended: 'REFUSE', reasons: '内部の検討。' });
    expect(verdict(await file.step('adjudicator', 'refusal', { reasons: '区域が施錠されない。' }))).toBe(
      '201',
    );
    const told = (await house.get('manager', `/certifications/${file.id}`)).text;
    expect(told).toContain('区域が施錠されない。');
    for (const inside of ['内部の検討。', 'REFUSE', memberOf('inCharge').sub, memberOf('adjudicator').sub])
      expect(told).not.toContain(inside);
    expect((await house.get('inCharge', `/certifications/${file.id}`)).text).toContain('内部の検討。');
  });

  test('is kept up: a change is told in advance, examined anew, and the certification stands meanwhile', async () => {
    const of = await firms.contractor();
    const file = await firms.certified(of);
    await firms.contracted(of);
    const change = { from: dayBeside(today(), 10), parts: { TRAINING: { timesAYear: 1 } } };
    expect(verdict(await file.step('manager', 'changes', change))).toBe('201');
    expect(await file.stage()).toBe('CHANGE_REPORTED');
    expect(verdict(await firms.nominate(of))).toBe('201');
    expect(verdict(await file.step('adjudicator', 'upholding', { reasons }))).toBe('409 WRONG_STAGE');
    await file.step('inCharge', 're-examination', { recommended: 'GRANT', reasons });
    expect(verdict(await file.step('adjudicator', 'upholding', { reasons }))).toBe('201');
    expect(verdict(await file.step('manager', 'confirmation'))).toBe('201');
    const { steps } = (await house.get('manager', `/certifications/${file.id}`)).body;
    expect(steps[3].facts).toEqual({ ...change, late: false });
  });
});

describe('what was written of a certification', () => {
  test('is destroyed ten years after its end, its key with it, and not before; its steps and days stay', async () => {
    const file = await firms.applied(await firms.contractor());
    const standing = await firms.applied(await firms.contractor());
    for (const one of [file, standing])
      expect(verdict(await one.step('inCharge', 'examination', { recommended: 'REFUSE', reasons }))).toBe(
        '201',
      );
    expect(verdict(await file.step('adjudicator', 'refusal', { reasons }))).toBe('201');
    const left = async ({ id }: { id: string }) =>
      (await house.register.selectFrom('vault_documents').select('id').where('owner_id', '=', id).execute())
        .length;
    const inYears = (years: number, more: number) => {
      const at = new Date();
      at.setUTCFullYear(at.getUTCFullYear() + years);
      return new Date(at.getTime() + more * 86_400_000).toISOString();
    };
    const before = [await left(file), await left(standing)];
    const worker = connect(house.database.worker, { max: 1 });
    try {
      await destroyCertificationWords(worker, inYears(10, -2));
      expect([await left(file), await left(standing)]).toEqual(before);
      expect(await destroyCertificationWords(worker, inYears(10, 2))).toBeGreaterThan(0);
      expect([await left(file), await left(standing)]).toEqual([0, before[1]]);
      expect(await destroyCertificationWords(worker, inYears(20, 0))).toBe(0);
    } finally {
      await worker.destroy();
    }
    const keys = await house.register
      .selectFrom('vault_keys')
      .select('wrapped')
      .where('owner_id', '=', file.id)
      .execute();
    expect(keys.map(({ wrapped }) => wrapped)).toEqual([null]);
    const { body } = await house.get('inCharge', `/certifications/${file.id}`);
    expect([body.stage, body.steps.length, JSON.stringify(body).includes(reasons)]).toEqual([
      'NOT_CERTIFIED',
      3,
      false,
    ]);
  });
});

describe('what the loss of certification or contract does', () => {
  const holder = async (of: { contractorId: string }) => {
    const made = await cases.clearance('ACTIVE', of);
    const open = await cases.application('NOMINATED', of);
    return { made, open };
  };
  const right = (subjectId: string) =>
    house.get('information', `/handling-rights?subjectId=${subjectId}&organId=${HERE.organId}`);
  const stageOf = async (id: string) =>
    (await house.register.selectFrom('cases').select('stage').where('id', '=', id).executeTakeFirst())?.stage;

  test.each(['withdrawal', 'contract'] as const)(
    '%s ends cases, lapses clearances and stops rights at once',
    async (how) => {
      const of = await firms.contractor();
      const file = await firms.certified(of);
      const contractId = await firms.contracted(of);
      const { made, open } = await holder(of);
      expect((await right(made.subjectId)).body.canHandle).toBe(true);
      if (how === 'withdrawal') {
        await file.step('inCharge', 're-examination', { recommended: 'REFUSE', reasons });
        expect(verdict(await file.step('adjudicator', 'withdrawal', { reasons }))).toBe('201');
      } else
        expect(verdict(await house.post('inCharge', `/contracts/${contractId}/end`, { lastDay: null }))).toBe(
          '201',
        );
      expect((await right(made.subjectId)).body.canHandle).toBe(false);
      expect([await stageOf(made.id), await stageOf(open.id)]).toEqual(['LAPSED', 'NOT_CONDUCTED']);
      const told = (await house.get('manager', '/right-end-notices')).body.items;
      expect(told.map(({ subjectRef }: { subjectRef: string }) => subjectRef)).toContain(made.subjectId);
    },
  );

  test('a change that is told is no ground to withdraw by itself: it is examined first, and a later one holds nothing up', async () => {
    const of = await firms.contractor();
    const file = await firms.certified(of);
    const change = { from: dayBeside(today(), 30), parts: { TRAINING: { timesAYear: 3 } } };
    expect(verdict(await file.step('manager', 'changes', change))).toBe('201');
    expect(verdict(await file.step('adjudicator', 'withdrawal', { reasons }))).toBe('409 WRONG_STAGE');
    await file.step('inCharge', 're-examination', { recommended: 'REFUSE', reasons });
    expect(verdict(await file.step('manager', 'changes', change))).toBe('201');
    expect(verdict(await file.step('adjudicator', 'withdrawal', { reasons }))).toBe('201');
  });

  test('given back by the contractor, rights stop at once and the night does the rest', async () => {
    const of = await firms.contractor();
    const file = await firms.certified(of);
    await firms.contracted(of);
    const { made } = await holder(of);
    expect(verdict(await file.step('manager', 'giving-back'))).toBe('201');
    expect((await right(made.subjectId)).body.canHandle).toBe(false);
    expect(await stageOf(made.id)).toBe('ACTIVE');
  });

  test('a contract that ends with a day to come ends no right before it, and the day is the right’s last', async () => {
    const of = await firms.contractor();
    await firms.certified(of);
    const contractId = await firms.contracted(of);
    const { made } = await holder(of);
    const lastDay = dayBeside(today(), 3);
    const elsewhere = await house.post('inChargeElsewhere', `/contracts/${contractId}/end`, { lastDay });
    expect(verdict(elsewhere)).toBe('404 NOT_FOUND');
    expect(verdict(await house.post('inCharge', `/contracts/${contractId}/end`, { lastDay }))).toBe('201');
    expect((await right(made.subjectId)).body).toEqual({ canHandle: true, validUntil: lastDay });
    const later = await house.post('inCharge', `/contracts/${contractId}/end`, {
      lastDay: dayBeside(lastDay, 1),
    });
    expect(verdict(later)).toBe('422 INVALID');
  });

  test('contracts are recorded by the organ’s officer in charge, and seen by organ and contractor alone', async () => {
    const made = await everybody((by) => house.post(by, '/contracts', bodyOf('recordContract', 1)));
    expect(who(made, 201)).toEqual(IN_CHARGE);
    const { id } = made.inCharge.body;
    const seen = await everybody((by) => house.get(by, '/contracts'));
    const reading = Object.entries(seen).filter(([, { text }]) => text.includes(id));
    expect(reading.map(([account]) => account).sort()).toEqual([...IN_CHARGE, ...HEADS, ...MANAGERS].sort());
  });
});
