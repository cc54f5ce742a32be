import { FACE_FIELDS } from '../api/face-fields.js';
import type { Route } from '../api/route.js';
import { ROUTES } from '../api/routes/index.js';
import {
  ACCESS,
  type AccessLine,
  FACE_HOLDS,
  FIELD_CLASSES,
  type Face,
  type FieldClass,
  openedOn,
} from '../domain/access.js';
import { DOCUMENT_CODES, DOCUMENTS } from '../domain/documents.js';
import { PURPOSES } from '../domain/purposes.js';
import { type CaseTies, type Grant, RELATION, type Role, ROLES } from '../domain/roles.js';
import type { CaseKind } from '../domain/stages.js';
import { table } from './stages-page.js';

/**
 * docs/access-matrix.md: who may read what, worked out by the very functions that the API asks, cell by cell. It is
 * committed and reviewed as an expectation: whatever changes a cell changes this page, and a test compares the two.
 */
const ORGAN = 'organ';
const CONTRACTOR = 'contractor';
const PERSON = 'person';
const SUB = 'reader';
const FACES = Object.keys(FACE_HOLDS) as Face[];
const CLASSES = Object.keys(FIELD_CLASSES) as FieldClass[];

interface Situation {
  readonly says: string;
  readonly kind: CaseKind;
  readonly grieved?: boolean;
  readonly overseen?: boolean;
  readonly ended?: boolean;
  readonly broken?: boolean;
}
const SITUATIONS: readonly Situation[] = [
  { says: 'an assessment', kind: 'application' },
  { says: 'an assessment somebody complains about', kind: 'application', grieved: true },
  { says: 'an assessment that ended after its consent without a result', kind: 'application', ended: true },
  {
    says: 'one that ended so, and somebody complains about',
    kind: 'application',
    ended: true,
    grieved: true,
  },
  { says: 'an assessment opened to this reader by two people', kind: 'application', broken: true },
  { says: 'a clearance', kind: 'clearance' },
  { says: 'a clearance somebody complains about', kind: 'clearance', grieved: true },
  { says: 'a grievance', kind: 'grievance' },
  { says: 'a grievance, its answer late or with measures', kind: 'grievance', overseen: true },
];

/** What somebody of an office can be to a case. `elsewhere` is of another organ, contractor or person. */
const TIES = {
  'with their word': { declared: [SUB] },
  'before their word': {},
  'not named': { declared: [SUB], assigned: [], investigatedByCabinet: false, screening: false },
  'worked on it': { declared: [SUB], workers: [SUB] },
  'tied to the person': { declared: [SUB], conflicted: [SUB] },
  'their own case': { declared: [SUB] },
  elsewhere: { declared: [SUB] },
} as const satisfies Record<string, Partial<CaseTies>>;
type Tie = keyof typeof TIES;

/** `lines` and `holds`: another policy than ours, for who asks what would be seen of it. */
export function accessPage(lines: readonly AccessLine[] = ACCESS, holds = FACE_HOLDS): string {
  return [
    '# Access matrix',
    'Generated from `domain/access.ts`, `domain/roles.ts`, `domain/documents.ts`, `api/face-fields.ts` and the route table by `scripts/render-stages.ts`; do not edit. It is worked out by the functions that answer a request, and a change of any cell fails `npm test` until somebody has read this page anew. What is not here is closed: whoever may not read a thing is answered as if it were not there.',
    'Who may *do* what stands in [stages.md](stages.md); what each column of the register is, and who reads it, in [data-inventory.md](data-inventory.md). Each read is an entry of the ledger with its role, purpose and case.',
    '## Policy',
    'A role that counts on a case opens the first line that fits. Of a case about the wrong person nobody reads what was gathered, by whichever line it is open to them.',
    table(
      ['Face', 'Roles', 'Cases', 'Given', 'Purpose', 'Article'],
      lines.map(({ face, roles, on, given, purpose, article }) => [
        face,
        roles.join(', '),
        on.join(', '),
        given ?? '',
        purpose ? `${purpose}: ${PURPOSES[purpose].covers}` : 'named in a list only',
        article,
      ]),
    ),
    ...SITUATIONS.map((situation) => situationSection(situation, lines)),
    '## What a face holds',
    table(
      ['Class', ...FACES, 'What it is'],
      CLASSES.map((one) => [
        one,
        ...FACES.map((face) => (holds[face].includes(one) ? 'yes' : '')),
        FIELD_CLASSES[one],
      ]),
    ),
    table(
      ['Face', 'Class', 'Fields'],
      FACES.flatMap((face) => holds[face].map((one) => [face, one, fieldsOf(face, one).join(', ')])),
    ),
    '## Printed documents',
    'For whoever reads the case by that role.',
    table(['Document', ...ROLES], DOCUMENT_CODES.map(documentRow)),
    '## Routes',
    'Whose office opens a route at all. On one case the role must count on it as well, and the step be theirs.',
    ...tags().flatMap((tag) => [
      `### ${tag}`,
      table(['Route', 'Who'], ROUTES.filter((route) => route.tag === tag).map(routeRow)),
    ]),
  ]
    .join('\n\n')
    .concat('\n');
}

function situationSection(situation: Situation, lines: readonly AccessLine[]): string {
  const ties = Object.keys(TIES) as Tie[];
  return [
    `## Of ${situation.says}`,
    table(
      ['Role', ...ties],
      ROLES.map((role) => [role, ...ties.map((tie) => cell(role, tie, situation, lines))]),
    ),
  ].join('\n\n');
}

function cell(role: Role, tie: Tie, situation: Situation, lines: readonly AccessLine[]): string {
  const { kind, grieved = false, overseen = false, ended = false, broken = false } = situation;
  const facts = { grieved, overseen, ended, broken };
  const opened = openedOn(grantsOf(role, tie), SUB, tiesOf(kind, role, tie), facts, lines);
  return opened ? `${opened.face}${opened.purpose ? ` (${opened.purpose})` : ''}` : '';
}

function tiesOf(kind: CaseKind, role: Role, tie: Tie): CaseTies {
  return {
    kind,
    organId: ORGAN,
    subjectId: PERSON,
    contractorId: CONTRACTOR,
    investigatedByCabinet: true,
    assigned: RELATION[role] === 'assigned' ? [SUB] : [],
    undeclared: [],
    declared: [],
    conflicted: [],
    screening: true,
    workers: [],
    screeners: [],
    ...TIES[tie],
  };
}

function grantsOf(role: Role, tie: Tie): Grant[] {
  const at = (place: string) => (tie === 'elsewhere' ? `${place} elsewhere` : place);
  const grant: Grant = {
    role,
    ...(role === 'Subject' ? { subjectId: at(PERSON) } : {}),
    ...(RELATION[role] === 'contractor' ? { contractorId: at(CONTRACTOR) } : {}),
    ...(['assigned', 'organ', 'screening'].includes(RELATION[role]) ? { organId: at(ORGAN) } : {}),
  };
  return tie === 'their own case' ? [grant, { role: 'Subject', subjectId: PERSON }] : [grant];
}

function fieldsOf(face: Face, of: FieldClass): string[] {
  return Object.entries(FACE_FIELDS[face]).flatMap(([field, one]) => (one === of ? [field] : []));
}

function documentRow(code: (typeof DOCUMENT_CODES)[number]): string[] {
  const readers: readonly Role[] = DOCUMENTS[code];
  return [code, ...ROLES.map((role) => (readers.includes(role) ? 'yes' : ''))];
}

function tags(): string[] {
  return [...new Set(ROUTES.map(({ tag }) => tag))];
}

function routeRow({ method, path, who }: Route): string[] {
  return [
    `\`${method.toUpperCase()} ${path}\``,
    who === 'signed-in' ? 'whoever is signed in' : who.join(', '),
  ];
}
