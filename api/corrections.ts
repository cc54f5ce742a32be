import { z } from 'zod';
import { Refused } from '../domain/errors.js';
import type { Service } from '../domain/service.js';
import type { StepDetails } from '../store/step.js';
import { seal } from './seal.js';
import { caseOr404, rolesIn } from './case-views.js';
import type { Call } from './route.js';
import { Reasons, Seen } from './schemas.js';
import { fittingService } from './issuing.js';
import { SERVICE_FIELDS } from './service.js';

/** Whoever proposes says what is wrong, whatever has happened to the case since they looked. */
export const Proposal = z.strictObject({ reasons: Reasons });
export const MistakeProposal = z.strictObject({
  reasons: Reasons,
  signIn: z.enum(['NOMINEE', 'ELSEWHERE']).meta({
    description:
      '`ELSEWHERE`: the sign-in was handed to somebody else than the person nominated, and loses the case',
  }),
});
export const Verdict = z.strictObject({ seen: Seen, reasons: Reasons });

/** Apart from the reasons of the case itself, which may be sealed by this very correction. */
export async function sealCorrection(body: { reasons: string }, call: Call): Promise<StepDetails> {
  return { reasonsId: await seal(call, 'CORRECTION', { text: body.reasons }) };
}

export async function sealMistake(body: z.output<typeof MistakeProposal>, call: Call): Promise<StepDetails> {
  return { ...(await sealCorrection(body, call)), signInElsewhere: body.signIn === 'ELSEWHERE' };
}

/** With how it was served; and where it takes the place of a void one, the sign-in of the person, if another had it. */
export const ResultNotice = z.strictObject({
  seen: Seen,
  ...SERVICE_FIELDS,
  subjectAccount: z.string().min(1).max(200).optional().meta({
    description:
      'After a void notice: the sign-in that is handed over to the person now, once it is checked who they are',
  }),
});

export async function handingOver(
  { subjectAccount, channel, receipt, number, receivedOn, receivedAt }: z.output<typeof ResultNotice>,
  call: Call,
): Promise<StepDetails> {
  const service: Service = {
    channel,
    ...(receipt === undefined ? {} : { receipt }),
    ...(number === undefined ? {} : { number }),
    ...(receivedOn === undefined ? {} : { receivedOn }),
    ...(receivedAt === undefined ? {} : { receivedAt }),
  };
  const summary = await caseOr404(call, 'application');
  if ((await rolesIn(call, summary)).includes('CaseOfficer'))
    await fittingService(call, summary, service, subjectAccount !== undefined);
  if (subjectAccount === undefined) return { service };
  const invalid = (message: string) =>
    new Refused('INVALID', undefined, [{ pointer: '/subjectAccount', message }]);
  if (subjectAccount === call.principal.sub) throw invalid('your own sign-in');
  if (summary.voidNotices.length === 0) throw invalid('it was handed over with the notice of the assessment');
  return { service, subjectAccount };
}
