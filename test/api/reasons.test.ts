import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DecisionBody } from '../../api/worksheet.js';
import type { Sentence } from '../../domain/reasons.js';
import { EVERYTHING, worksheetFor } from '../../sandbox/worksheet.js';
import { bodyOf } from '../access/support/bodies.js';
import { type Case, Cases } from '../access/support/cases.js';
import type { Account } from '../access/support/cast.js';
import { holdings, type House, openHouse, verdict } from '../access/support/house.js';
import { printed } from '../forms/printed.js';

let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
beforeEach(() => cases.leave());
afterAll(() => house?.stop());

const TOLD: Sentence = { text: 'TOLD-TO-THE-PERSON' };
const SOURCE: Sentence = { text: 'KEPT-FOR-ITS-SOURCE', withheld: 'WOULD_REVEAL_SOURCE' };
const OTHER: Sentence = { text: 'KEPT-FOR-ANOTHER', withheld: 'CONCERNS_ANOTHER_PERSON' };

const act = async (by: Account, { id }: Case, path: string, route: string, more: object = {}) =>
  house.post(by, `/applications/${id}/${path}`, { ...bodyOf(route, await cases.version(id)), ...more });
const decide = async (made: Case, reasons: readonly Sentence[]) =>
  act('adjudicator', made, 'decision', 'decide', { decision: 'NOT_FOUND', reasons });
async function heard(reasonsWaived = false): Promise<Case> {
  const made = await cases.application('HEARING', { reasonsWaived });
  await cases.step(made.id, 'answerConcerns', 'subject');
  return made;
}
/** Decided against the person for these reasons, by two people, and told. */
async function notified(reasons: readonly Sentence[], reasonsWaived = false): Promise<Case> {
  const made = await heard(reasonsWaived);
  expect(verdict(await decide(made, reasons))).toBe('201');
  const second = 'adjudicatorOnceSubject';
  expect(verdict(await act(second, made, 'decision-confirmation', 'confirmDecision'))).toBe('201');
  expect(verdict(await act('officer', made, 'result-notice', 'notifyResult'))).toBe('201');
  return made;
}
async function letter({ id }: Case, language: string): Promise<string> {
  const authorization = `Bearer ${await house.token('subject')}`;
  const at = `${house.url}/applications/${id}/documents/reasons?lang=${language}`;
  const response = await fetch(at, { headers: { authorization } });
  return printed(Buffer.from(await response.arrayBuffer())).text.replace(/\s/g, '');
}

describe('reasons as they come in', () => {
  const whole = { seen: 1, decision: 'NOT_FOUND', worksheet: worksheetFor(EVERYTHING) };
  const pathOf = (reasons: unknown, decision = 'NOT_FOUND') =>
    DecisionBody.safeParse({ ...whole, decision, reasons }).error?.issues[0]?.path;

  test('are 1 to 60 sentences of a line each, 4,000 characters in all, marked from a closed list', () => {
    expect(pathOf([TOLD, SOURCE])).toBeUndefined();
    expect(pathOf([])).toEqual(['reasons']);
    expect(pathOf('one text')).toEqual(['reasons']);
    expect(pathOf(Array.from({ length: 61 }, () => TOLD))).toEqual(['reasons']);
    expect(pathOf(Array.from({ length: 3 }, () => ({ text: 'x'.repeat(1_500) })))).toEqual(['reasons']);
    expect(pathOf([TOLD, { text: ' ' }])).toEqual(['reasons', 1, 'text']);
    expect(pathOf([{ text: 'one\ntwo' }])).toEqual(['reasons', 0, 'text']);
    expect(pathOf([TOLD, { text: 'x', withheld: 'BECAUSE' }])).toEqual(['reasons', 1, 'withheld']);
  });

  test('bear no mark where the decision is for the person: nothing of them is told, so nothing is kept', () => {
    expect(pathOf([TOLD], 'FOUND')).toBeUndefined();
    expect(pathOf([TOLD, SOURCE], 'FOUND')).toEqual(['reasons', 1, 'withheld']);
  });

  test('of which none is for the person are refused, and nothing is changed', async () => {
    const made = await heard();
    const before = await holdings(house.register);
    expect(verdict(await decide(made, [SOURCE, OTHER]))).toBe('422 REASONS_REQUIRED');
    expect(await holdings(house.register)).toBe(before);
  });
});

describe('what the person is told of them', () => {
  test('is the sentences that are theirs, and on which grounds there are others: on the page, by letter, nowhere more', async () => {
    const made = await notified([OTHER, TOLD, SOURCE]);
    const { body, text } = await house.get('subject', `/applications/${made.id}`);
    expect([body.reasons, body.withheld]).toEqual([
      TOLD.text,
      ['WOULD_REVEAL_SOURCE', 'CONCERNS_ANOTHER_PERSON'],
    ]);
    const history = await house.get('subject', `/applications/${made.id}/timeline`);
    const ja = await letter(made, 'ja');
    const en = await letter(made, 'en');
    for (const seen of [text, history.text, ja, en]) {
      expect(seen).not.toContain(OTHER.text);
      expect(seen).not.toContain(SOURCE.text);
    }
    expect(history.text).not.toContain('WOULD_REVEAL_SOURCE');
    expect(ja).toContain(TOLD.text);
    expect(ja).toContain('本人以外の者に関することであるため');
    expect(en).toContain('withheldunderArt.13(4)');
  }, 60_000);

  test('does not tell how much was withheld', async () => {
    const seen = async (reasons: readonly Sentence[]) => {
      const { body } = await house.get('subject', `/applications/${(await notified(reasons)).id}`);
      return [body.reasons, body.withheld, body.version];
    };
    expect(await seen([TOLD, SOURCE])).toEqual(await seen([SOURCE, SOURCE, TOLD, SOURCE]));
  }, 60_000);

  test('is nothing where they did not want to know: no ground either', async () => {
    const made = await notified([TOLD, SOURCE], true);
    const { body } = await house.get('subject', `/applications/${made.id}`);
    expect(body).not.toHaveProperty('reasons');
    expect(body).not.toHaveProperty('withheld');
  });

  test('is the whole text, where it was sealed before reasons had sentences', async () => {
    const made = await cases.application('CLOSED');
    const { body } = await house.get('subject', `/applications/${made.id}`);
    expect(body.reasons).toBe('REASONS TEXT');
    expect(body).not.toHaveProperty('withheld');
    expect(await letter(made, 'en')).toContain('REASONSTEXT');
  });
});

test('who works on the file reads all sentences, each with its mark', async () => {
  const made = await notified([TOLD, SOURCE]);
  const { body } = await house.get('adjudicator', `/applications/${made.id}`);
  const decided = body.statements.find(({ action }: { action: string }) => action === 'decide');
  expect(decided).toMatchObject({ text: `${TOLD.text}\n${SOURCE.text}`, sentences: [TOLD, SOURCE] });
});
