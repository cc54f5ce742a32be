import type { Item } from '../domain/checks.js';
import { PACKS } from '../forms/packs.js';
import { type Matters, type Treatment, VIEWPOINTS, type Worksheet } from '../domain/worksheet.js';

/** What adjudicators of the sandbox write: our drafts, about nobody. */
const ITEMS: readonly Item[] = PACKS[0].policy.items.map(({ code }) => code);
const NOTE =
  '他の資料により判断できる。回答のないことは不利に扱わない。 / Other material suffices; silence counts for nothing.';
const FACTOR = {
  concern: '申告または記録のとおり。 / As stated, or on record.',
  mitigation: '時を経ており、繰り返されていない。 / Long ago, once.',
};

/** What there is to weigh, as a file shows it; a release before this one shows less of it. */
export interface Shown {
  readonly matters?: Matters;
  readonly learnt?: readonly Item[] | null;
  readonly unasked?: readonly Item[];
}

/** How each item is to be treated, for what there is to weigh. */
export function treatmentsFor({ matters = {}, learnt, unasked = [] }: Shown, items = ITEMS): Worksheet {
  const of = (item: Item): Treatment => {
    const matter = matters[item];
    if (matter === 'TO_WEIGH' || learnt?.includes(item)) return 'WEIGHED';
    if (matter === 'UNANSWERED') return 'WITHOUT_ANSWER';
    return unasked.includes(item) ? 'NOT_ASKED' : 'NOTHING';
  };
  return Object.fromEntries(items.map((item) => [item, of(item)]));
}

/** The same in words, as the API takes it. */
export function worksheetFor(shown: Shown, items = ITEMS): Record<Item, object> {
  const treatments = Object.entries(treatmentsFor(shown, items));
  return Object.fromEntries(
    treatments.map(([item, treatment]) => [item, { treatment, ...wordsOf(treatment) }]),
  );
}

function wordsOf(treatment: Treatment): object {
  if (treatment === 'WITHOUT_ANSWER') return { note: NOTE };
  if (treatment !== 'WEIGHED') return {};
  return { factors: Object.fromEntries(VIEWPOINTS.map((viewpoint) => [viewpoint, FACTOR])) };
}

/** More than any case needs: where what was found is not the point. */
export const EVERYTHING: Shown = {
  matters: Object.fromEntries(ITEMS.map((item) => [item, 'TO_WEIGH' as const])),
};
