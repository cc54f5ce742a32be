import { z } from 'zod';
import { dayOf } from '../domain/calendar.js';
import { HOLD_GROUND_CODES } from '../domain/holds.js';
import type { Role } from '../domain/roles.js';
import { type Hold, holdsOf } from '../store/legal-holds.js';
import type { CaseSummary } from '../store/views.js';
import type { Call } from './route.js';
import * as s from './schemas.js';

export const HoldNumber = z.number().int().positive().max(1_000);
const placed = {
  number: HoldNumber,
  ground: z.enum(HOLD_GROUND_CODES),
  reviewOn: s.Day,
  placedAt: z.string(),
  you: z.boolean().meta({ description: 'The reader placed it, and so does not lift it' }),
  reviewDue: z.boolean().meta({ description: 'Its day of review has come' }),
};
export const HoldShown = z
  .strictObject({ ...placed, liftedAt: z.string().nullable(), text: z.string() })
  .meta({ id: 'LegalHold', description: 'For the officers in charge alone' });
export const HoldListed = z.strictObject({
  ...placed,
  caseId: s.Id,
  kind: z.enum(['application', 'clearance', 'grievance']),
});

/** The holds of a case with their reasons, for the officers in charge; to everybody else there is none. */
export async function holdsFor(
  call: Call<unknown, unknown>,
  { id }: CaseSummary,
  roles: readonly Role[],
): Promise<{ holds?: z.input<typeof HoldShown>[] }> {
  if (!roles.includes('AssessmentOfficerInCharge')) return {};
  const holds = await holdsOf(call.tx, id);
  if (holds.length === 0) return {};
  const owner = { kind: 'case', id } as const;
  const refs = holds.map(({ documentId }) => ({ owner, docClass: 'HOLD' as const, documentId }));
  const words = await call.parts.vault.several(call.tx, refs);
  return {
    holds: holds.map((hold, n) => ({
      ...holdShown(hold, call),
      liftedAt: hold.liftedAt,
      text: (words[n] as { text?: string } | undefined)?.text ?? '',
    })),
  };
}

export function holdShown(hold: Hold, { principal, now }: Pick<Call, 'principal' | 'now'>) {
  const { number, ground, reviewOn, placedAt, placedBy } = hold;
  const you = placedBy === principal.sub;
  return { number, ground, reviewOn, placedAt, you, reviewDue: reviewOn <= dayOf(now) };
}
