import { describe, expect, test } from '@jest/globals';
import { officeBody, officeErrors } from '../../api/pages/office-body.js';
import { routeById } from '../../api/pages/via-route.js';
import {
  CERTIFICATION_EDGES,
  CERTIFICATION_PARTS,
  CERTIFICATION_STAGES,
} from '../../domain/certification.js';
import { Refused } from '../../domain/errors.js';
import { HANDLING_GROUNDS } from '../../domain/handling.js';
import type { Values } from '../../web/frame.js';
import { fieldsOfForm, officeForm, pointerOf } from '../../web/office-forms.js';
import {
  CERTIFICATION_STEPS,
  isOfficeForm,
  OFFICE_FORM_NAMES,
  type OfficeFormName,
} from '../../web/office-names.js';
import { handlingCheckPage } from '../../web/pages/handling-check.js';
import { NAME_LISTS_ARTICLE } from '../../web/pages/name-lists.js';
import { isStep } from '../../web/steps.js';
import { articleText } from '../../web/words/articles.js';
import {
  CERTIFICATION_DONE,
  CERTIFICATION_WORDS,
  PART_FACTS,
  PART_WORDS,
} from '../../web/words/certification.js';
import { CHASE_WORDS, GROUND_OF_ANSWER, HANDLING_WORDS, RECIPIENT_WORDS } from '../../web/words/handling.js';
import { PASSING_ON_STATE, PASSING_ON_WORDS, TOLD_WORDS } from '../../web/words/passing-on.js';
import { OFFICE_WORDS, RECORDED_WORDS } from '../../web/words/recorded-rights.js';
import { OFFICE_FORM_WORDS, OFFICE_LABELS } from '../../web/words/office-forms.js';
import { form, frameIn } from './fixtures/pages.js';

const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/;
const ID = '00000000-0000-4000-8000-000000000001';
/** Something that fits each kind of field, and where a field wants more than its kind says, that. */
const BY_TYPE = {
  line: 'x',
  text: '書面により審査した。',
  day: '2026-12-01',
  count: '3',
  flag: 'yes',
  codes: 'K-1, K-2',
  tick: 'yes',
};
const BY_NAME: Readonly<Record<string, string>> = {
  organId: ID,
  contractorId: ID,
  subjectId: ID,
  'person.subjectId': ID,
  'superior.subjectId': ID,
  contract: ID,
  telling: ID,
  record: ID,
  scheme: 'sds',
  'dispatched.number': '7000012050002',
  designation: 'K-1',
  when: 'ON_DAY',
};
const SENDING = OFFICE_FORM_NAMES.filter((name) => name !== 'checkHandling');

function filledIn(name: OfficeFormName): Record<string, string> {
  const { seen } = officeForm(name);
  const fields = fieldsOfForm(name).map(({ name: field, type, options }): [string, string] => [
    field,
    BY_NAME[field] ?? options?.[0]?.value ?? BY_TYPE[type as keyof typeof BY_TYPE],
  ]);
  return { ...Object.fromEntries(fields), ...(seen ? { seen: '4' } : {}) };
}

const wrongIn = (name: OfficeFormName, values: Values) => {
  const body = officeBody(name, values);
  const parsed = routeById(name).body?.safeParse(body);
  const fields = (parsed?.error?.issues ?? []).map(({ path, message }) => ({
    pointer: `/${path.join('/')}`,
    message,
  }));
  return officeErrors(name, new Refused('INVALID', undefined, fields), body);
};

describe('a form about no case', () => {
  test.each(OFFICE_FORM_NAMES)(
    '%s cites the article of its route, and in Japanese on a Japanese page',
    (name) => {
      const { article, parts = [] } = officeForm(name);
      expect(article).toBe(routeById(name).article);
      for (const one of [article, ...parts.map((part) => part.article)])
        expect(articleText(one, 'ja')).not.toMatch(/[A-Za-z]/);
    },
  );

  test.each(SENDING)('%s sends what its route takes, and nothing its route does not know', (name) => {
    expect(wrongIn(name, filledIn(name))).toEqual([]);
    const { success } = routeById(name).body?.safeParse(officeBody(name, filledIn(name))) ?? {
      success: true,
    };
    expect(success).toBe(true);
  });

  test.each(SENDING)('%s says at each field that it needs that it is missing', (name) => {
    const { about } = officeForm(name);
    for (const field of fieldsOfForm(name)) {
      if (field.name === about || field.name === 'when' || field.optional) continue;
      const wrong = wrongIn(name, { ...filledIn(name), [field.name]: ' ' });
      expect(wrong).toEqual([{ pointer: pointerOf(field), why: 'missing' }]);
    }
  });

  test('no name of one is a step of a case, nor the other way round', () => {
    for (const name of OFFICE_FORM_NAMES) expect([isStep(name), isOfficeForm(name)]).toEqual([false, true]);
  });

  test('every step of a certification that a person takes has one', () => {
    const people = CERTIFICATION_EDGES.filter(({ by, action }) => by !== 'System' && action !== 'apply');
    expect(new Set<string>(CERTIFICATION_STEPS)).toEqual(new Set(people.map(({ action }) => action)));
  });
});

describe('every word of these pages', () => {
  const catalogues = [
    CERTIFICATION_WORDS,
    CERTIFICATION_DONE,
    PART_WORDS,
    PART_FACTS,
    HANDLING_WORDS,
    RECIPIENT_WORDS,
    CHASE_WORDS,
    GROUND_OF_ANSWER,
    OFFICE_WORDS,
    RECORDED_WORDS,
    PASSING_ON_WORDS,
    TOLD_WORDS,
    PASSING_ON_STATE,
    OFFICE_LABELS,
    OFFICE_FORM_WORDS,
  ];
  const words = catalogues.flatMap(wordsIn);

  test('is there in both languages, each in its own', () => {
    expect(words.length).toBeGreaterThan(150);
    for (const { ja, en } of words) {
      expect(ja).toMatch(JAPANESE);
      expect(en).not.toMatch(JAPANESE);
      expect(en).toMatch(/[a-z]/i);
    }
  });
});

describe('bad input', () => {
  test('a part is told whole: of one that was begun each empty field is pointed at', () => {
    const wrong = wrongIn('reportChangeCertification', {
      seen: '4',
      from: '2026-12-01',
      'parts.PREMISES.restrictedAreas': '2',
      'parts.TRAINING.timesAYear': 'often',
    });
    expect(wrong).toEqual(
      expect.arrayContaining([
        { pointer: '/parts/PREMISES/lockable', why: 'missing' },
        { pointer: '/parts/PREMISES/entriesLogged', why: 'missing' },
        { pointer: '/parts/TRAINING/timesAYear', why: 'invalid' },
      ]),
    );
    expect(wrong).toHaveLength(3);
  });

  test('whoever may choose an employer chooses one, or the organ itself', () => {
    const values = filledIn('nominate');
    expect(() => officeBody('nominate', { ...values, contractorId: '' })).toThrow(Refused);
    expect(officeBody('nominate', { ...values, contractorId: 'ORGAN' })).not.toHaveProperty('contractorId');
    const { contractorId: _none, ...staff } = values;
    expect(officeBody('nominate', staff)).not.toHaveProperty('contractorId');
  });

  test('a group that is missing is pointed at where it begins', () => {
    const refused = new Refused('INVALID', undefined, [{ pointer: '/listing', message: 'missing' }]);
    expect(officeErrors('nominate', refused, {})).toEqual([{ pointer: '/listing/agreedOn', why: 'missing' }]);
  });

  test('one wrong code is wrong as the field they were written in', () => {
    expect(wrongIn('recordContract', { ...filledIn('recordContract'), sections: 'K-1 極秘 K/3' })).toEqual([
      { pointer: '/sections', why: 'invalid' },
    ]);
  });

  test('that a contract ends at once is chosen, and never follows from a day that was left empty', () => {
    expect(officeBody('endContract', { when: 'AT_ONCE', lastDay: '' })).toEqual({ lastDay: null });
    expect(wrongIn('endContract', { when: 'ON_DAY', lastDay: '' })).toEqual([
      { pointer: '/lastDay', why: 'missing' },
    ]);
    expect(() => officeBody('endContract', { lastDay: '2026-12-01' })).toThrow(Refused);
  });
});

describe('the law on these pages', () => {
  test('is in Japanese on a Japanese page, for every part, step, list and ground', () => {
    const articles = [
      NAME_LISTS_ARTICLE,
      ...Object.values(CERTIFICATION_PARTS),
      ...Object.values(HANDLING_GROUNDS),
      ...CERTIFICATION_EDGES.map(({ article }) => article),
    ];
    for (const article of articles) expect(articleText(article, 'ja')).not.toMatch(/[A-Za-z]/);
  });

  test('every stage of a certification has words of its own', () => {
    const words = Object.values(CERTIFICATION_STAGES).flatMap(({ ja, en }) => [ja, en]);
    expect(new Set(words).size).toBe(words.length);
  });
});

describe('the answer of a handling check', () => {
  const asked = { subjectId: ID, itemId: ID };
  const page = (answered: Parameters<typeof handlingCheckPage>[1]['answered']) =>
    handlingCheckPage(frameIn('ja'), { items: [], ...(answered ? { answered } : {}) }, form);

  test('is yes until a day, or no, and offers no other word', () => {
    const yes = page({ ...asked, answer: { canHandle: true, validUntil: '2027-03-31' } });
    const no = page({ ...asked, answer: { canHandle: false } });
    expect(yes).toContain('2027年3月31日');
    expect(yes).not.toContain('取り扱えません</p>');
    expect(no).not.toContain('取り扱えます</p>');
    expect(no).toContain('取り扱えません</p>');
  });
});

/** Whatever has both languages, at any depth; a word that counts is asked for two. */
function wordsIn(catalogue: unknown): { ja: string; en: string }[] {
  if (typeof catalogue !== 'object' || catalogue === null) return [];
  const { ja, en } = catalogue as Record<string, unknown>;
  if (ja === undefined || en === undefined) return Object.values(catalogue).flatMap(wordsIn);
  const text = (word: unknown) => String(typeof word === 'function' ? word(2) : word);
  return [{ ja: text(ja), en: text(en) }];
}
