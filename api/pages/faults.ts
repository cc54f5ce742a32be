import { type ProblemCode, Refused } from '../../domain/errors.js';
import { isTransient } from '../../store/db.js';
import type { SignInTrouble } from '../../web/pages/problem.js';
import { AuthenticationError, IssuerUnreachableError } from '../authenticate.js';
import { SignInError } from '../console-issuer.js';

export interface Fault {
  readonly refused: Refused;
  readonly trouble?: SignInTrouble;
}

/** What a page says of an error. The API's problems.ts says the same to programs; what neither can name is our bug. */
export function faultOf(error: unknown): Fault {
  if (error instanceof Refused) return { refused: error };
  if (error instanceof SignInError) return { refused: new Refused('NOT_SIGNED_IN'), trouble: error.code };
  if (error instanceof AuthenticationError)
    return { refused: new Refused('NOT_SIGNED_IN'), trouble: 'SIGNED_OUT' };
  if (error instanceof IssuerUnreachableError || isTransient(error))
    return { refused: new Refused('UNAVAILABLE') };
  if (error instanceof URIError) return { refused: new Refused('NOT_FOUND') };
  const type = (error as { type?: unknown } | null)?.type;
  if (type === 'entity.too.large' || type === 'parameters.too.many')
    return { refused: new Refused('TOO_LARGE') };
  if (type === 'encoding.unsupported' || type === 'charset.unsupported')
    return { refused: new Refused('UNSUPPORTED_MEDIA') };
  if (type === 'request.aborted' || type === 'request.size.invalid')
    return { refused: new Refused('MALFORMED') };
  return { refused: new Refused('INTERNAL') };
}

/** Nothing is wrong with what was sent: it comes back to be copied, and the page says to try again. */
export function isAway(code: ProblemCode): boolean {
  return code === 'UNAVAILABLE' || code === 'POLICY_MISSING';
}
