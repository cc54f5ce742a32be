import type { ComponentChildren, VNode } from 'preact';

/**
 * A table whose rows become cards where there is no room. The roles say what it is even then: a browser forgets that
 * something is a table once it is laid out otherwise.
 */
export function Table(props: {
  heads: readonly string[];
  caption?: string;
  /** Several tables of numbers below each other: their columns stand below each other too. */
  figures?: boolean;
  children: ComponentChildren;
}): VNode {
  const { heads, caption, figures, children } = props;
  return (
    <table class={figures ? 'stacked figures' : 'stacked'} role="table">
      {caption && <caption class="hidden">{caption}</caption>}
      <thead role="rowgroup">
        <tr role="row">
          {heads.map((head) => (
            <th key={head} scope="col" role="columnheader">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">{children}</tbody>
    </table>
  );
}

/** A cell that can name its column by itself. */
export function Cell({ label, children }: { label: string; children?: ComponentChildren }): VNode {
  return (
    <td role="cell" data-label={label}>
      {children}
    </td>
  );
}

/** What a row is about. */
export function RowHead({ children }: { children?: ComponentChildren }): VNode {
  return (
    <th scope="row" role="rowheader">
      {children}
    </th>
  );
}
