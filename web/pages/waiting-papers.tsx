import type { VNode } from 'preact';
import { type Frame, speech } from '../frame.js';
import type { PapersShown } from '../originals-data.js';
import { Day } from '../parts.js';
import { PAGE_WORDS as W } from '../words/originals.js';

/** That signed papers of this case wait, a questionnaire's among them, or were found too late: not which. */
export function WaitingPapers({
  papers,
  frame,
}: {
  papers: PapersShown | undefined;
  frame: Frame;
}): VNode | null {
  const { say } = speech(frame);
  if (!papers) return null;
  const { waiting, compareBy, overdue, foundLate } = papers;
  return (
    <>
      {waiting > 0 && (
        <p class={overdue ? 'notice notice-wrong' : 'notice'}>
          {say(W.waits)} {compareBy !== null && <Day at={compareBy} frame={frame} />}{' '}
          {overdue && say(W.overdue)}
        </p>
      )}
      {foundLate > 0 && <p class="notice notice-wrong">{say(W.foundLate)}</p>}
    </>
  );
}
