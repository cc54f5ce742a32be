import { describe, expect, test } from '@jest/globals';
import { faultsIn } from '../../domain/questionnaire/faults.js';
import {
  askedPlaces,
  changedUnasked,
  faultsOpen,
  isOpenAt,
  opened,
  openTopics,
  PLACE,
  placesOf,
} from '../../domain/questionnaire/returned.js';
import { type Answer, type Answers, topicsOf } from '../../domain/questionnaire/shape.js';
import { answers, ASKED, AT, FORM, NO } from './question-form.js';

describe('a questionnaire that was returned', () => {
  const YES = { says: 'YES', rows: [{ from: '2020-01', what: 'x' }] } as const;
  const before = { answers: answers({}, { treated: YES, effect: NO }), family: [{ name: '架空 花子' }] };
  const changed = (mental: Record<string, Answer>, places: string[], family = before.family) =>
    changedUnasked(
      FORM,
      before,
      { answers: answers({}, { treated: YES, effect: NO, ...mental }), family },
      places,
    ).map(({ pointer, code }) => `${code} ${pointer}`);
  const more = { says: 'YES', rows: [{ from: '2020-01', what: 'more' }] } as const;

  test('may be changed where it was returned, and nowhere else', () => {
    expect(changed({}, [])).toEqual([]);
    expect(changed({ treated: more }, [])).toEqual([`NOT_RETURNED ${AT}/treated`]);
    expect(changed({ treated: more }, [`${AT}/treated`])).toEqual([]);
    expect(changed({ treated: NO, effect: {} }, [`${AT}/effect`])).toEqual([`NOT_RETURNED ${AT}/treated`]);
    for (const other of [NO, { ...YES, rows: [] }, { ...YES, rows: [...YES.rows, ...YES.rows] }])
      expect(changed({ treated: other }, [])).toEqual([`NOT_RETURNED ${AT}/treated`]);
  });
  test('opens what follows from a question with it', () => {
    const effect = { says: 'YES', rows: [{ what: 'x' }] } as const;
    expect(changed({ treated: more, effect, deeper: NO }, [`${AT}/treated`])).toEqual([]);
    expect(changed({ treated: more, effect }, [`${AT}/effect`])).toEqual([`NOT_RETURNED ${AT}/treated`]);
    expect(openTopics('MENTAL_DISORDER', topicsOf(FORM, 'MENTAL_DISORDER'), [`${AT}/treated`])).toHaveLength(
      3,
    );
  });
  test('is not held up by what time has done to an answer that may not be changed', () => {
    const ended = { work: { rows: [{ from: '2000-01', to: '2026-09', place: 'HERE' }] } };
    const later = faultsIn(FORM, answers(ended, { treated: {} }), [], { ...ASKED, today: '2027-02-01' });
    expect(later.map(({ code }) => code)).toEqual(['GAP', 'MISSING']);
    const asked = { ...ASKED, today: '2027-02-01' };
    const before = faultsIn(FORM, answers(ended, { treated: NO }), [], asked);
    const open = (places: string[]) => faultsOpen(FORM, later, places, before);
    expect(open([`${AT}/treated`]).map(({ pointer }) => pointer)).toEqual([`${AT}/treated/says`]);
    expect(open(['/answers/FOREIGN_HARMFUL_ACTIVITY/work'])).toHaveLength(2);
  });
  test('may be returned for one field of one row, and then for nothing beside it', () => {
    const field = `${AT}/treated/rows/0/what`;
    const other = (row: object) => ({
      treated: { says: 'YES', rows: [{ from: '2020-01', what: 'x', ...row }] } as Answer,
    });
    expect(changed(other({ what: 'more' }), [field])).toEqual([]);
    expect(changed(other({ from: '2020-02' }), [field])).toEqual([`NOT_RETURNED ${AT}/treated`]);
    expect(changed(other({ what: 'more', to: '2021-01' }), [field])).toEqual([`NOT_RETURNED ${AT}/treated`]);
    for (const rows of [[], [...YES.rows, ...YES.rows]])
      expect(changed({ treated: { says: 'YES', rows } }, [field])).toEqual([`NOT_RETURNED ${AT}/treated`]);
    expect(changed({ treated: NO }, [field])).toEqual([`NOT_RETURNED ${AT}/treated`]);
    // What follows from the question stays shut, and a line that a page ends otherwise is no change.
    expect(changed({ ...other({ what: 'more' }), effect: { says: 'YES' } }, [field])).toEqual([
      `NOT_RETURNED ${AT}/effect`,
    ]);
    expect(changed(other({ what: ' x\r\n' }), [])).toEqual([]);
    // Returned whole as well, it is open as a whole.
    expect(changed({ treated: NO, effect: {} }, [field, `${AT}/treated`])).toEqual([]);
    const topics = topicsOf(FORM, 'MENTAL_DISORDER');
    expect(openTopics('MENTAL_DISORDER', topics, [field]).map(({ id }) => id)).toEqual(['treated']);
    expect([...opened('MENTAL_DISORDER', topics, [field, `${AT}/effect`])]).toEqual([
      ['treated', new Set(['0/what'])],
      ['effect', 'WHOLE'],
      ['deeper', 'WHOLE'],
    ]);
    expect([
      PLACE.test(field),
      PLACE.test(`${AT}/treated`),
      PLACE.test(`${AT}/treated/rows/0`),
      PLACE.test(`${AT}/treated/rows/0/what/x`),
      PLACE.test('/family'),
    ]).toEqual([true, true, false, false, false]);
  });
  test('may be returned for two fields of a row, and for nothing beside both', () => {
    const two = ['what', 'to'].map((id) => `${AT}/treated/rows/0/${id}`);
    const at = (id: string) => isOpenAt(FORM, `${AT}/treated/rows/0/${id}`, two);
    expect(['what', 'to', 'from'].map(at)).toEqual([true, true, false]);
    expect(isOpenAt(FORM, `${AT}/treated`, two)).toBe(false);
    expect(PLACE.test(`x${AT}/treated`)).toBe(false);
    expect(PLACE.test(`${AT}/treated/rows/10/what`)).toBe(true);
  });
  test('answered anew in one field is held against what that field brings about, and no more', () => {
    const closed = { from: '2019-01', to: '2019-12', what: 'x' };
    const was = answers(
      { work: { rows: [{ from: '2000-01', to: '2026-09', place: 'HERE' }] } },
      { treated: { says: 'YES', rows: [closed] } },
    );
    const is = {
      ...was,
      MENTAL_DISORDER: { treated: { says: 'YES', rows: [{ ...closed, from: '2020-02' }] } as Answer },
    };
    const asked = { ...ASKED, today: '2027-02-01' };
    const [before, after] = [was, is].map((one) => faultsIn(FORM, one, [], asked));
    // A month turned round shows at the end, which did not come back: the beginning must be mended.
    expect(
      faultsOpen(FORM, after ?? [], [`${AT}/treated/rows/0/from`], before ?? []).map(
        ({ pointer, code }) => `${code} ${pointer}`,
      ),
    ).toContain(`ENDS_BEFORE_IT_BEGINS ${AT}/treated/rows/0/to`);
    expect(faultsOpen(FORM, before ?? [], [`${AT}/treated/rows/0/from`], before ?? [])).toEqual([]);
  });
  test('keeps its family, which no officer sees and none can return', () => {
    expect(changed({}, placesOf(FORM), [])).toEqual(['NOT_RETURNED /family']);
    expect(placesOf(FORM)).not.toContain('/family');
  });
  test('can be returned for what was asked of this person, and nothing else', () => {
    const places = (of: Answers) => askedPlaces(FORM, of).map(({ place }) => place);
    expect(places(answers())).not.toContain(`${AT}/effect`);
    expect(places(before.answers)).toContain(`${AT}/effect`);
    const fields = askedPlaces(FORM, before.answers).flatMap((one) => one.fields.map((field) => field.place));
    const treated = fields.filter((one) => one.startsWith(AT));
    expect(treated).toEqual(['from', 'to', 'what'].map((id) => `${AT}/treated/rows/0/${id}`));
    expect(fields.every((one) => isOpenAt(FORM, one, [one]))).toBe(true);
  });
});
