import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { dayBeside, dayOf } from '../../domain/calendar.js';
import { afterOfficeDays } from '../../domain/office-days.js';
import { PASSING_ON_TEXT } from '../../domain/passing-on.js';
import { connect, type Db } from '../../store/db.js';
import { chasePassingsOn } from '../../store/passing-on.js';
import { printed } from '../forms/printed.js';
import { bodyOf } from './support/bodies.js';
import { type Case, Cases, PERSON } from './support/cases.js';
import { type Account, ACCOUNTS, HERE } from './support/cast.js';
import { applicationOf, dispatched, EMPLOYER, nobodyDeclared } from './support/dispatched.js';
import { Items, today } from './support/handling.js';
import { askAll, type House, openHouse, verdict } from './support/house.js';
import { listedHolder } from './support/right-ends.js';

/** The outcome reaches the dispatching employer through the contractor, and nothing else does (Art. 13(3)). */
let house: House;
let cases: Cases;
let worker: Db;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
  worker = connect(house.database.worker, { max: 1 });
}, 60_000);
afterAll(async () => {
  await worker?.destroy();
  await house?.stop();
});

interface Passing {
  readonly id: string;
  readonly subjectRef: string;
  readonly told: keyof typeof PASSING_ON_TEXT;
  readonly day: string;
  readonly state: string;
  readonly passedOn: string | null;
  readonly possible: readonly string[];
}
const listOf = async (account: Account, { subjectId }: Case, query = ''): Promise<Passing[]> => {
  const { body } = await house.get(account, `/passings-on${query}`);
  return body.items.filter((one: Passing) => one.subjectRef === subjectId);
};
const passOn = (account: Account, id: string, passedOn = today()) =>
  house.post(account, `/passings-on/${id}/passing-on`, { passedOn });
const plain = (text: string) => text.replace(/\s/g, '');
async function paper(account: Account, id: string, lang = 'ja') {
  const authorization = `Bearer ${await house.token(account)}`;
  const response = await fetch(`${house.url}/passings-on/${id}/paper?lang=${lang}`, {
    headers: { authorization },
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, text: response.ok ? plain(printed(bytes).text) : '' };
}
const found = async (decision: 'FOUND' | 'NOT_FOUND' = 'FOUND'): Promise<Case> => {
  const made = await cases.application(decision === 'FOUND' ? 'PLEDGE_PENDING' : 'CLOSED');
  await dispatched(house, made.id);
  return made;
};
const one = async (account: Account, made: Case): Promise<Passing> => {
  const [first] = await listOf(account, made);
  if (!first) throw new Error('nothing to pass on');
  return first;
};

describe('what is to be passed on', () => {
  test('is read by the contractor and the officers in charge who may read the case, and by nobody else', async () => {
    const made = await found();
    const answers = await askAll(ACCOUNTS, (by) => house.get(by, '/passings-on'));
    const those = Object.keys(answers)
      .filter((account) =>
        ((answers[account as Account].body.items ?? []) as Passing[]).some(
          ({ subjectRef }) => subjectRef === made.subjectId,
        ),
      )
      .sort();
    expect(those).toContain('manager');
    expect(those).toContain('inCharge');
    for (const other of ['managerElsewhere', 'inChargeTied', 'information', 'officer', 'subject', 'operator'])
      expect(those).not.toContain(other);
  });

  test('is nothing before the contractor is told, and nothing of an employee of its own', async () => {
    const open = await cases.application('DECIDED');
    await dispatched(house, open.id);
    expect(await listOf('manager', open)).toEqual([]);
    expect(await listOf('manager', await cases.application('PLEDGE_PENDING'))).toEqual([]);
  });

  test.each(['FOUND', 'NOT_FOUND'] as const)('is the outcome %s, on its day, in one text', async (told) => {
    const made = await found(told);
    expect(await one('manager', made)).toEqual({
      id: expect.any(String),
      organId: HERE.organId,
      subjectRef: made.subjectId,
      employer: EMPLOYER,
      told,
      day: today(),
      state: 'TOLD',
      passedOn: null,
      text: { ja: PASSING_ON_TEXT[told].ja(today()), en: PASSING_ON_TEXT[told].en(today()) },
      possible: ['passOn'],
    });
    expect((await one('inCharge', made)).possible).toEqual([]);
  });

  test('tells whoever is in charge no outcome before their own word on ties, and then what the contractor reads', async () => {
    const made = await found('NOT_FOUND');
    await passOn('manager', (await one('manager', made)).id);
    await nobodyDeclared(house, made.id);
    const { text, ...before } = (await one('inCharge', made)) as Passing & { text: unknown };
    expect(before).toMatchObject({ told: null, day: null, passedOn: null, undeclared: made.id });
    expect([text, JSON.stringify(before)]).toEqual([null, expect.not.stringContaining('FOUND')]);
    expect(verdict(await house.post('inCharge', `/declarations/${made.id}`, { tie: 'NONE' }))).toBe('201');
    expect(await one('inCharge', made)).toMatchObject({ told: 'NOT_FOUND', passedOn: today() });
  });

  test('is passed on once, on a day that has come, by the contractor alone; then nobody is asked any more', async () => {
    const made = await found();
    const { id } = await one('manager', made);
    for (const day of [dayBeside(today(), 1), dayBeside(today(), -1)])
      expect((await passOn('manager', id, day)).body).toMatchObject({
        code: 'INVALID',
        errors: [{ pointer: '/passedOn' }],
      });
    for (const other of ['inCharge', 'managerElsewhere', 'officer', 'subject'] as const)
      expect((await passOn(other, id)).status).toBeGreaterThanOrEqual(403);
    expect(verdict(await passOn('manager', id))).toBe('201');
    expect(verdict(await passOn('manager', id))).toBe('404 NOT_FOUND');
    expect(await one('inCharge', made)).toMatchObject({ state: 'PASSED_ON', passedOn: today() });
    expect(await listOf('manager', made, '?open=true')).toEqual([]);
    const entries = await house.register
      .selectFrom('ledger')
      .select(['role', 'details'])
      .where('event', '=', 'PassedOn')
      .where('subject_id', '=', made.subjectId)
      .execute();
    expect(entries).toEqual([{ role: 'ContractorSecurityManager', details: { passingOnId: id } }]);
  });

  test('that a notice was void is passed on where the notice was, and the next result after it', async () => {
    const made = await found();
    const first = await one('manager', made);
    await passOn('manager', first.id);
    const take = async (by: Account, routeId: string, step: string) =>
      house.post(by, `/applications/${made.id}/${step}`, bodyOf(routeId, await cases.version(made.id)));
    expect(verdict(await take('officer', 'proposeNoticeVoid', 'result-notice-mistake'))).toBe('201');
    expect(
      verdict(await take('adjudicator', 'confirmNoticeVoid', 'result-notice-mistake-confirmation')),
    ).toBe('201');
    expect((await listOf('manager', made)).map(({ told }) => told)).toEqual(['NOTICE_VOID']);
    expect(verdict(await take('officer', 'notifyResult', 'result-notice'))).toBe('201');
    const next = await listOf('manager', made);
    expect(next.map(({ told, state }) => [told, state])).toEqual([
      ['NOTICE_VOID', 'TOLD'],
      ['FOUND', 'TOLD'],
    ]);
    expect(next.map(({ id }) => id)).not.toContain(first.id);
  });

  test('goes with the file: of a destroyed one nobody knows who dispatched the person', async () => {
    const made = await found('NOT_FOUND');
    await passOn('manager', (await one('manager', made)).id);
    await cases.step(made.id, 'dispose', 'System');
    expect(await listOf('manager', made)).toEqual([]);
    for (const table of ['dispatched_workers', 'passings_on'] as const)
      expect(await house.register.selectFrom(table).where('case_id', '=', made.id).execute()).toEqual([]);
  });
});

describe('the end of a right', () => {
  const ended = async () => {
    const { made } = await listedHolder(cases, new Items(house));
    await dispatched(house, await applicationOf(house, made.id));
    await passOn('manager', (await one('manager', made)).id);
    return made;
  };

  test('is passed on in the same bytes whatever its cause, on the page and on the paper', async () => {
    const bytes = new Set<string>();
    for (const cause of ['serveDoubtNotice', 'lapse', 'expire'] as const) {
      const made = await ended();
      await cases.step(made.id, cause, cause === 'expire' ? 'System' : 'inCharge', {
        reason: 'TEST',
        text: 'x',
      });
      const [end] = await listOf('manager', made, '?open=true');
      bytes.add(JSON.stringify({ ...end, id: '', subjectRef: '' }));
      const { text } = await paper('manager', end?.id ?? '');
      bytes.add(text.replaceAll(made.subjectId, ''));
    }
    expect(bytes.size).toBe(2);
    expect([...bytes].join()).toContain('RIGHT_ENDED');
    // The day of an end is not that of a notice.
    expect([...bytes].join()).not.toContain('通知の日');
  }, 60_000);

  test('comes back to nobody who was not told that it ended', async () => {
    const made = await ended();
    await cases.step(made.id, 'lapse', 'inCharge', { reason: 'TEST' });
    const [end] = await listOf('manager', made, '?open=true');
    await cases.step(made.id, 'reinstate', 'adjudicator', { reason: 'TEST' });
    await cases.step(made.id, 'renewPledge', 'subject');
    expect(await listOf('manager', made, '?open=true')).toEqual([]);
    expect((await passOn('manager', end?.id ?? '')).status).toBe(404);
  });

  test('and its return are both passed on where the end was', async () => {
    const made = await ended();
    await cases.step(made.id, 'lapse', 'inCharge', { reason: 'TEST' });
    const [end] = await listOf('manager', made, '?open=true');
    expect(verdict(await passOn('manager', end?.id ?? ''))).toBe('201');
    await cases.step(made.id, 'reinstate', 'adjudicator', { reason: 'TEST' });
    await cases.step(made.id, 'renewPledge', 'subject');
    expect((await listOf('manager', made, '?open=true')).map(({ told }) => told)).toEqual(['RIGHT_RETURNED']);
  });

  test('reaches who dispatched the person in a renewal, too', async () => {
    const { made } = await listedHolder(cases, new Items(house));
    await dispatched(house, await applicationOf(house, made.id));
    await cases.step(made.id, 'openRenewal', 'System');
    const { rows } = await sql<{ name: string }>`select w.employer_name as name from dispatched_workers w
      join applications a on a.id = w.case_id join cases c on c.id = a.id
      where c.subject_id = ${made.subjectId} and a.ground = 'RENEWAL'`.execute(house.register);
    expect(rows).toEqual([{ name: EMPLOYER.name }]);
  });
});

describe('the paper', () => {
  test('says the outcome and its day in both languages, names firms and organ, and neither person nor reason', async () => {
    const texts: Record<string, string> = {};
    for (const told of ['FOUND', 'NOT_FOUND'] as const) {
      const made = await found(told);
      const { id } = await one('manager', made);
      for (const lang of ['ja', 'en']) {
        const { status, text } = await paper('manager', id, lang);
        expect(status).toBe(200);
        expect(text).toContain(plain(EMPLOYER.name));
        expect(text).toContain(plain(made.subjectId));
        expect(text).toContain(lang === 'ja' ? '第13条第3項' : 'Art.13(3)');
        for (const hidden of ['REASONSTEXT', plain(PERSON.name), PERSON.dateOfBirth])
          expect(text).not.toContain(hidden);
        texts[`${told} ${lang}`] = text;
      }
      for (const other of ['inCharge', 'managerElsewhere', 'officer', 'subject'] as const)
        expect((await paper(other, id)).status).toBeGreaterThanOrEqual(403);
    }
    expect(texts['FOUND ja']).toContain('漏らすおそれがないと認められました');
    expect(texts['NOT_FOUND ja']).toContain('認められませんでした');
    expect(texts['NOT_FOUND ja']).not.toContain('と認められました');
  });
});

test('neither list nor paper tells the instant of a notice, which the contractor is not told', async () => {
  const made = await found();
  const { id } = await one('manager', made);
  const { notified_at: at } = await house.register
    .selectFrom('applications')
    .select('notified_at')
    .where('id', '=', made.id)
    .executeTakeFirstOrThrow();
  const instant = at?.toISOString() ?? '-';
  expect((await house.get('manager', '/passings-on')).text).not.toContain(instant);
  const authorization = `Bearer ${await house.token('manager')}`;
  const response = await fetch(`${house.url}/passings-on/${id}/paper?lang=en`, {
    headers: { authorization },
  });
  const raw = Buffer.from(await response.arrayBuffer()).toString('latin1');
  const [written = ''] = /\(D:(\d{14})/.exec(raw)?.slice(1) ?? [];
  expect(written).toMatch(/^\d{8}150000$/);
});

describe('the night', () => {
  test('reminds once, when its days have passed, and the officer in charge then sees it as overdue', async () => {
    const made = await found();
    const { id } = await one('manager', made);
    const now = new Date().toISOString();
    const ours = async () => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from ledger
        where event = 'PassingOnChased' and details->>'passingOnId' = ${id}`.execute(house.register);
      return rows[0]?.n;
    };
    await chasePassingsOn(worker, now);
    expect(await ours()).toBe(0);
    const late = afterOfficeDays(now, 'P5D');
    await chasePassingsOn(worker, late);
    await chasePassingsOn(worker, late);
    expect(await ours()).toBe(1);
    const over = Date.parse(afterOfficeDays(now, 'P10D')) - Date.now();
    await sql`update clock set offset_ms = ${over}`.execute(house.register);
    try {
      expect((await one('inCharge', made)).state).toBe('OVERDUE');
      const day = dayOf(new Date(Date.now() + over).toISOString());
      expect(verdict(await passOn('manager', id, day))).toBe('201');
      expect((await one('inCharge', made)).state).toBe('PASSED_ON');
    } finally {
      await sql`update clock set offset_ms = 0`.execute(house.register);
    }
  });
});
