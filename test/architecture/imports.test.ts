import { describe, expect, test } from '@jest/globals';
import { ARROW, NAMED } from './arrow.js';
import { codeOf, type Import, type Source, sources } from './sources.js';

const all = sources();
const targetOf = (one: Import) => one.file ?? one.from;

function crossings({ file, folder, imports }: Source): string[] {
  const { ours, packages } = ARROW[folder] ?? { ours: [] };
  return imports
    .filter((one) => {
      const named = (NAMED[folder] ?? []).some(([from, to]) => from.test(file) && to.test(targetOf(one)));
      if (named) return false;
      if (one.file === undefined) return packages !== undefined && !packages.test(one.from);
      const into = one.file.includes('/') ? (one.file.split('/')[0] ?? '') : one.file;
      return into !== folder && !ours.includes(into);
    })
    .map((one) => `${file} -> ${targetOf(one)}`);
}

const importsOf = new Map(
  all.map(({ file, imports }) => [
    file,
    imports.flatMap((one) => [`${one.file}.ts`, `${one.file}.tsx`, one.file ?? '']),
  ]),
);

/** Every file that one imports, itself or by another. */
function reachedFrom(file: string): Set<string> {
  const reached = new Set<string>();
  const next = [file];
  for (let at = next.pop(); at !== undefined; at = next.pop())
    for (const to of importsOf.get(at) ?? [])
      if (importsOf.has(to) && !reached.has(to)) {
        reached.add(to);
        next.push(to);
      }
  return reached;
}

describe('the import arrow', () => {
  test.each(Object.keys(ARROW))('%s imports only what it may', (folder) => {
    const own = all.filter((source) => source.folder === folder);
    expect(own.length).toBeGreaterThan(0);
    expect(own.flatMap(crossings)).toEqual([]);
  });
  test('every folder has its line', () => {
    expect([...new Set(all.map(({ folder }) => folder))].filter((folder) => folder !== '').sort()).toEqual(
      Object.keys(ARROW).sort(),
    );
  });
  test('every named exception is used: what is no longer needed is no longer allowed', () => {
    const idle = Object.entries(NAMED).flatMap(([folder, exceptions]) =>
      exceptions
        .filter(
          ([from, to]) =>
            !all.some(
              (source) =>
                source.folder === folder &&
                from.test(source.file) &&
                source.imports.some((one) => to.test(targetOf(one))),
            ),
        )
        .map(([from, to]) => `${from} ${to}`),
    );
    expect(idle).toEqual([]);
  });
  test('the skeleton of the bench knows nothing of ours, and is not known beyond the bench', () => {
    const skeleton = all.filter(({ file }) => file.startsWith('bench/skeleton/'));
    const files = (list: readonly Source[]) =>
      list.flatMap(({ file, imports }) => imports.map((one) => [file, one.file ?? ''] as const));
    expect(skeleton.length).toBeGreaterThan(3);
    const outward = files(skeleton).filter(([, to]) => to !== '' && !to.startsWith('bench/skeleton/'));
    const inward = files(all).filter(
      ([from, to]) => to.startsWith('bench/skeleton/') && !from.startsWith('bench/skeleton/'),
    );
    expect([...outward, ...inward]).toEqual([]);
  });
  test('nothing that runs in production knows the sandbox or the tests', () => {
    const running = [
      'domain',
      'forms',
      'workflows',
      'privacy',
      'store',
      'activities',
      'web',
      'gateway',
      'api',
      'workers',
      'keys',
    ];
    const known = all
      .filter(({ folder }) => running.includes(folder))
      .flatMap(({ file, imports }) =>
        imports
          .filter((one) => /^(sandbox|test|scripts|bench|cli)\//.test(one.file ?? ''))
          .map((one) => `${file} -> ${one.file}`),
      );
    expect(known).toEqual([]);
  });
  test('pages are built on the API, and nothing of the API but the server on a page', () => {
    const onPages = all
      .filter(({ file }) => file.startsWith('api/') && !file.startsWith('api/pages/'))
      .filter(({ imports }) => imports.some((one) => one.file?.startsWith('api/pages/')))
      .map(({ file }) => file);
    expect(onPages).toEqual(['api/server.ts']);
  });
  test('inside a folder it has no circle either, not even for the sake of a type', () => {
    expect(all.filter(({ file }) => reachedFrom(file).has(file)).map(({ file }) => file)).toEqual([]);
  });
  test('is itself seen to hold: a forbidden import would be found', () => {
    const forged: Source = {
      file: 'domain/forged.ts',
      folder: 'domain',
      text: '',
      imports: [{ from: 'zod' }, { from: '../store/db.js', file: 'store/db' }],
    };
    expect(crossings(forged)).toEqual(['domain/forged.ts -> zod', 'domain/forged.ts -> store/db']);
  });
});

describe('what only some may do', () => {
  /** A developer's tool that looks at what it has recorded. */
  const READS_ELSEWHERE = ['scripts/record-histories.ts'];
  /** Not about rows: a connection tried, a channel heard or rung, a role asked for its powers, a run watched, a bench's million rows. */
  const RAW_ELSEWHERE = [
    'bench/handling/holders.ts',
    'bench/register-watch.ts',
    'launch/postgres.ts',
    'launch/production-probes.ts',
    'launch/psql.mjs',
    'launch/system.ts',
    'workers/wakeup.ts',
  ];
  const outside = all.filter(
    // The key store is another database, which keys/ alone enters.
    ({ folder, file }) => folder !== 'store' && folder !== 'keys' && !/^sandbox\/(seed|fuzz)\//.test(file),
  );
  const having = (pattern: RegExp, within = outside) =>
    within
      .filter(({ text }) => pattern.test(codeOf(text)))
      .map(({ file }) => file)
      .sort();

  test('only store/ writes rows; a sandbox’s seed and the fuzzer’s world write what an administrator would', () => {
    expect(having(/\.(insertInto|updateTable|deleteFrom|replaceInto|mergeInto)\(/)).toEqual([]);
    expect(having(/\bsql`[^`]*\b(insert into|update|delete from|truncate|alter|drop|create)\b/i)).toEqual([]);
  });
  test('only store/ reads them, but for one tool', () => {
    expect(having(/\.selectFrom\(/)).toEqual([...READS_ELSEWHERE].sort());
    expect(having(/\bsql`|\.query\(/)).toEqual([...RAW_ELSEWHERE].sort());
  });
  test('process.env is read by config.ts, by what starts processes, and by nothing that runs in one', () => {
    const readers = having(/\bprocess\.env\b/, all).filter((file) => !file.startsWith('launch/'));
    expect(readers).toEqual([
      'cli/main.ts',
      'config.ts',
      'sandbox/fuzz/attack.ts',
      'sandbox/providers/server.ts',
      'scripts/record-histories.ts',
      'scripts/try-runbooks.ts',
    ]);
  });
  test('nobody writes to the console but entry points and commands', () => {
    const named = /^(launch|cli|scripts|bench)\/|^sandbox\/.*(server|main)\.ts$/;
    expect(
      having(/\bconsole\.(log|error|warn|info|debug)\(/, all).filter((file) => !named.test(file)),
    ).toEqual([]);
  });
});

describe('workflow code', () => {
  const own = all.filter(({ folder }) => folder === 'workflows');
  const lines = (pattern: RegExp) =>
    own.flatMap(({ file, text }) =>
      codeOf(text)
        .split('\n')
        .filter((line) => pattern.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );

  test('uses no chance, no clock of the machine, no timer and nothing of the machine', () => {
    expect(
      lines(
        /\bMath\.random\b|\bperformance\b|\bcrypto\b|\bprocess\b|\bsetInterval\b|\bsetTimeout\b|\bfetch\(|\brequire\(|\bglobalThis\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bIntl\b|toLocale/,
      ),
    ).toEqual([]);
  });
  test('reads workflow time in the alarm and at the yearly roll, nowhere else', () => {
    expect(lines(/\bDate\.now\(/).map((line) => line.split(':')[0])).toEqual([
      'workflows/alarm.ts',
      'workflows/case.ts',
      'workflows/case.ts',
    ]);
  });
  test('counts no calendar: the register does, and hands over instants', () => {
    expect(
      lines(
        /\b(get|set)(UTC)?(FullYear|Month|Date|Day|Hours|Minutes)\(|\bgetTimezoneOffset\b|\b(864e5|86_?400_?000)\b/,
      ),
    ).toEqual([]);
  });
  test('the domain reads no clock and takes no chance', () => {
    const guilty = all.filter(
      ({ folder, text }) =>
        folder === 'domain' && /\bDate\b|Math\.random|Temporal\.Now|\bprocess\b|\bfetch\(/.test(codeOf(text)),
    );
    expect(guilty.map(({ file }) => file)).toEqual([]);
  });
});
