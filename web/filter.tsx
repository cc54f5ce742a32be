import type { VNode } from 'preact';
import { type Frame, speech } from './frame.js';
import type { Word } from './language.js';
import { HANDLING_WORDS } from './words/handling.js';
import { withQuery } from './paths.js';

/** Of a list that shows what is still to be done: that alone, or all of it. */
export function OpenOrAll({
  path,
  open,
  word,
  frame,
}: {
  readonly path: string;
  readonly open: boolean;
  readonly word: Word;
  readonly frame: Frame;
}): VNode {
  const { say } = speech(frame);
  const filters = [
    { href: path, word, chosen: open },
    { href: withQuery(path, { show: 'all' }), word: HANDLING_WORDS.all, chosen: !open },
  ];
  return (
    <nav class="filter" aria-label={say(HANDLING_WORDS.show)}>
      <ul>
        {filters.map((one) => (
          <li key={one.href}>
            <a href={one.href} {...(one.chosen ? { 'aria-current': 'page' as const } : {})}>
              {say(one.word)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
