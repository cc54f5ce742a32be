import type { VNode } from 'preact';
import { type Condition, type Explained, type OwnStep, TOLD_BY_THE_RULE } from '../../domain/explain.js';
import { formalDay } from '../dates.js';
import type { FileExplained, OwnExplained } from '../explanation-data.js';
import { type Frame, speech } from '../frame.js';
import { renderPage } from '../layout.js';
import { CASE_BASIS } from '../page-basis.js';
import { Facts, Section, turnWord } from '../parts.js';
import { paths } from '../paths.js';
import { articleText } from '../words/articles.js';
import { problemText } from '../words/problems.js';
import { ROLE_WORDS } from '../words/roles.js';
import { NARROWING_WORDS, RULE_WORDS } from '../words/rules.js';
import { actionWord } from '../words/actions.js';
import { DECISION_WORDS, MODE_WORDS, KIND_WORDS, stageWord } from '../words/stages.js';
import { ExplainedClocks, ExplainedHistory } from './explanation-past.js';

/** A case explained: what was done, what runs, what may come next and why the rest may not. */
export function explanationPage(frame: Frame, told: FileExplained | OwnExplained): string {
  const { t, say } = speech(frame);
  const body = (
    <div class="narrow">
      <p class="kicker">
        <a href={paths.caseOf(told.id)}>{t.explain.back}</a>
      </p>
      <h1>{t.explain.title}</h1>
      <p class="lead">{told.view === 'file' ? t.explain.intro : t.explain.ownIntro}</p>
      {told.view === 'file' ? <Office told={told} frame={frame} /> : <Own told={told} frame={frame} />}
    </div>
  );
  // As on the case's own page: no name in a title, and to its subject not how the case stands either.
  return renderPage(frame, {
    title: `${t.explain.title} – ${say(KIND_WORDS[told.kind])}`,
    basis: CASE_BASIS[told.kind],
    body,
  });
}

function Turn(props: {
  who: string;
  stands: string;
  told: FileExplained | OwnExplained;
  frame: Frame;
}): VNode {
  const { who, stands, told, frame } = props;
  const { t } = speech(frame);
  return (
    <section class={told.ended ? 'banner banner-ended' : 'banner'} aria-labelledby="turn-title">
      <div>
        <h2 id="turn-title">{t.turn.label}</h2>
        <p class="banner-who">{told.ended ? t.turn.ended : who}</p>
      </div>
      <div>
        <p class="banner-what">{stands}</p>
        {told.lastValidDay && (
          <p>
            {t.explain.lastValidDay + t.colon}
            {formalDay(told.lastValidDay, frame.language)}
          </p>
        )}
      </div>
    </section>
  );
}

function Office({ told, frame }: { told: FileExplained; frame: Frame }): VNode {
  const { t, say } = speech(frame);
  const of = (...states: Explained['state'][]) => told.next.filter(({ state }) => states.includes(state));
  const list = (steps: readonly Explained[]) => <Steps steps={steps} told={told} frame={frame} />;
  const [yours, others, blocked] = [of('YOURS'), of('OTHERS'), of('BLOCKED')];
  const [otherCase, otherStage] = [of('OTHER_CASE'), of('OTHER_STAGE')];
  return (
    <>
      <Turn
        who={say(turnWord(told))}
        stands={say(stageWord(told.kind, told.stage))}
        told={told}
        frame={frame}
      />
      <Section id="now" title={t.explain.now}>
        {yours.length === 0 ? <p class="muted">{t.explain.nothingNow}</p> : list(yours)}
      </Section>
      {blocked.length > 0 && (
        <Section id="blocked" title={t.explain.blocked}>
          {list(blocked)}
        </Section>
      )}
      {others.length > 0 && (
        <Section id="others" title={t.explain.others}>
          {list(others)}
        </Section>
      )}
      <ExplainedClocks told={told} frame={frame} />
      {otherCase.length > 0 && (
        <Section id="other-case" title={t.explain.otherCase}>
          {list(otherCase)}
        </Section>
      )}
      {otherStage.length > 0 && (
        <Section id="other-stage" title={t.explain.otherStage} intro={t.explain.otherStageIntro}>
          {list(otherStage)}
        </Section>
      )}
      <ExplainedHistory told={told} frame={frame} />
    </>
  );
}

function Steps(props: { steps: readonly Explained[]; told: FileExplained; frame: Frame }): VNode {
  const { steps, told, frame } = props;
  return (
    <ul class="explained">
      {steps.map((step, index) => (
        <li key={index}>
          <OneStep step={step} told={told} frame={frame} />
        </li>
      ))}
    </ul>
  );
}

function OneStep({ step, told, frame }: { step: Explained; told: FileExplained; frame: Frame }): VNode {
  const { kind, stage: here } = told;
  const { t, say } = speech(frame);
  const who = step.by.map((role) => say(ROLE_WORDS[role])).join(t.explain.comma);
  const open = 'conditions' in step;
  return (
    <>
      <h3>
        {say(actionWord(step.action))}
        {open && step.proposing && `${t.colon}${say(DECISION_WORDS[step.proposing])}`}
        {open &&
          step.choosing &&
          `${t.colon}${step.choosing.map((mode) => say(MODE_WORDS[mode])).join(t.explain.comma)}`}
      </h3>
      <Facts
        rows={[
          [t.explain.by, step.yours && step.state !== 'YOURS' ? `${who} (${t.explain.yours})` : who],
          [t.explain.basis, articleText(step.article, frame.language)],
          [t.explain.leadsTo, open && (step.to === here ? t.explain.stays : say(stageWord(kind, step.to)))],
          [
            t.explain.from,
            !open && step.from.map((stage) => say(stageWord(kind, stage))).join(t.explain.comma),
          ],
          [
            t.explain.differs,
            !open && step.differs.map((one) => say(NARROWING_WORDS[one])).join(t.explain.comma),
          ],
          [
            t.explain.conditions,
            open && step.conditions.length > 0 && <Conditions of={step.conditions} frame={frame} />,
          ],
        ]}
      />
    </>
  );
}

function Conditions({ of, frame }: { of: readonly Condition[]; frame: Frame }): VNode {
  const { t, say } = speech(frame);
  return (
    <ul class="conditions">
      {of.map(({ rule, standing, code }) => (
        <li key={rule} class={`standing-${standing.toLowerCase().replaceAll('_', '-')}`}>
          {say(RULE_WORDS[rule])}
          {t.colon}
          <strong>{t.explain.standing[standing]}</strong>
          {code && !TOLD_BY_THE_RULE.includes(code) && (
            <span class="why">{problemText(code, frame.language)}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Own({ told, frame }: { told: OwnExplained; frame: Frame }): VNode {
  const { t, say } = speech(frame);
  const list = (state: OwnStep['state']) => told.next.filter((step) => step.state === state);
  const [now, notNow] = [list('YOURS'), list('NOT_NOW')];
  return (
    <>
      <Turn
        who={told.yourTurn ? t.turn.yours : t.turn.notYours}
        stands={say(told.status)}
        told={told}
        frame={frame}
      />
      <Section id="now" title={t.explain.now}>
        {now.length === 0 ? (
          <p class="muted">{t.explain.nothingNow}</p>
        ) : (
          <OwnSteps steps={now} told={told} frame={frame} />
        )}
      </Section>
      <ExplainedClocks told={told} frame={frame} />
      {notNow.length > 0 && (
        <Section id="not-now" title={t.explain.ownNotNow}>
          <OwnSteps steps={notNow} told={told} frame={frame} />
        </Section>
      )}
      <ExplainedHistory told={told} frame={frame} />
    </>
  );
}

function OwnSteps(props: { steps: readonly OwnStep[]; told: OwnExplained; frame: Frame }): VNode {
  const { steps, told, frame } = props;
  const { t, say } = speech(frame);
  return (
    <ul class="explained">
      {steps.map(({ action, article, leadsTo, when }) => (
        <li key={action}>
          <h3>{say(actionWord(action))}</h3>
          <Facts
            rows={[
              [
                t.explain.leadsTo,
                leadsTo && (leadsTo.en === told.status.en ? t.explain.stays : say(leadsTo)),
              ],
              [t.explain.when, when && <Words words={when.map(say)} />],
              [t.explain.basis, articleText(article, frame.language)],
            ]}
          />
        </li>
      ))}
    </ul>
  );
}

function Words({ words }: { words: readonly string[] }): VNode {
  return (
    <ul class="conditions">
      {words.map((word) => (
        <li key={word}>{word}</li>
      ))}
    </ul>
  );
}
