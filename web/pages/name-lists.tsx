import type { ComponentChildren } from 'preact';
import { listingTexts } from '../../domain/listing.js';
import { type Frame, speech } from '../frame.js';
import type { Word } from '../language.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import type { AssessedRow, NomineeRow } from '../office-data.js';
import { Day, Id } from '../parts.js';
import { paths } from '../paths.js';
import { Cell, RowHead, Table } from '../table.js';
import { HANDLING_WORDS as w } from '../words/handling.js';
import { PASSING_ON_WORDS as d } from '../words/passing-on.js';
import { DECISION_WORDS } from '../words/stages.js';

/** Two of the three lists of a contractor. Each a page of its own: no page holds both (Standards: name lists). */
export const NAME_LISTS_ARTICLE = 'Art. 13(2), 16; Standards: name lists';

export function nomineesPage(frame: Frame, rows: readonly NomineeRow[]): string {
  const { say } = speech(frame);
  const texts = new Set(rows.flatMap(({ agreement }) => agreement?.text ?? []));
  const table = (
    <>
      <Table
        heads={[w.person, w.organ, w.nominatedOn, w.agreement, d.dispatchedBy].map(say)}
        caption={say(w.nominees)}
      >
        {rows.map((row) => (
          <tr role="row" key={row.id}>
            <RowHead>
              <Id id={row.subjectRef} />
            </RowHead>
            <Cell label={say(w.organ)}>{say(row.organ)}</Cell>
            <Cell label={say(w.nominatedOn)}>
              <Day at={row.nominatedOn} frame={frame} />
            </Cell>
            <Cell label={say(w.agreement)}>
              {row.agreement ? (
                <>
                  <Day at={row.agreement.agreedOn} frame={frame} />
                  <span class="sub">{row.agreement.text}</span>
                </>
              ) : (
                say(w.noAgreement)
              )}
            </Cell>
            <Cell label={say(d.dispatchedBy)}>{row.dispatchedBy ?? say(d.direct)}</Cell>
          </tr>
        ))}
      </Table>
      {listingTexts()
        .filter(({ name }) => texts.has(name))
        .map(({ name, text }) => (
          <details class="step" key={name}>
            <summary>{`${say(w.agreedText)} ${name}`}</summary>
            <p class="step-body">{say(text)}</p>
          </details>
        ))}
    </>
  );
  const link = (
    <p>
      <a href={paths.nomination}>{say(w.toNominate)}</a>
    </p>
  );
  return listPage(frame, {
    title: w.nominees,
    intro: w.nomineesIntro,
    none: w.noNominees,
    rows,
    table,
    link,
  });
}

export function assessedPage(frame: Frame, rows: readonly AssessedRow[]): string {
  const { say } = speech(frame);
  const table = (
    <Table heads={[w.person, w.organ, w.outcome, w.notifiedOn].map(say)} caption={say(w.assessed)}>
      {rows.map((row) => (
        <tr role="row" key={`${row.subjectRef} ${row.organ.en} ${row.notifiedOn}`}>
          <RowHead>
            <Id id={row.subjectRef} />
          </RowHead>
          <Cell label={say(w.organ)}>{say(row.organ)}</Cell>
          <Cell label={say(w.outcome)}>{say(DECISION_WORDS[row.outcome])}</Cell>
          <Cell label={say(w.notifiedOn)}>
            <Day at={row.notifiedOn} frame={frame} />
          </Cell>
        </tr>
      ))}
    </Table>
  );
  return listPage(frame, { title: w.assessed, intro: w.assessedIntro, none: w.noAssessed, rows, table });
}

interface ListOf {
  readonly title: Word;
  readonly intro: Word;
  readonly none: Word;
  readonly rows: readonly unknown[];
  readonly table: ComponentChildren;
  readonly link?: ComponentChildren;
}

function listPage(frame: Frame, { title, intro, none, rows, table, link }: ListOf): string {
  const { say } = speech(frame);
  const body = (
    <>
      <h1>{say(title)}</h1>
      <p class="intro">{say(intro)}</p>
      {rows.length === 0 ? <p>{say(none)}</p> : table}
      {link}
      <p class="muted">{say(w.lists)}</p>
    </>
  );
  return renderPage(frame, { title: say(title), basis: PAGE_BASIS.nameLists, body });
}
