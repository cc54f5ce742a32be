import { bodyOf } from './bodies.js';
import type { Case, Cases } from './cases.js';
import type { Account } from './cast.js';
import { type House, verdict } from './house.js';

const PATHS = {
  proposeRevocation: 'revocation-proposal',
  answerRevocation: 'hearing-answer',
  dropRevocation: 'revocation-rejection',
  revoke: 'revocation',
};

/** Takes a step of a revocation; what it is answered. */
export async function revocationStep(
  { house, cases }: { house: House; cases: Cases },
  account: Account,
  made: Case,
  step: keyof typeof PATHS,
  more = {},
): Promise<string> {
  const body = { ...bodyOf(step, await cases.version(made.id)), ...more };
  return verdict(await house.post(account, `/clearances/${made.id}/${PATHS[step]}`, body));
}
