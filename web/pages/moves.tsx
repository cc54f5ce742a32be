import type { VNode } from 'preact';
import type { MoveShown } from '../moves-data.js';
import { formalDay } from '../dates.js';
import { type Frame, speech } from '../frame.js';
import { Section } from '../parts.js';
import { Cell, RowHead, Table } from '../table.js';
import { MOVE_KIND_WORDS, MOVE_WORDS as w } from '../words/moves.js';

/** Where the holder of a clearance has gone; the same for them and for who works on it. */
export function Moves({ moves, frame }: { moves: readonly MoveShown[]; frame: Frame }): VNode | null {
  const { say } = speech(frame);
  if (moves.length === 0) return null;
  const day = (at: string) => formalDay(at, frame.language);
  return (
    <Section id="moves" title={say(w.title)} intro={say(w.intro)}>
      <Table heads={[say(w.on), say(w.kind), say(w.where), say(w.backBy)]} caption={say(w.title)}>
        {moves.map(({ kind, at, on, section, to, backBy }) => (
          <tr role="row" key={at}>
            <Cell label={say(w.on)}>
              <time dateTime={on ?? at}>{day(on ?? at)}</time>
            </Cell>
            <RowHead>{say(MOVE_KIND_WORDS[kind])}</RowHead>
            <Cell label={say(w.where)}>{to ? say(to) : (section ?? '–')}</Cell>
            <Cell label={say(w.backBy)}>{backBy ? day(backBy) : '–'}</Cell>
          </tr>
        ))}
      </Table>
    </Section>
  );
}
