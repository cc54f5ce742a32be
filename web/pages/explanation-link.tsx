import type { VNode } from 'preact';
import { type Frame, speech } from '../frame.js';
import { Section } from '../parts.js';
import { paths } from '../paths.js';

/** From a case to its explanation: a page of its own, for each look at it is a read of the file. */
export function ExplanationLink({ caseId, frame }: { caseId: string; frame: Frame }): VNode {
  const { t } = speech(frame);
  return (
    <Section id="explanation" title={t.explain.title} intro={t.explain.linkIntro}>
      <p>
        <a href={paths.explanationOf(caseId)}>{t.explain.link}</a>
      </p>
    </Section>
  );
}
