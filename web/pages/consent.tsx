import { sourceName } from '../../domain/policy-words.js';
import type { VNode } from 'preact';
import type { CheckKind, Said } from '../../domain/checks.js';
import { policyOf } from '../../domain/policy.js';
import { StepPost } from '../form.js';
import { type FormState, type Frame, speech } from '../frame.js';
import { Choice, Tick } from '../inputs.js';
import { Basis, Section } from '../parts.js';
import { articleOf } from '../steps.js';
import type { LetterShown, OwnFile, SignedForm } from '../own-data.js';
import { STEP_WORDS } from '../words/actions.js';
import { FIELD_WORDS } from '../words/checks.js';

interface ConsentOf {
  readonly file: OwnFile;
  readonly form: FormState;
  readonly frame: Frame;
}

/**
 * Consent, question by question. Nothing is chosen beforehand, what is left open is a no, and refusing stands beside
 * consenting with the same button, the same size and less to fill in.
 */
export function Consent({ file, form, frame }: ConsentOf): VNode | null {
  const { t } = speech(frame);
  if (!file.notice) return <Section id="consent" title={t.subject.consent} intro={t.subject.noticeOld} />;
  const of = { frame, form, of: file, step: 'giveConsent' } as const;
  const { checks, items, steps } = policyOf(file.policy);
  return (
    <Section id="consent" title={t.subject.consent} intro={t.subject.consentIntro}>
      <StepPost frame={frame} form={form} of={file} step="refuseConsent" id="refuse" />
      <StepPost frame={frame} form={form} of={file} step="giveConsent">
        <input type="hidden" name="text" value={file.notice.text} />
        <p>
          <a href="#decide">{t.subject.toDecide}</a>
        </p>
        <h3>{t.subject.inquiries}</h3>
        <p class="intro">{t.subject.inquiriesIntro}</p>
        <Form of="inquiry-consent" file={file} frame={frame} />
        {steps.includes('REUSE') && <p class="intro">{t.subject.earlierNote}</p>}
        {checks.map((check) => (
          <Choice
            key={check.code}
            {...of}
            pointer={`/inquiries/${check.code}`}
            name={`inquiries.${check.code}`}
            optional
            legend={<Question check={check} frame={frame} />}
            hint={
              <Particulars
                check={check}
                about={items.find(({ code }) => code === check.item)?.name}
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
        <h3 id="decide">{t.subject.decide}</h3>
        <p class="intro">{t.subject.formsIntro}</p>
        <div class="either">
          <div>
            <Form of="consent" file={file} frame={frame} />
            <div>
              <Tick
                {...of}
                pointer="/reasonsWaived"
                name="reasonsWaived"
                label={t.subject.reasonsWaived}
                hint={t.subject.reasonsWaivedHint}
                optional
              />
              <Tick {...of} pointer="/assessment" name="assessment" label={t.subject.assessment} />
            </div>
            <button type="submit" class="first" aria-describedby="consent-means">
              {STEP_WORDS.giveConsent.label[frame.language]}
            </button>
            <p class="hint" id="consent-means">
              {t.subject.consentMeans}
            </p>
          </div>
          <div>
            <Form of="refusal" file={file} frame={frame} />
            <p class="field">{t.subject.refuseFree}</p>
            <button type="submit" class="first" form="refuse" aria-describedby="refuse-means">
              {STEP_WORDS.refuseConsent.label[frame.language]}
            </button>
            <p class="hint" id="refuse-means">
              {t.subject.refuseMeans}
            </p>
          </div>
        </div>
        <Basis of={articleOf('giveConsent')} frame={frame} />
      </StepPost>
    </Section>
  );
}

function Question({ check, frame }: { check: CheckKind; frame: Frame }): VNode {
  const { say } = speech(frame);
  return (
    <>
      <span class="question-name">{say(check.name)}</span> {say(check.question)}
    </>
  );
}

/** Who would be asked, about which item, and the little they would be told. */
function Particulars({
  check,
  about,
  frame,
}: {
  check: CheckKind;
  about: Said | undefined;
  frame: Frame;
}): VNode {
  const { t, say } = speech(frame);
  return (
    <ul class="particulars">
      <li>{t.subject.askWhom + t.colon + say(sourceName(check.source))}</li>
      {about && <li>{t.file.checkItem + t.colon + say(about)}</li>}
      <li>
        {t.subject.sends + t.colon + check.fields.map((field) => say(FIELD_WORDS[field])).join(t.comma)}
      </li>
      {check.onlyIfStated && <li>{t.subject.onlyIfStated}</li>}
    </ul>
  );
}

/** The notice as it was served, paragraph by paragraph; its numbered items are told apart by their number. */
export function Notice({ file, frame }: Pick<ConsentOf, 'file' | 'frame'>): VNode | null {
  const { t } = speech(frame);
  if (!file.notice) return null;
  const letter = <Letter letter={file.notice} frame={frame} />;
  // Once it has been answered it is kept at hand, folded.
  if (file.possible.includes('giveConsent'))
    return (
      <Section id="notice" title={t.subject.notice}>
        {letter}
      </Section>
    );
  return (
    <details class="step" id="notice">
      <summary>{t.subject.notice}</summary>
      <div class="step-body">{letter}</div>
    </details>
  );
}

/** A form as it is signed here: what is filled in by hand on paper stands beside it as fields. */
export function Form({ of, file, frame }: { of: SignedForm; file: OwnFile; frame: Frame }): VNode | null {
  const letter = file.letters?.[of];
  return letter ? <Letter letter={letter} frame={frame} /> : null;
}

/** A text of a policy as it is read here, line by line, with the name by which what was read is known. */
export function Letter({ letter, frame }: { letter: LetterShown; frame: Frame }): VNode {
  return (
    <div class="letter">
      {letter.title && (
        <p>
          <strong>{letter.title[frame.language]}</strong>
        </p>
      )}
      {letter[frame.language].map((line) => (
        <p key={line} class={/^\d\. /.test(line) ? 'letter-item' : undefined}>
          {line}
        </p>
      ))}
      <p class="muted">
        <code class="id">{letter.text}</code>
      </p>
    </div>
  );
}
