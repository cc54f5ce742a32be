import { describe, expect, test } from '@jest/globals';
import { Questionnaire } from '../../api/schemas.js';
import { ITEMS } from '../../domain/checks.js';

const relative = { name: '検査 花子', dateOfBirth: '1980-04-01', nationalities: ['日本'], address: '東京都' };
const nothing = Object.fromEntries(ITEMS.map((item) => [item, { nothingToState: true }]));
const whole = { seen: 3, items: nothing, family: [relative] };
const isTaken = (body: unknown) => Questionnaire.safeParse(body).success;

describe('the questionnaire', () => {
  test('is taken when it answers the seven items', () => {
    expect(isTaken(whole)).toBe(true);
  });
  test('takes nothing outside the seven items, and none less', () => {
    for (const name of ['CREED', 'POLITICS', 'UNION', 'OTHER', ''])
      expect(isTaken({ ...whole, items: { ...nothing, [name]: { nothingToState: true } } })).toBe(false);
    for (const item of ITEMS)
      expect(isTaken({ ...whole, items: { ...nothing, [item]: undefined } })).toBe(false);
    expect(isTaken({ ...whole, remarks: 'x' })).toBe(false);
  });
  test('takes nothing beside an item’s answer', () => {
    const drinking = { nothingToState: true, score: 3 };
    expect(isTaken({ ...whole, items: { ...nothing, ALCOHOL_MODERATION: drinking } })).toBe(false);
  });
  test('takes four fields of a relative, no more and no less', () => {
    for (const name of ['occupation', 'phone', 'relation', 'religion'])
      expect(isTaken({ ...whole, family: [{ ...relative, [name]: 'x' }] })).toBe(false);
    for (const name of Object.keys(relative))
      expect(isTaken({ ...whole, family: [{ ...relative, [name]: undefined }] })).toBe(false);
  });
  test('takes two hundred lines to an item and no more: each is printed, and hundreds of pages are no answer', () => {
    const stated = (lines: number) => ({
      ...nothing,
      ALCOHOL_MODERATION: { nothingToState: false, statement: Array(lines).fill('x').join('\n') },
    });
    expect(isTaken({ ...whole, items: stated(200) })).toBe(true);
    expect(isTaken({ ...whole, items: stated(201) })).toBe(false);
  });
});
