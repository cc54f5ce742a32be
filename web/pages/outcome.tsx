import type { OutcomeRow } from '../case-data.js';
import { formalDay } from '../dates.js';
import { type Frame, speech } from '../frame.js';
import { renderPage } from '../layout.js';
import { CASE_BASIS } from '../page-basis.js';
import { Facts, Id, Section } from '../parts.js';
import { VoidNotices } from '../void-notices.js';
import { OUTCOME_WORDS } from '../words/stages.js';

/** All that a contractor or an information manager may know of a case (Art. 13(2)). */
export function outcomePage(frame: Frame, row: OutcomeRow): string {
  const { t, say } = speech(frame);
  const body = (
    <div class="narrow">
      <h1>{t.outcome.title}</h1>
      <Section
        id="outcome"
        title={row.outcome ? say(OUTCOME_WORDS[row.outcome]) : t.outcome.none}
        intro={t.outcome.note}
      >
        <Facts
          rows={[
            [t.outcome.subjectRef, <Id id={row.subjectRef} />],
            [t.outcome.notifiedOn, row.notifiedOn && formalDay(row.notifiedOn, frame.language)],
            [t.outcome.validUntil, row.validUntil && formalDay(row.validUntil, frame.language)],
          ]}
        />
      </Section>
      <VoidNotices notices={row.voidNotices} frame={frame} />
    </div>
  );
  return renderPage(frame, { title: t.outcome.title, basis: CASE_BASIS[row.kind], body });
}
