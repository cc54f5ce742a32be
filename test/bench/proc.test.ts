import { describe, expect, test } from '@jest/globals';
import { partOf } from '../../bench/parts.js';
import {
  descendantsOf,
  parseBusyMs,
  parsePrivateKb,
  parseStat,
  type ProcessSample,
} from '../../bench/proc.js';

const STAT =
  '4242 (node (a) b) S 17 4242 4242 0 -1 4194560 1 2 3 4 250 50 30 20 20 0 11 0 900 1000000 2500 18446744073709551615';

const one = (pid: number, parent: number, command: string): ProcessSample => ({
  pid,
  parent,
  command,
  cpuMs: 0,
  rssKb: 0,
});

describe('/proc is read rightly', () => {
  test('a name with brackets and spaces does not move the fields', () => {
    expect(parseStat(STAT)).toEqual({ parent: 17, cpuMs: 3_500, rssKb: 10_000 });
  });
  test('private memory is what is resident and not shared', () => {
    expect(parsePrivateKb('9000 2500 2000 1 0 300 0')).toBe(2_000);
  });
  test('waiting for a disk is not being busy', () => {
    expect(parseBusyMs('cpu  10 1 5 1000 700 2 3 0 0 0\ncpu0 1 1 1 1 1 1 1\n')).toBe(210);
  });
});

describe('processes are told apart', () => {
  const all = [
    one(1, 0, 'node launch/bootstrap.mjs bench'),
    one(2, 1, '/usr/bin/node --enable-source-maps /x/.compiled/7200/api/server.mjs'),
    one(3, 2, '/x/node_modules/@esbuild/bin/esbuild --service'),
    one(4, 1, '/usr/bin/node /x/launch/guard.mjs --mark=/t/postgres/cluster /bin/postgres -D /t'),
    one(5, 4, '/bin/postgres -D /t/postgres/cluster'),
    one(6, 5, 'postgres: sekisho_api sekisho [local] idle'),
    one(7, 11, 'postgres: temporal temporal 127.0.0.1(5) idle'),
    one(11, 4, '/bin/postgres -D /t/engine-parts/postgres/cluster -c max_connections=400'),
    one(8, 4, '/c/temporal-server-1.32.0/server --config-file /t/server.yaml start'),
    one(9, 4, '/c/temporal-ui-2.54.1/server --root /t start'),
    one(10, 1, '/usr/bin/node --import tsx /x/bench/load.ts'),
    one(99, 98, 'postgres: somebody else'),
  ];
  const byPid = new Map(all.map((process) => [process.pid, process]));

  test('only what the launcher started is counted', () => {
    const pids = descendantsOf(1, all).map(({ pid }) => pid);
    expect(pids.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(descendantsOf(4, all).map(({ pid }) => pid)).not.toContain(2);
  });
  test('by what they run, helpers with their parent', () => {
    const parts = Object.fromEntries(all.slice(0, -1).map((each) => [each.pid, partOf(each, byPid, 1)]));
    expect(parts).toEqual({
      1: 'launcher',
      2: 'api',
      3: 'api',
      4: 'launcher',
      5: 'postgres',
      6: 'postgres',
      7: 'temporal-postgres',
      8: 'temporal',
      9: 'temporal-ui',
      10: 'load',
      11: 'temporal-postgres',
    });
  });
});
