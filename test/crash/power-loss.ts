import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { type RunningPostgres, startPostgres } from '../../launch/postgres.js';
import { testFolder } from '../../launch/test-folder.js';
import { prepareDatabase } from '../../store/bootstrap.js';
import { connect } from '../../store/db.js';
import { seedReferenceData } from '../../sandbox/seed/reference-data.js';
import { ledgerFaults } from './audit.js';
import { copyDisk, makeDisk, mountDisk, whyNoDisk } from './disk.js';
import { Seeded } from './seeded.js';

/**
 * Cuts the power of the register's disk: the register is on a file system of its own, the writer and the server are
 * frozen in the middle of their work, the disk is copied as it is, and the copy is opened as after a power cut. Every
 * command that was acknowledged must be there. Ends with 0 if so, 1 if not, 3 if this machine cannot try it.
 */
const ROUNDS = Number(process.argv[2] ?? 8);
const seeded = new Seeded(Number(process.argv[3] ?? 1));
const WRITER = fileURLToPath(new URL('./power-loss-writer.ts', import.meta.url));
/** A command id and the end of its line. */
const LINE = 37;
const folder = testFolder();
const inFolder = (...names: string[]) => path.join(folder.path, ...names);

process.exitCode = await main().finally(folder.remove);

async function main(): Promise<number> {
  const why = whyNoDisk(inFolder('probe'));
  if (why) {
    say(`NOT TRIED: this machine cannot (${why})`);
    return 3;
  }
  let acknowledged = 0;
  let lost = 0;
  for (let round = 1; round <= ROUNDS; round++) {
    const found = await cut(round);
    acknowledged += found.acknowledged;
    if (found.faults.length > 0) lost += 1;
    for (const fault of found.faults.slice(0, 10)) say(`round ${round}: ${fault}`);
  }
  say(
    `${ROUNDS - lost} of ${ROUNDS} cuts lost nothing; ${acknowledged} acknowledged commands were looked for on the copies`,
  );
  return lost === 0 ? 0 : 1;
}

async function cut(round: number): Promise<{ acknowledged: number; faults: string[] }> {
  const [image, copy] = [inFolder(`${round}.img`), inFolder(`${round}-copy.img`)];
  const disk = makeDisk(image, inFolder(`disk-${round}`));
  let told: string[];
  try {
    told = await writeUntilFrozen(disk.folder, () => copyDisk(image, copy));
  } finally {
    disk.remove();
  }
  const after = mountDisk(copy, inFolder(`copy-${round}`));
  try {
    return { acknowledged: told.length, faults: await faultsOn(after.folder, told) };
  } finally {
    after.remove();
  }
}

/** Commands acknowledged before the moment at which `copy` was made. */
async function writeUntilFrozen(disk: string, copy: () => void): Promise<string[]> {
  const dataDir = path.join(disk, 'postgres');
  const server = await startPostgres({ dataDir, log: () => {}, throwAway: process.argv[4] === '--no-fsync' });
  try {
    const urls = await prepareDatabase({ adminUrl: server.url('postgres', 'postgres') });
    const owner = connect(urls.owner, { max: 1 });
    await seedReferenceData(owner, { indexKey: Buffer.alloc(32, 1), providers: {} }).finally(() =>
      owner.destroy(),
    );
    const writer = spawn(process.execPath, ['--import', 'tsx', WRITER, urls.owner], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    writer.stdout.on('data', (data: Buffer) => (said += data.toString()));
    try {
      const enough = seeded.between(100, 1_000) * LINE;
      while (said.length < enough) {
        if (writer.exitCode !== null) throw new Error('the writer ended before the power was cut: see above');
        await pause(1);
      }
      const frozen = [writer.pid ?? 0, ...serversOf(path.join(dataDir, 'cluster'))];
      // The writer first: what it tells afterwards it cannot have told before.
      for (const pid of frozen) process.kill(pid, 'SIGSTOP');
      // What it had written into the pipe has been told, too.
      await pause(200);
      copy();
      for (const pid of frozen) process.kill(pid, 'SIGCONT');
      return said.split('\n').filter((line) => line.length === LINE - 1);
    } finally {
      writer.kill('SIGKILL');
    }
  } finally {
    await server.stop();
  }
}

function serversOf(cluster: string): number[] {
  const postmaster = Number(readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(postmaster)], { encoding: 'utf8' });
  return [
    postmaster,
    ...children
      .split('\n')
      .map(Number)
      .filter((pid) => pid > 1),
  ];
}

async function faultsOn(disk: string, told: readonly string[]): Promise<string[]> {
  let server: RunningPostgres | undefined;
  try {
    server = await startPostgres({ dataDir: path.join(disk, 'postgres'), log: () => {} });
    const { owner } = await prepareDatabase({ adminUrl: server.url('postgres', 'postgres') });
    const register = connect(owner, { max: 1 });
    try {
      const { rows } = await sql<{ command_id: string }>`select command_id from commands`.execute(register);
      const kept = new Set(rows.map((one) => one.command_id));
      const missing = told.filter((id) => !kept.has(id)).map((id) => `acknowledged and lost: ${id}`);
      return [...missing, ...(await ledgerFaults(register))];
    } finally {
      await register.destroy();
    }
  } catch (error) {
    return [`the copy could not be opened: ${error instanceof Error ? error.message : String(error)}`];
  } finally {
    await server?.stop();
  }
}

function say(text: string): void {
  process.stdout.write(`power loss: ${text}\n`);
}
