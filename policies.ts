import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import { policyFolders } from './config.js';
import { after } from './domain/calendar.js';
import { CHANNELS, IDENTITY_FIELDS } from './domain/checks.js';
import {
  countsOfficeDays,
  installPolicies,
  MARKS,
  OPTIONAL_STEPS,
  PERIOD_KEYS,
  type PeriodKey,
  policies,
  type Policy,
} from './domain/policy.js';
import { everyCheck, everyItem, everySource } from './domain/policy-words.js';

/**
 * Reads every policy there is, once, when a process starts: `domain/policy/<scheme>/<first day>/pack.json`, and the folders
 * that SEKISHO_POLICIES names beside it. What does not fit stops the process with the file and the place in it. The domain
 * is handed what was read; whoever needs a policy before anything runs (a route's shape) imports this file.
 */
const OWN = new URL('./domain/policy/', import.meta.url);

const words = z.strictObject({ ja: z.string().trim().min(1), en: z.string().trim().min(1) });
const code = z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/, 'must be a code such as CONVICTION_RECORD');
const article = z.string().min(4);
/** No century and more: the day it ends on must be one that can be written down. */
const duration = z
  .string()
  .regex(/^P([1-9]\d{0,3}[DM]|[1-9]\d?Y)$/, 'must be days, months or years, such as P30D');
const period = z.strictObject({ period: duration, basis: z.string().min(4), mark: z.enum(MARKS) });

const PackFile = z
  .strictObject({
    scheme: z.string().regex(/^[a-z][a-z0-9-]{1,29}$/),
    from: z.iso.date(),
    default: z.literal(true).optional(),
    formerly: z.array(z.string().min(1)).optional(),
    name: words,
    law: words,
    information: words.optional(),
    textsFrom: z.string().optional(),
    items: z
      .array(z.strictObject({ code, name: words, short: words, article }))
      .min(1)
      .max(20),
    sources: z
      .array(z.strictObject({ code, name: words, channels: z.array(z.enum(CHANNELS)).min(1) }))
      .min(1)
      .max(30),
    checks: z.array(
      z.strictObject({
        code,
        name: words,
        item: code,
        source: code,
        fields: z.array(z.enum(IDENTITY_FIELDS)).min(1),
        question: words,
        article,
        round: z.enum(['FIRST', 'AS_NEEDED']),
        onlyIfStated: z.literal(true).optional(),
        onForm: z.literal('superior-form').optional(),
      }),
    ),
    steps: z.array(z.enum(OPTIONAL_STEPS)),
    periods: z.strictObject(
      Object.fromEntries(PERIOD_KEYS.map((key) => [key, period])) as Record<PeriodKey, typeof period>,
    ),
  })
  .superRefine(({ scheme, from, items, sources, checks, periods }, { addIssue }) => {
    const fault = (at: (string | number)[], message: string) =>
      addIssue({ code: 'custom', path: at, message });
    for (const [list, rows] of Object.entries({ items, sources, checks }))
      for (const [n, row] of rows.entries())
        if (rows.findIndex((one) => one.code === row.code) !== n) fault([list, n, 'code'], 'is there twice');
    for (const [n, { item, source }] of checks.entries()) {
      if (!items.some((one) => one.code === item)) fault(['checks', n, 'item'], 'is no item of this pack');
      if (!sources.some((one) => one.code === source))
        fault(['checks', n, 'source'], 'is no source of this pack');
    }
    // The questionnaire's own part, beside its items.
    for (const [n, row] of items.entries())
      if (row.code === 'FAMILY')
        fault(['items', n, 'code'], 'is the name of no item: family is asked about apart');
    for (const [key, message] of unfitPeriods(periods)) fault(['periods', key, 'period'], message);
    if (isToldEarly(periods) && !TOLD_EARLY.has(`${scheme}/${from}`))
      fault(
        ['periods', 'NOT_CONDUCTED_TOLD', 'period'],
        `must be longer than ${SILENCES.join(', ')} together`,
      );
  });

type PeriodRows = Readonly<Record<PeriodKey, { readonly period: string }>>;

/** What would be read, and would only fail years later, on the day on which it is counted or told. */
function unfitPeriods(rows: PeriodRows): (readonly [PeriodKey, string])[] {
  const over = (key: PeriodKey) => after('2026-01-01T03:00:00.000Z', rows[key].period);
  return [
    ...PERIOD_KEYS.filter((key) => countsOfficeDays(key) && !rows[key].period.endsWith('D')).map(
      (key) => [key, 'counts office days, and must be days'] as const,
    ),
    ...(rows.VALIDITY.period.endsWith('Y')
      ? []
      : [['VALIDITY', 'must be whole years: notices tell it in years'] as const]),
    ...BEFORE.filter(([earlier, later]) => over(earlier) >= over(later)).map(
      ([earlier, later]) => [earlier, `must be shorter than ${later}`] as const,
    ),
  ];
}

/** A renewal opens within the right that it renews, and that there was no assessment is told while the file is there. */
const BEFORE = [
  ['RENEWAL_LEAD', 'VALIDITY'],
  ['NOT_CONDUCTED_TOLD', 'RETENTION_NOT_CONDUCTED'],
] as const satisfies readonly (readonly [PeriodKey, PeriodKey])[];

/** Each may run out in silence, one after the other: what is told outside before that may be told apart by its day (Art. 16). */
const SILENCES = ['CONSENT_WINDOW', 'QUESTIONNAIRE_WINDOW', 'CHECK_DUE'] as const;
/** Released with a period that is shorter: cases run under it, and what they froze is not changed. */
const TOLD_EARLY: ReadonlySet<string> = new Set(['act27/2025-05-16']);

/** From whichever month they count: months are shorter in spring. What is no period is found to be none elsewhere. */
function isToldEarly(rows: PeriodRows): boolean {
  if (
    ![...SILENCES, 'NOT_CONDUCTED_TOLD' as const].every((key) => duration.safeParse(rows[key].period).success)
  )
    return false;
  const months = Array.from({ length: 12 }, (_, n) => after('2026-01-01T03:00:00.000Z', `P${n + 1}M`));
  return months.some((from) => {
    const silent = SILENCES.reduce((at, key) => after(at, rows[key].period), from);
    return after(from, rows.NOT_CONDUCTED_TOLD.period) <= silent;
  });
}

/** The policy of one folder. @throws with the file, and the place in it, where it is not one. */
export function policyIn(folder: URL): Policy {
  const file = fileURLToPath(new URL('pack.json', folder));
  const named = path.relative(path.join(file, '../../..'), path.dirname(file)).split(path.sep).join('/');
  const read = PackFile.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!read.success)
    throw new Error(
      read.error.issues.map((issue) => `${file}: ${issue.path.join('.')} ${issue.message}`).join('\n'),
    );
  const { scheme, from, default: isDefault = false, formerly = [], periods, ...rest } = read.data;
  const version = `${scheme}/${from}`;
  if (named !== version) throw new Error(`${file}: says it is ${version}`);
  const rows = Object.entries(periods) as [PeriodKey, (typeof periods)[PeriodKey]][];
  return {
    ...rest,
    version,
    scheme,
    from,
    formerly,
    isDefault,
    periods: Object.fromEntries(rows.map(([key, row]) => [key, row.period])) as Policy['periods'],
    bases: Object.fromEntries(
      rows.map(([key, { basis, mark }]) => [key, { basis, mark }]),
    ) as Policy['bases'],
  };
}

export interface Found {
  readonly policy: Policy;
  readonly folder: URL;
}

/** Every pack below these folders: the default scheme first, and of each scheme the oldest first. */
export function policiesIn(roots: readonly URL[]): readonly Found[] {
  const found = roots.flatMap((root) =>
    foldersIn(root).flatMap((scheme) =>
      foldersIn(scheme).map((folder): Found => ({ policy: policyIn(folder), folder })),
    ),
  );
  const named = found.flatMap(({ policy }) => [policy.version, ...policy.formerly]);
  const twice = named.find((name, n) => named.indexOf(name) !== n);
  if (twice !== undefined) throw new Error(`the policy ${twice} is there twice`);
  const defaults = new Set(found.filter(({ policy }) => policy.isDefault).map(({ policy }) => policy.scheme));
  if (defaults.size !== 1) throw new Error(`one scheme is the default one, not ${defaults.size}`);
  const place = ({ policy }: Found) =>
    `${defaults.has(policy.scheme) ? 0 : 1} ${policy.scheme} ${policy.from}`;
  return found.toSorted((one, other) => (place(one) < place(other) ? -1 : 1));
}

function foldersIn(root: URL): URL[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => new URL(`${entry.name}/`, root));
}

/** The packs with their folders, for what lies beside them (forms/packs.ts). */
export const FOUND = policiesIn([OWN, ...policyFolders().map((folder) => pathToFileURL(`${folder}/`))]);
installPolicies(FOUND.map(({ policy }) => policy));

/** Codes of all policies, for shapes that are made before a case is known; the case's own policy has the last word. */
export const ITEM_CODES = everyItem().map((row) => row.code);
export const CHECK_CODES = everyCheck().map((row) => row.code);
export const SOURCE_CODES = everySource().map((row) => row.code);
export const SCHEMES = [...new Set(policies().map(({ scheme }) => scheme))];
