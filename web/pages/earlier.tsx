import { checkName } from '../../domain/policy-words.js';
import type { VNode } from 'preact';
import type { CaseFile } from '../case-data.js';
import { formalDay } from '../dates.js';
import { type Frame, speech } from '../frame.js';
import { Facts, Section, Written } from '../parts.js';

interface EarlierOf {
  readonly file: CaseFile;
  readonly frame: Frame;
}

/** For who chooses how to investigate: that there is an investigation to use, and nothing of what it found. */
export function Reusable({ file, frame }: EarlierOf): VNode | null {
  const { t, say } = speech(frame);
  if (!file.reusable) return null;
  const { organ, opinionOn, until } = file.reusable;
  return (
    <Section id="reusable" title={t.file.reusable} intro={t.file.reusableIntro}>
      <Facts
        rows={[
          [t.file.earlierOrgan, say(organ)],
          [t.file.earlierOpinionOn, formalDay(opinionOn, frame.language)],
          [t.file.reusableUntil, formalDay(until, frame.language)],
        ]}
      />
    </Section>
  );
}

/** What an earlier investigation brought into this case. */
export function Earlier({ file, frame }: EarlierOf): VNode | null {
  const { t, say } = speech(frame);
  if (!file.earlier) return null;
  const { organ, opinionOn, opinion, reviews, answers } = file.earlier;
  const words = [
    ...answers.map(({ code, on, statement }) => ({ what: say(checkName(code)), on, text: statement })),
    ...reviews.map(({ on, text }) => ({ what: t.file.earlierReview, on, text })),
    ...(opinion === undefined ? [] : [{ what: t.file.earlierOpinion, on: opinionOn, text: opinion }]),
  ];
  return (
    <Section id="earlier" title={t.file.earlier} intro={t.file.earlierIntro}>
      <Facts
        rows={[
          [t.file.earlierOrgan, say(organ)],
          [t.file.earlierOpinionOn, formalDay(opinionOn, frame.language)],
        ]}
      />
      <dl class="answers">
        {words.map(({ what, on, text }, index) => (
          <div key={index}>
            <dt>
              {what} – {formalDay(on, frame.language)}
            </dt>
            <dd>
              <Written text={text} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
