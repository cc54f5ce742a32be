import type { VNode } from 'preact';
import { everyItem } from '../../domain/policy-words.js';
import type { Section } from '../../domain/questionnaire/shape.js';
import { type FormState, type Frame, speech } from '../frame.js';
import type { Keying } from '../originals-data.js';
import { paths } from '../paths.js';
import { PAGE_WORDS as W } from '../words/originals.js';
import { sectionWord } from '../words/questionnaire.js';
import { Family, STEP, TopicFields } from './section-rows.js';

/**
 * A questionnaire as it stands on paper, all its parts in one form: nothing of it is kept before it is whole. For two
 * screening officers alone, as it holds a family.
 */
export function QuestionnaireFields(props: {
  readonly keying: Keying;
  readonly form: FormState;
  readonly frame: Frame;
}): VNode {
  const { keying, frame } = props;
  const { say } = speech(frame);
  // What another form of this page was sent with is none of these fields.
  const form = props.form.sent?.step === STEP ? props.form : { ...props.form, sent: undefined };
  const items = keying.questions ?? {};
  const action = paths.keyOf(keying.caseId, STEP);
  return (
    <>
      <p>{say(W.questionnaire)}</p>
      {[...Object.keys(items), 'FAMILY'].map((section) => {
        const topics = items[section] ?? [];
        const of = { shown: { section, topics, together: true as const }, action, form, frame };
        return (
          <details class="part" key={section} open={isOpen(section, form)}>
            <summary>{say(sectionWord(section))}</summary>
            {topics
              .filter(({ after }) => !topics.some(({ id }) => id === after))
              .map((topic) => (
                <TopicFields key={topic.id} topic={topic} {...of} />
              ))}
            {section === 'FAMILY' && (
              <div id={`${STEP}-family`}>
                <Family {...of} />
              </div>
            )}
          </details>
        );
      })}
    </>
  );
}

/** What was written or is wrong is in sight. */
function isOpen(section: Section, { sent }: FormState): boolean {
  const own = (name: string) =>
    section === 'FAMILY' ? name.startsWith('family.') : name.startsWith(`${section}:`);
  const written = Object.entries(sent?.values ?? {}).some(([name, value]) => own(name) && value !== '');
  const root = section === 'FAMILY' ? '/family' : `/answers/${section}`;
  const wrong = sent?.refusal?.errors.some(({ pointer }) => `${pointer}/`.startsWith(`${root}/`)) === true;
  return written || wrong;
}

/** The part of the paper that a pointer leads to; undefined for its days and hash. */
export function partAt(pointer: string): Section | undefined {
  const [, root, item] = pointer.split('/');
  return root === 'family'
    ? 'FAMILY'
    : root === 'answers'
      ? everyItem().find(({ code }) => code === item)?.code
      : undefined;
}
