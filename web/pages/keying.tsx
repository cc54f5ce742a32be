import type { ComponentChildren, VNode } from 'preact';
import { ANSWERS } from '../../domain/checks.js';
import { policyOf } from '../../domain/policy.js';
import { CAME } from '../../domain/original.js';
import { fieldId, FIELDS, isLong } from '../fields.js';
import { FieldInput } from '../form.js';
import { type FormName, type FormState, type Frame, speech } from '../frame.js';
import { Choice, FieldError, TextField, Tick } from '../inputs.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import type { Keying } from '../originals-data.js';
import { Basis, Id, Section } from '../parts.js';
import { paths } from '../paths.js';
import { articleOf, needsSeen, type StepName } from '../steps.js';
import { MARK_WORDS } from '../words/checks.js';
import { CAME_WORDS, PAGE_WORDS as W, paperWord } from '../words/originals.js';
import { QuestionnaireFields } from './keying-questionnaire.js';
import { Papers } from './originals.js';
import { RefusedPaper } from './originals-refused.js';

/** What a source writes by letter is asked under. */
const REPLY_ARTICLE = 'Art. 12(6)';

interface Of {
  readonly keying: Keying;
  readonly form: FormState;
  readonly frame: Frame;
}

/** Where the first of two people keys in what a signed paper says: its person's own form, and which sheet it is. */
export function keyingPage(frame: Frame, keying: Keying, form: FormState): string {
  const { say } = speech(frame);
  const of = { keying, form, frame };
  const body = (
    <>
      <p class="kicker">
        {say(W.caseNumber)} <Id id={keying.caseId} />
      </p>
      <h1>{say(W.keying)}</h1>
      <RefusedPaper form={form} frame={frame} />
      <p class="intro">{say(W.keyingIntro)}</p>
      {keying.silent && <p class="notice">{say(W.silentNote)}</p>}
      {keying.told && <p class="notice">{say(W.toldNote)}</p>}
      {keying.steps.map(({ step, stops }) => (
        <OnePaper key={step} {...of} step={step} stops={stops} />
      ))}
      {keying.inquiries.length > 0 && <ReplyForm {...of} />}
      {keying.items.length > 0 && (
        <Section id="papers" title={say(W.ofCase)}>
          <Papers items={keying.items} frame={frame} caption={say(W.ofCase)} />
        </Section>
      )}
    </>
  );
  const title = `${say(W.keying)} ${keying.caseId.slice(0, 8)}`;
  return renderPage(frame, {
    title,
    failed: form.sent?.refusal !== undefined,
    basis: PAGE_BASIS.originals,
    body,
  });
}

function OnePaper({ step, stops, ...of }: Of & { step: StepName; stops: boolean }): VNode {
  const { form, frame, keying } = of;
  const { say } = speech(frame);
  return (
    <details class="step" open={form.sent?.step === step}>
      <summary>{say(paperWord({ kind: 'application', action: step }))}</summary>
      <div class="step-body">
        <KeyForm {...of} name={step} button={say(stops ? W.keyAtOnce : W.key)}>
          {needsSeen(step) && <input type="hidden" name="seen" value={keying.version} />}
          {step === 'giveConsent' && <ConsentFields {...of} />}
          {step === 'answerSupplement' && <AnswerFields {...of} />}
          {step === 'submitQuestionnaire' && <QuestionnaireFields {...of} />}
          {!isLong(step) &&
            FIELDS[step].map((field) => (
              <FieldInput
                key={field.name}
                field={field}
                step={step}
                file={undefined}
                frame={frame}
                form={form}
              />
            ))}
        </KeyForm>
      </div>
    </details>
  );
}

function KeyForm(
  props: Of & { name: StepName | 'keyReply'; button: string; children?: ComponentChildren },
): VNode {
  const { keying, form, frame, name, button, children } = props;
  return (
    <form method="post" action={paths.keyOf(keying.caseId, name)} novalidate>
      <input type="hidden" name="csrf" value={form.csrf} />
      <input type="hidden" name="key" value={`${form.key}.${name}`} />
      {children}
      <PaperFields form={form} frame={frame} step={name} />
      <p class="actions">
        <button type="submit" class="first">
          {button}
        </button>
      </p>
      <Basis of={name === 'keyReply' ? REPLY_ARTICLE : articleOf(name)} frame={frame} />
    </form>
  );
}

/** Which sheet it is: its hash and pages, its days, and how it came. */
function PaperFields(of: { frame: Frame; form: FormState; step: FormName }): VNode {
  const { say } = speech(of.frame);
  const field = (name: 'hash' | 'pages' | 'signedOn' | 'receivedOn') => ({
    ...of,
    pointer: `/original/${name}`,
    name: `original.${name}`,
  });
  return (
    <>
      <h3>{say(W.original)}</h3>
      <TextField {...field('hash')} label={say(W.hash)} hint={say(W.hashHint)} max={64} />
      <TextField {...field('pages')} label={say(W.pages)} max={3} />
      <TextField {...field('signedOn')} label={say(W.signed)} max={10} type="date" />
      <TextField {...field('receivedOn')} label={say(W.received)} max={10} type="date" />
      <Choice {...of} pointer="/original/came" name="original.came" legend={say(W.came)}>
        {CAME.map((value) => ({ value, label: say(CAME_WORDS[value]) }))}
      </Choice>
    </>
  );
}

/** As on the consent's own page, question by question; the notice's number as the paper has it, not as we do. */
function ConsentFields({ keying, form, frame }: Of): VNode {
  const { say } = speech(frame);
  const of = { frame, form, step: 'giveConsent' } as const;
  return (
    <>
      <TextField {...of} pointer="/text" name="text" label={say(W.text)} max={200} />
      <Tick {...of} pointer="/assessment" name="assessment" label={say(W.assessment)} />
      <Questions {...of} policy={keying.policy} />
      <Tick {...of} pointer="/reasonsWaived" name="reasonsWaived" label={say(W.waived)} optional />
    </>
  );
}

/** What was ticked beside each question of the supplementary consent, and the number it bears. */
function AnswerFields({ keying, form, frame }: Of): VNode {
  const { t } = speech(frame);
  const of = { frame, form, step: 'answerSupplement' } as const;
  return (
    <>
      <TextField {...of} pointer="/text" name="text" label={t.supplement.text} max={200} />
      <Questions {...of} policy={keying.policy} />
    </>
  );
}

function Questions({
  policy,
  ...of
}: {
  policy: string;
  frame: Frame;
  form: FormState;
  step: FormName;
}): VNode {
  const { t, say } = speech(of.frame);
  return (
    <>
      {policyOf(policy).checks.map(({ code, name }) => (
        <Choice
          key={code}
          {...of}
          pointer={`/inquiries/${code}`}
          name={`inquiries.${code}`}
          optional
          legend={say(name)}
        >
          {[
            { value: 'yes', label: t.subject.yes },
            { value: 'no', label: t.subject.no },
          ]}
        </Choice>
      ))}
    </>
  );
}

function ReplyForm(of: Of): VNode {
  const { keying, form, frame } = of;
  const { say } = speech(frame);
  const at = { frame, form, step: 'keyReply' } as const;
  return (
    <details class="step" open={form.sent?.step === 'keyReply'}>
      <summary>{say(W.reply)}</summary>
      <div class="step-body">
        <KeyForm {...of} name="keyReply" button={say(W.key)}>
          <Choice {...at} pointer="/reference" name="reference" legend={say(W.reference)}>
            {keying.inquiries.map(({ reference, word }) => ({
              value: reference,
              label: `${say(word)} – ${reference.slice(0, 8)}`,
            }))}
          </Choice>
          <Choice {...at} pointer="/answer" name="answer" legend={say(W.answer)}>
            {ANSWERS.map((value) => ({ value, label: say(MARK_WORDS[value]) }))}
          </Choice>
          <TextField
            {...at}
            pointer="/statement"
            name="statement"
            label={say(W.statement)}
            max={4_000}
            rows={4}
            optional
          />
          <OthersOnSheet {...of} />
        </KeyForm>
      </div>
    </details>
  );
}

/** Further questions that the same sheet may answer: those of a source that was asked several. */
function OthersOnSheet({ keying: { inquiries }, form, frame }: Of): VNode | null {
  const { say } = speech(frame);
  const at = { frame, form, step: 'keyReply' } as const;
  const several = inquiries.filter(
    ({ source }) => inquiries.filter((other) => other.source === source).length > 1,
  );
  if (several.length === 0) return null;
  return (
    <fieldset id={fieldId('keyReply', '/also')} tabIndex={-1}>
      <legend>{say(W.also)}</legend>
      <p class="hint">{say(W.alsoHint)}</p>
      <FieldError {...at} pointer="/also" />
      {several.map(({ reference, word }) => (
        <fieldset key={reference}>
          <legend>{`${say(word)} – ${reference.slice(0, 8)}`}</legend>
          <Choice
            {...at}
            pointer={`/also.${reference}.answer`}
            name={`also.${reference}.answer`}
            legend={say(W.answer)}
            optional
          >
            {ANSWERS.map((value) => ({ value, label: say(MARK_WORDS[value]) }))}
          </Choice>
          <TextField
            {...at}
            pointer={`/also.${reference}.statement`}
            name={`also.${reference}.statement`}
            label={say(W.statement)}
            max={4_000}
            rows={3}
            optional
          />
        </fieldset>
      ))}
    </fieldset>
  );
}
