import { PROBLEMS } from '../domain/errors.js';
import { table } from './stages-page.js';

/** docs/problems.md: every way the system refuses, by its code. The `type` of each problem leads to its heading here. */
export function problemsPage(): string {
  const codes = Object.entries(PROBLEMS);
  return [
    '# Problems',
    'Generated from `domain/errors.ts` by `scripts/render-stages.ts`; do not edit. A refusal is an RFC 9457 problem document (`application/problem+json`) with one of these codes and nothing changed. Whoever may not see a thing gets `NOT_FOUND`, as if it did not exist. The list is closed.',
    table(
      ['Code', 'Status'],
      codes.map(([code, { status }]) => [`[\`${code}\`](#${code.toLowerCase()})`, String(status)]),
    ),
    ...codes.map(([code, { status, text }]) => `## ${code}\n\n${status}. ${text}`),
  ]
    .join('\n\n')
    .concat('\n');
}
