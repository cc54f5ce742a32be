import { describe, expect, test } from '@jest/globals';
import { ANSWERS, type CheckCode } from '../../domain/checks.js';
import { CHECK_CODES, checkOf } from '../support/act27.js';
import { people } from '../../sandbox/people.js';
import { behaviourOf } from '../../sandbox/providers/behaviour.js';
import { demoPersonas } from '../../sandbox/providers/personas/demo.js';
import { personas } from '../../sandbox/providers/personas.js';
import { statementMaxLength } from '../../sandbox/providers/protocol.js';

const told = (name: string | undefined, checkCode: string, dateOfBirth?: string) =>
  behaviourOf({ person: { name, dateOfBirth }, checkCode });

/** What a person's sources say beside "no record", at once. */
function remarks(name: string) {
  const all = CHECK_CODES.map((code) => [code, told(name, code)] as const);
  const loud = all.filter(
    ([, said]) => 'silent' in said || said.answer !== 'NO_RECORD' || said.onlyWhenReminded,
  );
  return Object.fromEntries(loud.map(([code, said]) => [code, 'silent' in said ? 'silent' : said.answer]));
}

describe('the people of the demo', () => {
  test.each<[string, Partial<Record<CheckCode, string>>]>([
    ['芹沢 明子', {}],
    ['黒田 剛', { POLICE_RECORD: 'RECORD', CREDIT_STANDING: 'RECORD' }],
    ['森 遅子', { SUPERIOR_STATEMENT: 'silent' }],
    ['白石 和', { TREATING_PHYSICIAN_OPINION: 'DECLINED' }],
    ['遠山 渡', { ENTRY_HISTORY: 'UNAVAILABLE' }],
    ['待田 律', { DISCIPLINARY_RECORD: 'NO_RECORD', INFO_HANDLING_RECORD: 'NO_RECORD' }],
  ])('%s', (name, expected) => {
    expect(remarks(name)).toEqual(expected);
  });
});

test('a name is found whatever its width and spacing, and not by its likeness', () => {
  for (const name of [
    '黒田剛',
    '黒田　剛',
    ' 黒田 剛 ',
    'Kuroda Tsuyoshi',
    'Ｋｕｒｏｄａ Ｔｓｕｙｏｓｈｉ',
  ]) {
    expect(told(name, 'POLICE_RECORD')).toMatchObject({ answer: 'RECORD' });
  }
  // New forms of kanji, and parts of a name, are other names.
  for (const name of ['徳永 慶', '黒田', '黒田 剛志']) expect(remarks(name)).toEqual({});
});

test('of two people with one name, only the one with that date of birth has a record', () => {
  const [p01, p34] = ['p01', 'p34'].map((key) => people.find((person) => person.key === key));
  expect(p01?.name.ja).toBe(p34?.name.ja);
  expect(told(p34?.name.ja, 'CREDIT_STANDING', p34?.birthDate)).toMatchObject({ answer: 'RECORD' });
  expect(told(p01?.name.ja, 'CREDIT_STANDING', p01?.birthDate)).toEqual({ answer: 'NO_RECORD' });
});

test('whoever is not named cannot be looked up, and that is not "no record"', () => {
  expect(told(undefined, 'POLICE_RECORD')).toMatchObject({ answer: 'UNAVAILABLE' });
  expect(told('', 'POLICE_RECORD')).toMatchObject({ answer: 'UNAVAILABLE' });
});

test('a check nobody here has heard of finds no record', () => {
  for (const code of ['TAX_RECORD', '__proto__', 'constructor']) {
    expect(told('黒田 剛', code)).toEqual({ answer: 'NO_RECORD' });
  }
});

describe('the table', () => {
  const behaviours = personas.flatMap(({ answers }) => Object.values(answers).flatMap((one) => one ?? []));

  test('has every answer, silence, and answers that need a reminder, among the seeded people too', () => {
    const seeded = personas.filter((persona) => !demoPersonas.includes(persona));
    const said = seeded.flatMap((persona) =>
      Object.values(persona.answers).map((each) => (!each ? '' : 'silent' in each ? 'silent' : each.answer)),
    );
    expect(new Set(said)).toEqual(new Set([...ANSWERS, 'silent']));
    expect(behaviours.some((each) => 'onlyWhenReminded' in each)).toBe(true);
  });

  test('names, beside the people of the demo, only seeded people', () => {
    const known = new Set(people.map((person) => person.name.ja));
    const seeded = personas.filter((persona) => !demoPersonas.includes(persona));
    for (const persona of seeded) expect(known).toContain(persona.names[0]);
  });

  test('leaves most of the seeded people with nothing on record', () => {
    const clean = people.filter((person) => Object.keys(remarks(person.name.ja)).length === 0);
    expect(clean.length).toBeGreaterThan(people.length / 2);
  });

  test('asks a date of birth only where the source is given one', () => {
    for (const persona of personas.filter((each) => each.dateOfBirth)) {
      for (const code of Object.keys(persona.answers) as CheckCode[]) {
        expect(checkOf(code).fields).toContain('dateOfBirth');
      }
    }
  });

  test('holds no record against anyone of other or former nationality', () => {
    for (const person of people) {
      const isJapaneseOnly = person.nationalities.join() === 'JP' && person.formerNationalities.length === 0;
      if (!isJapaneseOnly) expect(Object.values(remarks(person.name.ja))).not.toContain('RECORD');
    }
  });

  test('tells each story in both languages, and keeps statements within their length', () => {
    for (const { story } of personas) expect(story.ja && story.en).toBeTruthy();
    for (const each of behaviours) {
      if ('statement' in each) expect(each.statement?.length).toBeLessThanOrEqual(statementMaxLength);
    }
  });
});
