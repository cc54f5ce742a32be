import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { KeptSignIns } from '../../cli/sign-ins.js';
import { harmless, pairs, table, words } from '../../cli/table.js';
import { PROBLEMS } from '../../domain/errors.js';
import { terminal } from './terminal.js';

/** No system at all, or something that is none. */
const answers = new Map<string, { status: number; body: string }>();
let server: Server;
let somewhere: string;
const cli = terminal();
beforeAll(async () => {
  server = createServer((req, res) => {
    const { status, body } = answers.get(req.url ?? '') ?? { status: 200, body: '<html>Hello</html>' };
    res.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  somewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  cli.close();
  await new Promise((resolve) => server.close(resolve));
});

const ID = '3f0c2d1e-7b1a-4c55-9f66-0a1b2c3d4e5f';

describe('exit code 2: what was typed cannot be asked', () => {
  test.each([
    [['nonsense'], 'unknown command'],
    [['status'], "missing required argument 'id'"],
    [['status', 'x'], '"x" is not the id of a case'],
    [['signal', ID], "missing required argument 'action'"],
    [['signal', 'x', 'decide'], '"x" is not the id of a case'],
    [['signal', ID, 'decide', '--data', '{'], '--data is not a JSON object'],
    [['signal', ID, 'decide', '--data', '[1]'], '--data is not a JSON object'],
    [['signal', ID, 'decide', '--data', '@/nowhere/at/all'], '--data is not a JSON object'],
    [['signal', ID, 'decide', '--seen', '0'], 'A version is a whole number from 1.'],
    [['list', '--kind', 'person'], 'Allowed choices are application, clearance, grievance'],
    [['list', '--output', 'xml'], 'Allowed choices are json, table'],
    [['start', '--name', '山田 太郎'], '--agreed-to-be-listed'],
    [['start', '--agreed-to-be-listed', '--person-file', '/nowhere/at/all'], 'is not a person as JSON'],
    [['explain', 'NO_SUCH_CODE'], 'There is no problem code NO_SUCH_CODE'],
    [['login'], 'export SEKISHO_TOKEN='],
  ])('sekisho %j', async (args, said) => {
    const { code, out, err } = await cli.run(args);
    expect(code).toBe(2);
    expect(err).toContain(said);
    expect(out).toBe('');
  });

  test('a setting that cannot be right is named', async () => {
    const { code, err } = await cli.run(['list'], { more: { PORT_BASE: 'many' } });
    expect(code).toBe(2);
    expect(err).toContain('PORT_BASE');
  });

  test('asking for help is no mistake', async () => {
    const { code, out } = await cli.run(['--help']);
    expect(code).toBe(0);
    for (const command of ['login', 'start', 'status', 'list', 'signal', 'explain'])
      expect(out).toContain(`  ${command}`);
    expect(out).toContain('Exit codes: 0 done, 1 refused, 2 usage, 3 unreachable.');
  });
});

describe('exit code 3: nothing of ours answers', () => {
  const nowhere = 'http://127.0.0.1:1';
  test.each([
    ['list', ['list']],
    ['status', ['status', ID]],
    ['signal', ['signal', ID, 'decide']],
    ['start', ['start', '--agreed-to-be-listed']],
    ['login', ['login', '--account', 'officer1']],
  ])('%s', async (_name, args) => {
    const { code, err } = await cli.run([...args, '--url', nowhere]);
    expect(code).toBe(3);
    expect(err).toContain(`Nothing answers at ${nowhere}`);
  });

  test('another server on that port is told apart from a refusal', async () => {
    const { code, err } = await cli.run(['list', '--url', somewhere]);
    expect(code).toBe(3);
    expect(err).toContain('does not speak as Sekisho does');
  });

  test('a POST whose answer was lost names the key that makes its repetition safe', async () => {
    answers.set('/me', {
      status: 200,
      body: JSON.stringify({ sub: 's', now: 'n', grants: [{ role: 'x', organId: 'o' }] }),
    });
    answers.set('/applications', { status: 502, body: 'Bad gateway' });
    const { code, err } = await cli.run([
      'start',
      '--agreed-to-be-listed',
      '--idempotency-key',
      'key-12345',
      '--url',
      somewhere,
    ]);
    expect(code).toBe(3);
    expect(err).toContain('--idempotency-key key-12345');
  });
});

describe('exit code 1: the API said no', () => {
  const problem = {
    type: '/problems/INVALID',
    title: PROBLEMS.INVALID.text,
    status: 422,
    code: 'INVALID',
    errors: [{ pointer: '/query/limit', message: 'too big' }],
    reference: 'r',
  };

  test('code, text and fields are told', async () => {
    answers.set('/applications?limit=100', { status: 422, body: JSON.stringify(problem) });
    const { code, err, out } = await cli.run(['list', '--kind', 'application', '--url', `${somewhere}/`]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toBe(`INVALID (422): ${PROBLEMS.INVALID.text}\n  /query/limit: too big\n`);
  });

  test('as JSON, the problem itself', async () => {
    const { code, err } = await cli.run([
      'list',
      '--kind',
      'application',
      '--url',
      somewhere,
      '--output',
      'json',
    ]);
    expect(code).toBe(1);
    expect(JSON.parse(err)).toMatchObject({ code: 'INVALID', status: 422, errors: problem.errors });
  });
});

test.each(Object.entries(PROBLEMS))('explain %s needs no system', async (code, { status, text }) => {
  expect(await cli.run(['explain', code])).toMatchObject({
    code: 0,
    out: `${code} (${status}): ${text}\n`,
    err: '',
  });
  expect((await cli.run(['explain', code, '--output', 'json'])).json()).toEqual({ code, status, text });
});

describe('kept sign-ins', () => {
  const file = path.join(cli.folder, 'cli', 'sign-ins.json');
  const signIn = { account: 'officer1', accessToken: 'secret', expiresAt: 4_000_000_000 };

  test('are readable by their owner only, one for each API', () => {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o755 });
    const kept = new KeptSignIns(cli.folder);
    kept.keep('http://a', signIn);
    kept.keep('http://b', { ...signIn, account: 's01' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
    expect([kept.at('http://a')?.account, kept.at('http://b')?.account, kept.at('http://c')]).toEqual([
      'officer1',
      's01',
      undefined,
    ]);
  });

  test('a broken file is a sign-in away, not an error', () => {
    writeFileSync(file, '{');
    expect(new KeptSignIns(cli.folder).at('http://a')).toBeUndefined();
    new KeptSignIns(cli.folder).keep('http://a', signIn);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ 'http://a': signIn });
  });
});

describe('text', () => {
  test('columns line up with wide characters and with marks that take no room', () => {
    const lines = table(
      ['id', 'name', 'x'],
      [
        ['1', '𠮷野 朔', 'a'],
        ['2', '辻󠄀 陽介', 'b'],
        ['3', '\u304b\u3099', 'c'],
        ['4', 'Smith', 'd'],
      ],
    ).split('\n');
    expect(lines).toEqual([
      'id  name     x',
      '--  -------  -',
      '1   𠮷野 朔  a',
      '2   辻󠄀 陽介  b',
      '3   \u304b\u3099       c',
      '4   Smith    d',
    ]);
  });

  test('pairs leave out what is not there', () => {
    expect(
      pairs([
        ['a', 'x'],
        ['long', null],
        ['bb', undefined],
        ['ccc', ''],
      ]),
    ).toBe('a  x');
  });

  test('what others wrote cannot steer the terminal', () => {
    expect(harmless('a\u001b[2Jb\u009bc\u202ed\r\ne')).toBe('a\ufffd[2Jb\ufffdc\ufffdd\ufffd\ne');
    expect(table(['a'], [['x\ny']])).toContain('x y');
  });

  test('events are words', () => {
    expect(words('SuspendedByDoubtNotice')).toBe('Suspended by doubt notice');
  });
});

test('the installed command is plain Node and hands its exit code on', async () => {
  const bin = fileURLToPath(new URL('../../cli/sekisho.mjs', import.meta.url));
  expect(readFileSync(bin, 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true);
  expect(statSync(bin).mode & 0o111).not.toBe(0);
  const run = (args: string[]) =>
    new Promise<{ code: unknown; stdout: string }>((resolve) => {
      const env = { PATH: process.env.PATH, SEKISHO_DATA: cli.folder };
      execFile(process.execPath, [bin, ...args], { env, cwd: cli.folder }, (error, stdout) =>
        resolve({ code: error?.code ?? 0, stdout }),
      );
    });
  expect(await run(['explain', 'STALE'])).toEqual({
    code: 0,
    stdout: `STALE (409): ${PROBLEMS.STALE.text}\n`,
  });
  expect(await run(['explain', 'NOPE'])).toMatchObject({ code: 2 });
  expect(await run(['list', '--url', 'http://127.0.0.1:1'])).toMatchObject({ code: 3 });
});
