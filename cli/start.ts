import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Command } from '@commander-js/extra-typings';
import { z } from 'zod';
import { dayOf } from '../domain/calendar.js';
import { listingTextOf } from '../domain/listing.js';
import { defaultScheme } from '../domain/policy.js';
import type { Context } from './context.js';
import { Usage } from './faults.js';
import { Me, Stepped } from './views.js';

const Organs = z.object({
  items: z.array(z.object({ id: z.string(), name: z.object({ ja: z.string(), en: z.string() }) })),
});

/** Nominates a person: the assessment starts. */
export function startCommand(context: () => Context) {
  return new Command('start')
    .description('nominate a person: an assessment starts')
    .option(
      '--person-file <file>',
      'the person as JSON: name, kana, romaji, dateOfBirth, address, nationality',
    )
    .option('--name <name>')
    .option('--kana <kana>')
    .option('--romaji <romaji>')
    .option('--date-of-birth <day>', 'YYYY-MM-DD')
    .option('--address <address>')
    .option('--nationality <nationality>')
    .option('--organ <id>', 'the administrative organ; your own if you have one')
    .option('--contractor <id>', 'the contractor; your own if you have one')
    .option('--agreed-to-be-listed', 'the person has agreed to be listed')
    .option('--agreed-on <day>', 'the day of that agreement, for a contractor’s people; today if not given')
    .option('--scheme <scheme>', 'under which scheme; without it the Act on economic security information')
    .option('--dispatched-by <firm>', 'the firm that dispatched the person to the contractor')
    .option('--dispatched-number <number>', 'its corporate number, thirteen digits')
    .option('--idempotency-key <key>', 'the key of an earlier try')
    .action(
      async ({
        personFile,
        organ,
        contractor,
        agreedToBeListed,
        agreedOn,
        scheme,
        dispatchedBy,
        dispatchedNumber,
        idempotencyKey,
        ...fields
      }) => {
        if (!agreedToBeListed)
          throw new Usage('Nobody is listed who has not agreed: confirm it with --agreed-to-be-listed.');
        const person = { ...(personFile === undefined ? {} : readPerson(personFile)), ...fields };
        const here = context();
        const { grants } = await here.api.get('/me', Me);
        const contractorId = contractor ?? only(grants.filter(isManager).map((grant) => grant.contractorId));
        const organId = organ ?? only(grants.map((grant) => grant.organId)) ?? (await organMissing(here));
        const body = {
          organId,
          ...(contractorId === undefined ? {} : { contractorId }),
          person,
          agreedToBeListed,
          ...(contractorId === undefined
            ? {}
            : {
                listing: {
                  agreedOn: agreedOn ?? dayOf(new Date().toISOString()),
                  text: listingTextOf(scheme ?? defaultScheme()),
                },
              }),
          ...(scheme === undefined ? {} : { scheme }),
          ...dispatchedIn(dispatchedBy, dispatchedNumber),
        };
        const started = await here.api.post('/applications', body, idempotencyKey ?? randomUUID(), Stepped);
        here.print(
          started,
          () => `Started ${started.id}${started.stage === undefined ? '' : `, now ${started.stage}`}.`,
        );
      },
    );
}

/** Half of it is sent as it is: the API says what is missing. */
function dispatchedIn(employer: string | undefined, number: string | undefined) {
  if (employer === undefined && number === undefined) return {};
  return {
    dispatched: {
      ...(employer === undefined ? {} : { employer }),
      ...(number === undefined ? {} : { number }),
    },
  };
}

const isManager = ({ role }: { role: string }) => role === 'ContractorSecurityManager';

function only(ids: readonly (string | undefined)[]): string | undefined {
  const [first, second] = new Set(ids.filter((id) => id !== undefined));
  return second === undefined ? first : undefined;
}

async function organMissing({ api }: Context): Promise<never> {
  const { items } = await api.get('/organs', Organs);
  const known = items.map(({ id, name }) => `  ${id}  ${name.ja} / ${name.en}`);
  throw new Usage(['Name the organ with --organ:', ...known].join('\n'));
}

function readPerson(file: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Usage(`${file} is not a person as JSON (${(error as Error).message.split('\n')[0]}).`);
  }
}
