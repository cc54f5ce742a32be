import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { CaseKind } from '../../../domain/stages.js';
import { Cases } from '../../access/support/cases.js';
import { type House, openHouse } from '../../access/support/house.js';
import {
  startEngine,
  type EngineOptions,
  type TestEngine,
  until as holds,
} from '../../support/system-engine.js';
import { Attacker } from './attacker.js';

/** A house in which every case has its workflow, on a real engine, and an attacker who has a way to that engine. */
export interface Site {
  readonly house: House;
  readonly cases: Cases;
  readonly engine: TestEngine;
  readonly attacker: Attacker;
  tracesOf(caseId: string | null): Promise<Trace[]>;
  /** How often an event stands on the file of a case, by what it counts. */
  count(caseId: string, event: string): Promise<number>;
  statusOf(kind: CaseKind, caseId: string): Promise<string | undefined>;
  stop(): Promise<void>;
}

export interface Trace {
  readonly event: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export async function openSite(options: EngineOptions = {}): Promise<Site> {
  const house = await openHouse();
  const engine = await startEngine({ ...options, urls: house.database });
  const tracesOf = (caseId: string | null): Promise<Trace[]> =>
    house.register
      .selectFrom('ledger')
      .select(['event', 'details'])
      .where('case_id', caseId === null ? 'is' : '=', caseId)
      .where('command_id', 'is', null)
      .orderBy('recorded_at')
      .execute();
  return {
    house,
    cases: new Cases(house),
    engine,
    attacker: new Attacker(engine),
    tracesOf,
    count: async (caseId, event) => {
      const traces = (await tracesOf(caseId)).filter((trace) => trace.event === event);
      return traces.reduce((sum, { details }) => sum + Number(details.count ?? 1), 0);
    },
    statusOf: (kind, caseId) =>
      engine
        .handleOf(kind, caseId)
        .describe()
        .then(
          (found) => found.status.name,
          () => undefined,
        ),
    stop: async () => {
      await engine.stop();
      await house.stop();
    },
  };
}

/** All that the register says of its cases: what no message to the engine may change. */
export async function sayingsOf({ house }: Site): Promise<unknown> {
  const { rows } = await sql`
    select c.id, c.kind, c.stage, c.seq, c.waiting_on, c.ended, c.stage_at,
      (select count(*)::int from commands m where m.case_id = c.id) as commands,
      (select jsonb_agg(jsonb_build_array(k.request_id, k.status, k.finding) order by k.request_id)
        from checks k where k.case_id = c.id) as checks,
      (select jsonb_agg(jsonb_build_array(d.kind, d.due_at, d.closed_at) order by d.id)
        from deadlines d where d.case_id = c.id) as deadlines,
      (select to_jsonb(a) from applications a where a.id = c.id) as application,
      (select to_jsonb(l) from clearances l where l.id = c.id) as clearance
    from cases c order by c.id
  `.execute(house.register);
  return rows;
}

/** Several at a time: each is a process of its own. */
export async function eachOf<T>(
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
  atOnce = 4,
): Promise<void> {
  const left = [...items];
  const next = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, next));
  await pause(0);
}

/** Asks until it holds; `until.defined` until there is something, which it gives. */
export const until = Object.assign(holds, {
  defined: async <T>(what: string, found: () => Promise<T | undefined>): Promise<T> => {
    let value: T | undefined;
    await holds(what, async () => (value = await found()) !== undefined);
    return value as T;
  },
});
