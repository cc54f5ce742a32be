import { describe, expect, test } from '@jest/globals';
import { statisticsPage } from '../../web/pages/statistics.js';
import { frameIn } from './fixtures/pages.js';
import { YEAR } from './fixtures/years.js';

describe('the page of the yearly figures', () => {
  test.each([
    ['ja', ['新たに取り扱う見込み', '未到達', '少数', '2030年度', '365日以上730日未満']],
    [
      'en',
      ['New handler', 'not reached', '>few<', 'Fiscal year 2030', 'From 365 days to less than 730 days'],
    ],
  ] as const)('says every code in words, in %s', (language, words) => {
    const html = statisticsPage(frameIn(language), [YEAR]);
    for (const word of words) expect(html).toContain(word);
    const table = html.slice(html.indexOf('id="y2030"')).replace(/<code>.*?<\/code>/g, '');
    expect(table).not.toMatch(/>[A-Z]{2,}(_[A-Z0-9]+)*</);
    expect(table).not.toMatch(/>(?:[A-Z][a-z]+){2,}</);
    expect(html).toContain('>120<');
    expect(html).toContain('>75<');
  });

  test('begins with the whole and goes through the stages as a case does', () => {
    const html = statisticsPage(frameIn('en'), [YEAR]);
    const places = ['The whole assessment', 'Awaiting consent', 'Checks running'].map((word) =>
      html.indexOf(`>${word}</th>`),
    );
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  test('says so while no year has ended', () => {
    expect(statisticsPage(frameIn('en'), [])).toContain('No fiscal year has ended yet.');
  });
});
