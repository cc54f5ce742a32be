import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { routeById } from '../../api/pages/via-route.js';
import { LANGUAGES } from '../../web/language.js';
import { CASE_BASIS, PAGE_BASIS } from '../../web/page-basis.js';
import { articleText } from '../../web/words/articles.js';
import { allPages } from './fixtures/all-pages.js';
import { ROOT } from '../architecture/sources.js';
import { frameIn } from './fixtures/pages.js';
import { elementsOf } from './html.js';

/** Point at any screen, or any form on it, and it names its article. */
const ARTICLE = /<p class="article">([^<]+)<\/p>/g;
const articlesIn = (html: string) => [...html.matchAll(ARTICLE)].map(([, text = '']) => text);
const footOf = (html: string) => html.slice(html.indexOf('<footer'));
const bodyOf = (html: string) => html.slice(html.indexOf('<main'), html.indexOf('</main>'));

/** Forms that a person fills in, each with its last address; a search for a case's papers states nothing. */
function filledIn(html: string): [address: string, form: string][] {
  return [...bodyOf(html).matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].flatMap(
    ([form]): [string, string][] => {
      const { action = '', method } = elementsOf(form)[0]?.attributes ?? {};
      const asked = elementsOf(form).filter(
        ({ tag, attributes }) =>
          tag === 'textarea' || tag === 'select' || (tag === 'input' && attributes.type !== 'hidden'),
      );
      return asked.length === 0 || method === 'get' ? [] : [[action, form]];
    },
  );
}

describe.each(LANGUAGES)('in %s', (language) => {
  const pages = Object.entries(allPages(frameIn(language)));
  const heading = language === 'ja' ? '根拠：' : 'Basis: ';

  test.each(pages)(
    'the page %s names at its foot the article it rests on, or that it is no step',
    (_, html) => {
      const articles = articlesIn(footOf(html));
      expect(articles).toHaveLength(1);
      expect(articles[0]?.startsWith(heading)).toBe(true);
    },
  );

  test.each(pages)('each form of %s that a person fills in names its own', (_, html) => {
    // The worksheet's stands below its form, in the same section.
    const silent = filledIn(html).filter(
      ([action, form]) => !action.endsWith('/decide') && articlesIn(form).length === 0,
    );
    expect(silent.map(([action]) => action)).toEqual([]);
  });

  test('the worksheet names its own right below its form', () => {
    const file = Object.fromEntries(pages).file ?? '';
    expect(file).toMatch(/action="[^"]*\/decide"[\s\S]*?<\/form><p class="article">/);
  });

  test('no page is left out of the walk', () => {
    const folder = path.join(ROOT, 'web/pages');
    const walked = readdirSync(path.join(ROOT, 'test/web/fixtures'))
      .map((file) => readFileSync(path.join(ROOT, 'test/web/fixtures', file), 'utf8'))
      .join('\n');
    const drawn = readdirSync(folder).flatMap((file) =>
      [...readFileSync(path.join(folder, file), 'utf8').matchAll(/export function (\w+Page)\(/g)].map(
        ([, name = '']) => name,
      ),
    );
    expect(drawn.length).toBeGreaterThan(25);
    expect(drawn.filter((name) => !walked.includes(`${name}(`))).toEqual([]);
  });
});

describe('an article on a Japanese page', () => {
  test.each(Object.entries(allPages(frameIn('ja'))))('is in Japanese: %s', (_, html) => {
    for (const article of articlesIn(html)) expect(article).not.toMatch(/[A-Za-z]/);
  });
});

describe('a page rests on what its routes rest on', () => {
  const ROUTES_OF: Readonly<Record<keyof typeof PAGE_BASIS, string | undefined>> = {
    start: undefined,
    problem: undefined,
    operations: 'listStuckCases',
    accesses: 'readApplicationAccesses',
    disposal: 'certifyApplicationDisposal',
    queue: 'listApplications',
    contractors: 'listContracts',
    certification: 'readCertification',
    nomination: 'nominate',
    nameLists: 'listNominees',
    items: 'listItems',
    item: 'readHandlerList',
    check: 'checkHandling',
    grounds: 'listHandlingGrounds',
    notices: 'listRightEndNotices',
    passingOn: 'listPassingsOn',
    recordedRights: 'listRecordedRights',
    originals: 'readOriginal',
    reportable: 'listReportableChanges',
    holds: 'listHolds',
    outages: 'listOutages',
    samePersons: 'listSamePersons',
    demands: 'listCorrectionDemands',
    declarations: 'listDeclarations',
    reportingLines: 'listReportingLines',
    standIns: 'listStandIns',
    breakGlass: 'listBreakGlass',
    passkeys: 'listPasskeys',
    textScreenings: 'listTextScreenings',
    statistics: 'listStatistics',
  };
  const pages = Object.entries(PAGE_BASIS).map(([page, basis]) => [page, basis] as const);

  test.each(pages)('%s: %s', (page, basis) => {
    const route = ROUTES_OF[page as keyof typeof PAGE_BASIS];
    if (route === undefined) expect(basis).toMatch(/^design: .* no step$/);
    else expect(basis).toBe(routeById(route).article);
  });

  test.each([
    ['application', 'readApplication'],
    ['clearance', 'readClearance'],
    ['grievance', 'readGrievance'],
  ] as const)('a case that is one %s', (kind, route) => {
    expect(CASE_BASIS[kind]).toBe(routeById(route).article);
  });

  test('and those that no law asks for say so in Japanese, too', () => {
    for (const basis of Object.values(PAGE_BASIS)) expect(articleText(basis, 'ja')).not.toMatch(/[A-Za-z]/);
  });
});
