import type { Flag, TableName, ValueName } from './spec.js';

/** What a form is filled with: the values of one case, already in the reader's language. */
export interface Filling {
  /** The instant the document says of itself. Given, never read from a clock: the same document has the same bytes. */
  readonly at: string;
  /** The article behind it, in words. */
  readonly article: string;
  readonly values: Partial<Readonly<Record<ValueName, string>>>;
  readonly flags: ReadonlySet<Flag>;
  /** How it was done, where not as the text says of what is done signed in. */
  readonly how?: string;
  readonly tables: Partial<Readonly<Record<TableName, readonly (readonly string[])[]>>>;
}

/** A text with its values in place. In one pass: what a person wrote is never read as a text of ours. */
export function filledIn(text: string, { values }: Pick<Filling, 'values'>): string {
  return text.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = values[name as ValueName];
    if (value === undefined) throw new Error(`a form without its ${name}`);
    return value;
  });
}

/** The parts that this filling calls for, in their order. */
export function calledFor<Part extends { readonly when?: Flag | undefined }>(
  parts: readonly Part[],
  { flags }: Pick<Filling, 'flags'>,
): Part[] {
  return parts.filter(({ when }) => when === undefined || flags.has(when));
}
