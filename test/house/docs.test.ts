import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { STAGES } from '../../domain/stages.js';
import { configVariables, read, ROOT } from './compose.js';

const PAGES = [
  ...readdirSync(ROOT).filter((file) => file.endsWith('.md')),
  ...readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
].toSorted();
const withoutCode = (page: string) => page.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');

/** Where headings of a page can be linked to, by the rule of the usual forges. */
function anchorsOf(page: string): string[] {
  return [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/ /g, '-'),
  );
}

describe('every page', () => {
  test.each(PAGES)('%s links only to what is there', (file) => {
    const broken: string[] = [];
    for (const [, target = ''] of withoutCode(read(file)).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https?:/.test(target)) continue;
      const [to = '', anchor] = target.split('#');
      const linked = to === '' ? file : path.join(path.dirname(file), to);
      const found = existsSync(path.join(ROOT, linked));
      const anchored = anchor === undefined || (found && anchorsOf(read(linked)).includes(anchor));
      if (!found || !anchored) broken.push(target);
    }
    expect(broken).toEqual([]);
  });

  test.each(PAGES)('%s names only files that are there, and commands that exist', (file) => {
    const page = read(file);
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const commands = [...page.matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? '');
    expect(commands.filter((name) => !(name in scripts))).toEqual([]);
    const paths = [...page.matchAll(/`((?:[\w.-]+\/)+[\w.-]+\.(?:ts|tsx|mjs|sh|sql|yml|env))`/g)].map(
      (match) => match[1] ?? '',
    );
    expect(paths.filter((name) => !existsSync(path.join(ROOT, name)))).toEqual([]);
  });

  test('is about the project, not about the machine it was written on', () => {
    const forbidden =
      /\/(?:work|root|home|Users)\/|\.\.\/shared|\/tmp\/plan|(?:design|law|aesthetics|peers|stack)\.md/;
    expect(PAGES.filter((file) => forbidden.test(read(file)))).toEqual([]);
  });
});

describe('the configuration page', () => {
  const page = read('docs/configuration.md');
  const [, table = ''] = /## What config\.ts reads\n([\s\S]*?)\n## /.exec(page) ?? [];
  const rows = new Map(
    [...table.matchAll(/^\| `([A-Z][A-Z0-9_]+)` \| (.+?) \|/gm)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );

  test('has a row for each variable of config.ts, in its order, and no other', () => {
    expect(configVariables.length).toBeGreaterThan(30);
    expect([...rows.keys()]).toEqual(configVariables);
  });

  test('tells the defaults that config.ts has', () => {
    const source = read('config.ts').replace(/\s+/g, '');
    for (const name of configVariables) {
      const declared = new RegExp(`[{,]${name}:(.*?)(?:,[A-Z0-9_]+:|\\}\\);)`).exec(source)?.[1] ?? '';
      const value = /\.default\('?([^')]*)'?\)/.exec(declared)?.[1]?.replace('_', '');
      if (value === undefined || value === '' || name === 'WORKFLOW_ID_PREFIX') continue;
      const shown = value === 'false' ? 'off' : value;
      expect([name, rows.get(name)?.replaceAll('`', '')]).toEqual([name, shown]);
    }
  });

  test('tells what docker-compose.yml leaves open', () => {
    const open = [...read('docker-compose.yml').matchAll(/\$\{([A-Z_]+)/g)].map((match) => match[1] ?? '');
    const told = (name: string) =>
      page.includes(`\`${name}\``) || (name.startsWith('OIDC_') && page.includes('`OIDC_`'));
    expect([...new Set(open)].filter((name) => !told(name))).toEqual([]);
  });

  test('.env.example offers nothing that nobody reads', () => {
    const offered = [...read('.env.example').matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map(
      (match) => match[1] ?? '',
    );
    expect(offered.length).toBeGreaterThan(5);
    expect(offered.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('README.md', () => {
  const page = read('README.md');

  test('says what it is in three sentences', () => {
    const [, first = ''] = page.split('\n\n');
    expect(
      first
        .replace(/\bNo\. /, 'No ')
        .match(/[.:](?= [A-Z]|$)/g)
        ?.filter((end) => end === '.'),
    ).toHaveLength(3);
  });

  test('draws only stages that exist', () => {
    const [, drawing = ''] = /```mermaid\n([\s\S]*?)```/.exec(page) ?? [];
    const drawn = new Set(drawing.match(/\b[A-Z]{2,}(?:_[A-Z]+)*\b/g)?.filter((word) => word !== 'TD'));
    const known = Object.values(STAGES).flatMap((stages) => Object.keys(stages));
    expect(drawn.size).toBeGreaterThan(20);
    expect([...drawn].filter((word) => !known.includes(word))).toEqual([]);
  });

  test('shows every folder of the project that holds code', () => {
    const folders = readdirSync(ROOT).filter(
      (name) =>
        !name.startsWith('.') &&
        !['node_modules', 'docs', 'coverage'].includes(name) &&
        statSync(path.join(ROOT, name)).isDirectory(),
    );
    const [, table = ''] = /## Find your way around\n([\s\S]*?)\n## /.exec(page) ?? [];
    expect(folders.filter((name) => !table.includes(`](${name})`))).toEqual([]);
  });

  test('keeps its own list of settings to those that config.ts has', () => {
    const [, table = ''] = /## Configuration\n([\s\S]*?)\n## /.exec(page) ?? [];
    const named = [...table.matchAll(/^\| `([A-Z_]+)`/gm)].map((match) => match[1] ?? '');
    expect(named.filter((name) => !configVariables.includes(name))).toEqual([]);
  });
});

describe('the documents', () => {
  test('stay readable: the architecture fits 150 lines', () => {
    expect(read('ARCHITECTURE.md').trimEnd().split('\n').length).toBeLessThan(150);
  });

  test('number their rules without a gap', () => {
    const [, rules = ''] = /## Rules\n([\s\S]*?)\n## /.exec(read('CONTRIBUTING.md')) ?? [];
    const numbers = [...rules.matchAll(/(?:^|\s)(\d+)\. (?=[A-Z`*])/g)].map((match) => Number(match[1]));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(numbers.length).toBeGreaterThan(20);
  });

  test('record decisions in one form: numbered, short, with the price of what was not taken', () => {
    const folder = path.join(ROOT, 'docs/decisions');
    const files = readdirSync(folder).toSorted();
    files.forEach((file, index) => {
      const number = String(index + 1).padStart(4, '0');
      const text = readFileSync(path.join(folder, file), 'utf8');
      expect([file, file.startsWith(`${number}-`), text.startsWith(`# ${index + 1}. `)]).toEqual([
        file,
        true,
        true,
      ]);
      expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(60);
      const headings = [...text.matchAll(/^## (.+)$/gm)].map((match) => match[1]);
      expect([file, ...headings]).toEqual([file, ...expectedHeadings(headings)]);
    });
  });
});

/** Context, decision, consequences, and the other way's price; a decision may have one part more of its own. */
function expectedHeadings(found: readonly (string | undefined)[]): (string | undefined)[] {
  const wanted = ['Context', 'Decision', 'Consequences', 'The option not taken, and its price'];
  const own = found.filter((heading) => !wanted.includes(heading ?? '')).slice(0, 1);
  return own.length === 0 ? wanted : [...wanted.slice(0, 2), ...own, ...wanted.slice(2)];
}
