import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { fiscalYearOf } from '../../domain/statistics/figures.js';
import { USUAL_INQUIRIES } from '../../sandbox/inquiries.js';
import { organs, userOf } from '../../sandbox/people.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { terminal } from './terminal.js';

let system: TestSystem;
const cli = terminal();
beforeAll(async () => {
  system = await startSystem();
}, 60_000);
afterAll(async () => {
  cli.close();
  await system?.stop();
});

const sekisho = (args: readonly string[], options = {}) => cli.run([...args, '--url', system.url], options);
const login = async (account: string) =>
  expect((await sekisho(['login', '--account', account])).code).toBe(0);
const signal = (action: string, data: object = {}, ...more: string[]) =>
  sekisho(['signal', id, action, '--data', JSON.stringify(data), ...more]);
let id = '';

describe('an assessment by the command line, through the public API', () => {
  test('nobody is signed in at first', async () => {
    const { code, err } = await sekisho(['list']);
    expect(code).toBe(1);
    expect(err).toContain('NOT_SIGNED_IN (401)');
    expect(err).toContain('npx sekisho login');
  });

  test('an account nobody has is refused', async () => {
    const { code, err } = await sekisho(['login', '--account', 'nobody']);
    expect(code).toBe(1);
    expect(err).toContain('refused the sign-in of nobody');
  });

  test('login finds the issuer by the API, tells who one is and keeps the token to its owner', async () => {
    const { code, out } = await sekisho(['login', '--account', 'in-charge1']);
    expect(code).toBe(0);
    expect(out).toContain('Signed in as in-charge1');
    expect(out).toContain(userOf('in-charge1').sub);
    expect(out).toContain('Roles: AssessmentOfficerInCharge');
    expect(statSync(path.join(cli.folder, 'cli', 'sign-ins.json')).mode & 0o777).toBe(0o600);
  });

  test('start nominates, in one’s own organ', async () => {
    const person = {
      name: '芹沢 明子',
      kana: 'セリザワ アキコ',
      dateOfBirth: '1990-02-20',
      address: '架空市',
      nationality: 'JP',
    };
    const file = path.join(cli.folder, 'person.json');
    writeFileSync(file, JSON.stringify(person));
    const bad = await sekisho([
      'start',
      '--agreed-to-be-listed',
      '--person-file',
      file,
      '--date-of-birth',
      '1990-02-30',
    ]);
    expect(bad.code).toBe(1);
    expect(bad.err).toContain('/person/dateOfBirth: ');
    const args = ['start', '--agreed-to-be-listed', '--person-file', file, '--idempotency-key', 'start-once'];
    const started: { id: string; stage: string } = (await sekisho([...args, '--output', 'json'])).json();
    expect(started.stage).toBe('NOMINATED');
    id = started.id;
    const again: { id: string } = (await sekisho([...args, '--output', 'json'])).json();
    expect(again.id).toBe(id);
  });

  test('list shows it, status tells it', async () => {
    const { out } = await sekisho(['list', '--open']);
    expect(out).toContain(id);
    expect(out).toContain('芹沢 明子');
    const items: { id: string; kind: string }[] = (
      await sekisho(['list', '--kind', 'application', '--output', 'json'])
    ).json();
    expect(items).toMatchObject([{ id, kind: 'application' }]);
    // Whoever listed them is asked as well, before the file is open to them.
    expect(out).toContain('waits for your word on ties');
    expect((await sekisho(['status', id])).err).toContain('TIES_UNDECLARED (409)');
    expect((await sekisho(['ties', id, 'NONE'])).code).toBe(0);
    const { out: told } = await sekisho(['status', id]);
    expect(told).toMatch(/^stage +NOMINATED since /m);
    expect(told).toMatch(/^waiting on +Adjudicator$/m);
  });

  test('explain tells what happened under which article, whose turn it is, and what one may do', async () => {
    const { code, out } = await sekisho(['explain', id]);
    expect(code).toBe(0);
    expect(out).toMatch(/Nominated +AssessmentOfficerInCharge \(you\) +NOMINATED +Art\. 12\(1\)\(i\)/);
    expect(out).toContain('It is the turn of: Adjudicator.');
    expect(out).toContain(`npx sekisho signal ${id} rejectNominee --data '{"reasons":"…"}'`);
    const answer: { timeline: unknown[]; next: { action: string }[] } = (
      await sekisho(['explain', id, '--output', 'json'])
    ).json();
    expect(answer.timeline).toHaveLength(1);
    expect(answer.next.map(({ action }) => action)).toContain('assign');
    // And of the rest, why not: whose it is, or in which stages.
    expect(out).toContain(
      'approveNominee (Standards: head approves candidates)\n    Others: by Adjudicator\n',
    );
    expect(out).toContain(
      'signPledge (Standards: pledge)\n    Other stage: in PLEDGE_PENDING, PLEDGE_OVERDUE\n',
    );
    expect(out).toMatch(/ OFFICER_REMINDER +remind +P14D +policy: policy$/m);
  });

  test('a step of another role is refused with its code', async () => {
    const { code, err } = await signal('approveNominee', { caseOfficer: userOf('officer1').sub });
    expect(code).toBe(1);
    expect(err).toContain('NOT_YOURS (403)');
  });

  test('signal takes the version it looks up, and refuses one that has moved', async () => {
    await login('adjudicator1');
    expect((await sekisho(['ties'])).out).toContain(id);
    expect((await sekisho(['ties', id, 'NONE'])).code).toBe(0);
    const data = { caseOfficer: userOf('officer1').sub };
    const stale = await signal('approveNominee', data, '--seen', '7');
    expect(stale.code).toBe(1);
    expect(stale.err).toContain('STALE (409)');
    const done = await signal('approveNominee', data, '--idempotency-key', 'approve-once');
    expect(done).toMatchObject({ code: 0, out: 'approveNominee: now SCREENED, version 2\n' });
    const again = await signal('approveNominee', data, '--idempotency-key', 'approve-once', '--seen', '1');
    expect(again).toMatchObject({ code: 0, out: 'approveNominee: now SCREENED, version 2\n' });
  });

  test('a wrong action names those there are', async () => {
    const { code, err } = await signal('approve');
    expect(code).toBe(2);
    expect(err).toContain('approveNominee, rejectNominee');
  });

  test('the subject reads the notice, consents to exactly it, and is told their own side only', async () => {
    await login('officer1');
    const early = await signal('serveNotice', { subjectAccount: userOf('s03').sub, identityChecked: true });
    expect(early.err).toContain('TIES_UNDECLARED (409)');
    expect((await sekisho(['ties'])).out).toContain(id);
    expect((await sekisho(['ties', id, 'MAYBE'])).code).toBe(2);
    expect(await sekisho(['ties', id, 'NONE'])).toMatchObject({
      code: 0,
      out: `The file of ${id} is open to you.\n`,
    });
    expect((await sekisho(['ties'])).out).toContain('There are none.');
    expect(
      (await signal('serveNotice', { subjectAccount: userOf('s03').sub, identityChecked: true })).code,
    ).toBe(0);
    await login('s03');
    const view: { notice: { text: string; ja: string[] } } = (
      await sekisho(['status', id, '--output', 'json'])
    ).json();
    const { out } = await sekisho(['status', id]);
    expect(out).toContain(view.notice.ja[0]);
    const other = await signal('giveConsent', { text: 'another', assessment: true, inquiries: {} });
    expect(other.err).toContain('CONSENT_TEXT_DIFFERS (409)');
    const data = JSON.stringify({ text: view.notice.text, assessment: true, inquiries: USUAL_INQUIRIES });
    const given = await sekisho(['signal', id, 'giveConsent', '--data', '-'], { input: data });
    expect(given).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^giveConsent: taken, version \d+\n$/),
    });
    const { out: explained } = await sekisho(['explain', id]);
    expect(explained).toContain('It is your turn.');
    expect(explained).toContain(`npx sekisho signal ${id} withdrawConsent`);
    expect(explained).not.toContain('Nominee approved');
    expect(explained).toContain('QUESTIONNAIRE_WINDOW');
    expect(explained).not.toMatch(/Adjudicator|ADJUDICATION|CHECKS_RUNNING/);
  });

  test('a step that needs no version is taken without looking', async () => {
    expect(await signal('withdrawConsent')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^withdrawConsent: taken, version \d+\n$/),
    });
    const { out } = await sekisho(['explain', id]);
    expect(out).toContain('It has ended.');
  });

  test('whoever may not see it is told that there is no such thing', async () => {
    await login('in-charge2');
    for (const command of ['status', 'explain']) {
      const { code, err } = await sekisho([command, id]);
      expect(code).toBe(1);
      expect(err).toContain('NOT_FOUND (404)');
    }
    const { out } = await sekisho(['list']);
    expect(out).toBe('There are none.\n');
  });

  test('a token given by SEKISHO_TOKEN comes before a kept one', async () => {
    const { token } = await system.as('in-charge1');
    const { code, out } = await sekisho(['status', id], { more: { SEKISHO_TOKEN: token } });
    expect(code).toBe(0);
    expect(out).toContain('NOT_CONDUCTED');
    const printed = await sekisho(['login', '--account', 'in-charge1', '--print-token']);
    expect(printed.out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  });

  test('a contractor names the organ, and is told the outcome and nothing before', async () => {
    await login('contractor1');
    const fields = [
      '--name',
      '山田 太郎',
      '--kana',
      'ヤマダ タロウ',
      '--date-of-birth',
      '1988-01-02',
      '--address',
      '架空市',
      '--nationality',
      'JP',
    ];
    const unnamed = await sekisho(['start', '--agreed-to-be-listed', ...fields]);
    expect(unnamed.code).toBe(2);
    for (const organ of organs) expect(unnamed.err).toContain(organ.id);
    const started: { id: string; stage?: string } = (
      await sekisho([
        'start',
        '--agreed-to-be-listed',
        ...fields,
        '--organ',
        organs[0]?.id ?? '',
        '--output',
        'json',
      ])
    ).json();
    expect(started.stage).toBeUndefined();
    const { out } = await sekisho(['explain', started.id]);
    expect(out).toMatch(/^outcome +none yet$/m);
    expect(out).toContain('Your role sees no history of it.');
    expect(out).not.toContain('NOMINATED');
  });

  test('--all follows the pages', async () => {
    await login('in-charge1');
    const { json } = await sekisho(['list', '--all', '--output', 'json']);
    expect((json() as { kind: string }[]).length).toBe(2);
  });

  test('recount counts a year again from the ledger’s pages, and refuses what differs', async () => {
    const year = fiscalYearOf(new Date().toISOString().slice(0, 10));
    const inCharge = await system.as('in-charge1');
    expect((await inCharge.post('/sandbox/clock', { by: 'P1Y' })).status).toBe(200);
    await login('auditor');
    const { code, out } = await sekisho(['recount', String(year)]);
    expect(out).toMatch(
      /^The same: the hash of all figures, [0-9a-f]{64}\nThe same: what was told of them\n$/,
    );
    expect(code).toBe(0);

    const uncounted = await sekisho(['recount', String(year + 1)]);
    expect(uncounted).toMatchObject({ code: 1, err: expect.stringContaining('NOT_FOUND (404)') });
    await sql`update sweeps set report = jsonb_set(report, '{figures,counts,opened,RENEWAL}', '12')
      where kind = 'statistics'`.execute(system.register);
    const changed = await sekisho(['recount', String(year)]);
    expect(changed).toMatchObject({ code: 1, out: expect.stringContaining('NOT the same: what was told') });
  });
});
