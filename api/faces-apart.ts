import { z } from 'zod';
import { TOPICS } from '../domain/forbidden-topics.js';
import { ITEM_CODES } from '../policies.js';
import { PolicyMissing } from './policy-fit.js';
import { Id } from './schemas.js';

/** The two faces of a case for those who may not know whose it is, and one for those who may know nothing else yet. */
const text = z.strictObject({ ja: z.string(), en: z.string() });

/** What a screening officer is shown of a case. */
export const ScreeningView = z
  .strictObject({
    view: z.literal('screening'),
    policyMissing: PolicyMissing,
    id: Id,
    kind: z.string(),
    version: z.number().int(),
    since: z.string(),
    dueAt: z.string().nullable(),
    passages: z
      .array(
        z.strictObject({
          passage: z.number().int(),
          item: z.enum(ITEM_CODES),
          topic: z.enum(TOPICS),
          question: text,
          answer: text,
          written: z.string(),
          start: z.number().int(),
          end: z.number().int(),
        }),
      )
      .optional()
      .meta({ description: 'Each with its question and the whole of that answer; no other answer' }),
    possible: z.array(z.string()).optional(),
  })
  .meta({
    id: 'ScreeningView',
    description: 'For a screening officer: the passages that were pointed out, and not whose they are',
  });

/** What the officer in charge is shown of a grievance that is overdue, or was answered with measures. */
export const OversightView = z
  .strictObject({
    view: z.literal('oversight'),
    policyMissing: PolicyMissing,
    id: Id,
    receivedOn: z.string(),
    answerBy: z.string().nullable(),
    overdue: z.boolean(),
    answeredOn: z.string().optional(),
    measures: z.string().optional(),
  })
  .meta({
    id: 'OversightView',
    description:
      'For the officer in charge: that an answer is overdue, or which measures follow; not whose grievance',
  });

/** What a list shows, to whoever judges, of a case that waits for their word. */
export const UndeclaredView = z
  .strictObject({
    view: z.literal('undeclared'),
    policyMissing: PolicyMissing,
    id: Id,
    kind: z.string(),
    subjectId: Id,
    person: z.strictObject({ name: z.string(), kana: z.string() }).optional(),
  })
  .meta({
    id: 'UndeclaredView',
    description:
      'In a list, for whoever judges: a case that is open to them when they have said that they are not tied to its person',
  });
