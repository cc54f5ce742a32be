import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { ITEMS } from '../support/act27.js';
import { LIVES } from '../../sandbox/lives/lives.js';
import { Play, staffOf } from '../../sandbox/lives/world.js';
import { until } from '../support/system-engine.js';
import { openDeployment } from './support/deployment.js';
import { BEFORE, ROOT, unpacked } from './support/releases.js';

/** Plays of one kind, by whose they are. */
const playing = (Kind: typeof Play) => (subject: string) => new Kind({ as }, staffOf(0), subject);

type Deployment = Awaited<ReturnType<typeof openDeployment>>;
type Release = Awaited<ReturnType<Deployment['start']>>;

let deployment: Deployment;
let old: Release;
let next: Release;
/** A case begun before anything was changed, and finished after everything was. */
let longest: { play: Play; id: string };

beforeAll(async () => {
  deployment = await openDeployment();
}, 60_000);
afterAll(() => deployment?.stop(), 60_000);

const callers = new Map<string, ReturnType<Deployment['as']>>();
const as = (account: string) => {
  const known = callers.get(account) ?? deployment.as(account);
  callers.set(account, known);
  return known;
};
/** What the release before asks in its questionnaire: a word to each item. While both serve, nobody sends one. */
class PlayBefore extends Play {
  override submitQuestionnaire(id: string) {
    const items = Object.fromEntries(ITEMS.map((item) => [item, { nothingToState: true }]));
    return this.act(this.subject, `/applications/${id}/questionnaire`, { items, family: [] });
  }
}
async function live(name: string, playOf = playing(Play)): Promise<void> {
  const life = LIVES.find((one) => one.name === name);
  if (!life) throw new Error(`there is no life ${name}`);
  expect((await life.play(playOf(life.subject))).actual).toBe(life.expected);
}

/** What a release after this one might do to the schema, in two steps, with both kinds of writers between them. */
const expand = sql`
  create table case_notes (case_id uuid primary key references cases, opened_as text not null);
  grant select, insert on case_notes to sekisho_api, sekisho_worker;
  alter table cases add column opened_as text;
  create function fill_opened_as() returns trigger language plpgsql as
    $$ begin new.opened_as := coalesce(new.opened_as, new.kind); return new; end $$;
  create trigger fills_opened_as before insert or update on cases for each row execute function fill_opened_as();
  update cases set opened_as = kind;
`;
const contract = sql`alter table cases alter column opened_as set not null`;

describe('an upgrade while people work: schema, then processes, the release before beside this one', () => {
  test('the release before serves on its own schema', async () => {
    const root = unpacked(BEFORE);
    expect(await deployment.migrate(root)).toContain('The register is at this release.');
    await deployment.seed();
    old = await deployment.start(root);
    deployment.balancer.serve(old.port);
    const play = new PlayBefore({ as }, staffOf(0), 's14');
    longest = { play, id: await play.untilChecks() };
    await play.until(longest.id, 'HUMAN_REVIEW');
  }, 240_000);

  test('and goes on when the schema is this release’s, expanded further, under it', async () => {
    expect(await deployment.migrate(ROOT)).toContain('The register is at this release.');
    await expand.execute(deployment.register);
    await longest.play.review(longest.id);
    await live('refused', playing(PlayBefore));
  }, 120_000);

  test('beside this release, request by request, workflow by workflow', async () => {
    next = await deployment.start(ROOT);
    deployment.balancer.serve(old.port, next.port);
    await longest.play.opinion(longest.id);
    // A questionnaire asks more than in the release before, as a decision does: here nobody sends one.
    for (let n = 0; n < 8; n += 1) await live('refused', playing(PlayBefore));
    const { served } = deployment.balancer;
    expect(Math.min(served.get(old.port) ?? 0, served.get(next.port) ?? 0)).toBeGreaterThan(20);
  }, 240_000);

  test('and when it has left, nothing is missing: contracted, this release takes every case to its end', async () => {
    deployment.balancer.serve(next.port);
    expect(await old.stop()).not.toMatch(/"level":"(error|fatal)"|"level":[56]0/);
    await contract.execute(deployment.register);
    // A decision carries more than in the release before: from here on only this one takes it.
    await live('withdrawn');
    await live('revoked');
    await longest.play.decideAndNotify(longest.id, 'NOT_FOUND');
    expect(await longest.play.stageOf('applications', longest.id)).toBe('CLOSED');
    await live('renewed');
    const unfinished = async () => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from cases where handled_seq < rung_seq or opened_as is distinct from kind
      `.execute(deployment.register);
      return rows[0]?.n;
    };
    await until(
      'every case was seen and is as it was opened',
      async () => (await unfinished()) === 0,
      30_000,
    );
    const { rows: dead } = await sql`select id from outbox where dead_at is not null`.execute(
      deployment.register,
    );
    expect(dead).toEqual([]);
  }, 240_000);
});
