import { readFileSync } from 'node:fs';
import tls from 'node:tls';
import pg from 'pg';
import type { Copy } from '../../launch/compose-run.js';
import type { PostgresEngine } from '../../launch/postgres-engine.js';

export type Certificate = { cert: Buffer; key: Buffer };

export function certificateIn(folder: string, name: string): Certificate {
  return {
    cert: readFileSync(`${folder}/temporal_${name}.pem`),
    key: readFileSync(`${folder}/temporal_${name}.key`),
  };
}

/** What an HTTP/2 client says first, and a server answers: the preface and an empty SETTINGS frame (RFC 9113 §3.4). */
const HTTP2_HELLO = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]),
]);

/**
 * How a server of the engine meets whoever shows this certificate, or none: 'greeted' if it speaks to them, what TLS
 * says if it refuses. With TLS 1.3 that comes after the handshake only.
 */
export function welcomeAt(port: number, certificate?: Certificate): Promise<string> {
  return new Promise((resolve) => {
    // Whom we speak to is not the question here.
    const options = {
      port,
      host: '127.0.0.1',
      rejectUnauthorized: false,
      ALPNProtocols: ['h2'],
      ...certificate,
    };
    const socket = tls.connect(options, () => socket.write(HTTP2_HELLO));
    const done = (answer: string) => {
      resolve(answer);
      socket.destroy();
    };
    socket.once('data', () => done('greeted'));
    socket.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
    socket.once('close', () => done('closed'));
    socket.setTimeout(10_000, () => done('silence'));
  });
}

/** Which of the engine's cases still run, and by which history process, by its own tables. */
export async function casesByHistory(engine: PostgresEngine): Promise<Map<string, string[]>> {
  const client = new pg.Client(engine.databaseUrl('temporal', 'temporal'));
  await client.connect();
  try {
    const { rows } = await client.query<{ workflow: string; owner: Buffer }>(
      `select current_executions.workflow_id as workflow, shards.data as owner
         from current_executions join shards using (shard_id)
        where current_executions.workflow_id like 'application/%' and current_executions.state in (1, 2)`,
    );
    return new Map(
      engine.history.map((copy) => [
        copy.name,
        rows.filter(({ owner }) => owner.includes(ringAddressOf(copy))).map(({ workflow }) => workflow),
      ]),
    );
  } finally {
    await client.end();
  }
}

/** A shard's row names its owner as `<address>-<id>`. */
function ringAddressOf({ program }: Copy): string {
  return `127.0.0.1:${program.portOf(7234)}-`;
}

/** Whether a role is let into a database with the password it was given. */
export async function mayEnter(engine: PostgresEngine, role: string, database: string): Promise<boolean> {
  const client = new pg.Client(engine.databaseUrl(role, database));
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch (error) {
    // Anything but "permission denied for database" is a fault of the test.
    if ((error as { code?: string }).code !== '42501') throw error;
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** The sum of a counter's series in a process's own metrics. */
export async function counted(copy: Copy, counter: string): Promise<number> {
  const { health } = copy.program;
  if (health?.kind !== 'http') throw new Error(`${copy.name} tells no metrics`);
  const text = await (await fetch(new URL('/metrics', health.url))).text();
  const lines = text.split('\n').filter((line) => new RegExp(`^${counter}(\\{|\\s)`).test(line));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}
