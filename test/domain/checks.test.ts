import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ANSWERS, type CheckCode, checkPlan, type InquiryConsent, needsPerson } from '../../domain/checks.js';
import { ACT27, CHECK_CODES, ITEMS, SOURCES, checkOf } from '../support/act27.js';

const everyCheck = CHECK_CODES.map((code) => [code, checkOf(code)] as const);
const anyConsent: fc.Arbitrary<InquiryConsent> = fc.dictionary(fc.constantFrom(...CHECK_CODES), fc.boolean());
const anyStated = fc.subarray([...ITEMS]);

describe('a check', () => {
  test('asks about one of the seven items of the Act, and all seven are known in its order', () => {
    expect(ITEMS).toEqual([
      'FOREIGN_HARMFUL_ACTIVITY',
      'CRIMINAL_DISCIPLINARY',
      'INFO_HANDLING_MISCONDUCT',
      'DRUG_ABUSE',
      'MENTAL_DISORDER',
      'ALCOHOL_MODERATION',
      'FINANCIAL_CIRCUMSTANCES',
    ]);
    for (const [, kind] of everyCheck) expect(ITEMS).toContain(kind.item);
  });

  test('goes to one of the known kinds of source, each of which is asked something', () => {
    expect([...new Set(everyCheck.map(([, kind]) => kind.source))].sort()).toEqual([...SOURCES].sort());
  });

  test.each(everyCheck)(
    '%s sends the least that says who is meant: nothing of family, items or other answers',
    (_, kind) => {
      const known = ['name', 'kana', 'dateOfBirth', 'address', 'nationality'];
      expect(kind.fields.filter((field) => !known.includes(field))).toEqual([]);
      expect(new Set(kind.fields).size).toBe(kind.fields.length);
      expect(kind.fields).toContain('name');
      const keys = [
        'code',
        'name',
        'item',
        'source',
        'fields',
        'question',
        'article',
        'round',
        'onlyIfStated',
        'onForm',
      ];
      expect(Object.keys(kind).filter((key) => !keys.includes(key))).toEqual([]);
    },
  );

  test.each(everyCheck)('%s has no question about family, belief or politics', (_, kind) => {
    expect(kind.question.ja).not.toMatch(/家族|配偶者|同居|父母|兄弟|子女|思想|信条|宗教|政治|組合|性的/);
    expect(kind.question.en).not.toMatch(
      /famil|spouse|parent|sibling|child|cohabit|belie[fv]|creed|relig|politic|union|sexual/i,
    );
  });

  test.each(everyCheck)('%s asks in both languages and has an article', (_, kind) => {
    expect(kind.question.ja.length).toBeGreaterThan(5);
    expect(kind.question.en).toMatch(/[?.]$/);
    expect(kind.article).toMatch(/^Art\. 12\(6\)/);
  });

  test('of health goes to the person’s own clinic, and only on what the person stated', () => {
    for (const [, kind] of everyCheck.filter(([, k]) => k.item === 'MENTAL_DISORDER')) {
      expect(kind).toMatchObject({ source: 'CLINIC', onlyIfStated: true });
    }
  });
});

describe('the plan of checks', () => {
  test('holds no check the person did not expressly consent to', () => {
    fc.assert(
      fc.property(anyConsent, anyStated, (consent, stated) => {
        for (const code of checkPlan(ACT27, consent, stated)) expect(consent[code]).toBe(true);
      }),
    );
  });

  test('is empty without any consent, whatever was stated', () => {
    expect(checkPlan(ACT27, {}, ITEMS)).toEqual([]);
    expect(checkPlan(ACT27, Object.fromEntries(CHECK_CODES.map((code) => [code, false])), ITEMS)).toEqual([]);
  });

  test.each([1, 'true', 'yes', null, {}])('takes nothing but a plain yes for one: not %p', (value) => {
    const forged = Object.fromEntries(CHECK_CODES.map((code) => [code, value])) as unknown as InquiryConsent;
    expect(checkPlan(ACT27, forged, ITEMS)).toEqual([]);
  });

  test('takes consent to one check for no other, at the same source or about the same item neither', () => {
    for (const code of CHECK_CODES) expect(checkPlan(ACT27, { [code]: true }, ITEMS)).toEqual([code]);
  });

  test('asks some sources only about what the person’s own questionnaire raised', () => {
    fc.assert(
      fc.property(anyConsent, anyStated, (consent, stated) => {
        for (const code of checkPlan(ACT27, consent, stated)) {
          const kind = checkOf(code);
          if (kind.onlyIfStated) expect(stated).toContain(kind.item);
        }
      }),
    );
  });

  test('never grows when a consent is taken back', () => {
    fc.assert(
      fc.property(
        anyConsent,
        anyStated,
        fc.constantFrom<CheckCode>(...CHECK_CODES),
        (consent, stated, code) => {
          const plan = checkPlan(ACT27, { ...consent, [code]: false }, stated);
          expect(plan).toEqual(checkPlan(ACT27, consent, stated).filter((c) => c !== code));
        },
      ),
    );
  });
});

describe('an answer', () => {
  test('needs a person, unless it is a plain “no record”', () => {
    for (const finding of [...ANSWERS, 'LATE'] as const)
      expect([finding, needsPerson(finding, false)]).toEqual([finding, finding !== 'NO_RECORD']);
  });

  test('needs a person whatever it is, if somebody tried to give it in the source’s place', () => {
    for (const finding of [...ANSWERS, 'LATE'] as const)
      expect([finding, needsPerson(finding, true)]).toEqual([finding, true]);
  });

  test('is one of four; lateness is never said by a source', () => {
    expect([...ANSWERS].sort()).toEqual(['DECLINED', 'NO_RECORD', 'RECORD', 'UNAVAILABLE']);
  });
});
