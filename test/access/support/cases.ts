import { randomUUID } from 'node:crypto';
import { servedText } from '../../../api/served-text.js';
import type { Action } from '../../../domain/edges.js';
import type { ApplicationStage, ClearanceStage } from '../../../domain/stages.js';
import { derivedId } from '../../../store/derived-id.js';
import type { StepDetails } from '../../../store/step.js';
import { CONCERNS } from './concerns.js';
import { inquiredFor } from '../../../sandbox/inquiries.js';
import { unscreened } from './unscreened.js';
import { bodyOf, SUPPLEMENT } from './bodies.js';
import { type Case, CaseSteps, INQUIRY, type Wanted } from './case-steps.js';
export { type Case, FURTHER, INQUIRY, PERSON } from './case-steps.js';
import { type Account, memberOf } from './cast.js';

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
  HEARING: ['ADJUDICATION', 'askSubject', 'adjudicator'],
  NOT_CONDUCTED: ['AWAITING_CONSENT', 'refuseConsent', 'subject'],
  DISPOSED: ['NOT_CONDUCTED', 'dispose', 'System'],
};

/** Cases at any stage, made by the same one write path as in life, only without HTTP in between. */
export class Cases extends CaseSteps {
  async application(stage: ApplicationStage, wanted: Wanted = {}): Promise<Case> {
    if (stage === 'HUMAN_REVIEW') {
      const made = await this.application('CHECKS_RUNNING', wanted);
      await this.answer(made.id, wanted.finding ?? 'RECORD');
      return this.#after(made, 'escalate', 'System');
    }
    if (stage === 'INTERVIEW' || stage === 'INTERVIEW_RECORD') {
      const made = await this.application('AWAITING_OPINION', wanted);
      await this.arrange(made, 'officer');
      if (stage === 'INTERVIEW_RECORD') await this.record(made, 'officer', 'RECORD TEXT');
      return made;
    }
    if (stage === 'DOCUMENT_REQUESTED') {
      const made = await this.application('AWAITING_OPINION', wanted);
      await this.request(made, 'officer');
      return made;
    }
    if (stage === 'SECOND_READING') {
      const made = await this.application('ADJUDICATION', wanted);
      // By somebody else than those whose turn it then is.
      const reasons = { reasonsId: await this.seal(made, 'REASONS TEXT') };
      await this.propose(made.id, 'NOT_FOUND', reasons, 'everything');
      return made;
    }
    if (stage === 'CLOSED') return this.#until('PLEDGE_PENDING', { decision: 'NOT_FOUND', ...wanted });
    if (stage === 'QUESTIONNAIRE_SCREENING') {
      const made = await this.application('QUESTIONNAIRE', wanted);
      await this.write((tx, now) =>
        this.house.vault.put(tx, { kind: 'case', id: made.id }, 'UNSCREENED', unscreened(), now),
      );
      return this.#after(made, 'submitQuestionnaire', 'subject', { statedItems: [], drifting: true });
    }
    const aside = ASIDE[stage];
    if (!aside) return this.#until(stage, wanted);
    const [before, action, by] = aside;
    return this.#after(
      await this.application(before, wanted),
      action,
      by,
      action === 'askSubject' ? CONCERNS : {},
    );
  }

  /** Why an assessment was not made; each ends in the same stage and must look the same from outside. */
  async notConducted(
    reason: 'REFUSED' | 'WITHDRAWN' | 'NO_RESPONSE' | 'NOT_APPROVED' | 'NO_BASIS' | 'MISTAKEN',
  ): Promise<Case> {
    if (reason === 'MISTAKEN')
      return this.#after(await this.mistakeProposed(), 'confirmMistake', 'adjudicator', { reason: 'TEST' });
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
        await this.heardOnRevocation(clearance);
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
      case 'VOIDED':
        await then('voidWithNotice', 'System');
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

  /** Somebody has said that it is about the wrong person, and nobody else has yet. */
  async mistakeProposed(stage: ApplicationStage = 'CHECKS_RUNNING', wanted: Wanted = {}): Promise<Case> {
    return this.#after(await this.application(stage, wanted), 'proposeMistake', 'officer', {
      reason: 'TEST',
    });
  }

  async noticeVoidProposed(): Promise<Case> {
    const made = await this.application('PLEDGE_PENDING');
    return this.#after(made, 'proposeNoticeVoid', 'officer', { reason: 'TEST' });
  }

  async doubtVoidProposed(): Promise<Case> {
    return this.#after(await this.clearance('SUSPENDED'), 'proposeDoubtVoid', 'officer', { reason: 'TEST' });
  }

  /** Suspended, with the reassessment refused: the one state from which a person may revoke. */
  async refusedDoubt(): Promise<Case> {
    const clearance = await this.clearance('SUSPENDED');
    await this.step(await this.doubtOf(clearance.id), 'refuseConsent', 'subject');
    return clearance;
  }

  /** Its end was proposed, by somebody else than those whose turn it then is, and its holder has answered. */
  async heardOnRevocation(clearance: Case): Promise<Case> {
    await this.revocationProposed(clearance);
    return this.#after(clearance, 'answerConcerns', 'subject');
  }
  async revocationProposed(clearance: Case): Promise<Case> {
    const reasonsId = await this.seal(clearance, 'CONCERNS TEXT');
    return this.#after(clearance, 'proposeRevocation', 'everything', { reasonsId });
  }

  /** A contractor has said something of the holder, and nobody has looked at it. */
  async reported(): Promise<Case> {
    const clearance = await this.clearance('ACTIVE');
    await this.step(clearance.id, 'reportAsOther', 'manager', { documentId: randomUUID() });
    return clearance;
  }

  /** Likewise, and the ten years have ended over it. */
  async reportedAndEnded(): Promise<Case> {
    return this.#after(await this.reported(), 'expire', 'System');
  }

  /** Asked for a supplementary consent, and the case goes on. */
  async supplement(made: Case, by: Account = 'officer'): Promise<Case> {
    const reasonsId = await this.seal(made, 'SUPPLEMENT TEXT');
    const details: StepDetails = { reasonsId, text: SUPPLEMENT, inquired: inquiredFor(['CREDIT_STANDING']) };
    await this.step(made.id, 'requestSupplement', by, details);
    return made;
  }

  /** The body of an act on a case as it is now. */
  async body(routeId: string, id: string): Promise<Record<string, unknown>> {
    const body = bodyOf(routeId, await this.version(id));
    if (routeId !== 'validateReport') return body;
    const report = await this.house.register
      .selectFrom('commands')
      .select('command_id')
      .where('case_id', '=', id)
      .where('action', '=', 'reportAsOther')
      .orderBy('seq', 'desc')
      .executeTakeFirst();
    return report ? { ...body, report: report.command_id } : body;
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
    return this.tie({ kind: 'application', id: id ?? '', subjectId: clearance.subjectId });
  }

  /** A grievance about an assessment, and that assessment. */
  async grievance(about?: Case): Promise<Case & { about: Case }> {
    const application = about ?? (await this.application('CLOSED'));
    const { commandId } = await this.step(application.id, 'fileGrievance', 'subject');
    const id = derivedId(commandId, 'grievance');
    return {
      ...(await this.tie({ kind: 'grievance', id, subjectId: application.subjectId })),
      about: application,
    };
  }

  async #until(stage: ApplicationStage, wanted: Wanted): Promise<Case> {
    const made = await this.nominate(wanted);
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
      CHECKS_RUNNING: () => this.start(made.id, mode, wanted.asks),
      AWAITING_OPINION: async () => {
        await this.answer(made.id, 'NO_RECORD');
        await this.step(made.id, 'completeChecks', 'System');
      },
      OPINION_RECEIVED: async () =>
        this.step(made.id, 'giveOpinion', byMode, { reasonsId: await this.seal(made, 'OPINION TEXT') }),
      ADJUDICATION: () => this.step(made.id, 'submitForDecision', 'inCharge', { reason }),
      DECIDED: async () =>
        this.decide(made.id, decision, { reasonsId: await this.seal(made, 'REASONS TEXT') }),
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
    return this.tie({ kind: 'clearance', id: derivedId(id, 'clearance'), subjectId });
  }

  async #after(made: Case, action: Action, by: Account | 'System', details: StepDetails = {}): Promise<Case> {
    await this.step(made.id, action, by, details);
    return made;
  }
}
