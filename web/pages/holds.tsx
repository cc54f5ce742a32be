import type { VNode } from 'preact';
import type { CaseKind } from '../../domain/stages.js';
import type { HoldPlaced, HoldShown } from '../case-data.js';
import { formalDay } from '../dates.js';
import { type Frame, speech } from '../frame.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import { Facts, Id, Section, Written } from '../parts.js';
import { paths } from '../paths.js';
import { Cell, RowHead, Table } from '../table.js';
import { HOLD_WORDS } from '../words/holds.js';
import { KIND_WORDS } from '../words/stages.js';

/** The legal holds of one file, for an officer in charge. */
export function Holds({ holds, frame }: { holds: readonly HoldShown[]; frame: Frame }): VNode | null {
  const { t, say } = speech(frame);
  if (holds.length === 0) return null;
  return (
    <Section id="holds" title={t.holds.title} intro={t.holds.intro}>
      {holds.map((hold) => (
        <div key={hold.number}>
          <h3>
            {t.holds.number(hold.number)} – {say(HOLD_WORDS[hold.ground])}
          </h3>
          {hold.liftedAt === null && hold.reviewDue && <p class="strong">{t.holds.reviewDue}</p>}
          <Facts
            rows={[
              [t.holds.placed, formalDay(hold.placedAt, frame.language)],
              [t.holds.reviewOn, formalDay(hold.reviewOn, frame.language)],
              [t.holds.lifted, hold.liftedAt && formalDay(hold.liftedAt, frame.language)],
              [t.holds.reasons, <Written text={hold.text} />],
            ]}
          />
          {hold.liftedAt === null && hold.you && <p class="hint">{t.holds.placedByYou}</p>}
        </div>
      ))}
    </Section>
  );
}

export interface HoldRow extends HoldPlaced {
  readonly caseId: string;
  readonly kind: CaseKind;
}

/** What stands at the reader's organs, the next to be looked at again first. */
export function holdsPage(frame: Frame, rows: readonly HoldRow[]): string {
  const { t, say } = speech(frame);
  const body = (
    <>
      <h1>{t.holds.title}</h1>
      <p class="intro">{t.holds.intro}</p>
      {rows.length === 0 ? (
        <p>{t.holds.none}</p>
      ) : (
        <Table heads={[t.holds.case, t.holds.ground, t.holds.reviewOn, t.holds.placed]}>
          {rows.map((row) => (
            <tr role="row" key={`${row.caseId} ${row.number}`}>
              <RowHead>
                <a href={`${paths.caseOf(row.caseId)}#holds`}>
                  {say(KIND_WORDS[row.kind])} <Id id={row.caseId} short />
                </a>
                <span class="sub">{t.holds.number(row.number)}</span>
              </RowHead>
              <Cell label={t.holds.ground}>{say(HOLD_WORDS[row.ground])}</Cell>
              <Cell label={t.holds.reviewOn}>
                {formalDay(row.reviewOn, frame.language)}
                {row.reviewDue && <span class="sub strong">{t.holds.reviewDue}</span>}
              </Cell>
              <Cell label={t.holds.placed}>{formalDay(row.placedAt, frame.language)}</Cell>
            </tr>
          ))}
        </Table>
      )}
    </>
  );
  return renderPage(frame, { title: t.holds.title, basis: PAGE_BASIS.holds, body });
}
