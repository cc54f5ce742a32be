import { describe, expect, test } from '@jest/globals';
import { keptTogether, questionnaireSays } from '../../api/pages/keyed-questionnaire.js';
import { fieldsOf } from '../../api/pages/section-fields.js';
import { Questionnaire } from '../../api/questionnaire/shape.js';
import type { Answers } from '../../domain/questionnaire/shape.js';
import { PACKS } from '../../forms/packs.js';
import { answersFor } from '../../sandbox/questionnaire.js';
import type { FormState, Values } from '../../web/frame.js';
import { keyingPage } from '../../web/pages/keying.js';
import { ITEMS } from '../support/act27.js';
import { frameIn } from './fixtures/pages.js';

const { questions: QUESTIONS, policy } = PACKS[0];
const asked = (item: string) => QUESTIONS.items[item] ?? [];

const answers = answersFor({ FINANCIAL_CIRCUMSTANCES: '家賃が遅れた。' }) as Answers;
const family = [
  { name: '浜田 次郎', dateOfBirth: '1955-03-20', nationalities: ['日本'], address: '架空市一丁目' },
];
/** As a browser sends what somebody filled in: every field of every part by a name of its own. */
const sent: Values = {
  seen: '4',
  ...Object.fromEntries(
    ITEMS.flatMap((item) =>
      Object.entries(fieldsOf(item, asked(item), { answers, family: [] })).map(([name, value]) => [
        `${item}:${name}`,
        value,
      ]),
    ),
  ),
  ...fieldsOf('FAMILY', [], { answers: {}, family }),
};
const keying = {
  caseId: '0c5c0001-0000-4000-8000-000000000001',
  version: 4,
  policy: policy.version,
  steps: [{ step: 'submitQuestionnaire' as const, stops: false }],
  questions: QUESTIONS.items,
  inquiries: [],
  items: [],
};
const form: FormState = { key: 'k', csrf: 'c' };
const page = (language: 'ja' | 'en', more: Partial<FormState> = {}) =>
  keyingPage(frameIn(language), keying, { ...form, ...more });

describe('a questionnaire on paper, keyed in on a page', () => {
  test('is the body a program would send: every part, every row, and the family apart', () => {
    const body = Questionnaire.parse(questionnaireSays(sent));
    expect(body).toMatchObject({ seen: 4, family });
    for (const item of ITEMS)
      for (const [topic, answer] of Object.entries(answers[item] ?? {}))
        expect([item, topic, body.answers?.[item]?.[topic]]).toEqual([item, topic, answer]);
    expect(body).not.toHaveProperty('kept');
  });

  test.each(['ja', 'en'] as const)('asks each question once, in its own part (%s)', (language) => {
    const drawn = page(language);
    const names = [...drawn.matchAll(/name="([A-Z_]+:[^"]+|family\.[^"]+)"/g)].map(([, name]) => name ?? '');
    const fields = names.filter((name) => !name.endsWith('.says'));
    expect(new Set(fields).size).toBe(fields.length);
    for (const item of ITEMS)
      for (const { id, gate } of asked(item))
        expect([item, id, names.includes(`${item}:${id}.${gate ? 'says' : ''}`) || !gate]).toEqual([
          item,
          id,
          true,
        ]);
    expect(drawn).toContain('name="original.hash"');
    expect(drawn).toContain('name="family.0.dateOfBirth"');
    expect(drawn).not.toContain('keySubmitQuestionnaire');
  });

  test('comes back as it was written, with its rows moved together, open where something is wrong', () => {
    const gapped = { ...sent, 'family.3.name': '浜田 三郎' };
    const values = keptTogether(gapped);
    expect(values['family.1.name']).toBe('浜田 三郎');
    expect(values).not.toHaveProperty(['family.3.name']);
    const refusal = {
      code: 'INVALID' as const,
      errors: [{ pointer: '/family/1/address', why: 'missing' as const }],
    };
    const drawn = page('ja', { sent: { step: 'submitQuestionnaire', values, refusal } });
    expect(drawn).toContain('href="#submitQuestionnaire-family-1-address"');
    expect(drawn).toContain('value="浜田 三郎"');
    expect(drawn.match(/<details class="part" open/g)?.length).toBeGreaterThan(0);
  });

  test('gets another row without keeping anything', () => {
    const [first] = asked('FOREIGN_HARMFUL_ACTIVITY').filter(({ most }) => most > 1);
    const name = `FOREIGN_HARMFUL_ACTIVITY:${first?.id}`;
    const field = first?.fields[0]?.id;
    const values = { [`${name}.0.${field}`]: 'x', more: name };
    const drawn = page('en', { sent: { step: 'submitQuestionnaire', values } });
    expect(drawn).toContain(`name="${name}.1.${field}"`);
    expect(drawn).toContain(`formaction="/console/cases/${keying.caseId}/originals/submitQuestionnaire#`);
  });
});
