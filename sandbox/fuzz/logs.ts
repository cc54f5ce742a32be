import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface LogFault {
  readonly file: string;
  readonly line: string;
}

/** What PostgreSQL says of a statement that the design counts on to fail; the person is told by a code of the closed list. */
const EXPECTED_OF_POSTGRES = [
  // One open application, one clearance for each person and organ: the index is the lock (store/transition.ts).
  /violates unique constraint "cases_(one_open_application|one_held_clearance)"/,
  // Whoever starts it asks until it answers.
  /FATAL: {2}the database system is starting up$/,
];

/** Every line at error level, and every line that is none of a log: a stack, a word of a library's. */
export function faultsIn(dataDir: string): LogFault[] {
  const ours = read(path.join(dataDir, 'logs')).filter(({ line }) => isFault(line));
  const postgres = read(path.join(dataDir, 'postgres')).filter(
    ({ line }) => /\b(ERROR|FATAL|PANIC): /.test(line) && !EXPECTED_OF_POSTGRES.some((one) => one.test(line)),
  );
  return [...ours, ...postgres];
}

function read(folder: string): LogFault[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .flatMap((file) =>
      readFileSync(path.join(folder, file), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => ({ file, line })),
    );
}

const PINO_ERROR = 50;

function isFault(line: string): boolean {
  try {
    const { level } = JSON.parse(line) as { level?: unknown };
    if (typeof level === 'number') return level >= PINO_ERROR;
    return level === 'error' || level === 'fatal';
  } catch {
    return true;
  }
}
