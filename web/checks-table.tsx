import { checkName, itemName, sourceName } from '../domain/policy-words.js';
import type { VNode } from 'preact';
import { checkIn, type Item } from '../domain/checks.js';
import { type Policy, policyOf } from '../domain/policy.js';
import type { CaseFile, CheckRow } from './case-data.js';
import { markOf, waitsForPerson } from './check-state.js';
import { type Frame, speech } from './frame.js';
import { MarkIcon } from './icons.js';
import { Day, DueDay } from './parts.js';
import { Cell, RowHead, Table } from './table.js';
import { type CheckMark, MARK_WORDS, NEED_WORDS } from './words/checks.js';

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

type Asked = Pick<CaseFile, 'checks' | 'policy'>;

export function ChecksTable({ file, frame }: { file: Asked; frame: Frame }): VNode {
  const { t } = speech(frame);
  const policy = policyOf(file.policy);
  const heads = [t.file.checkWhat, t.file.checkItem, t.file.checkState, t.file.checkWhen];
  return (
    <Table heads={heads} caption={t.file.checksCaption}>
      {file.checks.map((check) => (
        <CheckLine key={check.requestId} check={check} policy={policy} frame={frame} />
      ))}
    </Table>
  );
}

/**
 * What nobody was asked about. That is no answer, and never reads like one. Of a closed file it is not told: the answers
 * that it follows from are not shown.
 */
export function NotAsked(props: { file: Asked & Pick<CaseFile, 'closed'>; frame: Frame }): VNode | null {
  const { file, frame } = props;
  if (file.closed) return null;
  const { t, say } = speech(frame);
  const policy = policyOf(file.policy);
  const about = new Set<Item>(file.checks.map(({ code }) => checkIn(policy, code).item));
  const left = policy.items.map(({ code }) => code).filter((item) => !about.has(item));
  if (left.length === 0) return null;
  return (
    <p class="muted">
      {t.inquiries.notAskedAbout + t.colon + left.map((item) => say(itemName(item))).join(t.comma)}
    </p>
  );
}

function CheckLine({ check, policy, frame }: { check: CheckRow; policy: Policy; frame: Frame }): VNode {
  const { t, say } = speech(frame);
  const { item, source } = checkIn(policy, check.code);
  const waits = waitsForPerson(check);
  return (
    <tr role="row" class={waits ? 'attention' : undefined}>
      <RowHead>
        {say(checkName(check.code))}
        <span class="sub">{say(sourceName(source))}</span>
      </RowHead>
      <Cell label={t.file.checkItem}>{say(itemName(item))}</Cell>
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
