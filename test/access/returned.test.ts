import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { servedText } from '../../api/served-text.js';
import { dayBeside } from '../../domain/calendar.js';
import type { Decision } from '../../domain/stages.js';
import { readNow } from '../../store/clock.js';
import { handlingRight } from '../../store/handling-right.js';
import { bodyOf } from './support/bodies.js';
import { type Case, Cases, INQUIRY } from './support/cases.js';
import { ELSEWHERE, HERE, memberOf } from './support/cast.js';
import { grieving } from './support/grieved.js';
import { today } from './support/handling.js';
import { type House, openHouse, verdict } from './support/house.js';

/** What a notice of a renewal's result had ended, once two people have found the notice void (Art. 11, 13(1)). */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
  const next = { contractor_id: ELSEWHERE.contractorId, organ_id: HERE.organId };
  await house.register
    .insertInto('certifications')
    .values({ id: randomUUID(), ...next, valid_from: '2026-01-01', valid_until: null })
    .execute();
}, 60_000);
afterAll(async () => house?.stop());

const reason = 'TEST';
const mayHandle = async ({ subjectId }: Case) =>
  (
    await house.register
      .transaction()
      .execute(async (tx) => handlingRight(tx, { subjectId, organId: HERE.organId }, await readNow(tx)))
  ).canHandle;
const held = ({ id }: Case) =>
  house.register
    .selectFrom('clearances as cl')
    .innerJoin('cases as c', 'c.id', 'cl.id')
    .select(['cl.id', 'c.stage', 'c.ended_at', 'c.run_id', 'cl.superseded_by', 'cl.expires_at'])
    .where('cl.renewal_application_id', '=', id)
    .executeTakeFirstOrThrow();
const clocks = async (id: string) => {
  const rows = await house.register
    .selectFrom('deadlines')
    .select('kind')
    .where('case_id', '=', id)
    .where('closed_at', 'is', null)
    .orderBy('kind')
    .execute();
  return rows.map(({ kind }) => kind);
};

/** A renewal whose result has been told. */
async function told(decision: Decision): Promise<Case> {
  const made = await cases.renewal();
  const text = servedText('RENEWAL');
  const { id } = made;
  await cases.step(id, 'confirmNeed', 'inCharge', { caseOfficer: memberOf('officer').sub });
  await cases.step(id, 'serveNotice', 'officer', { text });
  await cases.step(id, 'giveConsent', 'subject', { text, inquiries: { [INQUIRY]: true } });
  await cases.step(id, 'submitQuestionnaire', 'subject', { statedItems: [] });
  await cases.start(id, 'UNIFIED');
  await cases.answer(id, 'NO_RECORD');
  await cases.step(id, 'completeChecks', 'System');
  await cases.step(id, 'giveOpinion', 'investigator', { reasonsId: await cases.seal(made, 'OPINION TEXT') });
  await cases.step(id, 'submitForDecision', 'inCharge', { reason });
  await cases.decide(id, decision, { reasonsId: await cases.seal(made, 'REASONS TEXT') });
  await cases.step(id, 'notifyResult', 'officer', { reason });
  return made;
}
async function voided({ id }: Case): Promise<void> {
  await cases.step(id, 'proposeNoticeVoid', 'officer', { reason });
  await cases.step(id, 'confirmNoticeVoid', 'adjudicator', { reason });
}
const withdrawn = ({ id }: Case) => cases.step(id, 'withdrawConsent', 'subject');

test('what a negative result revoked is out of force again, and a person gives it back with a new pledge', async () => {
  const made = await told('NOT_FOUND');
  const { id, stage, expires_at: expires } = await held(made);
  expect([stage, await mayHandle(made)]).toEqual(['REVOKED', false]);
  // What happens to it meanwhile does not hide what ended it.
  await cases.step(id, 'fileGrievance', 'subject');
  await voided(made);
  expect(await held(made)).toMatchObject({ stage: 'LAPSED', ended_at: null, expires_at: expires });
  expect(await clocks(id)).toEqual(expect.arrayContaining(['EXPIRY']));
  expect(await clocks(id)).not.toContain('RETENTION_ASSESSED');
  expect(await mayHandle(made)).toBe(false);
  await withdrawn(made);
  expect((await held(made)).stage).toBe('LAPSED');
  const body = bodyOf('reinstate', await cases.version(id));
  expect(verdict(await house.post('adjudicator', `/clearances/${id}/reinstatement`, body))).toBe('201');
  expect(await mayHandle(made)).toBe(false);
  await cases.step(id, 'renewPledge', 'subject');
  expect(await mayHandle(made)).toBe(true);
});

test('told again, the same result ends it again', async () => {
  const made = await told('NOT_FOUND');
  await voided(made);
  await cases.step(made.id, 'notifyResult', 'officer', { reason });
  expect([(await held(made)).stage, await mayHandle(made)]).toEqual(['REVOKED', false]);
  await voided(made);
  expect((await held(made)).stage).toBe('LAPSED');
});

test('what a positive one replaced is out of force while nothing stands in its place, and gives way to it when it does', async () => {
  const made = await told('FOUND');
  await cases.step(made.id, 'signPledge', 'subject');
  expect([(await held(made)).stage, await mayHandle(made)]).toEqual(['SUPERSEDED', true]);
  await voided(made);
  expect(await held(made)).toMatchObject({ stage: 'LAPSED', superseded_by: null });
  expect(await mayHandle(made)).toBe(false);
  await cases.step(made.id, 'notifyResult', 'officer', { reason });
  await cases.step(made.id, 'signPledge', 'subject');
  expect([(await held(made)).stage, await mayHandle(made)]).toEqual(['SUPERSEDED', true]);
});

test('given back or not, its page reads the same to the contractor and to who keeps the information', async () => {
  const [revoked, back] = [await told('NOT_FOUND'), await told('NOT_FOUND')];
  await voided(back);
  const [ended, lapsed] = [await held(revoked), await held(back)];
  expect([ended.stage, lapsed.stage]).toEqual(['REVOKED', 'LAPSED']);
  for (const account of ['manager', 'managerElsewhere', 'information'] as const) {
    const read = async (id: string) => {
      const { status, body } = await house.get(account, `/clearances/${id}`);
      return JSON.stringify({ status, body })
        .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
        .replaceAll(/"\d{4}-\d\d-\d\d[^"]*"/g, 'when')
        .replaceAll(/"version":\d+/g, 'version');
    };
    expect(await read(lapsed.id)).toBe(await read(ended.id));
    if (account === 'manager') expect(await read(ended.id)).toContain('"status":200');
  }
});
test.each(['manager', 'inCharge'] as const)(
  'whoever has left meanwhile, as the %s says, comes back as gone from there: the next employer’s nomination is approved',
  async (by) => {
    const made = await told('NOT_FOUND');
    const { id } = await held(made);
    const on = dayBeside(today(), -1);
    expect(verdict(await house.post(by, `/clearances/${id}/departure`, { on }))).toBe('201');
    expect([(await held(made)).stage, await mayHandle(made)]).toEqual(['REVOKED', false]);
    await voided(made);
    await withdrawn(made);
    const { body } = await house.get('inCharge', `/clearances/${id}`);
    expect([body.stage, body.moves]).toMatchObject(['LAPSED', [{ kind: 'DEPARTED', on }]]);
    const next = await cases.application('SCREENED', {
      subjectId: made.subjectId,
      contractorId: ELSEWHERE.contractorId,
    });
    expect([await cases.stage(next.id), await mayHandle(made)]).toEqual(['SCREENED', false]);
  },
);

test('what its ten years have ended since stays ended', async () => {
  const made = await told('NOT_FOUND');
  const { id } = await held(made);
  await house.register
    .updateTable('clearances')
    .set({ expires_at: new Date(Date.now() - 1_000).toISOString() })
    .where('id', '=', id)
    .execute();
  await voided(made);
  expect((await held(made)).stage).toBe('REVOKED');
});

test('what ended in another way does not come back with it', async () => {
  const made = await told('NOT_FOUND');
  const other = await cases.clearance('REVOKED');
  await voided(made);
  expect(await cases.stage(other.id)).toBe('REVOKED');
});

test('what an earlier result of the same case revoked stays revoked, where only the notice of the new one is void', async () => {
  const made = await told('NOT_FOUND');
  const of = grieving(house, cases);
  expect((await of.answer(await of.file(made, 'RESULT'), { outcome: 'UPHELD' })).status).toBe(201);
  const worksheet = await cases.sheet(made.id);
  await cases.step(made.id, 'decide', 'everything', { decision: 'FOUND', worksheet, reason });
  await cases.step(made.id, 'notifyResult', 'officer', { reason });
  await voided(made);
  expect((await held(made)).stage).toBe('REVOKED');
  // The result that was told before stands, and with it what it ended.
  await withdrawn(made);
  expect([await cases.stage(made.id), (await held(made)).stage]).toEqual(['CLOSED', 'REVOKED']);
});

test('an engine that begins its workflow anew is expected, and no stranger', async () => {
  const made = await told('NOT_FOUND');
  const { id } = await held(made);
  await house.register.updateTable('cases').set({ run_id: 'the first' }).where('id', '=', id).execute();
  await voided(made);
  expect((await held(made)).run_id).toBeNull();
});
