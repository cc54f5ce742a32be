import { describe, expect, test } from '@jest/globals';
import { bodyOf, fieldErrors } from '../../api/pages/form-body.js';
import { DRIFTS } from '../../api/free-text.js';
import * as schemas from '../../api/schemas.js';
import { Refused } from '../../domain/errors.js';
import { NOT_AHEAD } from '../../domain/interview.js';
import { caseFilePage } from '../../web/pages/case-file.js';
import { ownCasePage } from '../../web/pages/own-case.js';
import type { FormState } from '../../web/frame.js';
import { interviews } from './fixtures/interviews.js';
import { ownInvited, ownReading } from './fixtures/own-interviews.js';
import { file, form, frameIn, own } from './fixtures/pages.js';

const ja = frameIn('ja');
const refusedWith = (pointer: string, message: string) =>
  new Refused('INVALID', undefined, [{ pointer, message }]);

describe('the form of an appointment', () => {
  const sent = {
    seen: '7',
    reasons: '経緯が分からない。',
    at: '2026-12-04T10:30',
    place: '合同庁舎三階',
    items: ['DRUG_ABUSE'],
  };

  test('says its time in Japan’s, as a program would', () => {
    const body = schemas.Interview.parse(bodyOf('arrangeInterview', sent));
    expect(new Date(body.at).toISOString()).toBe('2026-12-04T01:30:00.000Z');
    expect(body).toMatchObject({ seen: 7, place: sent.place, items: ['DRUG_ABUSE'] });
  });

  test.each(['2026-12-04', '2026-02-30T10:30', '明日', '2026-12-04T10:30:00+09:00 x'])(
    'takes no time that is none: %s',
    (at) => {
      expect(schemas.Interview.safeParse(bodyOf('arrangeInterview', { ...sent, at })).success).toBe(false);
    },
  );

  test('says of a time that does not lie ahead that it must', () => {
    const body = bodyOf('arrangeInterview', sent);
    expect(fieldErrors(refusedWith('/at', NOT_AHEAD), body)).toEqual([{ pointer: '/at', why: 'notAhead' }]);
  });
});

describe('passages on what may not be asked', () => {
  const text = '労働組合の集会に参加していると述べた。';
  const [error] = fieldErrors(refusedWith('/text', DRIFTS), bodyOf('recordInterview', { seen: '8', text }));
  const page = (state: FormState) =>
    caseFilePage(ja, { ...file, possible: ['recordInterview'], interviews: [] }, state);

  test('are named to whoever wrote them, in place', () => {
    expect(error?.why).toBe('drifts');
    expect(error?.text?.ja).toContain('労働組合');
    expect(error?.text?.ja).toContain('組合活動');
  });

  test('can be kept by a tick that is offered then and not before', () => {
    expect(page(form)).not.toContain('name="kept"');
    const back: FormState = {
      ...form,
      sent: {
        step: 'recordInterview',
        values: { seen: '8', text },
        refusal: { code: 'INVALID', errors: error ? [error] : [] },
      },
    };
    expect(page(back)).toContain('name="kept"');
    expect(bodyOf('recordInterview', { seen: '8', text, kept: 'yes' })).toEqual({
      seen: 8,
      text,
      kept: true,
    });
    expect(bodyOf('recordInterview', { seen: '8', text })).toEqual({ seen: 8, text });
  });
});

describe('to its person the page of an interview', () => {
  test('says when, where and about what, and that nobody need come', () => {
    const html = ownCasePage(ja, ownInvited, form);
    for (const said of [
      '2026年12月4日 10:30',
      '合同庁舎三階',
      '経済的な状況',
      'お越しになることは義務ではありません',
    ])
      expect(html).toContain(said);
    expect(html).not.toContain('name="remarks"');
    // On the timeline too.
    expect(html.slice(html.indexOf('id="timeline"'))).toContain('2026年12月4日 10:30');
  });

  test('shows the record above the form that confirms it, in which nothing must be written', () => {
    const html = ownCasePage(ja, ownReading, form);
    const [record, confirm] = [html.indexOf('滞納の経緯をうかがった'), html.indexOf('name="remarks"')];
    expect(record).toBeGreaterThan(0);
    expect(confirm).toBeGreaterThan(record);
    expect(html.slice(confirm - 200, confirm + 200)).not.toContain('aria-required');
    expect(html).toContain('「確認されていない」');
  });

  test('does not speak of one where there was none', () => {
    expect(ownCasePage(ja, own, form)).not.toContain('面接');
  });
});

describe('on the file', () => {
  const shown = (over: Partial<(typeof interviews)[number]>) =>
    caseFilePage(ja, { ...file, interviews: interviews.map((one) => ({ ...one, ...over })) }, form);

  test('the person’s remarks stand beside the record, on the same page', () => {
    const html = shown({});
    expect(html.indexOf('返済は来年三月に終わります')).toBeGreaterThan(
      html.indexOf('滞納の経緯をうかがった'),
    );
    expect(html).toContain('本人が書き添えたこと');
  });

  test('a record that nobody confirmed says so and no more; one that was says that', () => {
    expect(shown({ state: 'NOT_CONFIRMED' })).toContain('確認されていない');
    expect(shown({ state: 'CONFIRMED' })).toContain('本人が確認済み');
    expect(shown({ state: 'CONFIRMED' })).not.toContain('確認されていない');
  });
});
