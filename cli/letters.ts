import { randomUUID } from 'node:crypto';
import { Command } from '@commander-js/extra-typings';
import { z } from 'zod';
import type { Context } from './context.js';
import { table } from './table.js';

const Letter = z.looseObject({
  id: z.string(),
  caseId: z.string(),
  kind: z.string(),
  state: z.string(),
  attempts: z.number(),
  lastError: z.string().nullable(),
});
const Letters = z.object({ items: z.array(Letter) });
type Letter = z.output<typeof Letter>;

/** What operations staff find undelivered. */
export function lettersCommand(context: () => Context) {
  return new Command('letters')
    .description('messages that could not be delivered: given up, or refused again and again (operators)')
    .action(async () => {
      const here = context();
      const { items } = await here.api.get('/operations/dead-letters', Letters);
      here.print(items, () => (items.length === 0 ? 'There are none.' : table(HEAD, items.map(rowOf))));
    });
}

/** Sends them again, once their cause is mended. */
export function redriveCommand(context: () => Context) {
  return new Command('redrive')
    .description('send undelivered messages again, as if for the first time (operators; letters lists them)')
    .argument('<letter...>')
    .option('--idempotency-key <key>', 'the key of an earlier try')
    .action(async (ids, { idempotencyKey }) => {
      const here = context();
      const key = idempotencyKey ?? randomUUID();
      const { items } = await here.api.post('/operations/dead-letters/redrive', { ids }, key, Letters);
      here.print(items, () => `Sent again: ${items.map(({ id }) => id).join(', ')}`);
    });
}

const HEAD = ['letter', 'case', 'kind', 'state', 'attempts', 'last error'];

function rowOf({ id, caseId, kind, state, attempts, lastError }: Letter): string[] {
  return [id, caseId, kind, state, String(attempts), lastError ?? ''];
}
