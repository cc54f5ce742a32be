import { before, first, type Invariant, sentence } from './invariant.js';

export const SCREENING_INVARIANTS: readonly Invariant[] = [
  {
    name: 'who screens words of a case takes no other step on it but to step back, before or after',
    basis: 'Standards: matters not investigated; reading: nobody on the case reads what is struck',
    broken: (world, fresh) =>
      first(
        fresh,
        (step) =>
          step.sub !== null &&
          step.edge.event !== 'ConflictDeclared' &&
          step.role !== 'Subject' &&
          before(world, step).some(
            ({ file, sub, edge, role }) =>
              file === step.file &&
              sub === step.sub &&
              role !== 'Subject' &&
              (edge.event === 'QuestionnaireScreened') !== (step.edge.event === 'QuestionnaireScreened'),
          ),
        sentence,
      ),
  },
  {
    name: 'words that touch what may not be investigated are screened before the case goes on',
    basis: 'Standards: matters not investigated',
    broken: (world, fresh) =>
      first(
        fresh,
        (step) =>
          step.to === 'INVESTIGATION' &&
          step.edge.event !== 'QuestionnaireScreened' &&
          step.edge.to !== 'SAME' &&
          step.input.drifting === true,
        sentence,
      ),
  },
];
