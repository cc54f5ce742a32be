import type { VNode } from 'preact';
import { SITUATIONS } from '../../domain/change-situations.js';
import type { ReportShown } from '../case-data.js';
import { dayText, formalDay } from '../dates.js';
import { type Frame, speech } from '../frame.js';
import type { Word } from '../language.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import { Facts, Section, Written } from '../parts.js';
import { Cell, RowHead, Table } from '../table.js';
import { CHANGE_WORDS } from '../words/actions.js';
import { REPORT_BY_WORDS, REPORT_VERDICT_WORDS, REPORT_WORDS as w } from '../words/reports.js';

/** Reports about a holder: what each says, from whom, and what became of it. */
export function Reports(props: {
  reports: readonly ReportShown[];
  frame: Frame;
  /** Read by the holder. */
  own?: boolean;
}): VNode | null {
  const { reports, frame, own = false } = props;
  const { say } = speech(frame);
  if (reports.length === 0) return null;
  const intro = own ? { intro: say(w.introOwn) } : {};
  return (
    <Section id="reports" title={say(own ? w.titleOwn : w.title)} {...intro}>
      {reports.map((report) => (
        <One key={report.receipt} report={report} frame={frame} />
      ))}
    </Section>
  );
}

function One({ report, frame }: { report: ReportShown; frame: Frame }): VNode {
  const { say } = speech(frame);
  const { receipt, at, by, kind, text, verdict, sealedUntil } = report;
  return (
    <>
      <h3>
        <time dateTime={at}>{formalDay(at, frame.language)}</time>
        {kind && ` – ${say(CHANGE_WORDS[kind])}`}
      </h3>
      <Facts
        rows={[
          [say(w.by), say(REPORT_BY_WORDS[by])],
          [say(w.standing), say(standingOf(report))],
          [say(w.verdict), verdict && say(REPORT_VERDICT_WORDS[verdict])],
          [say(w.sealed), sealedUntil && dayText(sealedUntil, frame.language)],
          [say(w.receipt), receipt],
        ]}
      />
      {text && <Written text={text} />}
    </>
  );
}

function standingOf({ by, verdict, ended }: ReportShown): Word {
  if (ended === 'NO_DOUBT') return w.noDoubt;
  if (ended === 'CLEARANCE_ENDED') return w.afterEnd;
  if (by !== 'HOLDER' && verdict === null) return w.waits;
  return ended === 'REASSESSMENT' ? w.reassessed : w.open;
}

/** "Must I report this?" by examples. */
export function reportablePage(frame: Frame): string {
  const { say } = speech(frame);
  const body = (
    <div class="narrow">
      <h1>{say(w.reportable)}</h1>
      <p class="intro">{say(w.reportableIntro)}</p>
      <Table heads={[say(w.situation), say(w.whetherTo)]} caption={say(w.reportable)}>
        {SITUATIONS.map((one) => (
          <tr role="row" key={one.en}>
            <RowHead>{say(one)}</RowHead>
            <Cell label={say(w.whetherTo)}>
              {one.report ? (
                <>
                  <strong>{say(w.must)}</strong>
                  <span class="sub">{say(CHANGE_WORDS[one.report])}</span>
                </>
              ) : (
                say(one.nobodys ? w.never : w.need)
              )}
            </Cell>
          </tr>
        ))}
      </Table>
    </div>
  );
  return renderPage(frame, { title: say(w.reportable), basis: PAGE_BASIS.reportable, body });
}
