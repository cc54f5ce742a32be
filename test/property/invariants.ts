import { INTERVIEW_INVARIANTS } from './interview-invariants.js';
import { CORRECTION_INVARIANTS } from './correction-invariants.js';
import { HOLD_INVARIANTS } from './hold-invariants.js';
import { before, first, type Invariant, sentence, subjectOf } from './invariant.js';
import { endOf, INFORMATION, plainReading, receivedAt, stepsOf } from './plain-reading.js';
import { NOTICE_INVARIANTS } from './notice-invariants.js';
import { SUPPLEMENT_INVARIANTS } from './supplement-invariants.js';
import { SCREENING_INVARIANTS } from './screening-invariants.js';

/** What always holds, each with its source. */
export const INVARIANTS: readonly Invariant[] = [
  ...INTERVIEW_INVARIANTS,
  ...SUPPLEMENT_INVARIANTS,
  ...CORRECTION_INVARIANTS,
  ...HOLD_INVARIANTS,
  {
    name: 'every assessment has a consent of its own, by the person',
    basis: 'Art. 12(3); silence, time and earlier cases are none',
    broken: (world, fresh) =>
      first(
        fresh,
        (step) =>
          step.to === 'INVESTIGATION' &&
          !stepsOf(world, step.file).some(
            ({ edge, role, sub }) => edge.event === 'ConsentGiven' && role === 'Subject' && sub !== null,
          ),
        sentence,
      ),
  },
  {
    name: 'after a case was not conducted nothing is asked, filed or decided',
    basis: 'Art. 12(3)',
    broken: (world, fresh) =>
      first(
        fresh,
        (step) =>
          ![
            'GrievanceReceived',
            'GatheredDestroyed',
            'ClassDestroyed',
            'FileDestroyed',
            'HoldPlaced',
            'HoldLifted',
            'HoldReviewDue',
          ].includes(step.edge.event) &&
          before(world, step).some(
            ({ file, to, edge }) => file === step.file && to === 'NOT_CONDUCTED' && edge.to !== 'SAME',
          ),
        sentence,
      ) ??
      first(
        world.named('application'),
        ({ stage, checks }) => stage === 'NOT_CONDUCTED' && checks.some(({ status }) => status === 'OPEN'),
        ({ name }) => `a question still open on ${name}`,
      ),
  },
  {
    name: 'only a person who is an adjudicator decides, with reasons, on nothing open or unweighed',
    basis: 'Art. 12(1), 17; law: no automatic result',
    broken: (world, fresh) =>
      first(
        fresh,
        ({ edge, role, sub, input, file }) =>
          ['Decided', 'DecisionConfirmed', 'Revoked'].includes(edge.event) &&
          (role !== 'Adjudicator' ||
            sub === null ||
            input.reasons !== true ||
            world
              .file(file)
              .checks.some(
                ({ status, finding, weighed }) =>
                  status === 'OPEN' || (status !== 'CANCELLED' && finding !== 'NO_RECORD' && !weighed),
              )),
        sentence,
      ),
  },
  ...SCREENING_INVARIANTS,
  {
    name: 'whoever worked on a case does not decide it, and whoever touched it does not answer a grievance about it',
    basis: 'Standards: restriction on involvement; Art. 14',
    broken: (world, fresh) =>
      first(
        fresh,
        (step) => {
          const earlier = before(world, step);
          const on = (name: string | null) =>
            earlier.filter(({ file, sub }) => file === name && sub !== null && sub === step.sub);
          const reopened = earlier.findLastIndex(
            ({ file, edge }) => file === step.file && edge.event === 'AdjudicationReopened',
          );
          if (
            ['Decided', 'DecisionConfirmed', 'DecisionReturned', 'MoreRequested', 'SubjectAsked'].includes(
              step.edge.event,
            )
          )
            return on(step.file).some(
              (one) =>
                one.role === 'CaseOfficer' ||
                one.role === 'CabinetInvestigator' ||
                one.edge.event === 'OpinionGiven' ||
                // A reopened decision is somebody else's altogether.
                (['Decided', 'DecisionConfirmed'].includes(one.edge.event) &&
                  earlier.indexOf(one) < reopened),
            );
          if (step.edge.event === 'GrievanceAnswered') return on(world.file(step.file).about).length > 0;
          if (step.edge.event !== 'Revoked') return false;
          // Who judged on it before may read another's proposal, their own never; who worked on it may not (decision 55).
          const proposed = earlier.findLast(
            ({ file, edge }) => file === step.file && edge.event === 'RevocationProposed',
          );
          return proposed?.sub === step.sub || on(step.file).some(({ role }) => role !== 'Adjudicator');
        },
        sentence,
      ),
  },
  {
    name: 'nobody is found wanting unheard, on anything new since, or by one person alone',
    basis: 'Art. 12(1), 12(6); reading and policy',
    broken: (world, fresh) =>
      first(
        fresh.filter(
          ({ edge, file }) => edge.event === 'ResultNotified' && world.file(file).decision === 'NOT_FOUND',
        ),
        (step) => {
          const steps = stepsOf(world, step.file);
          const last = (...events: string[]) =>
            steps.findLastIndex(({ edge }) => events.includes(edge.event));
          const [asked, heard] = [last('SubjectAsked'), last('SubjectAnswered', 'HearingWindowPassed')];
          const [made, confirmed] = [last('Decided'), last('DecisionConfirmed')];
          const news = steps.findLastIndex(({ from, to }) => to === 'HUMAN_REVIEW' && from !== to);
          const inOrder = news < asked && asked < heard && heard < made && made < confirmed;
          return !inOrder || steps[made]?.sub === steps[confirmed]?.sub;
        },
        sentence,
      ),
  },
  {
    name: 'nobody acts for the state or an employer on their own case, or on one they declared a tie to',
    basis: 'Standards: restriction on involvement',
    broken: (world, fresh) =>
      first(
        fresh,
        (step) =>
          step.sub !== null &&
          step.role !== 'Subject' &&
          (step.sub === subjectOf(world) ||
            before(world, step).some(
              ({ edge, sub }) => edge.event === 'ConflictDeclared' && sub === step.sub,
            )),
        sentence,
      ),
  },
  {
    name: 'the right to handle is what a plain reading of the history says',
    basis: 'Art. 11, 12(1)(i)(イ)',
    broken: (world) => {
      const plain = INFORMATION.map((scheme) => plainReading(world, scheme)).join();
      const says = world.rights().join();
      return plain === says ? undefined : `plainly ${plain}, the scheme says ${says}`;
    },
  },
  {
    name: 'nobody of a contractor is nominated, approved or reinstated without its certification',
    basis: 'Art. 10',
    broken: (world, fresh) =>
      first(
        fresh,
        ({ edge, file }) =>
          ['Nominated', 'NomineeApproved', 'ContinuedNeedConfirmed', 'Reinstated'].includes(edge.event) &&
          world.file(file).contractor &&
          !world.certified,
        sentence,
      ),
  },
  {
    name: 'a renewal serves no notice before the organ has confirmed the need',
    basis: 'Art. 12(1)(ii)',
    broken: (world, fresh) =>
      first(
        fresh,
        ({ edge, file }) =>
          edge.event === 'NoticeServed' &&
          world.file(file).ground === 'RENEWAL' &&
          !stepsOf(world, file).some((step) => step.edge.event === 'ContinuedNeedConfirmed'),
        sentence,
      ),
  },
  ...NOTICE_INVARIANTS,
  {
    name: 'a file is destroyed no sooner than its retention ends, and not while a grievance is open',
    basis: 'Standards: retention',
    broken: (world, fresh) =>
      first(
        fresh,
        (step) => {
          if (step.edge.event !== 'FileDestroyed') return false;
          const steps = stepsOf(world, step.file);
          const from =
            steps.findLast(({ edge }) => edge.event === 'ResultNotified') ??
            steps.findLast(({ from: was, to }) => was !== to && to !== 'DISPOSED');
          const years = steps.some(({ to }) => to === 'NOT_CONDUCTED') ? 3 : 10;
          const open = world
            .named('grievance')
            .some(({ stage, about }) => isUnanswered(stage) && about === step.file);
          if (from === undefined) return true;
          const began = from.edge.event === 'ResultNotified' ? receivedAt(from) : from.at;
          return open || step.at < endOf(began, years);
        },
        sentence,
      ),
  },
  {
    name: 'one open assessment and one held clearance at most, and a suspended one is being reassessed or was',
    basis: 'Art. 12(1)',
    broken: (world) => {
      const open = world.named('application').filter(({ stage }) => !ENDS.includes(stage));
      const held = world.named('clearance').filter(({ stage }) => !ENDS.includes(stage));
      if (open.length > 1 || held.length > 1) return [...open, ...held].map(({ name }) => name).join(', ');
      return first(
        held,
        ({ stage, doubt }) => stage === 'SUSPENDED' && doubt === null,
        ({ name }) => name,
      );
    },
  },
  {
    name: 'a version is a step: none without, none twice',
    basis: 'design: the register remembers',
    broken: (world) =>
      first(
        [...world.files.values()],
        ({ name, seq }) => stepsOf(world, name).length !== seq,
        ({ name, seq }) => `${name} is at ${seq}`,
      ),
  },
  {
    name: 'time and machines end no assessment but a renewal that a doubt takes over, one without its basis, and one whose notice two people voided',
    basis: 'Art. 12(3); silence goes to a person. Art. 10',
    broken: (world, fresh) =>
      first(
        fresh,
        ({ edge, sub, file }) =>
          edge.endsAs !== undefined &&
          sub === null &&
          edge.endsAs !== 'ABSORBED' &&
          edge.event !== 'ReassessmentVoided' &&
          !(edge.endsAs === 'NO_BASIS' && world.file(file).contractor && !world.certified),
        sentence,
      ),
  },
  {
    name: 'whoever may handle has a renewal to come, or had one that was not ended by the calendar',
    basis: 'Art. 12(1)(ii)',
    broken: (world) =>
      first(
        world.named('clearance'),
        ({ stage, renewal, deadlines }) =>
          (stage === 'ACTIVE' || stage === 'REVIEW') &&
          renewal === null &&
          !deadlines.some(({ kind }) => kind === 'RENEWAL_OPENING'),
        ({ name }) => name,
      ),
  },
];

const isUnanswered = (stage: string) => stage === 'GRIEVANCE_OPEN' || stage === 'GRIEVANCE_OVERDUE';

const ENDS: readonly string[] = [
  'CLEARED',
  'CLOSED',
  'NOT_CONDUCTED',
  'DISPOSED',
  'REVOKED',
  'EXPIRED',
  'SUPERSEDED',
  'VOIDED',
];
