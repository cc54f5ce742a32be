import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { policyOf } from '../../domain/policy.js';
import { textsOf } from '../../forms/packs.js';

/**
 * The first policy: each text by the name that its letters give it, and what is asked of whom. A case that froze it is asked
 * and printed by it as long as it is kept: whoever changes a letter here changes what people are said to have signed. A new
 * wording is a new pack.
 */
const RELEASED = 'act27/2025-05-16';
const TEXTS = [
  'consent-2025-05-16@bc63d5f2eae695c2',
  'grievance-2025-05-16@f6bc81806e0a7b38',
  'grievance-answer-2025-05-16@396a5b8eb3336a6c',
  'grievance-receipt-2025-05-16@a6bc2b832a5e3d64',
  'inquiry-2025-05-16@8e3205c829dfd8f9',
  'inquiry-consent-2025-05-16@0c116139f16a52ef',
  'notice-doubt-2025-05-16@3bc0aff49cacf545',
  'notice-new-handler-2025-05-16@1ae8c97e970ceb8b',
  'notice-renewal-2025-05-16@a9ec12d4816dce41',
  'pledge-2025-05-16@0bbf41b6ecaeb134',
  'questionnaire-2025-05-16@2765aa293ebb5d43',
  'questions-2025-05-16@7f5bda680e2896e0',
  'reasons-2025-05-16@ed93c661cf917132',
  'refusal-2025-05-16@6a586c58eb38cceb',
  'result-notice-2025-05-16@eb4cbbd913c6e613',
  'superior-form-2025-05-16@4bb7c3891fd18bc1',
  'withdrawal-2025-05-16@422a6ae144c3b6c9',
];
const ASKED = '70c577950a4882d1';

test('every text of the first policy is letter for letter what it was', () => {
  const { forms, questions } = textsOf(RELEASED);
  expect([...Object.values(forms).map(({ id }) => id), questions.id].toSorted()).toEqual(TEXTS);
});

test('and so is what it investigates, whom it asks, and what each question says', () => {
  const { items, sources, checks, steps, name, law } = policyOf(RELEASED);
  const said = JSON.stringify({ items, sources, checks, steps, name, law });
  expect(createHash('sha256').update(said).digest('hex').slice(0, 16)).toBe(ASKED);
});
