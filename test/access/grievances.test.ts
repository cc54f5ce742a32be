import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { readNow } from '../../store/clock.js';
import { type Case, Cases } from './support/cases.js';
import { type Account, CAST, OFFICE_NAMES } from './support/cast.js';
import { grieving } from './support/grieved.js';
import { type House, openHouse } from './support/house.js';

/** Art. 14: what becomes of a grievance, and who is told what of it. */
let house: House;
let cases: Cases;
let of: ReturnType<typeof grieving>;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
  of = grieving(house, cases);
}, 60_000);
afterAll(() => house?.stop());

const read = async (by: Account, { id }: Case) => (await house.get(by, `/grievances/${id}`)).body;
const daysLater = async (days: number) =>
  sql`update clock set offset_ms = offset_ms + ${days * 86_400_000}`.execute(house.register);

describe('a grievance that was filed', () => {
  test('tells its person and its officer what it is about, and by when an answer is meant', async () => {
    const made = await cases.application('CLOSED');
    const grievance = await of.file(made, 'RESULT');
    const now = (await readNow(house.register)).slice(0, 10);
    for (const by of ['subject', 'grievance'] as const) {
      const { grievance: told } = await read(by, grievance);
      expect(told).toMatchObject({ about: 'RESULT', late: false, overdue: false, of: { id: made.id } });
      expect(told.answerBy > now).toBe(true);
    }
    expect((await house.get('inCharge', `/grievances/${grievance.id}`)).status).toBe(404);
  });

  test('is receipted on paper, for those two alone', async () => {
    const made = await cases.application('CLOSED');
    const { id } = await of.file(made, 'CONDUCT');
    const at = `/applications/${made.id}/documents/grievance-receipt?of=${id}`;
    for (const [account, status] of [
      ['subject', 200],
      ['grievance', 200],
      ['inCharge', 404],
      ['officer', 404],
    ] as const)
      expect([account, (await house.get(account, at)).status]).toEqual([account, status]);
  });

  test('may be about a clearance, its suspension or its end, and is read with that file', async () => {
    for (const stage of ['ACTIVE', 'SUSPENDED', 'REVOKED', 'LAPSED'] as const) {
      const made = await cases.clearance(stage);
      const before = await house.get('grievance', `/clearances/${made.id}`);
      const grievance = await of.file(made, 'RESULT');
      const { grievance: told, statements } = await read('grievance', grievance);
      expect([stage, told.of]).toEqual([stage, { kind: 'clearance', id: made.id }]);
      expect(statements.map(({ text }: { text: string }) => text)).toContain('GRIEVANCE TEXT');
      expect([before.status, (await house.get('grievance', `/clearances/${made.id}`)).status]).toEqual([
        404, 200,
      ]);
      expect((await of.answer(grievance, { outcome: 'UPHELD' })).status).toBe(201);
      // There is no assessment in it to decide on again.
      expect((await read('subject', grievance)).grievance.followUp).toBe('NEW_ASSESSMENT');
    }
  });
});

describe('an answer', () => {
  test('must fit what was filed, and one that does not changes nothing', async () => {
    const conduct = await of.file(await cases.application('ADJUDICATION'), 'CONDUCT');
    for (const [body, pointer] of [
      [{ outcome: 'UPHELD' }, '/measures'],
      [{ outcome: 'NOT_UPHELD', measures: 'M' }, '/measures'],
      [{ outcome: 'NOT_EXAMINED' }, '/outcome'],
    ] as const) {
      const refused = await of.answer(conduct, body);
      expect([refused.status, refused.body.code]).toEqual([422, 'INVALID']);
      expect(refused.text).toContain(pointer);
    }
    expect(await cases.stage(conduct.id)).toBe('GRIEVANCE_OPEN');
  });

  test('about conduct tells its measures to the person and to who is in charge, who reads nothing else', async () => {
    const made = await cases.application('ADJUDICATION');
    const grievance = await of.file(made, 'CONDUCT', 'SECRET WORDS');
    expect((await of.answer(grievance, { outcome: 'PARTLY', measures: 'MEASURES TEXT' })).status).toBe(201);
    expect((await read('subject', grievance)).grievance).toMatchObject({
      outcome: 'PARTLY',
      measures: 'MEASURES TEXT',
    });
    const overseen = await read('inCharge', grievance);
    expect(overseen).toMatchObject({ view: 'oversight', overdue: false, measures: 'MEASURES TEXT' });
    for (const secret of ['SECRET WORDS', 'ANSWER TEXT', made.id, made.subjectId, 'PARTLY'])
      expect(JSON.stringify(overseen)).not.toContain(secret);
    // The case it is about goes on as it was.
    expect(await cases.stage(made.id)).toBe('ADJUDICATION');
    const paper = await house.get(
      'subject',
      `/applications/${made.id}/documents/grievance-answer?of=${grievance.id}&lang=en`,
    );
    expect(paper.status).toBe(200);
  });
});

describe('time', () => {
  test('shows that an answer is overdue, to who answers and to who is in charge, and closes nothing', async () => {
    const made = await cases.application('CLOSED');
    const grievance = await of.file(made, 'RESULT');
    await cases.step(grievance.id, 'markGrievanceOverdue', 'System');
    expect((await read('subject', grievance)).grievance.overdue).toBe(true);
    expect(await read('inCharge', grievance)).toMatchObject({ view: 'oversight', overdue: true });
    const readers = [];
    for (const { account } of CAST)
      if ((await house.get(account, `/grievances/${grievance.id}`)).status === 200) readers.push(account);
    expect(readers.filter((one) => !/(OnceSubject|Self)$|^everything$/.test(one)).sort()).toEqual([
      'grievance',
      'inCharge',
      'subject',
    ]);
    expect((await of.answer(grievance, { outcome: 'NOT_UPHELD' })).status).toBe(201);
    expect((await house.get('inCharge', `/grievances/${grievance.id}`)).status).toBe(404);
  });

  test('makes a grievance late, which is taken, marked, and left unexamined by a person only', async () => {
    const made = await cases.application('CLOSED');
    await daysLater(120);
    const grievance = await of.file(made, 'RESULT');
    for (const by of ['subject', 'grievance'] as const)
      expect((await read(by, grievance)).grievance.late).toBe(true);
    expect((await of.answer(grievance, { outcome: 'NOT_EXAMINED' })).status).toBe(201);
    const told = await read('subject', grievance);
    expect([told.grievance.outcome, told.reasons]).toEqual(['NOT_EXAMINED', 'ANSWER TEXT']);
  });
});

describe('a later case', () => {
  // Whoever may hold something of a case, less the person whose own the grievance is.
  const ELSE = [...OFFICE_NAMES, 'officerUnassigned', 'everything', 'auditor', 'operator'] as const;

  test('is the same in every byte, whether its person once filed a grievance that was not upheld or none', async () => {
    const lives = [];
    for (const grieved of [true, false]) {
      const first = await cases.application('CLOSED');
      if (grieved) {
        const grievance = await of.file(first, 'RESULT', 'WORDS OF A GRIEVANCE');
        await of.answer(grievance, { outcome: 'NOT_UPHELD' });
      }
      const { subjectId } = first;
      lives.push(await cases.application('SECOND_READING', { subjectId }));
    }
    const [after, without] = lives as [Case, Case];
    let readers = 0;
    for (const account of ELSE) {
      const [one, other] = [await of.heldBy(account, after), await of.heldBy(account, without)];
      expect([account, one]).toEqual([account, other]);
      expect(one).not.toContain('GRIEVANCE_');
      if (one.startsWith('[["",200,')) readers += 1;
    }
    expect(readers).toBeGreaterThan(4);
    // Nor is it its officer's: nobody filed one about this case.
    expect((await house.get('grievance', `/applications/${after.id}`)).status).toBe(404);
  }, 180_000);
});
