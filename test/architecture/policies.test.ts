import { expect, test } from '@jest/globals';
import { sources } from './sources.js';

const all = new Map(sources().map((source) => [source.file.replace(/\.tsx?$/, ''), source]));
/** As packages and processes begin: what is started by its path. */
const BEGINS =
  /^(api\/server|workers\/[a-z-]+-worker|scripts\/[a-z-]+|sandbox\/[a-z]+\/(server|main)|cli\/main|launch\/[a-z-]+|bench\/(load|handling\/driver))$/;

/** What a file brings with it; types alone bring nothing. */
function brings(from: string): Set<string> {
  const reached = new Set<string>();
  const left = [from];
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    const { text = '', imports = [] } = all.get(file) ?? {};
    const typed = new Set(
      [...text.matchAll(/^(?:import|export) type [^;]*?from '([^']+)'/gm)].map(([, name]) => name),
    );
    left.push(...imports.filter((one) => !typed.has(one.from)).flatMap((one) => one.file ?? []));
  }
  return reached;
}

test('every process that asks for a policy has read them at its start', () => {
  const asking = [...all.keys()].filter((file) => BEGINS.test(file) && brings(file).has('domain/policy'));
  expect(asking).toEqual(
    expect.arrayContaining(['api/server', 'workers/activity-worker', 'scripts/verify-decision']),
  );
  expect(asking.filter((file) => !brings(file).has('policies'))).toEqual([]);
});

test('no period stands in code: each is a row of a policy, with its basis and mark', () => {
  const rules = /^(domain|store|activities|workflows|workers|privacy|gateway|forms)\//;
  const told = [...all.values()].filter(
    ({ file }) => rules.test(file) && !file.startsWith('store/migrations/'),
  );
  expect(told.length).toBeGreaterThan(150);
  const periods = told.flatMap(({ file, text }) =>
    [...text.matchAll(/'P\d+[YMWD]'/g)].map(([found]) => `${file} ${found}`),
  );
  expect(periods).toEqual([]);
});
