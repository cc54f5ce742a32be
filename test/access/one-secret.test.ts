import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Request } from 'express';
import { inCall } from '../../api/dispatch.js';
import { readCasePage } from '../../api/pages/case-read.js';
import { readAssessed, readNominees } from '../../api/pages/contractors.js';
import { loadPrincipal } from '../../api/principal.js';
import type { Call } from '../../api/route.js';
import { connect } from '../../store/db.js';
import { assessedPage, nomineesPage } from '../../web/pages/name-lists.js';
import { outcomePage } from '../../web/pages/outcome.js';
import { requestOf } from '../api/support/asked.js';
import { frameIn } from '../web/fixtures/pages.js';
import { memberOf } from './support/cast.js';
import { type Case, Cases, INQUIRY } from './support/cases.js';
import { grieving } from './support/grieved.js';
import { ask, type House, openHouse } from './support/house.js';

/**
 * Pairs of lives that differ in one secret, and everything that those outside can ask of them (Art. 13(2), 16; law:
 * invariants 6, 9 and 12): contractor, source, operator, and a partner, who holds no credential at all.
 */
let house: House;
let cases: Cases;
let of: ReturnType<typeof grieving>;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
  of = grieving(house, cases);
}, 60_000);
afterAll(() => house?.stop());

/** Beside the one question that every life has, so that its source has something to ask about. */
const OTHER = 'CREDIT_STANDING';
const asked = (inquiries = {}) => ({ inquiries: { [INQUIRY]: true, ...inquiries } });
const then = async (made: Promise<Case>, step: (made: Case) => Promise<unknown>) => {
  const one = await made;
  await step(one);
  return one;
};
const running = () => cases.application('CHECKS_RUNNING', asked());

const PAIRS: Readonly<Record<string, readonly [() => Promise<Case>, () => Promise<Case>]>> = {
  'refused or withdrawn': [() => cases.notConducted('REFUSED'), () => cases.notConducted('WITHDRAWN')],
  'refused or silent': [() => cases.notConducted('REFUSED'), () => cases.notConducted('NO_RESPONSE')],
  'refused or not approved': [() => cases.notConducted('REFUSED'), () => cases.notConducted('NOT_APPROVED')],
  'withdrawn or without basis, with a question out': [
    () => then(running(), ({ id }) => cases.step(id, 'withdrawConsent', 'subject')),
    () => then(running(), ({ id }) => cases.step(id, 'closeWithoutBasis', 'inCharge', { reason: 'TEST' })),
  ],
  'an inquiry agreed to or declined': [
    () => cases.application('CHECKS_RUNNING', asked({ [OTHER]: true })),
    () => cases.application('CHECKS_RUNNING', asked({ [OTHER]: false })),
  ],
  'a record or none': [
    () => then(running(), ({ id }) => cases.answer(id, 'RECORD')),
    () => then(running(), ({ id }) => cases.answer(id, 'NO_RECORD')),
  ],
  'investigated by the Cabinet Office or by the organ': [
    running,
    () => cases.application('CHECKS_RUNNING', { ...asked(), mode: 'SELF' }),
  ],
  'decided for or against, before the notice': [
    () => cases.application('DECIDED', { decision: 'FOUND' }),
    () => cases.application('DECIDED', { decision: 'NOT_FOUND' }),
  ],
  'reasons wanted or not': [
    () => cases.application('CLOSED'),
    () => cases.application('CLOSED', { reasonsWaived: true }),
  ],
  'a grievance or none': [
    () => cases.application('CLOSED'),
    () => then(cases.application('CLOSED'), (made) => cases.grievance(made)),
  ],
};

/** What a consent grant says, as whoever holds it reads it: the signature and its place in a list are each one's own. */
const readGrant = (token: string) =>
  (Buffer.from(token.split('.')[1] ?? '', 'base64url').toString() || token).replace(/"idx":\d+/, 'IDX');
/** Less what makes each request another one, and the day that follows from when it was put. */
const general = (text: string) =>
  text
    .replaceAll(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, readGrant)
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'UUID')
    .replaceAll(/\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?/g, 'DAY');

/** The source of the one question; nothing where none was put to it. */
async function heldBySource(made: Case): Promise<string> {
  const rows = await house.register
    .selectFrom('checks')
    .select('request_id')
    .where('case_id', '=', made.id)
    .where('code', '=', INQUIRY)
    .execute();
  if (rows.length === 0) return 'nothing';
  const it = await requestOf(house, made, INQUIRY);
  const { status, text } = await it.fetch();
  const list = await ask(`${house.url}/gateway/requests`, {
    headers: { authorization: `Bearer ${it.credential}` },
  });
  const listed = list.body.requests.filter((one: { requestId: string }) => one.requestId === it.requestId);
  return general(JSON.stringify([status, text, listed]));
}

/** Ids and codes of what hangs or failed, and whatever the case's own routes say to them. */
async function heldByOperator(made: Case): Promise<string> {
  const { body } = await house.get('operator', '/operations/cases');
  const rows = body.items.filter((one: { id: string }) => one.id === made.id);
  // Or nothing would be compared: nobody is at work here, so that every case hangs.
  expect(rows).toHaveLength(1);
  const letters = await house.get('operator', '/operations/dead-letters');
  return general(JSON.stringify([rows, letters.text, await of.heldBy('operator', made)]));
}

/** Whoever asks from outside the state: with no credential, and with that of somebody who holds no office. */
async function heldByPartner(made: Case): Promise<string> {
  const asks = [];
  for (const at of ['', '/timeline', '/documents', '/decision-packet', '/explanation'])
    asks.push(await house.get(null, `/applications/${made.id}${at}`));
  asks.push(await house.get(null, `/gateway/requests`));
  for (const { status } of asks) expect(status).toBe(401);
  return general(JSON.stringify([asks.map(({ text }) => text), await of.heldBy('nobody', made)]));
}

/** The page of the case and its rows of both name lists, as the contractor's manager has them on the screen. */
async function heldOnScreen({ id, subjectId }: Case): Promise<string> {
  const db = connect(house.database.api, { max: 1 });
  const { vault, grants } = house;
  const nothing = {} as never;
  const indexKey = new Uint8Array(32);
  const parts = { db, checks: nothing, vault, indexKey, signer: nothing, grants, passkeys: nothing };
  const manager = await loadPrincipal(db, memberOf('manager').sub);
  const reading = { query: {}, body: undefined, commandId: '', req: {} as Request };
  const read = <T>(of: (call: Call) => Promise<T>) =>
    inCall(parts, manager, { ...reading, params: { id } }, of);
  try {
    const found = await read(readCasePage).catch((error: unknown) => String(error));
    const lists = [
      nomineesPage(frameIn('ja'), await read(readNominees)),
      assessedPage(frameIn('en'), await read(readAssessed)),
    ];
    const rows = lists.map((list) =>
      (list.match(/<tr[^]*?<\/tr>/g) ?? []).filter((row) => row.includes(subjectId)),
    );
    const page =
      typeof found === 'object' && found.view === 'outcome' ? outcomePage(frameIn('ja'), found.row) : found;
    return general(
      JSON.stringify([page, rows]).replaceAll(
        /\d{4}年\d+月\d+日(\(.\))?|\d+日前|あと\d+日|\d+ \w+ \d{4}/g,
        'DAY',
      ),
    );
  } finally {
    await db.destroy();
  }
}

const OUTSIDE: Readonly<Record<string, (made: Case) => Promise<string>>> = {
  contractor: (made) => of.heldBy('manager', made),
  'contractor on the screen': heldOnScreen,
  'information manager': (made) => of.heldBy('information', made),
  source: heldBySource,
  operator: heldByOperator,
  partner: heldByPartner,
};

describe.each(Object.entries(PAIRS))('%s', (_secret, [make, makeOther]) => {
  test('is the same in every byte to contractor, source, operator and partner', async () => {
    const [one, other] = [await make(), await makeOther()];
    for (const [who, held] of Object.entries(OUTSIDE))
      expect([who, await held(one)]).toEqual([who, await held(other)]);
  }, 60_000);
});

test('what is no secret shows, or these pairs would prove nothing', async () => {
  const [open, told] = [await running(), await cases.application('CLOSED')];
  const differ = [];
  for (const [who, held] of Object.entries(OUTSIDE))
    if ((await held(open)) !== (await held(told))) differ.push(who);
  expect(differ).toEqual([
    'contractor',
    'contractor on the screen',
    'information manager',
    'source',
    'operator',
  ]);
}, 60_000);
