import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { ROUTES } from '../../api/routes/index.js';
import { derivedId } from '../../store/derived-id.js';
import { bodyOf } from './support/bodies.js';
import { type Case, Cases } from './support/cases.js';
import { type Account, ACCOUNTS, HERE, memberOf } from './support/cast.js';
import { dayAhead } from './support/day-ahead.js';
import { askAll, type House, openHouse, verdict } from './support/house.js';
import { inState } from './support/states.js';

/** One case, opened for reading by two people for hours: to nobody else, for nothing else, and for no longer. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
beforeEach(() => cases.leave());
afterEach(async () => {
  await house.register.deleteFrom('break_glass').execute();
  await house.register.deleteFrom('reporting_lines').execute();
  await clockBy(0);
});
afterAll(() => house?.stop());

const BY: Account = 'officerUnassigned';
const HOUR = 3_600_000;
const clockBy = (ms: number) => sql`update clock set offset_ms = ${Math.round(ms)}`.execute(house.register);
const ask = ({ id }: Case, more: Record<string, unknown> = {}, by: Account = BY) =>
  house.post(by, `/applications/${id}/break-glass`, { ground: 'COMPROMISE_SUSPECTED', tie: 'NONE', ...more });
const asked = async (made: Case): Promise<string> => {
  const answer = await ask(made);
  expect(verdict(answer)).toBe('201');
  return answer.body.id;
};
const approve = async (id: string, by: Account = 'adjudicator') =>
  verdict(await house.post(by, `/break-glass/${id}/approve`, {}));
const opened = async (made: Case): Promise<string> => {
  const id = await asked(made);
  expect(await approve(id)).toBe('201');
  return id;
};
const end = async (id: string, by: Account) => verdict(await house.post(by, `/break-glass/${id}/end`, {}));
const file = ({ id }: Case, by: Account = BY) => house.get(by, `/applications/${id}`);
const reads = async (made: Case, by: Account = BY) => verdict(await file(made, by));

describe('a case that was opened', () => {
  test('is read by who asked, in the case officer’s face without a step, and by nobody else who could not before', async () => {
    const made = await cases.application('ADJUDICATION');
    const before = await askAll(ACCOUNTS, (account) => file(made, account));
    const id = await asked(made);
    expect(await reads(made)).toBe('404 NOT_FOUND');
    expect(await approve(id)).toBe('201');
    const { status, body } = await file(made);
    expect([status, body.view, body.possible, body.breakGlass.id]).toEqual([200, 'file', [], id]);
    expect(body).toMatchObject({ person: expect.anything(), checks: expect.any(Array) });
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['holds']));
    const after = await askAll(ACCOUNTS, (account) => file(made, account));
    const words = (answers: Record<string, { status: number }>) =>
      ACCOUNTS.filter((account) => account !== BY).map((account) => [account, answers[account]?.status]);
    expect(words(after)).toEqual(words(before));
  });

  test('is open to no other route: every step and every read beside the file is refused', async () => {
    const made = await cases.application('ADJUDICATION');
    await opened(made);
    const others = ROUTES.filter(
      ({ id, path }) =>
        path.startsWith('/applications/:id') && !['readApplication', 'askBreakGlass'].includes(id),
    );
    expect(others.length).toBeGreaterThan(30);
    const version = await cases.version(made.id);
    const told: string[] = [];
    for (const { id, method, path } of others) {
      const url = path.replace(':id', made.id).replaceAll(/:\w+/g, made.id);
      const answer =
        method === 'get' ? await house.get(BY, url) : await house.post(BY, url, bodyOf(id, version));
      if (answer.status < 400) told.push(id);
    }
    expect(told).toEqual([]);
    expect(await cases.version(made.id)).toBe(version);
    const { items } = (await house.get(BY, '/applications')).body;
    expect(JSON.stringify(items)).not.toContain(made.id);
  });

  test('is closed at the minute that four hours are over, and the moment it is ended', async () => {
    const made = await cases.application('ADJUDICATION');
    await opened(made);
    await clockBy(4 * HOUR - 60_000);
    expect(await reads(made)).toBe('200');
    await clockBy(4 * HOUR + 1000);
    expect(await reads(made)).toBe('404 NOT_FOUND');
    await clockBy(0);
    expect(await reads(made)).toBe('200');
    await house.register.deleteFrom('break_glass').execute();
    for (const by of [BY, 'adjudicator', 'inCharge'] as const) {
      const id = await opened(made);
      expect(await end(id, 'adjudicatorOnceSubject')).toBe('404 NOT_FOUND');
      expect([await end(id, by), await reads(made), await end(id, by)]).toEqual([
        '201',
        '404 NOT_FOUND',
        '409 WRONG_STAGE',
      ]);
    }
  });

  test('is closed to who has become tied to its person since, or whose office is over', async () => {
    const made = await cases.application('ADJUDICATION');
    await opened(made);
    const line = { organId: HERE.organId, firstDay: dayAhead(0), person: { sub: memberOf(BY).sub } };
    await house.post('inCharge', '/reporting-lines', { ...line, superior: { subjectId: made.subjectId } });
    expect(await reads(made)).toBe('404 NOT_FOUND');
    await house.register.deleteFrom('reporting_lines').execute();
    expect(await reads(made)).toBe('200');
    const role = (to: 'InformationManager' | 'CaseOfficer') =>
      house.register
        .updateTable('principals')
        .set({ role: to })
        .where('sub', '=', memberOf(BY).sub)
        .execute();
    await role('InformationManager');
    const { view } = (await file(made)).body;
    await role('CaseOfficer');
    expect(view).toBe('outcome');
  });

  test('is closed when the consent is withdrawn or its file destroyed', async () => {
    const made = await cases.application('CHECKS_RUNNING');
    await opened(made);
    await cases.step(made.id, 'withdrawConsent', 'subject', { reason: 'TEST' });
    expect(await reads(made)).toBe('404 NOT_FOUND');
    await cases.step(made.id, 'dispose', 'System', { deadline: 'RETENTION_NOT_CONDUCTED' });
    expect(await reads(made)).toBe('404 NOT_FOUND');
  });

  test('is told at once to its person, when and on which ground, and not to whom', async () => {
    const made = await cases.application('ADJUDICATION');
    const id = await asked(made);
    expect((await file(made, 'subject')).body.breakGlass).toBeUndefined();
    await approve(id);
    const { text, body } = await file(made, 'subject');
    const four = Date.parse(body.breakGlass[0].until) - Date.parse(body.breakGlass[0].from);
    expect([body.breakGlass.length, four]).toEqual([1, 4 * HOUR]);
    expect(body.breakGlass[0].ground.en).toContain('compromised');
    expect(text).not.toMatch(new RegExp(`${memberOf(BY).sub}|${memberOf('adjudicator').sub}`));
  });

  test('is at once in the auditor’s list, and every act and every read is an entry that names it', async () => {
    const made = await cases.application('ADJUDICATION');
    const id = await asked(made);
    const listed = async () => (await house.get('auditor', '/break-glass')).body;
    expect(await listed()).toMatchObject({ open: 0, items: [{ id, state: 'ASKED', caseId: made.id }] });
    await approve(id);
    expect(await listed()).toMatchObject({ open: 1, items: [{ id, state: 'OPEN' }] });
    await reads(made);
    await end(id, BY);
    expect(await listed()).toMatchObject({ open: 0, items: [{ id, state: 'OVER' }] });
    const { rows } = await sql<Record<string, unknown>>`select event, role, purpose, sub from ledger
      where case_id = ${made.id} and details ->> 'breakGlass' = ${id} order by at`.execute(house.register);
    const entry = (event: string, role: string, account: Account) => ({
      event,
      role,
      purpose: 'ASSESSMENT',
      sub: memberOf(account).sub,
    });
    expect(rows).toEqual([
      entry('BreakGlassAsked', 'CaseOfficer', BY),
      entry('BreakGlassApproved', 'Adjudicator', 'adjudicator'),
      entry('FileRead', 'CaseOfficer', BY),
      entry('BreakGlassEnded', 'CaseOfficer', BY),
    ]);
  });

  test('is in the lists of auditors and of its organ’s approvers, and in no other', async () => {
    const made = await cases.application('ADJUDICATION');
    await opened(made);
    const answers = await askAll(ACCOUNTS, (account) => house.get(account, '/break-glass'));
    const shown = ACCOUNTS.filter((account) => answers[account]?.text.includes(made.id));
    expect(shown.toSorted()).toEqual(
      [
        'inCharge',
        'inChargeOnceSubject',
        'adjudicator',
        'adjudicatorOnceSubject',
        'auditor',
        'auditorOnceSubject',
      ].toSorted(),
    );
  });
});

describe('asking', () => {
  test('is a case officer’s of that organ without a part in the case; nobody else does', async () => {
    const made = await cases.application('ADJUDICATION');
    const answers = await askAll(ACCOUNTS, (account) => ask(made, {}, account));
    const may = ACCOUNTS.filter((account) => answers[account]?.status === 201);
    expect(may).toEqual([BY]);
    expect(verdict(await ask(made, {}, 'officer'))).toBe('403 NOT_YOURS');
    expect(verdict(await ask(made))).toBe('409 WRONG_STAGE');
  });

  test.each(['SCREENED', 'AWAITING_CONSENT', 'QUESTIONNAIRE', 'QUESTIONNAIRE_SCREENING'] as const)(
    'for a case in %s is for nothing',
    async (stage) => {
      expect(verdict(await ask(await cases.application(stage)))).toBe('404 NOT_FOUND');
    },
  );

  test('for a grievance or a clearance is for nothing', async () => {
    const grievance = await inState(cases, 'grievance', 'GRIEVANCE_OPEN');
    expect(verdict(await ask(grievance))).toBe('404 NOT_FOUND');
    const clearance = await inState(cases, 'clearance', 'ACTIVE');
    expect(verdict(await ask(clearance))).toBe('404 NOT_FOUND');
  });

  test('on another ground, or without one’s word on ties, is refused', async () => {
    const made = await cases.application('ADJUDICATION');
    expect(verdict(await ask(made, { ground: 'OTHER' }))).toBe('422 INVALID');
    expect(verdict(await ask(made, { tie: 'TIED' }))).toBe('422 INVALID');
  });
});

describe('approving', () => {
  test('is an officer’s in charge or an adjudicator’s of that organ, who may read the case themselves', async () => {
    const made = await cases.application('ADJUDICATION');
    const may: Account[] = [];
    for (const account of ACCOUNTS) {
      const id = await asked(made);
      if ((await approve(id, account)) === '201') may.push(account);
      await house.register.deleteFrom('break_glass').execute();
    }
    expect(may.toSorted()).toEqual(
      ['inCharge', 'inChargeOnceSubject', 'adjudicator', 'adjudicatorOnceSubject'].toSorted(),
    );
  });

  test('is nobody’s of one line with who asked, nor the same human being’s', async () => {
    const made = await cases.application('ADJUDICATION');
    const id = await asked(made);
    const line = { organId: HERE.organId, firstDay: dayAhead(0), person: { sub: memberOf(BY).sub } };
    await house.post('inCharge', '/reporting-lines', {
      ...line,
      superior: { sub: memberOf('adjudicator').sub },
    });
    expect(await approve(id)).toBe('409 SAME_LINE');
    const person = {
      id: randomUUID(),
      created_at: new Date().toISOString(),
      role: 'Subject' as const,
      subject_id: derivedId('once', 'adjudicator'),
    };
    await house.register
      .insertInto('principals')
      .values({ sub: memberOf(BY).sub, ...person })
      .execute();
    expect(await approve(id, 'adjudicatorOnceSubject')).toBe('409 SAME_PERSON');
    await house.register
      .deleteFrom('principals')
      .where('sub', '=', memberOf(BY).sub)
      .where('role', '=', 'Subject')
      .execute();
    expect(await approve(id, 'adjudicatorOnceSubject')).toBe('201');
  });

  test('comes within half an hour, or there is nothing to approve', async () => {
    const made = await cases.application('ADJUDICATION');
    const id = await asked(made);
    await clockBy(31 * 60_000);
    expect(await approve(id)).toBe('409 WRONG_STAGE');
    await clockBy(0);
    expect([await approve(id), await approve(id)]).toEqual(['201', '409 WRONG_STAGE']);
  });
});

test('no row holds one person twice, more than four hours, or another end', async () => {
  const made = await cases.application('ADJUDICATION');
  const id = await opened(made);
  const change = (set: ReturnType<typeof sql>) =>
    sql`update break_glass set ${set} where id = ${id}`.execute(house.register);
  await expect(change(sql`ends_at = approved_at + interval '5 hours'`)).rejects.toThrow();
  await expect(change(sql`approved_by = asked_by`)).rejects.toThrow();
  await expect(change(sql`case_id = organ_id`)).rejects.toThrow();
});
