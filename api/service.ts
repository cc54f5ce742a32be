import { z } from 'zod';
import { Refused } from '../domain/errors.js';
import { type Service, SERVICE_CHANNELS, unfitService } from '../domain/service.js';
import { readCase } from '../store/case-state.js';
import { hasAccount, servicesOf } from '../store/service.js';
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
};

const ServiceShown = z.strictObject({
  recordedAt: z.string(),
  channel: z.enum(SERVICE_CHANNELS).nullable().meta({ description: 'Null: not recorded' }),
  receipt: z.string().optional(),
  number: z.string().optional(),
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

/** Asked where it may be taken: whoever may not is told that, and nothing of the case. @throws Refused INVALID */
export async function fittingService(call: Call, of: CaseSummary, service: Service, handsOver: boolean) {
  const state = await readCase(call.tx, of.id, call.now);
  if (state?.row.stage !== 'DECIDED') return;
  const unfit = unfitService(service, {
    since: state.row.stage_at.toISOString(),
    now: call.now,
    hasAccount: handsOver || (await hasAccount(call.tx, of)),
    ofContractor: state.row.contractor_id !== null,
    owesReasons: state.facts.decision === 'NOT_FOUND' && state.application?.reasons_waived !== true,
  });
  if (unfit.length > 0) throw new Refused('INVALID', undefined, unfit);
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
