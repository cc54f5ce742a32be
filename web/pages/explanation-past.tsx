import { checkName } from '../../domain/policy-words.js';
import type { VNode } from 'preact';
import { type Stage, STAGES } from '../../domain/stages.js';
import { momentText } from '../dates.js';
import type { ExplainedClock, ExplainedPast, FileExplained, OwnExplained } from '../explanation-data.js';
import { type Frame, speech } from '../frame.js';
import { ExtendedBy } from '../extended.js';
import { DueDay, Facts, Section } from '../parts.js';
import { actionWord } from '../words/actions.js';
import { articleText } from '../words/articles.js';
import { CLOCK_WORDS } from '../words/checks.js';
import { eventWord } from '../words/events.js';
import { ROLE_WORDS } from '../words/roles.js';
import { inPlaceText } from '../words/stand-ins.js';
import { MARK_OF_LAW_WORDS } from '../words/rules.js';
import { stageWord } from '../words/stages.js';

interface Of {
  readonly told: FileExplained | OwnExplained;
  readonly frame: Frame;
}

/** What the clock says: until when, what time then does, and by which row of which policy. */
export function ExplainedClocks({ told, frame }: Of): VNode {
  const { t, say } = speech(frame);
  return (
    <Section id="clocks" title={t.explain.clocks}>
      {told.clocks.length === 0 && <p class="muted">{t.explain.noClocks}</p>}
      <ul class="explained">
        {told.clocks.map((clock, index) => (
          <li key={index}>
            <h3>
              {say(CLOCK_WORDS[clock.kind])}
              {clock.code && ` – ${say(checkName(clock.code))}`}
            </h3>
            <p>
              <DueDay due={clock} frame={frame} />
            </p>
            <ExtendedBy extended={clock.extended} frame={frame} />
            <Facts
              rows={[
                [t.explain.thenDoes, say(actionWord(clock.action))],
                [t.explain.period, counted(clock, frame)],
                [
                  t.explain.basis,
                  `${say(MARK_OF_LAW_WORDS[clock.mark])} (${t.explain.policyOf(clock.policy)})`,
                ],
              ]}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** `P30D`, as people say it, and which days count. */
function counted({ period, days }: ExplainedClock, frame: Frame): string {
  const { t } = speech(frame);
  const [, count = '', unit = ''] = /^P(\d+)([YMD])$/.exec(period) ?? [];
  const say = { Y: t.explain.years, M: t.explain.months, D: t.explain.dayCount }[unit];
  return `${say ? say(Number(count)) : period}${t.explain.comma}${t.explain.days[days]}`;
}

export function ExplainedHistory({ told, frame }: Of): VNode {
  const { t } = speech(frame);
  return (
    <Section id="past" title={t.explain.past} intro={t.explain.pastIntro}>
      <ol class="timeline">
        {told.steps.map((step, index) => (
          <li key={index} class={step.role === 'System' ? 'by-time' : 'by-person'}>
            <Past step={step} told={told} frame={frame} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Past({ step, told: { kind }, frame }: Of & { step: ExplainedPast }): VNode {
  const { t, say } = speech(frame);
  const { at, event, article, role, you, from, to, standIn } = step;
  const stages: readonly string[] = Object.keys(STAGES[kind]);
  // A case begins in no stage, and what a stage was once called may be none today.
  const named = (stage?: string) =>
    stage !== undefined && stages.includes(stage) ? say(stageWord(kind, stage as Stage)) : undefined;
  const [left, entered] = [named(from), from === to ? undefined : named(to)];
  return (
    <>
      <p class="when">
        <time dateTime={at}>{momentText(at, frame.language)}</time>
      </p>
      <p class="what">
        <strong>{say(eventWord(event))}</strong>
        {entered && (
          <span class="moved">{left ? t.explain.moved(left, entered) : t.file.movedTo(entered)}</span>
        )}
      </p>
      <p class="who">
        <span>
          {say(ROLE_WORDS[role])}
          {you && ` (${t.explain.you})`}
        </span>
        {standIn && <span>{inPlaceText(standIn, frame.language)}</span>}
        <span class="article">{articleText(article, frame.language)}</span>
      </p>
    </>
  );
}
