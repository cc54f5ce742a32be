import { z } from 'zod';
import { committedYears } from '../../store/statistics.js';
import { holds } from '../principal.js';
import { type Route, route } from '../route.js';

const Cell = z.union([z.number(), z.literal('FEW')]);
const Cells = z.record(z.string(), Cell);

/** What of a fiscal year may be told, and the hash of what may not. */
const Year = z.strictObject({
  figures: z.strictObject({
    year: z.number().int(),
    method: z.number().int(),
    counts: z.record(z.string(), Cells),
    waits: z.record(z.string(), z.strictObject({ median: Cell.nullable(), p90: Cell.nullable() })),
    withinTarget: Cells,
    openAge: Cells,
    stillOpen: Cells,
  }),
  digest: z.string().optional().meta({
    description: 'For auditors: of small numbers a hash could be guessed at by whoever knows the rest',
  }),
  committedAt: z.string(),
});

export const Years = z.strictObject({ items: z.array(Year) });

/** The yearly figures of Art. 19: counts, waits and shares, nothing of anybody. */
export const statisticsRoutes: readonly Route[] = [
  route({
    id: 'listStatistics',
    method: 'get',
    path: '/statistics',
    tag: 'audit',
    summary: 'The figures of each fiscal year that is over, without the cells in which few people are',
    who: ['Auditor', 'AssessmentOfficerInCharge'],
    article: 'Art. 19',
    event: null,
    answer: Years,
    handle: async ({ tx, principal }) => {
      const audits = holds(principal, ['Auditor']);
      const years = await committedYears(tx);
      return { items: years.map(({ digest, ...told }) => ({ ...told, ...(audits ? { digest } : {}) })) };
    },
  }),
];
