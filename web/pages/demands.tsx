import type { VNode } from 'preact';
import type { DemandAnswer, DemandState, DemandStepName } from '../../domain/demands.js';
import { DEMAND_ANSWERS, DEMAND_ARTICLE } from '../../domain/demands.js';
import type { Frame } from '../frame.js';
import { holdsAny, speech } from '../frame.js';
import type { Word } from '../language.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import { Basis, Day, dueDay, Facts, Id, Section, Written } from '../parts.js';
import { paths } from '../paths.js';
import { DEMAND_ANSWER_WORDS, DEMAND_BUTTONS, DEMAND_STATE_WORDS, DEMAND_WORDS } from '../words/demands.js';

export interface DemandShown {
  readonly id: string;
  readonly organ: Word;
  readonly caseId: string | null;
  readonly follows: string | null;
  readonly state: DemandState;
  readonly clock: 'RUNNING' | 'REMINDED' | 'OVERDUE' | 'STOPPED';
  readonly demandedAt: string;
  readonly dueAt: string;
  readonly text: string;
  readonly answer: DemandAnswer | null;
  readonly answeredAt: string | null;
  readonly answerText: string | null;
  readonly possible: readonly DemandStepName[];
  /** New for each page: with the step's name the key of each of its forms. */
  readonly formKey: string;
}

export interface DemandsOf {
  readonly demands: readonly DemandShown[];
  readonly organs: readonly { readonly id: string; readonly name: Word }[];
  readonly csrf: string;
  readonly formKey: string;
}

interface PartOf extends DemandsOf {
  readonly frame: Frame;
}

/** What an auditor has demanded, and what was answered: the same page for both, each with their own steps. */
export function demandsPage(frame: Frame, found: DemandsOf): string {
  const { say } = speech(frame);
  const audits = holdsAny(frame.viewer, ['Auditor']);
  const body = (
    <>
      <h1>{say(DEMAND_WORDS.title)}</h1>
      <p class="intro">{say(audits ? DEMAND_WORDS.introAuditor : DEMAND_WORDS.introInCharge)}</p>
      {found.demands.length === 0 && <p>{say(DEMAND_WORDS.none)}</p>}
      {found.demands.map((demand) => (
        <One key={demand.id} demand={demand} frame={frame} {...found} />
      ))}
      {audits && <Fresh frame={frame} {...found} />}
    </>
  );
  return renderPage(frame, { title: say(DEMAND_WORDS.title), basis: PAGE_BASIS.demands, body });
}

function One({ demand, ...page }: PartOf & { demand: DemandShown }): VNode {
  const { frame } = page;
  const { t, say } = speech(frame);
  const { state, clock } = demand;
  const stands = clock === 'OVERDUE' || clock === 'REMINDED' ? clock : state;
  const can = (step: DemandStepName) => demand.possible.includes(step);
  return (
    <Section id={`demand-${demand.id}`} title={say(demand.organ)}>
      <Facts
        rows={[
          [
            say(DEMAND_WORDS.state),
            <span class={clock === 'OVERDUE' ? 'due due-over' : 'due'}>
              {clock === 'OVERDUE' ? (
                <span class="days">{say(DEMAND_STATE_WORDS[stands])}</span>
              ) : (
                say(DEMAND_STATE_WORDS[stands])
              )}
            </span>,
          ],
          [say(DEMAND_WORDS.about), demand.caseId ? <Id id={demand.caseId} /> : say(DEMAND_WORDS.practice)],
          [say(DEMAND_WORDS.demandedOn), <Day at={demand.demandedAt} frame={frame} />],
          [
            say(DEMAND_WORDS.due),
            state === 'OPEN' && (
              <Day
                at={dueDay({ at: demand.dueAt, kind: 'NOTIFICATION_REMINDER' }, frame.now).day}
                frame={frame}
              />
            ),
          ],
        ]}
      />
      {demand.follows && <p class="muted">{say(DEMAND_WORDS.follows)}</p>}
      <Written text={demand.text} />
      {demand.answer && demand.answerText !== null && (
        <>
          <h3>
            {say(DEMAND_WORDS.answerTitle)}
            {t.colon}
            {say(DEMAND_ANSWER_WORDS[demand.answer])}
          </h3>
          <Written text={demand.answerText} />
        </>
      )}
      {can('answer') && <Answer demand={demand} {...page} />}
      {can('repeat') && (
        <Post of={demand} step="repeat" {...page}>
          <Text name="text" label={say(DEMAND_WORDS.again)} id={`again-${demand.id}`} />
        </Post>
      )}
      {can('close') && <Post of={demand} step="close" quiet {...page} />}
    </Section>
  );
}

function Answer({ demand, ...page }: PartOf & { demand: DemandShown }): VNode {
  const { say } = speech(page.frame);
  return (
    <Post of={demand} step="answer" {...page}>
      <fieldset class="field">
        <legend>{say(DEMAND_WORDS.answerHow)}</legend>
        {DEMAND_ANSWERS.map((answer) => (
          <label class="tick" key={answer}>
            <input type="radio" name="answer" value={answer} required />
            <span>{say(DEMAND_ANSWER_WORDS[answer])}</span>
          </label>
        ))}
      </fieldset>
      <Text name="text" label={say(DEMAND_WORDS.answerText)} id={`answer-${demand.id}`} />
    </Post>
  );
}

function Fresh(page: PartOf): VNode {
  const { say } = speech(page.frame);
  return (
    <Section id="fresh" title={say(DEMAND_WORDS.fresh)}>
      <Post step="demand" {...page}>
        <div class="field">
          <label for="organId">{say(DEMAND_WORDS.organ)}</label>
          <select id="organId" name="organId" required>
            {page.organs.map(({ id, name }) => (
              <option key={id} value={id}>
                {say(name)}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="caseId">
            {say(DEMAND_WORDS.about)} {say(DEMAND_WORDS.optional)}
          </label>
          <p class="hint" id="caseId-hint">
            {say(DEMAND_WORDS.aboutHint)}
          </p>
          <input
            id="caseId"
            name="caseId"
            type="text"
            maxLength={36}
            autocomplete="off"
            aria-describedby="caseId-hint"
          />
        </div>
        <Text name="text" label={say(DEMAND_WORDS.text)} id="text" />
      </Post>
    </Section>
  );
}

function Text({ name, label, id }: { name: string; label: string; id: string }): VNode {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea id={id} name={name} rows={5} maxLength={8_000} required autocomplete="off" />
    </div>
  );
}

/** One step of one demand: a form that counts once. */
function Post(
  props: PartOf & {
    of?: DemandShown;
    step: DemandStepName;
    quiet?: boolean;
    children?: VNode | VNode[];
  },
): VNode {
  const { frame, of, step, quiet, csrf, formKey, children } = props;
  const { say } = speech(frame);
  return (
    <form method="post" action={paths.demandStep(step, of?.id)}>
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="key" value={`${of?.formKey ?? formKey}.${step}`} />
      {children}
      <p class="actions">
        <button type="submit" class={quiet ? 'second' : 'first'}>
          {say(DEMAND_BUTTONS[step])}
        </button>
      </p>
      {children !== undefined && <Basis of={DEMAND_ARTICLE} frame={frame} />}
    </form>
  );
}
