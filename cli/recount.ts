import { Command } from '@commander-js/extra-typings';
import { z } from 'zod';
import { PolicyNotLoaded } from '../domain/policy.js';
import { countingYear, METHOD, yearEnd, type YearFigures } from '../domain/statistics/figures.js';
import { type StepTold, stepTold } from '../domain/statistics/life.js';
import { published } from '../domain/statistics/published.js';
import { canonicalDigest, canonicalJson } from '../privacy/canonical-json.js';
import type { Api } from './api.js';
import type { Context } from './context.js';
import { Refusal, Usage } from './faults.js';

const Committed = z.object({
  items: z.array(
    z.looseObject({
      figures: z.looseObject({ year: z.number(), method: z.number() }),
      digest: z.string(),
      committedAt: z.string(),
    }),
  ),
});
const LedgerPage = z.object({
  items: z.array(
    z.looseObject({
      at: z.string(),
      event: z.string(),
      caseId: z.string().nullable(),
      details: z.record(z.string(), z.unknown()),
    }),
  ),
  next: z.string().nullable(),
});

/** Counts a year again, here and from the ledger, and compares: what was told is what was done. */
export function recountCommand(context: () => Context) {
  return new Command('recount')
    .description(
      'count a fiscal year again from the ledger and compare it with what was committed (auditors)',
    )
    .argument('<year>', 'the year in which it began, as in 2026')
    .action(async (text) => {
      if (!/^\d{4}$/.test(text)) throw new Usage(`"${text}" is not a year.`);
      const year = Number(text);
      const here = context();
      const { items } = await here.api.get('/statistics', Committed);
      const committed = items.find(({ figures: f }) => f.year === year && f.method === METHOD);
      if (!committed) throw missing();
      const figures = await counted(here.api, year).catch((error: unknown) => {
        throw error instanceof PolicyNotLoaded ? notLoaded(error) : error;
      });
      const digest = canonicalDigest(figures);
      const same = {
        figures: canonicalJson(committed.figures) === canonicalJson(published(figures)),
        digest: committed.digest === digest,
      };
      here.print({ year, digest, committed: committed.digest, same }, () =>
        [
          `${same.digest ? 'The same' : 'NOT the same'}: the hash of all figures, ${digest}`,
          `${same.figures ? 'The same' : 'NOT the same'}: what was told of them`,
        ].join('\n'),
      );
      if (!same.digest || !same.figures) throw differs();
    });
}

/** The exact figures, from the pages of the ledger. */
async function counted(api: Api, year: number): Promise<YearFigures> {
  const cases = new Map<string, StepTold[]>();
  let next: string | null = null;
  do {
    const query = new URLSearchParams({ limit: '500', ...(next === null ? {} : { after: next }) });
    const page: z.output<typeof LedgerPage> = await api.get(`/ledger?${query}`, LedgerPage);
    for (const { caseId, event, at, details } of page.items) {
      const step = caseId === null ? undefined : stepTold({ caseId, event, at, details });
      if (step) cases.set(step.caseId, [...(cases.get(step.caseId) ?? []), step]);
    }
    // In the order of time: what comes after the year is not of it.
    const last = page.items.at(-1)?.at;
    next = last !== undefined && last >= yearEnd(year) ? null : page.next;
  } while (next !== null);
  const counting = countingYear(year);
  for (const steps of cases.values()) counting.add(steps);
  return counting.figures();
}

function missing(): Refusal {
  return new Refusal({ code: 'NOT_FOUND', status: 404, title: 'That year has not been committed.' });
}

/** Whoever counts again needs the packs that the cases froze. */
function notLoaded({ version }: PolicyNotLoaded): Usage {
  return new Usage(`The policy ${version} is not loaded here: name its folder in SEKISHO_POLICIES.`);
}

function differs(): Refusal {
  const title = 'What was committed is not what the ledger says.';
  return new Refusal({ code: 'DIFFERENT', status: 409, title });
}
