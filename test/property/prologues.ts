import { afterwards, revoked } from './prologues-after.js';
import {
  application,
  askedForDocument,
  by,
  clearance,
  dueOf,
  hasClearance,
  investigatedBy,
  investigatorOf,
  player,
  silence,
} from './prologue-parts.js';
import { mistaken, mistakenDoubt, toldAgain } from './prologue-corrections.js';
import { consenting, told } from './prologue-notices.js';
import type { Item } from '../../domain/checks.js';
import { CHECK_CODES, ITEMS } from '../support/act27.js';
import type { Ground, InvestigationMode } from '../../domain/stages.js';
import { toWeighIn } from './facts.js';
import { daysFrom, type Draw, type Move, NOTICE, treated } from './moves.js';
import type { File, Input } from './file.js';
import { asksOf, beginning } from './inquiries.js';
import { endOf } from './plain-reading.js';
import { answeredLate, supplemented } from './supplement-prologue.js';
import type { World } from './world.js';

/**
 * Where lives begin: chance alone would seldom reach the tenth year. Each is a plain way through the scheme, walked to its
 * end or left anywhere on it.
 */
export function* prologue(world: World, draw: Draw): Generator<Move> {
  const steps = draw.once(3) ? Number.POSITIVE_INFINITY : draw.below(28);
  for (const move of draw.pick(Object.values(WAYS))(world, draw)) {
    yield move;
    if (world.history.length > steps) break;
  }
  if (draw.once(2)) yield* silence(world, draw);
}

type Way = (world: World, draw: Draw) => Generator<Move>;

const DOUBT: Input = { reasons: true, text: NOTICE };
const UPHELD: Input = { reasons: true, outcome: 'UPHELD', measures: false };

/** The plain ways through the scheme, by what they end in. */
export const WAYS: Readonly<Record<string, Way>> = {
  'a clearance': cleared,
  'a move, or a report that outlives its clearance': afterwards({ cleared, assessed }),
  'a person who falls silent': function* (world, draw) {
    const steps = 3 + draw.below(3);
    for (const move of toChecks(world, draw, 'NEW_HANDLER')) {
      yield move;
      if (world.history.length >= steps) break;
    }
    yield* silence(world, draw);
  },
  'a pledge never signed': function* (world, draw) {
    yield* assessed(world, draw, 'NEW_HANDLER', 'FOUND');
    yield* silence(world, draw);
  },
  'a reassessment': function* (world, draw) {
    yield* doubted(world, draw);
    yield* assessed(world, draw, 'DOUBT', draw.once(2) ? 'FOUND' : 'NOT_FOUND');
  },
  'a reassessment refused': function* (world, draw) {
    yield* doubted(world, draw);
    yield by(world, 'subject', application(world), 'refuseConsent', {});
    yield* revoked(world, draw);
  },
  'a renewal': function* (world, draw) {
    yield* renewing(world, draw);
    yield* assessed(world, draw, 'RENEWAL', 'FOUND');
    yield by(world, 'subject', application(world), 'signPledge', {});
  },
  'a renewal that fails': function* (world, draw) {
    yield* renewing(world, draw);
    yield* assessed(world, draw, 'RENEWAL', 'NOT_FOUND');
  },
  'a grievance about a negative result': function* (world, draw) {
    yield* assessed(world, draw, 'NEW_HANDLER', 'NOT_FOUND');
    yield by(world, 'subject', application(world), 'fileGrievance', { about: 'RESULT', late: false });
    const grievance = world.named('grievance').at(-1);
    if (grievance) yield by(world, 'grievances', grievance, 'answerGrievance', UPHELD);
  },
  'a result decided anew': function* (world, draw) {
    yield* assessed(world, draw, 'NEW_HANDLER', 'NOT_FOUND');
    const file = application(world);
    yield by(world, 'subject', file, 'fileGrievance', { about: 'RESULT', late: false });
    const grievance = world.named('grievance').at(-1);
    if (grievance) yield by(world, 'grievances', grievance, 'answerGrievance', UPHELD);
    const decided = { reasons: true, decision: 'FOUND', worksheet: treated(file) } as const;
    for (const { sub } of world.cast.players)
      if (file.stage === 'ADJUDICATION') yield by(world, sub, file, 'decide', decided);
    for (const sub of file.assigned) if (file.stage === 'DECIDED') yield* told(world, draw, file, sub);
    if (file.stage === 'PLEDGE_PENDING') yield by(world, 'subject', file, 'signPledge', {});
  },
  'an investigation used again': function* (world, draw) {
    yield* assessed(world, draw, 'NEW_HANDLER', 'NOT_FOUND');
    const { opinionAt } = application(world);
    // Within the ten years, now and then at the first moment after them.
    if (opinionAt !== null && !draw.once(2))
      yield { does: 'wait', until: endOf(opinionAt, draw.once(5) ? 10 : 7) };
    yield* assessed(world, draw, 'NEW_HANDLER', 'FOUND', 'REUSED');
  },
  'a wrong nominee': function* (world, draw) {
    const steps = 1 + draw.below(9);
    for (const move of toChecks(world, draw, 'NEW_HANDLER')) {
      yield move;
      if (world.history.length >= steps) break;
    }
    yield* mistaken(world, draw);
    const due = dueOf(application(world), 'GATHERED_BY_MISTAKE');
    if (due !== undefined && draw.once(2)) yield { does: 'wait', until: due };
    yield { does: 'sweep' };
  },
  'a wrong renewal': function* (world, draw) {
    yield* renewing(world, draw);
    yield* mistaken(world, draw);
    if (hasClearance(world)) yield { does: 'look', file: clearance(world).name };
  },
  'a doubt by mistake': function* (world, draw) {
    yield* draw.once(3) ? renewing(world, draw) : cleared(world, draw);
    if (hasClearance(world)) yield* mistakenDoubt(world, draw, () => assessed(world, draw, 'DOUBT', 'FOUND'));
  },
  'a result told wrongly': function* (world, draw) {
    yield* assessed(world, draw, 'NEW_HANDLER', draw.once(3) ? 'NOT_FOUND' : 'FOUND');
    yield* toldAgain(world, draw, application(world));
  },
  'a renewal told wrongly': function* (world, draw) {
    yield* renewing(world, draw);
    yield* assessed(world, draw, 'RENEWAL', draw.once(2) ? 'NOT_FOUND' : 'FOUND');
    yield* toldAgain(world, draw, application(world));
  },
  'a doubt before the pledge of a renewal': function* (world, draw) {
    yield* renewing(world, draw);
    yield* assessed(world, draw, 'RENEWAL', 'FOUND');
    if (draw.once(2)) yield* silence(world, draw);
    if (!hasClearance(world)) return;
    yield by(world, 'charge', clearance(world), 'serveDoubtNotice', DOUBT);
  },
};

function* cleared(world: World, draw: Draw): Generator<Move> {
  yield* assessed(world, draw, 'NEW_HANDLER', 'FOUND');
  yield by(world, 'subject', application(world), 'signPledge', {});
}

function* doubted(world: World, draw: Draw): Generator<Move> {
  yield* cleared(world, draw);
  if (!hasClearance(world)) return;
  yield by(world, 'charge', clearance(world), 'serveDoubtNotice', DOUBT);
}

function* renewing(world: World, draw: Draw): Generator<Move> {
  yield* cleared(world, draw);
  if (!hasClearance(world)) return;
  const held = clearance(world);
  yield { does: 'wait', until: dueOf(held, 'RENEWAL_OPENING') ?? world.now };
  yield { does: 'look', file: held.name };
}

function* assessed(
  world: World,
  draw: Draw,
  ground: Ground,
  decision: 'FOUND' | 'NOT_FOUND',
  mode: InvestigationMode = investigatedBy(draw),
): Generator<Move> {
  yield* toChecks(world, draw, ground, mode);
  const of = application(world);
  if (draw.once(8)) yield inquired(world, of);
  const silent = draw.once(3) ? of.checks.findLast(({ status }) => status === 'OPEN') : undefined;
  for (const check of of.checks)
    if (check.status === 'OPEN' && check !== silent)
      yield {
        does: 'answer',
        file: of.name,
        code: check.code,
        finding: draw.once(40) ? 'RECORD' : 'NO_RECORD',
      };
  if (silent) yield { does: 'wait', until: dueOf(of, 'CHECK_DUE') ?? world.now };
  yield { does: 'look', file: of.name };
  if (silent) yield by(world, investigatorOf(of), of, 'resolveReview', { reasons: true });
  if (draw.once(6)) {
    yield inquired(world, of);
    const { name: file } = of;
    for (const { code, status } of of.checks)
      if (status === 'OPEN') yield { does: 'answer', file, code, finding: 'NO_RECORD' };
    yield { does: 'look', file };
  }
  if (draw.once(5)) yield* supplemented(world, draw, of);
  // A decision against somebody needs something to rest on, more often than chance has it.
  if (draw.once(decision === 'NOT_FOUND' ? 2 : 4)) yield* interviewed(world, draw, of);
  if (draw.once(4)) yield* askedForDocument(world, draw, of);
  yield by(world, of.mode === 'UNIFIED' ? 'investigator' : 'charge', of, 'giveOpinion', { reasons: true });
  yield by(world, 'charge', of, 'submitForDecision', {});
  if (draw.once(2)) yield* answeredLate(world, draw, of);
  if (of.stage === 'HUMAN_REVIEW') return;
  if (decision === 'NOT_FOUND') yield* heard(world, draw, of);
  yield by(world, 'adjudicator', of, 'decide', { reasons: true, decision, worksheet: treated(of) });
  if (decision === 'NOT_FOUND') yield* readAgain(world, draw, of);
  yield* told(world, draw, of, 'case-officer');
}

/** Asked to come, a person comes or does not, reads the record or does not, and may speak up late. */
function* interviewed(world: World, draw: Draw, of: File): Generator<Move> {
  const officer = investigatorOf(of);
  const items = ['DRUG_ABUSE'] as const;
  const arranged = { reasons: true, at: daysFrom(world.now, 5), agreed: true, items } as const;
  yield by(world, officer, of, 'arrangeInterview', arranged);
  if (draw.once(4)) {
    yield by(world, officer, of, 'moveInterview', { reasons: true, at: daysFrom(world.now, 20) });
  }
  yield { does: 'wait', until: of.interviewAt ?? world.now };
  if (draw.once(5)) yield by(world, officer, of, 'callOffInterview', { reasons: true });
  else yield by(world, officer, of, 'recordInterview', {});
  if (of.stage === 'INTERVIEW_RECORD') {
    if (draw.once(2)) yield by(world, 'subject', of, 'confirmInterviewRecord', {});
    else {
      yield { does: 'wait', until: dueOf(of, 'RECORD_WINDOW') ?? world.now };
      yield { does: 'look', file: of.name };
    }
  }
  if (draw.once(4)) yield by(world, 'subject', of, 'confirmInterviewRecord', {});
  yield by(world, officer, of, 'resolveReview', { reasons: true });
  if (draw.once(4)) {
    yield by(world, 'subject', of, 'confirmInterviewRecord', {});
    yield by(world, officer, of, 'resolveReview', { reasons: true });
  }
}

/** The first question that is left. */
function inquired(world: World, of: File): Move {
  return by(world, investigatorOf(of), of, 'inquire', {
    reasons: true,
    asks: asksOf(world, of).slice(0, 1),
  });
}

/** Asked for their side, a person answers or lets the time pass. */
function* heard(world: World, draw: Draw, of: File): Generator<Move> {
  const { matters, learnt } = toWeighIn(of);
  const known = ITEMS.filter((item) => matters[item] === 'TO_WEIGH' || learnt?.includes(item));
  const items: readonly Item[] = known.length > 0 ? known : ['FINANCIAL_CIRCUMSTANCES'];
  yield by(world, 'adjudicator', of, 'askSubject', { reasons: true, items });
  if (draw.once(3)) {
    yield { does: 'wait', until: dueOf(of, 'HEARING_WINDOW') ?? world.now };
    yield { does: 'look', file: of.name };
    if (draw.once(2)) yield by(world, 'subject', of, 'answerConcerns', {});
  } else yield by(world, 'subject', of, 'answerConcerns', {});
}

/** The second reader confirms, or first sends it back; or the person answers after all. */
function* readAgain(world: World, draw: Draw, of: File): Generator<Move> {
  const late = of.hearing === 'SILENT' && !draw.once(3);
  if (late) yield by(world, 'subject', of, 'answerConcerns', {});
  if (late || draw.once(4)) {
    if (!late) yield by(world, 'second-adjudicator', of, 'returnDecision', { reasons: true });
    yield by(world, 'adjudicator', of, 'decide', {
      reasons: true,
      decision: 'NOT_FOUND',
      worksheet: treated(of),
    });
  }
  yield by(world, 'second-adjudicator', of, 'confirmDecision', { reasons: true });
}

function* toChecks(
  world: World,
  draw: Draw,
  ground: Ground,
  mode: InvestigationMode = investigatedBy(draw),
): Generator<Move> {
  const contractor = draw.once(3);
  const lister = player(world, contractor ? 'manager' : 'charge');
  if (ground === 'NEW_HANDLER') yield { does: 'nominate', player: lister, contractor };
  const of = application(world);
  const officer = player(world, 'case-officer').sub;
  if (ground === 'NEW_HANDLER') yield by(world, 'adjudicator', of, 'approveNominee', { officer });
  if (ground === 'RENEWAL') yield by(world, 'charge', of, 'confirmNeed', { officer });
  if (ground !== 'DOUBT') yield by(world, 'case-officer', of, 'serveNotice', { text: NOTICE });
  const inquiries = Object.fromEntries(CHECK_CODES.map((code) => [code, !draw.once(2)]));
  yield* consenting(world, draw, of, inquiries);
  const drifting = draw.once(4);
  yield by(world, 'subject', of, 'submitQuestionnaire', { stated: [], ...(drifting ? { drifting } : {}) });
  if (drifting) yield by(world, draw.once(2) ? 'screener' : 'second-screener', of, 'screenQuestionnaire', {});
  yield by(world, 'charge', of, 'startInvestigation', beginning(mode));
  if (mode === 'REUSED' || draw.once(3)) return;
  for (const { code, status } of of.checks)
    if (status === 'OPEN') yield { does: 'answer', file: of.name, code, finding: 'NO_RECORD' };
  yield by(world, investigatorOf(of), of, 'inquire', { reasons: true, asks: asksOf(world, of) });
}
