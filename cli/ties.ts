import { randomUUID } from 'node:crypto';
import { Argument, Command } from '@commander-js/extra-typings';
import { z } from 'zod';
import { TIES } from '../domain/declarations.js';
import type { Api } from './api.js';
import type { Context } from './context.js';
import { table } from './table.js';

const Waiting = z.object({
  items: z.array(
    z.looseObject({
      caseId: z.string(),
      kind: z.string(),
      person: z.looseObject({ name: z.string(), kana: z.string() }).nullable(),
    }),
  ),
  next: z.string().nullable(),
});

async function everyWaiting(api: Api) {
  const items: z.output<typeof Waiting>['items'] = [];
  let next: string | null = null;
  do {
    const page: z.output<typeof Waiting> = await api.get(
      next === null ? '/declarations' : `/declarations?after=${next}`,
      Waiting,
    );
    items.push(...page.items);
    next = page.next;
  } while (next !== null);
  return items;
}

/** Before a case is open to whoever judges it. */
export function tiesCommand(context: () => Context) {
  return new Command('ties')
    .description(
      'cases that wait for your word on ties before they are open to you; with one of them, say it (officers)',
    )
    .argument('[case]')
    .addArgument(new Argument('[tie]', 'whether you are tied to its person').choices(TIES))
    .option('--idempotency-key <key>', 'the key of an earlier try')
    .action(async (id, tie, { idempotencyKey }) => {
      const here = context();
      if (id === undefined || tie === undefined) {
        const items = await everyWaiting(here.api);
        const rows = items.map((one) => [one.caseId, one.kind, one.person?.name ?? '']);
        return here.print(items, () =>
          items.length === 0 ? 'There are none.' : table(['case', 'kind', 'person'], rows),
        );
      }
      const key = idempotencyKey ?? randomUUID();
      const said = await here.api.post(`/declarations/${id}`, { tie }, key, z.object({ id: z.string() }));
      here.print(said, () =>
        tie === 'NONE' ? `The file of ${said.id} is open to you.` : 'You take no part in it.',
      );
    });
}
