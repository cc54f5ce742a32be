import { z } from 'zod';
import type { CheckCode } from '../domain/checks.js';
import { GRIEVANCE_OUTCOMES, MATTERS_OF_GRIEVANCE } from '../domain/grievance.js';
import { isCorporateNumber } from '../domain/passing-on.js';
import { listingTexts } from '../domain/listing.js';
import { kept, written } from '../gateway/shapes.js';
import { CHECK_CODES, ITEM_CODES, SCHEMES } from '../policies.js';

/** Shapes at the HTTP edge. Strict: an unknown field is an error, never ignored. */
/** In small letters: what is compared as text as well must not be told apart by how it was typed. */
export const Id = z.uuid().toLowerCase().meta({ description: 'Opaque identifier' });
/** There is no year 0, and a register cannot hold one. */
const inTheCalendar = (day: string) => !day.startsWith('0000');
export const Day = z.iso
  .date()
  .refine(inTheCalendar, 'a day like 2026-04-01')
  .meta({ description: 'A day in Japan' });
export const Instant = z.iso.datetime({ offset: true });
/** Lines beyond this are no text any more, and would be hundreds of pages to print. */
const MOST_LINES = 200;
export const line = (max: number) =>
  written(
    z
      .string()
      .trim()
      .min(1)
      .max(max)
      .refine((text) => text.split('\n').length <= MOST_LINES, 'Too big: at most 200 lines'),
  );
/** A name that a machine gave: digits in it are nobody's number. */
const token = (max: number) => kept(z.string().trim().min(1).max(max));
export const Reasons = line(4_000).meta({ description: 'Written reasons; kept sealed' });
export const Account = token(200).meta({ description: 'A sign-in of the identity provider (its `sub`)' });
/** Typed by people all the same: a number of somebody's fits into forty letters and digits. */
export const SectionCode = written(z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/)).meta({
  description: 'The section by its code; no name of anybody',
});
export const Seen = z
  .number()
  .int()
  .positive()
  .meta({ description: 'The version of the case you looked at; a moved case answers STALE' });

export const Person = z.strictObject({
  name: line(100),
  kana: line(100),
  romaji: line(100).optional(),
  dateOfBirth: Day,
  address: line(300),
  nationality: line(100),
});
export type Person = z.output<typeof Person>;

export const Scheme = z.enum(SCHEMES).meta({
  description: 'Under which scheme; without it the Act on important economic security information',
});

export const Nomination = z.strictObject({
  organId: Id,
  contractorId: Id.optional(),
  person: Person,
  scheme: Scheme.optional(),
  agreedToBeListed: z
    .literal(true)
    .meta({ description: 'The person agreed to be listed (Standards: name list)' }),
  listing: z
    .strictObject({ agreedOn: Day, text: z.enum(listingTexts().map(({ name }) => name)) })
    .optional()
    .meta({ description: 'When the person agreed, and to which text; a contractor’s nomination needs it' }),
  dispatched: z
    .strictObject({
      employer: line(200),
      number: z
        .string()
        .max(13)
        .refine(isCorporateNumber, 'a corporate number: thirteen digits, the first a check'),
    })
    .optional()
    .meta({
      description:
        'A dispatched worker: by which firm, and its corporate number. It is told the outcome through the contractor (Art. 13(3))',
    }),
});
export const Seeing = z.strictObject({ seen: Seen });
export const WithReasons = z.strictObject({ seen: Seen, reasons: Reasons });
export const Approval = z.strictObject({ seen: Seen, caseOfficer: Account });
export const Conflict = z.strictObject({ reasons: Reasons });
export const Notice = z
  .strictObject({
    seen: Seen,
    subjectAccount: Account.optional().meta({
      description: 'The sign-in handed over with the notice after the identity check',
    }),
    onPaper: z.literal(true).optional().meta({
      description:
        'Instead of a sign-in: the notice is handed over on paper, and the person answers on paper',
    }),
    identityChecked: z.literal(true),
  })
  .refine(({ subjectAccount, onPaper }) => (subjectAccount === undefined) !== (onPaper === undefined), {
    path: ['subjectAccount'],
    message: 'needed, unless the notice is handed over on paper; then none',
  });
const inquiries: Record<CheckCode, z.ZodBoolean> = Object.fromEntries(
  CHECK_CODES.map((code) => [code, z.boolean()]),
);
export const AnswersByCode = z.strictObject(inquiries).partial();
export const Text = token(200);
export const Consent = z.strictObject({
  seen: Seen,
  text: Text.meta({ description: 'The exact notice text that was served and read' }),
  assessment: z.literal(true),
  inquiries: AnswersByCode.meta({ description: 'One answer per question; absent means no' }),
  reasonsWaived: z.boolean().default(false),
});
export const Refusal = z.strictObject({});

export const RepeatInquiries = z.strictObject({
  seen: Seen,
  reasons: Reasons,
  codes: z.array(z.enum(CHECK_CODES)).min(1).max(CHECK_CODES.length),
});
const Agreed = z.literal(true).optional().meta({
  description: 'The person agreed to a time sooner than the days of notice; they read that they did',
});
const Place = line(200).meta({ description: 'Where it is held, as the person is told it' });
const InterviewTime = Instant.meta({ description: 'When: it must lie ahead, within the period of policy' });
export const Interview = z.strictObject({
  seen: Seen,
  reasons: Reasons,
  at: InterviewTime,
  agreed: Agreed,
  place: Place,
  items: z.array(z.enum(ITEM_CODES)).min(1).max(ITEM_CODES.length).meta({ description: 'What it is about' }),
});
export const InterviewMove = z.strictObject({
  seen: Seen,
  reasons: Reasons,
  at: InterviewTime,
  agreed: Agreed,
  place: Place,
});
export const InterviewRecord = z.strictObject({ seen: Seen, text: line(20_000) });
export const RecordConfirmation = z.strictObject({
  seen: Seen,
  remarks: line(8_000)
    .optional()
    .meta({ description: 'In the person’s own words; they stand beside the record' }),
  record: z
    .string()
    .regex(/^record@[0-9a-f]{16}$/)
    .optional()
    .meta({ description: 'The number printed on the record that was read: of any other it is refused' }),
});
/** What is put to the person before anything is held against them: what they answer is about these items. */
export const HearingRequest = z.strictObject({
  seen: Seen,
  items: z.array(z.enum(ITEM_CODES)).min(1).max(ITEM_CODES.length).meta({ description: 'What it is about' }),
  reasons: Reasons.meta({ description: 'The concerns: the person reads them as they are written' }),
});
export const DocumentRequest = z.strictObject({
  seen: Seen,
  items: z.array(z.enum(ITEM_CODES)).min(1).max(ITEM_CODES.length).meta({ description: 'What it is about' }),
  reasons: Reasons.meta({ description: 'Which document, and why: the person reads it as it is written' }),
});
export const ProvidedDocument = z.strictObject({
  seen: Seen,
  text: line(20_000).meta({ description: 'What the document says, in the person’s words or copied' }),
});
export const HearingAnswer = z.strictObject({ seen: Seen, text: line(8_000) });
export const Grievance = z.strictObject({
  about: z
    .enum(MATTERS_OF_GRIEVANCE)
    .meta({ description: 'The result, once it was notified; or how the case is conducted, at any time' }),
  text: line(8_000),
});
export const GrievanceAnswer = z.strictObject({
  seen: Seen,
  outcome: z.enum(GRIEVANCE_OUTCOMES).meta({
    description: 'Upheld about a result, it leads to a new decision; only a late one may be left unexamined',
  }),
  reasons: Reasons,
  measures: line(4_000).optional().meta({
    description: 'What follows where conduct was found wanting; for the person and the officer in charge',
  }),
});
export const Pledge = z.strictObject({
  seen: Seen,
  keepSecret: z.literal(true),
  reportChanges: z.literal(true),
});

export const Stepped = z
  .strictObject({
    // In the order in which the register keeps them: an answer that is given again is the same bytes.
    id: Id,
    stage: z.string().optional(),
    receipt: Id.optional().meta({ description: 'Of a report: the number it can be asked after by' }),
    version: z.number().int().optional(),
  })
  .meta({ id: 'Stepped', description: 'What the step did. A contractor is told only that it was taken.' });
export const Listing = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  after: z.string().max(200).optional(),
  open: z.enum(['true', 'false']).optional(),
});
