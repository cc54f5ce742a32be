import type { VNode } from 'preact';
import type { DeadMessage, StuckCase } from '../operations-data.js';
import { momentText } from '../dates.js';
import { type Frame, speech } from '../frame.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import { Id, Section } from '../parts.js';
import { Cell, RowHead, Table } from '../table.js';
import { KIND_WORDS } from '../words/stages.js';

export interface OperationsOf {
  readonly unseen: number;
  readonly overdue: number;
  /** Texts that should have been screened by now. */
  readonly textsOverdue: number;
  /** Of cases that are there, and in no pack that is loaded. */
  readonly policiesMissing: readonly string[];
  readonly stuck: readonly StuckCase[];
  readonly dead: readonly DeadMessage[];
  readonly temporalUi: string;
}

/** What operations staff look after: ids, codes and ages. Nobody's name, and not how a case stands. */
export function operationsPage(frame: Frame, found: OperationsOf): string {
  const { t } = speech(frame);
  const { unseen, overdue, textsOverdue, policiesMissing, stuck, dead, temporalUi } = found;
  const body = (
    <>
      <h1>{t.operations.title}</h1>
      <p class="intro">{t.operations.intro}</p>
      {policiesMissing.length > 0 && (
        <div class="refused" role="alert">
          <p>{t.operations.policiesMissing}</p>
          <ul>
            {policiesMissing.map((version) => (
              <li key={version}>{version}</li>
            ))}
          </ul>
        </div>
      )}
      <dl class="counts">
        <Count count={unseen} name={t.operations.unseen} hint={t.operations.unseenHint} />
        <Count count={overdue} name={t.operations.overdue} hint={t.operations.overdueHint} />
        <Count count={textsOverdue} name={t.operations.textsOverdue} hint={t.operations.textsOverdueHint} />
        <Count count={dead.length} name={t.operations.dead} hint={t.operations.deadHint} />
      </dl>
      <p>
        <a href={temporalUi} rel="noreferrer">
          {t.operations.temporal}
        </a>
      </p>
      <Section id="stuck" title={t.operations.list}>
        {stuck.length === 0 ? <p>{t.operations.quiet}</p> : <Stuck frame={frame} rows={stuck} />}
      </Section>
      {dead.length > 0 && (
        <Section id="dead" title={t.operations.deadList}>
          <Dead frame={frame} rows={dead} />
        </Section>
      )}
    </>
  );
  return renderPage(frame, { title: t.operations.title, basis: PAGE_BASIS.operations, body });
}

function Count({ count, name, hint }: { count: number; name: string; hint: string }): VNode {
  return (
    <div class={count > 0 ? 'count count-some' : 'count'}>
      <dt>{name}</dt>
      <dd>
        <span class="number">{count}</span>
        <span class="sub">{hint}</span>
      </dd>
    </div>
  );
}

function Stuck({ frame, rows }: { frame: Frame; rows: readonly StuckCase[] }): VNode {
  const { t, say } = speech(frame);
  return (
    <Table
      heads={[t.operations.id, t.operations.kind, t.operations.phase, t.operations.since, t.operations.why]}
    >
      {rows.map((row) => (
        <tr role="row" key={row.id}>
          <RowHead>
            <Id id={row.id} />
            <a class="sub" href={row.temporal} rel="noreferrer">
              {t.operations.inTemporal}
            </a>
          </RowHead>
          <Cell label={t.operations.kind}>{say(KIND_WORDS[row.kind])}</Cell>
          <Cell label={t.operations.phase}>{t.operations.phases[row.phase]}</Cell>
          <Cell label={t.operations.since}>
            <time dateTime={row.since}>{momentText(row.since, frame.language)}</time>
          </Cell>
          <Cell label={t.operations.why}>
            {row.unseen && <span class="sub strong">{t.operations.whyUnseen}</span>}
            {row.overdue > 0 && <span class="sub strong">{t.operations.whyOverdue(row.overdue)}</span>}
          </Cell>
        </tr>
      ))}
    </Table>
  );
}

function Dead({ frame, rows }: { frame: Frame; rows: readonly DeadMessage[] }): VNode {
  const { t } = speech(frame);
  return (
    <Table heads={[t.operations.id, t.operations.deadKind, t.operations.attempts]}>
      {rows.map((row) => (
        <tr role="row" key={row.id}>
          <RowHead>
            <Id id={row.caseId} />
          </RowHead>
          <Cell label={t.operations.deadKind}>
            <code>{row.kind}</code>
          </Cell>
          <Cell label={t.operations.attempts}>{row.attempts}</Cell>
        </tr>
      ))}
    </Table>
  );
}
