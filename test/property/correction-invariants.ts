import { isAlive } from './file.js';
import { before, first, type Invariant, sentence } from './invariant.js';

const PERFORMED: Readonly<Record<string, string>> = {
  EndedAsMistaken: 'MistakeProposed',
  DoubtNoticeVoided: 'DoubtVoidProposed',
  ResultNoticeVoided: 'NoticeVoidProposed',
};
const DROPPED = ['MistakeDropped', 'DoubtVoidDropped', 'NoticeVoidDropped'];

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
    name: 'what a void notice began ends with it, and nothing else is ended so',
    basis: 'Art. 13(1); reading',
    broken: (world, fresh) =>
      first(
        fresh.filter(({ edge }) => edge.event === 'ResultNoticeVoided'),
        ({ file }) => world.named('clearance').some((one) => one.about === file && isAlive(one)),
        sentence,
      ) ??
      first(
        fresh.filter(({ edge }) => edge.event === 'ClearanceVoided'),
        ({ file: name, at }) =>
          !world.history.some(
            (step) =>
              step.edge.event === 'ResultNoticeVoided' &&
              step.at === at &&
              step.file === world.file(name).about,
          ),
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
