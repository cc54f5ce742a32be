import type { z } from 'zod';
import type { Face } from '../domain/access.js';
import { FileView, OutcomeViewSchema, SubjectView } from './case-faces.js';
import { OversightView, ScreeningView, UndeclaredView } from './faces-apart.js';

/** The file of an assessment that ended after its consent without a result: how it ended, and that it is to be destroyed. */
const EndedView = FileView.omit({
  questionnaire: true,
  interviews: true,
  learnt: true,
  learntFrom: true,
  heardOn: true,
  unasked: true,
  askable: true,
  earlier: true,
  reusable: true,
  worksheet: true,
  matters: true,
  wordsWaiting: true,
  reports: true,
  moves: true,
  supplements: true,
  withdrawn: true,
  supplementable: true,
  grievance: true,
  breakGlass: true,
});

/** What an officer reads of a case they have no part in, while it is opened to them (onlyRead). */
const BrokenView = FileView.omit({
  holds: true,
  papers: true,
  words: true,
  wordsWaiting: true,
  reports: true,
  moves: true,
  earlier: true,
  reusable: true,
  grievance: true,
  service: true,
  issue: true,
  askable: true,
  supplementable: true,
});

/** Each face by its name; the classes of their fields stand in face-fields.ts. */
export const FACE_SHAPES = {
  file: FileView,
  ended: EndedView,
  broken: BrokenView,
  subject: SubjectView,
  outcome: OutcomeViewSchema,
  screening: ScreeningView,
  oversight: OversightView,
  undeclared: UndeclaredView,
} as const satisfies Record<Face, z.ZodType>;
