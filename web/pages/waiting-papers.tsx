import type { VNode } from 'preact';
import { type Frame, speech } from '../frame.js';
import type { CaseFile } from '../case-data.js';
import type { PapersShown } from '../originals-data.js';
import { mayHaveWithdrawn } from '../../domain/original.js';
import { Day } from '../parts.js';
import { PAGE_WORDS as W } from '../words/originals.js';

/** That signed papers of this case wait, a questionnaire's among them, or were found too late: not which. */
export function WaitingPapers({
  papers,
  of,
  frame,
}: {
  papers: PapersShown | undefined;
  /** Closed for silence, or how else it stands: after a result only a withdrawal is put on record so. */
  of: Pick<CaseFile, 'kind' | 'stage' | 'notConductedReason'>;
  frame: Frame;
}): VNode | null {
  const { say } = speech(frame);
  if (!papers) return null;
  const { waiting, compareBy, overdue, foundLate } = papers;
  // A result stands: it stays as it is over a withdrawal that waits.
  const told = mayHaveWithdrawn({ kind: of.kind, action: 'withdrawConsent' }, of.stage);
  return (
    <>
      {waiting > 0 && (
        <p class={overdue ? 'notice notice-wrong' : 'notice'}>
          {say(told ? W.waitsTold : W.waits)} {compareBy !== null && <Day at={compareBy} frame={frame} />}{' '}
          {overdue && say(W.overdue)}
        </p>
      )}
      {foundLate > 0 && of.notConductedReason === 'NO_RESPONSE' && (
        <p class="notice notice-wrong">{say(W.foundLate)}</p>
      )}
      {foundLate > 0 && of.stage !== 'NOT_CONDUCTED' && of.stage !== 'DISPOSED' && (
        <p class="notice notice-wrong">{say(W.foundWithdrawal)}</p>
      )}
    </>
  );
}
