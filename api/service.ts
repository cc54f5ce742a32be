import { z } from 'zod';
import { dayOf } from '../domain/calendar.js';
import type { Facts } from '../domain/facts.js';
import { SERVICE_CHANNELS } from '../domain/service.js';
import { issuesOf } from '../store/issues.js';
import { servicesOf } from '../store/service.js';
import type { CaseSummary } from '../store/views.js';
import type { Call } from './route.js';
import { Day } from './schemas.js';

/** By which way the notice of the result reached its person, and what shows it. */
export const SERVICE_FIELDS = {
  channel: z.enum(SERVICE_CHANNELS).meta({ description: 'By which way the notice reached the person' }),
  receipt: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'a SHA-256, in small letters')
    .optional()
    .meta({ description: 'SHA-256 of the signed receipt, which is kept elsewhere' }),
  number: z
    .string()
    .regex(/^\d{3}-\d{2}-\d{5}-\d$/, 'as printed: 123-45-67890-1')
    .optional()
    .meta({ description: 'Number of the registered delivery' }),
  receivedOn: Day.optional().meta({ description: 'The day on which it was received, by what shows it' }),
  receivedAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'hour and minute: 14:05')
    .optional()
    .meta({
      description:
        'The hour there, where what shows it bears one; needed where the person withdrew on that very day',
    }),
};

const ServiceShown = z.strictObject({
  recordedAt: z.string(),
  channel: z.enum(SERVICE_CHANNELS).nullable().meta({ description: 'Null: not recorded' }),
  receipt: z.string().optional(),
  number: z.string().optional(),
  receivedAt: z.string().optional(),
  receivedOn: z.string().optional(),
  openedAt: z.string().nullable().optional().meta({
    description: 'Of one’s own account: when its person first opened the case; null as long as they have not',
  }),
  isVoid: z.boolean(),
});

/** For its person and for who works on the case. */
export const Services = z
  .array(ServiceShown)
  .optional()
  .meta({ description: 'How each notice of the result was served, and what shows it; oldest first' });

/** What is out and waits for what shows that it was received: for who works on the case. */
export const IssueShown = z
  .strictObject({
    channel: z.enum(SERVICE_CHANNELS),
    issuedOn: z.string().nullable().meta({
      description: 'Null: none is out any more. The notice was void, and the person had withdrawn before it',
    }),
    text: z.string().nullable(),
    withdrawnOn: z.string().nullable().meta({
      description:
        'The person has withdrawn since, or a paper shows that they had: it counts unless the notice was received before',
    }),
  })
  .optional();

export async function issueFor(
  { tx }: Call,
  { id, kind }: CaseSummary,
  facts: Facts | undefined,
): Promise<{ issue?: z.input<typeof IssueShown> & {} }> {
  if (kind !== 'application' || !facts?.issue) return {};
  const { out } = await issuesOf(tx, id);
  const { channel, withdrawnOn } = facts.issue;
  // None is out where a notice was void and its person had withdrawn before it: nothing goes out any more.
  const issuedOn = out && dayOf(out.at);
  return { issue: { channel, issuedOn, text: out?.text ?? null, withdrawnOn } };
}

/** For its person and those who work on the case; of who is told the outcome alone in no field. */
export async function serviceFor(
  call: Call,
  { id, kind }: CaseSummary,
): Promise<{ service?: z.input<typeof ServiceShown>[] }> {
  const all = kind === 'application' ? await servicesOf(call.tx, id) : [];
  if (all.length === 0) return {};
  return {
    service: all.map(({ recordedAt, service, openedAt, isVoid }) => ({
      recordedAt,
      ...(service ?? { channel: null }),
      ...(service?.channel === 'OWN_ACCOUNT' ? { openedAt } : {}),
      isVoid,
    })),
  };
}
