import type { CheckCode } from '../../domain/checks.js';
import { ACT27 } from '../support/act27.js';
import { first, type Invariant, sentence, subjectOf } from './invariant.js';
import { stepsOf } from './plain-reading.js';

const FIRST: readonly CheckCode[] = ACT27.checks.flatMap(({ code, round }) =>
  round === 'FIRST' ? [code] : [],
);
const ASKING: ReadonlySet<string> = new Set(['startInvestigation', 'inquire', 'askAgain']);

/** Of consent, of consent that comes later and consent that is taken back, read from what happened. */
export const SUPPLEMENT_INVARIANTS: readonly Invariant[] = [
  {
    name: 'no question is put to a source without consent to that question, given on the notice that was served or later by the person',
    basis: 'Art. 12(3), 12(6)',
    broken: (world, fresh) =>
      first(
        fresh
          .filter(({ edge }) => ASKING.has(edge.action))
          .flatMap(({ file }) =>
            world.file(file).checks.map(({ code }) => ({ file: world.file(file), code })),
          ),
        ({ file, code }) => {
          const steps = stepsOf(world, file.name);
          const served = steps.findIndex(
            ({ edge }) => edge.event === 'NoticeServed' || edge.event === 'DoubtNoticeServed',
          );
          const consent = steps.findIndex(
            ({ edge, sub }) => edge.event === 'ConsentGiven' && sub === subjectOf(world),
          );
          const given = steps[consent]?.input;
          return (
            served < 0 ||
            consent < served ||
            given?.text !== file.servedText ||
            !steps.some(
              ({ edge, input, sub }) =>
                ['ConsentGiven', 'SupplementAnswered'].includes(edge.event) &&
                sub === subjectOf(world) &&
                input.inquiries?.[code] === true,
            )
          );
        },
        ({ file, code }) => `${code} on ${file.name}`,
      ),
  },
  {
    name: 'nobody but the superior and the personnel office is asked while one of these has still to answer',
    basis: 'Standards: order of the investigation',
    broken: (world, fresh) =>
      first(
        fresh.filter(({ edge }) => edge.action === 'startInvestigation' || edge.action === 'inquire'),
        ({ file, input }) =>
          (input.asks ?? []).some((code) => !FIRST.includes(code)) &&
          world.file(file).checks.some(({ code, status }) => FIRST.includes(code) && status === 'OPEN'),
        sentence,
      ),
  },
  {
    name: 'a question that was taken back is not open, and nothing that nobody had weighed is left of its answer',
    basis: 'Art. 12(3); one question is taken back alone',
    broken: (world, fresh) =>
      first(
        fresh.filter(({ edge }) => edge.action === 'withdrawInquiry'),
        ({ file, input }) =>
          world
            .file(file)
            .checks.some(
              ({ code, status, weighed, opined, reused }) =>
                input.codes?.includes(code) &&
                !reused &&
                status !== 'CANCELLED' &&
                !(status === 'ANSWERED' && (weighed || opined)),
            ),
        sentence,
      ),
  },
  {
    name: 'whatever is answered, passed over or taken back leaves the case where it stands, and ends none; what came in time goes back to people, yes or no',
    basis: 'Art. 12(3), 16; never adverse',
    broken: (_, fresh) =>
      first(
        fresh,
        ({ edge, from, to, input }) =>
          ['SupplementAnswered', 'SupplementWindowPassed', 'InquiryWithdrawn'].includes(edge.event) &&
          from !== to &&
          !(edge.event === 'SupplementAnswered' && input.receivedOn !== undefined && to === 'HUMAN_REVIEW'),
        sentence,
      ),
  },
  {
    name: 'a question is asked for once for each need, and never while it is consented to',
    basis: 'reading: nobody is pressed',
    broken: (world, fresh) =>
      first(
        fresh.filter(({ edge }) => edge.action === 'requestSupplement'),
        ({ file, input }) => {
          const before = stepsOf(world, file).filter(({ edge }) => edge.action === 'requestSupplement');
          return Object.entries(input.needs ?? {}).some(
            ([code, need]) =>
              before.filter(
                (step) => (step.input.needs as Record<string, string> | undefined)?.[code] === need,
              ).length > 1,
          );
        },
        sentence,
      ),
  },
  {
    name: 'an answer about a supplementary consent is the person’s own, and to what was asked',
    basis: 'Art. 12(3)',
    broken: (world, fresh) =>
      first(
        fresh.filter(({ edge }) => edge.action === 'answerSupplement'),
        ({ file, sub, input }) => {
          const asked = stepsOf(world, file).findLast(({ edge }) => edge.action === 'requestSupplement');
          const [named, given] = [Object.keys(asked?.input.needs ?? {}), Object.keys(input.inquiries ?? {})];
          return sub !== subjectOf(world) || named.toSorted().join() !== given.toSorted().join();
        },
        sentence,
      ),
  },
];
