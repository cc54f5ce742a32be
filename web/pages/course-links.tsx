import type { VNode } from 'preact';
import type { Stage } from '../../domain/stages.js';
import type { Frame } from '../frame.js';
import { DisposalLink } from './disposal.js';
import { ExplanationLink } from './explanation-link.js';

/** What a case links to beside its own page: its explanation, and of a destroyed one that it was destroyed. */
export function CourseLinks(of: {
  readonly caseId: string;
  readonly stage: Stage | undefined;
  readonly frame: Frame;
}): VNode {
  return (
    <>
      <ExplanationLink caseId={of.caseId} frame={of.frame} />
      {of.stage === 'DISPOSED' && <DisposalLink caseId={of.caseId} frame={of.frame} />}
    </>
  );
}
