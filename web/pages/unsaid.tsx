import type { VNode } from 'preact';
import { type Frame, speech } from '../frame.js';
import { paths } from '../paths.js';

/** What whoever is in charge is told of the cases that wait for their word: how many, and whether to hurry. Not which. */
export interface Unsaid {
  readonly waiting: number;
  readonly overdue: boolean;
}

/** With the way to the list they stand on, last; not on that list itself. */
export function UnsaidNote(props: { frame: Frame; of: Unsaid; leads?: true }): VNode | null {
  const { frame, of, leads } = props;
  const { t } = speech(frame);
  if (of.waiting === 0) return null;
  return (
    <p class="notice">
      {t.declarations.unsaid(of.waiting)}
      {of.overdue && <span class="sub due-over">{t.declarations.unsaidOverdue}</span>}
      {leads && (
        <span class="sub">
          <a href={paths.queue}>{t.start.allCases}</a>
        </span>
      )}
    </p>
  );
}
