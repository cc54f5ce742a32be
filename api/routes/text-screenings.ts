import { z } from 'zod';
import { type Route, route } from '../route.js';
import { Id } from '../schemas.js';
import { TEXT_SCREENING_ARTICLE } from '../../domain/free-text.js';
import { OverdueTexts, overdueTexts } from '../overdue-texts.js';
import * as texts from '../text-screenings.js';

const common = {
  tag: 'screening',
  who: ['ScreeningOfficer'],
  article: TEXT_SCREENING_ARTICLE,
} as const;

// biome-ignore format: a table
export const textScreeningRoutes: readonly Route[] = [
  route({ ...common, id: 'listTextScreenings', method: 'get', path: '/text-screenings', summary: 'Texts of which passages on what may not be investigated wait to be screened', event: null, answer: texts.TextScreeningList, handle: texts.listTexts }),
  route({ ...common, id: 'readTextScreening', method: 'get', path: '/text-screenings/:id', summary: 'The passages of one text, each between its sentences, and nothing of whose it is', event: 'FileRead', answer: texts.TextScreeningWhole, handle: texts.wholeText }),
  route({ ...common, id: 'screenText', method: 'post', path: '/text-screenings/:id', summary: 'Strike or let stand each passage that was pointed out', event: 'TextScreened', body: texts.TextVerdicts, answer: z.strictObject({ id: Id }), handle: texts.screenText }),
  route({ ...common, id: 'listOverdueTexts', method: 'get', path: '/overdue-text-screenings', who: ['AssessmentOfficerInCharge'], summary: 'Cases on which words wait that should have been screened: since when, and not which words', event: 'ListRead', answer: OverdueTexts, handle: overdueTexts }),
];
