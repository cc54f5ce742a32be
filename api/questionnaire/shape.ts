import { z } from 'zod';
import { Refused } from '../../domain/errors.js';
import { holdsIndividualNumber, INDIVIDUAL_NUMBER_REFUSED } from '../../domain/individual-number.js';
import {
  type Answer,
  type Answers,
  type Field,
  type ItemAnswers,
  MOST_RELATIVES,
  itemsOf,
  type QuestionForm,
  sectionsOf,
  type Topic,
  topicsOf,
} from '../../domain/questionnaire/shape.js';
import { TOPICS } from '../../domain/forbidden-topics.js';
import { FAULTS } from '../../domain/questionnaire/faults.js';
import { policies } from '../../domain/policy.js';
import { PLACE } from '../../domain/questionnaire/returned.js';
import { ANY_QUESTIONS } from '../../forms/packs.js';
import { fieldsOf } from '../../gateway/shapes.js';
import { Day, line, Reasons, Seen } from '../schemas.js';

/** Ten digits: an individual number has twelve, and its last follows from the eleven before. */
const MOST_YEN = 9_999_999_999;
/** Of one item, in characters: some thirty pages. What is written is looked through while others wait. */
const MOST_WRITTEN = 20_000;

function fieldShape(field: Field) {
  switch (field.kind) {
    case 'text':
      return line(field.max);
    case 'month':
      return z.string().regex(/^[12]\d{3}-(0[1-9]|1[0-2])$/, 'a month, like 2019-04');
    case 'yen':
      return z.number().int().min(0).max(MOST_YEN);
    case 'choice':
      return z.enum(field.of.map(({ code }) => code));
  }
}

function topicShape({ gate, fields, most }: Topic): z.ZodType<Answer> {
  const row = z.strictObject(
    Object.fromEntries(fields.map((field) => [field.id, fieldShape(field).optional()])),
  );
  const shape = z.strictObject({
    ...(gate ? { says: z.enum(['YES', 'NO']).optional() } : {}),
    ...(fields.length > 0 ? { rows: z.array(row).max(most).optional() } : {}),
  });
  // What its fields are is known from the questions, when the process starts, and to no compiler.
  return shape as unknown as z.ZodType<Answer>;
}

/**
 * What may be written into a questionnaire, from the questions themselves: nothing outside them has a place. Every part
 * may be missing here, since drafts have this shape too; whether all is there is the domain's to say (faults.ts).
 */
function answersShape(form: QuestionForm): z.ZodType<Answers> {
  const items = itemsOf(form).map((item) => {
    const topics = topicsOf(form, item).map((topic) => [topic.id, topicShape(topic).optional()]);
    const whole = z
      .strictObject(Object.fromEntries(topics))
      .refine(
        (given) => writtenIn(given as ItemAnswers) <= MOST_WRITTEN,
        `Too big: at most ${MOST_WRITTEN} characters to an item`,
      );
    return [item, whole.optional()];
  });
  // As above: its items are known from the questions.
  return z.strictObject(Object.fromEntries(items)) as unknown as z.ZodType<Answers>;
}

function writtenIn(given: ItemAnswers): number {
  return Object.values(given)
    .flatMap((answer) => answer?.rows ?? [])
    .flatMap((row) => Object.values(row))
    .reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 0), 0);
}

const relative = z.strictObject({
  name: line(100).optional(),
  dateOfBirth: Day.optional(),
  // Told apart by commas in a form: a number written with them is none of three.
  nationalities: z
    .array(line(100))
    .max(5)
    .refine(
      (all) => all.some(holdsIndividualNumber) || !holdsIndividualNumber(all.join('')),
      INDIVIDUAL_NUMBER_REFUSED,
    )
    .optional(),
  address: line(300).optional(),
});
const family = z
  .array(relative)
  .max(MOST_RELATIVES)
  .meta({ description: 'Exactly four fields each; never checked (Art. 12(2)(i))' });

const shapes = new WeakMap<QuestionForm, z.ZodType<Answers>>();

/** What may be written into this very form: the questions of other policies have no place in it. @throws Refused INVALID */
export function fitForm(form: QuestionForm, given: Answers): Answers {
  const shape = shapes.get(form) ?? answersShape(form);
  shapes.set(form, shape);
  const fit = shape.safeParse(given);
  if (!fit.success) throw new Refused('INVALID', undefined, fieldsOf(fit.error, '/answers'));
  return fit.data;
}

/** Of the questions of all policies: the route table is read once, before a case is known. */
const answers = answersShape(ANY_QUESTIONS).meta({
  id: 'QuestionnaireAnswers',
  description: 'By item and topic; the questions of the case are at GET /questions, by its policy',
});

export const Questionnaire = z
  .strictObject({
    seen: Seen,
    answers: answers.optional(),
    family: family.optional(),
    draft: z.number().int().min(1).optional().meta({
      description: 'Instead of answers and family: the revision of the draft that is submitted as it stands',
    }),
    kept: z.boolean().optional().meta({
      description:
        'Passages on what may not be asked are kept knowingly: an officer who has no part in the case looks at them first. Without it they are pointed out, and nothing is submitted',
    }),
  })
  .refine(({ answers: given, draft }) => (given === undefined) !== (draft === undefined), {
    path: ['answers'],
    message: 'needed, with family, unless a draft is submitted; then neither',
  })
  .refine(({ family: given, draft }) => (given === undefined) !== (draft === undefined), {
    path: ['family'],
    message: 'needed, with answers, unless a draft is submitted; then neither',
  });
export const QuestionnaireReturn = z.strictObject({
  seen: Seen,
  reasons: Reasons,
  places: z
    .array(
      z
        .string()
        .max(150)
        .regex(
          PLACE,
          'must be a question, or one field of a row, such as /answers/ALCOHOL_MODERATION/habit/rows/0/often',
        ),
    )
    .min(1)
    .max(100)
    .meta({
      description:
        'What is to be answered again: whole questions, as pointers into the questionnaire, or single fields of rows that were filled in. Everything else stays as it is',
    }),
});
export const DraftPart = z.strictObject({
  revision: z
    .number()
    .int()
    .min(0)
    .meta({ description: 'The revision you looked at, 0 if there was none; a newer one answers STALE' }),
  answers: answers.optional().meta({
    description:
      'The topics given take the place of those saved before. A part that was filled in at an earlier time counts as looked at once all of its topics come in one request',
  }),
  family: family.optional(),
});
export const DraftSaved = z
  .strictObject({ id: z.uuid(), revision: z.number().int() })
  .meta({ id: 'DraftSaved' });

export const DraftView = z
  .strictObject({
    revision: z.number().int(),
    savedAt: z.string().nullable(),
    questions: z.string().meta({ description: 'The exact questions: version and start of their hash' }),
    answers: z.record(z.string(), z.unknown()),
    family: z.array(z.record(z.string(), z.unknown())),
    confirmed: z.array(z.enum(sectionsOf(ANY_QUESTIONS))).meta({
      description: 'The parts saved in this draft; the others, if filled, come from an earlier questionnaire',
    }),
    faults: z
      .array(
        z.strictObject({
          pointer: z.string(),
          code: z.enum(FAULTS),
          from: z.string().optional(),
          to: z.string().optional(),
        }),
      )
      .meta({ description: 'What is still missing or does not fit; none, and it can be submitted' }),
    returned: z
      .strictObject({ text: z.string(), places: z.array(z.string()) })
      .nullable()
      .meta({ description: 'Why it came back, and which questions may be answered again' }),
    drifts: z
      .array(
        z.strictObject({
          pointer: z.string(),
          topic: z.enum(TOPICS),
          start: z.number().int(),
          end: z.number().int(),
          passage: z.string(),
        }),
      )
      .meta({
        description:
          'Passages on what may not be asked: creed, lawful politics, unions. Point them out before submitting; they can be kept, and are then screened',
      }),
  })
  .meta({
    id: 'QuestionnaireDraft',
    description: 'A questionnaire that is being filled in: its subject’s alone',
  });

export const QuestionsView = z
  .strictObject({ id: z.string(), items: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))) })
  .meta({ id: 'Questions', description: 'What the questionnaire asks, in Japanese and English' });
export const QuestionsQuery = z.strictObject({
  policy: z
    .enum(policies().map(({ version }) => version))
    .optional()
    .meta({ description: 'As the case names it; without it, the policy in force today' }),
});
