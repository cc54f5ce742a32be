import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { BODIES, bodyOf } from '../access/support/bodies.js';
import type { Cases } from '../access/support/cases.js';
import { HERE } from '../access/support/cast.js';
import { type Answer, type House, openHouse, verdict } from '../access/support/house.js';
import { Requests } from './support/requests.js';

let house: House;
let requests: Requests;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  requests = await new Requests(house).prepare();
  ({ cases } = requests);
}, 120_000);
beforeEach(() => void house.errors.splice(0));
afterAll(() => house?.stop());

describe('queries', () => {
  const cursor = (text: string) => encodeURIComponent(Buffer.from(text).toString('base64url'));
  const id = randomUUID();
  test.each(['/applications', '/clearances'])('%s', async (at) => {
    for (const query of [
      'limit=0',
      'limit=101',
      'limit=x',
      'limit=1.5',
      'limit=1&limit=2',
      'limit=',
      'limit=1e99',
      'open=yes',
      'unknown=1',
      'limit[a]=1',
      '__proto__=1',
      'after=',
      'after=x',
      `after=${'x'.repeat(300)}`,
      `after=${cursor('x')}`,
      `after=${cursor(`0 ${id}`)}`,
      `after=${cursor(`1 ${id}`)}`,
      `after=${cursor(`2026-02-31T00:00:00Z ${id}`)}`,
      `after=${cursor(`May-2026 ${id}`)}`,
      `after=${cursor(`+275000-01-01T00:00:00Z ${id}`)}`,
      `after=${cursor(`-000001-01-01T00:00:00Z ${id}`)}`,
      `after=${cursor(`2026-01-01T00:00:00.000Z\u0000 ${id}`)}`,
      `after=${cursor('2026-01-01T00:00:00.000Z ------------------------------------')}`,
      `after=${cursor(`2026-01-01T00:00:00.000Z ${id} more`)}`,
    ]) {
      const answer = await house.get('inCharge', `${at}?${query}`);
      expect([query, verdict(answer)]).toEqual([query, '422 INVALID']);
      requests.isProblem(answer, 'INVALID');
    }
  });
  test('the ledger', async () => {
    for (const query of [
      'limit=501',
      'caseId=x',
      'caseId=',
      `after=${cursor(`0 ${id}`)}`,
      `after=${cursor(`1 ${id}`)}`,
      `after=${cursor('2026-01-01T00:00:00.000Z ------------------------------------')}`,
    ]) {
      const answer = await house.get('auditor', `/ledger?${query}`);
      expect([query, verdict(answer)]).toEqual([query, '422 INVALID']);
    }
  });
  test('a cursor from one page leads to the next, to its end, each case once', async () => {
    const ids: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const { body }: Answer = await house.get(
        'inCharge',
        `/applications?limit=7${next === '' ? '' : `&after=${next}`}`,
      );
      ids.push(...body.items.map((one: { id: string }) => one.id));
      next = body.next;
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(20);
  });
  test('the handling right asks for two ids', async () => {
    for (const query of [
      '',
      'subjectId=x&organId=y',
      `subjectId=${id}`,
      `subjectId=${id}&organId=${HERE.organId}&more=1`,
    ])
      requests.isProblem(await house.get('information', `/handling-rights?${query}`), 'INVALID');
  });
});

describe('text that a database cannot hold, or a reader cannot see', () => {
  const NASTY = [
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\udc00x',
    '\u202e',
    "'; drop table cases; --",
    '${1}',
    '\\u0000',
  ];
  test.each(
    Object.entries(BODIES).flatMap(([routeId, body]) =>
      Object.entries(body)
        .filter(([, value]) => typeof value === 'string')
        .map(([field]) => [routeId, field] as const),
    ),
  )('%s /%s is refused or taken, never our fault', async (routeId, field) => {
    for (const value of NASTY) {
      const answer = await requests.sendJson(routeId, (body) => ({
        ...body,
        seen: 2 ** 31 - 1,
        [field]: value,
      }));
      expect([field, JSON.stringify(value), answer.status < 500]).toEqual([
        field,
        JSON.stringify(value),
        true,
      ]);
    }
    expect(house.errors).toEqual([]);
  });
  test('names and accounts that are taken to the register', async () => {
    for (const value of NASTY) {
      const person = {
        ...(BODIES.nominate?.person as object),
        name: `x${value}`,
        kana: value,
        address: value,
      };
      const nominated = await house.post('inCharge', '/applications', { ...BODIES.nominate, person });
      const screened = await cases.application('SCREENED');
      const seen = await cases.version(screened.id);
      const notice = { seen, subjectAccount: `x${value}`, identityChecked: true };
      const served = await house.post('officer', `/applications/${screened.id}/notice`, notice);
      const assigned = await house.post('inCharge', `/applications/${screened.id}/assignment`, {
        seen,
        caseOfficer: `x${value}`,
      });
      const awaiting = await cases.application('AWAITING_CONSENT');
      const consent = {
        seen: await cases.version(awaiting.id),
        text: `x${value}`,
        assessment: true,
        inquiries: {},
      };
      const consented = await house.post('subject', `/applications/${awaiting.id}/consent`, consent);
      const statuses = [nominated, served, assigned, consented].map((one) => one.status);
      expect([JSON.stringify(value), ...statuses.filter((status) => status >= 500)]).toEqual([
        JSON.stringify(value),
      ]);
    }
    expect(house.errors).toEqual([]);
  });
  test('a name of nothing but spaces of any kind is no name', async () => {
    for (const name of ['', ' ', '\u3000', '\u00a0', '\u2003\n']) {
      const person = { ...(BODIES.nominate?.person as object), name };
      requests.isProblem(
        await house.post('inCharge', '/applications', { ...BODIES.nominate, person }),
        'INVALID',
        '/person/name',
      );
    }
  });
  test.each([
    ['dateOfBirth', '2026-02-30'],
    ['dateOfBirth', '1990-1-2'],
    ['dateOfBirth', '9999-12-31T00:00:00Z'],
    ['dateOfBirth', ''],
    ['name', 'x'.repeat(101)],
    ['sex', 'x'],
    ['creed', 'x'],
  ])('a person’s %s %j', async (field, value) => {
    const person = { ...(BODIES.nominate?.person as object), [field]: value };
    requests.isProblem(
      await house.post('inCharge', '/applications', { ...BODIES.nominate, person }),
      'INVALID',
      `/person/${field}`,
    );
  });
});

describe('what fits its schema and breaks a rule', () => {
  test('a question the person did not consent to is never put again, and that is the answer', async () => {
    const it = await cases.application('HUMAN_REVIEW');
    await requests.changesNothing(async () => {
      const body = { seen: await cases.version(it.id), reasons: 'x', codes: ['POLICE_RECORD'] };
      requests.isProblem(
        await house.post('officer', `/applications/${it.id}/repeat-inquiries`, body),
        'NO_CONSENT',
      );
    });
  });
  test('consent to another text than the one served', async () => {
    const it = await cases.application('AWAITING_CONSENT');
    await requests.changesNothing(async () => {
      const body = { seen: await cases.version(it.id), text: 'another', assessment: true, inquiries: {} };
      requests.isProblem(
        await house.post('subject', `/applications/${it.id}/consent`, body),
        'CONSENT_TEXT_DIFFERS',
      );
    });
  });
  test('consent that is not consent', async () => {
    const it = await cases.application('AWAITING_CONSENT');
    const body = bodyOf('giveConsent', await cases.version(it.id));
    await requests.changesNothing(async () => {
      for (const assessment of [false, 'true', 1, undefined])
        requests.isProblem(
          await house.post('subject', `/applications/${it.id}/consent`, { ...body, assessment }),
          'INVALID',
          '/assessment',
        );
      requests.isProblem(
        await house.post('subject', `/applications/${it.id}/consent`, {
          ...body,
          inquiries: { CREED: true },
        }),
        'INVALID',
        '/inquiries/CREED',
      );
      requests.isProblem(
        await house.post('subject', `/applications/${it.id}/consent`, {
          ...body,
          inquiries: { POLICE_RECORD: 'yes' },
        }),
        'INVALID',
        '/inquiries/POLICE_RECORD',
      );
    });
  });
  test('a family record of anything but the four fields (rule 5)', async () => {
    const it = await cases.application('QUESTIONNAIRE');
    const body = bodyOf('submitQuestionnaire', await cases.version(it.id));
    const [relative] = body.family as Record<string, unknown>[];
    await requests.changesNothing(async () => {
      const more = { ...body, family: [{ ...relative, creed: 'x' }] };
      requests.isProblem(
        await house.post('subject', `/applications/${it.id}/questionnaire`, more),
        'INVALID',
        '/family/0/creed',
      );
      const item = { ...body, answers: { ...(body.answers as object), CREED: { other: { says: 'NO' } } } };
      requests.isProblem(
        await house.post('subject', `/applications/${it.id}/questionnaire`, item),
        'INVALID',
        '/answers/CREED',
      );
    });
  });
  test('a questionnaire that says no and states something, says yes and nothing, or leaves a question open', async () => {
    const it = await cases.application('QUESTIONNAIRE');
    const body = bodyOf('submitQuestionnaire', await cases.version(it.id));
    const { DRUG_ABUSE, ...others } = body.answers as Record<string, object>;
    const row = { from: '2015-01', what: 'x' };
    await requests.changesNothing(async () => {
      for (const [medicines, at] of [
        [{ says: 'NO', rows: [row] }, ''],
        [{ says: 'YES' }, '/rows'],
        [{ says: 'YES', rows: [{ ...row, to: '2014-12' }] }, '/rows/0/to'],
        [{ says: 'YES', rows: [{ what: 'x' }] }, '/rows/0/from'],
        [{ says: 'YES', rows: [{ ...row, from: '2999-01' }] }, '/rows/0/from'],
        [{}, '/says'],
      ] as const) {
        const answers = { ...others, DRUG_ABUSE: { ...DRUG_ABUSE, medicines } };
        const answer = await house.post('subject', `/applications/${it.id}/questionnaire`, {
          ...body,
          answers,
        });
        requests.isProblem(answer, 'INVALID', `/answers/DRUG_ABUSE/medicines${at}`);
      }
    });
  });
  test('opinion and decision while checks are open or answers unweighed', async () => {
    const it = await cases.application('ADJUDICATION');
    await house.register
      .updateTable('checks')
      .set({ finding: 'RECORD' })
      .where('case_id', '=', it.id)
      .execute();
    requests.isProblem(
      await house.post(
        'adjudicator',
        `/applications/${it.id}/decision`,
        bodyOf('decide', await cases.version(it.id)),
      ),
      'REVIEW_OPEN',
    );
  });
});
