import { type ProblemCode, Refused } from '../../domain/errors.js';

/** The code of a refusal, or that there was none. */
export function codeOf(asked: () => unknown): ProblemCode | 'permitted' {
  try {
    asked();
    return 'permitted';
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
}
