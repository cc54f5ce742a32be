import { ConfigError } from '../config.js';

/** How the command line ends. */
export const EXIT = { ok: 0, refused: 1, usage: 2, unreachable: 3 } as const;

/** A problem document as the API sends it; `code` is from the closed list. */
export interface Problem {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail?: string | undefined;
  readonly errors?: readonly { readonly pointer: string; readonly message: string }[] | undefined;
  readonly reference?: string | undefined;
  /** Of an act that is to be signed first. */
  toSign?: { challenge: string; nonce: string } | undefined;
}

/** The API answered, and the answer is no. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(readonly problem: Problem) {
    super(`${problem.code} (${problem.status}): ${problem.title}`);
  }
}

/** What was typed cannot be asked. */
export class Usage extends Error {
  override readonly name = 'Usage';
}

/** Nothing of ours answered; whether a step was taken is not known. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** The exit code of a failure, and the lines that tell it. `undefined`: a bug of ours, to be shown whole. */
export function told(error: unknown): { code: number; lines: string[] } | undefined {
  if (error instanceof Refusal) return { code: EXIT.refused, lines: linesOf(error.problem) };
  if (error instanceof Usage || error instanceof ConfigError)
    return { code: EXIT.usage, lines: [error.message] };
  if (error instanceof Unreachable) return { code: EXIT.unreachable, lines: [error.message] };
  return undefined;
}

function linesOf({ code, status, title, detail, errors, reference }: Problem): string[] {
  return [
    `${code} (${status}): ${title}`,
    ...(detail === undefined ? [] : [`  ${detail}`]),
    ...(errors ?? []).map(({ pointer, message }) => `  ${pointer || '/'}: ${message}`),
    ...(code === 'NOT_SIGNED_IN' ? ['  Sign in: npx sekisho login'] : []),
    ...(status >= 500 && reference !== undefined ? [`  reference ${reference}`] : []),
  ];
}
