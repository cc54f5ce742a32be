import type { VNode } from 'preact';
import { checkIn, type CheckKind } from '../../domain/checks.js';
import { policyOf } from '../../domain/policy.js';
import { checkName, itemName, sourceName } from '../../domain/policy-words.js';
import type { CaseFile } from '../case-data.js';
import { dayText, formalDay } from '../dates.js';
import { StepPost } from '../form.js';
import { type FormState, type Frame, speech } from '../frame.js';
import { Choice } from '../inputs.js';
import type { OwnFile } from '../own-data.js';
import { Form } from './consent.js';
import { Basis, dueDay, Section, Written } from '../parts.js';
import { articleOf } from '../steps.js';
import { STEP_WORDS } from '../words/actions.js';
import { FIELD_WORDS, NEED_WORDS, SUPPLEMENT_WORDS } from '../words/checks.js';

interface OwnOf {
  readonly file: OwnFile;
  readonly form: FormState;
  readonly frame: Frame;
}

/** What the person is asked for, why, and by when: each question its own yes or no, none of them chosen beforehand. */
export function Supplement({ file, form, frame }: OwnOf): VNode | null {
  const { t } = speech(frame);
  const { supplement } = file;
  if (!supplement) return null;
  const of = { frame, form, step: 'answerSupplement' } as const;
  const policy = policyOf(file.policy);
  const day = dayText(
    dueDay({ at: supplement.answerBy, kind: 'SUPPLEMENT_WINDOW' }, undefined).day,
    frame.language,
  );
  return (
    <Section id="supplement" title={t.supplement.title} intro={t.supplement.by(day)}>
      <div class="letter">
        {supplement[frame.language].map((line) => (
          <p key={line}>{line}</p>
        ))}
        <p class="muted">
          <code class="id">{supplement.text}</code>
        </p>
      </div>
      <StepPost frame={frame} form={form} of={file} step="answerSupplement">
        <input type="hidden" name="text" value={supplement.text} />
        {supplement.asked.map(({ code, need, reasons }) => (
          <Choice
            key={code}
            {...of}
            pointer={`/inquiries/${code}`}
            name={`inquiries.${code}`}
            legend={<Question check={checkIn(policy, code)} frame={frame} />}
            hint={
              <Why
                check={checkIn(policy, code)}
                why={NEED_WORDS[need][frame.language]}
                words={reasons}
                frame={frame}
              />
            }
          >
            {[
              { value: 'yes', label: t.subject.yes },
              { value: 'no', label: t.subject.no },
            ]}
          </Choice>
        ))}
        <p class="actions">
          <button type="submit" class="first">
            {STEP_WORDS.answerSupplement.label[frame.language]}
          </button>
        </p>
        <Basis of={articleOf('answerSupplement')} frame={frame} />
      </StepPost>
    </Section>
  );
}

function Question({ check, frame }: { check: CheckKind; frame: Frame }): VNode {
  const { say } = speech(frame);
  return (
    <>
      <span class="question-name">{say(checkName(check.code))}</span> {say(check.question)}
    </>
  );
}

/** Whom it would be put to, about which item, what they would be told, and why it is needed. */
function Why(props: { check: CheckKind; why: string; words: string; frame: Frame }): VNode {
  const { check, why, words, frame } = props;
  const { t, say } = speech(frame);
  return (
    <>
      <ul class="particulars">
        <li>{t.subject.askWhom + t.colon + say(sourceName(check.source))}</li>
        <li>{t.file.checkItem + t.colon + say(itemName(check.item))}</li>
        <li>
          {t.subject.sends + t.colon + check.fields.map((field) => say(FIELD_WORDS[field])).join(t.comma)}
        </li>
        <li>{t.supplement.why + t.colon + why}</li>
      </ul>
      <Written text={words} />
    </>
  );
}

/** The questions that stand, each of which may be taken back alone. None is chosen beforehand. */
export function WithdrawInquiry({ file, form, frame }: OwnOf): VNode | null {
  const { t, say } = speech(frame);
  const { consented = [] } = file;
  if (consented.length === 0) return null;
  return (
    <Section id="withdrawInquiry" title={t.supplement.withdraw} intro={t.supplement.withdrawIntro}>
      <Form of="inquiry-withdrawal" file={file} frame={frame} />
      <StepPost frame={frame} form={form} of={file} step="withdrawInquiry">
        <Choice
          frame={frame}
          form={form}
          step="withdrawInquiry"
          pointer="/codes"
          name="codes"
          legend={t.supplement.which}
          many
        >
          {consented.map((code) => ({
            value: code,
            label: `${say(checkName(code))} – ${say(sourceName(checkIn(policyOf(file.policy), code).source))}`,
          }))}
        </Choice>
        <p class="actions">
          <button type="submit" class="second">
            {STEP_WORDS.withdrawInquiry.label[frame.language]}
          </button>
        </p>
        <Basis of={articleOf('withdrawInquiry')} frame={frame} />
      </StepPost>
    </Section>
  );
}

/** To those who work on the case: what was asked for and what came of it, and what was taken back. */
export function SupplementsOnFile({ file, frame }: { file: CaseFile; frame: Frame }): VNode | null {
  const { t, say } = speech(frame);
  const { supplements, withdrawn } = file;
  if (supplements.length === 0 && withdrawn.length === 0) return null;
  return (
    <Section id="supplements" title={t.supplement.onFile} intro={t.supplement.onFileIntro}>
      <dl class="answers">
        {supplements.map(({ at, status, asked }) => (
          <div key={at}>
            <dt>
              {formalDay(at, frame.language)} – {say(SUPPLEMENT_WORDS[status])}
            </dt>
            {asked.map(({ code, need, answer }) => (
              <dd key={code}>
                {say(checkName(code))} – {say(NEED_WORDS[need])}
                {answer !== null && t.colon + (answer ? t.supplement.agreed : t.supplement.declined)}
              </dd>
            ))}
          </div>
        ))}
        {withdrawn.map(({ at, codes }) => (
          <div key={at}>
            <dt>
              {formalDay(at, frame.language)} – {t.supplement.takenBack}
            </dt>
            <dd>{codes.map((code) => say(checkName(code))).join(t.comma)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
