import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** One process as /proc shows it. Linux only: elsewhere there is nothing to read, and the report says null. */
export interface ProcessSample {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
  /** Own and that of children which have ended and were waited for. */
  readonly cpuMs: number;
  readonly rssKb: number;
}

/** USER_HZ: 100 on every Linux that Node supports. */
const MS_PER_TICK = 10;
const KB_PER_PAGE = 4;

/** `pid (name) state ppid …`: the name may hold spaces and brackets, so it is cut off at the last one. */
export function parseStat(text: string): { parent: number; cpuMs: number; rssKb: number } {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const at = (number: number) => Number(fields[number - 3]);
  return {
    parent: at(4),
    cpuMs: (at(14) + at(15) + at(16) + at(17)) * MS_PER_TICK,
    rssKb: at(24) * KB_PER_PAGE,
  };
}

/** `cpu user nice system idle iowait …` of the whole machine: milliseconds in which a core was busy. */
export function parseBusyMs(text: string): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = (/^cpu +(.*)$/m.exec(text)?.[1] ?? '')
    .split(' ')
    .map(Number);
  return (user + nice + system + irq + softirq) * MS_PER_TICK;
}

/** `root` and everything below it. */
export function descendantsOf(root: number, all: readonly ProcessSample[]): ProcessSample[] {
  const byParent = new Map<number, ProcessSample[]>();
  for (const one of all) byParent.set(one.parent, [...(byParent.get(one.parent) ?? []), one]);
  const found = all.filter(({ pid }) => pid === root);
  for (const one of found) found.push(...(byParent.get(one.pid) ?? []));
  return found;
}

export function readProcesses(): ProcessSample[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = textOf(`/proc/${name}/stat`);
      if (stat === '') return [];
      const command = textOf(`/proc/${name}/cmdline`).replaceAll('\0', ' ').trim();
      return [{ pid: Number(name), command, ...parseStat(stat) }];
    });
}

/** Memory that is this process's alone; a PostgreSQL backend counts the common buffers as its own, too. */
export function parsePrivateKb(statm: string): number {
  const [, resident = 0, shared = 0] = statm.split(' ').map(Number);
  return (resident - shared) * KB_PER_PAGE;
}

export function privateKbOf(pid: number): number {
  return parsePrivateKb(textOf(`/proc/${pid}/statm`));
}

export function busyMs(): number {
  return parseBusyMs(textOf('/proc/stat'));
}

/** Open file handles of a process, sockets among them. */
export function handlesOf(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return 0;
  }
}

export function hasProc(): boolean {
  try {
    return readlinkSync('/proc/self') !== '';
  } catch {
    return false;
  }
}

/** Empty for a process that has ended meanwhile. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
