import { z } from 'zod';
import { PASSED_ON, PASSING_ON_ARTICLE } from '../../domain/passing-on.js';
import { LANGUAGES } from '../../forms/shape.js';
import * as passing from '../contractors/passing-on.js';
import { FileAnswer } from '../file-answer.js';
import { type Route, route } from '../route.js';
import * as s from '../schemas.js';

const MANAGER = ['ContractorSecurityManager'] as const;
const of = { tag: 'contractors', article: PASSING_ON_ARTICLE } as const;

export const PassingOnView = z.strictObject({
  id: s.Id,
  organId: s.Id,
  subjectRef: s.Id,
  employer: z.strictObject({ name: z.string(), number: z.string() }),
  told: z.enum(PASSED_ON).nullable(),
  day: s.Day.nullable(),
  state: z.enum(['TOLD', 'REMINDED', 'OVERDUE', 'PASSED_ON']),
  passedOn: s.Day.nullable(),
  text: z.strictObject({ ja: z.string(), en: z.string() }).nullable(),
  undeclared: s.Id.optional().meta({
    description:
      'Of whoever is in charge and has not said yet whether they are tied to the person: the case that it waits on; what was told, and when, they are not told before',
  }),
  possible: z.array(z.enum(['passOn'])),
});
const List = z.strictObject({ items: z.array(PassingOnView) });
const PassedOnBody = z.strictObject({
  passedOn: s.Day.meta({ description: 'The day on which the dispatching employer was told' }),
});
export const PaperQuery = z.strictObject({ lang: z.enum(LANGUAGES).default('ja') });

// biome-ignore format: a table
export const passingOnRoutes: readonly Route[] = [
  route({ ...of, id: 'listPassingsOn', method: 'get', path: '/passings-on', who: [...MANAGER, 'AssessmentOfficerInCharge'], summary: 'What a contractor has to pass on to the employers who dispatched people to it; the officer in charge sees what is not passed on', event: 'PassingsOnRead', query: z.strictObject({ open: z.enum(['true', 'false']).optional() }), answer: List, handle: passing.list }),
  route({ ...of, id: 'passOn', method: 'post', path: '/passings-on/:id/passing-on', who: MANAGER, summary: 'Say on which day the dispatching employer was told', event: 'PassedOn', body: PassedOnBody, answer: z.strictObject({ id: s.Id }), handle: passing.passOn }),
  route({ ...of, id: 'printPassingOn', method: 'get', path: '/passings-on/:id/paper', who: MANAGER, summary: 'The paper for the dispatching employer: the outcome, and nothing else', event: 'PassingOnPrinted', query: PaperQuery, answer: FileAnswer, media: 'application/pdf', handle: passing.paper }),
];
