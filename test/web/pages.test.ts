import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { WITHHOLDING_GROUNDS } from '../../domain/reasons.js';
import { LANGUAGES } from '../../web/language.js';
import { ownCasePage } from '../../web/pages/own-case.js';
import { caseFilePage } from '../../web/pages/case-file.js';
import { operationsPage } from '../../web/pages/operations.js';
import { allPages, returned } from './fixtures/all-pages.js';
import { CASE_ID, file, form, frameIn, own, row, viewer } from './fixtures/pages.js';
import { ownRefused } from './fixtures/own-results.js';
import { elementsOf, formsOf, named } from './html.js';

const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(1)>'&</textarea>\u202e`;

describe.each(LANGUAGES)('every page in %s', (language) => {
  const pages = Object.entries(allPages(frameIn(language)));

  test.each(pages)(
    '%s carries no script but that of passkeys, where one signs or is made, and nothing inline',
    (_name, html) => {
      const elements = elementsOf(html);
      const signs = html.includes('data-passkey="');
      const scripts = [{ tag: 'script', attributes: { src: '/assets/passkey.0.js', defer: '' } }];
      expect(elements.filter(({ tag }) => tag === 'script' || tag === 'style')).toEqual(signs ? scripts : []);
      expect(html).not.toMatch(/<script[^>]*>[^<]/);
      const names = elements.flatMap(({ attributes }) => Object.keys(attributes));
      expect(names.filter((name) => name === 'style' || name.startsWith('on'))).toEqual([]);
      const addresses = elements.flatMap(({ attributes: { href, action, src, formaction } }) =>
        [href, action, src, formaction].filter((address) => address !== undefined),
      );
      for (const address of addresses) expect(address).toMatch(/^(\/|#|http:\/\/127\.0\.0\.1:9)/);
    },
  );

  test.each(pages)(
    '%s says its language, title and landmarks, and has one heading of its own',
    (_name, html) => {
      expect(named(html, 'html')[0]?.attributes.lang).toBe(language);
      for (const landmark of ['header', 'main', 'footer', 'h1', 'title'])
        expect(named(html, landmark)).toHaveLength(1);
      expect(named(html, 'a')[0]?.attributes).toMatchObject({ class: 'skip', href: '#content' });
      expect(named(html, 'main')[0]?.attributes.id).toBe('content');
    },
  );

  test.each(pages)('%s names every field, and every reference leads somewhere', (_name, html) => {
    const elements = elementsOf(html);
    const ids = elements.flatMap(({ attributes: { id } }) => id ?? []);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const labelled = new Set(named(html, 'label').map(({ attributes }) => attributes.for));
    const wrapped = new Set(
      [...html.matchAll(/<label class="tick">(<input[^>]*>)/g)].flatMap(([, input = '']) =>
        elementsOf(input),
      ),
    );
    const fields = elements.filter(
      ({ tag, attributes }) => ['input', 'select', 'textarea'].includes(tag) && attributes.type !== 'hidden',
    );
    for (const { attributes } of fields) {
      const inLabel = [...wrapped].some(
        (one) => JSON.stringify(one.attributes) === JSON.stringify(attributes),
      );
      expect(inLabel || labelled.has(attributes.id ?? '')).toBe(true);
    }
    const references = elements.flatMap(({ attributes }) =>
      ['aria-describedby', 'aria-labelledby', 'for', 'form'].flatMap(
        (name) => attributes[name]?.split(' ') ?? [],
      ),
    );
    for (const reference of references) expect(ids).toContain(reference);
  });

  test.each(pages)(
    '%s is under 30 kB compressed, and every form carries the session’s token and a key of its own',
    (_name, html) => {
      expect(gzipSync(html).length).toBeLessThan(30_000);
      // Of a file whose every step is open at once, which none is.
      expect(Buffer.byteLength(html)).toBeLessThan(145_000);
      const forms = Object.entries(formsOf(html)).filter(
        // Papers are looked for by a case's number, and a handling check asks: nothing that counts is sent.
        ([step]) => !['sign-out', 'originals', 'handling-check'].includes(step),
      );
      for (const [step, { fields }] of forms)
        expect(fields).toMatchObject({ csrf: form.csrf, key: `${form.key}.${step}` });
    },
  );
});

test('what was written on the way stands on the file, for whoever weighs it', () => {
  const html = caseFilePage(frameIn('ja'), file, form);
  for (const { text } of file.statements.flatMap(({ sentences, ...one }) => sentences ?? [one]))
    expect(html).toContain(text);
  expect(html).toContain(WITHHOLDING_GROUNDS.WOULD_REVEAL_SOURCE.ja);
});

describe('the reasons of a decision', () => {
  const rows = {
    decision: 'NOT_FOUND',
    'reasons.0.text': 'これは本人に。',
    'reasons.1.text': 'これは本人に知らせない。',
    'reasons.1.withheld': 'WOULD_REVEAL_METHOD',
  };
  const preview = (html: string) => /role="status">(.*?)<\/div>/s.exec(html)?.[1];

  test('are shown to who writes them as the person will read them, and what is withheld is not', () => {
    const shown = preview(caseFilePage(frameIn('ja'), file, returned('decide', rows)));
    expect(shown).toContain('これは本人に。');
    expect(shown).not.toContain('これは本人に知らせない。');
    expect(shown).toContain(WITHHOLDING_GROUNDS.WOULD_REVEAL_METHOD.ja);
    const found = returned('decide', { ...rows, decision: 'FOUND' });
    expect(preview(caseFilePage(frameIn('ja'), file, found))).toBeUndefined();
  });

  test('come to the person with one line of what is withheld, under which ground', () => {
    expect(ownCasePage(frameIn('en'), ownRefused, form)).toContain(
      `withheld under Art. 13(4), because ${WITHHOLDING_GROUNDS.WOULD_REVEAL_SOURCE.en}.`,
    );
  });
});

describe('titles', () => {
  test('stay in a browser’s history: they name nobody, and do not say how a case stands to its subject', () => {
    const title = (html: string) => /<title>(.*)<\/title>/.exec(html)?.[1];
    expect(title(caseFilePage(frameIn('ja'), file, form))).toBe('適性評価 00000000 – 人による確認中 – 関所');
    expect(title(ownCasePage(frameIn('ja'), own, form))).toBe('適性評価 – 関所');
  });
});

describe('hostile text', () => {
  test.each(Object.entries(allPages(frameIn('ja'), HOSTILE)))('%s shows it as text', (_name, html) => {
    expect(html.replace('<script src="/assets/passkey.0.js" defer></script>', '')).not.toContain('<script');
    expect(html).not.toContain('<img');
    expect(named(html, 'textarea').length).toBe(html.split('</textarea>').length - 1);
  });
});

describe('findings', () => {
  const html = caseFilePage(frameIn('ja'), file, form);
  const classOf = (word: string) =>
    new RegExp(`<span class="([^"]*)"><svg(?:(?!</span>)[^])*</svg>${word}</span>`)
      .exec(html)?.[1]
      ?.split(' ');

  test('what is late, declined or failed shares no class with "nothing on record"', () => {
    const clean = classOf('該当なし');
    expect(clean).toEqual(['mark-no-record']);
    for (const word of [
      '期限までに返事がない',
      '回答を断られた',
      '照会先が回答できず',
      '返事を待っている',
      '記録あり',
    ])
      expect(classOf(word)?.filter((name) => clean?.includes(name))).toEqual([]);
  });

  test('each waits for a person until one has weighed it', () => {
    expect(html.match(/class="attention"/g)).toHaveLength(3);
  });
});

describe('consent', () => {
  const html = ownCasePage(frameIn('ja'), own, form);

  test('nothing is chosen beforehand', () => {
    const chosen = elementsOf(html).filter(
      ({ attributes }) => 'checked' in attributes || 'selected' in attributes,
    );
    expect(chosen).toEqual([]);
  });

  test('refusing has the same button as consenting, stands beside it, and asks for nothing', () => {
    const [consent, refuse] = ['同意する', '同意しない'].map(
      (label) => new RegExp(`<button([^>]*)>${label}</button>`).exec(html)?.[1] ?? '',
    );
    const weight = (attributes = '') => /class="([^"]*)"/.exec(attributes)?.[1];
    expect(weight(refuse)).toBe(weight(consent));
    expect(refuse).toContain('form="refuse"');
    expect(Object.keys(formsOf(html).refuseConsent?.fields ?? {})).toEqual(['csrf', 'key']);
  });

  test('once given, taking it back is one press in full view, with nothing to fill in', () => {
    const after = ownCasePage(
      frameIn('ja'),
      { ...own, possible: ['submitQuestionnaire', 'withdrawConsent'] },
      form,
    );
    const at = after.indexOf('withdrawConsent"');
    expect(after.lastIndexOf('<details', at)).toBe(-1);
    expect(Object.keys(formsOf(after).withdrawConsent?.fields ?? {})).toEqual(['csrf', 'key']);
    expect(/<form[^>]*withdrawConsent"[^]*?<\/form>/.exec(after)?.[0]).toContain(
      '<button type="submit" class="first">',
    );
  });

  test('a notice that is not the one we could show is not consented to here', () => {
    const old = ownCasePage(frameIn('ja'), { ...own, notice: undefined }, form);
    expect(formsOf(old).giveConsent).toBeUndefined();
    expect(old).toContain('以前の版');
  });
});

describe('operations', () => {
  test('shows ids, counts and links, and nothing of a person', () => {
    const stuck = {
      id: CASE_ID,
      kind: 'application',
      phase: 'OPEN',
      since: row.since,
      unseen: true,
      overdue: 0,
    } as const;
    const html = operationsPage(frameIn('en', { viewer: { ...viewer, grants: [{ role: 'Operator' }] } }), {
      policiesMissing: [],
      unseen: 1,
      overdue: 0,
      textsOverdue: 0,
      stuck: [
        { ...stuck, temporal: `http://127.0.0.1:9/namespaces/sekisho/workflows/application%2F${CASE_ID}` },
      ],
      dead: [],
      temporalUi: 'http://127.0.0.1:9',
    });
    expect(html).toContain(`application%2F${CASE_ID}`);
    expect(html).not.toContain(row.person?.name);
    expect(html).not.toContain('/console/queue');
  });
});
