import type { VNode } from 'preact';
import type { CaseRow } from '../case-data.js';
import type { OverseenRow } from '../overseen-data.js';
import { type Frame, holdsAny, speech } from '../frame.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import { caseName, Day, DueDay, turnWord, Waiting } from '../parts.js';
import { paths, withQuery } from '../paths.js';
import { Overseen } from './grievance.js';
import { type Unsaid, UnsaidNote } from './unsaid.js';
import { OverdueTexts } from './waiting-words.js';
import { Cell, RowHead, Table } from '../table.js';
import type { OverdueText } from '../waiting-words-data.js';
import { HANDLING_WORDS } from '../words/handling.js';
import { DECISION_WORDS, GROUND_WORDS, KIND_WORDS, NOT_CONDUCTED_WORDS, stageWord } from '../words/stages.js';

export const QUEUE_SHOWS = ['open', 'mine', 'ended'] as const;
export type QueueShow = (typeof QUEUE_SHOWS)[number];

export interface QueueOf {
  readonly rows: readonly CaseRow[];
  readonly show: QueueShow;
  readonly next: string | null;
  readonly first: boolean;
  /** Grievances to see to, for who is in charge. */
  readonly overseen: readonly OverseenRow[];
  /** Cases on which words should have been screened by now, likewise. */
  readonly overdueTexts: readonly OverdueText[];
  /** How many wait for the reader's word, and whether one is overdue that nobody sees, likewise. */
  readonly unsaid?: Unsaid | undefined;
}

/** Cases by due date. On every row: whose turn it is, and since when. */
export function queuePage(frame: Frame, found: QueueOf): string {
  const { rows, show, next, first, overseen, overdueTexts, unsaid } = found;
  const { t, say } = speech(frame);
  const body = (
    <>
      <h1>{t.queue.title}</h1>
      <p class="intro">{show === 'ended' ? t.queue.introEnded : t.queue.intro}</p>
      <nav class="filter" aria-label={t.queue.filter}>
        <ul>
          {QUEUE_SHOWS.map((one) => (
            <li key={one}>
              <a
                href={withQuery(paths.queue, { show: one === 'open' ? undefined : one })}
                {...(one === show ? { 'aria-current': 'true' as const } : {})}
              >
                {t.queue[one]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {holdsAny(frame.viewer, ['AssessmentOfficerInCharge']) && (
        <p>
          <a href={paths.nomination}>{say(HANDLING_WORDS.toNominate)}</a>
        </p>
      )}
      {show === 'open' && unsaid && <UnsaidNote frame={frame} of={unsaid} />}
      {show === 'open' && <Overseen rows={overseen} frame={frame} />}
      {show === 'open' && <OverdueTexts rows={overdueTexts} frame={frame} />}
      {rows.length === 0 ? (
        <p class="card">{t.queue.none}</p>
      ) : (
        <Rows frame={frame} rows={rows} show={show} />
      )}
      <nav class="pager" aria-label={t.queue.title}>
        <p class="muted">{t.queue.count(rows.length)}</p>
        {!first && <a href={withQuery(frame.here, { after: undefined })}>{t.queue.first}</a>}
        {next && (
          <a rel="next" href={withQuery(frame.here, { after: next })}>
            {t.queue.next}
          </a>
        )}
      </nav>
    </>
  );
  return renderPage(frame, { title: t.queue.title, basis: PAGE_BASIS.queue, body });
}

function Rows({ frame, rows, show }: { frame: Frame; rows: readonly CaseRow[]; show: QueueShow }): VNode {
  const { t } = speech(frame);
  const ended = show === 'ended';
  const heads = [
    ended ? t.queue.endedOn : t.queue.due,
    t.queue.who,
    t.queue.stage,
    ended ? t.queue.how : t.queue.turn,
  ];
  return (
    <Table heads={heads} caption={t.queue.title}>
      {rows.map((row) => (
        <Row key={row.id} row={row} frame={frame} ended={ended} />
      ))}
    </Table>
  );
}

function Row({ row, frame, ended }: { row: CaseRow; frame: Frame; ended: boolean }): VNode {
  const { t, say } = speech(frame);
  if (row.undeclared) return <Undeclared row={row} frame={frame} />;
  return (
    <tr role="row" class={row.yours ? 'yours' : undefined}>
      <Cell label={ended ? t.queue.endedOn : t.queue.due}>
        {ended ? <Day at={row.since} frame={frame} /> : <DueDay due={row.due} frame={frame} />}
      </Cell>
      <RowHead>
        <a href={paths.caseOf(row.id)}>{caseName(row, frame)}</a>
        {row.person && <span class="sub">{row.person.kana}</span>}
        {row.policyMissing && <span class="sub strong">{t.queue.policyMissing}</span>}
      </RowHead>
      <Cell label={t.queue.stage}>
        {say(stageWord(row.kind, row.stage))}
        <span class="sub">
          {say(KIND_WORDS[row.kind])}
          {row.ground && row.ground !== 'NEW_HANDLER' && ` · ${say(GROUND_WORDS[row.ground])}`}
        </span>
      </Cell>
      <Cell label={ended ? t.queue.how : t.queue.turn}>
        {ended ? <Ending row={row} frame={frame} /> : <Turn row={row} frame={frame} />}
      </Cell>
    </tr>
  );
}

/** Who it is about, and that it waits for the reader's word: nothing else of it is theirs to know. */
function Undeclared({ row, frame }: { row: CaseRow; frame: Frame }): VNode {
  const { t, say } = speech(frame);
  return (
    <tr role="row" class={row.yours ? 'yours' : undefined}>
      <Cell label={t.queue.due}>–</Cell>
      <RowHead>
        <a href={paths.declarationOf(row.id)}>{caseName(row, frame)}</a>
        {row.person && <span class="sub">{row.person.kana}</span>}
      </RowHead>
      <Cell label={t.queue.stage}>
        {t.declarations.owed}
        <span class="sub">{say(KIND_WORDS[row.kind])}</span>
      </Cell>
      <Cell label={t.queue.turn}>{row.yours ? <span class="turn-chip">{t.turn.yours}</span> : '–'}</Cell>
    </tr>
  );
}

function Turn({ row, frame }: { row: CaseRow; frame: Frame }): VNode {
  const { t, say } = speech(frame);
  return (
    <>
      <span class={row.yours ? 'turn turn-yours' : 'turn'}>{say(turnWord(row))}</span>
      {row.yours && <span class="turn-chip">{t.turn.yours}</span>}
      <Waiting since={row.since} frame={frame} />
    </>
  );
}

function Ending({ row, frame }: { row: CaseRow; frame: Frame }): VNode {
  const { say } = speech(frame);
  if (row.notConductedReason) return <>{say(NOT_CONDUCTED_WORDS[row.notConductedReason])}</>;
  return <>{row.decision ? say(DECISION_WORDS[row.decision]) : '–'}</>;
}
