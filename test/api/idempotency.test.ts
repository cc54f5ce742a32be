import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ACTS } from '../access/expectations.js';
import { BODIES, bodyOf } from '../access/support/bodies.js';
import { Cases, PERSON } from '../access/support/cases.js';
import { type Account, HERE } from '../access/support/cast.js';
import { type Answer, type House, holdings, openHouse, verdict } from '../access/support/house.js';
import { inState } from '../access/support/states.js';
import { ROUTES } from '../../api/routes/index.js';

let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
beforeEach(() => cases.leave());
afterAll(() => house?.stop());

const AT_ONCE = 20;
const times = <T>(n: number, work: (nth: number) => Promise<T>) =>
  Promise.all(Array.from({ length: n }, (_, nth) => work(nth)));
const pathOf = (routeId: string, id: string) =>
  ROUTES.find((route) => route.id === routeId)?.path.replace(':id', id) ?? '';
const commandsOf = async (caseId: string, action?: string): Promise<number> => {
  const query = house.register.selectFrom('commands').select('seq').where('case_id', '=', caseId);
  return (await (action === undefined ? query : query.where('action', '=', action)).execute()).length;
};
let person = 0;
const nomination = (more: Record<string, unknown> = {}) => {
  person += 1;
  return { ...BODIES.nominate, person: { ...PERSON, name: `架空 ${person}美` }, ...more };
};
/** One answer, whoever heard it. */
function areOne(answers: readonly Answer[], status = 201): Answer {
  expect([...new Set(answers.map(verdict))]).toEqual([String(status)]);
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  return answers[0] as Answer;
}

describe('the same request again', () => {
  test('gets its first answer, word for word, and does nothing', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    const body = bodyOf('giveConsent', await cases.version(made.id));
    const key = randomUUID();
    const first = await house.post('subject', pathOf('giveConsent', made.id), body, key);
    const held = await holdings(house.register);
    const again = await house.post('subject', pathOf('giveConsent', made.id), body, key);
    areOne([first, again]);
    expect(await holdings(house.register)).toBe(held);
  });

  test('still does when the case has long gone on, and its fields stand in another order', async () => {
    const made = await cases.application('SCREENED');
    const body = bodyOf('serveNotice', await cases.version(made.id));
    const key = randomUUID();
    const first = await house.post('officer', pathOf('serveNotice', made.id), body, key);
    await cases.step(made.id, 'refuseConsent', 'subject');
    const turned = Object.fromEntries(Object.entries(body).reverse());
    areOne([first, await house.post('officer', pathOf('serveNotice', made.id), turned, key)]);
  });

  test('that was refused is tried anew: only what was done is remembered', async () => {
    const made = await cases.application('NOMINATED');
    const key = randomUUID();
    const at = pathOf('serveNotice', made.id);
    const body = bodyOf('serveNotice', (await cases.version(made.id)) + 1);
    expect(verdict(await house.post('officer', at, body, key))).toBe('409 STALE');
    await cases.step(made.id, 'approveNominee', 'adjudicator');
    expect(verdict(await house.post('officer', at, body, key))).toBe('201');
  });
});

describe('a key used again for something else', () => {
  test('is refused: another body, another case, another act', async () => {
    const [made, other] = [
      await cases.application('AWAITING_CONSENT'),
      await cases.application('AWAITING_CONSENT'),
    ];
    const body = bodyOf('giveConsent', await cases.version(made.id));
    const key = randomUUID();
    expect(verdict(await house.post('subject', pathOf('giveConsent', made.id), body, key))).toBe('201');
    const held = await holdings(house.register);
    for (const [at, sent] of [
      [pathOf('giveConsent', made.id), { ...body, reasonsWaived: true }],
      [pathOf('giveConsent', other.id), body],
      [pathOf('withdrawConsent', made.id), {}],
      [pathOf('fileGrievance', made.id), BODIES.fileGrievance],
    ] as const)
      expect(verdict(await house.post('subject', at, sent, key))).toBe('422 KEY_REUSED');
    expect(await holdings(house.register)).toBe(held);
  });

  test('is refused still when the remembered answer is long gone: the command is not', async () => {
    const [made, other] = [await cases.application('SCREENED'), await cases.application('SCREENED')];
    const key = randomUUID();
    expect(
      verdict(await house.post('officer', pathOf('declareConflict', made.id), BODIES.declareConflict, key)),
    ).toBe('201');
    await house.register.deleteFrom('idempotency').where('key', '=', key).execute();
    const elsewhere = await house.post(
      'officer',
      pathOf('declareConflict', other.id),
      BODIES.declareConflict,
      key,
    );
    expect(verdict(elsewhere)).toBe('422 KEY_REUSED');
    expect(await commandsOf(other.id, 'declareConflict')).toBe(0);
  });

  test('by another person is another key', async () => {
    const key = randomUUID();
    const [made, other] = [await cases.application('SCREENED'), await cases.application('SCREENED')];
    const answers = [
      await house.post('officer', pathOf('declareConflict', made.id), BODIES.declareConflict, key),
      await house.post('inCharge', pathOf('declareConflict', other.id), BODIES.declareConflict, key),
    ];
    expect(answers.map(verdict)).toEqual(['201', '201']);
    expect(answers.map((answer) => answer.body.id)).toEqual([made.id, other.id]);
    expect([
      await commandsOf(made.id, 'declareConflict'),
      await commandsOf(other.id, 'declareConflict'),
    ]).toEqual([1, 1]);
  });

  test('of many at once, one body wins and every other is told so', async () => {
    const made = await cases.application('ADJUDICATION');
    const version = await cases.version(made.id);
    const key = randomUUID();
    const answers = await times(AT_ONCE, (nth) =>
      house.post(
        'adjudicator',
        pathOf('decide', made.id),
        { ...bodyOf('decide', version), reasons: [{ text: `reason ${nth}` }] },
        key,
      ),
    );
    const told = answers.map(verdict).sort();
    expect(told.filter((one) => one === '201')).toHaveLength(1);
    expect(told.filter((one) => one === '422 KEY_REUSED')).toHaveLength(AT_ONCE - 1);
    expect(await commandsOf(made.id, 'decide')).toBe(1);
  });
});

describe(`${AT_ONCE} equal requests at once`, () => {
  /** A person assessed, somebody of the organ, a contractor; acts at any version and acts that name one. */
  const TRIED = [
    'approveNominee',
    'serveNotice',
    'giveConsent',
    'withdrawConsent',
    'submitQuestionnaire',
    'startInvestigation',
    'inquire',
    'askAgain',
    'decide',
    'notifyResult',
    'signPledge',
    'fileGrievance',
    'reportChange',
    'serveDoubtNotice',
    'answerGrievance',
  ];
  test.each(TRIED)('%s: one command, one answer', async (routeId) => {
    const { on, tries } = ACTS[routeId] ?? { on: 'application', tries: [] };
    const made = await inState(cases, on, tries[0]?.state ?? '');
    const before = await commandsOf(made.id);
    const body = bodyOf(routeId, await cases.version(made.id));
    const key = randomUUID();
    const account = tries[0]?.may[0] as Account;
    const answers = await times(AT_ONCE, () => house.post(account, pathOf(routeId, made.id), body, key));
    areOne(answers);
    expect(await commandsOf(made.id)).toBe(before + 1);
    expect(house.errors).toEqual([]);
  });

  test('nominate somebody new: one person, one case', async () => {
    const body = nomination();
    const key = randomUUID();
    const { body: done } = areOne(
      await times(AT_ONCE, () => house.post('inCharge', '/applications', body, key)),
    );
    expect(await commandsOf(done.id)).toBe(1);
  });

  test('nominate somebody the register knows: one case, and nobody is told that there is one already', async () => {
    const body = nomination();
    const first = await house.post('inCharge', '/applications', body);
    await cases.step(first.body.id, 'rejectNominee', 'adjudicator', { reason: 'TEST' });
    const key = randomUUID();
    const again = { ...body, organId: HERE.organId };
    const { body: done } = areOne(
      await times(AT_ONCE, () => house.post('inCharge', '/applications', again, key)),
    );
    expect(done.id).not.toBe(first.body.id);
    expect(await commandsOf(done.id)).toBe(1);
  });

  test('with keys of their own: one case, the others are told that it is open', async () => {
    const body = nomination();
    const answers = await times(AT_ONCE, () => house.post('inCharge', '/applications', body));
    const told = answers.map(verdict);
    expect(told.filter((one) => one === '201')).toHaveLength(1);
    expect(told.filter((one) => one === '409 ALREADY_OPEN')).toHaveLength(AT_ONCE - 1);
  });
});

test('keys that differ only by case, and keys with letters of any kind, are keys of their own', async () => {
  const made = await cases.clearance('ACTIVE');
  const keys = [
    'abcdefgh',
    'ABCDEFGH',
    'clé-de-la-requête',
    'abcdefgh '.trimEnd() + '/..',
    "'; drop table idempotency; --",
  ];
  for (const key of keys)
    expect(
      verdict(await house.post('subject', pathOf('reportChange', made.id), BODIES.reportChange, key)),
    ).toBe('201');
  expect(await commandsOf(made.id, 'reportChange')).toBe(keys.length);
});
