import { HANDLING_GROUNDS } from '../../domain/handling.js';
import { dayText, momentText } from '../dates.js';
import { type Frame, speech } from '../frame.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import type { GroundsShown } from '../office-data.js';
import { Id } from '../parts.js';
import { paths, withQuery } from '../paths.js';
import { Cell, RowHead, Table } from '../table.js';
import { articleText } from '../words/articles.js';
import { GROUND_OF_ANSWER, HANDLING_WORDS as w } from '../words/handling.js';

/** Why each check was answered as it was: for the organ's officer in charge, and nobody who asks. */
export function handlingGroundsPage(frame: Frame, shown: GroundsShown): string {
  const { say } = speech(frame);
  const here = paths.grounds(shown.organId, shown.itemId);
  const body = (
    <>
      <p class="kicker">
        <a href={paths.items}>{say(w.items)}</a>
      </p>
      <h1>{say(w.grounds)}</h1>
      <p class="intro">{say(w.groundsIntro)}</p>
      <p>{say(shown.organ)}</p>
      {shown.rows.length === 0 ? (
        <p>{say(w.noChecks)}</p>
      ) : (
        <Table heads={[w.at, w.who, w.person, w.item, w.told, w.ground].map(say)} caption={say(w.grounds)}>
          {shown.rows.map((row) => (
            <tr role="row" key={row.id}>
              <RowHead>
                <time dateTime={row.at}>{momentText(row.at, frame.language)}</time>
              </RowHead>
              <Cell label={say(w.who)}>{row.sub && <Id id={row.sub} short />}</Cell>
              <Cell label={say(w.person)}>{row.subjectId && <Id id={row.subjectId} short />}</Cell>
              <Cell label={say(w.item)}>{row.designation ?? <Id id={row.itemId} short />}</Cell>
              <Cell label={say(w.told)}>
                {say(row.canHandle ? w.yes : w.no)}
                {row.until && <span class="sub">{dayText(row.until, frame.language)}</span>}
              </Cell>
              <Cell label={say(w.ground)}>
                {say(GROUND_OF_ANSWER[row.ground])}
                <span class="sub">{articleText(HANDLING_GROUNDS[row.ground], frame.language)}</span>
              </Cell>
            </tr>
          ))}
        </Table>
      )}
      <p class="pager">
        {!shown.first && <a href={here}>{say(w.first)}</a>}
        {shown.next && <a href={withQuery(here, { after: shown.next })}>{say(w.next)}</a>}
      </p>
    </>
  );
  return renderPage(frame, { title: say(w.grounds), basis: PAGE_BASIS.grounds, body });
}
