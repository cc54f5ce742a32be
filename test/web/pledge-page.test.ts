import { expect, test } from '@jest/globals';
import { pledgeText } from '../../api/pledge-text.js';
import { textsOf } from '../../forms/packs.js';
import { ownCasePage } from '../../web/pages/own-case.js';
import { form, frameIn, own } from './fixtures/pages.js';
import { policyOf } from '../../domain/policy.js';

const ACT27 = { ja: '重要経済安保情報', en: 'important economic security information' };
const ACT = /重要経済安保情報|important economic security information/;
const POLICIES = ['act27/2025-05-16', 'act27/2026-11-27', 'sds/2014-12-10'];

test.each(
  POLICIES.flatMap((policy) => (['ja', 'en'] as const).map((language) => [policy, language] as const)),
)(
  'whoever signs a pledge reads it word for word in their case’s own policy, and by its name: %s, %s',
  (policy, language) => {
    const pledge = pledgeText(policy);
    const page = ownCasePage(
      frameIn(language),
      { ...own, notice: undefined, policy, pledge, possible: ['signPledge'] },
      form,
    );
    const section = /<section[^>]*id="signPledge"[^]*?<\/section>/.exec(page)?.[0] ?? '';
    for (const line of pledge[language]) expect(section).toContain(line);
    expect(section).toContain(textsOf(policy).forms.pledge.id);
    expect(section).toContain(policyOf(policy).information?.[language] ?? ACT27[language]);
    expect([policy, ACT.test(section)]).toEqual([policy, policy.startsWith('act27')]);
  },
);

test('every word of the pledge that its name stands for is on the page, its small print too', () => {
  const { forms } = textsOf('act27/2026-11-27');
  const kinds = forms.pledge.ja.blocks.map((block) => Object.keys(block).filter((key) => key !== 'when'));
  expect(new Set(kinds.flat())).toEqual(new Set(['paragraph', 'numbered', 'note']));
  expect(pledgeText('act27/2026-11-27').ja.length).toBe(4);
});
