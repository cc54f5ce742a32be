import type { Log } from '../../launch/sentence.js';
import type { Attacked } from './attack.js';
import type { Attacker } from './attackers.js';
import type { LogFault } from './logs.js';
import type { Change } from './watch.js';

const SHOWN_LINES = 120;
const SHOWN_FAULTS = 20;

/** What a run has shown, printed as it goes and in total. */
export class Report {
  total = 0;
  readonly #log: Log;
  readonly #begun = Date.now();
  readonly #statuses = new Map<number, number>();
  readonly #operations = new Set<string>();
  readonly #succeeded = new Set<string>();
  #faults = 0;

  constructor(log: Log) {
    this.#log = log;
  }

  add({ at, name }: Attacker, { counts, findings, logFile }: Attacked): void {
    const own = new Map<number, number>();
    for (const { method, path, status, n } of counts) {
      own.set(status, (own.get(status) ?? 0) + n);
      this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + n);
      this.#operations.add(`${method} ${path}`);
      if (status < 300) this.#succeeded.add(`${method} ${path}`);
      this.total += n;
    }
    const sum = [...own.values()].reduce((a, b) => a + b, 0);
    this.#log(
      `${this.#seconds()} s  ${`${name} at the ${at}`.padEnd(40)} ${String(sum).padStart(6)}  ${shown(own)}`,
    );
    if (findings === undefined && sum > 0) return;
    this.#faults += 1;
    this.#log(
      `FOUND (${logFile}):\n${(findings ?? 'no request was sent').split('\n').slice(0, SHOWN_LINES).join('\n')}`,
    );
  }

  changes(changes: readonly (Change & { why: string | undefined })[]): void {
    const of = new Map<string, number>();
    for (const { why, count } of changes) if (why) of.set(why, (of.get(why) ?? 0) + count);
    this.#log('\nRows written, by why they may be:');
    for (const [why, count] of of) this.#log(`${String(count).padStart(8)}  ${why}`);
    for (const { why, table, op, columns, count } of changes.filter((one) => one.why === undefined)) {
      if (why !== undefined) continue;
      this.#faults += 1;
      this.#log(`FOUND: ${count} x ${op} of ${table} (${columns.join(', ')}) that nobody commanded`);
    }
    if (!changes.some(({ table }) => table === 'commands')) {
      this.#faults += 1;
      this.#log('FOUND: not one command in the whole run, so that nothing was tried');
    }
  }

  logs(faults: readonly LogFault[]): void {
    this.#faults += faults.length;
    for (const { file, line } of faults.slice(0, SHOWN_FAULTS))
      this.#log(`FOUND in ${file}: ${line.slice(0, 600)}`);
    if (faults.length > SHOWN_FAULTS) this.#log(`… and ${faults.length - SHOWN_FAULTS} lines more`);
  }

  close(wanted: number): boolean {
    this.#log(`\nBy status: ${shown(this.#statuses)}`);
    this.#log(
      `Operations and methods tried: ${this.#operations.size}; with success: ${this.#succeeded.size}`,
    );
    this.#log(
      `${this.total} requests (of ${wanted} wanted) in ${this.#seconds().trim()} s, ${this.#faults} faults`,
    );
    return this.#faults === 0;
  }

  #seconds(): string {
    return ((Date.now() - this.#begun) / 1_000).toFixed(0).padStart(5);
  }
}

function shown(statuses: ReadonlyMap<number, number>): string {
  return [...statuses]
    .toSorted(([a], [b]) => a - b)
    .map(([status, n]) => `${status}: ${n}`)
    .join(', ');
}
