import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import { playLives, type PlayedLife } from '../../sandbox/demo/play.js';
import { jsonLine, lifeReport, summary } from '../../sandbox/demo/report.js';
import { startIdentity } from '../../sandbox/identity/identity.js';
import type { Life } from '../../sandbox/lives/lives.js';
import { users } from '../../sandbox/people.js';

/** The real lives are played against a real system in test/e2e/lives.test.ts; here, what the demo makes of them. */
const order: string[] = [];
const step = (event: string, to: string) => ({
  at: '2026-11-24T00:00:00.000Z',
  event,
  article: 'Art. 12(6)',
  role: 'Provider',
  to,
});
const app = express();
app.get('/applications/:id/timeline', (_req, res) => {
  order.push('timeline');
  res.json({
    entries: [
      step('Nominated', 'NOMINATED'),
      ...Array<unknown>(8).fill(step('AnswerFiled', 'CHECKS_RUNNING')),
    ],
  });
});
app.post('/sandbox/clock', (_req, res) => {
  order.push('clock');
  res.json({ now: '2036-01-01T00:00:00.000Z' });
});

const folder = mkdtempSync(path.join(tmpdir(), 'sekisho-demo-test-'));
let identity: Awaited<ReturnType<typeof startIdentity>>;
let server: Server;
let url: string;
beforeAll(async () => {
  const publicUrl = 'http://127.0.0.1:9';
  identity = await startIdentity({
    port: 0,
    publicUrl,
    dataDir: folder,
    users,
    clients: { consoleSecret: randomUUID() },
  });
  await new Promise<void>((resolve) => {
    server = app.listen(0, '127.0.0.1', () => resolve());
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await identity.stop();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const life = (name: string, expected: string, play: Life['play']): Life => ({
  name,
  expected,
  play,
  subject: 's01',
  title: { ja: '一生', en: 'A life' },
});
const ended = (actual: string) => ({ actual, cases: [{ kind: 'applications' as const, id: randomUUID() }] });
const moving = life('moving', 'ACTIVE', async (play) => {
  await play.moveClock({ by: 'P10Y' });
  return ended('ACTIVE');
});

async function played(lives: readonly Life[]): Promise<PlayedLife[]> {
  order.length = 0;
  return playLives({ url, issuer: identity.issuer, onStep: () => {}, onEnd: () => {} }, lives);
}

describe('the demo', () => {
  test('says of each life whether it ended where it should, whatever happened to the others', async () => {
    const results = await played([
      life('as-expected', 'CLOSED', async () => ended('CLOSED')),
      life('elsewhere', 'CLOSED', async () => ended('CLEARED')),
      life('broken', 'CLOSED', () => Promise.reject(new Error('decision: 409 STALE'))),
      moving,
    ]);
    expect(results.map((one) => [one.life.name, one.actual, one.asExpected])).toEqual([
      ['as-expected', 'CLOSED', true],
      ['elsewhere', 'CLEARED', false],
      ['broken', 'FAILED: decision: 409 STALE', false],
      ['moving', 'ACTIVE', true],
    ]);
    const table = summary(results);
    expect(table.match(/as expected/g)).toHaveLength(2);
    expect(table.match(/ENDED ELSEWHERE/g)).toHaveLength(2);
  });

  test('the clock moves only after the short lives have ended and their histories have been read', async () => {
    await played([
      life('one', 'X', async () => ended('X')),
      life('two', 'X', async () => ended('X')),
      moving,
    ]);
    expect(order).toEqual(['timeline', 'timeline', 'clock', 'timeline']);
  });

  test('a short life that moves it would move it for the others: it fails', async () => {
    const [early] = await played([moving, moving]);
    expect(early).toMatchObject({
      actual: 'FAILED: only the last of the lives moves the clock',
      asExpected: false,
    });
  });

  test('shows the article behind each step, and eight answers in a row as one line', async () => {
    const [one] = await played([life('one', 'X', async () => ended('X')), moving]);
    if (!one) throw new Error('nothing was played');
    const report = lifeReport(one);
    expect(report).toContain('== one: 一生 / A life -> X');
    expect(report).toMatch(/Nominated +Provider +NOMINATED +Art\. 12\(6\)$/m);
    expect(report).toMatch(/Answer filed +Provider +CHECKS_RUNNING +Art\. 12\(6\) \(8 times\)$/m);
    const line = JSON.parse(jsonLine(one)) as { steps: object[] };
    expect(Object.keys(line)).toEqual(['life', 'expected', 'actual', 'steps']);
    expect(line).toMatchObject({ life: 'one', expected: 'X', actual: 'X' });
    expect(line.steps).toHaveLength(9);
  });
});
