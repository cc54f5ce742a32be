import { RELATIVE_FIELDS } from '../domain/questionnaire/shape.js';
import { type PeriodKey, policies, type Policy } from '../domain/policy.js';
import { FILE_ROLES } from '../domain/readers.js';
import { type Relation, RELATION, type Role } from '../domain/roles.js';
import '../policies.js';
import { textsOf } from '../forms/packs.js';
import { AREAS, type Described, described, documentRows } from '../store/inventory/index.js';
import {
  type AboutItem,
  KEPT,
  type Kept,
  type Origin,
  READERS,
  type Readers,
  type TableRow,
} from '../store/inventory/row.js';
import { table } from './stages-page.js';

/** docs/data-inventory.md: every field, what it is, why it is there, where from, who reads it, how long it is kept. */
export function inventoryPage(): string {
  return [
    '# Data inventory',
    'Generated from [store/inventory/](../store/inventory), [document-classes.ts](../domain/document-classes.ts) and the policies by `npm run docs`; do not edit. A column of the register, a class of sealed documents or a question without its row fails the tests ([inventory.test.ts](../test/store/inventory.test.ts), [inventory-page.test.ts](../test/domain/inventory-page.test.ts)). Which process may read a table, and whether rows are walled, is compared with the database itself.',
    `Articles without a name are of the Act; “reading” and “policy” are ours ([statute-map.md](statute-map.md)). Periods are those of ${newest().version}; a case keeps the ones it began under. What threatens all this is in [threat-model.md](threat-model.md).`,
    ...sevenItems(),
    ...whoIsWho(),
    ...vault(),
    ...questionnaire(),
    ...register(),
  ]
    .join('\n\n')
    .concat('\n');
}

function newest(): Policy {
  const found = policies().findLast(({ isDefault }) => isDefault);
  if (!found) throw new Error('no policy is the default');
  return found;
}

/** First: the seven items, each with who asks whom, who reads it and how long it is kept. */
function sevenItems(): string[] {
  const policy = newest();
  const { questions } = textsOf(policy.version);
  const kept = new Map(documentRows().map((row) => [row.docClass, row]));
  const answers = kept.get('QUESTIONNAIRE');
  const evidence = kept.get('EVIDENCE');
  if (!answers || !evidence) throw new Error('no class for the answers');
  const rows = policy.items.map(({ code, short, article }) => {
    const asked = policy.checks.filter(({ item }) => item === code);
    return [
      `**${short.en}** ${short.ja}`,
      article,
      `${questions.items[code]?.length ?? 0} [questions](#${anchor(short.en)})`,
      asked.map(({ name, source }) => `${name.en} (${source})`).join('; ') || 'nobody',
    ];
  });
  return [
    '## The seven items of Art. 12(2)',
    table(
      [
        'Item',
        'Article',
        'The person is asked',
        'Sources that may be asked, each with consent to that question',
      ],
      rows,
    ),
    `**Who reads an answer of the person’s:** ${readersOf(answers.readers, 'whole')}; ${answers.but ?? ''}. **Who reads what a source said:** ${readersOf(evidence.readers, 'whole')}. Each only on a case that is theirs ([who is who](#who-is-who)), and each read is a ledger entry. Contractors, dispatching employers and information managers read none of it: they are told the outcome (Art. 13(2)).`,
    `**How long:** both go ${keptOf(answers.kept, 'whole')}; in this order where there was an assessment, where nobody was assessed, and where it was about the wrong person. A legal hold or an open grievance keeps them longer. Family and housemates, a part of the first item, are read by ${readersOf(kept.get('FAMILY')?.readers ?? 'NOBODY')} and go ${keptOf('FAMILY', 'whole')}.`,
    '**Where:** sealed in the vault, in the classes `QUESTIONNAIRE`, `FAMILY` and `EVIDENCE`. In clear rest codes alone: to which questions somebody consented and of which items they stated something (`applications`), which source was asked and whether it knew something (`checks`).',
  ];
}

function whoIsWho(): string[] {
  const ties: Readonly<Record<Relation, string>> = {
    self: 'of their own case',
    assigned: 'of a case they are named to',
    organ: 'of cases of their organ',
    contractor: 'of people whom their contractor nominated',
    investigation: 'of cases that the Cabinet Office was asked to investigate',
    screening: 'of passages that wait to be screened, at their organ, where they have no other part',
    none: 'of no single case',
  };
  const rows = (Object.entries(RELATION) as [Role, Relation][]).map(([role, relation]) => [
    `\`${role}\``,
    ties[relation],
  ]);
  return [
    '## Who is who',
    'A role reads only where it is tied to the case ([roles.ts](../domain/roles.ts)), and whoever judges only after their word that they are not tied to its person. A grievance officer reads a file only while a grievance is about it. Where nobody is named as reader, processes use it and no page shows it.',
    table(['Role', 'Reads'], rows),
    `“Who works on the file” are ${FILE_ROLES.map((role) => `\`${role}\``).join(', ')}.`,
    '## How long',
    table(
      ['Kept', 'By the periods of the policy'],
      (Object.keys(KEPT) as Kept[])
        .filter((kept) => kept !== 'BY_CLASS')
        .map((kept) => [KEPT[kept].says, periodsOf(kept)]),
    ),
    'A period counts from the end of the case, of the right or of the notice it is about ([document-classes.ts](../domain/document-classes.ts), [policy.ts](../domain/policy.ts)); legal holds, open grievances and demands that are not closed keep a file longer. “As proof” and “for good”: ids, codes and days that nothing deletes.',
  ];
}

function periodsOf(kept: Kept): string {
  const { periods } = newest();
  return KEPT[kept].periods.map((key: PeriodKey) => `\`${key}\`: ${inWords(periods[key])}`).join('; ') || '–';
}

function vault(): string[] {
  const rows = documentRows().map((row) => [
    `\`${row.docClass}\``,
    row.is,
    itemOf(row.item),
    row.article,
    ORIGINS[row.from],
    row.but === undefined ? readersOf(row.readers) : `${readersOf(row.readers)}: ${row.but}`,
    keptOf(row.kept, 'whole'),
  ]);
  return [
    '## The vault',
    'Everything that somebody wrote about a person, and who the person is: sealed, each class by a key of its own for each case or person, wrapped by a key outside the database. All of it is personal but `CERTIFICATION` and, as a rule, `DEMAND` and `DEMAND_ANSWER`.',
    table(['Class', 'What it is', 'Item', 'Article', 'From', 'Read by', 'Kept'], rows),
    'The key service keeps, in a database of its own that no process of the register enters ([decision 78](decisions/0078-a-key-service.md)), each key with its owner by number and its class, destroyed as a mark that stays; for good, a log of each key made, used and destroyed, with its class, the process that asked and the transaction of the register; and how far a change of the key-encryption key has come. No document, no name, no sign-in.',
  ];
}

function questionnaire(): string[] {
  const asked = policies().flatMap((policy) => {
    const { questions } = textsOf(policy.version);
    return policy.items.map((item) => ({ policy, item, topics: questions.items[item.code] ?? [] }));
  });
  const codes = [...new Set(asked.map(({ item }) => item.code))];
  const sections = codes.flatMap((code) => {
    const of = asked.filter(({ item }) => item.code === code);
    const last = of.findLast(({ policy }) => policy.isDefault) ?? of.at(-1);
    if (!last) return [];
    const topics = new Map(
      of.toReversed().flatMap(({ policy, topics: all }) => all.map((topic) => [topic.id, { topic, policy }])),
    );
    const rows = [...topics.values()].map(({ topic }) => [
      `\`${topic.id}\``,
      topic.ask.en,
      topic.fields.map(({ id, kind }) => `\`${id}\` (${kind})`).join(', '),
      of
        .filter(({ topics: all }) => all.some(({ id }) => id === topic.id))
        .map(({ policy }) => policy.version)
        .join(', '),
    ]);
    return [
      `### ${last.item.short.en}`,
      `${last.item.article}; \`${code}\`.`,
      table(['Question', 'Asks', 'Fields of a row', 'In'], rows),
    ];
  });
  const [answers, family] = (['QUESTIONNAIRE', 'FAMILY'] as const).map((name) =>
    documentRows().find(({ docClass }) => docClass === name),
  );
  if (!answers || !family) throw new Error('no class for the answers');
  return [
    '## The questionnaire, field by field',
    `From the subject, personal, sealed as \`QUESTIONNAIRE\` (drafts as \`QUESTIONNAIRE_DRAFT\`); read by ${readersOf(answers.readers)}; ${keptOf(answers.kept)}. Whether a question applies is a field of each (yes or no), and its rows are asked with a yes.`,
    ...sections,
    '### Family and housemates',
    table(
      ['Field', 'Article', 'Class', 'Read by', 'Kept'],
      RELATIVE_FIELDS.map((field) => [
        `\`${field}\``,
        family.article,
        '`FAMILY`',
        readersOf(family.readers),
        keptOf(family.kept, 'whole'),
      ]),
    ),
  ];
}

function register(): string[] {
  return [
    '## The register',
    'Every column of every table. **P** is personal by what it says, **p** pseudonymous: of a person to whoever has the register or a key besides; **–** neither. “Hashed” can be compared and not read. No personal word rests here in clear.',
    ...Object.entries(AREAS).flatMap(([area, tables]) => [
      `### ${area}`,
      ...Object.entries(tables).flatMap(tableSection),
    ]),
  ];
}

function tableSection([name, row]: [string, TableRow]): string[] {
  const processes = row.processes.map((one) => `\`sekisho_${one}\``).join(', ') || 'no process of ours';
  const walls = row.walled ? 'walled by row' : 'not walled by row';
  const rows = Object.keys(row.columns).map((column) => {
    const of = described(row, column);
    return [
      `\`${column}\``,
      of.is,
      MARKS[of.nature],
      restOf(of),
      itemOf(of.item),
      of.article,
      ORIGINS[of.from],
      readersOf(of.readers),
      keptOf(of.kept),
    ];
  });
  return [
    `#### ${name}`,
    `${row.about} Selected from by ${processes}; ${walls}.`,
    table(['Column', 'What it is', '', 'Rests', 'Item', 'Article', 'From', 'Read by', 'Kept'], rows),
  ];
}

const MARKS = { PERSONAL: 'P', PSEUDONYMOUS: 'p', NEITHER: '–' } as const;
const ORIGINS: Readonly<Record<Origin, string>> = {
  SUBJECT: 'subject',
  OFFICER: 'officer',
  CONTRACTOR: 'contractor',
  PROVIDER: 'provider',
  SYSTEM: 'system',
  OWNER: 'database’s owner',
};
const HELD = {
  ID: 'an id',
  CODE: 'a code',
  SIGN_IN: 'a sign-in',
  HASH: 'a hash',
  NAME: 'a name',
  WORDS: 'words',
  JSON_OF_CODES: 'codes, ids, days',
} as const;

function restOf({ rest, holds }: Described): string {
  const where = { CLEAR: 'clear', HASHED: 'hashed', SEALED: 'sealed' }[rest];
  return holds === undefined || holds === 'HASH' ? where : `${where}: ${HELD[holds]}`;
}

function itemOf(item: AboutItem): string {
  return { NONE: 'administration', NAMED: 'the one it names', SEVEN: 'all seven', FIRST: '(i)' }[item];
}

/** By name, whoever works on the file in one word: `whole` names them too. */
function readersOf(readers: Readers, depth: 'short' | 'whole' = 'short'): string {
  if (readers === 'BY_CLASS') return 'whoever its class names';
  const roles: readonly Role[] = READERS[readers];
  if (roles.length === 0) return 'nobody';
  const folds = depth === 'short' && FILE_ROLES.every((role) => roles.includes(role));
  const named = folds ? roles.filter((role) => !FILE_ROLES.includes(role)) : roles;
  return [...(folds ? ['who works on the file'] : []), ...named.map((role) => `\`${role}\``)].join(', ');
}

function keptOf(kept: Kept, depth: 'short' | 'whole' = 'short'): string {
  const { says, periods } = KEPT[kept];
  if (periods.length === 0 || depth === 'short') return says;
  return `${says} (${periodsOf(kept)})`;
}

/** `P10Y` as people say it. */
function inWords(period: string): string {
  const [, count = '', unit = ''] = /^P(\d+)([YMD])$/.exec(period) ?? [];
  const word = { Y: 'year', M: 'month', D: 'day' }[unit];
  if (word === undefined) throw new Error(`not a period: ${period}`);
  return `${count} ${word}${count === '1' ? '' : 's'}`;
}

function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/ /g, '-');
}
