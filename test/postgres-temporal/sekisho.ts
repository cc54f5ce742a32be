import path from 'node:path';
import { composeWith, sandboxSettings } from '../../launch/compose-file.js';
import type { ComposeRun, Copy } from '../../launch/compose-run.js';
import type { PostgresEngine } from '../../launch/postgres-engine.js';
import { type PlayedLife, playLives } from '../../sandbox/demo/play.js';
import { PRODUCTION } from '../house/compose.js';
import { until } from '../support/system-engine.js';

export type Deployment = {
  api: Copy;
  workflowWorkers: Copy[];
  activityWorkers: Copy[];
  services: ComposeRun;
};

/** Our processes as a deployment has them: workers twice, and nothing of the sandbox. */
export function production(engine: PostgresEngine, secrets: string): Promise<Deployment> {
  return start(engine.services.with(composeWith({ ...PRODUCTION, SEKISHO_SECRETS: secrets })));
}

/** The same by docker/sandbox.env, where people may sign in, offices answer and the clock may be moved. */
export async function sandbox(engine: PostgresEngine, secrets: string): Promise<Deployment> {
  // The people and offices without their cases: ten years of those would be walked through, too.
  const settings = { ...sandboxSettings(), SEKISHO_SECRETS: secrets, SEED: 'reference' };
  const services = engine.services.with(composeWith(settings));
  await services.up('identity');
  const running = await start(services);
  await services.up('sandbox-providers');
  return running;
}

async function start(services: ComposeRun): Promise<Deployment> {
  const [activityWorkers, workflowWorkers] = await Promise.all([
    services.up('activity-worker', 2),
    services.up('workflow-worker', 2),
  ]);
  const [api] = await services.up('api');
  if (!api) throw new Error('no API');
  return { api, workflowWorkers, activityWorkers, services };
}

export async function stop({ services }: Deployment): Promise<void> {
  await Promise.all(
    ['api', 'keys', 'workflow-worker', 'activity-worker'].map((service) => services.down(service)),
  );
}

export type Offices = { hold(): Promise<void>; held(): Promise<number>; release(): Promise<void> };

/** The sandbox's offices, by their control over HTTP. */
export async function officesOf({ services }: Deployment): Promise<Offices> {
  const [providers] = await services.up('sandbox-providers');
  const { health } = providers?.program ?? {};
  if (health?.kind !== 'http') throw new Error('the offices have no address');
  const control = (path: string) => new URL(`/control${path}`, health.url);
  const state = async () =>
    (await (await fetch(control('/state'))).json()) as { providers: { source: string; held: string[] }[] };
  const post = async (path: string, body: unknown) => {
    const answer = await fetch(control(path), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`control${path}: ${answer.status}`);
  };
  return {
    hold: async () => {
      for (const { source } of (await state()).providers) await post('/', { source, mode: 'hold' });
    },
    held: async () => (await state()).providers.reduce((sum, { held }) => sum + held.length, 0),
    release: () => post('/release', {}),
  };
}

/**
 * Plays all lives, and does `harm` while two of them wait for answers that the offices hold back until then.
 */
export async function playWithHarm(
  running: Deployment,
  harm: () => Promise<void>,
): Promise<readonly PlayedLife[]> {
  const offices = await officesOf(running);
  await offices.hold();
  const investigating = new Set<string>();
  const { env, health } = running.api.program;
  if (health?.kind !== 'http' || !env.OIDC_ISSUER) throw new Error('the API has no address');
  const playing = playLives({
    url: new URL(health.url).origin,
    issuer: env.OIDC_ISSUER,
    patienceMs: 180_000,
    onStep: ({ name }, step) => {
      if (step === 'investigation') investigating.add(name);
      process.stderr.write(`  ${name}: ${step}\n`);
    },
    onEnd: ({ life, actual }) => process.stderr.write(`  ${life.name} -> ${actual}\n`),
  });
  const interrupted = until(
    'two lives have their checks under way',
    async () =>
      ['not-found', 'revoked'].every((name) => investigating.has(name)) &&
      (await offices.held()) >= CHECKS_OF_TWO,
    120_000,
  ).then(harm);
  // Whatever became of the harm, nobody is kept waiting.
  await interrupted.finally(() => offices.release());
  return playing;
}

/** How many questions go out first under the usual consent, twice. */
const CHECKS_OF_TWO = 2 * 3;

export const secretsOf = (folder: string) => path.join(folder, 'secrets');
