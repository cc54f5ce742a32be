import { BREAK_GLASS_GROUNDS, BREAK_GLASS_TOLD, isBreakable, mayBreakGlass } from '../domain/break-glass.js';
import { isSealed } from '../domain/corrections.js';
import { type BreakGlass, openedOf, openedTo } from '../store/break-glass.js';
import { readCase } from '../store/case-state.js';
import type { CaseSummary } from '../store/views.js';
import type { View } from './case-faces.js';
import { FACE_SHAPES } from './face-shapes.js';
import type { Call } from './route.js';

/** Whether there is anything that may be opened: consented to and not taken back, gathered rightly, waiting for no screening. */
export async function isBreakableNow(
  { tx, now }: Call<unknown, unknown>,
  summary: CaseSummary,
): Promise<boolean> {
  if (!isBreakable(summary) || isSealed(summary)) return false;
  const state = await readCase(tx, summary.id, now);
  return state !== undefined && state.facts.issue?.withdrawnOn == null;
}

/** What opens the case to the caller now. Asked at every read: office, ties, consent and the minute are those of this one. */
export async function brokenFor(
  call: Call<unknown, unknown>,
  summary: CaseSummary,
): Promise<BreakGlass | undefined> {
  const { sub, grants } = call.principal;
  if (!mayBreakGlass(grants, sub, summary)) return undefined;
  const found = await openedTo(call.tx, { caseId: summary.id, sub, now: call.now });
  return found && (await isBreakableNow(call, summary)) ? found : undefined;
}

/** Of the file what was gathered and said, as its face has it, and no step. What is not named there stays out. */
export function onlyRead(file: View, { id, endsAt }: BreakGlass): View {
  return { ...FACE_SHAPES.broken.strip().parse(file), possible: [], breakGlass: { id, until: endsAt ?? '' } };
}

/** For its person: when, until when, on which ground; that it was opened, whether or not anything was read. */
export async function toldOfBreaking(
  { tx }: Call<unknown, unknown>,
  { id }: CaseSummary,
): Promise<Pick<View & { view: 'subject' }, 'breakGlass'>> {
  const opened = await openedOf(tx, id);
  if (opened.length === 0) return {};
  return {
    breakGlass: opened.map(({ approvedAt, endsAt, endedAt, ground }) => {
      const { ja, en } = BREAK_GLASS_GROUNDS[ground];
      return {
        from: approvedAt ?? '',
        until: endedAt ?? endsAt ?? '',
        ground: { ja, en },
        text: BREAK_GLASS_TOLD,
      };
    }),
  };
}
