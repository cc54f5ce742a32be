import { z } from 'zod';
import type { StepDetails } from '../store/step.js';
import { seal } from './acts.js';
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
