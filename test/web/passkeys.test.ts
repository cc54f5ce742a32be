import { describe, expect, test } from '@jest/globals';
import { LANGUAGES } from '../../web/language.js';
import { passkeyPages, SHEET } from './fixtures/passkeys.js';
import { frameIn } from './fixtures/pages.js';
import { named } from './html.js';

describe.each(LANGUAGES)('in %s', (language) => {
  const pages = passkeyPages(frameIn(language));
  const page = (name: string) => pages[name] ?? '';
  const forms = (name: string) => named(page(name), 'form').map(({ attributes }) => attributes.action);

  test('the sheet shows the code, and that no employer must see it, in both languages; told before, it shows none', () => {
    expect(page('codeSheet')).toContain(SHEET.enrolmentCode);
    expect(page('codeSheet')).toContain('誰にも見せたり渡したりしないでください');
    expect(page('codeSheet')).toContain('your employer least of all');
    expect(page('codeToldBefore')).not.toContain(SHEET.enrolmentCode);
  });

  test('the counter offers a code where no passkey stands, and a loss where one does', () => {
    expect(forms('counter').filter((action) => action?.includes('/passkey/'))).toEqual([
      `/console/cases/${SHEET.caseId}/passkey/code`,
    ]);
    expect(forms('counterWithPasskey').filter((action) => action?.includes('/passkey/'))).toEqual([
      `/console/cases/${SHEET.caseId}/passkey/confirmation`,
      `/console/cases/${SHEET.caseId}/passkey/loss`,
    ]);
  });

  test('who has no passkey finds a form for an authenticator, and without JavaScript the way on paper', () => {
    const form = named(page('noPasskey'), 'form').find(
      ({ attributes }) => attributes['data-passkey'] === 'enrol',
    );
    expect(form?.attributes).toMatchObject({ 'data-options': expect.stringContaining('challenge') });
    expect(named(page('noPasskey'), 'noscript')).toHaveLength(1);
    expect(forms('ownPasskey')).not.toContain('/console/passkeys/enrol');
  });

  test('who is told of a loss can object to it, and nobody else is asked', () => {
    expect(forms('passkeyLost')).toContain('/console/passkeys/objection');
    expect(forms('ownPasskey')).not.toContain('/console/passkeys/objection');
  });
});
