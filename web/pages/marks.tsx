import type { VNode } from 'preact';
import { STRUCK } from '../../domain/questionnaire/screening.js';
import { WAITS_MARK } from '../../domain/masked-text.js';
import { type Frame, speech } from '../frame.js';
import { SCREENING_WORDS } from '../words/screening.js';
import { TEXT_SCREENING_WORDS } from '../words/text-screening.js';

/** What the marks in a text mean, where there are any in what a page shows. */
export function Marks(props: { of: readonly unknown[]; frame: Frame; own?: boolean }): VNode | null {
  const { of, frame, own = false } = props;
  const { say } = speech(frame);
  const shown = JSON.stringify(of);
  const meant = [
    ...(shown.includes(WAITS_MARK) ? [own ? TEXT_SCREENING_WORDS.waitsOwn : TEXT_SCREENING_WORDS.waits] : []),
    ...(shown.includes(STRUCK) ? [own ? TEXT_SCREENING_WORDS.struckOwn : SCREENING_WORDS.inTheFile] : []),
  ];
  if (meant.length === 0) return null;
  return (
    <div class="notice">
      {meant.map((word) => (
        <p key={word.en}>{say(word)}</p>
      ))}
    </div>
  );
}
