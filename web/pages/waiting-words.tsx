import type { VNode } from 'preact';
import type { OverdueText, WordsShown } from '../waiting-words-data.js';
import { formalDay } from '../dates.js';
import { type Frame, speech } from '../frame.js';
import { AlertIcon } from '../icons.js';
import { Day, Section } from '../parts.js';
import { paths } from '../paths.js';
import { Cell, RowHead, Table } from '../table.js';
import { KIND_WORDS } from '../words/stages.js';
import { TEXT_SCREENING_WORDS as W } from '../words/text-screening.js';

/** That the decision on this case waits for a screening officer, and until which day it is meant to. */
export function WaitingWords({
  words,
  frame,
}: {
  words: WordsShown | undefined;
  frame: Frame;
}): VNode | null {
  const { say } = speech(frame);
  if (!words) return null;
  const { screenBy, overdue } = words;
  return (
    <p class={overdue ? 'notice notice-wrong' : 'notice'}>
      {say(W.holdsUp)} {say(W.screenBy)} <Day at={screenBy} frame={frame} />
      {overdue && ` ${say(W.late)}`}
    </p>
  );
}

/** For the officer in charge: on which cases words should have been screened by now. */
export function OverdueTexts({ rows, frame }: { rows: readonly OverdueText[]; frame: Frame }): VNode | null {
  const { say } = speech(frame);
  if (rows.length === 0) return null;
  return (
    <Section id="overdue-texts" title={say(W.overdue)} intro={say(W.overdueIntro)}>
      <Table heads={[say(W.case), say(W.since), say(W.by)]} caption={say(W.overdue)}>
        {rows.map(({ caseId, kind, since, screenBy }) => (
          <tr key={caseId} role="row">
            <RowHead>
              <a href={paths.caseOf(caseId)}>{`${say(KIND_WORDS[kind])} ${caseId.slice(0, 8)}`}</a>
            </RowHead>
            <Cell label={say(W.since)}>{formalDay(since, frame.language)}</Cell>
            <Cell label={say(W.by)}>
              <span class="due due-over">
                <AlertIcon /> {formalDay(screenBy, frame.language)}
              </span>
            </Cell>
          </tr>
        ))}
      </Table>
    </Section>
  );
}
