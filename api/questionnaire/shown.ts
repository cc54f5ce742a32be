import { type Fault, sectionOf } from '../../domain/questionnaire/faults.js';
import { openTopics } from '../../domain/questionnaire/returned.js';
import {
  type QuestionForm,
  type Section,
  sectionsOf,
  type Topic,
  topicsOf,
} from '../../domain/questionnaire/shape.js';
import type { DraftShown } from '../../web/own-data.js';
import type { CaseSummary } from '../../store/views.js';
import type { Call } from '../route.js';
import { type Draft, draftOf, faultsOf } from './draft.js';

/** How far each part of a questionnaire is. */
export async function draftShown(call: Call, summary: CaseSummary): Promise<DraftShown> {
  const draft = await draftOf(call, summary);
  const faults = await faultsOf(call, summary.subjectId, draft);
  const { returned } = draft;
  return {
    revision: draft.revision,
    ...(returned ? { returned: returned.text } : {}),
    sections: sectionsOf(draft.form).map((section) => ({
      section,
      ...howFar(section, draft, faults),
      drifts: draft.drifts.filter(({ pointer }) => sectionOf(draft.form, pointer) === section).length,
    })),
  };
}

export function howFar(section: Section, draft: Draft, faults: readonly Fault[]) {
  const open = faults.filter(({ pointer }) => sectionOf(draft.form, pointer) === section).length;
  if (draft.returned && openIn(draft.form, section, draft.returned.places).length === 0)
    return { state: 'KEPT', faults: 0 } as const;
  if (draft.confirmed.includes(section)) return { state: open > 0 ? 'OPEN' : 'DONE', faults: open } as const;
  const given = section === 'FAMILY' ? draft.family : Object.keys(draft.answers[section] ?? {});
  return { state: given.length > 0 ? 'CONFIRM' : 'EMPTY', faults: open } as const;
}

/** The questions of a part that may be answered: all of them, or those it was returned for. */
export function openIn(
  form: QuestionForm,
  section: Section,
  places: readonly string[] | undefined,
): readonly Topic[] {
  if (section === 'FAMILY') return [];
  const topics = topicsOf(form, section);
  return places ? openTopics(section, topics, places) : topics;
}
