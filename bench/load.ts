import { setMaxListeners } from 'node:events';
import { closedLoop } from './closed-loop.js';
import { type LifeParts, liveApplication, type Lived, openWaitingCase } from './life.js';
import { Offices } from './office.js';
import { CASTS, createTokens } from './people.js';
import { RegisterWatch } from './register-watch.js';

/** What the load process is told first: where everything is. */
export interface LoadSetup {
  readonly url: string;
  readonly issuer: string;
  readonly audience: string;
  readonly dataDir: string;
  /** As the database's owner: for looking, never for doing. */
  readonly registerUrl: string;
}

/** One task: whole applications or waiting cases, so many or for so long. */
export interface LoadTask {
  readonly kind: 'whole' | 'waiting';
  readonly concurrency: number;
  readonly thinkMs: number;
  readonly count?: number;
  readonly forMs?: number;
}

export interface LoadResult {
  /** From the first request until nothing is on its way any more. */
  readonly seconds: number;
  readonly lived: readonly Lived[];
  readonly limited: number;
}

/** The driver is a process of its own, so that its work is not counted as the product's. Ends with its parent. */
async function serve(setup: LoadSetup): Promise<(task: LoadTask) => Promise<LoadResult>> {
  setMaxListeners(0);
  const offices = new Offices(setup.url);
  const tokens = await createTokens(setup);
  const register = await RegisterWatch.open(setup.registerUrl);
  return async ({ kind, concurrency, thinkMs, count = Number.POSITIVE_INFINITY, forMs }) => {
    const parts: LifeParts = { offices, tokens, register, thinkMs };
    const live = kind === 'whole' ? liveApplication : openWaitingCase;
    const begun = performance.now();
    const limitedBefore = offices.limited;
    const inTime = () => forMs === undefined || performance.now() - begun < forMs;
    const lived = await closedLoop(
      concurrency,
      (n) => n < count && inTime(),
      async (index) => {
        const one = await live(parts, CASTS[index % CASTS.length] as (typeof CASTS)[number]);
        process.send?.({ done: index });
        return one;
      },
    );
    await register.untilQuiet();
    const seconds = (performance.now() - begun) / 1_000;
    return { seconds, lived, limited: offices.limited - limitedBefore };
  };
}

let run: ((task: LoadTask) => Promise<LoadResult>) | undefined;
process.on('message', (message: { setup?: LoadSetup; task?: LoadTask }) => {
  void answer(message).catch((error: unknown) => {
    process.send?.({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  });
});
process.on('disconnect', () => process.exit(0));

async function answer({ setup, task }: { setup?: LoadSetup; task?: LoadTask }): Promise<void> {
  if (setup) {
    run = await serve(setup);
    process.send?.({ result: null });
  }
  if (task && run) process.send?.({ result: await run(task) });
}
