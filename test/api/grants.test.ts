import { randomBytes, randomUUID } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { compactVerify, createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { CHECK_CODES } from '../support/act27.js';
import { Cases, INQUIRY } from '../access/support/cases.js';
import { ask, type House, openHouse, verdict } from '../access/support/house.js';
import { inquiredFor } from '../../sandbox/inquiries.js';
import { readNow } from '../../store/clock.js';
import { declareNoTie } from '../../store/declarations.js';
import { connect } from '../../store/db.js';
import { signMissing } from '../../store/grants.js';
import { transition } from '../../store/transition.js';
import { actorOf } from '../access/support/actors.js';
import { memberOf } from '../access/support/cast.js';
import { asked, isProblem } from './support/asked.js';
import { signedConsent } from './support/signed-consent.js';

/** What a person allowed travels with each question, signed; without it nothing leaves (Art. 12(3), 12(6)). */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(() => house?.stop());

const anonymous = (at: string) => ask(`${house.url}/gateway/${at}`);
const keys = async () => createLocalJWKSet((await anonymous('grant-keys')).body);
const row = (requestId: string) =>
  house.register
    .selectFrom('consent_grants')
    .selectAll()
    .where('request_id', '=', requestId)
    .executeTakeFirstOrThrow();
const setToken = (requestId: string, token: string) =>
  house.register.updateTable('consent_grants').set({ token }).where('request_id', '=', requestId).execute();
/** Whether the published list says that a grant no longer counts. */
async function ended(token: string): Promise<boolean> {
  const { status } = decodeJwt<{ status: { status_list: { idx: number; uri: string } } }>(token);
  const { idx, uri } = status.status_list;
  const { text, type } = await anonymous(new URL(uri).pathname.replace('/gateway/', ''));
  expect(type).toContain('application/statuslist+jwt');
  const { payload, protectedHeader } = await compactVerify(text, await keys());
  expect(protectedHeader.typ).toBe('statuslist+jwt');
  const { status_list: list } = JSON.parse(new TextDecoder().decode(payload));
  const byte = inflateSync(Buffer.from(list.lst, 'base64url')).readUInt8(idx >> 3);
  return (byte & (1 << (idx & 7))) !== 0;
}

describe('a grant', () => {
  test('verifies by published keys alone: this question, this source, these fields, this text, until a day', async () => {
    const it = await asked(house, 'POLICE_RECORD');
    const { grant, person, checkCode } = (await it.fetch()).body;
    const { payload } = await jwtVerify(grant, await keys(), {
      typ: 'sekisho-grant+jwt',
      audience: 'POLICE',
    });
    expect(payload).toMatchObject({ jti: it.requestId, check: checkCode, purpose: 'ASSESSMENT' });
    expect(payload.fields).toEqual(Object.keys(person));
    expect(decodeProtectedHeader(grant).alg).toBe('EdDSA');
    // Never the notice, whose name tells on which ground somebody is assessed.
    expect(payload.text).toMatch(/^(inquiry|supplementary)-consent/);
    // Days, not moments: two sources that compare theirs find nothing in common.
    expect([payload.iat, payload.exp].map((at) => ((at ?? 0) + 9 * 3600) % 86_400)).toEqual([0, 0]);
    expect(payload.exp).toBeGreaterThan(Date.now() / 1000 + 360 * 86_400);
    const whole = Buffer.from(grant.split('.')[1], 'base64url').toString();
    const { case_id: caseId, ...check } = await house.register
      .selectFrom('checks')
      .selectAll()
      .where('request_id', '=', it.requestId)
      .executeTakeFirstOrThrow();
    const { subject_id: subjectId, organ_id: organId } = await house.register
      .selectFrom('cases')
      .selectAll()
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow();
    for (const secret of [caseId, subjectId, organId, check.created_at.toISOString()])
      expect(whole).not.toContain(secret);
  });

  test('of one person’s questions shares nothing with the next but the day and the text', async () => {
    const inquiries = Object.fromEntries(CHECK_CODES.map((code) => [code, true]));
    const made = await cases.application('INVESTIGATION', { inquiries });
    await signedConsent(house, made.id);
    await cases.start(made.id);
    const tokens = await house.register
      .selectFrom('consent_grants as g')
      .innerJoin('checks as k', 'k.request_id', 'g.request_id')
      .select(['g.token'])
      .where('k.case_id', '=', made.id)
      .execute();
    expect(tokens.length).toBeGreaterThan(3);
    const claims = tokens.map(({ token }) =>
      decodeJwt<Record<string, unknown> & { consent?: string; status: { status_list: { idx: number } } }>(
        token ?? '',
      ),
    );
    const places = claims.map(({ status }) => status.status_list.idx);
    // Signed, and each names the consent in a way of its own.
    expect(new Set(claims.map(({ consent }) => consent)).size).toBe(claims.length);
    expect(claims.every(({ consent }) => consent?.length === 43)).toBe(true);
    // A word that two of them share is a word that every grant of its day, text and source has.
    const shared = (name: string) => new Set(claims.map((one) => JSON.stringify(one[name]))).size === 1;
    expect(
      Object.keys(claims[0] ?? {})
        .filter(shared)
        .toSorted(),
    ).toEqual(['exp', 'iat', 'iss', 'purpose', 'text']);
    // In no order, over 262,144 places: not one after another, as they were given.
    expect(Math.max(...places) - Math.min(...places)).toBeGreaterThan(1_000);
    expect(new Set(claims.map(({ jti }) => jti)).size).toBe(claims.length);
  });

  test.each(['forged', 'cut short', 'another’s', 'unsigned', 'of a decision'] as const)(
    'that is %s lets nothing leave, and leaves the register as it was',
    async (kind) => {
      const [it, other] = [await asked(house, 'POLICE_RECORD'), await asked(house, INQUIRY)];
      const [{ token }, { token: theirs }] = [await row(it.requestId), await row(other.requestId)];
      const [header = '', payload = '', signature = ''] = (token ?? '').split('.');
      const wider = Buffer.from(payload, 'base64url').toString().replace('"name"', '"name","address"');
      const altered = {
        forged: [header, Buffer.from(wider).toString('base64url'), signature].join('.'),
        'cut short': (token ?? '').slice(0, -2),
        'another’s': theirs ?? '',
        unsigned: `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`,
        'of a decision': [header.replace(/^./, 'f'), payload, signature].join('.'),
      }[kind];
      await setToken(it.requestId, altered);
      isProblem(house, await it.fetch(), 'CLOSED_REQUEST');
      await setToken(it.requestId, token ?? '');
      expect((await it.fetch()).status).toBe(200);
    },
  );

  test('that was used, has expired or was taken back is refused alike, and the published list says no more', async () => {
    const [used, expired, withdrawn, standing] = await Promise.all(
      [0, 1, 2, 3].map(() => asked(house, 'POLICE_RECORD')),
    );
    if (!used || !expired || !withdrawn || !standing) throw new Error('four questions');
    const token = async ({ requestId }: { requestId: string }) => (await row(requestId)).token ?? '';
    const all = await Promise.all([used, expired, withdrawn, standing].map(token));
    expect(await Promise.all(all.map(ended))).toEqual([false, false, false, false]);
    expect(verdict(await used.answer({ answer: 'NO_RECORD' }))).toBe('202');
    await house.register
      .updateTable('consent_grants')
      .set({ expires_at: new Date(Date.now() - 1000).toISOString() })
      .where('request_id', '=', expired.requestId)
      .execute();
    const { case_id } = await house.register
      .selectFrom('checks')
      .select('case_id')
      .where('request_id', '=', withdrawn.requestId)
      .executeTakeFirstOrThrow();
    await cases.step(case_id, 'withdrawConsent', 'subject');
    expect(await Promise.all(all.map(ended))).toEqual([true, true, true, false]);
    const told = [];
    for (const it of [used, expired, withdrawn]) {
      const { status, body } = await it.fetch();
      told.push({ status, ...body, instance: '', reference: '' });
    }
    expect(told[0]).toMatchObject({ status: 410, code: 'CLOSED_REQUEST' });
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
    expect((await standing.fetch()).status).toBe(200);
  });

  test('of a question that nobody answered in time ends with the case as well', async () => {
    const it = await asked(house, 'POLICE_RECORD');
    const { token } = await row(it.requestId);
    const { case_id: id } = await house.register
      .selectFrom('checks')
      .select('case_id')
      .where('request_id', '=', it.requestId)
      .executeTakeFirstOrThrow();
    await cases.step(id, 'markLate', 'System', { requestId: it.requestId });
    expect(await ended(token ?? '')).toBe(false);
    await cases.step(id, 'withdrawConsent', 'subject');
    expect(await ended(token ?? '')).toBe(true);
    // Nor is another signed for it, where a release before had signed none.
    await house.register.deleteFrom('consent_grants').where('request_id', '=', it.requestId).execute();
    const db = connect(house.database.api, { max: 1 });
    await signMissing(db, house.grants).finally(() => db.destroy());
    const left = house.register
      .selectFrom('consent_grants')
      .select('token')
      .where('request_id', '=', it.requestId);
    expect(await left.execute()).toEqual([]);
  });

  test('names no consent where none was signed, and still lets its question through', async () => {
    const it = await asked(house, 'POLICE_RECORD');
    const { token, salt } = await row(it.requestId);
    expect([decodeJwt(token ?? '').consent, salt]).toEqual([undefined, null]);
    expect((await it.fetch()).status).toBe(200);
  });

  test('goes with its file, and its place in the list stays one that no longer counts', async () => {
    const it = await asked(house, 'POLICE_RECORD');
    const { token, status_list: list, status_index: index } = await row(it.requestId);
    await house.register
      .updateTable('consent_grants')
      .set({ salt: randomBytes(32) })
      .where('request_id', '=', it.requestId)
      .execute();
    await house.register.deleteFrom('checks').where('request_id', '=', it.requestId).execute();
    const left = await house.register
      .selectFrom('consent_grants')
      .select(['request_id', 'token', 'salt'])
      .where('status_list', '=', list)
      .where('status_index', '=', index)
      .executeTakeFirstOrThrow();
    expect(left).toEqual({ request_id: null, token: null, salt: null });
    expect(await ended(token ?? '')).toBe(true);
  });

  test('is made by a step of somebody who can sign it, and by no machine', async () => {
    const made = await cases.application('INVESTIGATION', { inquiries: { [INQUIRY]: true } });
    const before = await cases.version(made.id);
    const taken = house.register.transaction().execute(async (tx) => {
      const now = await readNow(tx);
      const actor = await actorOf(tx, 'inCharge');
      await declareNoTie(tx, { caseId: made.id, sub: memberOf('inCharge').sub, now });
      const step = {
        caseId: made.id,
        action: 'startInvestigation',
        actor,
        commandId: randomUUID(),
        seen: before,
      } as const;
      await transition(
        tx,
        { ...step, details: { mode: 'UNIFIED', inquired: inquiredFor([INQUIRY]), reason: 'TEST' } },
        now,
      );
    });
    await expect(taken).rejects.toThrow(/whoever can sign/);
    expect(await cases.version(made.id)).toBe(before);
  });

  test('that a release before did not make is made up for, and nothing leaves until then', async () => {
    const it = await asked(house, 'POLICE_RECORD');
    await house.register.deleteFrom('consent_grants').where('request_id', '=', it.requestId).execute();
    expect(verdict(await it.fetch())).toBe('503 UNAVAILABLE');
    house.errors.splice(0);
    const db = connect(house.database.api, { max: 1 });
    await signMissing(db, house.grants).finally(() => db.destroy());
    expect((await it.fetch()).status).toBe(200);
  });
});

describe('the published list', () => {
  const list = (headers: Record<string, string> = {}, at = '0') =>
    ask(`${house.url}/gateway/grant-status/${at}`, { headers });

  test('is the same text while nothing of it changed, need not travel again, and is another the moment a grant ends', async () => {
    const it = await asked(house, 'POLICE_RECORD');
    const first = await list();
    const again = await list();
    expect(again.text).toBe(first.text);
    const etag = first.headers.get('etag') ?? '';
    expect([etag === '', first.headers.get('cache-control')]).toEqual([false, 'public, no-cache']);
    expect((await list({ 'if-none-match': etag })).status).toBe(304);
    await cases.step(it.made.id, 'withdrawConsent', 'subject');
    const after = await list({ 'if-none-match': etag });
    expect(after.status).toBe(200);
    expect(after.text).not.toBe(first.text);
  });

  test('that was never given is none', async () => {
    expect(verdict(await list({}, '0'))).toBe('200');
    expect(verdict(await list({}, '7'))).toBe('404 NOT_FOUND');
    expect(verdict(await list({}, '999999'))).toBe('404 NOT_FOUND');
  });
});
