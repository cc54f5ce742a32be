import { Refused } from '../../domain/errors.js';
import { driftsOf } from '../../domain/questionnaire/drifts.js';
import { type Fault, sectionOf } from '../../domain/questionnaire/faults.js';
import { type Section, SECTIONS } from '../../domain/questionnaire/shape.js';
import type { DraftShown } from '../../web/case-data.js';
import type { CaseSummary } from '../../store/views.js';
import type { Call } from '../route.js';
import { type Draft, draftOf, faultsOf } from './draft.js';
import { QUESTIONS } from './shape.js';

/** How far each part of a questionnaire is. */
export async function draftShown(call: Call, summary: CaseSummary): Promise<DraftShown> {
  const draft = await draftOf(call, summary);
  const faults = await faultsOf(call, summary.subjectId, draft);
  const drifts = driftsOf(QUESTIONS, draft.answers);
  return {
    revision: draft.revision,
    sections: SECTIONS.map((section) => ({
      section,
      ...howFar(section, draft, faults),
      drifts: drifts.filter(({ pointer }) => sectionOf(pointer) === section).length,
    })),
  };
}

export function howFar(section: Section, draft: Draft, faults: readonly Fault[]) {
  const open = faults.filter(({ pointer }) => sectionOf(pointer) === section).length;
  if (draft.confirmed.includes(section)) return { state: open > 0 ? 'OPEN' : 'DONE', faults: open } as const;
  const given = section === 'FAMILY' ? draft.family : Object.keys(draft.answers[section] ?? {});
  return { state: given.length > 0 ? 'CONFIRM' : 'EMPTY', faults: open } as const;
}

/** What the form "submit" stands for: the draft that was looked at, all of whose parts were saved in this case. */
export async function submissionOf(call: Call, summary: CaseSummary, revision: number | undefined) {
  const draft = await draftOf(call, summary);
  if (draft.revision !== revision) throw new Refused('STALE');
  if (SECTIONS.some((section) => !draft.confirmed.includes(section))) throw new Refused('INVALID');
  return { answers: draft.answers, family: draft.family };
}
