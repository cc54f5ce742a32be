import { z } from 'zod';
import type { CheckCode } from '../domain/checks.js';
import { type Inquired, type Need, NEEDS } from '../domain/inquiries.js';
import { SELF_GROUNDS } from '../domain/proviso.js';
import { CHECK_CODES } from '../policies.js';
import type { StepDetails } from '../store/step.js';
import { seal } from './seal.js';
import { codesIn, policyFor, refuseStrange } from './policy-fit.js';
import type { Call } from './route.js';
import { Reasons, Seen } from './schemas.js';

const Inquiry = z.strictObject({
  need: z.enum(NEEDS).meta({ description: 'Why this question is needed' }),
  reasons: Reasons,
});
const byCode: Record<CheckCode, typeof Inquiry> = Object.fromEntries(
  CHECK_CODES.map((code) => [code, Inquiry]),
);
/** One reason for each question. Whether it may be asked is the table's to say. */
export const Inquiries = z.strictObject(byCode).partial();
export type Inquiries = z.output<typeof Inquiries>;

export const Investigation = z.strictObject({
  seen: Seen,
  mode: z.enum(['UNIFIED', 'SELF', 'REUSED']),
  ground: z.enum(SELF_GROUNDS).optional().meta({
    description:
      'Why the organ investigates by itself: required with SELF where the scheme of the case has an investigation by the Cabinet Office, refused otherwise',
  }),
  reasons: Reasons.optional().meta({
    description: 'The ground in words, with `ground` and never without it; kept sealed',
  }),
  inquiries: Inquiries.optional().meta({
    description:
      'Only where the person consented to neither the superior’s form nor the personnel records, which are asked by themselves: what is needed from the beginning. Where they are asked, everything else waits for them (RECORDS_FIRST) and is named by `inquire`; not with an earlier investigation (REUSED)',
  }),
});
export const FurtherInquiries = z.strictObject({
  seen: Seen,
  inquiries: Inquiries.refine((given) => Object.keys(given).length > 0, 'Too small: at least one').meta({
    description: 'The questions to put to others, each with its reason',
  }),
});

/** Words of an officer to one inquiry, as they are sealed. */
export const Reasoned = z.strictObject({ code: z.enum(CHECK_CODES), need: z.enum(NEEDS), text: z.string() });
export type Reasoned = z.output<typeof Reasoned>;

/** The codes go with the step, the words under seal: those to each question, and to why the organ investigates by itself. */
export async function sealInquiries(
  inquiries: Inquiries,
  call: Call<unknown>,
  proviso?: string,
): Promise<Pick<StepDetails, 'inquired' | 'reasonsId'>> {
  const codes = codesIn((await policyFor(call)).checks);
  const named = Object.keys(inquiries).map((code) => [`/inquiries/${code}`, code] as const);
  refuseStrange(codes, named);
  const given = codes.flatMap((code): Reasoned[] => {
    const { need, reasons } = inquiries[code] ?? {};
    return need && reasons ? [{ code, need, text: reasons }] : [];
  });
  if (given.length === 0)
    return proviso === undefined ? {} : { reasonsId: await seal(call, 'REASONS', { text: proviso }) };
  const inquired: Inquired = Object.fromEntries(given.map(({ code, need }): [string, Need] => [code, need]));
  const said = [...(proviso === undefined ? [] : [proviso]), ...given.map(({ text }) => text)];
  const words = {
    text: said.join('\n'),
    inquiries: given,
    ...(proviso === undefined ? {} : { proviso }),
  };
  return { inquired, reasonsId: await seal(call, 'REASONS', words) };
}
