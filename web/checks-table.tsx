import type { VNode } from 'preact';
import { CHECKS, type Item, ITEMS } from '../domain/checks.js';
import type { CheckRow } from './case-data.js';
import { markOf, waitsForPerson } from './check-state.js';
import { type Frame, speech } from './frame.js';
import { MarkIcon } from './icons.js';
import { Day, DueDay } from './parts.js';
import { Cell, RowHead, Table } from './table.js';
import {
  CHECK_WORDS,
  type CheckMark,
  ITEM_WORDS,
  MARK_WORDS,
  NEED_WORDS,
  SOURCE_WORDS,
} from './words/checks.js';

/**
 * The state of one check. Each has a class, a word and a shape of its own, and none is shared: what is late, declined
 * or failed can never look like "nothing on record".
 */
export function Mark({ mark, frame }: { mark: CheckMark; frame: Pick<Frame, 'language'> }): VNode {
  return (
    <span class={`mark-${mark.toLowerCase().replaceAll('_', '-')}`}>
      <MarkIcon mark={mark} />
      {MARK_WORDS[mark][frame.language]}
    </span>
  );
}

export function ChecksTable({ checks, frame }: { checks: readonly CheckRow[]; frame: Frame }): VNode {
  const { t } = speech(frame);
  const heads = [t.file.checkWhat, t.file.checkItem, t.file.checkState, t.file.checkWhen];
  return (
    <Table heads={heads} caption={t.file.checksCaption}>
      {checks.map((check) => (
        <CheckLine key={check.requestId} check={check} frame={frame} />
      ))}
    </Table>
  );
}

/** What nobody was asked about. That is no answer, and never reads like one. */
export function NotAsked({ checks, frame }: { checks: readonly CheckRow[]; frame: Frame }): VNode | null {
  const { t, say } = speech(frame);
  const about = new Set<Item>(checks.map(({ code }) => CHECKS[code].item));
  const left = ITEMS.filter((item) => !about.has(item));
  if (left.length === 0) return null;
  return (
    <p class="muted">
      {t.inquiries.notAskedAbout + t.colon + left.map((item) => say(ITEM_WORDS[item])).join(t.comma)}
    </p>
  );
}

function CheckLine({ check, frame }: { check: CheckRow; frame: Frame }): VNode {
  const { t, say } = speech(frame);
  const { item, source } = CHECKS[check.code];
  const waits = waitsForPerson(check);
  return (
    <tr role="row" class={waits ? 'attention' : undefined}>
      <RowHead>
        {say(CHECK_WORDS[check.code])}
        <span class="sub">{say(SOURCE_WORDS[source])}</span>
      </RowHead>
      <Cell label={t.file.checkItem}>{say(ITEM_WORDS[item])}</Cell>
      <Cell label={t.file.checkState}>
        <Mark mark={markOf(check)} frame={frame} />
        {check.need && <span class="sub">{t.inquiries.because + t.colon + say(NEED_WORDS[check.need])}</span>}
        {check.reused && <span class="sub">{t.file.reused}</span>}
        {check.forgeryAt && <span class="sub strong">{t.file.forged}</span>}
        {waits && <span class="sub strong">{t.file.needsPerson}</span>}
        {check.resolvedAt && <span class="sub">{t.file.weighed}</span>}
      </Cell>
      <Cell label={t.file.checkWhen}>
        {check.answeredAt || check.reused ? (
          <Day at={check.answeredAt ?? check.dueAt} frame={frame} />
        ) : check.status === 'CANCELLED' ? (
          '–'
        ) : (
          <DueDay due={{ at: check.dueAt, kind: 'CHECK_DUE' }} frame={frame} />
        )}
      </Cell>
    </tr>
  );
}
