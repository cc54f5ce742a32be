import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { after, dayBeside, dayOf, expiryInstant, lastMomentOf } from '../../domain/calendar.js';
import { type Case, Cases } from './support/cases.js';
import { type Account, ELSEWHERE, memberOf } from './support/cast.js';
import { today } from './support/handling.js';
import { Originals } from './support/originals.js';
import { PAPER_CHANNELS } from '../../domain/service.js';
import { type House, openHouse, verdict } from './support/house.js';
import { issued, sendOut } from './support/states.js';

/** How the notice of a result reached its person: one of a few ways, each with what shows it, and never in words. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(async () => house?.stop());

const pathOf = ({ kind, id }: Case) => `/${kind}s/${id}`;
const RECEIPT = 'b'.repeat(64);
const notify = async (of: Case, service: { channel: string; [field: string]: string }) => {
  if (isPaper(service.channel) && (await cases.stage(of.id)) === 'DECIDED')
    await sendOut(cases, of, service.channel, sent.get(of.id));
  return served(of, service);
};
const isPaper = (channel: string): channel is (typeof PAPER_CHANNELS)[number] =>
  PAPER_CHANNELS.some((one) => one === channel);
const served = async (of: Case, service: object) =>
  house.post('officer', `${pathOf(of)}/result-notice`, { seen: await cases.version(of.id), ...service });
/** When a notice is as if it had gone out. */
const sent = new Map<string, string>();
const shown = async (by: Account, of: Case) => (await house.get(by, pathOf(of))).body.service;
const pointers = (answer: { body: { errors?: { pointer: string }[] } }) =>
  (answer.body.errors ?? []).map(({ pointer }) => pointer);
const row = ({ id }: Case) =>
  house.register.selectFrom('applications').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
/** As if it had been decided so many days ago. */
async function decidedBefore(days: number, decision: 'FOUND' | 'NOT_FOUND' = 'FOUND'): Promise<Case> {
  const made = await cases.application('DECIDED', { decision });
  const at = new Date(Date.now() - days * 86_400_000).toISOString();
  await house.register.updateTable('cases').set({ stage_at: at }).where('id', '=', made.id).execute();
  await house.register
    .updateTable('applications')
    .set({ decided_at: at })
    .where('id', '=', made.id)
    .execute();
  sent.set(made.id, at);
  return made;
}

describe('a waiver of reasons', () => {
  const want = (of: Case) => house.post('subject', `${pathOf(of)}/reasons-wanted`, {});
  const possible = async (of: Case): Promise<string[]> =>
    (await house.get('subject', pathOf(of))).body.possible;

  test('is taken back until the notice: the result then comes with its reasons', async () => {
    for (const stage of ['QUESTIONNAIRE', 'DECIDED'] as const) {
      const made = await cases.application(stage, { decision: 'NOT_FOUND', reasonsWaived: true });
      expect(await possible(made)).toContain('wantReasons');
      expect(verdict(await want(made))).toBe('201');
      expect(await possible(made)).not.toContain('wantReasons');
      expect((await row(made)).reasons_waived).toBe(false);
    }
    const made = await cases.application('DECIDED', { decision: 'NOT_FOUND', reasonsWaived: true });
    const before = await cases.stage(made.id);
    expect(verdict(await want(made))).toBe('201');
    expect(await cases.stage(made.id)).toBe(before);
    await cases.step(made.id, 'notifyResult', 'officer');
    const { body } = await house.get('subject', pathOf(made));
    expect(body).toMatchObject({ outcome: 'NOT_FOUND', reasons: expect.any(String) });
    // What the consent said is printed as it was said.
    expect((await house.get('officer', `${pathOf(made)}/documents/consent`)).status).toBe(200);
  });

  test('stands where nobody takes it back, is not offered without one, and cannot be taken back after the notice', async () => {
    const waived = await cases.application('CLOSED', { reasonsWaived: true });
    expect(verdict(await want(waived))).toBe('409 WRONG_STAGE');
    expect((await house.get('subject', pathOf(waived))).body).not.toHaveProperty('reasons');
    const plain = await cases.application('QUESTIONNAIRE');
    expect(await possible(plain)).not.toContain('wantReasons');
    // The table has it for who did not want them, and for nobody else.
    expect(verdict(await want(plain))).toBe('409 WRONG_STAGE');
  });

  test('is taken back by its person alone, and on paper at once', async () => {
    const made = await cases.application('DECIDED', { decision: 'NOT_FOUND', reasonsWaived: true });
    for (const account of ['officer', 'manager', 'stranger', 'auditor'] as const)
      expect((await house.post(account, `${pathOf(made)}/reasons-wanted`, {})).status).not.toBe(201);
    expect((await row(made)).reasons_waived).toBe(true);
    const keyed = await new Originals(house).key(made, 'wantReasons', 'officer');
    expect(verdict(keyed)).toBe('201');
    expect((await row(made)).reasons_waived).toBe(false);
  });
});

describe('the notice of a result', () => {
  test('is not recorded without the way it went, and that way’s own evidence; refused, nothing has changed', async () => {
    const made = await cases.application('DECIDED');
    const [byHand, byPost] = [await issued(cases, 'IN_PERSON'), await issued(cases, 'CERTIFIED_POST')];
    const receivedOn = today();
    const wrong: [Case, object, string[]][] = [
      [made, {}, ['/channel']],
      [made, { channel: 'BY_TELEPHONE' }, ['/channel']],
      [made, { channel: 'OWN_ACCOUNT', receivedOn }, ['/receivedOn']],
      [byHand, { channel: 'IN_PERSON' }, ['/receipt', '/receivedOn']],
      [byHand, { channel: 'IN_PERSON', receipt: '本人に手渡した', receivedOn }, ['/receipt']],
      [byPost, { channel: 'CERTIFIED_POST', receipt: RECEIPT, receivedOn }, ['/receipt', '/number']],
      [byPost, { channel: 'CERTIFIED_POST', number: '123456789012', receivedOn }, ['/number']],
      [
        byHand,
        { channel: 'IN_PERSON', receipt: RECEIPT, receivedOn: dayBeside(today(), 1) },
        ['/receivedOn'],
      ],
      [
        byHand,
        { channel: 'IN_PERSON', receipt: RECEIPT, receivedOn: dayBeside(today(), -1) },
        ['/receivedOn'],
      ],
    ];
    for (const [of, service, at] of wrong) {
      const answer = await served(of, service);
      expect([service, verdict(answer), pointers(answer).sort()]).toEqual([
        service,
        '422 INVALID',
        at.sort(),
      ]);
      expect(await cases.stage(of.id)).toBe('DECIDED');
    }
    expect(await cases.stage(made.id)).toBe('DECIDED');
    expect((await row(made)).notified_at).toBeNull();
  });

  test('keeps it with the step and in the ledger, for its person and who works on the case, and for nobody else', async () => {
    const made = await cases.application('DECIDED');
    const service = { channel: 'CERTIFIED_POST', number: '123-45-67890-1', receivedOn: today() };
    expect(verdict(await notify(made, service))).toBe('201');
    for (const account of ['subject', 'officer', 'inCharge', 'adjudicator'] as const)
      expect(await shown(account, made)).toEqual([
        { ...service, recordedAt: expect.any(String), isVoid: false },
      ]);
    for (const account of ['manager', 'information'] as const) {
      const { body, text } = await house.get(account, pathOf(made));
      expect(body).toMatchObject({ view: 'outcome', outcome: 'FOUND' });
      expect(text).not.toMatch(/POST|67890|service/);
    }
    const entry = await house.register
      .selectFrom('ledger')
      .select('details')
      .where('case_id', '=', made.id)
      .where('event', '=', 'ResultNotified')
      .executeTakeFirstOrThrow();
    expect(entry.details).toMatchObject({ service });
  });

  test('counts from the day it was received, by its end, and what follows from it with it', async () => {
    const made = await decidedBefore(5);
    const receivedOn = dayBeside(today(), -3);
    const service = { channel: 'IN_PERSON', receipt: RECEIPT, receivedOn };
    expect(verdict(await notify(made, service))).toBe('201');
    expect((await row(made)).notified_at?.toISOString()).toBe(lastMomentOf(receivedOn));
    expect((await house.get('manager', pathOf(made))).body).toMatchObject({ notifiedOn: receivedOn });
    await cases.step(made.id, 'signPledge', 'subject');
    const { expires_at: expires } = await house.register
      .selectFrom('clearances')
      .select('expires_at')
      .where('application_id', '=', made.id)
      .executeTakeFirstOrThrow();
    // As if it had been told at noon of that day, and not a day longer.
    expect(expires.toISOString()).toBe(expiryInstant(`${receivedOn}T03:00:00.000Z`, 'P10Y'));
  });

  test('and so does how long the file of a negative result is kept', async () => {
    const made = await decidedBefore(5, 'NOT_FOUND');
    const receivedOn = dayBeside(today(), -3);
    const service = { channel: 'CERTIFIED_POST', number: '123-45-67890-1', receivedOn };
    expect(verdict(await notify(made, service))).toBe('201');
    const { due_at: due } = await house.register
      .selectFrom('deadlines')
      .select('due_at')
      .where('case_id', '=', made.id)
      .where('kind', '=', 'RETENTION_ASSESSED')
      .executeTakeFirstOrThrow();
    expect(due.toISOString()).toBe(after(lastMomentOf(receivedOn), 'P10Y'));
  });

  test('in one’s own account is shown by its person’s own reading, and by nobody else’s', async () => {
    const made = await cases.application('DECIDED');
    expect(verdict(await notify(made, { channel: 'OWN_ACCOUNT' }))).toBe('201');
    expect((await shown('officer', made))[0]).toMatchObject({ channel: 'OWN_ACCOUNT', openedAt: null });
    const [own] = await shown('subject', made);
    expect(dayOf(own.openedAt)).toBe(today());
    expect((await shown('officer', made))[0].openedAt).toBe(own.openedAt);
    const nobody = await cases.application('DECIDED');
    await house.register
      .deleteFrom('principals')
      .where('role', '=', 'Subject')
      .where('subject_id', '=', nobody.subjectId)
      .execute();
    const refused = await notify(nobody, { channel: 'OWN_ACCOUNT' });
    expect([verdict(refused), pointers(refused)]).toEqual(['422 INVALID', ['/channel']]);
    // Nor in one that another organ handed over, which opens nothing here.
    await house.register
      .insertInto('principals')
      .values({
        id: randomUUID(),
        sub: `elsewhere-${nobody.subjectId}`,
        role: 'Subject',
        organ_id: ELSEWHERE.organId,
        contractor_id: null,
        subject_id: nobody.subjectId,
        created_at: new Date().toISOString(),
      })
      .execute();
    expect(pointers(await notify(nobody, { channel: 'OWN_ACCOUNT' }))).toEqual(['/channel']);
  });

  test('goes through a contractor of theirs alone, and never with reasons', async () => {
    const issue = async (of: Case) =>
      house.post('officer', `${pathOf(of)}/result-issue`, {
        seen: await cases.version(of.id),
        channel: 'THROUGH_CONTRACTOR',
      });
    const staff = await cases.application('DECIDED', { contractorId: null });
    expect(pointers(await issue(staff))).toEqual(['/channel']);
    const negative = await cases.application('DECIDED', { decision: 'NOT_FOUND' });
    expect(pointers(await issue(negative))).toEqual(['/channel']);
    const service = { channel: 'THROUGH_CONTRACTOR', receipt: RECEIPT, receivedOn: today() };
    for (const wanted of [{}, { decision: 'NOT_FOUND', reasonsWaived: true }] as const) {
      const made = await cases.application('DECIDED', wanted);
      expect(verdict(await issue(made))).toBe('201');
      expect(verdict(await served(made, service))).toBe('201');
    }
  });

  test('tells who may not take the step nothing of the case by what it finds unfit', async () => {
    const service = { channel: 'THROUGH_CONTRACTOR', receipt: RECEIPT, receivedOn: today() };
    const answers = new Set<string>();
    for (const decision of ['FOUND', 'NOT_FOUND'] as const) {
      const made = await cases.application('DECIDED', { decision });
      const body = { seen: await cases.version(made.id), ...service };
      answers.add(verdict(await house.post('subject', `${pathOf(made)}/result-notice`, body)));
    }
    expect(answers.size).toBe(1);
    expect([...answers][0]).not.toContain('INVALID');
  });

  test('told anew carries its own, and the void one keeps what it had; from before it was asked for, it says so', async () => {
    const made = await cases.application('PLEDGE_PENDING');
    await cases.step(made.id, 'proposeNoticeVoid', 'officer', { reason: 'TEST' });
    await cases.step(made.id, 'confirmNoticeVoid', 'adjudicator', { reason: 'TEST' });
    const service = { channel: 'IN_PERSON', receipt: RECEIPT, receivedOn: today() };
    const again = await notify(made, { ...service, subjectAccount: memberOf('subject').sub });
    expect(verdict(again)).toBe('201');
    expect(await shown('officer', made)).toEqual([
      { recordedAt: expect.any(String), channel: null, isVoid: true },
      { recordedAt: expect.any(String), ...service, isVoid: false },
    ]);
  });
});
