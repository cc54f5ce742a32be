import { expect, test } from '@jest/globals';
import { caseFilePage } from '../../web/pages/case-file.js';
import { ownCasePage } from '../../web/pages/own-case.js';
import { file, form, frameIn, own } from './fixtures/pages.js';

const textIn = (html: string) => html.replace(/<[^>]*>/g, ' ');
const out = { channel: 'CERTIFIED_POST', issuedOn: '2026-11-20', withdrawnOn: null } as const;

test.each([
  ['ja', '11月20日', '受け取ったことを示すもの', '渡さないでください', 'もう通知できません'],
  [
    'en',
    '20 Nov 2026',
    'what shows its receipt',
    'Do not hand the notice over',
    'No result is notified any more',
  ],
] as const)(
  'a file says what is out, since when, and what is to be recorded of it (%s)',
  (lang, day, waits, withdrawn, gone) => {
    const page = caseFilePage(frameIn(lang), { ...file, issue: out }, form);
    expect(textIn(page)).toContain(waits);
    expect(textIn(page)).toContain(day);
    const after = caseFilePage(
      frameIn(lang),
      { ...file, issue: { ...out, withdrawnOn: '2026-11-22' } },
      form,
    );
    expect(textIn(after)).toContain(withdrawn);
    const none = { ...out, issuedOn: null, withdrawnOn: '2026-11-22' };
    const voided = textIn(caseFilePage(frameIn(lang), { ...file, issue: none }, form));
    expect(voided).toContain(gone);
    expect(voided).not.toContain(day);
    expect(textIn(caseFilePage(frameIn(lang), file, form))).not.toContain(waits);
  },
);

test('a result is recorded by the way it went out; where nothing is out, in the person’s account alone', () => {
  const recording = (of: typeof file) =>
    /<form[^>]*notifyResult"[^]*?<\/form>/.exec(
      caseFilePage(frameIn('ja'), { ...of, possible: ['notifyResult'] }, form),
    )?.[0] ?? '';
  const byPost = recording({ ...file, issue: out });
  for (const name of ['receivedOn', 'receivedAt', 'number', 'CERTIFIED_POST']) expect(byPost).toContain(name);
  expect(byPost).not.toContain('OWN_ACCOUNT');
  expect(recording(file)).toContain('OWN_ACCOUNT');
  for (const name of ['receivedOn', 'CERTIFIED_POST']) expect(recording(file)).not.toContain(name);
});

test('a person whose withdrawal met a notice on its way reads what it waits for, and otherwise nothing of one', () => {
  for (const [lang, said] of [
    ['ja', '同意の取下げを受け付けました'],
    ['en', 'Your withdrawal has been received'],
  ] as const) {
    expect(
      textIn(ownCasePage(frameIn(lang), { ...own, withdrawalReceivedOn: '2026-11-22' }, form)),
    ).toContain(said);
    expect(textIn(ownCasePage(frameIn(lang), own, form))).not.toContain(said);
  }
});
