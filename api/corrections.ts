import { z } from 'zod';
import { Refused } from '../domain/errors.js';
import type { StepDetails } from '../store/step.js';
import { seal } from './seal.js';
import { caseOr404 } from './case-views.js';
import type { Call } from './route.js';
import { Reasons, Seen } from './schemas.js';

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

/** Of a notice that takes the place of a void one: with the sign-in of the person, where that was handed to another. */
export const ResultNotice = z.strictObject({
  seen: Seen,
  subjectAccount: z.string().min(1).max(200).optional().meta({
    description:
      'After a void notice: the sign-in that is handed over to the person now, once it is checked who they are',
  }),
});

export async function handingOver(
  { subjectAccount }: z.output<typeof ResultNotice>,
  call: Call,
): Promise<StepDetails> {
  if (subjectAccount === undefined) return {};
  const invalid = (message: string) =>
    new Refused('INVALID', undefined, [{ pointer: '/subjectAccount', message }]);
  if (subjectAccount === call.principal.sub) throw invalid('your own sign-in');
  const { voidNotices } = await caseOr404(call, 'application');
  if (voidNotices.length === 0) throw invalid('it was handed over with the notice of the assessment');
  return { subjectAccount };
}
