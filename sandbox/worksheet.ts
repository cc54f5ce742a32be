import type { Item } from '../domain/checks.js';
import { PACKS } from '../forms/packs.js';
import { type Matters, type Treatment, VIEWPOINTS, type Worksheet } from '../domain/worksheet.js';

/** What adjudicators of the sandbox write: our drafts, about nobody. */
const ITEMS: readonly Item[] = PACKS[0].policy.items.map(({ code }) => code);
const NOTE =
  '他の資料により判断できる。回答のないことは不利に扱わない。 / Other material suffices; silence counts for nothing.';
const FACTOR = {
  concern: 'なし。 / None.',
  mitigation: '時を経ており、繰り返されていない。 / Long ago, once.',
};

/** How each item is to be treated, for what there is to weigh. */
export function treatmentsFor(matters: Matters, items = ITEMS): Worksheet {
  const of = (item: Item): Treatment => {
    const matter = matters[item];
    return matter === undefined ? 'NOTHING' : matter === 'TO_WEIGH' ? 'WEIGHED' : 'WITHOUT_ANSWER';
  };
  return Object.fromEntries(items.map((item) => [item, of(item)]));
}

/** The same in words, as the API takes it. */
export function worksheetFor(matters: Matters, items = ITEMS): Record<Item, object> {
  const treatments = Object.entries(treatmentsFor(matters, items));
  return Object.fromEntries(
    treatments.map(([item, treatment]) => [item, { treatment, ...wordsOf(treatment) }]),
  );
}

function wordsOf(treatment: Treatment): object {
  if (treatment === 'WITHOUT_ANSWER') return { note: NOTE };
  if (treatment === 'NOTHING') return {};
  return { factors: Object.fromEntries(VIEWPOINTS.map((viewpoint) => [viewpoint, FACTOR])) };
}

/** More than any case needs: where what was found is not the point. */
export const EVERYTHING: Matters = Object.fromEntries(ITEMS.map((item) => [item, 'TO_WEIGH' as const]));
