import { describe, expect, test } from '@jest/globals';
import { bodyOf, fieldErrors } from '../../api/pages/form-body.js';
import * as schemas from '../../api/schemas.js';
import { Refused } from '../../domain/errors.js';
import { fieldsOf } from '../../gateway/shapes.js';

const TEXT = 'notice-new-handler@0';

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

  test('questionnaire: the draft that was looked at', () => {
    expect(bodyOf('submitQuestionnaire', { seen: '4', revision: '9' })).toEqual({ seen: 4, draft: 9 });
  });

  test('consent without its tick is no consent', () => {
    const body = bodyOf('giveConsent', { seen: '3', text: TEXT });
    expect(schemas.Consent.safeParse(body).success).toBe(false);
  });

  test('what needs no version carries none, whatever the form says', () => {
    expect(bodyOf('withdrawConsent', { seen: '3' })).toEqual({});
    expect(bodyOf('refuseConsent', { 'inquiries.POLICE_RECORD': 'yes' })).toEqual({});
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
});
