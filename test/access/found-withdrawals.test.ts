import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { readCase } from '../../store/case-state.js';
import { readNow } from '../../store/clock.js';
import { printed } from '../forms/printed.js';
import type { Case, Cases } from './support/cases.js';
import { type Account, memberOf } from './support/cast.js';
import { grieving } from './support/grieved.js';
import { today } from './support/handling.js';
import { type House, openHouse, verdict } from './support/house.js';
import { Originals } from './support/originals.js';

/** A withdrawal on paper that came in before the result and was keyed in after it: what it is while it waits, and after. */
let house: House;
let of: Originals;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  of = new Originals(house);
  cases = of.cases;
}, 60_000);
beforeEach(() => cases.leave());
afterAll(() => house?.stop());

const SECOND = 'officerUnassigned';
const pathOf = ({ id }: Case) => `/applications/${id}`;
const post = async (by: Account, made: Case, path: string, body: object = {}) =>
  house.post(by, `${pathOf(made)}/${path}`, { seen: await cases.version(made.id), ...body });
const file = async (by: Account, made: Case) => (await house.get(by, pathOf(made))).body;
const row = ({ id }: Case) =>
  house.register.selectFrom('applications').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const serve = (made: Case) => post('officer', made, 'result-notice', { channel: 'OWN_ACCOUNT' });
const shown = async (by: Account, id: string) => (await house.get(by, `/originals/${id}`)).body;

/** The paper of today, of a case whose notice is of today: of one day it was first. */
async function found(made: Case): Promise<string> {
  const keyed = await of.key(
    made,
    'withdrawConsent',
    'officer',
    {},
    { signedOn: today(), receivedOn: today() },
  );
  expect([verdict(keyed), keyed.body]).toMatchObject(['201', { status: 'WAITING', inForce: false }]);
  return keyed.body.id;
}
async function voided(made: Case): Promise<void> {
  const reasons = '別人に届いた。';
  const proposal = { reasons, signIn: 'NOMINEE' };
  expect(verdict(await house.post('inCharge', `${pathOf(made)}/result-notice-mistake`, proposal))).toBe(
    '201',
  );
  expect(verdict(await post('adjudicator', made, 'result-notice-mistake-confirmation', { reasons }))).toBe(
    '201',
  );
}
async function pdf(by: Account, path: string): Promise<string> {
  const headers = { authorization: `Bearer ${await house.token(by)}` };
  const response = await fetch(`${house.url}${path}`, { headers });
  return printed(Buffer.from(await response.arrayBuffer())).text.replace(/\s/g, '');
}
const withdrawals = async (by: Account, made: Case) =>
  ((await house.get(by, `${pathOf(made)}/documents`)).body.items as { form: string }[]).filter(
    ({ form }) => form === 'withdrawal',
  ).length;
const receipt = (id: string) => pdf('subject', `/originals/${id}/receipt?lang=ja`);

describe('its person', () => {
  test('has a receipt while it waits, and the paper among their own once it is confirmed', async () => {
    const made = await cases.application('PLEDGE_PENDING');
    const id = await found(made);
    expect(await shown('subject', id)).toMatchObject({
      status: 'WAITING',
      foundLate: false,
      says: null,
      yours: false,
    });
    expect(await receipt(id)).toContain('照合待ち（結果の通知より前に届いていたもの）');
    expect(await withdrawals('subject', made)).toBe(0);

    expect((await of.confirm(id, SECOND)).body).toMatchObject({ status: 'STALE', inForce: false });
    expect(await shown('subject', id)).toMatchObject({ status: 'STALE', foundLate: true, compareBy: null });
    expect(await receipt(id)).toContain('先に届いていたことが後から分かった（照合済み。');
    expect(await withdrawals('subject', made)).toBe(1);
    expect(await pdf('subject', `${pathOf(made)}/documents/withdrawal?lang=ja`)).toContain('後に分かった');
  }, 30_000);

  test('reads of a rejected one that it was, and has no such paper', async () => {
    const made = await cases.application('PLEDGE_PENDING');
    const id = await found(made);
    expect((await of.reject(id, SECOND)).body).toMatchObject({ status: 'REJECTED', inForce: false });
    expect(await shown('subject', id)).toMatchObject({ status: 'REJECTED', foundLate: false });
    expect(await receipt(id)).toContain('差し戻し');
    expect(await withdrawals('subject', made)).toBe(0);
    expect((await file('inCharge', made)).papers).toBeUndefined();
  }, 30_000);
});

describe('while it waits', () => {
  test('what follows from the result goes on, and the end of the case does not overtake it', async () => {
    const made = await cases.application('PLEDGE_OVERDUE');
    const id = await found(made);
    expect((await file('inCharge', made)).papers).toMatchObject({ waiting: 1, foundLate: 0 });
    const lapse = await post('officer', made, 'lapse', { reasons: '誓約書が出されなかった。' });
    expect(verdict(lapse)).toBe('201');
    expect([await cases.stage(made.id), await of.statusOf(id)]).toEqual(['CLOSED', 'WAITING']);
    expect((await of.confirm(id, SECOND)).body.status).toBe('STALE');
    expect((await file('inCharge', made)).papers).toMatchObject({ waiting: 0, foundLate: 1 });
  }, 30_000);

  test('its person may sign the pledge; confirmed after that it is found late all the same', async () => {
    const made = await cases.application('PLEDGE_PENDING');
    const id = await found(made);
    await cases.step(made.id, 'signPledge', 'subject');
    expect([await cases.stage(made.id), await of.statusOf(id)]).toEqual(['CLEARED', 'WAITING']);
    expect((await of.confirm(id, SECOND)).body).toMatchObject({ status: 'STALE', inForce: false });
    await voided(made);
    expect((await file('officer', made)).issue).toMatchObject({ withdrawnOn: today() });
    expect(verdict(await serve(made))).toBe('422 INVALID');
  }, 30_000);

  test('a pledge that waits beside it holds as ever', async () => {
    const made = await cases.application('PLEDGE_OVERDUE');
    await found(made);
    expect(verdict(await of.key(made, 'signPledge', 'officer'))).toBe('201');
    expect(verdict(await post('officer', made, 'lapse', { reasons: '出されなかった。' }))).toBe(
      '409 ORIGINAL_WAITING',
    );
  });

  test('it is destroyed with its file', async () => {
    const made = await cases.application('CLOSED');
    const id = await found(made);
    await cases.step(made.id, 'dispose', 'System');
    expect(verdict(await house.post(SECOND, `/originals/${id}/confirmation`, { hash: 'a'.repeat(64) }))).toBe(
      '404 NOT_FOUND',
    );
    const left = await sql<{ n: number }>`select count(*)::int as n from vault_documents
      where class = 'ORIGINAL' and owner_id = ${made.id}`.execute(house.register);
    expect(left.rows[0]?.n).toBe(0);
  });
});

describe('when its notice is void', () => {
  test('a second person’s word ends the case, and the paper is the person’s', async () => {
    const made = await cases.application('PLEDGE_PENDING');
    const id = await found(made);
    await voided(made);
    expect(await cases.stage(made.id)).toBe('DECIDED');
    expect((await of.confirm(id, SECOND)).body).toMatchObject({ status: 'CONFIRMED', inForce: true });
    expect(await row(made)).toMatchObject({ not_conducted_reason: 'WITHDRAWN', notified_at: null });
    expect(await shown('subject', id)).toMatchObject({ status: 'CONFIRMED', foundLate: false });
    expect(await withdrawals('subject', made)).toBe(1);
    const text = await pdf('subject', `${pathOf(made)}/documents/withdrawal?lang=ja`);
    expect(text).toContain('署名のある書面');
    expect(text).not.toContain('後に分かった');
  }, 30_000);

  test('a click of its person ends the case first, and overtakes it', async () => {
    const made = await cases.application('PLEDGE_PENDING');
    const id = await found(made);
    await voided(made);
    expect(verdict(await house.post('subject', `${pathOf(made)}/withdrawal`, {}))).toBe('201');
    expect(await shown('inCharge', id)).toMatchObject({ status: 'STALE', foundLate: false, settledBy: null });
    // Settled, it opens to nobody else who has said nothing of their ties.
    expect(verdict(await of.confirm(id, SECOND))).toBe('404 NOT_FOUND');
    expect(verdict(await of.confirm(id, 'inCharge'))).toBe('409 WRONG_STAGE');
  }, 30_000);

  test('and the result is told again before anybody compared it, it was found late of that notice too', async () => {
    const made = await cases.application('PLEDGE_PENDING');
    const id = await found(made);
    await voided(made);
    expect(verdict(await serve(made))).toBe('201');
    expect((await of.confirm(id, SECOND)).body).toMatchObject({ status: 'STALE', inForce: false });
    expect(await cases.stage(made.id)).toBe('PLEDGE_PENDING');
    expect((await file('inCharge', made)).papers).toMatchObject({ foundLate: 1 });
    await voided(made);
    expect(verdict(await serve(made))).toBe('422 INVALID');
    expect(verdict(await post('inCharge', made, 'result-issue-return', { reasons: '取り戻した。' }))).toBe(
      '201',
    );
    expect(await row(made)).toMatchObject({ not_conducted_reason: 'WITHDRAWN' });
  }, 30_000);

  test('and the next is on its way, it waits for the receipt like any withdrawal', async () => {
    const made = await cases.application('PLEDGE_PENDING');
    const id = await found(made);
    await voided(made);
    expect(verdict(await post('officer', made, 'result-issue', { channel: 'IN_PERSON' }))).toBe('201');
    expect((await of.confirm(id, SECOND)).body).toMatchObject({ status: 'CONFIRMED', inForce: true });
    expect(await cases.stage(made.id)).toBe('DECIDED');
    expect((await file('officer', made)).issue).toMatchObject({ withdrawnOn: today() });
    const receiving = { channel: 'IN_PERSON', receipt: 'b'.repeat(64), receivedOn: today() };
    expect(verdict(await post('officer', made, 'result-notice', receiving))).toBe('422 INVALID');
  }, 30_000);

  test('whoever issued the next is known to have, though the paper was confirmed after a click', async () => {
    const made = await cases.application('PLEDGE_PENDING');
    const id = await found(made);
    await voided(made);
    expect(verdict(await post('officer', made, 'result-issue', { channel: 'IN_PERSON' }))).toBe('201');
    expect(verdict(await house.post('subject', `${pathOf(made)}/withdrawal`, {}))).toBe('201');
    expect((await of.confirm(id, SECOND)).body.status).toBe('STALE');
    const state = await house.register
      .transaction()
      .execute(async (tx) => readCase(tx, made.id, await readNow(tx)));
    // Who issued it does not take it back (notWhoIssued).
    expect(state?.facts.issue).toMatchObject({ by: memberOf('officer').sub, withdrawnOn: today() });
  }, 30_000);
});

test('while a case is decided anew nobody decides over it, and confirmed it ends that', async () => {
  const made = await cases.application('CLOSED');
  const before = await row(made);
  const id = await found(made);
  const grievance = grieving(house, cases);
  await grievance.answer(await grievance.file(made, 'RESULT'), { outcome: 'UPHELD' });
  expect(await cases.stage(made.id)).toBe('ADJUDICATION');
  const worksheet = await cases.sheet(made.id);
  const deciding = cases.step(made.id, 'decide', 'everything', {
    decision: 'FOUND',
    worksheet,
    reason: 'TEST',
  });
  await expect(deciding).rejects.toMatchObject({ code: 'ORIGINAL_WAITING' });
  expect((await of.confirm(id, SECOND)).body).toMatchObject({ status: 'CONFIRMED', inForce: true });
  expect(await cases.stage(made.id)).toBe('CLOSED');
  expect(await row(made)).toMatchObject({ decision: 'NOT_FOUND', notified_at: before.notified_at });
}, 30_000);

test('one that was kept by one hand before counts for nothing, says so, and is keyed in again', async () => {
  const made = await cases.application('PLEDGE_PENDING');
  const id = await found(made);
  // As an earlier state of this system kept it: settled by nobody, in the moment in which it was keyed in.
  await sql`update originals set status = 'STALE', settled_at = keyed_at where id = ${id}`.execute(
    house.register,
  );
  expect(await shown('inCharge', id)).toMatchObject({ foundLate: true, settledBy: null });
  expect(await receipt(id)).toContain('照合のない記録で、効力なし');
  expect(await withdrawals('subject', made)).toBe(0);
  const hash = await of.hashOf(id);
  const days = { signedOn: today(), receivedOn: today(), hash };
  expect((await of.key(made, 'withdrawConsent', 'officer', {}, days)).body.status).toBe('WAITING');
  await voided(made);
  expect((await file('officer', made)).issue?.withdrawnOn ?? null).toBeNull();
  expect(verdict(await serve(made))).toBe('201');
}, 30_000);
