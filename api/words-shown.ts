import { z } from 'zod';
import { dayOf } from '../domain/calendar.js';
import { policyOf } from '../domain/policy.js';
import type { Role } from '../domain/roles.js';
import type { Stage } from '../domain/stages.js';
import { screeningClock } from '../domain/words-waiting.js';
import type { CaseSummary } from '../store/views.js';
import { heldUpSince } from '../store/words-waiting.js';
import type { Call } from './route.js';
import { Day } from './schemas.js';

/** Since when words wait, by which day they are meant to be screened, and whether it has passed. */
export const Clock = { since: z.string(), screenBy: Day, overdue: z.boolean() };
export const WordsShown = z.strictObject(Clock).meta({
  description: 'A decision on this case, or its revocation, waits until words have been screened',
});
export function clockOf(
  since: string,
  periods: Parameters<typeof screeningClock>[1],
  now: string,
): { since: string; screenBy: string; overdue: boolean } {
  const { overdueAt } = screeningClock(since, periods);
  const screenBy = dayOf(new Date(Date.parse(overdueAt) - 1).toISOString());
  return { since, screenBy, overdue: overdueAt <= now };
}

/** On a case's own page: that its decision waits for a screening officer, and since when; not where the words are. */
export async function wordsFor(
  call: Call<unknown>,
  summary: Pick<CaseSummary, 'id' | 'kind' | 'policy' | 'ended'>,
): Promise<{ words?: z.output<typeof WordsShown> }> {
  const since = summary.ended ? undefined : await heldUpSince(call.tx, summary);
  if (since === undefined) return {};
  return { words: clockOf(since, policyOf(summary.policy).periods, call.now) };
}

/** Where nothing is left to be done before the decision. */
const DECIDING: readonly Stage[] = ['ADJUDICATION', 'SECOND_READING'];

/** Whose turn it is: as long as a decision cannot rest on what is there, that of whoever screens it. */
export async function turnOn(
  call: Call<unknown>,
  { id, kind, stage }: Pick<CaseSummary, 'id' | 'kind' | 'stage'>,
  otherwise: Role | undefined,
): Promise<Role | undefined> {
  const waits = DECIDING.includes(stage) && (await heldUpSince(call.tx, { id, kind })) !== undefined;
  return waits ? 'ScreeningOfficer' : otherwise;
}
