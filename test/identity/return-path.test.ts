import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { returnPath } from '../../api/return-path.js';

const ORIGIN = 'https://sekisho.example';

test.each(['/console', '/console/cases/1?tab=time#now', '/', '/a%2F%2Fb', '/console/sign-ins', '/海'])(
  'a path of our own is kept: %s',
  (path) => {
    expect(new URL(returnPath(path, '/home'), ORIGIN).href).toBe(new URL(path, ORIGIN).href);
  },
);

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  '/%2e//evil.example',
  'javascript:alert(1)',
  'console',
  ' /console',
  '',
  undefined,
  ['/console'],
  { a: 1 },
])('anything else is not: %j', (wanted) => {
  expect(returnPath(wanted, '/home')).toBe('/home');
});

test.each([
  '/console/sign-in',
  '/console/sign-in?return_to=/x',
  '/console/callback?code=1',
  '/console/./sign-out',
])('nobody is sent back into the sign-in: %s', (wanted) => {
  expect(returnPath(wanted, '/home')).toBe('/home');
});

test('whatever is asked for, the browser stays with us', () => {
  const piece = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '%2e',
    '\t',
    '\n',
    ' ',
    '@',
    ':',
    '?',
    '#',
    'evil.example',
    'a',
  );
  const wanted = fc.oneof(
    fc.string(),
    fc.webUrl(),
    fc.array(piece).map((pieces) => `/${pieces.join('')}`),
  );
  fc.assert(
    fc.property(wanted, (path) => {
      expect(new URL(returnPath(path, '/home'), ORIGIN).origin).toBe(ORIGIN);
    }),
    { numRuns: 5_000 },
  );
});
