import type { Play } from '../../sandbox/lives/world.js';
import type { Destiny, Life } from './lives.js';

/** Ids of what an application has opened, as the register has them. */
export interface Follow {
  clearanceOf(applicationId: string): Promise<string>;
  grievanceOf(applicationId: string): Promise<string>;
  reassessmentOf(clearanceId: string): Promise<string>;
}

type Step = (play: Play, life: Life, follow: Follow) => Promise<unknown>;

const report: Step = async (play, { caseId }, follow) =>
  play.post(play.subject, `/clearances/${await follow.clearanceOf(caseId)}/change-reports`, {
    kind: 'FINANCES',
    text: '差押えを受けた。',
  });
const doubt: Step = async (play, { caseId, staff }, follow) =>
  play.act(staff.inCharge, `/clearances/${await follow.clearanceOf(caseId)}/doubt-notice`, {
    reasons: '疑いを生じさせる事情がある。',
  });

/** What becomes of a case after its assessment, a step an entry; each is taken once. */
export const AFTER: Readonly<Record<Destiny, readonly Step[]>> = {
  rejected: [],
  refused: [],
  'withdrawn early': [],
  'withdrawn during checks': [],
  'not found': [],
  grieved: [
    (play, { caseId }) =>
      play.post(play.subject, `/applications/${caseId}/grievances`, {
        about: 'RESULT',
        text: '納得できない。',
      }),
    async (play, { caseId, staff }, follow) =>
      play.act(staff.grievance, `/grievances/${await follow.grievanceOf(caseId)}/answer`, {
        outcome: 'NOT_UPHELD',
        reasons: '再検討した。',
      }),
  ],
  active: [],
  'in review': [report],
  suspended: [report, doubt],
  revoked: [
    report,
    doubt,
    async (play, { caseId }, follow) => {
      const again = await follow.reassessmentOf(await follow.clearanceOf(caseId));
      return play.post(play.subject, `/applications/${again}/refusal`);
    },
    async (play, { caseId, staff }, follow) =>
      play.act(staff.adjudicator, `/clearances/${await follow.clearanceOf(caseId)}/revocation-proposal`, {
        reasons: [{ text: '再評価が行えない。' }],
      }),
    async (play, { caseId }, follow) =>
      play.act(play.subject, `/clearances/${await follow.clearanceOf(caseId)}/hearing-answer`, {
        text: '説明します。',
      }),
    async (play, { caseId, staff }, follow) =>
      play.act(staff.secondReader, `/clearances/${await follow.clearanceOf(caseId)}/revocation`, {
        reasons: [{ text: '再評価が行えない。' }],
      }),
  ],
  lapsed: [
    async (play, { caseId, staff }, follow) =>
      play.act(staff.inCharge, `/clearances/${await follow.clearanceOf(caseId)}/lapse`, {
        reasons: '必要がなくなった。',
      }),
  ],
};

/** The stages the application and what followed it must have at the end. */
export const ENDS: Readonly<Record<Destiny, { application: string; follower?: string }>> = {
  rejected: { application: 'NOT_CONDUCTED' },
  refused: { application: 'NOT_CONDUCTED' },
  'withdrawn early': { application: 'NOT_CONDUCTED' },
  'withdrawn during checks': { application: 'NOT_CONDUCTED' },
  'not found': { application: 'CLOSED' },
  grieved: { application: 'CLOSED', follower: 'GRIEVANCE_ANSWERED' },
  active: { application: 'CLEARED', follower: 'ACTIVE' },
  'in review': { application: 'CLEARED', follower: 'REVIEW' },
  suspended: { application: 'CLEARED', follower: 'SUSPENDED' },
  revoked: { application: 'CLEARED', follower: 'REVOKED' },
  lapsed: { application: 'CLEARED', follower: 'LAPSED' },
};
