import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { z } from 'zod';
import type { Api } from './api.js';
import { readCatalogue, type Step, stepNamed } from './catalogue.js';
import type { Context } from './context.js';
import { Usage } from './faults.js';
import { postSigned } from './signing.js';
import { CaseView, requireId, Stepped } from './views.js';

/** Takes a step on a case, by the name it has in the domain table. */
export function signalCommand(context: () => Context) {
  return new Command('signal')
    .description('take a step on a case by the name of its action (explain <id> lists those open to you)')
    .argument('<id>')
    .argument('<action>')
    .option('--data <json>', 'what the step needs: JSON, @file, or - for the standard input')
    .option('--seen <version>', 'the version you decided on; the present one if not given', wholeNumber)
    .option('--idempotency-key <key>', 'the key of an earlier try')
    .action(async (id, action, { data, seen, idempotencyKey }) => {
      requireId(id);
      const here = context();
      const given = await dataOf(data, here);
      const step = stepNamed(await readCatalogue(here.api), action);
      const body = step.takesSeen ? { seen: seen ?? (await versionOf(here.api, step, id)), ...given } : given;
      const key = idempotencyKey ?? randomUUID();
      const done = await postSigned(here.api, step.path.replace('{id}', id), body, key, Stepped);
      // Staff are told the stage; the person assessed the version; a contractor that it was taken.
      const where = done.stage === undefined ? 'taken' : `now ${done.stage}`;
      const version = done.version === undefined ? '' : `, version ${done.version}`;
      here.print(done, () => `${action}: ${where}${version}`);
    });
}

/** Whoever decides on what they saw a moment ago says so with --seen; without it, the case as it is now. */
async function versionOf(api: Api, { kind }: Step, id: string): Promise<number> {
  const view = await api.get(`/${kind}s/${id}`, CaseView);
  if (view.view !== 'outcome') return view.version;
  throw new Usage('Your role does not see the version of this case: give it with --seen.');
}

async function dataOf(data: string | undefined, { io }: Context): Promise<Record<string, unknown>> {
  if (data === undefined) return {};
  try {
    const text =
      data === '-' ? await io.input() : data.startsWith('@') ? readFileSync(data.slice(1), 'utf8') : data;
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch (error) {
    throw new Usage(`--data is not a JSON object (${(error as Error).message.split('\n')[0]}).`);
  }
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new InvalidArgumentError('A version is a whole number from 1.');
  return Number(text);
}
