import { before, first, type Invariant, sentence } from './invariant.js';

const PERFORMED: Readonly<Record<string, string>> = {
  EndedAsMistaken: 'MistakeProposed',
  DoubtNoticeVoided: 'DoubtVoidProposed',
};
const DROPPED = ['MistakeDropped', 'DoubtVoidDropped'];

/** What always holds of corrections. Part of invariants.ts. */
export const CORRECTION_INVARIANTS: readonly Invariant[] = [
  {
    name: 'a mistake is put right by another person than who said so, and by nobody on what was dropped',
    basis: 'reading: corrected by two people',
    broken: (world, fresh) =>
      first(
        fresh.filter(({ edge }) => edge.event in PERFORMED),
        (step) => {
          const earlier = before(world, step).filter(({ file }) => file === step.file);
          const about = [...Object.keys(PERFORMED), ...Object.values(PERFORMED), ...DROPPED];
          const last = earlier.findLast(({ edge }) => about.includes(edge.event));
          return (
            last?.edge.event !== PERFORMED[step.edge.event] ||
            last?.sub === step.sub ||
            step.input.reasons !== true
          );
        },
        sentence,
      ),
  },
  {
    name: 'a reassessment is voided with its notice, and in no other way',
    basis: 'Art. 12(1)(iii); reading',
    broken: (world, fresh) =>
      first(
        fresh.filter(({ edge }) => edge.event === 'ReassessmentVoided'),
        (step) =>
          !before(world, step).some(({ edge, at }) => edge.event === 'DoubtNoticeVoided' && at === step.at),
        sentence,
      ),
  },
];
