import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { driftingIn, mayKeep, placeOf } from '../../domain/free-text.js';
import { STRUCK, type Verdict } from '../../domain/questionnaire/screening.js';
import { masked, passageShown, screened, WAITS_MARK, passagesToScreen } from '../../domain/masked-text.js';

const UNION = '労働組合の役員';
const SAID = `返済は済んだ。毎朝早い。今は${UNION}をしている。勤めは変わらない。家も同じだ。`;
const say = (passage: number, verdict: Verdict) =>
  ({ passage, verdict, ground: verdict === 'STAND' ? 'MEANS_SOMETHING_ELSE' : 'MAY_NOT_BE_ASKED' }) as const;

describe('a text that drifts', () => {
  const content = { kind: 'OTHER_DOUBT', text: SAID };
  const passages = passagesToScreen(content, [SAID]);

  test('is filed with a mark in place of each passage, and nothing else of the document is touched', () => {
    expect(passages).toHaveLength(1);
    expect(masked(content, passages)).toEqual({ ...content, text: SAID.replace(UNION, WAITS_MARK) });
    expect(passagesToScreen(content, ['something else'])).toEqual([]);
  });

  test('is shown to who screens it by its sentence, the one before and the one after, and no more', () => {
    const { written, start, end, topic } = passageShown(content, passages[0] as never);
    expect(written).toBe(`毎朝早い。今は${UNION}をしている。勤めは変わらない。`);
    expect([written.slice(start, end), topic]).toEqual([UNION, 'UNION']);
  });

  test('stays without what was struck, alone or with its sentence, or word for word', () => {
    expect(screened(content, passages, [say(1, 'STRIKE')])).toEqual({
      ...content,
      text: SAID.replace(UNION, STRUCK),
    });
    expect(screened(content, passages, [say(1, 'STRIKE_SENTENCE')])).toEqual({
      ...content,
      text: `返済は済んだ。毎朝早い。${STRUCK}。勤めは変わらない。家も同じだ。`,
    });
    expect(screened(content, passages, [say(1, 'STAND')])).toEqual(content);
  });

  test('that one document holds twice is struck in both places by either', () => {
    const reasons = {
      text: `確かめるため。\n今は${UNION}をしている。`,
      inquiries: [{ text: `今は${UNION}をしている。` }],
    };
    const drifting = [`今は${UNION}をしている。`];
    const twice = passagesToScreen(reasons, drifting);
    expect(twice).toHaveLength(2);
    for (const said of [
      [say(1, 'STRIKE'), say(2, 'STAND')],
      [say(1, 'STAND'), say(2, 'STRIKE_SENTENCE')],
    ])
      expect(JSON.stringify(screened(reasons, twice, said))).not.toContain(UNION);
  });

  test('loses every struck word and no other, wherever it stands', () => {
    const plain = fc.constantFrom('返済は済んだ。', '毎朝早い。', 'It is paid. ');
    fc.assert(
      fc.property(fc.array(plain), fc.array(plain), fc.boolean(), (before, after, strike) => {
        const text = `${before.join('')}${UNION}。${after.join('')}`;
        const found = passagesToScreen({ text }, [text]);
        const left = screened({ text }, found, [say(1, strike ? 'STRIKE' : 'STAND')]);
        expect(left).toEqual({ text: strike ? text.replace(UNION, STRUCK) : text });
        expect(masked({ text }, found)).toEqual({ text: text.replace(UNION, WAITS_MARK) });
      }),
    );
  });
});

describe('the places of a request', () => {
  test('are known by their route, whatever code or number stands in them', () => {
    expect(placeOf('inquire', '/inquiries/POLICE_RECORD/reasons')).toBe('MASKED');
    expect(placeOf('decide', '/reasons/3/text')).toBe('REWORD');
    expect(placeOf('decide', '/worksheet/MENTAL_DISORDER/factors/OBEYS/concern')).toBe('REWORD');
    expect(placeOf('nominate', '/person/name')).toBe('NAME');
    expect(placeOf('inquire', '/inquiries/POLICE_RECORD/need')).toBeUndefined();
    expect(placeOf('inquire', '/inquiries/reasons')).toBeUndefined();
    expect(placeOf('unheard', '/reasons')).toBeUndefined();
  });

  test('drift where a passage stands in a text that is looked at, and nowhere else', () => {
    expect(driftingIn('reportAsOther', { kind: 'OTHER_DOUBT', text: SAID })).toEqual([
      { pointer: '/text', text: SAID, as: 'MASKED' },
    ]);
    expect(driftingIn('arrangeInterview', { reasons: '確かめるため。', place: `${UNION}会館` })).toEqual([]);
    expect(driftingIn('reportAsOther', { text: '返済は済んだ。' })).toEqual([]);
  });

  test('may be kept where they are somebody’s own to say, and not where they are told or decided', () => {
    for (const id of ['fileGrievance', 'answerConcerns', 'reportChange', 'recordInterview', 'resolveReview'])
      expect([id, mayKeep(id)]).toEqual([id, true]);
    for (const id of ['decide', 'askSubject', 'requestDocument', 'revoke', 'answerGrievance', 'giveConsent'])
      expect([id, mayKeep(id)]).toEqual([id, false]);
  });
});
