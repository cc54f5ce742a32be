import { z } from 'zod';
import { CHECK_CODES, ITEM_CODES } from '../policies.js';
import { GRIEVANCE_OUTCOMES, MATTERS_OF_GRIEVANCE } from '../domain/grievance.js';
import { INTERVIEW_STATES } from '../domain/interview.js';
import { GROUNDS_TO_WITHHOLD } from '../domain/reasons.js';
import { LEARNT_WAYS } from '../domain/learnt.js';
import { ReportShown } from './change-reports.js';
import { Earlier, Reusable } from './earlier.js';
import { Reasoned } from './inquiries.js';
import { SupplementableShown, SupplementOnFile, SupplementShown, WithdrawnOnFile } from './supplements.js';
import { HoldShown } from './hold-views.js';
import { MoveShown } from './moves.js';
import { PolicyMissing } from './policy-fit.js';
import { Id } from './schemas.js';
import { OversightView, ScreeningView, UndeclaredView } from './faces-apart.js';
import { IssueShown, Services } from './service.js';
import { WordsShown } from './words-shown.js';

/** The five faces of a case, and what may stand on each. A field that is not here never leaves. */
const text = z.strictObject({ ja: z.string(), en: z.string() });
const nullable = <T extends z.ZodType>(type: T) => type.nullable();

/** Reasons of a decision or a revocation come by the sentence as well, each with its mark. */
const Statement = z.strictObject({
  at: z.string(),
  action: z.string(),
  text: z.string(),
  sentences: z
    .array(z.strictObject({ text: z.string(), withheld: z.enum(GROUNDS_TO_WITHHOLD).optional() }))
    .optional(),
  inquiries: z.array(Reasoned).optional().meta({ description: 'Of inquiries: why each was needed' }),
  proviso: z.string().optional().meta({
    description:
      'Beside inquiries: why the organ investigates by itself. Where nothing else was named it is the text',
  }),
});

const Policy = z
  .string()
  .meta({ description: 'The policy that the case froze when it began: scheme and first day' });

/** For everybody who was told of the notice, in the same words. */
const VoidNotices = z
  .array(z.strictObject({ notifiedOn: z.string(), text, voidedOn: z.string() }))
  .optional()
  .meta({ description: 'Notices of a result that are void: whoever was told of one is told so' });

/** The same for its person and for who works on the case: nothing of it is kept from either. */
const Interviews = z
  .array(
    z.strictObject({
      at: z.string(),
      items: z.array(z.enum(ITEM_CODES)),
      agreed: z
        .literal(true)
        .optional()
        .meta({ description: 'Sooner than the days of notice: the person is said to have agreed' }),
      state: z.enum(INTERVIEW_STATES),
      place: z.string(),
      record: z.string().optional(),
      recordedAt: z.string().optional(),
      remarks: z.string().optional().meta({ description: 'The person’s own words beside the record' }),
    }),
  )
  .optional()
  .meta({ description: 'Oldest first. A record that is not confirmed is that and nothing else' });

/** For the person who filed it and for whoever answers; no other view has a field of a grievance. */
export const GrievanceShown = z
  .strictObject({
    about: nullable(z.enum(MATTERS_OF_GRIEVANCE)),
    late: z.boolean().meta({
      description: 'Filed after the period of policy: taken, and a person decides whether to go into it',
    }),
    of: z.strictObject({ kind: z.enum(['application', 'clearance']), id: Id }),
    receivedOn: z.string(),
    answerBy: nullable(z.string()).meta({
      description: 'The day by which an answer is meant; no right ends with it',
    }),
    overdue: z.boolean(),
    outcome: z.enum(GRIEVANCE_OUTCOMES).optional(),
    answeredOn: z.string().optional(),
    followUp: z.enum(['NEW_DECISION', 'NEW_ASSESSMENT']).optional().meta({
      description: 'Of one upheld about a result: decided anew, or a new assessment is to be asked for',
    }),
    measures: z.string().optional(),
  })
  .meta({ id: 'GrievanceShown' });

export const FileView = z
  .strictObject({
    view: z.literal('file'),
    policyMissing: PolicyMissing,
    id: Id,
    kind: z.string(),
    stage: z.string(),
    version: z.number().int(),
    policy: Policy,
    organId: Id,
    subjectId: Id,
    contractorId: nullable(Id),
    ground: nullable(z.string()),
    waitingOn: z.string(),
    turn: nullable(z.string()),
    openedAt: z.string(),
    since: z.string(),
    dueAt: nullable(z.string()),
    ended: z.boolean(),
    decision: nullable(z.string()),
    notifiedAt: nullable(z.string()),
    notConductedReason: nullable(z.string()),
    voidNotices: VoidNotices,
    service: Services,
    issue: IssueShown,
    lastValidDay: nullable(z.string()),
    assigned: z.array(z.string()),
    undeclared: z.array(z.string()).meta({
      description:
        'Named to it, and have not said yet whether they are tied to the person: it is closed to them',
    }),
    person: z.record(z.string(), z.unknown()).optional(),
    checks: z.array(z.record(z.string(), z.unknown())).optional(),
    questionnaire: z.unknown().optional(),
    worksheet: z.unknown().optional(),
    /** By item: what there is to weigh. */
    matters: z.record(z.string(), z.string()).optional(),
    learnt: z.array(z.string()).optional().meta({
      description: 'Items of which something was learnt besides: heard, handed in, or said beside an answer',
    }),
    learntFrom: z
      .record(z.string(), z.array(z.enum(LEARNT_WAYS)))
      .optional()
      .meta({
        description: 'Of each of these items by which ways',
      }),
    heardOn: z.array(z.string()).nullable().optional().meta({
      description: 'Items that were put to the person before the decision; null while nothing was',
    }),
    wordsWaiting: z.boolean().optional().meta({
      description:
        'For an adjudicator: words of the file wait to be screened, and nothing is decided until then',
    }),
    unasked: z.array(z.string()).optional().meta({
      description: 'Items with a question that was not put to anybody, for want of a consent nobody owes',
    }),
    statements: z.array(Statement).optional(),
    interviews: Interviews,
    reports: z.array(ReportShown).optional(),
    moves: z.array(MoveShown).optional(),
    /** For the officer in charge, while it is settled who investigates (Art. 12(7)). */
    reusable: Reusable.optional(),
    earlier: Earlier.optional(),
    supplements: z
      .array(SupplementOnFile)
      .optional()
      .meta({ description: 'Supplementary consents that were asked for, and what was answered' }),
    withdrawn: z.array(WithdrawnOnFile).optional().meta({ description: 'Questions taken back alone' }),
    supplementable: SupplementableShown.optional().meta({
      description: 'What may be asked for, and for which needs; for who may ask now',
    }),
    askable: z.array(z.enum(CHECK_CODES)).optional().meta({
      description:
        'For who may ask: consented to, warranted, not asked so far, and not to wait for the superior’s form and the personnel records',
    }),
    holds: z.array(HoldShown).optional(),
    papers: z
      .strictObject({
        waiting: z.number().int(),
        compareBy: z.string().nullable(),
        overdue: z.boolean(),
        foundLate: z.number().int(),
      })
      .optional()
      .meta({
        description:
          'That signed papers wait for a second person, a questionnaire’s among them; or were found after the case was closed for silence or, withdrawals, after its result was told',
      }),
    words: WordsShown.optional(),
    grievance: GrievanceShown.optional(),
    breakGlass: z.strictObject({ id: Id, until: z.string() }).optional().meta({
      description: 'Opened to the reader alone, who has no part in it: until when. They take no step',
    }),
    possible: z.array(z.string()).optional(),
  })
  .meta({ id: 'FileView', description: 'For those who work on the case' });

export const SubjectView = z
  .strictObject({
    view: z.literal('subject'),
    policyMissing: PolicyMissing,
    id: Id,
    kind: z.string(),
    version: z.number().int(),
    policy: Policy,
    ground: nullable(z.string()),
    status: text,
    yourTurn: z.boolean(),
    since: z.string(),
    ended: z.boolean(),
    outcome: z.enum(['FOUND', 'NOT_FOUND', 'NOT_CONDUCTED']).optional(),
    notifiedOn: z.string().optional(),
    validUntil: z.string().optional(),
    voidNotices: VoidNotices,
    service: Services,
    withdrawalReceivedOn: z.string().optional().meta({
      description:
        'A notice of the result was on its way: the withdrawal counts unless it was received before',
    }),
    corrected: z
      .string()
      .optional()
      .meta({ description: 'When a mistake was put right: of an application it was about the wrong person' }),
    reasons: z.string().optional(),
    withheld: z
      .array(z.enum(GROUNDS_TO_WITHHOLD))
      .optional()
      .meta({ description: 'There are sentences the person is not told, under these grounds (Art. 13(4))' }),
    concerns: z.string().optional(),
    concernsWithheld: z.array(z.enum(GROUNDS_TO_WITHHOLD)).optional().meta({
      description: 'The same of what was put to them: of a revocation, which is proposed by the sentence',
    }),
    supplement: SupplementShown.optional().meta({
      description: 'The supplementary consent the person is asked for, while it is awaited',
    }),
    consented: z
      .array(z.enum(CHECK_CODES))
      .optional()
      .meta({ description: 'The questions they consent to now, each of which they may take back' }),
    requested: z
      .string()
      .optional()
      .meta({ description: 'The document the person is asked for, and why, while it is awaited' }),
    grievance: GrievanceShown.optional(),
    struck: z
      .array(z.string())
      .optional()
      .meta({ description: 'The answers of which words were struck that may not be kept: pointers' }),
    interviews: Interviews,
    moves: z.array(MoveShown).optional(),
    reports: z
      .array(ReportShown)
      .optional()
      .meta({ description: 'Of a clearance: the person’s own, and those by others they may know of' }),
    notice: z.strictObject({ text: z.string(), ja: z.array(z.string()), en: z.array(z.string()) }).optional(),
    questions: z.array(z.record(z.string(), z.unknown())).optional(),
    breakGlass: z
      .array(z.strictObject({ from: z.string(), until: z.string(), ground: text, text }))
      .optional()
      .meta({ description: 'When it was opened to an officer with no part in it, and why; oldest first' }),
    possible: z.array(z.string()).optional(),
  })
  .meta({ id: 'SubjectView', description: 'For the person assessed' });

export const OutcomeViewSchema = z
  .strictObject({
    view: z.literal('outcome'),
    policyMissing: PolicyMissing,
    id: Id,
    subjectRef: Id,
    outcome: nullable(z.enum(['FOUND', 'NOT_FOUND', 'NOT_CONDUCTED'])),
    notifiedOn: nullable(z.string()),
    validUntil: z.string().optional(),
    voidNotices: VoidNotices,
  })
  .meta({
    id: 'OutcomeView',
    description: 'For contractors and information managers: the outcome and nothing else (Art. 13(2))',
  });

export const ApplicationView = z.discriminatedUnion('view', [
  FileView,
  SubjectView,
  OutcomeViewSchema,
  ScreeningView,
  OversightView,
  UndeclaredView,
]);
/** A case as one of its faces shows it. */
export type View = z.input<typeof ApplicationView>;

export const page = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), next: z.string().nullable() });

export const TimelineView = z.strictObject({
  entries: z.array(
    z.strictObject({
      at: z.string(),
      event: z.string(),
      article: z.string(),
      role: z.string(),
      to: z.string().nullable(),
      detail: z.record(z.string(), z.unknown()),
    }),
  ),
});
