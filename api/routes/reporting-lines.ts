import { z } from 'zod';
import { LINE_ARTICLE, LINE_ROLE } from '../../domain/reporting-lines.js';
import * as lines from '../reporting-lines.js';
import { type Route, route } from '../route.js';
import * as s from '../schemas.js';

const of = { tag: 'reporting-lines', who: [LINE_ROLE], article: LINE_ARTICLE } as const;

// biome-ignore format: a table
export const reportingLineRoutes: readonly Route[] = [
  route({ ...of, id: 'listReportingLines', method: 'get', path: '/reporting-lines', summary: 'Who reports to whom at your organ, as far as it is recorded, newest first', event: 'ReportingLinesRead', query: z.strictObject({ organId: s.Id }), answer: lines.LineList, handle: lines.list }),
  route({ ...of, id: 'recordReportingLine', method: 'post', path: '/reporting-lines', summary: 'Record who reports to whom: from then on neither judges the other, nor whoever stands above or below them', event: 'ReportingLineRecorded', body: lines.LineBody, answer: z.strictObject({ id: s.Id }), handle: lines.record }),
  route({ ...of, id: 'endReportingLine', method: 'post', refuses: ['SAME_PERSON'], path: '/reporting-lines/:id/end', summary: 'Give a reporting line its last day; whoever stands in it does not', event: 'ReportingLineEnded', body: lines.LineEndBody, answer: z.strictObject({ id: s.Id }), handle: lines.end }),
];
