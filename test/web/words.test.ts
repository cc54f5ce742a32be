import { checkName } from '../../domain/policy-words.js';
import { describe, expect, test } from '@jest/globals';
import { CHECK_CODES } from '../support/act27.js';
import { EDGES } from '../../domain/edges.js';
import { PROBLEMS, type ProblemCode } from '../../domain/errors.js';
import { DEADLINES } from '../../domain/policy.js';
import { ROLES } from '../../domain/roles.js';
import { STAGES } from '../../domain/stages.js';
import { FIELDS, isLong } from '../../web/fields.js';
import { LANGUAGES, type Word } from '../../web/language.js';
import { STEPS, stepsOfPeople } from '../../web/steps.js';
import { TEXTS } from '../../web/texts.js';
import { CHANGE_WORDS, STEP_WORDS } from '../../web/words/actions.js';
import { articleText } from '../../web/words/articles.js';
import { CLOCK_WORDS, MARK_WORDS } from '../../web/words/checks.js';
import { EVENT_WORDS, eventWord } from '../../web/words/events.js';
import { problemText } from '../../web/words/problems.js';
import { ROLE_WORDS } from '../../web/words/roles.js';
import { STAGE_WORDS } from '../../web/words/stages.js';

const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/;

function expectBoth(word: Word | undefined): void {
  expect(word?.ja).toMatch(JAPANESE);
  expect(word?.en).toMatch(/^[A-Z]/i);
  expect(word?.en).not.toMatch(JAPANESE);
}

describe('every code of the scheme has words in both languages', () => {
  test.each(
    Object.entries(STAGES).flatMap(([kind, stages]) => Object.keys(stages).map((stage) => [kind, stage])),
  )('stage %s %s', (kind = '', stage = '') => {
    const words: Readonly<Record<string, Readonly<Record<string, Word>>>> = STAGE_WORDS;
    expectBoth(words[kind]?.[stage]);
  });

  test('events, roles, checks, items, sources, clocks, steps, changes', () => {
    for (const { event } of EDGES) expectBoth(EVENT_WORDS[event]);
    for (const role of [...ROLES, 'System', 'Provider'] as const) expectBoth(ROLE_WORDS[role]);
    for (const code of CHECK_CODES) expectBoth(checkName(code));
    for (const kind of Object.keys(DEADLINES)) expectBoth((CLOCK_WORDS as Record<string, Word>)[kind]);
    for (const step of STEPS) [STEP_WORDS[step].label, STEP_WORDS[step].done].forEach(expectBoth);
    for (const words of [MARK_WORDS, CHANGE_WORDS]) Object.values<Word>(words).forEach(expectBoth);
  });

  test('every refusal of the closed list', () => {
    for (const code of Object.keys(PROBLEMS) as ProblemCode[]) {
      expect(problemText(code, 'ja')).toMatch(JAPANESE);
      expect(problemText(code, 'en')).not.toMatch(JAPANESE);
    }
  });

  test('the console’s own sentences: the same keys, none empty, none in the other language', () => {
    const paths = Object.fromEntries(LANGUAGES.map((language) => [language, sentences(TEXTS[language])]));
    expect(Object.keys(paths.en ?? {})).toEqual(Object.keys(paths.ja ?? {}));
    for (const text of Object.values(paths.en ?? {})) expect(text).not.toMatch(JAPANESE);
    for (const text of Object.values(paths.ja ?? {})) expect(text.trim()).not.toBe('');
  });

  test('an event that is no longer in the table is shown by its code', () => {
    expect(eventWord('SomethingOld')).toEqual({ ja: 'SomethingOld', en: 'SomethingOld' });
  });
});

describe('what people can do', () => {
  test('every step of the table that a person takes on a case has words and a form', () => {
    expect(new Set<string>(STEPS)).toEqual(stepsOfPeople());
    for (const step of STEPS) expect(isLong(step) || Array.isArray(FIELDS[step])).toBe(true);
  });
});

describe('a failed check never sounds like a clean one', () => {
  test('no two states share a word', () => {
    for (const language of LANGUAGES) {
      const words = Object.values(MARK_WORDS).map((word) => word[language]);
      expect(new Set(words).size).toBe(words.length);
      const clean = MARK_WORDS.NO_RECORD[language];
      for (const mark of ['LATE', 'DECLINED', 'UNAVAILABLE', 'OPEN', 'CANCELLED', 'RECORD'] as const)
        expect(MARK_WORDS[mark][language]).not.toContain(clean);
    }
  });
});

/** Every sentence of a catalogue by its place; functions are asked with numbers and text alike. */
function sentences(catalogue: object, at = ''): Record<string, string> {
  return Object.assign(
    {},
    ...Object.entries(catalogue).map(([name, value]: [string, unknown]) => {
      const place = `${at}/${name}`;
      if (name === 'languageName') return {};
      if (typeof value === 'string') return { [place]: value };
      if (typeof value === 'function') return { [place]: String(Reflect.apply(value, undefined, [2, 3])) };
      return sentences(value ?? {}, place);
    }),
  );
}

describe('the law behind a step', () => {
  test.each([
    ['Art. 12(3)', '第12条第3項'],
    ['Art. 12(1)(i)(イ)', '第12条第1項第1号イ'],
    ['Art. 12(4), (5), (7)', '第12条第4項、第5項、第7項'],
    ['Art. 12(5) proviso, 12(7)', '第12条第5項ただし書、第12条第7項'],
    ['Art. 12(3), Standards: withdrawal', '第12条第3項、運用基準：同意の取下げ'],
    ['Art. 11; reading', '第11条；解釈'],
  ])('%s is cited in Japanese as %s', (article, ja) => {
    expect(articleText(article, 'ja')).toBe(ja);
    expect(articleText(article, 'en')).toBe(article);
  });

  test('is in Japanese on a Japanese page, for every step of the table', () => {
    for (const { article } of EDGES) expect(articleText(article, 'ja')).not.toMatch(/[A-Za-z]/);
  });

  test('that nobody has a word for is shown as it was written', () => {
    expect(articleText('a later release: something new', 'ja')).toBe('a later release: something new');
  });
});
