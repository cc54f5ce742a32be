import type { System } from '../launch/system.js';
import { compareBesideWaiting } from './beside-waiting.js';
import type { BenchOptions } from './options.js';
import { compareInRounds } from './rounds.js';
import { soak } from './soak.js';
import { setStage } from './stage.js';

/** Measures a running system; what it returns is the report. */
export async function measure(
  system: System,
  options: BenchOptions,
  say: (line: string) => void,
  interrupted: AbortSignal,
): Promise<object> {
  const stage = await setStage(system, options, say, interrupted);
  try {
    const { engine, concurrency, rounds } = options;
    const settings = { engine, concurrency, node: process.versions.node };
    if (options.minutes > 0) return { ...settings, ...(await soak(stage, options, say)) };
    const compare = options.open > 0 ? compareBesideWaiting : compareInRounds;
    return { ...settings, rounds, ...(await compare(stage, options, say)) };
  } finally {
    await stage.stop();
  }
}
