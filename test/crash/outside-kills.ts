import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { connect } from '../../store/db.js';
import type { Campaign } from './campaign.js';

/**
 * Kills PostgreSQL, every process of it, in the middle of somebody's request. Counts only if a request that was under
 * way then has failed: otherwise nothing was interrupted.
 */
export async function killPostgres({ troupe, memory }: Campaign): Promise<void> {
  let caught: number[] = [];
  const admin = connect(troupe.adminUrl, { max: 1 });
  const busy = async () => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
      where xact_start is not null and usename in ('sekisho_api', 'sekisho_worker', 'sekisho_gateway')`.execute(
      admin,
    );
    return (rows[0]?.n ?? 0) > 0 && memory.underWay.size > 0;
  };
  const seen = await holdsWithin(5_000, busy).finally(() => admin.destroy());
  if (!seen) return;
  await troupe.killPostgres(() => {
    caught = [...memory.underWay];
    for (const pid of postgresTree(troupe.clusterFolder)) killed(pid);
  });
  await holdsWithin(60_000, async () => !caught.some((attempt) => memory.underWay.has(attempt)));
  const lost = caught.filter((attempt) => memory.lost.has(attempt)).length;
  if (lost > 0)
    troupe.deaths.push({ name: 'postgres', at: 'outside', interrupted: `${lost} requests under way` });
}

function killed(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It ended by itself just before.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** The postmaster and every child it has. */
function postgresTree(cluster: string): number[] {
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

/** Kills the engine while messages are on their way to it. Counts only if one of them had to be carried again. */
export async function killTemporal({ troupe, register }: Campaign): Promise<void> {
  let caught: string[] = [];
  const seen = await holdsWithin(5_000, async () => {
    const { rows } = await sql<{ id: string }>`select id from outbox
      where leased_until > clock_timestamp() and done_at is null and kind <> 'PUSH' and attempts = 1`.execute(
      register,
    );
    caught = rows.map(({ id }) => id);
    return caught.length > 0;
  });
  if (!seen) return;
  await troupe.killTemporal();
  await holdsWithin(60_000, async () => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from outbox
      where id = any (${caught}) and done_at is null`.execute(register);
    return rows[0]?.n === 0;
  });
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from outbox
    where id = any (${caught}) and (attempts > 1 or last_error is not null)`.execute(register);
  const n = rows[0]?.n ?? 0;
  if (n > 0)
    troupe.deaths.push({ name: 'temporal', at: 'outside', interrupted: `${n} messages on their way` });
}

/** Looks again and again; the register itself may be away meanwhile. False: not seen, and another kill will be tried. */
async function holdsWithin(patienceMs: number, holds: () => Promise<boolean>): Promise<boolean> {
  const until = Date.now() + patienceMs;
  while (!(await holds().catch(() => false))) {
    if (Date.now() > until) return false;
    await pause(2);
  }
  return true;
}
