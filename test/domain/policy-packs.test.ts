import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { policyFolders } from '../../config.js';
import {
  countsOfficeDays,
  installPolicies,
  type PeriodKey,
  policies,
  policyNamed,
  policyOf,
  policyOn,
} from '../../domain/policy.js';
import { checkName, everyItem, itemName } from '../../domain/policy-words.js';
import { complete, loadPacks } from '../../forms/packs.js';
import { FOUND, policiesIn } from '../../policies.js';
import { sources } from '../architecture/sources.js';

const own = FOUND[0] as (typeof FOUND)[number];
/** Of today's: what was released before a rule is let through by its name. */
const text = readFileSync(new URL('../2026-11-27/pack.json', own.folder), 'utf8');
type Row = Record<string, unknown>;
type Content = Record<string, unknown> &
  Record<'items' | 'sources' | 'checks', Row[]> & { periods: Record<string, Row> };

const byName = (version: string) => {
  const found = FOUND.find(({ policy }) => policy.version === version);
  if (!found) throw new Error(`no pack ${version}`);
  return found;
};

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true })));

/** A folder of packs beside ours, with one pack in it: ours, changed. */
function packs(change: (content: Content) => void, at = 'other/2030-01-01'): URL {
  const root = mkdtempSync(path.join(tmpdir(), 'sekisho-packs-'));
  made.push(root);
  const content = JSON.parse(text) as Content;
  const [scheme, from] = at.split('/');
  Object.assign(content, { scheme, from, default: undefined, formerly: undefined });
  change(content);
  mkdirSync(path.join(root, at), { recursive: true });
  writeFileSync(path.join(root, at, 'pack.json'), JSON.stringify(content));
  return pathToFileURL(`${root}/`);
}
const OWN = new URL('../../', own.folder);
const read = (change: (content: Content) => void, at?: string) => () => policiesIn([OWN, packs(change, at)]);

describe('a pack that does not fit stops the process, which says the file and the place in it', () => {
  test.each<[string, (content: Content) => void, RegExp]>([
    [
      'a period too few',
      ({ periods }) => delete periods.CONSENT_WINDOW,
      /pack\.json: periods\.CONSENT_WINDOW/,
    ],
    [
      'a period too many',
      ({ periods }) => (periods.TEA_BREAK = { period: 'P1D' }),
      /pack\.json: periods .*TEA_BREAK/,
    ],
    [
      'a period of nothing',
      ({ periods }) => (periods.CONSENT_WINDOW = { period: 'P0D', basis: 'policy', mark: 'policy' }),
      /periods\.CONSENT_WINDOW\.period must be days/,
    ],
    [
      'a mark nobody knows',
      ({ periods }) => Object.assign(periods.VALIDITY ?? {}, { mark: 'sure' }),
      /periods\.VALIDITY\.mark/,
    ],
    ['an item twice', ({ items }) => items.push({ ...items[0] }), /items\.7\.code is there twice/],
    [
      'a question on no item',
      ({ checks }) => Object.assign(checks[2] ?? {}, { item: 'CREED' }),
      /checks\.2\.item is no item/,
    ],
    [
      'a question to no source',
      ({ checks }) => Object.assign(checks[0] ?? {}, { source: 'NEIGHBOUR' }),
      /checks\.0\.source is no source/,
    ],
    [
      'more than may be sent',
      ({ checks }) => Object.assign(checks[0] ?? {}, { fields: ['name', 'family'] }),
      /checks\.0\.fields\.1/,
    ],
    [
      'a name in one language',
      ({ items }) => Object.assign(items[0] ?? {}, { name: { ja: '名' } }),
      /items\.0\.name\.en/,
    ],
    [
      'an item of the name that the questionnaire has for family',
      ({ items }) => Object.assign(items[0] ?? {}, { code: 'FAMILY' }),
      /items\.0\.code is the name of no item/,
    ],
    [
      'office days told in months',
      ({ periods }) => Object.assign(periods.DEMAND_ANSWER ?? {}, { period: 'P1M' }),
      /periods\.DEMAND_ANSWER\.period counts office days/,
    ],
    [
      'a deadline in office days told in months',
      ({ periods }) => Object.assign(periods.NOTIFICATION_REMINDER ?? {}, { period: 'P1M' }),
      /periods\.NOTIFICATION_REMINDER\.period counts office days/,
    ],
    [
      'a right of months, which no notice could tell in years',
      ({ periods }) => Object.assign(periods.VALIDITY ?? {}, { period: 'P60M' }),
      /periods\.VALIDITY\.period must be whole years/,
    ],
    [
      'a right of centuries, whose last day nobody could write down',
      ({ periods }) => Object.assign(periods.VALIDITY ?? {}, { period: 'P9000Y' }),
      /periods\.VALIDITY\.period must be days, months or years/,
    ],
    [
      'a renewal that opens before its right begins',
      ({ periods }) => Object.assign(periods.RENEWAL_LEAD ?? {}, { period: 'P10Y' }),
      /periods\.RENEWAL_LEAD\.period must be shorter than VALIDITY/,
    ],
    [
      'an end told when its file is gone',
      ({ periods }) => Object.assign(periods.NOT_CONDUCTED_TOLD ?? {}, { period: 'P3Y' }),
      /periods\.NOT_CONDUCTED_TOLD\.period must be shorter than RETENTION_NOT_CONDUCTED/,
    ],
    [
      'an end told before every silence of the way has run out',
      ({ periods }) => Object.assign(periods.NOT_CONDUCTED_TOLD ?? {}, { period: 'P3M' }),
      /periods\.NOT_CONDUCTED_TOLD\.period must be longer than CONSENT_WINDOW, QUESTIONNAIRE_WINDOW, CHECK_DUE together/,
    ],
    [
      'an end told on the last day of them, counted from the shortest months',
      ({ periods }) => Object.assign(periods.NOT_CONDUCTED_TOLD ?? {}, { period: 'P5M' }),
      /periods\.NOT_CONDUCTED_TOLD\.period must be longer/,
    ],
    ['a step that is none', (content) => Object.assign(content, { steps: ['ORDEAL'] }), /steps\.0/],
    ['a key of a misspelt name', (content) => Object.assign(content, { itmes: [] }), /itmes/],
    [
      'another name than its folder',
      (content) => Object.assign(content, { from: '2030-02-01' }),
      /says it is other\/2030-02-01/,
    ],
  ])('%s', (_name, change, message) => {
    expect(read(change)).toThrow(message);
  });

  test('every period that is counted in office days is known to be one', () => {
    const counted = sources().flatMap(({ text: code }) =>
      [...code.matchAll(/afterOfficeDays\(\w+, (?:periods\.)?([A-Z_]+)\)/g)].map(([, key]) => key),
    );
    expect(counted.length).toBeGreaterThan(5);
    expect(counted.filter((key) => !countsOfficeDays(key as PeriodKey))).toEqual([]);
  });

  test('a name that another pack has, or had, and a second scheme that is meant where none is named', () => {
    expect(read(() => {}, own.policy.version)).toThrow(`${own.policy.version} is there twice`);
    expect(read((content) => Object.assign(content, { formerly: ['2025-05'] }))).toThrow(
      '2025-05 is there twice',
    );
    expect(read((content) => Object.assign(content, { default: true }))).toThrow(
      'one scheme is the default one',
    );
  });

  test('texts without one of their files, or with questions on other items', () => {
    const root = packs(() => {});
    const folder = new URL('other/2030-01-01/', root);
    cpSync(new URL('forms/', own.folder), new URL('forms/', folder), { recursive: true });
    const [found] = policiesIn([OWN, root]).filter(({ policy }) => policy.scheme === 'other');
    if (!found) throw new Error('not read');
    expect(loadPacks([own, found])).toHaveLength(2);
    const fewer = { ...found, policy: { ...found.policy, items: found.policy.items.slice(1) } };
    expect(() => loadPacks([own, fewer])).toThrow(
      /other\/2030-01-01\/forms\/questions\.json: .* is no item of the policy/,
    );
    rmSync(new URL('forms/pledge.json', folder));
    expect(() => loadPacks([own, found])).toThrow(/other\/2030-01-01\/forms has/);
  });

  test('texts taken from a pack that is not there, or that takes its own from another', () => {
    const [base, sds] = [byName('act27/2026-11-27'), byName('sds/2014-12-10')];
    const from = (textsFrom: string) => ({ ...sds, policy: { ...sds.policy, textsFrom } });
    expect(() => loadPacks([base, from('act27/1999-01-01')])).toThrow(
      'sds/2014-12-10: no pack act27/1999-01-01 has texts of its own',
    );
    expect(() =>
      loadPacks([base, sds, { ...byName('act27/2025-05-16'), policy: from(sds.policy.version).policy }]),
    ).toThrow('no pack sds/2014-12-10 has texts of its own');
    const nameless = { ...sds, policy: { ...sds.policy, information: undefined } };
    expect(() => loadPacks([base, nameless])).toThrow(/\{information\} is unknown/);
  });

  test('a scheme no pack of which has a form that may be needed', () => {
    expect(() => complete(loadPacks([own]))).toThrow('no pack of act27 has the form supplementary-consent');
    expect(complete(loadPacks(FOUND))).toHaveLength(FOUND.length);
  });

  test('as they are, they are read: the scheme that is meant first, and of each the oldest first', () => {
    const all = policiesIn([OWN, packs(() => {}, 'aaa/2031-01-01'), packs(() => {}, 'act27/2031-01-01')]);
    const names = all.map(({ policy }) => policy.version);
    expect(names.slice(0, 3)).toEqual(['act27/2025-05-16', 'act27/2026-11-27', 'act27/2031-01-01']);
    expect(names).toContain('aaa/2031-01-01');
  });
});

describe('texts that a pack takes from another', () => {
  const [act, sds] = loadPacks([byName('act27/2026-11-27'), byName('sds/2014-12-10')]);

  test('are its own in every word, and so in their hash', () => {
    for (const code of ['pledge', 'grievance', 'reasons'] as const) {
      const [theirs, own] = [act.forms[code], sds?.forms[code]];
      expect(own?.version).toBe(theirs.version);
      expect(own?.hash).not.toBe(theirs.hash);
      expect(JSON.stringify(own)).not.toMatch(/重要経済安保情報|Important Economic|\{law\}|\{information\}/i);
      expect(JSON.stringify(own)).toContain('特定秘密');
    }
  });

  test('give way to a file of its own', () => {
    expect(sds?.forms['notice-new-handler'].version).toBe('2014-12-10');
    expect(sds?.forms['notice-new-handler'].hash).not.toBe(act.forms['notice-new-handler'].hash);
    expect(sds?.questions.id).not.toBe(act.questions.id);
  });

  test('are not copied beside it', () => {
    for (const { policy, folder } of FOUND.filter(({ policy: { textsFrom } }) => textsFrom !== undefined))
      for (const file of readdirSync(new URL('forms/', folder))) {
        const [own, theirs] = [folder, byName(policy.textsFrom ?? '').folder].map((at) =>
          readFileSync(new URL(`forms/${file}`, at), 'utf8'),
        );
        expect([file, own === theirs]).toEqual([file, false]);
      }
  });
});

describe('what was read', () => {
  test('is handed over once, and changed by nobody', () => {
    expect(() => installPolicies([own.policy])).toThrow('once');
    const [first] = policies();
    expect(() => Object.assign(first.periods, { VALIDITY: 'P99Y' })).toThrow();
    expect(() => (first.items as unknown[]).push({})).toThrow();
    expect(() => Object.assign(first.checks[0] ?? {}, { round: 'FIRST' })).toThrow();
  });

  test('is found by its name, and by the one a release before gave it; any other is none', () => {
    expect(policyOf('2025-05')).toBe(policyOf('act27/2025-05-16'));
    expect(policyNamed('act27/2024-01-01')).toBeUndefined();
    expect(() => policyOf('act27')).toThrow('no pack of the policy act27');
    expect(() => policyOn('2026-01-01', 'nobody')).toThrow('a scheme that no pack has');
  });

  test('gives every code one word, and an unknown one itself', () => {
    const codes = everyItem().map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(itemName('DRUG_ABUSE').en).toBe('Drug abuse');
    expect(checkName('TAX_RECORD')).toEqual({ ja: 'TAX_RECORD', en: 'TAX_RECORD' });
  });

  test('lies in our own folder and in those the setting names', () => {
    expect(policyFolders({})).toEqual([]);
    expect(policyFolders({ SEKISHO_POLICIES: `/a${path.delimiter}/b` })).toEqual(['/a', '/b']);
  });
});
