import { z } from 'zod';
import { CHECK_CODES } from '../policies.js';
import { type Action, EDGES } from '../domain/edges.js';
import { type ProblemCode, PROBLEMS } from '../domain/errors.js';
import { RULES_TOLD } from '../domain/explain-told.js';
import { DEADLINES } from '../domain/policy.js';
import { ROLES } from '../domain/roles.js';
import { type Stage, STAGES } from '../domain/stages.js';
import { Id } from './schemas.js';

const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>) => Object.keys(table) as [K, ...K[]];
const Kind = z.enum(keysOf(STAGES));
const StageCode = z.enum(
  Object.values(STAGES).flatMap((stages) => Object.keys(stages)) as [Stage, ...Stage[]],
);
const ActionCode = z.enum(EDGES.map(({ action }) => action) as [Action, ...Action[]]);
const RoleCode = z.enum([...ROLES, 'System', 'Provider']);

/** What an explanation may hold, for those who work on a case and for its subject. Codes, dates and our own sentences. */
const words = z.strictObject({ ja: z.string(), en: z.string() });

const common = {
  id: Id,
  kind: Kind,
  since: z.string(),
  ended: z.boolean(),
  lastValidDay: z.string().nullable(),
  clocks: z.array(
    z.strictObject({
      kind: z.enum(keysOf(DEADLINES)),
      at: z.string().meta({ description: 'When it has passed' }),
      code: z.enum(CHECK_CODES).nullable().meta({ description: 'The inquiry it is about' }),
      extended: z
        .array(z.strictObject({ from: z.string(), to: z.string(), days: z.number().int() }))
        .meta({ description: 'By which outages it was moved: their days, and by how many' }),
      action: ActionCode.meta({ description: 'The step that time takes' }),
      period: z.string(),
      days: z.enum(['CALENDAR', 'TO_OPEN_DAY', 'OFFICE']),
      policy: z.string().meta({ description: 'The version of the policy that the case froze' }),
      basis: z.string(),
      mark: z.enum(['law', 'memory', 'reading', 'policy']),
    }),
  ),
};

const step = {
  at: z.string(),
  event: z.string(),
  article: z.string(),
  role: RoleCode,
  you: z.boolean().meta({ description: 'The reader took it. Nobody else’s sign-in is told' }),
};

const Condition = z.strictObject({
  rule: z.enum(keysOf(RULES_TOLD)),
  standing: z.enum(['MET', 'BROKEN', 'TO_GIVE', 'OF_WHO_ACTS', 'UNTOLD']),
  code: z.enum(keysOf<ProblemCode>(PROBLEMS)).optional(),
  text: z.string().optional().meta({ description: 'What whoever tried would be told' }),
});

const next = { action: ActionCode, article: z.string() };

const FileExplanation = z
  .strictObject({
    ...common,
    view: z.literal('file'),
    stage: StageCode,
    waitingOn: z.enum(['SUBJECT', 'OFFICER', 'PROVIDER', 'ADJUDICATOR', 'CLOCK', 'NOBODY']),
    turn: z.enum(ROLES).nullable(),
    /** What a stage was called then: the register outlives this table. */
    steps: z.array(
      z.strictObject({
        ...step,
        action: z.string(),
        from: z.string(),
        to: z.string(),
        standIn: z.strictObject({ adjudicator: z.string().nullable() }).nullable().meta({
          description:
            'Taken in an adjudicator’s place: in whose; null within, where there is none, or it is not the reader’s to see',
        }),
      }),
    ),
    next: z.array(
      z.discriminatedUnion('state', [
        z.strictObject({
          ...next,
          state: z.enum(['YOURS', 'OTHERS', 'BLOCKED']),
          by: z.array(RoleCode),
          yours: z.boolean(),
          to: StageCode,
          proposing: z.enum(['FOUND', 'NOT_FOUND']).optional(),
          choosing: z.array(z.enum(['UNIFIED', 'SELF', 'REUSED'])).optional(),
          drifting: z.boolean().optional(),
          conditions: z.array(Condition),
        }),
        z.strictObject({
          ...next,
          state: z.enum(['OTHER_STAGE', 'OTHER_CASE']),
          by: z.array(RoleCode),
          yours: z.boolean(),
          from: z.array(StageCode),
          differs: z.array(
            z.enum([
              'ground',
              'mode',
              'decision',
              'silent',
              'hearing',
              'unconfirmed',
              'missedDocument',
              'missedSupplement',
              'reopened',
              'correction',
              'withoutDoubt',
              'step',
              'supplement',
              'waived',
              'issue',
            ]),
          ),
        }),
      ]),
    ),
  })
  .meta({ id: 'FileExplanation', description: 'For those who work on the case' });

const OwnExplanation = z
  .strictObject({
    ...common,
    view: z.literal('subject'),
    status: words,
    yourTurn: z.boolean(),
    steps: z.array(z.strictObject(step)),
    next: z.array(
      z.strictObject({
        ...next,
        state: z.enum(['YOURS', 'NOT_NOW']),
        leadsTo: words.optional(),
        when: z.array(words).optional(),
      }),
    ),
  })
  .meta({
    id: 'OwnExplanation',
    description: 'For the person assessed: their own steps, in their own words',
  });

export const Explanation = z.discriminatedUnion('view', [FileExplanation, OwnExplanation]);
export type ExplanationView = z.output<typeof Explanation>;
