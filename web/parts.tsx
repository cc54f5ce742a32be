import type { ComponentChildren, VNode } from 'preact';
import type { DeadlineKind } from '../domain/policy.js';
import type { CaseRow, Due } from './case-data.js';
import { dayText, daysBetween } from './dates.js';
import { type Frame, speech } from './frame.js';
import { AlertIcon } from './icons.js';
import type { Word } from './language.js';
import { articleText } from './words/articles.js';
import { ROLE_WORDS } from './words/roles.js';
import { SCREENING_WORDS } from './words/screening.js';
import { WAITING_WORDS } from './words/stages.js';

type Turn = Pick<CaseRow, 'turn' | 'waitingOn'>;

/** What a list calls a case: its person. Who screens words is not told whose they are; a destroyed file has nobody left. */
export function caseName({ id, stage, person }: CaseRow, frame: Frame): string {
  const { t, say } = speech(frame);
  if (person) return person.name;
  return stage === 'QUESTIONNAIRE_SCREENING' ? say(SCREENING_WORDS.named(id.slice(0, 8))) : t.queue.noName;
}

/** Whose turn in one word: a role if a person acts next, else what is waited for. */
export function turnWord({ turn, waitingOn }: Turn): Word {
  return turn ? ROLE_WORDS[turn] : WAITING_WORDS[waitingOn];
}

/** A moment with its day in Japan; machines get the instant. */
export function Day({ at, frame }: { at: string; frame: Pick<Frame, 'language'> }): VNode {
  return <time dateTime={at}>{dayText(at, frame.language)}</time>;
}

/** How long somebody has been waited for. */
export function Waiting({ since, frame }: { since: string; frame: Frame }): VNode {
  const { t } = speech(frame);
  return (
    <span class="waiting">
      <Day at={since} frame={frame} />{' '}
      {frame.now && <span class="days">{t.time.daysWaiting(daysBetween(since, frame.now))}</span>}
    </span>
  );
}

/** Deadlines that something begins at; all others are the end of a day that is still allowed. */
const BEGINNINGS: ReadonlySet<DeadlineKind> = new Set([
  'RENEWAL_OPENING',
  'GATHERED_BY_MISTAKE',
  'FAMILY_RETENTION',
  'RETENTION_ASSESSED',
  'RETENTION_NOT_CONDUCTED',
]);

/** A due date and what is left of it; past ones say so in words, shape and colour. */
export function DueDay({ due, frame }: { due: Due | null; frame: Frame }): VNode {
  const { t } = speech(frame);
  if (due === null) return <span class="muted">{t.time.noDue}</span>;
  const { day, left } = dueDay(due, frame.now);
  const over = left !== undefined && left < 0;
  return (
    <span class={over ? 'due due-over' : 'due'}>
      <Day at={day} frame={frame} />{' '}
      {left !== undefined && (
        <span class="days">
          {over && <AlertIcon />}
          {over ? t.time.overdue(-left) : t.time.dueIn(left)}
        </span>
      )}
    </span>
  );
}

/** A deadline is missed at 00:00 after its last day (domain/calendar.ts): people are told that last day. */
export function dueDay(
  { at, kind }: Due,
  now: string | undefined,
): { day: string; left: number | undefined } {
  const day = BEGINNINGS.has(kind) ? at : new Date(Date.parse(at) - 1).toISOString();
  return { day, left: now === undefined ? undefined : daysBetween(now, day) };
}

/** Names and values, as a description list. Rows without a value are left out. */
export function Facts(props: { rows: readonly (readonly [string, ComponentChildren])[] }): VNode {
  const shown = props.rows.filter(
    ([, value]) => value !== undefined && value !== null && value !== false && value !== '',
  );
  return (
    <dl class="facts">
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A part of a page under its own heading, reachable as a region. */
export function Section(props: {
  id: string;
  title: string;
  intro?: ComponentChildren;
  tone?: 'card' | 'plain';
  children?: ComponentChildren;
}): VNode {
  const { id, title, intro, tone = 'card', children } = props;
  return (
    <section id={id} class={tone} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {intro && <p class="intro">{intro}</p>}
      {children}
    </section>
  );
}

/** Text that people wrote: its line breaks are theirs. */
export function Written({ text }: { text: string }): VNode {
  return <p class="written">{text}</p>;
}

/** The article that a section, a list or a form rests on. */
export function Basis({ of, frame }: { of: string; frame: Frame }): VNode {
  const { t } = speech(frame);
  return <p class="article">{t.file.basis + t.colon + articleText(of, frame.language)}</p>;
}

/** An id, in full for machines and in letters of one width. */
export function Id({ id, short = false }: { id: string; short?: boolean }): VNode {
  return (
    <code class="id" {...(short ? { title: id } : {})}>
      {short ? id.slice(0, 8) : id}
    </code>
  );
}
