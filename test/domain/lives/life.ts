import { expect } from '@jest/globals';
import { dayOf, startOfDay } from '../../../domain/calendar.js';
import type { CheckCode, Finding } from '../../../domain/checks.js';
import type { Action } from '../../../domain/edges.js';
import type { CaseKind, InvestigationMode, Stage } from '../../../domain/stages.js';
import { castOf } from '../../property/cast.js';
import type { Input } from '../../property/file.js';
import { NOTICE, treated } from '../../property/moves.js';
import { alive, player } from '../../property/prologue-parts.js';
import { SHOWN } from '../../property/supplement-moves.js';
import { World } from '../../property/world.js';

/** One person's way through the scheme, told from end to end: what it shows, by which article, on which days. */
export interface Told {
  readonly title: string;
  readonly article: string;
  readonly begins: string;
  readonly lived: (life: Life) => void;
}

const CAST = castOf({ organId: 'organ', contractorId: 'contractor', subjectId: 'person', suffix: '' });
/** What the person consents to be asked about, if nothing else is said. */
const ASKED_OF_EVERYBODY = { DISCIPLINARY_RECORD: true, POLICE_RECORD: true, ENTRY_HISTORY: true };
/** Office hours. */
const TEN_O_CLOCK_MS = 10 * 3_600_000;

/** The scheme in memory, with a clock that moves when it is told to, and engine and night at work in between. */
export class Life {
  readonly world: World;
  contractor = false;

  constructor(day: string) {
    this.world = new World(CAST, tenOn(day));
  }

  /** The calendar goes on to ten in the morning of this day; what falls due on the way happens on its own day. */
  on(day: string): this {
    const then = tenOn(day);
    expect(then > this.world.now).toBe(true);
    for (let due = this.world.nextDue(); due !== undefined && due <= then; due = this.world.nextDue()) {
      this.world.now = due;
      this.#settle();
      this.world.sweep();
    }
    this.world.now = then;
    this.world.sweep();
    this.#settle();
    return this;
  }

  nominate(lister: 'charge' | 'manager'): this {
    this.contractor = lister === 'manager';
    expect(this.world.nominate(player(this.world, lister), this.contractor)).toBe('OK');
    return this;
  }

  /** A step that is theirs, and where it leads. */
  does(who: string, action: Action, input: Input = {}, of?: CaseKind): this {
    expect([who, action, this.tries(who, action, input, of)]).toEqual([who, action, 'OK']);
    this.#settle();
    return this;
  }

  /** A step that is not theirs, or not now, and why; nothing comes of it. */
  mayNot(who: string, action: Action, told: string, input: Input = {}, of?: CaseKind): this {
    expect([who, action, this.tries(who, action, input, of)]).toEqual([who, action, told]);
    return this;
  }

  /** What they are told. */
  tries(who: string, action: Action, input: Input = {}, of: CaseKind = this.#kind(action)): string {
    const { name, seq } = alive(this.world, of);
    const filled = { ...this.#usual(action), ...input };
    return this.world.take({ file: name, action, player: player(this.world, who), seen: seq, input: filled });
  }

  /** A source answers what was asked of it; without a code, every open question is answered with nothing found. */
  answers(code?: CheckCode, finding: Finding = 'NO_RECORD'): this {
    const { name, checks } = this.application;
    const asked = code ? [code] : checks.filter(({ status }) => status === 'OPEN').map((one) => one.code);
    for (const one of asked)
      expect([one, this.world.answer(name, one, finding as never)]).toEqual([one, 'FILED']);
    this.#settle();
    return this;
  }

  /** What a source says to a question that is asked no more is not kept. */
  drops(code: CheckCode): this {
    expect([code, this.world.answer(this.application.name, code, 'RECORD')]).toEqual([code, 'DROPPED']);
    return this;
  }

  is(kind: CaseKind, stage: Stage): this {
    expect([kind, alive(this.world, kind).stage]).toEqual([kind, stage]);
    return this;
  }

  mayHandle(whether: boolean): this {
    expect([dayOf(this.world.now), this.world.rights()[0]]).toEqual([dayOf(this.world.now), whether]);
    return this;
  }

  get application() {
    return alive(this.world, 'application');
  }
  get clearance() {
    return alive(this.world, 'clearance');
  }

  // The stretches that most lives have in common.

  /** From the list to the questionnaire. */
  consented(lister: 'charge' | 'manager' = 'charge'): this {
    return this.nominate(lister)
      .does('adjudicator', 'approveNominee')
      .does('case-officer', 'serveNotice')
      .does('subject', 'giveConsent')
      .is('application', 'QUESTIONNAIRE');
  }
  /** With these asked as well, once the superior and the personnel office have answered. */
  investigated(mode: InvestigationMode = 'SELF', asks: readonly CheckCode[] = []): this {
    const begin = { mode, ...(mode === 'SELF' ? { selfGround: 'TOO_LATE' as const } : {}) };
    const begun = this.does('subject', 'submitQuestionnaire').does('charge', 'startInvestigation', begin);
    if (asks.length === 0) return begun;
    const whose = mode === 'SELF' ? 'case-officer' : 'investigator';
    return begun.answers().does(whose, 'inquire', { asks });
  }
  concluded(): this {
    return this.answers()
      .is('application', 'AWAITING_OPINION')
      .does('charge', 'giveOpinion')
      .does('charge', 'submitForDecision');
  }
  found(): this {
    return this.does('adjudicator', 'decide', { decision: 'FOUND' }).does('case-officer', 'notifyResult');
  }
  notFound(): this {
    return this.does('adjudicator', 'askSubject')
      .does('subject', 'answerConcerns')
      .does('adjudicator', 'decide', { decision: 'NOT_FOUND' })
      .does('second-adjudicator', 'confirmDecision')
      .does('case-officer', 'notifyResult')
      .is('application', 'CLOSED');
  }
  cleared(lister: 'charge' | 'manager' = 'charge'): this {
    return this.consented(lister)
      .investigated()
      .concluded()
      .found()
      .does('subject', 'signPledge')
      .is('application', 'CLEARED')
      .is('clearance', 'ACTIVE');
  }

  /** The workflows are quick: whatever they have to do is done before anybody's next step. */
  #settle(): void {
    for (const name of this.world.files.keys()) this.world.look(name);
  }

  /** Most actions belong to one kind of case; the others say which. */
  #kind(action: Action): CaseKind {
    if (OF_GRIEVANCES.includes(action)) return 'grievance';
    return OF_CLEARANCES.includes(action) ? 'clearance' : 'application';
  }

  #usual(action: Action): Input {
    if (action === 'serveNotice' || action === 'serveDoubtNotice') return { reasons: true, text: NOTICE };
    if (action === 'giveConsent') return { text: NOTICE, inquiries: ASKED_OF_EVERYBODY, waived: true };
    if (action === 'approveNominee' || action === 'confirmNeed' || action.startsWith('assign'))
      return { officer: 'case-officer' };
    if (action === 'requestSupplement' || action === 'answerSupplement')
      return { reasons: true, text: SHOWN };
    if (action === 'askSubject') return { reasons: true, items: ['FINANCIAL_CIRCUMSTANCES'] };
    if (action === 'decide') return { reasons: true, worksheet: treated(this.application) };
    return { reasons: true };
  }
}

const OF_GRIEVANCES: readonly Action[] = ['answerGrievance'];
const OF_CLEARANCES: readonly Action[] = [
  'assignSuccessor',
  'reportChange',
  'reportAsOther',
  'validateReport',
  'closeReview',
  'serveDoubtNotice',
  'proposeRevocation',
  'dropRevocation',
  'revoke',
  'proposeDoubtVoid',
  'confirmDoubtVoid',
  'dropDoubtVoid',
  'lapse',
  'transferWithin',
  'second',
  'depart',
  'reinstate',
  'renewPledge',
];

function tenOn(day: string): string {
  return new Date(Date.parse(startOfDay(day)) + TEN_O_CLOCK_MS).toISOString();
}
