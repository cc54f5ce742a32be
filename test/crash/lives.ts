import type { CheckCode } from '../../domain/checks.js';
import type { ApplicationStage } from '../../domain/stages.js';
import { USUAL_INQUIRIES } from '../../sandbox/inquiries.js';
import { type Play, type Staff, staffOf } from '../../sandbox/lives/world.js';
import { people } from '../../sandbox/people.js';
import { behaviourOf } from '../../sandbox/providers/behaviour.js';
import { identityOf } from '../../sandbox/seed/reference-data.js';
import type { Seeded } from './seeded.js';

/** Where a life ends, the clearance or grievance that follows it included. */
export const DESTINIES = [
  'rejected',
  'refused',
  'withdrawn early',
  'withdrawn during checks',
  'not found',
  'grieved',
  'active',
  'in review',
  'suspended',
  'revoked',
  'lapsed',
] as const;
export type Destiny = (typeof DESTINIES)[number];
/** After these the same person can be nominated again. */
export const REPEATABLE: readonly Destiny[] = DESTINIES.slice(0, 6);

/** Stages in which a case is left standing before the killing begins; the overdue ones need time to pass. */
export const PARKS = [
  'NOMINATED',
  'SCREENED',
  'AWAITING_CONSENT',
  'CONSENT_OVERDUE',
  'QUESTIONNAIRE',
  'QUESTIONNAIRE_OVERDUE',
  'QUESTIONNAIRE_SCREENING',
  'INVESTIGATION',
  'CHECKS_RUNNING',
  'HUMAN_REVIEW',
  'INTERVIEW',
  'INTERVIEW_RECORD',
  'AWAITING_OPINION',
  'OPINION_RECEIVED',
  'ADJUDICATION',
  'HEARING',
  'SECOND_READING',
  'DECIDED',
  'PLEDGE_PENDING',
  'PLEDGE_OVERDUE',
] as const satisfies readonly ApplicationStage[];
export type Park = (typeof PARKS)[number];
/** Stages that only a decision against the person leads through. */
export const OFF_THE_WAY: readonly string[] = ['HEARING', 'SECOND_READING'];

/** Stages that only an interview leads through. */
export const INTERVIEWED: readonly string[] = ['INTERVIEW', 'INTERVIEW_RECORD'];

export interface Life {
  readonly subject: string;
  readonly organ: 0 | 1;
  readonly staff: Staff;
  readonly park: Park | 'CLEARED' | 'CLOSED';
  destiny: Destiny;
  /** What others may be asked: few questions each, so that many lives have room. */
  readonly inquiries: Partial<Record<CheckCode, boolean>>;
  /** Left where it was parked, whatever happens around it. */
  readonly rests: boolean;
  caseId: string;
  /** What follows the application, step by step. */
  after: number;
  ended: boolean;
}

const ASKED = Object.keys(USUAL_INQUIRIES) as CheckCode[];
/** Who answers without being waited for: sources that stay silent about somebody are another test's matter. */
const ANSWERED = people.filter((person) =>
  ASKED.every((checkCode) => {
    const told = behaviourOf({ checkCode, person: identityOf(person) });
    return 'answer' in told && !told.onlyWhenReminded;
  }),
);
/** Sources have something on record about these: theirs is the way through human review. */
const TALKED_ABOUT = new Set(
  ANSWERED.filter((person) =>
    ASKED.some((checkCode) => {
      const told = behaviourOf({ checkCode, person: identityOf(person) });
      return 'answer' in told && told.answer !== 'NO_RECORD';
    }),
  ).map(({ account }) => account),
);

/** At least fifty open applications over every open stage, and a few whose clearance or grievance is already there. */
export function castLives(seeded: Seeded): Life[] {
  const few = () =>
    Object.fromEntries(
      seeded
        .shuffled(ASKED)
        .slice(0, 3)
        .map((code) => [code, true]),
    );
  const pairs = ANSWERED.filter(({ account }) => /^s\d+$/.test(account)).flatMap(({ account }) => [
    { subject: account, organ: 0 as const },
    { subject: account, organ: 1 as const },
  ]);
  const talked = seeded.shuffled(pairs.filter(({ subject }) => TALKED_ABOUT.has(subject)));
  const plain = seeded.shuffled(pairs.filter(({ subject }) => !TALKED_ABOUT.has(subject)));
  // Most of them early, as anywhere: the way to a late stage is long.
  const early = PARKS.slice(0, PARKS.indexOf('HUMAN_REVIEW')).filter(
    (park) => !/_(OVERDUE|SCREENING)$/.test(park),
  );
  const parks: Life['park'][] = [
    ...PARKS,
    ...PARKS.slice(9, 15).filter((park) => !OFF_THE_WAY.includes(park) && !INTERVIEWED.includes(park)),
    ...early,
    ...early,
    ...early,
    ...early,
    ...early,
  ];
  const lives = parks.map((park, index) => {
    const from = park === 'HUMAN_REVIEW' ? talked : plain.length > 0 ? plain : talked;
    const inquiries = park === 'HUMAN_REVIEW' ? USUAL_INQUIRIES : few();
    return { park, inquiries, rests: index < PARKS.length && index % 3 === 0, ...taken(from) };
  });
  const cleared = ['active', 'in review', 'suspended', 'lapsed', 'grieved'] as const;
  return [
    ...lives.map((life, index) => {
      const destiny = possibleFrom(life.park, DESTINIES[index % DESTINIES.length] ?? 'active');
      return begun({ ...life, destiny });
    }),
    ...cleared.map((destiny) =>
      begun({
        park: destiny === 'grieved' ? 'CLOSED' : 'CLEARED',
        rests: false,
        destiny,
        inquiries: few(),
        ...taken(plain.length > 0 ? plain : talked),
      }),
    ),
  ];
}

function taken(from: { subject: string; organ: 0 | 1 }[]) {
  const pair = from.pop();
  if (!pair) throw new Error('the sandbox has too few people for so many lives');
  return pair;
}

function begun(of: Omit<Life, 'staff' | 'caseId' | 'after' | 'ended'>): Life {
  return { ...of, staff: staffOf(of.organ), caseId: '', after: 0, ended: false };
}

/** Who stands late in the assessment can no longer be rejected or refuse. */
function possibleFrom(park: Life['park'], wished: Destiny): Destiny {
  const order: readonly string[] = PARKS;
  const at = order.indexOf(park);
  if (wished === 'rejected' && at > order.indexOf('NOMINATED')) return 'not found';
  if (wished === 'refused' && at > order.indexOf('CONSENT_OVERDUE')) return 'revoked';
  if (wished === 'withdrawn early' && at >= order.indexOf('INVESTIGATION')) return 'in review';
  if (wished === 'withdrawn during checks' && at > order.indexOf('CHECKS_RUNNING')) return 'suspended';
  if (at >= order.indexOf('DECIDED') && REPEATABLE.includes(wished)) return 'active';
  return wished;
}

const WITHDRAWABLE: readonly string[] = PARKS.slice(
  PARKS.indexOf('CHECKS_RUNNING'),
  PARKS.indexOf('PLEDGE_PENDING'),
);

/** One step of an application by whoever's turn it is. Undefined: nobody's; it waits for its sources. */
export async function step(play: Play, life: Life, stage: string): Promise<unknown> {
  const { caseId: id, destiny, staff } = life;
  // Meant for the checks; where all sources were quicker, it is still in time until the notice.
  if (destiny === 'withdrawn during checks' && WITHDRAWABLE.includes(stage))
    return play.post(play.subject, `/applications/${id}/withdrawal`);
  switch (stage) {
    case 'NOMINATED':
      return destiny === 'rejected'
        ? play.act(staff.adjudicator, `/applications/${id}/rejection`, { reasons: '必要がない。' })
        : play.approve(id);
    case 'SCREENED':
      return play.serveNotice(id);
    case 'AWAITING_CONSENT':
    case 'CONSENT_OVERDUE':
      return destiny === 'refused'
        ? play.post(play.subject, `/applications/${id}/refusal`)
        : play.consent(id, life.inquiries);
    case 'QUESTIONNAIRE':
    case 'QUESTIONNAIRE_OVERDUE':
      return destiny === 'withdrawn early'
        ? play.post(play.subject, `/applications/${id}/withdrawal`)
        : play.submitQuestionnaire(id);
    case 'QUESTIONNAIRE_SCREENING':
      return destiny === 'withdrawn early'
        ? play.post(play.subject, `/applications/${id}/withdrawal`)
        : play.screen(id);
    case 'INVESTIGATION':
      return play.investigate(id);
    case 'CHECKS_RUNNING':
      return undefined;
    case 'HUMAN_REVIEW':
      return (await play.inquire(id)) ?? play.review(id);
    case 'INTERVIEW':
      return play.recordInterview(id);
    case 'INTERVIEW_RECORD':
      return play.confirmRecord(id);
    case 'AWAITING_OPINION':
      return (await play.inquire(id)) ?? play.opinion(id);
    case 'OPINION_RECEIVED':
      return play.act(staff.inCharge, `/applications/${id}/submission`);
    case 'ADJUDICATION':
      return isNegative(destiny) ? decideAgainst(play, id) : play.decide(id, 'FOUND');
    case 'HEARING':
      return play.answerConcerns(id);
    case 'SECOND_READING':
      return isNegative(destiny) ? play.confirm(id) : play.returnDecision(id);
    case 'DECIDED':
      return play.act(staff.officer, `/applications/${id}/result-notice`, { channel: 'OWN_ACCOUNT' });
    case 'PLEDGE_PENDING':
    case 'PLEDGE_OVERDUE':
      return play.pledge(id);
    default:
      throw new Error(`nobody knows how to go on from ${stage}`);
  }
}

function isNegative(destiny: Destiny): boolean {
  return destiny === 'not found' || destiny === 'grieved';
}

/** Not before the person was asked, and asked again where an answer came in between, or where they let the time pass. */
async function decideAgainst(play: Play, id: string): Promise<unknown> {
  try {
    return await play.decide(id, 'NOT_FOUND');
  } catch (error) {
    if (error instanceof Error && /"code":"NOT_(HEARD|WEIGHED)"/.test(error.message)) return play.ask(id);
    throw error;
  }
}
