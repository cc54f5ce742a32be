import { before, first, type Invariant, sentence, subjectOf } from './invariant.js';

/** Of interviews: nobody is judged by not coming, and nothing said is kept that its person could not read. */
export const INTERVIEW_INVARIANTS: readonly Invariant[] = [
  {
    name: 'nothing is recorded of an interview before its time, and its record goes on by its person or their time',
    basis: 'Art. 12(6); reading',
    broken: (world, fresh) =>
      first(
        fresh,
        (step) => {
          const earlier = before(world, step).filter(({ file }) => file === step.file);
          const appointed = earlier.findLast(({ input }) => input.at !== undefined)?.input.at;
          if (step.edge.event === 'InterviewRecorded') return appointed === undefined || step.at < appointed;
          const left = step.from === 'INTERVIEW_RECORD' && step.to !== step.from;
          const own = step.edge.event === 'InterviewConfirmed' && step.sub === subjectOf(world);
          return (
            left &&
            step.edge.endsAs === undefined &&
            step.edge.when?.reopened !== true &&
            !own &&
            step.edge.event !== 'RecordWindowPassed'
          );
        },
        sentence,
      ),
  },
  {
    name: 'what became of an interview or its record brings the case to a person, never to a result',
    basis: 'Art. 12(6); not to come, and silence, are no finding',
    broken: (_, fresh) =>
      first(
        fresh,
        ({ from, to, edge }) =>
          (from === 'INTERVIEW' || from === 'INTERVIEW_RECORD') &&
          edge.endsAs === undefined &&
          // Of a case that is decided anew: it ends at the result that was notified before.
          edge.when?.reopened !== true &&
          !['INTERVIEW', 'INTERVIEW_RECORD', 'HUMAN_REVIEW'].includes(to),
        sentence,
      ),
  },
  {
    name: 'a document that was asked for brings the case to a person, handed in or not',
    basis: 'Art. 12(6); to decline, and silence, are held against nobody',
    broken: (_, fresh) =>
      first(
        fresh,
        ({ from, to, edge }) =>
          from === 'DOCUMENT_REQUESTED' &&
          edge.endsAs === undefined &&
          // Where a decision is taken anew the person may still end it, and so may the loss of its basis.
          !['ConsentWithdrawn', 'ClosedWithoutBasis'].includes(edge.event) &&
          !['DOCUMENT_REQUESTED', 'HUMAN_REVIEW'].includes(to),
        sentence,
      ),
  },
];
