import { expect, test } from '@jest/globals';
import { formIn } from '../../forms/packs.js';
import type { OwnFile, SignedForm } from '../../web/own-data.js';
import { ownCasePage } from '../../web/pages/own-case.js';
import { lettersIn } from './fixtures/letters.js';
import { form, frameIn, own } from './fixtures/pages.js';

const POLICIES = ['act27/2025-05-16', 'act27/2026-11-27', 'sds/2014-12-10'];
/** In which section of the page a form is signed. */
const PLACES: Readonly<Record<SignedForm, string>> = {
  consent: 'consent',
  'inquiry-consent': 'consent',
  refusal: 'consent',
  withdrawal: 'withdrawConsent',
  'inquiry-withdrawal': 'withdrawInquiry',
};
const FORMS = Object.keys(PLACES) as SignedForm[];

const fileOf = (policy: string): OwnFile => ({
  ...own,
  policy,
  letters: lettersIn(policy, own.notice?.text ?? ''),
  consented: ['CONVICTION_RECORD'],
  possible: ['giveConsent', 'refuseConsent', 'withdrawConsent', 'withdrawInquiry'],
});
const sectionOf = (page: string, id: string) =>
  new RegExp(`<section[^>]*id="${id}"[^]*?</section>`).exec(page)?.[0] ?? '';

test.each(
  POLICIES.flatMap((policy) => (['ja', 'en'] as const).map((language) => [policy, language] as const)),
)(
  'whoever consents, refuses or withdraws reads the form word for word where they sign it, and by its name: %s, %s',
  (policy, language) => {
    const page = ownCasePage(frameIn(language), fileOf(policy), form);
    for (const code of FORMS) {
      const section = sectionOf(page, PLACES[code]);
      const { form: text } = formIn(code, policy);
      expect([code, section.includes(text.id)]).toEqual([code, true]);
      for (const line of spoken(text[language])) expect(section).toContain(line);
      expect([code, /[{}]/.test(section)]).toEqual([code, false]);
    }
  },
);

test('nothing that a form says is left out of its page but what is filled in beside it', () => {
  for (const policy of POLICIES)
    for (const code of FORMS) {
      const { blocks } = formIn(code, policy).form.ja;
      const kinds = blocks.flatMap((block) => Object.keys(block).filter((key) => key !== 'when'));
      const known = ['paragraph', 'numbered', 'note', 'heading', 'facts', 'table', 'heads', 'columns'];
      expect([code, kinds.filter((kind) => !known.includes(kind))]).toEqual([code, []]);
    }
});

test('to refuse nothing but the form is read, and it has a button of the same size as consent', () => {
  const section = sectionOf(ownCasePage(frameIn('ja'), fileOf(own.policy), form), 'consent');
  const [, consents = '', refuses = ''] =
    /class="either"><div>([^]*)<\/div><div>([^]*?)<\/div><\/div>/.exec(section) ?? [];
  expect(consents).toContain('name="assessment"');
  expect(refuses).toContain('不同意書');
  expect(refuses).not.toContain('<input');
  for (const side of [consents, refuses]) expect(side).toContain('<button type="submit" class="first"');
});

test('that an earlier investigation may be used is said where the scheme uses one, and nowhere else', () => {
  const note = '以前の調査があることは、あなたが同意した後に初めて伝わります';
  const said = (policy: string) => ownCasePage(frameIn('ja'), fileOf(policy), form).includes(note);
  expect(POLICIES.map(said)).toEqual([true, true, false]);
});

/** The words of a form as it lies blank, by themselves: no value is in them. */
function spoken({ title, blocks }: { title: string; blocks: readonly object[] }): string[] {
  const words = blocks
    .filter((block) => !('when' in block) || block.when === undefined || block.when === 'blank')
    .flatMap((block) => Object.entries(block).filter(([key]) => !['when', 'heads', 'table'].includes(key)))
    .flatMap(([, value]) => [value].flat(2) as unknown[])
    .filter((value): value is string => typeof value === 'string');
  return [title, ...words.flatMap((word) => word.split(/\n|\{\w+\}/))].filter((word) => word.trim() !== '');
}
