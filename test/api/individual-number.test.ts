import { describe, expect, test } from '@jest/globals';
import { ROUTES } from '../../api/routes/index.js';
import { ITEMS } from '../support/act27.js';
import { INDIVIDUAL_NUMBER_REFUSED } from '../../domain/individual-number.js';
import { fieldsOf, ProviderAnswer } from '../../gateway/shapes.js';
import { answersFor } from '../../sandbox/questionnaire.js';
import { BODIES } from '../access/support/bodies.js';

const NUMBER = '１２３４ ５６７８ ９０１８';
/** Not words of a person: codes, days, ids, and names that a machine gave. */
const GIVEN =
  /\/(organId|caseId|answer|contractorId|subjectId|subjectAccount|custodian|designation|office|firstDay|lastDay|notifiedOn|reviewOn|source|cause|reference|caseOfficer|dateOfBirth|mode|signIn|kind|about|outcome|decision|treatment|codes\/\d+|need|places\/\d+|text|says|from|to|on|place|now|often|verdict|ground|report|seal|sealUntil|adoptedOn|appointedOn|recommended|paragraph|sections\/\d+|section|backBy|hash|receipt|number|channel|signedOn|receivedOn|passedOn|came|at|items\/\d+|rows\/\d+\/kind|one|other|sub|tie|adjudicator|standIn|reason|identityCheck|code|nonce|credential\/.+)$/;

/** Every place in a body where a text stands, and the body with the number in that place. */
function* withNumber(value: unknown, at = ''): Generator<[pointer: string, replaced: unknown]> {
  if (typeof value === 'string') yield [at, NUMBER];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value))
    for (const [pointer, replaced] of withNumber(inner, `${at}/${key}`))
      yield [
        pointer,
        Array.isArray(value)
          ? value.map((one, n) => (n === Number(key) ? replaced : one))
          : { ...value, [key]: replaced },
      ];
}

/** Something stated to every item, so that every kind of answer is among them. */
const STATED = answersFor(Object.fromEntries(ITEMS.map((item) => [item, '申告します。'])));
// An operator's redrive takes ids alone.
const acts = ROUTES.filter(
  ({ method, id, body }) => method === 'post' && body !== undefined && id !== 'redriveDeadLetters',
);
const bodies = acts.map((route) => {
  const body = BODIES[route.id];
  if (!body || !route.body) throw new Error(`no body for ${route.id}`);
  return {
    id: route.id,
    schema: route.body,
    body: { ...body, ...(body.answers ? { answers: STATED } : {}) },
  };
});

describe('no individual number rests here, whoever writes it', () => {
  const cases = bodies.flatMap(({ id, schema, body }) =>
    [...withNumber(body)]
      .filter(
        ([pointer]) =>
          !GIVEN.test(pointer) ||
          (pointer.endsWith('/text') &&
            !['giveConsent', 'keyGiveConsent', 'answerSupplement', 'keyAnswerSupplement'].includes(id)),
      )
      .map(([pointer, sent]) => ({ id, pointer, sent, schema })),
  );

  test('every act that takes words is asked', () => {
    expect(new Set(cases.map(({ id }) => id)).size).toBeGreaterThanOrEqual(18);
    expect(cases.filter(({ id }) => id === 'submitQuestionnaire').length).toBeGreaterThanOrEqual(10);
  });

  test.each(cases)('$id refuses it in $pointer', ({ pointer, sent, schema }) => {
    const { error } = schema.safeParse(sent);
    expect(error && fieldsOf(error)).toEqual([{ pointer, message: INDIVIDUAL_NUMBER_REFUSED }]);
  });

  test('a source’s statement is refused for it, too', () => {
    const { error } = ProviderAnswer.safeParse({ answer: 'RECORD', statement: `番号は${NUMBER}` });
    expect(error && fieldsOf(error)).toEqual([{ pointer: '/statement', message: INDIVIDUAL_NUMBER_REFUSED }]);
  });

  test.each(['A123456789018', 'A-1234-5678-9018'])(
    'the code of a section is no place for it: %s',
    (section) => {
      for (const [id, at, given] of [
        ['recordContract', '/sections/0', { sections: [section] }],
        ['transferWithin', '/section', { section }],
      ] as const) {
        const { body, schema } = bodies.find((one) => one.id === id) ?? {};
        const { error } = schema?.safeParse({ ...body, ...given }) ?? {};
        expect(error && fieldsOf(error)).toEqual([{ pointer: at, message: INDIVIDUAL_NUMBER_REFUSED }]);
      }
    },
  );

  test('names that machines give may hold any digits', () => {
    const notice = bodies.find(({ id }) => id === 'serveNotice');
    const sent = { ...notice?.body, subjectAccount: 'sub-123456789018' };
    expect(notice?.schema.safeParse(sent).success).toBe(true);
  });
});
