import { describe, expect, test } from '@jest/globals';
import { bodyOf, fieldErrors, shownAgain } from '../../api/pages/form-body.js';
import * as schemas from '../../api/schemas.js';
import { ITEMS } from '../../domain/checks.js';
import { Refused } from '../../domain/errors.js';
import { fieldsOf } from '../../gateway/shapes.js';

const TEXT = 'notice-new-handler@0';
const nothing = Object.fromEntries(ITEMS.map((item) => [`items.${item}`, 'nothing']));

describe('a form becomes the body a program would send', () => {
  test('consent: what was left open is absent, and absent means no', () => {
    const body = bodyOf('giveConsent', {
      seen: '3',
      text: TEXT,
      assessment: 'yes',
      'inquiries.POLICE_RECORD': 'yes',
      'inquiries.CREDIT_STANDING': 'no',
      'inquiries.RENT_ARREARS': '',
      'inquiries.NOT_A_QUESTION': 'yes',
    });
    expect(schemas.Consent.parse(body)).toEqual({
      seen: 3,
      text: TEXT,
      assessment: true,
      inquiries: { POLICE_RECORD: true, CREDIT_STANDING: false },
      reasonsWaived: false,
    });
  });

  test('consent without its tick is no consent', () => {
    const body = bodyOf('giveConsent', { seen: '3', text: TEXT });
    expect(schemas.Consent.safeParse(body).success).toBe(false);
  });

  test('what needs no version carries none, whatever the form says', () => {
    expect(bodyOf('withdrawConsent', { seen: '3' })).toEqual({});
    expect(bodyOf('refuseConsent', { 'inquiries.POLICE_RECORD': 'yes' })).toEqual({});
  });

  test('questionnaire: rows that were left blank are nobody, nationalities are told apart', () => {
    const values = {
      ...nothing,
      seen: '4',
      'items.DRUG_ABUSE': 'something',
      'items.DRUG_ABUSE.statement': '一度。',
      'family.2.name': ' 架空 花子 ',
      'family.2.dateOfBirth': '1990-01-02',
      'family.2.nationalities': 'JP、FR, ',
      'family.2.address': '架空市',
    };
    const parsed = schemas.Questionnaire.parse(bodyOf('submitQuestionnaire', values));
    expect(parsed.family).toEqual([
      { name: '架空 花子', dateOfBirth: '1990-01-02', nationalities: ['JP', 'FR'], address: '架空市' },
    ]);
    expect(parsed.items.DRUG_ABUSE).toEqual({ nothingToState: false, statement: '一度。' });
    expect(parsed.items.ALCOHOL_MODERATION).toEqual({ nothingToState: true });
  });

  test('questionnaire: "something to state" needs the statement, "nothing" must not have one', () => {
    const empty = bodyOf('submitQuestionnaire', { ...nothing, seen: '4', 'items.DRUG_ABUSE': 'something' });
    const refused = schemas.Questionnaire.safeParse(empty).error?.issues[0];
    expect(refused?.path).toEqual(['items', 'DRUG_ABUSE', 'statement']);
    const both = { ...nothing, seen: '4', 'items.DRUG_ABUSE.statement': '一度。' };
    expect(() => bodyOf('submitQuestionnaire', both)).toThrow(Refused);
  });
});

describe('a form that comes back', () => {
  test('says what is wrong with each field once, in the words of a form', () => {
    const fields = [
      { pointer: '/reasons', message: 'Too big: expected string to have <=4000 characters' },
      { pointer: '/caseOfficer', message: 'not a case officer who may take this case' },
      { pointer: '/decision', message: 'Invalid option' },
      { pointer: '/decision', message: 'Invalid input' },
      { pointer: '', message: 'Unrecognized key' },
    ];
    const body = { reasons: 'x'.repeat(4001), caseOfficer: 'nobody' };
    expect(fieldErrors(new Refused('INVALID', undefined, fields), body)).toEqual([
      { pointer: '/reasons', why: 'tooLong' },
      { pointer: '/caseOfficer', why: 'invalid' },
      { pointer: '/decision', why: 'missing' },
    ]);
  });

  test('tells who wrote an individual number that it is one, by what the schema says of it', () => {
    const body = { about: 'CONDUCT', text: '私の番号は1234 5678 9018です。' };
    const { error } = schemas.Grievance.safeParse(body);
    const fields = error ? fieldsOf(error) : [];
    expect(fieldErrors(new Refused('INVALID', undefined, fields), body)).toEqual([
      { pointer: '/text', why: 'individualNumber' },
    ]);
  });

  test('numbers family rows as its errors do, and keeps the blank ones below', () => {
    const shown = shownAgain(
      'submitQuestionnaire',
      { rows: '3', 'family.2.name': '架空 花子', seen: '4' },
      1,
    );
    expect(shown).toMatchObject({ rows: '4', 'family.0.name': '架空 花子', seen: '4' });
    expect(shown).not.toHaveProperty(['family.2.name']);
  });
});
