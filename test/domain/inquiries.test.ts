import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CheckCode, InquiryConsent } from '../../domain/checks.js';
import { ACT27, CHECK_CODES, ITEMS, checkOf } from '../support/act27.js';
import type { Action } from '../../domain/edges.js';
import {
  askableIn,
  askableNow,
  codesOf,
  firstChecks,
  firstDue,
  mayBeRepeated,
  waitsForNone,
} from '../../domain/inquiries.js';
import { permit } from '../../domain/rules.js';
import type { Edge } from '../../domain/edges.js';
import { codeOf } from './code-of.js';
import { easyCase, easyInput, linesOf } from './table.js';

const anyConsent: fc.Arbitrary<InquiryConsent> = fc.dictionary(fc.constantFrom(...CHECK_CODES), fc.boolean());
const anyItems = fc.subarray([...ITEMS]);
const anyCodes = fc.subarray([...CHECK_CODES]);
const EVERYTHING = Object.fromEntries(CHECK_CODES.map((code) => [code, true]));
const FIRST: readonly CheckCode[] = [
  'DISCIPLINARY_RECORD',
  'INFO_HANDLING_RECORD',
  'SUPERIOR_DISCIPLINE',
  'SUPERIOR_INFO_HANDLING',
  'SUPERIOR_STATEMENT',
];

describe('the order of an investigation', () => {
  test('begins with the superior and the personnel records, and asks nobody else by itself', () => {
    expect(firstChecks(ACT27, EVERYTHING, ITEMS)).toEqual(FIRST);
    for (const code of firstChecks(ACT27, EVERYTHING, ITEMS))
      expect(['EMPLOYER', 'SUPERIOR']).toContain(checkOf(code).source);
  });

  test('begins with nobody who was not consented to', () => {
    fc.assert(
      fc.property(anyConsent, anyItems, (consent, stated) => {
        expect(firstChecks(ACT27, consent, stated)).toEqual(FIRST.filter((code) => consent[code] === true));
      }),
    );
  });
});

describe('what may be asked as needed', () => {
  test('is consented to, warranted by what was stated, and not asked before', () => {
    fc.assert(
      fc.property(anyConsent, anyItems, anyCodes, (consent, stated, asked) => {
        for (const code of askableIn(ACT27, 'HUMAN_REVIEW', consent, stated, asked)) {
          const { onlyIfStated, item } = { onlyIfStated: false, ...checkOf(code) };
          expect([consent[code], asked.includes(code)]).toEqual([true, false]);
          expect(onlyIfStated && !stated.includes(item)).toBe(false);
        }
      }),
    );
  });

  test('is nothing that goes out first anyway, where the investigation has yet to begin', () => {
    const askable = askableIn(ACT27, 'INVESTIGATION', EVERYTHING, ITEMS, []);
    expect([...askable, ...FIRST].toSorted()).toEqual([...CHECK_CODES].toSorted());
  });

  test('is, after an investigation that was used again, whatever did not come over', () => {
    expect(askableIn(ACT27, 'HUMAN_REVIEW', EVERYTHING, ITEMS, ['CREDIT_STANDING'])).toEqual(
      CHECK_CODES.filter((code) => code !== 'CREDIT_STANDING'),
    );
  });
});

describe('what is asked first', () => {
  const due = (asked: readonly CheckCode[], open: readonly CheckCode[]) =>
    firstDue(ACT27, EVERYTHING, ITEMS, { asked, open });

  test('is due until it was asked and has come in, answered or late, and where it was consented to', () => {
    expect(due([], [])).toEqual(FIRST);
    expect(due(FIRST, FIRST.slice(1))).toEqual(FIRST.slice(1));
    expect(due(FIRST, [])).toEqual([]);
    expect(firstDue(ACT27, { CREDIT_STANDING: true }, ITEMS, { asked: [], open: [] })).toEqual([]);
  });

  test('is waited for in a case of the release before too, which asked everybody at once', () => {
    expect(due(CHECK_CODES, CHECK_CODES)).toEqual(FIRST);
    expect(due(CHECK_CODES, ['CREDIT_STANDING'])).toEqual([]);
  });

  test('itself waits for nothing; nobody else is asked before, nor beside it', () => {
    const one = FIRST.slice(0, 1);
    expect(waitsForNone(FIRST, one)).toBe(true);
    expect(waitsForNone(one, ['CREDIT_STANDING'])).toBe(false);
    expect(waitsForNone(one, [...one, 'CREDIT_STANDING'])).toBe(false);
    expect(waitsForNone([], ['CREDIT_STANDING'])).toBe(true);
    expect(waitsForNone(one, [])).toBe(true);
    expect(askableNow(CHECK_CODES, one)).toEqual(one);
    expect(askableNow(CHECK_CODES, [])).toEqual(CHECK_CODES);
  });
});

describe.each(['startInvestigation', 'inquire'] as const)('%s', (action: Action) => {
  const edge = linesOf(action)[0] as Edge;
  const acting = { roles: [...edge.by], sub: 'p1' };
  const ask = (asks: readonly CheckCode[], reasons: boolean) =>
    permit(action, easyCase(edge), acting, { ...easyInput(edge), asks, reasons });

  test('sends no question that may not be asked, whatever stands beside it', () => {
    expect(codeOf(() => ask(['CREDIT_STANDING', 'POLICE_RECORD'], true))).toBe('NO_CONSENT');
  });

  test('sends none before what is asked first has come in', () => {
    const facts = { ...easyCase(edge), firstDue: FIRST };
    const input = { ...easyInput(edge), asks: ['CREDIT_STANDING'], reasons: true };
    expect(codeOf(() => permit(action, facts, acting, input))).toBe('RECORDS_FIRST');
  });

  test('sends none without a reason', () => {
    expect(codeOf(() => ask(['CREDIT_STANDING'], false))).toBe('REASONS_REQUIRED');
  });
});

test('an investigation begins without naming any', () => {
  const edge = linesOf('startInvestigation')[0] as Edge;
  const { asks: _, ...input } = easyInput(edge);
  const facts = { ...easyCase(edge), askable: [] };
  expect(permit('startInvestigation', facts, { roles: [...edge.by], sub: 'p1' }, input).edge).toBe(edge);
});

test('what a step names is read in the order of the table', () => {
  expect(codesOf(ACT27, { RENT_ARREARS: 'UNCLEAR', CONVICTION_RECORD: 'TO_CONFIRM_STATEMENT' })).toEqual([
    'CONVICTION_RECORD',
    'RENT_ARREARS',
  ]);
});

test('what is repeated was asked before, every one of it', () => {
  expect(mayBeRepeated(['CREDIT_STANDING'], ['POLICE_RECORD', 'CREDIT_STANDING'])).toBe(true);
  expect(mayBeRepeated(['CREDIT_STANDING', 'RENT_ARREARS'], ['CREDIT_STANDING'])).toBe(false);
  expect(mayBeRepeated([], [])).toBe(true);
});
