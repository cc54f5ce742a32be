import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { startOfDay } from '../../domain/calendar.js';
import { bodyOf } from './support/bodies.js';
import { dayAhead } from './support/day-ahead.js';
import { type Case, Cases } from './support/cases.js';
import { type Account, ACCOUNTS, HERE, memberOf } from './support/cast.js';
import { askAll, type House, openHouse, verdict, verdicts } from './support/house.js';

/** Who acts in an adjudicator's place: named ahead, on those days alone, and under every rule of an adjudicator. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse({ undeclared: [] });
  cases = new Cases(house);
}, 60_000);
afterEach(async () => {
  await house.register.deleteFrom('stand_ins').execute();
  await house.register.deleteFrom('reporting_lines').execute();
  await clockBy(0);
});
afterAll(() => house?.stop());

const BY: Account = 'officerUnassigned';
const AWAY: Account = 'adjudicator';
const clockBy = (ms: number) => sql`update clock set offset_ms = ${Math.round(ms)}`.execute(house.register);
const name = (more: Record<string, unknown> = {}, by: Account = 'inCharge') =>
  house.post(by, '/stand-ins', {
    organId: HERE.organId,
    adjudicator: memberOf(AWAY).sub,
    standIn: memberOf(BY).sub,
    reason: 'LEAVE',
    firstDay: dayAhead(0),
    lastDay: dayAhead(0),
    ...more,
  });
const named = async (more: Record<string, unknown> = {}): Promise<string> => {
  const answer = await name(more);
  expect(verdict(answer)).toBe('201');
  return answer.body.id;
};
const declare = async (account: Account, { id }: Case) =>
  verdict(await house.post(account, `/declarations/${id}`, { tie: 'NONE' }));
const reads = async (account: Account, { id }: Case) =>
  verdict(await house.get(account, `/applications/${id}`));
const act = async (account: Account, made: Case, path: string, routeId: string, more = {}) =>
  verdict(
    await house.post(account, `/applications/${made.id}/${path}`, {
      ...bodyOf(routeId, await cases.version(made.id)),
      ...more,
    }),
  );

describe('a stand-in', () => {
  test('decides as an adjudicator does, and whose place it was is said with the step, the ledger and the packet', async () => {
    const made = await cases.application('ADJUDICATION');
    expect(await reads(BY, made)).toBe('404 NOT_FOUND');
    const id = await named();
    expect((await house.get(BY, '/me')).body.grants).toContainEqual({
      role: 'Adjudicator',
      organId: HERE.organId,
      standIn: { id, adjudicator: memberOf(AWAY).sub, lastDay: dayAhead(0) },
    });
    expect(await act(BY, made, 'decision', 'decide')).toBe('201');
    const standIn = { adjudicator: memberOf(AWAY).sub };
    const { entries } = (await house.get('inCharge', `/applications/${made.id}/timeline`)).body;
    expect(entries.at(-1)).toMatchObject({ role: 'Adjudicator', detail: { standIn } });
    const { steps } = (await house.get('inCharge', `/applications/${made.id}/explanation`)).body;
    expect([steps.at(-1).standIn, steps.at(-2).standIn]).toEqual([standIn, null]);
    const { packet } = (await house.get(AWAY, `/applications/${made.id}/decision-packet`)).body;
    expect(packet.steps.at(-1)).toMatchObject({ sub: memberOf(BY).sub, standIn });
    const { rows } = await sql<{ details: unknown }>`select details from ledger where case_id = ${made.id}
      and sub = ${memberOf(BY).sub} and command_id is not null`.execute(house.register);
    expect(rows[0]?.details).toMatchObject({ standIn: id });
  });

  test('is nothing the person is told of, nor in whose place', async () => {
    const own = async () => {
      const made = await cases.application('ADJUDICATION');
      return async (by: Account) => {
        expect(await act(by, made, 'decision', 'decide')).toBe('201');
        const asked = ['', '/timeline', '/explanation'].map((end) =>
          house.get('subject', `/applications/${made.id}${end}`),
        );
        return (await Promise.all(asked)).map(({ text }) => text).join('');
      };
    };
    const decided = await own();
    await named();
    expect(await decided(BY)).not.toMatch(new RegExp(`standIn|${memberOf(BY).sub}|${memberOf(AWAY).sub}`));
  });

  test('is one until the end of the last day in Japan, and no adjudicator before the first or after', async () => {
    const made = await cases.application('ADJUDICATION');
    await named({ firstDay: dayAhead(1), lastDay: dayAhead(2) });
    const at = async (day: number, ms: number) => {
      await clockBy(Date.parse(startOfDay(dayAhead(day))) + ms - Date.now());
      return reads(BY, made);
    };
    const [before, after] = [-30_000, 30_000];
    expect([await at(1, before), await at(1, after), await at(3, before), await at(3, after)]).toEqual([
      '404 NOT_FOUND',
      '200',
      '200',
      '404 NOT_FOUND',
    ]);
  });

  test('is one no more from the moment it is ended, or that their own office is', async () => {
    const made = await cases.application('ADJUDICATION');
    const id = await named({ standIn: memberOf('information').sub, lastDay: dayAhead(5) });
    await declare('information', made);
    expect(await reads('information', made)).toBe('200');
    expect(verdict(await house.post('inChargeOnceSubject', `/stand-ins/${id}/end`, {}))).toBe('201');
    expect(await act('information', made, 'decision', 'decide')).not.toBe('201');
    await named({ lastDay: dayAhead(5) });
    expect(await reads(BY, made)).toBe('200');
    const sub = memberOf(BY).sub;
    await house.register.updateTable('principals').set({ role: 'Auditor' }).where('sub', '=', sub).execute();
    expect(await reads(BY, made)).toBe('404 NOT_FOUND');
    await house.register
      .updateTable('principals')
      .set({ role: 'CaseOfficer' })
      .where('sub', '=', sub)
      .execute();
  });

  test('does not decide what they investigated, nor whom they are tied or report to', async () => {
    const made = await cases.application('ADJUDICATION');
    await named({ standIn: memberOf('officer').sub });
    expect(await act('officer', made, 'decision', 'decide')).toBe('409 SAME_PERSON');
    await house.register.deleteFrom('stand_ins').execute();
    // No office that judges, but for today.
    await named({ standIn: memberOf('information').sub });
    const line = async (superior: { sub: string } | { subjectId: string }) =>
      verdict(
        await house.post('inCharge', '/reporting-lines', {
          organId: HERE.organId,
          person: { sub: memberOf('information').sub },
          superior,
          firstDay: dayAhead(0),
        }),
      );
    expect(await line({ sub: memberOf('officer').sub })).toBe('201');
    await declare('information', made);
    expect(await act('information', made, 'decision', 'decide')).toBe('409 SAME_LINE');
    await house.register.deleteFrom('reporting_lines').execute();
    expect(await line({ subjectId: made.subjectId })).toBe('201');
    expect(await act('information', made, 'decision', 'decide')).not.toBe('201');
    expect((await house.get('information', `/applications/${made.id}/timeline`)).status).toBe(404);
    await house.register.deleteFrom('reporting_lines').execute();
    expect(await act('information', made, 'decision', 'decide')).toBe('201');
  });
});

test('nobody confirms what the one in whose place they act proposed; another’s proposal they do', async () => {
  const made = await cases.application('SECOND_READING');
  const confirm = (by: Account) => act(by, made, 'decision-confirmation', 'confirmDecision');
  // Whoever proposed it there.
  await named({ adjudicator: memberOf('everything').sub });
  expect(await confirm(BY)).toBe('409 SAME_PERSON');
  const told = (await house.get(BY, `/applications/${made.id}/explanation`)).body.next;
  expect(told.find(({ action }: { action: string }) => action === 'confirmDecision').state).toBe('BLOCKED');
  await house.register.deleteFrom('stand_ins').execute();
  await named();
  expect(await confirm(BY)).toBe('201');
});

test('whoever is back does not confirm what was proposed in their place; another adjudicator does', async () => {
  const made = await cases.application('ADJUDICATION');
  const standIn = await named();
  await cases.propose(made.id, 'NOT_FOUND', { reason: 'TEST', standIn }, 'everything');
  const confirm = (by: Account) => act(by, made, 'decision-confirmation', 'confirmDecision');
  expect(await confirm(AWAY)).toBe('409 SAME_PERSON');
  expect(await confirm('adjudicatorOnceSubject')).toBe('201');
});

test('a stand-in says of each case that they are not tied, as an adjudicator does', async () => {
  const made = await cases.application('ADJUDICATION');
  await named({ standIn: memberOf('information').sub });
  expect(await reads('information', made)).toBe('409 TIES_UNDECLARED');
  expect(await declare('information', made)).toBe('201');
  expect(await act('information', made, 'decision', 'decide')).toBe('201');
});

describe('naming one', () => {
  const MAY: readonly Account[] = ['inCharge', 'inChargeTied', 'inChargeSelf', 'inChargeOnceSubject'];
  const expected = (word: string) =>
    Object.fromEntries(ACCOUNTS.map((account) => [account, MAY.includes(account) ? word : '404 NOT_FOUND']));

  test('is an officer in charge’s of that organ, and so is to see and to end it', async () => {
    const dayOf = (account: Account) => dayAhead(ACCOUNTS.indexOf(account));
    const days = (account: Account) => ({ firstDay: dayOf(account), lastDay: dayOf(account) });
    const post = await askAll(ACCOUNTS, (account) => name(days(account), account));
    expect(verdicts(post)).toEqual(expected('201'));
    const list = await askAll(ACCOUNTS, (account) =>
      house.get(account, `/stand-ins?organId=${HERE.organId}`),
    );
    expect(verdicts(list)).toEqual(expected('200'));
    await house.register.deleteFrom('stand_ins').execute();
    const ended = await askAll(ACCOUNTS, async (account) =>
      house.post(account, `/stand-ins/${await named(days(account))}/end`, {}),
    );
    expect(verdicts(ended)).toEqual(expected('201'));
  });

  test.each([
    ['the adjudicator themselves', { standIn: memberOf(AWAY).sub }, '422 INVALID', '/standIn'],
    ['another adjudicator', { standIn: memberOf('adjudicatorTied').sub }, '422 INVALID', '/standIn'],
    ['of another organ', { standIn: memberOf('officerElsewhere').sub }, '422 INVALID', '/standIn'],
    ['nobody here', { standIn: memberOf('nobody').sub }, '422 INVALID', '/standIn'],
    ['an operator', { standIn: memberOf('operator').sub }, '422 INVALID', '/standIn'],
    ['who names them', { standIn: memberOf('inCharge').sub }, '409 SAME_PERSON', undefined],
    ['of nobody’s place', { adjudicator: memberOf('officer').sub }, '422 INVALID', '/adjudicator'],
    ['for a vacancy that somebody fills', { reason: 'VACANCY' }, '422 INVALID', '/adjudicator'],
    ['for nobody, who is on leave', { adjudicator: undefined }, '422 INVALID', '/adjudicator'],
    ['for days that are over', { firstDay: dayAhead(-1) }, '422 INVALID', '/firstDay'],
    ['until before the first day', { lastDay: dayAhead(-1) }, '422 INVALID', '/lastDay'],
    ['for longer than half a year', { lastDay: dayAhead(184) }, '422 INVALID', '/lastDay'],
  ] as const)('%s is refused', async (_, more, word, pointer) => {
    const answer = await name(more);
    expect([verdict(answer), answer.body.errors?.[0].pointer]).toEqual([word, pointer]);
    expect(await house.register.selectFrom('stand_ins').select('id').execute()).toEqual([]);
  });

  test('of nobody’s place is for a vacancy', async () => {
    await named({ adjudicator: undefined, reason: 'VACANCY' });
    const made = await cases.application('ADJUDICATION');
    expect(await act(BY, made, 'decision', 'decide')).toBe('201');
    const { steps } = (await house.get('inCharge', `/applications/${made.id}/explanation`)).body;
    expect(steps.at(-1).standIn).toEqual({ adjudicator: null });
  });

  test('in the place of who is tied to a person, somebody of their line, is refused', async () => {
    const line = { organId: HERE.organId, firstDay: dayAhead(0) };
    const [person, superior] = [{ sub: memberOf(BY).sub }, { sub: memberOf(AWAY).sub }];
    await house.post('inCharge', '/reporting-lines', { ...line, person, superior });
    expect(verdict(await name({ reason: 'TIE' }))).toBe('409 SAME_LINE');
    expect(verdict(await name())).toBe('201');
  });

  test('two for one place, or one for two, on one day is refused, of two at once one', async () => {
    const twice = await Promise.all([name({ lastDay: dayAhead(3) }), name({ lastDay: dayAhead(3) })]);
    expect(twice.map((answer) => verdict(answer)).sort()).toEqual(['201', '422 INVALID']);
    const days = { firstDay: dayAhead(3), lastDay: dayAhead(6) };
    expect(verdict(await name({ ...days, standIn: memberOf('information').sub }))).toBe('422 INVALID');
    expect(verdict(await name({ ...days, adjudicator: memberOf('adjudicatorSelf').sub }))).toBe(
      '422 INVALID',
    );
    expect(verdict(await name({ firstDay: dayAhead(4), lastDay: dayAhead(6) }))).toBe('201');
  });

  test('and ending it are entries without a word of who or why; the row is never rewritten', async () => {
    const id = await named({ reason: 'ILLNESS' });
    expect(verdict(await house.post('inCharge', `/stand-ins/${id}/end`, {}))).toBe('201');
    expect(verdict(await house.post('inCharge', `/stand-ins/${id}/end`, {}))).toBe('404 NOT_FOUND');
    const { rows } = await sql<{ event: string; details: unknown }>`select event, details from ledger
      where details ->> 'standIn' = ${id} order by at, event desc`.execute(house.register);
    expect(rows).toEqual([
      { event: 'StandInNamed', details: { standIn: id, firstDay: dayAhead(0), lastDay: dayAhead(0) } },
      { event: 'StandInEnded', details: { standIn: id } },
    ]);
    const rewritten = house.register
      .updateTable('stand_ins')
      .set({ last_day: dayAhead(9) })
      .where('id', '=', id);
    await expect(rewritten.execute()).rejects.toMatchObject({ code: '42501' });
    const { items } = (await house.get('inCharge', `/stand-ins?organId=${HERE.organId}`)).body;
    expect(items).toEqual([
      expect.objectContaining({ id, reason: 'ILLNESS', lastDay: dayAhead(0), endedAt: expect.any(String) }),
    ]);
  });

  test('is not shown to another organ’s officer in charge, nor ended by them', async () => {
    const id = await named();
    expect(verdict(await house.get('inChargeElsewhere', `/stand-ins?organId=${HERE.organId}`))).toBe(
      '404 NOT_FOUND',
    );
    expect(verdict(await house.post('inChargeElsewhere', `/stand-ins/${id}/end`, {}))).toBe('404 NOT_FOUND');
  });
});
