import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { FACE_FIELDS } from '../../api/face-fields.js';
import { FACE_SHAPES } from '../../api/face-shapes.js';
import {
  ACCESS,
  type AccessLine,
  FACE_HOLDS,
  FIELD_CLASSES,
  type Face,
  type FieldClass,
} from '../../domain/access.js';
import { PURPOSES } from '../../domain/purposes.js';
import { ROLES, STAFF_ROLES } from '../../domain/roles.js';
import { accessPage } from '../../scripts/access-page.js';

const FACES = Object.keys(FACE_HOLDS) as Face[];
const CLASSES = Object.keys(FIELD_CLASSES) as FieldClass[];
const KINDS = ['application', 'clearance', 'grievance'] as const;
const reviewed = readFileSync(new URL('../../docs/access-matrix.md', import.meta.url), 'utf8');
const toggled = <T>(list: readonly T[], one: T): T[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
const withLine = (n: number, line: AccessLine) => ACCESS.map((other, at) => (at === n ? line : other));
/** The cells that are worked out, without the policy as it is written above them. */
const cellsOf = (page: string) =>
  page.slice(page.indexOf('\n## Of '), page.indexOf('\n## What a face holds'));
/** That there is a grievance is asked of the role, before any line: whoever reads a part of a file is asked it too. */
const CONDITIONS = ACCESS.flatMap((line, n) =>
  line.given && line.given !== 'GRIEVED' ? [[line.face, line.given, n, line] as const] : [],
);

describe('the access matrix that was reviewed', () => {
  test('is what the functions that answer a request make of the policy', () => {
    expect(accessPage()).toBe(reviewed);
  });

  test.each(ACCESS.map((line, n) => [`${n + 1} (${line.face})`, n, line] as const))(
    'shows in its cells that line %s gives a role or a kind of case less, and anywhere that it gives more',
    (_, n, line) => {
      const turned = (changed: AccessLine) => accessPage(withLine(n, changed));
      for (const role of ROLES) {
        const page = turned({ ...line, roles: toggled(line.roles, role) });
        const less = line.roles.includes(role);
        expect([role, less ? cellsOf(page) === cellsOf(reviewed) : page === reviewed]).toEqual([role, false]);
      }
      for (const kind of KINDS) {
        const page = turned({ ...line, on: toggled(line.on, kind) });
        const less = line.on.includes(kind);
        expect([kind, less ? cellsOf(page) === cellsOf(reviewed) : page === reviewed]).toEqual([kind, false]);
      }
    },
  );

  test.each(CONDITIONS)(
    'shows in its cells that %s is opened without its condition %s',
    (_face, _given, n, { given: _, ...always }) => {
      expect(cellsOf(accessPage(withLine(n, always)))).not.toBe(cellsOf(reviewed));
    },
  );

  test('shows it in its cells when a line is left out: none is idle', () => {
    for (const n of ACCESS.keys()) {
      const page = accessPage(ACCESS.filter((_, at) => at !== n));
      expect([n, cellsOf(page) === cellsOf(reviewed)]).toEqual([n, false]);
    }
  });

  test('shows it when a face gains or loses a class of fields', () => {
    for (const face of FACES)
      for (const one of CLASSES) {
        const holds = { ...FACE_HOLDS, [face]: toggled(FACE_HOLDS[face], one) };
        expect([face, one, accessPage(ACCESS, holds) === reviewed]).toEqual([face, one, false]);
      }
  });

  test('opens nothing by a tie, and nothing but their own side to anybody on their own case', () => {
    const rows = cellsOf(reviewed)
      .split('\n')
      .filter((row) => ROLES.some((role) => row.startsWith(`| ${role} |`)));
    expect(rows.length).toBe(9 * ROLES.length);
    for (const row of rows) {
      const [, role, , , , , tied, own] = row.split('|').map((cell) => cell.trim());
      if ([...STAFF_ROLES].some((one) => one === role)) expect([row, tied]).toEqual([row, '']);
      expect([row, own]).toEqual([row, 'subject (OWN_FILE)']);
    }
  });
});

describe('a face of a case', () => {
  test.each(FACES)(
    '%s has a class for each of its fields, and no class that its line does not give',
    (face) => {
      const fields = FACE_FIELDS[face];
      expect(Object.keys(fields).toSorted()).toEqual(Object.keys(FACE_SHAPES[face].shape).toSorted());
      expect([...new Set(Object.values(fields))].toSorted()).toEqual([...FACE_HOLDS[face]].toSorted());
    },
  );

  test('is opened for a purpose of the closed list, or names a case in a list and opens nothing', () => {
    for (const { face, purpose } of ACCESS)
      expect([face, purpose === null ? face === 'undeclared' : purpose in PURPOSES]).toEqual([face, true]);
  });

  test('of whoever is told the outcome holds no reason, no answer and no name', () => {
    expect(FACE_HOLDS.outcome).toEqual(['PLACE', 'OUTCOME']);
  });
});
