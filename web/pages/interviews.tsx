import { itemName } from '../../domain/policy-words.js';
import type { VNode } from 'preact';
import type { InterviewShown } from '../case-data.js';
import { formalDay, momentText } from '../dates.js';
import { type Frame, speech } from '../frame.js';
import { Facts, Section, Written } from '../parts.js';

import { INTERVIEW_WORDS } from '../words/interview.js';

/** When, where and about what; the record, whether it is confirmed, and the person's own words beside it. */
export function Interviews(props: {
  interviews: readonly InterviewShown[];
  frame: Frame;
  /** Read by its person. */
  own?: boolean;
}): VNode | null {
  const { interviews, frame, own = false } = props;
  const { t } = speech(frame);
  if (interviews.length === 0) return null;
  const [title, intro] = own
    ? [t.interview.titleOwn, t.interview.introOwn]
    : [t.interview.title, t.interview.intro];
  return (
    <Section id="interviews" title={title} intro={intro}>
      {interviews.map((interview) => (
        <One key={interview.at} interview={interview} frame={frame} own={own} />
      ))}
    </Section>
  );
}

function One({ interview, frame, own }: { interview: InterviewShown; frame: Frame; own: boolean }): VNode {
  const { t, say } = speech(frame);
  const { at, items, agreed, state, place, record, recordedAt, remarks } = interview;
  return (
    <>
      <h3>
        <time dateTime={at}>{momentText(at, frame.language)}</time> – {say(INTERVIEW_WORDS[state])}
      </h3>
      <Facts
        rows={[
          [t.interview.where, place],
          [
            t.interview.items,
            items.map((item) => say(itemName(item))).join(frame.language === 'ja' ? '、' : '; '),
          ],
          [t.interview.recordedOn, recordedAt && formalDay(recordedAt, frame.language)],
        ]}
      />
      {agreed && <p class="hint">{own ? t.interview.agreedOwn : t.interview.agreedOf}</p>}
      {record && (
        <dl class="answers">
          <div>
            <dt>{t.interview.record}</dt>
            <dd>
              <Written text={record} />
            </dd>
          </div>
          {remarks && (
            <div>
              <dt>{own ? t.interview.remarksOwn : t.interview.remarksOf}</dt>
              <dd>
                <Written text={remarks} />
              </dd>
            </div>
          )}
        </dl>
      )}
    </>
  );
}
