import { itemName } from '../../domain/policy-words.js';
import type { VNode } from 'preact';
import { checkIn, type Item } from '../../domain/checks.js';
import { policyOf } from '../../domain/policy.js';
import { SIDES, treatmentsOf, type Viewpoint, VIEWPOINTS } from '../../domain/worksheet.js';
import type { CaseFile } from '../case-data.js';
import { StepPost } from '../form.js';
import { type FormState, type Frame, speech, textOf } from '../frame.js';
import { Choice, TextField } from '../inputs.js';
import { Section, Written } from '../parts.js';
import { articleOf } from '../steps.js';
import { SentenceRows } from '../sentences.js';
import type { Word } from '../language.js';
import { STEP_WORDS } from '../words/actions.js';
import { articleText } from '../words/articles.js';

import { DECISION_WORDS } from '../words/stages.js';
import { isHeard, isKnown, knownFrom, StillBefore } from './worksheet-before.js';
import {
  BESIDE_WORDS,
  BLOCK_WORDS,
  MATTER_WORDS,
  SHEET_WORDS,
  TREATMENT_WORDS,
  VIEWPOINT_WORDS,
} from '../words/worksheet.js';

interface SheetOf {
  readonly file: CaseFile;
  readonly form: FormState;
  readonly frame: Frame;
}

/** The decision and what it is weighed on, in one form: none without the other. */
export function Decision({ file, form, frame }: SheetOf): VNode {
  const { t, say } = speech(frame);
  const of = { frame, form, step: 'decide' } as const;
  const { hint } = STEP_WORDS.decide;
  const items = policyOf(file.policy).items.map(({ code }) => code);
  return (
    <Section id="worksheet" title={say(STEP_WORDS.decide.label)} intro={say(SHEET_WORDS.intro)}>
      <StepPost frame={frame} form={form} of={file} step="decide">
        <input type="hidden" name="worksheet.items" value={items.join()} />
        <StillBefore file={file} frame={frame} />
        {items.map((item, index) => (
          <ItemSheet key={item} item={item} number={index + 1} file={file} form={form} frame={frame} />
        ))}
        <Choice {...of} pointer="/decision" name="decision" legend={t.form.decision}>
          {(['FOUND', 'NOT_FOUND'] as const).map((value) => ({ value, label: say(DECISION_WORDS[value]) }))}
        </Choice>
        {hint && <p class="hint">{say(hint)}</p>}
        <SentenceRows id={file.id} step="decide" form={form} frame={frame} />
        <p class="actions">
          <button type="submit" class="first">
            {say(STEP_WORDS.decide.label)}
          </button>
        </p>
      </StepPost>
      <p class="article">{t.file.basis + t.colon + articleText(articleOf('decide'), frame.language)}</p>
    </Section>
  );
}

function ItemSheet(props: SheetOf & { item: Item; number: number }): VNode {
  const { item, number, file, form, frame } = props;
  const { t, say } = speech(frame);
  const of = { frame, form, step: 'decide' } as const;
  const { matters = {}, learnt, unasked } = file;
  const told = hintsOf(item, file).map((word) => say(word));
  const chosen = form.sent?.step === 'decide' ? textOf(form.sent.values, `worksheet.${item}`) : '';
  // Where nothing is to be weighed its fields come with the form's return, for who chooses to weigh all the same; so in a
  // reassessment, where any item may be what raised the doubt.
  const known = matters[item] !== undefined || (learnt.includes(item) && file.ground !== 'DOUBT');
  const withWords = known || chosen === 'WEIGHED' || chosen === 'WITHOUT_ANSWER';
  return (
    <div class="item" role="group" aria-label={say(itemName(item))}>
      <Choice
        {...of}
        pointer={`/worksheet/${item}/treatment`}
        name={`worksheet.${item}`}
        legend={`${number}. ${say(itemName(item))}${t.comma}${articleText(articleOfItem(item, file), frame.language)}`}
        hint={
          told.length > 0 ? (
            <strong>{told.join(frame.language === 'ja' ? '' : ' ')}</strong>
          ) : (
            isAsked(item, file) || say(SHEET_WORDS.notAsked)
          )
        }
      >
        {treatmentsOf(item, { matters, learnt, unasked }).map((value) => ({
          value,
          label: say(TREATMENT_WORDS[value]),
        }))}
      </Choice>
      {withWords && (
        <details class="step" open>
          <summary>{say(SHEET_WORDS.viewpoints)}</summary>
          <div class="step-body">
            <p class="hint">{say(SHEET_WORDS.noneHint)}</p>
            <TextField
              {...of}
              pointer={`/worksheet/${item}/note`}
              name={`worksheet.${item}.note`}
              label={say(SHEET_WORDS.note)}
              max={2_000}
              rows={2}
              optional="depends"
            />
            {VIEWPOINTS.map((viewpoint) => (
              <ViewpointFields key={viewpoint} {...props} viewpoint={viewpoint} />
            ))}
          </div>
        </details>
      )}
    </div>
  );
}

/** What there is, and what there is not, of an item: its reader chooses how it is treated by that. */
function hintsOf(item: Item, file: CaseFile): Word[] {
  const { matters, learnt, unasked, ground } = file;
  const matter = matters?.[item];
  const besides = ground === 'DOUBT' ? BESIDE_WORDS.doubt : BESIDE_WORDS.learnt;
  return [
    ...(matter ? [MATTER_WORDS[matter]] : []),
    ...(learnt.includes(item) && matter !== 'TO_WEIGH' ? [besides] : []),
    ...(unasked.includes(item) ? [BESIDE_WORDS.unasked] : []),
    ...knownFrom(item, file),
    ...(isKnown(item, file) ? [isHeard(item, file) ? BLOCK_WORDS.heard : BLOCK_WORDS.unheard] : []),
  ];
}

const articleOfItem = (item: Item, { policy }: CaseFile): string =>
  policyOf(policy).items.find(({ code }) => code === item)?.article ?? articleOf('decide');

function isAsked(item: Item, { checks, policy }: CaseFile): boolean {
  return checks.some(({ code }) => checkIn(policyOf(policy), code).item === item);
}

function ViewpointFields({ item, viewpoint, form, frame }: SheetOf & { item: Item; viewpoint: Viewpoint }) {
  const { say } = speech(frame);
  return (
    <fieldset class="relative">
      <legend>{say(VIEWPOINT_WORDS[viewpoint])}</legend>
      {SIDES.map((side) => (
        <TextField
          key={side}
          frame={frame}
          form={form}
          step="decide"
          pointer={`/worksheet/${item}/factors/${viewpoint}/${side}`}
          name={`worksheet.${item}.${viewpoint}.${side}`}
          label={say(SHEET_WORDS[side])}
          max={2_000}
          rows={2}
          optional="depends"
        />
      ))}
    </fieldset>
  );
}

/** The worksheet of the decision that was last proposed or taken, for its second reader and whoever works on the file. */
export function WrittenSheet({ file, frame }: Pick<SheetOf, 'file' | 'frame'>): VNode | null {
  const { say } = speech(frame);
  const sheet = file.worksheet;
  if (!sheet) return null;
  return (
    <Section id="written-worksheet" title={say(SHEET_WORDS.title)}>
      <dl class="answers">
        {policyOf(file.policy).items.map(({ code: item }) => {
          const row = sheet[item];
          return (
            <div key={item}>
              <dt>{say(itemName(item))}</dt>
              <dd>
                {row && <p class="muted">{say(TREATMENT_WORDS[row.treatment])}</p>}
                {row?.treatment === 'NOT_ASKED' && <p class="muted">{say(BESIDE_WORDS.unasked)}</p>}
                {row?.note && <Written text={row.note} />}
                {row?.factors &&
                  VIEWPOINTS.map((viewpoint) => (
                    <div key={viewpoint}>
                      <h3>{say(VIEWPOINT_WORDS[viewpoint])}</h3>
                      {SIDES.map((side) => (
                        <p key={side}>
                          <span class="label">{say(SHEET_WORDS[side])}</span>{' '}
                          {row.factors?.[viewpoint]?.[side]}
                        </p>
                      ))}
                    </div>
                  ))}
              </dd>
            </div>
          );
        })}
      </dl>
    </Section>
  );
}
