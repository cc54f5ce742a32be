import { GRIEVANCE_OUTCOMES } from '../../domain/grievance.js';
import { dayBeside, dayOf, lastValidDay, startOfDay } from '../../domain/calendar.js';
import { ANSWERS } from '../../domain/checks.js';
import { CHECK_CODES, ITEMS } from '../support/act27.js';
import type { Action, Edge } from '../../domain/edges.js';
import { PAPER_CHANNELS } from '../../domain/service.js';
import { hasEnded } from '../../domain/stages.js';
import { ACTIONS, LINES } from '../domain/table.js';
import type { Worksheet } from '../../domain/worksheet.js';
import type { Player } from './cast.js';
import { treatmentsFor } from '../../sandbox/worksheet.js';
import { reportsWaiting, toWeighIn } from './facts.js';
import type { File, Input } from './file.js';
import { asking, beginning } from './inquiries.js';
import type { RecordedRight } from './recorded.js';
import { supplementInput } from './supplement-moves.js';
import { linesFor, weightOf } from './open-lines.js';
import { lastDayOf, minutesBefore } from './time.js';
import type { Taken, World } from './world.js';

/** What somebody tries, or what time does. Numbers become moves, so that a failing life shrinks to a short one. */
export type Move =
  | { readonly does: 'nominate'; readonly player: Player; readonly contractor: boolean }
  | ({ readonly does: 'take' } & Taken)
  | {
      readonly does: 'answer';
      readonly file: string;
      readonly code: (typeof CHECK_CODES)[number];
      readonly finding: (typeof ANSWERS)[number];
    }
  | { readonly does: 'wait'; readonly until: string }
  | { readonly does: 'look'; readonly file: string }
  | { readonly does: 'sweep' }
  | ({ readonly does: 'outage' } & NonNullable<Input['outage']>)
  | { readonly does: 'certify'; readonly certified: boolean }
  | ({ readonly does: 'record' } & RecordedRight);

export const NOTICE = 'notice-v1';

/** Draws from a list of numbers, and begins again at its end. */
export class Draw {
  #at = 0;
  constructor(private readonly numbers: readonly number[]) {}

  get length(): number {
    return this.numbers.length;
  }
  below(limit: number): number {
    const drawn = this.numbers[this.#at++ % this.numbers.length] ?? 0;
    return drawn % limit;
  }
  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }
  /** One time in `times`. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }
}

export function moveOf(world: World, draw: Draw): Move {
  const what = draw.below(100);
  if (what < 57) return possible(world, draw);
  if (what < 58) return record(world, draw);
  if (what < 70) return wild(world, draw);
  if (what < 81) return answer(world, draw) ?? possible(world, draw);
  if (what < 92) return passing(world, draw);
  if (what < 95) return { does: 'sweep' };
  if (what < 98) return outage(world, draw);
  return { does: 'certify', certified: !world.certified || draw.once(2) };
}

/** A step somebody may take now, well done; the way on is likelier than the ways out. */
function possible(world: World, draw: Draw): Move {
  const alive = [...world.files.values()].filter((file) => !hasEnded(file.kind, file.stage));
  if (alive.length === 0 || (draw.once(12) && alive.every(({ kind }) => kind === 'grievance')))
    return nomination(world, draw);
  const file = draw.once(8) ? draw.pick([...world.files.values()]) : draw.pick(alive);
  const lines = linesFor(world, file).flatMap((edge) => Array.from({ length: weightOf(edge) }, () => edge));
  if (lines.length === 0) return nomination(world, draw);
  const edge = draw.pick(lines);
  const player = draw.pick(playersFor(world, edge, file));
  return {
    does: 'take',
    file: file.name,
    action: edge.action as Action,
    player,
    seen: file.seq,
    input: good(world, file, edge, draw),
  };
}

/** Those of the right office; the rules may still know them. */
function playersFor(world: World, edge: Edge, file: File): Player[] {
  const fit = world.cast.players.filter(({ grants, sub }) =>
    grants.some(
      ({ role }) =>
        edge.by.includes(role) &&
        (role === 'Subject' || !sub.startsWith('subject')) &&
        (role !== 'CaseOfficer' || file.assigned.has(sub)),
    ),
  );
  return fit.length > 0 ? fit : [...world.cast.players];
}

function good(world: World, file: File, { action, when }: Edge, draw: Draw): Input {
  const officers = world.cast.players.filter(({ grants }) =>
    grants.some(({ role }) => role === 'CaseOfficer'),
  );
  switch (action) {
    case 'assign':
    case 'assignSuccessor':
    case 'approveNominee':
    case 'confirmNeed':
      return { officer: draw.pick(officers).sub };
    case 'serveNotice':
      return { text: NOTICE };
    case 'serveDoubtNotice':
      return { reasons: true, text: NOTICE };
    case 'giveConsent':
      return {
        text: NOTICE,
        inquiries: Object.fromEntries(CHECK_CODES.map((code) => [code, !draw.once(3)])),
        ...(draw.once(3) ? { waived: true as const } : {}),
      };
    case 'submitQuestionnaire':
      return {
        stated: ITEMS.filter(() => draw.once(3)),
        ...(draw.once(3) ? { drifting: true as const } : {}),
      };
    case 'startInvestigation':
      return {
        ...beginning(draw.pick(when?.choosing ?? ['SELF'])),
        ...(draw.once(4) ? asking(world, file, draw) : {}),
      };
    case 'provideDocument':
    case 'declineDocument':
      // Of one that was missed: on a paper that had come in before, or a day too late.
      return file.missedDocument === null
        ? {}
        : { receivedOn: lastDayOf(file.missedDocument, draw.once(4) ? 1 : -draw.below(3)) };
    case 'inquire':
      return asking(world, file, draw);
    case 'requestSupplement':
    case 'answerSupplement':
    case 'withdrawInquiry':
      return supplementInput(world, file, action, draw);
    case 'askAgain':
      return {
        reasons: true,
        // Now and then what nobody was asked so far, which is not asked by repeating it.
        codes: CHECK_CODES.filter(
          (code) =>
            file.inquiries[code] === true &&
            (file.checks.some((check) => check.code === code) ? draw.once(4) : draw.once(60)),
        ),
      };
    case 'arrangeInterview':
    case 'moveInterview':
      // Now and then for a day that has gone, or that nobody can wait for.
      return {
        reasons: true,
        at: daysFrom(world.now, draw.once(6) ? 90 - draw.below(100) : 1 + draw.below(50)),
        ...(draw.once(2) ? { agreed: true as const } : {}),
        ...about(draw),
      };
    case 'requestDocument':
    case 'askSubject':
      return { reasons: true, ...about(draw) };
    case 'placeHold':
      return {
        reasons: true,
        hold: file.lastHold + 1,
        reviewOn: dayBeside(dayOf(world.now), 1 + draw.below(draw.once(2) ? 20 : 365)),
      };
    case 'liftHold':
      return {
        reasons: true,
        hold: draw.once(6)
          ? 1
          : draw.pick(file.holds.map(({ number }) => number).concat(file.holds.length === 0 ? [1] : [])),
      };
    case 'decide': {
      const unheard = file.hearing === 'HEARD' || file.hearing === 'SILENT' ? 2 : 12;
      return {
        reasons: true,
        decision: draw.once(unheard) ? 'NOT_FOUND' : 'FOUND',
        worksheet: treated(file),
      };
    }
    case 'validateReport': {
      const waiting = reportsWaiting(world, file);
      return { reasons: true, report: waiting.length > 0 ? draw.pick(waiting).id : '1' };
    }
    case 'issueResult':
      return { channel: draw.pick(PAPER_CHANNELS) };
    case 'notifyResult':
      return served(world, file, draw);
    case 'fileGrievance':
      return { about: draw.once(3) ? 'CONDUCT' : 'RESULT', late: draw.once(4) };
    case 'answerGrievance':
      return { reasons: true, ...answerTo(file, draw) };
    default:
      return { reasons: true };
  }
}

/** As it went out and today, or in time for a withdrawal; now and then by another way, or a day too late. */
export function served({ now }: World, { issue }: File, draw: Draw): Input {
  if (issue === null) return { served: { channel: 'OWN_ACCOUNT' } };
  const channel = draw.once(8) ? draw.pick(PAPER_CHANNELS) : issue.channel;
  if (issue.withdrawnAt == null || draw.once(4)) return { served: { channel, receivedOn: dayOf(now) } };
  return { served: { channel, ...minutesBefore(issue.withdrawnAt) } };
}

/** One item or another; now and then none, as in a release before. */
function about(draw: Draw): Input {
  return draw.once(6) ? {} : { items: [draw.pick(ITEMS)] };
}

/** Upheld as often as not; now and then what does not fit. */
function answerTo({ grievance }: File, draw: Draw): Input {
  const outcome = draw.once(2) ? 'UPHELD' : draw.pick(GRIEVANCE_OUTCOMES);
  const wanting = grievance?.about === 'CONDUCT' && (outcome === 'UPHELD' || outcome === 'PARTLY');
  return { outcome, measures: draw.once(8) ? !wanting : wanting };
}

/** A worksheet that passes nothing over, and nothing more. */
export function treated(file: File): Worksheet {
  return treatmentsFor(toWeighIn(file));
}

/** Anybody tries anything, now and then on a page that is no longer true. */
function wild(world: World, draw: Draw): Move {
  const files = [...world.files.values()];
  if (files.length === 0 || draw.once(15)) return nomination(world, draw);
  const file = draw.pick(files);
  const action = draw.pick(ACTIONS);
  const player = draw.pick(world.cast.players);
  const line = LINES.find((edge) => edge.action === action);
  const input =
    line && !draw.once(3) ? good(world, file, line, draw) : draw.once(2) ? {} : { text: 'notice-v0' };
  return { does: 'take', file: file.name, action, player, seen: file.seq - (draw.once(4) ? 1 : 0), input };
}

function nomination(world: World, draw: Draw): Move {
  const { players } = world.cast;
  const contractor = draw.once(2);
  const right = players.filter(({ sub, grants }) =>
    grants.some(
      ({ role }) =>
        role === (contractor ? 'ContractorSecurityManager' : 'AssessmentOfficerInCharge') &&
        !sub.startsWith('subject'),
    ),
  );
  return { does: 'nominate', contractor, player: draw.once(8) ? draw.pick(players) : draw.pick(right) };
}

function answer(world: World, draw: Draw): Move | undefined {
  const asked = [...world.files.values()].flatMap((file) =>
    file.checks.map(({ code, status }) => ({ file: file.name, code, status })),
  );
  const waiting = asked.filter(({ status }) => status === 'OPEN' || status === 'LATE');
  const from = waiting.length > 0 && !draw.once(10) ? waiting : asked;
  if (from.length === 0) return undefined;
  const { file, code } = draw.pick(from);
  return { does: 'answer', file, code, finding: draw.once(3) ? draw.pick(ANSWERS) : 'NO_RECORD' };
}

/** Some days about now: known afterwards, or ahead. */
function outage(world: World, draw: Draw): Move {
  const first = dayBeside(dayOf(world.now), draw.below(10) - 4);
  const kind = draw.pick(['OUR_SYSTEM', 'OUR_SYSTEM', 'POST'] as const);
  return { does: 'outage', kind, first, last: dayBeside(first, 1 + draw.below(12)) };
}

/** Of today, and for as long as the policy says, or as chance does. */
function record(world: World, draw: Draw): Move {
  const firstDay = dayOf(world.now);
  if (draw.once(2)) {
    const during = new Date(Date.parse(startOfDay(firstDay)) + 1).toISOString();
    return { does: 'record', what: 'SDS_RESULT', firstDay, lastDay: lastValidDay(during, 'P5Y') };
  }
  return { does: 'record', what: 'OFFICE', firstDay, lastDay: dayBeside(firstDay, draw.below(1_500)) };
}

function passing(world: World, draw: Draw): Move {
  const due = world.nextDue();
  if (due && !draw.once(4)) return { does: 'wait', until: due };
  const days = draw.once(3) ? 1 + draw.below(2_000) : 1 + draw.below(40);
  return { does: 'wait', until: daysFrom(world.now, days) };
}

export function daysFrom(instant: string, days: number): string {
  return new Date(Date.parse(instant) + days * 86_400_000).toISOString();
}
