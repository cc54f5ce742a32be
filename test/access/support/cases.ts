import { createHash, randomUUID } from 'node:crypto';
import { servedText } from '../../../api/served-text.js';
import type { CheckCode, Finding, InquiryConsent } from '../../../domain/checks.js';
import type { Action } from '../../../domain/edges.js';
import type { ApplicationStage, CaseKind, ClearanceStage, Decision, Ground } from '../../../domain/stages.js';
import { readNow } from '../../../store/clock.js';
import type { Tx } from '../../../store/db.js';
import { derivedId } from '../../../store/derived-id.js';
import type { Actor, StepDetails } from '../../../store/step.js';
import { openCase, transition } from '../../../store/transition.js';
import { type Account, ASSIGNED, HERE, memberOf, SELVES, TIED } from './cast.js';
import type { House } from './house.js';

export interface Case {
  readonly kind: CaseKind;
  readonly id: string;
  readonly subjectId: string;
}

export interface Wanted {
  readonly mode?: 'UNIFIED' | 'SELF';
  readonly decision?: Decision;
  readonly inquiries?: InquiryConsent;
  readonly finding?: Finding;
  readonly reasonsWaived?: boolean;
  readonly contractorId?: string | null;
  readonly organId?: string;
}

const ASSESSMENT = [
  'NOMINATED',
  'SCREENED',
  'AWAITING_CONSENT',
  'QUESTIONNAIRE',
  'INVESTIGATION',
  'CHECKS_RUNNING',
  'AWAITING_OPINION',
  'OPINION_RECEIVED',
  'ADJUDICATION',
  'DECIDED',
  'PLEDGE_PENDING',
  'CLEARED',
] as const satisfies ApplicationStage[];
/** Stages off the straight way: where one leaves it, and by which step of whom. */
const ASIDE: Partial<Record<ApplicationStage, readonly [ApplicationStage, Action, Account | 'System']>> = {
  CONSENT_OVERDUE: ['AWAITING_CONSENT', 'markConsentOverdue', 'System'],
  QUESTIONNAIRE_OVERDUE: ['QUESTIONNAIRE', 'markQuestionnaireOverdue', 'System'],
  PLEDGE_OVERDUE: ['PLEDGE_PENDING', 'markPledgeOverdue', 'System'],
  NOT_CONDUCTED: ['AWAITING_CONSENT', 'refuseConsent', 'subject'],
  DISPOSED: ['NOT_CONDUCTED', 'dispose', 'System'],
};
export const INQUIRY: CheckCode = 'CONVICTION_RECORD';

/** Cases at any stage, made by the same one write path as in life, only without HTTP in between. */
export class Cases {
  constructor(readonly house: House) {}

  async application(stage: ApplicationStage, wanted: Wanted = {}): Promise<Case> {
    if (stage === 'HUMAN_REVIEW') {
      const made = await this.application('CHECKS_RUNNING', wanted);
      await this.answer(made.id, wanted.finding ?? 'RECORD');
      return this.#after(made, 'escalate', 'System');
    }
    if (stage === 'CLOSED') return this.#until('PLEDGE_PENDING', { decision: 'NOT_FOUND', ...wanted });
    const aside = ASIDE[stage];
    if (!aside) return this.#until(stage, wanted);
    const [before, action, by] = aside;
    return this.#after(await this.application(before, wanted), action, by);
  }

  /** Why an assessment was not made; each ends in the same stage and must look the same from outside. */
  async notConducted(
    reason: 'REFUSED' | 'WITHDRAWN' | 'NO_RESPONSE' | 'NOT_APPROVED' | 'NO_BASIS',
  ): Promise<Case> {
    const ways = {
      REFUSED: ['AWAITING_CONSENT', 'refuseConsent', 'subject'],
      WITHDRAWN: ['QUESTIONNAIRE', 'withdrawConsent', 'subject'],
      NO_RESPONSE: ['CONSENT_OVERDUE', 'closeUnanswered', 'officer'],
      NOT_APPROVED: ['NOMINATED', 'rejectNominee', 'adjudicator'],
      NO_BASIS: ['HUMAN_REVIEW', 'closeWithoutBasis', 'inCharge'],
    } as const;
    const [stage, action, by] = ways[reason];
    return this.#after(await this.application(stage), action, by, { reason: 'TEST' });
  }

  async clearance(stage: ClearanceStage, wanted: Wanted = {}): Promise<Case> {
    const clearance = await this.#cleared(wanted);
    const then = (action: Action, by: Account | 'System', details: StepDetails = {}) =>
      this.step(clearance.id, action, by, details);
    switch (stage) {
      case 'ACTIVE':
        break;
      case 'REVIEW':
        await then('reportChange', 'subject');
        break;
      case 'SUSPENDED':
        await then('serveDoubtNotice', 'inCharge', { reason: 'TEST', text: servedText('DOUBT') });
        break;
      case 'REVOKED': {
        await then('serveDoubtNotice', 'inCharge', { reason: 'TEST', text: servedText('DOUBT') });
        await this.step(await this.doubtOf(clearance.id), 'refuseConsent', 'subject');
        await then('revoke', 'adjudicator', { reason: 'TEST' });
        break;
      }
      case 'LAPSED':
        await then('lapse', 'inCharge', { reason: 'TEST' });
        break;
      case 'EXPIRED':
        await then('expire', 'System');
        break;
      case 'SUPERSEDED':
        await then('supersede', 'System');
        break;
      case 'DISPOSED':
        await then('expire', 'System');
        await then('dispose', 'System');
        break;
      default:
        stage satisfies never;
    }
    return clearance;
  }

  /** Suspended, with the reassessment refused: the one state from which a person may revoke. */
  async refusedDoubt(): Promise<Case> {
    const clearance = await this.clearance('SUSPENDED');
    await this.step(await this.doubtOf(clearance.id), 'refuseConsent', 'subject');
    return clearance;
  }

  async reinstated(): Promise<Case> {
    const clearance = await this.clearance('LAPSED');
    await this.step(clearance.id, 'reinstate', 'adjudicator', { reason: 'TEST' });
    return clearance;
  }

  /** The renewal that a clearance proposes by itself, waiting for the organ's word. */
  async renewal(): Promise<Case> {
    const clearance = await this.clearance('ACTIVE');
    await this.step(clearance.id, 'openRenewal', 'System');
    const { renewal_application_id: id } = await this.house.register
      .selectFrom('clearances')
      .select('renewal_application_id')
      .where('id', '=', clearance.id)
      .executeTakeFirstOrThrow();
    return this.#tie({ kind: 'application', id: id ?? '', subjectId: clearance.subjectId });
  }

  /** A grievance about an assessment, and that assessment. */
  async grievance(about?: Case): Promise<Case & { about: Case }> {
    const application = about ?? (await this.application('CLOSED'));
    const { commandId } = await this.step(application.id, 'fileGrievance', 'subject');
    const id = derivedId(commandId, 'grievance');
    return {
      ...(await this.#tie({ kind: 'grievance', id, subjectId: application.subjectId })),
      about: application,
    };
  }

  /** The cast lets go of every case so far: a sign-in with hundreds of them is not what is tried here. */
  async leave(): Promise<void> {
    const subs = (['subject', ...SELVES] as const).map((account) => memberOf(account).sub);
    await this.house.register
      .deleteFrom('principals')
      .where('role', '=', 'Subject')
      .where('sub', 'in', subs)
      .execute();
  }

  async doubtOf(clearanceId: string): Promise<string> {
    const row = await this.house.register
      .selectFrom('clearances')
      .select('doubt_application_id')
      .where('id', '=', clearanceId)
      .executeTakeFirstOrThrow();
    return row.doubt_application_id ?? '';
  }

  /** One step as `by` takes it, with the version the case has. */
  async step(caseId: string, action: Action, by: Account | 'System' | 'Provider', details: StepDetails = {}) {
    const commandId = randomUUID();
    await this.#write(async (tx, now) => {
      const { seq } = await tx
        .selectFrom('cases')
        .select('seq')
        .where('id', '=', caseId)
        .executeTakeFirstOrThrow();
      const actor = await actorOf(tx, by);
      await transition(
        tx,
        { caseId, action, actor, commandId, details, ...('sub' in actor ? { seen: seq } : {}) },
        now,
      );
    });
    return { commandId };
  }

  /** All open checks of a case answered the same. */
  async answer(caseId: string, finding: Finding): Promise<void> {
    const open = await this.house.register
      .selectFrom('checks')
      .select('request_id')
      .where('case_id', '=', caseId)
      .where('status', '=', 'OPEN')
      .execute();
    for (const { request_id: requestId } of open)
      await this.step(caseId, 'fileAnswer', 'Provider', { requestId, finding });
  }

  async version(caseId: string): Promise<number> {
    const row = await this.house.register
      .selectFrom('cases')
      .select('seq')
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow();
    return row.seq;
  }

  async stage(caseId: string): Promise<string> {
    const row = await this.house.register
      .selectFrom('cases')
      .select('stage')
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow();
    return row.stage;
  }

  async #until(stage: ApplicationStage, wanted: Wanted): Promise<Case> {
    const made = await this.#nominate(wanted);
    const {
      mode = 'UNIFIED',
      decision = 'FOUND',
      inquiries = { [INQUIRY]: true },
      reasonsWaived = false,
    } = wanted;
    const byMode = mode === 'UNIFIED' ? 'investigator' : 'inCharge';
    const reason = 'TEST';
    const steps: Record<Exclude<(typeof ASSESSMENT)[number], 'NOMINATED'>, () => Promise<unknown>> = {
      SCREENED: () =>
        this.step(made.id, 'approveNominee', 'adjudicator', { caseOfficer: memberOf('officer').sub }),
      AWAITING_CONSENT: () =>
        this.step(made.id, 'serveNotice', 'officer', { text: servedText('NEW_HANDLER') }),
      QUESTIONNAIRE: () =>
        this.step(made.id, 'giveConsent', 'subject', {
          text: servedText('NEW_HANDLER'),
          inquiries,
          reasonsWaived,
        }),
      INVESTIGATION: () => this.step(made.id, 'submitQuestionnaire', 'subject', { statedItems: [] }),
      CHECKS_RUNNING: () => this.step(made.id, 'startInvestigation', 'inCharge', { mode }),
      AWAITING_OPINION: async () => {
        await this.answer(made.id, 'NO_RECORD');
        await this.step(made.id, 'completeChecks', 'System');
      },
      OPINION_RECEIVED: async () =>
        this.step(made.id, 'giveOpinion', byMode, { reasonsId: await this.#seal(made, 'OPINION TEXT') }),
      ADJUDICATION: () => this.step(made.id, 'submitForDecision', 'inCharge', { reason }),
      DECIDED: async () =>
        this.step(made.id, 'decide', 'adjudicator', {
          decision,
          reasonsId: await this.#seal(made, 'REASONS TEXT'),
        }),
      PLEDGE_PENDING: () => this.step(made.id, 'notifyResult', 'officer', { reason }),
      CLEARED: () => this.step(made.id, 'signPledge', 'subject'),
    };
    for (const reached of ASSESSMENT) {
      if (reached !== 'NOMINATED') await steps[reached]();
      if (reached === stage) return made;
    }
    throw new Error(`${stage} is not on the way`);
  }

  async #cleared(wanted: Wanted): Promise<Case> {
    const { id, subjectId } = await this.#until('CLEARED', wanted);
    return this.#tie({ kind: 'clearance', id: derivedId(id, 'clearance'), subjectId });
  }

  async #after(made: Case, action: Action, by: Account | 'System', details: StepDetails = {}): Promise<Case> {
    await this.step(made.id, action, by, details);
    return made;
  }

  async #nominate({ contractorId = HERE.contractorId, organId = HERE.organId }: Wanted): Promise<Case> {
    const made: Case = { kind: 'application', id: randomUUID(), subjectId: randomUUID() };
    const opening = {
      action: 'nominate' as const,
      ground: 'NEW_HANDLER' as Ground,
      commandId: randomUUID(),
      assigned: [],
    };
    await this.#write(async (tx, now) => {
      const index = createHash('sha256').update(made.subjectId).digest();
      await tx
        .insertInto('subjects')
        .values({ id: made.subjectId, person_index: index, created_at: now })
        .execute();
      const by = contractorId === null ? 'inCharge' : 'manager';
      const actor =
        contractorId === null || contractorId === HERE.contractorId
          ? await actorOf(tx, by)
          : actorWith('ContractorSecurityManager', contractorId);
      const of = { kind: 'application' as const, caseId: made.id, subjectId: made.subjectId };
      await openCase(tx, { ...opening, ...of, actor, organId, contractorId }, now);
      await this.house.vault.put(tx, { kind: 'subject', id: made.subjectId }, 'IDENTITY', PERSON, now);
    });
    return this.#tie(made);
  }

  /** The whole cast takes its place around the case: who is assigned, who declared a tie, who is the subject. */
  async #tie(made: Case): Promise<Case> {
    const { subjectId } = made;
    await this.#write(async (tx, now) => {
      const assigned = ASSIGNED.map((account) => ({ case_id: made.id, sub: memberOf(account).sub }));
      await tx
        .insertInto('assignments')
        .values(assigned)
        .onConflict((c) => c.doNothing())
        .execute();
      const conflicts = TIED.map((account) => ({
        subject_id: subjectId,
        sub: memberOf(account).sub,
        declared_at: now,
      }));
      await tx
        .insertInto('conflicts')
        .values(conflicts)
        .onConflict((c) => c.doNothing())
        .execute();
      const selves = (['subject', ...SELVES] as const).map((account) => ({
        id: randomUUID(),
        sub: memberOf(account).sub,
        role: 'Subject' as const,
        organ_id: null,
        contractor_id: null,
        subject_id: subjectId,
        created_at: now,
      }));
      await tx
        .insertInto('principals')
        .values(selves)
        .onConflict((c) => c.doNothing())
        .execute();
    });
    return made;
  }

  #seal(made: Case, text: string): Promise<string> {
    return this.#write((tx, now) =>
      this.house.vault.put(tx, { kind: 'case', id: made.id }, 'REASONS', { text }, now),
    );
  }

  async #write<T>(work: (tx: Tx, now: string) => Promise<T>): Promise<T> {
    return this.house.register.transaction().execute(async (tx) => work(tx, await readNow(tx)));
  }
}

export const PERSON = {
  name: '架空 太郎',
  kana: 'カクウ タロウ',
  dateOfBirth: '1990-01-02',
  address: '架空市一丁目2番',
  nationality: 'JP',
};

async function actorOf(tx: Tx, by: Account | 'System' | 'Provider'): Promise<Actor> {
  if (by === 'System' || by === 'Provider') return { machine: by };
  const { sub, grants } = memberOf(by);
  if (by !== 'subject') return { sub, grants };
  const own = await tx
    .selectFrom('principals')
    .select('subject_id')
    .where('sub', '=', sub)
    .where('role', '=', 'Subject')
    .execute();
  return { sub, grants: own.map((row) => ({ role: 'Subject' as const, subjectId: row.subject_id ?? '' })) };
}

function actorWith(role: 'ContractorSecurityManager', contractorId: string): Actor {
  return { sub: derivedId('manager of', contractorId), grants: [{ role, contractorId }] };
}
