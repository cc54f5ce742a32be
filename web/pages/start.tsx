import type { VNode } from 'preact';
import type { CaseRow, OutcomeRow } from '../case-data.js';
import type { OwnCase } from '../own-data.js';
import {
  COUNTED_FOR,
  FILE_ROLES,
  type Frame,
  holdsAny,
  OUTCOME_ROLES,
  speech,
  type Viewer,
} from '../frame.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import { caseName, Day, DueDay, Id, Section, Waiting } from '../parts.js';
import { type Unsaid, UnsaidNote } from './unsaid.js';
import { Cell, RowHead, Table } from '../table.js';
import { paths } from '../paths.js';
import { KIND_WORDS, OUTCOME_WORDS, stageWord } from '../words/stages.js';
import { CERTIFICATION_WORDS } from '../words/certification.js';
import { DEMAND_WORDS } from '../words/demands.js';
import { PASSING_ON_WORDS } from '../words/passing-on.js';
import { HANDLING_WORDS } from '../words/handling.js';
import { ROLE_WORDS } from '../words/roles.js';
import { untilText } from '../words/stand-ins.js';
import { PasskeyLost } from './passkeys.js';
import { SandboxAccounts } from './sandbox-accounts.js';

export interface StartOf {
  readonly waiting: readonly CaseRow[];
  readonly own: readonly OwnCase[];
  readonly outcomes: readonly OutcomeRow[];
  /** Demands for correction that wait for the reader's own answer. */
  readonly demands: { readonly open: number; readonly overdue: number };
  /** Certifications that wait for the reader, notices they have not acknowledged, and those of their organ overdue. */
  readonly office: {
    readonly certifications: number;
    readonly mine: number;
    readonly overdue: number;
    /** What was told of dispatched workers: to be passed on by the reader, and overdue at contractors of their organ. */
    readonly toPassOn: number;
    readonly notPassedOn: number;
  };
  /** For who is in charge: how many cases wait for their word, and whether one is overdue that nobody sees. */
  readonly unsaid?: Unsaid | undefined;
  /** It was said that the reader's own passkey is lost, and they can still object. */
  readonly passkeyLost?: boolean;
}

/** Who you are here and what waits for you; to a stranger, what this is and how to sign in. */
export function startPage(frame: Frame, found: StartOf): string {
  const { t } = speech(frame);
  const { viewer } = frame;
  const body = viewer ? (
    <SignedIn frame={frame} viewer={viewer} found={found} />
  ) : (
    <SignedOut frame={frame} />
  );
  return renderPage(frame, { title: t.start.title, basis: PAGE_BASIS.start, body });
}

function SignedOut({ frame }: { frame: Frame }): VNode {
  const { t } = speech(frame);
  return (
    <>
      <div class="hero">
        <h1>{t.tagline}</h1>
        <p class="lead">{t.start.signedOut}</p>
        <p class="actions">
          <a class="first" href={paths.signIn(paths.start)}>
            {t.signIn}
          </a>
        </p>
      </div>
      {frame.sandbox && <SandboxAccounts frame={frame} />}
    </>
  );
}

function SignedIn({ frame, viewer, found }: { frame: Frame; viewer: Viewer; found: StartOf }): VNode {
  const { t } = speech(frame);
  const worksOnFiles = holdsAny(viewer, FILE_ROLES);
  const seesOutcomes = holdsAny(viewer, OUTCOME_ROLES);
  const audits = holdsAny(viewer, ['Auditor']);
  const isOperator = holdsAny(viewer, ['Operator']);
  const hasPage =
    worksOnFiles || seesOutcomes || isOperator || audits || holdsAny(viewer, ['Subject', ...COUNTED_FOR]);
  return (
    <>
      <h1>{t.start.welcome}</h1>
      {found.passkeyLost === true && <PasskeyLost frame={frame} />}
      {found.demands.open > 0 && <DemandsWaiting frame={frame} {...found.demands} />}
      <OfficeWaiting frame={frame} {...found.office} />
      {found.unsaid && <UnsaidNote frame={frame} of={found.unsaid} leads />}
      {worksOnFiles && <WaitingForYou frame={frame} rows={found.waiting} />}
      {(found.own.length > 0 || holdsAny(viewer, ['Subject'])) && (
        <OwnCases frame={frame} cases={found.own} />
      )}
      {seesOutcomes && <Outcomes frame={frame} rows={found.outcomes} />}
      {audits && (
        <p>
          <a href={paths.demands}>{DEMAND_WORDS.toDemands[frame.language]}</a>
        </p>
      )}
      {isOperator && (
        <p>
          <a href={paths.operations}>{t.start.toOperations}</a>
        </p>
      )}
      {!hasPage && viewer.grants.length > 0 && <p>{t.start.apiOnly}</p>}
      <AboutYou frame={frame} viewer={viewer} />
    </>
  );
}

function DemandsWaiting({ frame, open, overdue }: { frame: Frame; open: number; overdue: number }): VNode {
  const { say } = speech(frame);
  return (
    <Section id="demands" title={say(DEMAND_WORDS.title)}>
      <p class={overdue > 0 ? 'due due-over' : undefined}>
        {DEMAND_WORDS.waiting[frame.language](open, overdue)}
      </p>
      <p>
        <a href={paths.demands}>{say(DEMAND_WORDS.toDemands)}</a>
      </p>
    </Section>
  );
}

/** What waits that is no case. */
function OfficeWaiting({
  frame,
  certifications,
  mine,
  overdue,
  toPassOn,
  notPassedOn,
}: { frame: Frame } & StartOf['office']): VNode | null {
  const { t } = speech(frame);
  const { language } = frame;
  const rows = [
    {
      n: certifications,
      href: paths.contractors,
      text: CERTIFICATION_WORDS.waiting[language](certifications),
    },
    { n: mine, href: paths.notices, text: HANDLING_WORDS.waiting[language](mine) },
    { n: overdue, href: paths.notices, text: HANDLING_WORDS.overdue[language](overdue) },
    { n: toPassOn, href: paths.passingOn, text: PASSING_ON_WORDS.waiting[language](toPassOn) },
    { n: notPassedOn, href: paths.passingOn, text: PASSING_ON_WORDS.overdue[language](notPassedOn) },
  ].filter(({ n }) => n > 0);
  if (rows.length === 0) return null;
  return (
    <Section id="office" title={t.start.office}>
      <ul>
        {rows.map(({ href, text }) => (
          <li key={text}>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function AboutYou({ frame, viewer }: { frame: Frame; viewer: Viewer }): VNode {
  const { t, say } = speech(frame);
  const isStaff = viewer.grants.some(({ role }) => role !== 'Subject');
  return (
    <Section id="you" title={t.start.you} tone="plain">
      {viewer.grants.length === 0 ? (
        <p>{t.start.noRoles}</p>
      ) : (
        <ul class="roles" aria-label={t.start.yourRoles}>
          {viewer.grants.map(({ role, of, until }) => (
            <li key={`${role} ${of?.en}`}>
              <strong>{say(ROLE_WORDS[role])}</strong>
              {of && <span class="sub">{say(of)}</span>}
              {until && <span class="sub">{untilText(until, frame.language)}</span>}
            </li>
          ))}
        </ul>
      )}
      <p>
        {t.start.yourNumber + t.colon}
        <Id id={viewer.sub} />
        {!isStaff && <span class="sub">{t.start.yourNumberHint}</span>}
      </p>
    </Section>
  );
}

function WaitingForYou({ frame, rows }: { frame: Frame; rows: readonly CaseRow[] }): VNode {
  const { t, say } = speech(frame);
  return (
    <Section id="waiting" title={t.start.waiting}>
      {rows.length === 0 && <p>{t.start.nothingWaiting}</p>}
      {rows.length > 0 && (
        <ul class="cards">
          {rows.map((row) => (
            <li key={row.id}>
              <a href={row.undeclared ? paths.declarationOf(row.id) : paths.caseOf(row.id)}>
                {caseName(row, frame)}
              </a>
              <span class="sub">{say(KIND_WORDS[row.kind])}</span>
              <p>{row.undeclared ? t.declarations.owed : say(stageWord(row.kind, row.stage))}</p>
              {!row.undeclared && <Clock row={row} frame={frame} />}
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href={paths.queue}>{t.start.allCases}</a>
      </p>
    </Section>
  );
}

/** Of a case that is open to them: since when it waits, and until when. */
function Clock({ row, frame }: { row: CaseRow; frame: Frame }): VNode {
  const { t } = speech(frame);
  return (
    <>
      <p>
        <Waiting since={row.since} frame={frame} />
      </p>
      <p>
        {t.queue.due + t.colon}
        <DueDay due={row.due} frame={frame} />
      </p>
    </>
  );
}

function OwnCases({ frame, cases }: { frame: Frame; cases: readonly OwnCase[] }): VNode {
  const { t, say } = speech(frame);
  return (
    <Section id="own" title={t.start.own}>
      {cases.length === 0 && <p>{t.start.noOwn}</p>}
      <ul class="cards">
        {cases.map((own) => (
          <li key={own.id} class={own.yourTurn ? 'yours' : undefined}>
            <a href={paths.caseOf(own.id)}>{say(KIND_WORDS[own.kind])}</a>
            {own.yourTurn && <p class="turn-chip">{t.turn.yours}</p>}
            <p>{say(own.status)}</p>
            <p class="muted">
              <Day at={own.since} frame={frame} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Outcomes({ frame, rows }: { frame: Frame; rows: readonly OutcomeRow[] }): VNode {
  const { t } = speech(frame);
  const heads = [
    t.outcome.subjectRef,
    t.file.kind,
    t.outcome.outcome,
    t.outcome.notifiedOn,
    t.outcome.validUntil,
  ];
  return (
    <Section id="outcomes" title={t.start.outcomes} intro={t.outcome.note}>
      {rows.length === 0 ? (
        <p>{t.start.noOutcomes}</p>
      ) : (
        <Table heads={heads}>
          {rows.map((row) => (
            <OutcomeLine key={row.id} row={row} frame={frame} />
          ))}
        </Table>
      )}
    </Section>
  );
}

function OutcomeLine({ row, frame }: { row: OutcomeRow; frame: Frame }): VNode {
  const { t, say } = speech(frame);
  return (
    <tr role="row">
      <RowHead>
        <a href={paths.caseOf(row.id)}>
          <Id id={row.subjectRef} />
        </a>
      </RowHead>
      <Cell label={t.file.kind}>{say(KIND_WORDS[row.kind])}</Cell>
      <Cell label={t.outcome.outcome}>{row.outcome ? say(OUTCOME_WORDS[row.outcome]) : t.outcome.none}</Cell>
      <Cell label={t.outcome.notifiedOn}>
        {row.notifiedOn ? <Day at={row.notifiedOn} frame={frame} /> : '–'}
      </Cell>
      <Cell label={t.outcome.validUntil}>
        {row.validUntil ? <Day at={row.validUntil} frame={frame} /> : '–'}
      </Cell>
    </tr>
  );
}
