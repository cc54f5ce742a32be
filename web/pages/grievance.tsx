import type { VNode } from 'preact';
import type { GrievanceFacts } from '../case-data.js';
import type { OverseenRow } from '../overseen-data.js';
import { formalDay } from '../dates.js';
import { type Frame, speech } from '../frame.js';
import { AlertIcon } from '../icons.js';
import { Facts, Section, Written } from '../parts.js';
import { paths } from '../paths.js';
import { Cell, RowHead, Table } from '../table.js';
import {
  FOLLOW_UP_WORDS,
  GRIEVANCE_OUTCOME_WORDS,
  GRIEVANCE_WORDS as W,
  MATTER_WORDS,
} from '../words/grievance.js';
import { KIND_WORDS } from '../words/stages.js';

interface GrievanceOf {
  readonly grievance: GrievanceFacts | undefined;
  /** Why it was answered so; for whoever wrote them they stand among the statements. */
  readonly reasons?: string | undefined;
  readonly frame: Frame;
}

/** What a grievance is about, by when an answer is meant, and how it was answered. */
export function Grievance({ grievance, reasons, frame }: GrievanceOf): VNode | null {
  const { say } = speech(frame);
  if (!grievance) return null;
  const { about, of, receivedOn, answerBy, answeredOn, outcome, followUp, measures, late, overdue } =
    grievance;
  const day = (at: string | null | undefined) => at && formalDay(at, frame.language);
  return (
    <Section id="grievance" title={say(W.title)}>
      <Facts
        rows={[
          [say(W.about), about && say(MATTER_WORDS[about])],
          [say(W.of), <a href={paths.caseOf(of.id)}>{say(KIND_WORDS[of.kind])}</a>],
          [say(W.received), day(receivedOn)],
          [say(W.answerBy), answeredOn === undefined && day(answerBy)],
          [say(W.answered), day(answeredOn)],
          [say(W.outcome), outcome && say(GRIEVANCE_OUTCOME_WORDS[outcome])],
        ]}
      />
      {overdue && (
        <p class="due due-over">
          <AlertIcon /> {say(W.overdue)}
        </p>
      )}
      {answeredOn === undefined && <p class="hint">{say(W.noClosing)}</p>}
      <p class="hint">{say(W.papers)}</p>
      {late && <p class="hint">{say(W.late)}</p>}
      {reasons && (
        <>
          <h3>{say(W.reasons)}</h3>
          <Written text={reasons} />
        </>
      )}
      {measures && (
        <>
          <h3>{say(W.measures)}</h3>
          <Written text={measures} />
        </>
      )}
      {followUp && (
        <>
          <h3>{say(W.followUp)}</h3>
          <p>{say(FOLLOW_UP_WORDS[followUp])}</p>
        </>
      )}
    </Section>
  );
}

/** What an officer in charge is told of grievances: neither whose, nor about which case. */
export function Overseen({ rows, frame }: { rows: readonly OverseenRow[]; frame: Frame }): VNode | null {
  const { say } = speech(frame);
  if (rows.length === 0) return null;
  return (
    <Section id="overseen" title={say(W.overseen)} intro={say(W.overseenIntro)}>
      <Table heads={[say(W.received), say(W.answerBy), say(W.state)]} caption={say(W.overseen)}>
        {rows.map((row) => (
          <tr key={row.id} role="row">
            <RowHead>{formalDay(row.receivedOn, frame.language)}</RowHead>
            <Cell label={say(W.answerBy)}>
              {row.answerBy ? formalDay(row.answerBy, frame.language) : '–'}
            </Cell>
            <Cell label={say(W.state)}>
              {row.overdue ? (
                <span class="due due-over">
                  <AlertIcon /> {say(W.overdue)}
                </span>
              ) : (
                <Written text={row.measures ?? ''} />
              )}
            </Cell>
          </tr>
        ))}
      </Table>
    </Section>
  );
}
