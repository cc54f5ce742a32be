import { servedText } from '../../../api/served-text.js';
import type { Finding } from '../../../domain/checks.js';
import type { Action } from '../../../domain/edges.js';
import { type CaseKind, type Decision, STAGES } from '../../../domain/stages.js';
import { derivedId } from '../../../store/derived-id.js';
import type { StepDetails } from '../../../store/step.js';
import { type Case, CaseSteps } from '../../access/support/case-steps.js';
import { CONCERNS } from '../../access/support/concerns.js';
import { INQUIRY } from '../../access/support/cases.js';
import { type Account, memberOf } from '../../access/support/cast.js';
import type { House } from '../../access/support/house.js';

/** A case, and the open stage it was brought to. */
export interface Member extends Case {
  readonly stage: string;
}

interface Way {
  readonly towards?: string;
  readonly decision?: Decision;
}

/** Every stage a case can stand in with a workflow behind it, as the table has them. */
export const OPEN_STAGES = (Object.keys(STAGES) as CaseKind[]).flatMap((kind) =>
  Object.entries(STAGES[kind])
    .filter(([, row]) => !('ended' in row))
    .map(([stage]) => ({ kind, stage })),
);

const reason = 'TEST';

/**
 * One case for every open stage of every kind, each moved step by step while real workers follow, so that a history tells
 * the whole way. What the workflow does by itself is left to it.
 */
export class Cohort extends CaseSteps {
  members: Member[] = [];
  /** Who has been asked for their side. */
  readonly #asked = new Set<string>();

  constructor(
    house: House,
    private readonly quiet: () => Promise<void>,
  ) {
    super(house);
  }

  async begin(): Promise<void> {
    this.members = await this.#inStep(OPEN_STAGES.map((goal) => this.#live(goal.kind, goal.stage)));
  }

  /** Takes every case from where it stands to an end, again step by step; the stages they end in. */
  async finish(members: readonly Member[] = this.members): Promise<Record<string, string>> {
    const ends = await this.#inStep(members.map((member) => this.#end(member)));
    return Object.fromEntries(
      members.map((member, n) => [`${member.kind} from ${member.stage}`, ends[n] ?? '']),
    );
  }

  /** Something to see for the workflow of every case, without moving it anywhere. */
  async ring(members: readonly Member[] = this.members): Promise<void> {
    await this.write(async (tx) => {
      for (const { id } of members) {
        const message = { lane: `case/${id}`, case_id: id, kind: 'RING' as const, payload: '{}' };
        await tx.insertInto('outbox').values(message).execute();
        await tx
          .updateTable('cases')
          .set((e) => ({ handled_seq: e('rung_seq', '-', 1) }))
          .where('id', '=', id)
          .execute();
      }
    });
  }

  /** How many of the cases have a move that their workflow has not seen. */
  async unseen(members: readonly Member[] = this.members): Promise<Member[]> {
    const rows = await this.house.register
      .selectFrom('cases')
      .select('id')
      .whereRef('handled_seq', '<', 'rung_seq')
      .execute();
    const ids = new Set(rows.map((row) => row.id));
    return members.filter(({ id }) => ids.has(id));
  }

  async newApplication(): Promise<Member> {
    return { ...(await this.nominate({})), stage: 'NOMINATED' };
  }

  /** An act of the person assessed, whatever the engine does. */
  async consent(made: Case): Promise<void> {
    return this.#onward(made, await this.stage(made.id));
  }

  async #inStep<T>(lives: AsyncGenerator<unknown, T>[]): Promise<T[]> {
    const ends = new Map<number, T>();
    for (let round = 1; ; round += 1) {
      const going = [...lives.entries()].filter(([n]) => !ends.has(n));
      if (going.length === 0) return lives.map((_, n) => ends.get(n) as T);
      await Promise.all(
        going.map(async ([n, life]) => {
          const step = await life.next();
          if (step.done) ends.set(n, step.value);
        }),
      );
      // Between, several moves meet in one look, as they do in life.
      if (round % 3 === 0 || ends.size === lives.length) await this.quiet();
    }
  }

  async *#live(kind: CaseKind, stage: string): AsyncGenerator<unknown, Member> {
    const made = await this.nominate({});
    yield;
    if (kind === 'application') {
      yield* this.#until(stage, made, { towards: stage });
      return { ...made, stage };
    }
    if (kind === 'grievance') {
      yield* this.#until('CLOSED', made, { decision: 'NOT_FOUND' });
      const { commandId } = await this.step(made.id, 'fileGrievance', 'subject');
      yield;
      return { ...(await this.tie({ ...made, kind, id: derivedId(commandId, 'grievance') })), stage };
    }
    yield* this.#until('CLEARED', made);
    const clearance = await this.tie({ ...made, kind, id: derivedId(made.id, 'clearance') });
    const there: Record<string, () => Promise<unknown>> = {
      ACTIVE: async () => {},
      REVIEW: () => this.step(clearance.id, 'reportChange', 'subject'),
      SUSPENDED: () =>
        this.step(clearance.id, 'serveDoubtNotice', 'inCharge', { reason, text: servedText('DOUBT') }),
      LAPSED: () => this.step(clearance.id, 'lapse', 'inCharge', { reason }),
    };
    yield await there[stage]?.();
    return { ...clearance, stage };
  }

  async *#end(member: Member): AsyncGenerator<unknown, string> {
    const { id, kind } = member;
    if (kind === 'application') {
      yield* this.#until('CLEARED', member);
    } else if (kind === 'grievance') {
      yield await this.step(id, 'answerGrievance', 'grievance', { reason, outcome: 'NOT_UPHELD' });
    } else if (member.stage === 'SUSPENDED') {
      yield await this.step(await this.doubtOf(id), 'refuseConsent', 'subject');
      // By this release’s rules, whoever began it.
      yield await this.step(id, 'proposeRevocation', 'adjudicator', { reason });
      yield await this.step(id, 'answerConcerns', 'subject');
      yield await this.step(id, 'revoke', 'adjudicatorOnceSubject', { reason });
    } else yield await this.step(id, 'expire', 'System');
    return this.stage(id);
  }

  /** Asked once a round: its workflow may bring the case to the wanted stage between two questions, and it must stay. */
  async *#until(wanted: string, made: Case, how: Way = {}): AsyncGenerator<unknown, void> {
    for (;;) {
      const stage = await this.stage(made.id);
      if (stage === wanted) return;
      yield await this.#onward(made, stage, how);
    }
  }

  /** The next step of a straight life, or the one aside that leads `towards` a stage off the way. */
  async #onward(made: Case, stage: string, { towards = '', decision = 'FOUND' }: Way = {}): Promise<void> {
    const aside: Record<string, Action> = {
      'AWAITING_CONSENT>CONSENT_OVERDUE': 'markConsentOverdue',
      'QUESTIONNAIRE>QUESTIONNAIRE_OVERDUE': 'markQuestionnaireOverdue',
      'PLEDGE_PENDING>PLEDGE_OVERDUE': 'markPledgeOverdue',
    };
    const apart = aside[`${stage}>${towards}`];
    if (apart) return this.#take(made, apart, 'System');
    const asks = decision === 'NOT_FOUND' || towards === 'HEARING' || towards === 'SECOND_READING';
    const finding: Finding = towards === 'HUMAN_REVIEW' ? 'RECORD' : 'NO_RECORD';
    const consent = { text: servedText('NEW_HANDLER'), inquiries: { [INQUIRY]: true } };
    const caseOfficer = memberOf('officer').sub;
    const seal = async (text: string) => ({ reasonsId: await this.seal(made, text) });
    const next: Record<string, () => Promise<unknown>> = {
      NOMINATED: () => this.#take(made, 'approveNominee', 'adjudicator', { caseOfficer }),
      SCREENED: () => this.#take(made, 'serveNotice', 'officer', { text: servedText('NEW_HANDLER') }),
      AWAITING_CONSENT: () => this.#take(made, 'giveConsent', 'subject', consent),
      CONSENT_OVERDUE: () => this.#take(made, 'giveConsent', 'subject', consent),
      QUESTIONNAIRE: () =>
        this.#take(made, 'submitQuestionnaire', 'subject', {
          statedItems: [],
          ...(towards === 'QUESTIONNAIRE_SCREENING' ? { drifting: true } : {}),
        }),
      QUESTIONNAIRE_SCREENING: () => this.#take(made, 'screenQuestionnaire', 'screener'),
      QUESTIONNAIRE_OVERDUE: () => this.#take(made, 'submitQuestionnaire', 'subject', { statedItems: [] }),
      INVESTIGATION: () => this.start(made.id),
      CHECKS_RUNNING: () => this.answer(made.id, finding),
      HUMAN_REVIEW: async () => this.#take(made, 'resolveReview', 'investigator', await seal('WEIGHED')),
      INTERVIEW: async () => this.record(made, 'investigator', 'RECORD'),
      INTERVIEW_RECORD: () => this.#take(made, 'confirmInterviewRecord', 'subject'),
      AWAITING_OPINION: async () =>
        towards === 'INTERVIEW' || towards === 'INTERVIEW_RECORD'
          ? this.arrange(made, 'investigator')
          : towards === 'DOCUMENT_REQUESTED'
            ? this.request(made, 'investigator')
            : this.#take(made, 'giveOpinion', 'investigator', await seal('OPINION')),
      DOCUMENT_REQUESTED: () => this.#take(made, 'declineDocument', 'subject'),
      OPINION_RECEIVED: () => this.#take(made, 'submitForDecision', 'inCharge', { reason }),
      ADJUDICATION: async () =>
        asks && !this.#asked.has(made.id)
          ? this.#ask(made)
          : this.#take(made, 'decide', 'adjudicator', {
              decision: asks ? 'NOT_FOUND' : 'FOUND',
              worksheet: await this.sheet(made.id),
              ...(await seal('REASONS')),
            }),
      HEARING: () => this.#take(made, 'answerConcerns', 'subject'),
      SECOND_READING: () =>
        this.#take(made, asks ? 'confirmDecision' : 'returnDecision', 'adjudicatorOnceSubject', { reason }),
      DECIDED: () => this.#take(made, 'notifyResult', 'officer', { reason }),
      PLEDGE_PENDING: () => this.#take(made, 'signPledge', 'subject'),
      PLEDGE_OVERDUE: () => this.#take(made, 'signPledge', 'subject'),
    };
    const step = next[stage];
    if (!step) throw new Error(`no way on from ${stage}, towards ${towards}`);
    await step();
  }

  async #ask(made: Case): Promise<void> {
    await this.#take(made, 'askSubject', 'adjudicator', CONCERNS);
    this.#asked.add(made.id);
  }

  async #take(made: Case, action: Action, by: Account | 'System', details: StepDetails = {}): Promise<void> {
    await this.step(made.id, action, by, details);
  }
}
