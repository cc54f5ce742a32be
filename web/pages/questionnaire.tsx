import type { VNode } from 'preact';
import type { DraftSection, OwnFile } from '../own-data.js';
import { StepPost } from '../form.js';
import { type FormState, type Frame, speech } from '../frame.js';
import { Tick } from '../inputs.js';
import { Basis, Section, Written } from '../parts.js';
import { articleOf } from '../steps.js';
import { paths } from '../paths.js';
import { STEP_WORDS } from '../words/actions.js';
import { sectionWord } from '../words/questionnaire.js';
import { SCREENING_WORDS } from '../words/screening.js';

interface QuestionnaireOf {
  readonly file: OwnFile;
  readonly form: FormState;
  readonly frame: Frame;
}

/** The parts of the questionnaire and how far each is; what is saved is its subject's alone until it is sent. */
export function Questionnaire({ file, form, frame }: QuestionnaireOf): VNode | null {
  const { t, say } = speech(frame);
  const { draft } = file;
  if (!draft) return null;
  const done = draft.sections.filter(({ state }) => state === 'DONE' || state === 'KEPT').length;
  const all = draft.sections.length;
  return (
    <Section id="questionnaire" title={t.subject.questionnaire} intro={t.questionnaire.intro}>
      {draft.returned !== undefined && (
        <div class="notice">
          <h3>{t.questionnaire.returned}</h3>
          <Written text={draft.returned} />
        </div>
      )}
      <ol class="parts">
        {draft.sections.map((part) => (
          <li key={part.section}>
            {part.state === 'KEPT' ? (
              say(sectionWord(part.section))
            ) : (
              <a href={paths.sectionOf(file.id, part.section)}>{say(sectionWord(part.section))}</a>
            )}{' '}
            <State part={part} frame={frame} />
          </li>
        ))}
      </ol>
      <p>{t.questionnaire.progress(done, all)}</p>
      {done === all && (
        <StepPost frame={frame} form={form} of={file} step="submitQuestionnaire">
          <input type="hidden" name="revision" value={draft.revision} />
          {(draft.sections.some(({ drifts }) => drifts > 0) || form.sent?.refusal?.code === 'DRIFTS') && (
            <Tick
              frame={frame}
              form={form}
              step="submitQuestionnaire"
              pointer="/kept"
              name="kept"
              label={say(SCREENING_WORDS.keep)}
              hint={say(SCREENING_WORDS.keepHint)}
            />
          )}
          <p class="hint">{t.questionnaire.submitNote}</p>
          <p class="actions">
            <button type="submit" class="first">
              {STEP_WORDS.submitQuestionnaire.label[frame.language]}
            </button>
          </p>
          <Basis of={articleOf('submitQuestionnaire')} frame={frame} />
        </StepPost>
      )}
    </Section>
  );
}

function State({ part: { state, faults, drifts }, frame }: { part: DraftSection; frame: Frame }): VNode {
  const { t } = speech(frame);
  const words = {
    EMPTY: t.questionnaire.empty,
    OPEN: t.questionnaire.open(faults),
    CONFIRM: t.questionnaire.confirm,
    DONE: t.questionnaire.done,
    KEPT: t.questionnaire.keptAsIs,
  };
  return (
    <>
      <span class={`part part-${state.toLowerCase()}`}>{words[state]}</span>
      {drifts > 0 && <span class="part part-open">{t.questionnaire.drifts}</span>}
    </>
  );
}
