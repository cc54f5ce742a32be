import { isAlive } from './file.js';
import { before, first, type Invariant, sentence } from './invariant.js';

/** What was proposed, and what ends that without it: of each matter by itself, as a notice says nothing of who was nominated. */
const PERFORMED: Readonly<Record<string, readonly [proposed: string, dropped: string]>> = {
  EndedAsMistaken: ['MistakeProposed', 'MistakeDropped'],
  DoubtNoticeVoided: ['DoubtVoidProposed', 'DoubtVoidDropped'],
  ResultNoticeVoided: ['NoticeVoidProposed', 'NoticeVoidDropped'],
};

const ENDED = ['RevokedByResult', 'Superseded'];

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
          const [proposed, dropped] = PERFORMED[step.edge.event] ?? [];
          const about = [step.edge.event, proposed, dropped];
          const last = earlier.findLast(({ edge }) => about.includes(edge.event));
          return last?.edge.event !== proposed || last?.sub === step.sub || step.input.reasons !== true;
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
    name: 'what ended comes back with the void notice that ended it, out of force, and in no other way',
    basis: 'Art. 13(1); reading',
    broken: (world, fresh) =>
      first(
        fresh.filter(({ edge }) => edge.event === 'ReturnedWithNotice'),
        (step) => {
          const mine = before(world, step).filter(({ file }) => file === step.file);
          const ended = mine.findLast(({ edge }) => ENDED.includes(edge.event));
          const voided = before(world, step).findLast(({ edge }) => edge.event === 'ResultNoticeVoided');
          return ended === undefined || voided?.at !== step.at || step.to !== 'LAPSED';
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
