import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect } from '@jest/globals';
import { ROUTES } from '../../../api/routes/index.js';
import { PROBLEMS } from '../../../domain/errors.js';
import { ACTS } from '../../access/expectations.js';
import { bodyOf } from '../../access/support/bodies.js';
import { type Case, Cases } from '../../access/support/cases.js';
import type { Account } from '../../access/support/cast.js';
import { type Answer, ask, type House, holdings, verdict } from '../../access/support/house.js';
import { inState } from '../../access/support/states.js';

/** What people do to cases. What operators send again has its own tests (dead-letters.test.ts). */
export const POSTS = ROUTES.filter(
  (route) =>
    route.method === 'post' &&
    ![
      'operations',
      'drafts',
      'handling',
      'demands',
      'outages',
      'reporting-lines',
      'stand-ins',
      'break-glass',
      'declarations',
      'originals',
      'contractors',
      'same-persons',
      'passkeys',
      'screening',
    ].includes(route.tag),
);
const firstTry = (routeId: string) => ACTS[routeId]?.tries[0] ?? { state: '', may: ['inCharge' as const] };
export const kindOf = (routeId: string) => ACTS[routeId]?.on ?? 'application';
export const whoMay = (routeId: string): Account => firstTry(routeId).may[0] as Account;

/** 20 kB on the wire, 20 MB if somebody unpacked it. */
export const BOMB = gzipSync(`{"padding":"${'x'.repeat(20_000_000)}"}`);

interface Sent {
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Record<string, string | undefined>;
  readonly at?: string;
}

/** Requests that are right in every respect but the one under test, each on a case in the stage its route is for. */
export class Requests {
  readonly cases: Cases;
  readonly made = new Map<string, Case>();

  constructor(readonly house: House) {
    this.cases = new Cases(house);
  }

  async prepare(): Promise<this> {
    for (const { id } of POSTS)
      if (id !== 'nominate') this.made.set(id, await inState(this.cases, kindOf(id), firstTry(id).state));
    return this;
  }

  addressOf(routeId: string, id = this.made.get(routeId)?.id ?? ''): string {
    return POSTS.find((route) => route.id === routeId)?.path.replace(':id', id) ?? '';
  }

  async goodBody(routeId: string): Promise<Record<string, unknown>> {
    const it = this.made.get(routeId);
    return it === undefined ? bodyOf(routeId, 1) : this.cases.body(routeId, it.id);
  }

  /** As whoever may use the route. */
  async send(routeId: string, { body, headers, at }: Sent): Promise<Answer> {
    const given: Record<string, string | undefined> = {
      authorization: `Bearer ${await this.house.token(whoMay(routeId))}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      ...headers,
    };
    const kept = Object.entries(given).filter((one): one is [string, string] => one[1] !== undefined);
    return ask(`${this.house.url}${at ?? this.addressOf(routeId)}`, {
      method: 'POST',
      headers: Object.fromEntries(kept),
      body: body ?? JSON.stringify(await this.goodBody(routeId)),
    });
  }

  async sendJson(routeId: string, change: (body: Record<string, unknown>) => unknown): Promise<Answer> {
    return this.send(routeId, { body: JSON.stringify(change(await this.goodBody(routeId))) });
  }

  /** By hand: fetch would add the content type that is to be missing. */
  async raw(routeId: string, { body, headers }: Sent): Promise<[number, string]> {
    const authorization = `Bearer ${await this.house.token(whoMay(routeId))}`;
    const given = {
      authorization,
      'idempotency-key': randomUUID(),
      'content-length': String(Buffer.byteLength(String(body))),
    };
    const kept = Object.entries({ ...given, ...headers }).filter((one) => one[1] !== undefined);
    return new Promise((resolve, reject) => {
      const req = request(
        `${this.house.url}${this.addressOf(routeId)}`,
        { method: 'POST', headers: Object.fromEntries(kept) },
        (res) => {
          let text = '';
          res.on('data', (data: Buffer) => (text += data.toString()));
          res.on('end', () => resolve([res.statusCode ?? 0, (JSON.parse(text) as { code: string }).code]));
        },
      );
      req.on('error', reject);
      req.end(body);
    });
  }

  /** A refusal as RFC 9457 and our own rules have it: closed code, no cause, nothing of how we are built. */
  isProblem(answer: Answer, code: keyof typeof PROBLEMS, pointer?: string): void {
    expect([verdict(answer), answer.text.slice(0, 300)]).toEqual([
      `${PROBLEMS[code].status} ${code}`,
      expect.any(String),
    ]);
    expect(answer.type).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({
      code,
      status: answer.status,
      title: PROBLEMS[code].text,
      type: `/problems/${code}`,
    });
    expect(answer.body.reference).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.text).not.toMatch(/\bat .*\.(ts|js):\d+|node_modules|select |insert |kysely|postgres|zod/i);
    if (pointer !== undefined)
      expect(answer.body.errors.map((one: { pointer: string }) => one.pointer)).toContain(pointer);
    expect(this.house.errors).toEqual([]);
  }

  /** Whatever was sent, the register holds what it held. */
  async changesNothing(work: () => Promise<void>): Promise<void> {
    const before = await holdings(this.house.register);
    await work();
    expect(await holdings(this.house.register)).toBe(before);
  }
}
