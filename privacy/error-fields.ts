/** What may be known of an error outside the process. */
interface ErrorFields {
  readonly type: string;
  /** `type` of an engine failure: a code. */
  readonly failureType?: unknown;
  /** SQLSTATE, system call error, gRPC status or our own refusal code. */
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly port?: unknown;
  readonly constraint?: unknown;
  /** Where it happened: `privacy/kms.ts:40:12#unwrap`, innermost first. */
  readonly frames?: readonly string[];
  readonly cause?: ErrorFields;
}

const MAX_FRAMES = 12;
const MAX_CAUSES = 5;
/** Stacks that came through the engine can be of any size. */
const MAX_STACK = 20_000;
const MAX_LINE = 400;
const FRAME = /^\s+at (?:async )?(?:(.*) \()?(?:file:\/\/)?([^()]*:\d+:\d+)\)?$/;

/**
 * Type, codes and places of an error and its causes. Messages and details stay behind: parsers, databases and the
 * engine all quote in them what they were given. Never throws.
 */
export function describeError(error: unknown): ErrorFields {
  return describe(error, MAX_CAUSES);
}

function describe(error: unknown, depth: number): ErrorFields {
  if (typeof error !== 'object' || error === null) return { type: typeof error };
  try {
    const { name, type, code, syscall, port, constraint, stack, cause } = error as Record<string, unknown>;
    return {
      type: typeof name === 'string' ? name : 'object',
      ...(error instanceof Error && type !== undefined && { failureType: type }),
      ...Object.fromEntries(
        Object.entries({ code, syscall, port, constraint }).filter(([, v]) => v !== undefined),
      ),
      ...(typeof stack === 'string' && { frames: framesOf(stack, error) }),
      ...(cause !== undefined && cause !== null && depth > 0 && { cause: describe(cause, depth - 1) }),
    };
  } catch {
    return { type: 'unreadable' };
  }
}

function framesOf(stack: string, error: object): string[] {
  // The message may have lines of its own that look like frames.
  const message = 'message' in error && typeof error.message === 'string' ? error.message : '';
  const at = stack.indexOf(message);
  if (at < 0) return [];
  const lines = stack.slice(at + message.length, at + message.length + MAX_STACK).split('\n');
  return lines.flatMap(frameOf).slice(0, MAX_FRAMES);
}

/** The last three parts of the path: the folders above would name the machine and its user. */
function frameOf(line: string): string[] {
  const match = line.length <= MAX_LINE ? FRAME.exec(line) : null;
  if (!match) return [];
  const place = (match[2] ?? '').split(/[\\/]/).slice(-3).join('/');
  const name = (match[1] ?? '').replace(/[^A-Za-z0-9_.]/g, '');
  return [name === '' ? place : `${place}#${name}`];
}
