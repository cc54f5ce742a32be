import { Command, Option } from '@commander-js/extra-typings';
import type { Api } from './api.js';
import { CASE_KINDS, type CaseKind } from './catalogue.js';
import type { Context } from './context.js';
import { Refusal } from './faults.js';
import { inJapan, table } from './table.js';
import { Page, type RowView } from './views.js';

export function listCommand(context: () => Context) {
  return new Command('list')
    .description('the cases you can see, newest first')
    .addOption(new Option('--kind <kind>', 'only these').choices(CASE_KINDS))
    .option('--open', 'only those that have not ended')
    .option('--all', 'every page, not only the first')
    .action(async ({ kind, open, all }) => {
      const here = context();
      const lists = [];
      for (const each of kind ? [kind] : CASE_KINDS)
        lists.push(await listOf(here.api, each, { open, all, must: kind !== undefined }));
      const items = lists.flatMap((list) => list.items);
      here.print(items, () => (items.length === 0 ? 'There are none.' : table(HEAD, items.map(rowOf))));
      if (lists.some(({ more }) => more)) here.io.err('There are more: ask with --all.\n');
    });
}

interface Asked {
  readonly open?: true | undefined;
  readonly all?: true | undefined;
  /** Asked for by name: that it is not ours to see is an answer, too. */
  readonly must: boolean;
}

async function listOf(api: Api, kind: CaseKind, { open, all, must }: Asked) {
  const items: (RowView & { kind?: string })[] = [];
  let next: string | null = null;
  try {
    do {
      const query = new URLSearchParams({
        limit: '100',
        ...(open ? { open: 'true' } : {}),
        ...(next === null ? {} : { after: next }),
      });
      const page: { items: RowView[]; next: string | null } = await api.get(`/${kind}s?${query}`, Page);
      items.push(...page.items.map((item) => ({ ...item, kind })));
      next = page.next;
    } while (all && next !== null);
  } catch (error) {
    if (must || !(error instanceof Refusal) || error.problem.code !== 'NOT_FOUND') throw error;
  }
  return { items, more: next !== null };
}

const HEAD = ['id', 'kind', 'person', 'where', 'turn', 'due'];

function rowOf(view: RowView & { kind?: string }): string[] {
  const first = [view.id, view.kind ?? ''];
  switch (view.view) {
    case 'file':
      return [
        ...first,
        view.person?.name ?? '',
        view.stage,
        view.turn ?? view.waitingOn,
        view.dueAt ? inJapan(view.dueAt) : '',
      ];
    case 'subject':
      return [...first, 'you', view.status.en, view.yourTurn ? 'yours' : '', ''];
    case 'screening':
      return [...first, '', 'words to be screened', 'yours', view.dueAt ? inJapan(view.dueAt) : ''];
    case 'undeclared':
      return [...first, view.person?.name ?? '', 'waits for your word on ties', '', ''];
    case 'outcome':
      return [...first, '', view.outcome ?? 'no outcome yet', '', ''];
  }
}
