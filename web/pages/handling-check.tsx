import type { VNode } from 'preact';
import type { CheckAnswer } from '../../domain/handling.js';
import { formalDay } from '../dates.js';
import type { Option } from '../field-parts.js';
import { type FormState, type Frame, speech } from '../frame.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import { OfficePost, OfficeRefused } from '../office-form.js';
import { Facts, Id, Section } from '../parts.js';
import { paths } from '../paths.js';
import { HANDLING_WORDS as w } from '../words/handling.js';

export interface CheckShown {
  /** The reader's own items: whatever was asked, the same. */
  readonly items: readonly Option[];
  readonly answered?: {
    readonly subjectId: string;
    readonly itemId: string;
    readonly answer: CheckAnswer;
  };
}

/**
 * May this person handle this item now? Yes until a day, or no. The page of a "no" is made of the two numbers that were
 * asked about and nothing else that depends on them, so that every "no" is the same page in every byte (Art. 11, 16).
 */
export function handlingCheckPage(frame: Frame, shown: CheckShown, form: FormState): string {
  const { say } = speech(frame);
  const body = (
    <div class="narrow">
      <h1>{say(w.check)}</h1>
      <OfficeRefused form={form} frame={frame} />
      {shown.answered && <Answer frame={frame} {...shown.answered} />}
      <Section id="ask" title={say(w.asked)} intro={say(w.checkIntro)}>
        <OfficePost
          name="checkHandling"
          action={paths.check}
          frame={frame}
          form={form}
          choices={{ item: shown.items }}
        />
      </Section>
    </div>
  );
  return renderPage(frame, {
    title: say(w.check),
    failed: form.sent?.refusal !== undefined,
    basis: PAGE_BASIS.check,
    body,
  });
}

function Answer(props: { frame: Frame } & NonNullable<CheckShown['answered']>): VNode {
  const { frame, subjectId, itemId, answer } = props;
  const { say } = speech(frame);
  return (
    <Section id="answer" title={say(w.answer)}>
      <p class="outcome" role="status">
        {say(answer.canHandle ? w.yes : w.no)}
      </p>
      {!answer.canHandle && <p>{say(w.noIntro)}</p>}
      <Facts
        rows={[
          [say(w.until), answer.canHandle && formalDay(answer.validUntil, frame.language)],
          [say(w.person), <Id id={subjectId} />],
          [say(w.item), <Id id={itemId} />],
        ]}
      />
    </Section>
  );
}
