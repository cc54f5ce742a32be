import { inJapan, table, words } from './table.js';

export interface TimelineLine {
  readonly at: string;
  readonly event: string;
  readonly article: string;
  readonly role: string;
  readonly to: string | null;
}

/** What happened, in order, with who did it and the article behind it. */
export function timelineTable(entries: readonly TimelineLine[]): string {
  const rows = entries.map(({ at, event, article, role, to }) => [
    inJapan(at),
    words(event),
    role,
    to ?? '',
    article,
  ]);
  return table(['when (Japan)', 'what', 'who', 'then', 'basis'], rows);
}
