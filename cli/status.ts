import { Command } from '@commander-js/extra-typings';
import type { Context } from './context.js';
import { inJapan, pairs, table } from './table.js';
import { type CaseView, findCase } from './views.js';

export function statusCommand(context: () => Context) {
  return new Command('status')
    .description('one case, as your role may see it')
    .argument('<id>')
    .action(async (id) => {
      const here = context();
      const { view } = await findCase(here.api, id);
      here.print(view, () => statusOf(view));
    });
}

export function statusOf(view: CaseView): string {
  switch (view.view) {
    case 'file':
      return [
        pairs([
          ['id', view.id],
          ['kind', view.kind],
          ['person', view.person?.name],
          ['ground', view.ground],
          ['stage', `${view.stage} since ${inJapan(view.since)}`],
          ['version', String(view.version)],
          ['waiting on', view.ended ? 'nobody: it has ended' : (view.turn ?? view.waitingOn)],
          ['due', view.dueAt && inJapan(view.dueAt)],
          ['assigned', view.assigned.join(', ')],
          ['decision', view.decision],
          ['not conducted', view.notConductedReason],
          ['valid until', view.lastValidDay],
        ]),
        ...(view.checks?.length ? ['', checksOf(view.checks)] : []),
      ].join('\n');
    case 'subject':
      return [
        pairs([
          ['id', view.id],
          ['kind', view.kind],
          ['status', `${view.status.ja} / ${view.status.en}`],
          ['version', String(view.version)],
          ['your turn', view.yourTurn ? 'yes' : 'no'],
          ['outcome', view.outcome],
          ['notified on', view.notifiedOn],
          ['valid until', view.validUntil],
          ['reasons', view.reasons],
          ['withheld', view.withheld?.join(', ')],
          ['notice', view.notice?.text],
        ]),
        ...(view.notice && view.yourTurn ? ['', ...view.notice.ja, '', ...view.notice.en] : []),
      ].join('\n');
    case 'screening':
      return [
        pairs([
          ['id', view.id],
          ['words to be screened', `since ${inJapan(view.since)}`],
          ['version', String(view.version)],
          ['due', view.dueAt && inJapan(view.dueAt)],
        ]),
        ...(view.passages ?? []).map(({ passage, item, written }) => `\n${passage} (${item}): ${written}`),
      ].join('\n');
    case 'outcome':
      return pairs([
        ['id', view.id],
        ['outcome', view.outcome ?? 'none yet'],
        ['notified on', view.notifiedOn],
        ['valid until', view.validUntil],
      ]);
  }
}

function checksOf(checks: NonNullable<Extract<CaseView, { view: 'file' }>['checks']>): string {
  const rows = checks.map(({ code, source, status, finding, forgeryAt, dueAt }) => [
    code,
    source,
    status,
    [finding, forgeryAt ? 'meddled with' : null].filter(Boolean).join(', '),
    inJapan(dueAt),
  ]);
  return table(['check', 'source', 'status', 'finding', 'due'], rows);
}
