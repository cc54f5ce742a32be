import type { CheckCode, CheckKind, Item, ItemRow, Said, Source, SourceRow } from './checks.js';
import { policies, type Policy } from './policy.js';

/**
 * What the codes of all policies are called on pages and in lists, by the newest pack that has each (the default scheme's
 * before others'). What binds anybody (a question, a notice, a form) is the case's own pack's.
 */
export function itemName(code: Item): Said {
  return newest(everyItem(), code)?.short ?? itself(code);
}

export function checkName(code: CheckCode): Said {
  return newest(everyCheck(), code)?.name ?? itself(code);
}

export function sourceName(code: Source): Said {
  return newest(everySource(), code)?.name ?? itself(code);
}

/** The law of a scheme, by its newest pack. */
export function lawOf(scheme: string): Said {
  return policies().findLast((policy) => policy.scheme === scheme)?.law ?? itself(scheme);
}

/** The article that an item is investigated under; undefined if no policy has it. */
export function itemArticle(code: Item): string | undefined {
  return newest(everyItem(), code)?.article;
}

/** The items of all policies, each once: in the order of the schemes, as each has them. */
export function everyItem(): readonly ItemRow[] {
  return once(({ items }) => items);
}

export function everyCheck(): readonly CheckKind[] {
  return once(({ checks }) => checks);
}

export function everySource(): readonly SourceRow[] {
  return once(({ sources }) => sources);
}

/** Of a scheme its newest pack has the last word on a code, in the place the code had before; between schemes the first. */
function once<Row extends { readonly code: string }>(rowsOf: (policy: Policy) => readonly Row[]): Row[] {
  const found = new Map<string, { scheme: string; row: Row }>();
  for (const policy of policies())
    for (const row of rowsOf(policy))
      if ((found.get(row.code)?.scheme ?? policy.scheme) === policy.scheme)
        found.set(row.code, { scheme: policy.scheme, row });
  return [...found.values()].map(({ row }) => row);
}

function newest<Row extends { readonly code: string }>(rows: readonly Row[], code: string): Row | undefined {
  return rows.find((row) => row.code === code);
}

function itself(code: string): Said {
  return { ja: code, en: code };
}
