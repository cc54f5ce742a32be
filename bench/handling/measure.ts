import { type DriverProcess, startDriver } from '../driver-process.js';
import { cpuBetween, sampleParts } from '../parts.js';
import { busyMs } from '../proc.js';
import { rounded } from '../statistics.js';
import type { Driven, DriveTask } from './driver.js';
import { countEntries, fill, writeOut } from './holders.js';

interface Measured {
  /** Of the system: where it answers, whose tokens it takes, and where that issuer's key lies. */
  readonly at: { port: number; issuer: string; audience: string; dataDir: string };
  readonly ownerUrl: string;
  readonly adminUrl: string;
  readonly log: (line: string) => void;
  readonly holders: number;
  readonly seconds: number;
  readonly rate: number;
}

/** Enough that the pace is the API's and not the lines'; few enough that what waits does not wait for the others. */
const CONNECTIONS = 64;
const WARM_UP_SECONDS = 5;

/** Checks at a rate, for their times, and then as many as there can be. Every answer must have its entry on the ledger. */
export async function measureHandling({
  at,
  ownerUrl,
  adminUrl,
  log,
  seconds,
  rate,
  ...of
}: Measured): Promise<object> {
  const holders = { holders: of.holders, items: 1_000, custodians: 16 };
  log(`Filling a register with ${of.holders} holders …`);
  await fill(ownerUrl, holders);
  await writeOut(adminUrl);
  const driver = startDriver('bench/handling/driver.ts');
  try {
    await driver.ask({
      setup: {
        ...holders,
        ...at,
        connections: CONNECTIONS,
      },
    });
    log('Warming up …');
    const warm = await driver.ask<Driven>({ task: { rate: 0, seconds: WARM_UP_SECONDS } });
    log(`Asking ${rate} a second …`);
    const paced = await phase(driver, { rate, seconds });
    log('Asking as fast as it goes …');
    const flat = await phase(driver, { rate: 0, seconds });
    const { checks, commits } = await countEntries(ownerUrl);
    const answers = warm.answers + paced.driven.answers + flat.driven.answers;
    return {
      holders: of.holders,
      node: process.versions.node,
      ...told(paced),
      atMost: told(flat),
      answers,
      ledgerEntries: checks,
      everyAnswerHasItsEntry: checks === answers,
      entriesPerCommit: rounded(checks / commits, 1),
      wrong: warm.wrong + paced.driven.wrong + flat.driven.wrong,
    };
  } finally {
    await driver.stop();
  }
}

type Phase = Awaited<ReturnType<typeof phase>>;

async function phase(driver: DriverProcess, task: DriveTask) {
  const before = sampleParts();
  const busyBefore = busyMs();
  const driven = await driver.ask<Driven>({ task });
  const cpu = cpuBetween(before, sampleParts());
  const own = Object.values(cpu).reduce((sum, ms) => sum + ms, 0);
  const others = Math.max(0, Math.round((busyMs() - busyBefore - own) / (driven.seconds * 10)));
  return { driven, cpu, others };
}

function told({ driven, cpu, others }: Phase) {
  const each = (ms: number | undefined) => rounded((ms ?? 0) / driven.answers, 3);
  return {
    checksPerSecond: rounded(driven.answers / driven.seconds, 0),
    ...driven.spread,
    cpuMsPerCheck: { api: each(cpu.api), postgres: each(cpu.postgres), driver: each(cpu.load) },
    cpuOfOthersPercent: others,
  };
}
