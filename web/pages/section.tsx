import type { VNode } from 'preact';
import type { DriftAt } from '../../domain/questionnaire/drifts.js';
import type { Section as Part } from '../../domain/questionnaire/shape.js';
import { fieldId } from '../fields.js';
import { type FormState, type Frame, speech } from '../frame.js';
import { renderPage } from '../layout.js';
import { Basis } from '../parts.js';
import { paths, placeOf } from '../paths.js';
import { sectionArticle, sectionWord, TOPIC_WORDS } from '../words/questionnaire.js';
import { KIND_WORDS } from '../words/stages.js';
import { Family, type Fields, type FieldsOf, STEP, TopicFields } from './section-rows.js';

export type { Fields } from './section-rows.js';

/** One part of the questionnaire, to be filled in and kept. */
export interface SectionShown extends Fields {
  readonly caseId: string;
  readonly revision: number;
  /** Filled in from an earlier questionnaire, and not looked at yet. */
  readonly earlier: boolean;
  /** The parts of this questionnaire, in their order. */
  readonly sections: readonly Part[];
  /** Passages that drift to what may not be asked. */
  readonly drifts: readonly DriftAt[];
  /** What the fields hold is what was kept. */
  readonly kept: boolean;
  /** It was kept just now. */
  readonly saved: boolean;
}

export interface SectionOf extends FieldsOf {
  readonly shown: SectionShown;
}

export function sectionPage(frame: Frame, shown: SectionShown, form: FormState): string {
  const { t, say } = speech(frame);
  const { caseId, section, sections, topics } = shown;
  const number = sections.indexOf(section) + 1;
  const of = { shown, form, frame };
  const body = (
    <div class="narrow">
      <p class="kicker">
        <a href={`${paths.caseOf(caseId)}#questionnaire`}>{t.subject.questionnaire}</a>{' '}
        {t.questionnaire.part(number, sections.length)}
      </p>
      <h1>{say(sectionWord(section))}</h1>
      {shown.saved && !form.sent?.refusal && (
        <p class="notice notice-done" role="status">
          {t.questionnaire.saved}
        </p>
      )}
      <Wrong {...of} />
      <Drifting {...of} />
      {shown.earlier && <p class="notice">{t.questionnaire.earlier}</p>}
      <p class="intro">{section === 'FAMILY' ? t.subject.familyIntro : t.questionnaire.sectionIntro}</p>
      <form method="post" action={paths.sectionOf(caseId, section)} id="section" novalidate>
        <input type="hidden" name="csrf" value={form.csrf} />
        <input type="hidden" name="key" value={`${form.key}.${placeOf(section)}`} />
        <input type="hidden" name="revision" value={shown.revision} />
        {/* Return in a field presses a form's first button: it must be the one that keeps what was written. */}
        <button type="submit" class="unseen" name="go" value="stay" tabIndex={-1} aria-hidden="true" />
        {topics
          .filter(({ after }) => !topics.some(({ id }) => id === after))
          .map((topic) => (
            <TopicFields key={topic.id} topic={topic} {...of} />
          ))}
        {section === 'FAMILY' && <Family {...of} />}
        <p class="actions">
          <button type="submit" class="first" name="go" value="next">
            {t.questionnaire.saveNext}
          </button>
          <button type="submit" class="second" name="go" value="back">
            {t.questionnaire.saveBack}
          </button>
        </p>
        <Basis of={sectionArticle(section)} frame={frame} />
      </form>
    </div>
  );
  // As on the case's own page: how the case stands is not in a title that a browser keeps.
  return renderPage(frame, {
    title: say(KIND_WORDS.application),
    failed: form.sent?.refusal !== undefined,
    basis: sectionArticle(section),
    body,
  });
}

/** What is still to be done here, each with a link to its place. */
function Wrong({ shown, form, frame }: SectionOf): VNode | null {
  const { refusal } = form.sent ?? {};
  if (!refusal) return null;
  const { t, say } = speech(frame);
  return (
    <div class="notice notice-wrong" role="alert" aria-labelledby="wrong-title" tabIndex={-1} autofocus>
      <h2 id="wrong-title">
        {refusal.code === 'STALE' && t.questionnaire.other}
        {refusal.code === 'INVALID' &&
          (shown.kept ? t.questionnaire.toDo(refusal.errors.length) : t.questionnaire.notKept)}
      </h2>
      {refusal.code === 'STALE' && (
        <p>
          <a href={paths.sectionOf(shown.caseId, shown.section)} target="_blank" rel="noopener">
            {t.questionnaire.otherKept}
          </a>
        </p>
      )}
      <ul>
        {refusal.errors.map((error) => (
          <li key={`${error.pointer}${error.text?.en ?? ''}`}>
            <a href={`#${fieldId(STEP, error.pointer)}`}>
              {`${questionOf(shown, error.pointer, frame)} – ${error.text ? say(error.text) : t.form[error.why]}`}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Pointed out to its author and to nobody else, before it is sent; whether it stays is theirs to say. */
function Drifting({ shown, form, frame }: SectionOf): VNode | null {
  const { t, say } = speech(frame);
  const { drifts } = shown;
  if (drifts.length === 0) return null;
  return (
    <section class="notice" aria-labelledby="drift-title" tabIndex={-1} autofocus={!form.sent?.refusal}>
      <h2 id="drift-title">{t.questionnaire.driftTitle}</h2>
      <p>{t.questionnaire.driftText}</p>
      <ul>
        {drifts.map(({ pointer, passage, topic, start }) => (
          <li key={`${pointer}${topic}${start}`}>
            <a href={`#${fieldId(STEP, pointer)}`}>{`${say(TOPIC_WORDS[topic])}${t.colon}`}</a>
            <mark>{passage}</mark>
          </li>
        ))}
      </ul>
      <p>
        <button type="submit" class="second" form="section" name="go" value="keep">
          {t.questionnaire.driftKeep}
        </button>
      </p>
    </section>
  );
}

/** What the page calls the place that a pointer names: the question, or whose row of the family it is. */
function questionOf({ topics }: SectionShown, pointer: string, frame: Frame): string {
  const { t, say } = speech(frame);
  const [root, first, second] = pointer.split('/').slice(1);
  if (root === 'family') return t.subject.familyRow(Number(first) + 1);
  const topic = topics.find(({ id }) => id === second);
  return topic ? say(topic.ask) : t.subject.questionnaire;
}
