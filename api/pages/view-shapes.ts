import { z } from 'zod';
import { ShortPerson } from '../short-person.js';
import { ANSWERS } from '../../domain/checks.js';
import { CHECK_CODES, ITEM_CODES } from '../../policies.js';
import { NEEDS } from '../../domain/inquiries.js';
import { SELF_GROUNDS } from '../../domain/proviso.js';
import { ROLES } from '../../domain/roles.js';
import { TREATMENTS, VIEWPOINTS } from '../../domain/worksheet.js';

/** What the API's views leave open and the pages need to know exactly. */
const Finding = z.enum([...ANSWERS, 'LATE']);

export const Turn = z.enum(ROLES).nullable();

export const Person = ShortPerson.extend({
  dateOfBirth: z.string(),
  address: z.string(),
  nationality: z.string(),
});

export const Check = z.object({
  requestId: z.string(),
  code: z.enum(CHECK_CODES),
  status: z.enum(['OPEN', 'ANSWERED', 'LATE', 'CANCELLED']),
  finding: Finding.nullable(),
  dueAt: z.string(),
  answeredAt: z.string().nullable(),
  resolvedAt: z.string().nullable(),
  forgeryAt: z.string().nullable(),
  reused: z.boolean(),
  need: z.enum(NEEDS).nullable(),
});

export const TimelineRole = z.enum([...ROLES, 'System', 'Provider']);
/** Of a step's details, what a timeline shows. */
export const TimelineDetail = z.object({
  requestId: z.string().optional().catch(undefined),
  finding: Finding.optional().catch(undefined),
  interviewAt: z.string().optional().catch(undefined),
  outageFrom: z.string().optional().catch(undefined),
  outageTo: z.string().optional().catch(undefined),
  days: z.number().optional().catch(undefined),
  selfGround: z.enum(SELF_GROUNDS).optional().catch(undefined),
  standIn: z.object({ adjudicator: z.string().nullable() }).optional().catch(undefined),
  original: z
    .object({ receivedOn: z.string(), keyedBy: z.string(), confirmedBy: z.string().optional() })
    .optional()
    .catch(undefined),
});

export const Stuck = z.object({
  unseen: z.number(),
  overdue: z.number(),
  textsOverdue: z.number(),
  policiesMissing: z.array(z.string()),
  items: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['application', 'clearance', 'grievance']),
      stage: z.enum(['OPEN', 'CLOSED']),
      since: z.string(),
      unseen: z.boolean(),
      overdue: z.number(),
    }),
  ),
});
export const DeadLetters = z.object({
  items: z.array(
    z.object({ id: z.coerce.string(), caseId: z.string(), kind: z.string(), attempts: z.number() }),
  ),
});

const Factor = z.object({ concern: z.string(), mitigation: z.string() });
export const Sheet = z.partialRecord(
  z.enum(ITEM_CODES),
  z.object({
    treatment: z.enum(TREATMENTS),
    note: z.string().optional(),
    factors: z.record(z.enum(VIEWPOINTS), Factor).optional(),
  }),
);
export const MattersShown = z.partialRecord(z.enum(ITEM_CODES), z.enum(['TO_WEIGH', 'UNANSWERED']));
