import { z } from 'zod';
import { Refused } from '../domain/errors.js';
import { driftingIn, type KeptAs, mayKeep } from '../domain/free-text.js';

/** Said of a text with passages on what may not be investigated, unless its author says that they stay. */
export const DRIFTS = 'touches what may not be investigated: take it out, or say that it is kept';
/** Said of one that a person is told or a decision stands on: there is no keeping it. */
export const REWORD = 'touches what may not be investigated: word it otherwise';

/** What is said of the author's passages on what may not be investigated (domain/free-text.ts). */
const Kept = z.literal(true).optional().meta({
  description:
    'Passages on what may not be investigated were pointed out, and stay: a screening officer who has no part in the case looks at them. Without it such a text is refused',
});

/** The body of a route that holds a text which may be kept, with the field that says so. */
export function withKept<B extends z.ZodType>(routeId: string, body: B): B {
  if (!mayKeep(routeId) || !(body instanceof z.ZodObject)) return body;
  return body.safeExtend({ kept: Kept }) as unknown as B;
}

/**
 * To its author, before anything is kept: no creed, lawful politics or union activity has a place on a file.
 * @throws Refused INVALID, with the places and never the words
 */
export function pointOut(routeId: string, body: unknown): void {
  const kept = (body as { kept?: unknown } | undefined)?.kept === true;
  const wrong = driftingIn(routeId, body).filter(({ as }) => as === 'REWORD' || !kept);
  if (wrong.length === 0) return;
  const told = wrong.map(({ pointer, as }) => ({ pointer, message: as === 'REWORD' ? REWORD : DRIFTS }));
  throw new Refused('INVALID', undefined, told);
}

/** Of the texts that came with the request, those which drift: kept by who wrote them, or on a paper that nobody writes anew. */
export function keptIn({ routeId, body }: { readonly routeId?: string; readonly body: unknown }): {
  readonly as: KeptAs;
  readonly drifting: readonly string[];
} {
  const found = routeId === undefined ? [] : driftingIn(routeId, body);
  const as = found.flatMap((one) => (one.as === 'REWORD' ? [] : [one.as]))[0] ?? 'MASKED';
  return { as, drifting: found.flatMap((one) => (one.as === 'REWORD' ? [] : [one.text])) };
}
