import { describe, expect, test } from '@jest/globals';
import { bodyOf, fieldErrors, shownAgain } from '../../api/pages/form-body.js';
import { Sentences } from '../../api/reasons.js';
import * as schemas from '../../api/schemas.js';
import { InquiryWithdrawal, SupplementAnswer } from '../../api/supplements.js';
import { Refused } from '../../domain/errors.js';
import { MOST_SENTENCES } from '../../domain/reasons.js';
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

  test('a supplementary consent: each answer that was chosen, and none that was not', () => {
    const body = bodyOf('answerSupplement', {
      seen: '3',
      text: TEXT,
      'inquiries.CREDIT_STANDING': 'no',
      'inquiries.ENTRY_HISTORY': '',
    });
    expect(SupplementAnswer.parse(body)).toEqual({ text: TEXT, inquiries: { CREDIT_STANDING: false } });
  });

  test('questions taken back: those that were ticked, and to tick none takes back nothing', () => {
    const body = bodyOf('withdrawInquiry', { codes: ['CREDIT_STANDING', 'POLICE_RECORD'] });
    expect(InquiryWithdrawal.parse(body)).toEqual({ codes: ['CREDIT_STANDING', 'POLICE_RECORD'] });
    expect(InquiryWithdrawal.safeParse(bodyOf('withdrawInquiry', {})).success).toBe(false);
  });

  test('what needs no version carries none, whatever the form says', () => {
    expect(bodyOf('withdrawConsent', { seen: '3' })).toEqual({});
    expect(bodyOf('refuseConsent', { 'inquiries.POLICE_RECORD': 'yes' })).toEqual({});
  });
});

describe('reasons in rows', () => {
  const values = {
    'reasons.0.text': '一文目。\n\n二文目。',
    'reasons.3.text': '三文目。',
    'reasons.3.withheld': 'WOULD_REVEAL_SOURCE',
  };
  const reasonsOf = (sent: Record<string, string>) => bodyOf('decide', sent).reasons;

  test('each line is a sentence under the mark of its row', () => {
    expect(reasonsOf(values)).toEqual([
      { text: '一文目。' },
      { text: '二文目。' },
      { text: '三文目。', withheld: 'WOULD_REVEAL_SOURCE' },
    ]);
  });

  test('an item for which nothing was chosen is a fault with its place; one the page did not ask about is none', () => {
    const sent = { 'worksheet.items': 'DRUG_ABUSE,MENTAL_DISORDER', 'worksheet.DRUG_ABUSE': 'NOTHING' };
    expect(bodyOf('decide', sent).worksheet).toEqual({
      DRUG_ABUSE: { treatment: 'NOTHING' },
      MENTAL_DISORDER: { treatment: '' },
    });
  });

  test('none at all, and a mark without words, are faults with a place on the form', () => {
    for (const mark of ['', 'HINDERS_CONDUCT']) {
      const { error } = Sentences.safeParse(reasonsOf({ 'reasons.4.withheld': mark }));
      expect(error?.issues[0]?.path).toEqual([0, 'text']);
    }
  });

  test('come back a row for each sentence, with more rows where they were asked for', () => {
    const again = shownAgain('decide', { ...values, sentences: '5', add: 'row' });
    expect(again).toMatchObject({
      'reasons.1.text': '二文目。',
      'reasons.2.text': '三文目。',
      'reasons.2.withheld': 'WOULD_REVEAL_SOURCE',
      sentences: '10',
    });
    expect(again).not.toHaveProperty(['reasons.3.text']);
    expect(shownAgain('decide', { ...values, add: 'preview' })).toMatchObject({ sentences: '5' });
    const many = { 'reasons.0.text': 'x\n'.repeat(MOST_SENTENCES + 1) };
    expect(shownAgain('decide', many)).toEqual(many);
    expect(Sentences.safeParse(reasonsOf(many)).success).toBe(false);
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
