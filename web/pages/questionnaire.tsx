import type { VNode } from 'preact';
import { ITEMS, type Item } from '../../domain/checks.js';
import { ITEM_NAMES } from '../../domain/notices.js';
import type { OwnFile } from '../case-data.js';
import { StepPost } from '../form.js';
import { type FormState, type Frame, speech, textOf } from '../frame.js';
import { Choice, TextField } from '../inputs.js';
import { Section } from '../parts.js';
import { paths } from '../paths.js';
import { STEP_WORDS } from '../words/actions.js';
import { ITEM_WORDS } from '../words/checks.js';

/** Fields of one relative: four and no more (law: invariant 5). */
export const FAMILY_FIELDS = ['name', 'dateOfBirth', 'nationalities', 'address'] as const;
export const MOST_FAMILY = 50;
const FIRST_ROWS = 2;

interface QuestionnaireOf {
  readonly file: OwnFile;
  readonly form: FormState;
  readonly frame: Frame;
}

/** The seven items and the family rows. More rows are made by the server: it hands the form back with one more. */
export function Questionnaire({ file, form, frame }: QuestionnaireOf): VNode {
  const { t } = speech(frame);
  const sent = form.sent?.step === 'submitQuestionnaire' ? form.sent.values : undefined;
  const rows = Math.min(MOST_FAMILY, Math.max(FIRST_ROWS, Number(textOf(sent, 'rows')) || 0));
  return (
    <Section id="questionnaire" title={t.subject.questionnaire} intro={t.subject.questionnaireIntro}>
      <StepPost frame={frame} form={form} of={file} step="submitQuestionnaire">
        {ITEMS.map((item, index) => (
          <ItemFields key={item} item={item} number={index + 1} form={form} frame={frame} />
        ))}
        <h3 id="family">{t.subject.family}</h3>
        <p class="intro">{t.subject.familyIntro}</p>
        <input type="hidden" name="rows" value={rows} />
        {Array.from({ length: rows }, (_, index) => (
          <Relative key={index} index={index} form={form} frame={frame} />
        ))}
        {rows < MOST_FAMILY && (
          <p>
            <button
              type="submit"
              class="second"
              name="add"
              value="row"
              formaction={`${paths.stepOf(file.id, 'submitQuestionnaire')}#family`}
            >
              {t.subject.addRow}
            </button>
          </p>
        )}
        <p class="actions">
          <button type="submit" class="first">
            {STEP_WORDS.submitQuestionnaire.label[frame.language]}
          </button>
        </p>
      </StepPost>
    </Section>
  );
}

function ItemFields(props: { item: Item; number: number; form: FormState; frame: Frame }): VNode {
  const { item, number, form, frame } = props;
  const { t, say } = speech(frame);
  const of = { frame, form, step: 'submitQuestionnaire' } as const;
  return (
    <div class="item" role="group" aria-label={say(ITEM_WORDS[item])}>
      <Choice
        {...of}
        pointer={`/items/${item}/nothingToState`}
        name={`items.${item}`}
        legend={`${number}. ${say(ITEM_NAMES[item])}`}
      >
        {[
          { value: 'nothing', label: t.subject.stateNothing },
          { value: 'something', label: t.subject.stateSomething },
        ]}
      </Choice>
      <TextField
        {...of}
        pointer={`/items/${item}/statement`}
        name={`items.${item}.statement`}
        label={t.subject.statement}
        max={4_000}
        rows={3}
        optional
      />
    </div>
  );
}

function Relative({ index, form, frame }: { index: number; form: FormState; frame: Frame }): VNode {
  const { t } = speech(frame);
  const of = { frame, form, step: 'submitQuestionnaire', optional: true } as const;
  const at = (field: (typeof FAMILY_FIELDS)[number]) => ({
    pointer: `/family/${index}/${field}`,
    name: `family.${index}.${field}`,
  });
  return (
    <fieldset class="relative">
      <legend>{t.subject.familyRow(index + 1)}</legend>
      <TextField {...of} {...at('name')} label={t.file.name} max={100} />
      <TextField {...of} {...at('dateOfBirth')} label={t.file.dateOfBirth} max={10} type="date" />
      <TextField
        {...of}
        {...at('nationalities')}
        label={t.subject.nationalities}
        hint={t.subject.nationalitiesHint}
        max={500}
      />
      <TextField {...of} {...at('address')} label={t.file.address} max={300} />
    </fieldset>
  );
}
