import type { Play } from './world.js';

/** One life: how it is played, where it should end, and the cases whose history tells it. */
export interface Life {
  readonly name: string;
  readonly title: { readonly ja: string; readonly en: string };
  /** Sandbox account of the person who lives it. */
  readonly subject: string;
  readonly expected: string;
  play(play: Play): Promise<LifeEnd>;
}

export interface LifeEnd {
  readonly actual: string;
  readonly cases: readonly { readonly kind: 'applications' | 'clearances'; readonly id: string }[];
}

/** Beside family, of which everybody states four things each: what people are most reluctant to write down. */
const STATED = {
  FOREIGN_HARMFUL_ACTIVITY:
    '学会で知り合った人に資料を頼まれ、断った。 / Asked for papers at a conference; declined.',
  MENTAL_DISORDER: '睡眠の相談で通院し、治った。 / Treated for sleep, and well again.',
  ALCOHOL_MODERATION:
    '健診で量を控えるよう言われ、控えている。 / Told to drink less at a check-up, and does.',
  FINANCIAL_CIRCUMSTANCES: '失業中に家賃が遅れ、返し終えた。 / Rent was late while out of work; paid since.',
};

/** Played in this order: the first ones within days, then the ten years. */
export const LIVES: readonly Life[] = [
  {
    name: 'refused',
    title: { ja: '同意しない', en: 'Refuses consent' },
    subject: 's02',
    expected: 'NOT_CONDUCTED',
    play: async (play) => {
      const id = await play.nominate();
      await play.approve(id);
      await play.serveNotice(id);
      await play.enrol(id);
      await play.post(play.subject, `/applications/${id}/refusal`);
      return { actual: await play.stageOf('applications', id), cases: [{ kind: 'applications', id }] };
    },
  },
  {
    name: 'withdrawn',
    title: { ja: '調査中に同意を取り下げる', en: 'Withdraws during checks' },
    subject: 's12',
    expected: 'NOT_CONDUCTED',
    play: async (play) => {
      const id = await play.untilChecks();
      await play.post(play.subject, `/applications/${id}/withdrawal`);
      return { actual: await play.stageOf('applications', id), cases: [{ kind: 'applications', id }] };
    },
  },
  {
    name: 'not-found',
    title: { ja: '認められず、苦情を申し出る', en: 'Not found unlikely to leak; files a grievance' },
    subject: 's14',
    expected: 'CLOSED, GRIEVANCE_ANSWERED',
    play: async (play) => {
      const id = await play.untilAllAsked(STATED);
      await play.until(id, 'HUMAN_REVIEW');
      await play.review(id);
      await play.opinion(id);
      await play.decideAndNotify(id, 'NOT_FOUND');
      const text = '結果に納得できません。 / I do not agree with the result.';
      await play.post(play.subject, `/applications/${id}/grievances`, { about: 'RESULT', text });
      const officer = await play.world.as(play.staff.grievance);
      const { body } = await officer.get('/grievances?open=true');
      const { body: own } = await (await play.world.as(play.staff.inCharge)).get(`/applications/${id}`);
      const grievance = body.items.find((item: { subjectId: string }) => item.subjectId === own.subjectId);
      await play.act(play.staff.grievance, `/grievances/${grievance.id}/answer`, {
        outcome: 'NOT_UPHELD',
        reasons: '再検討した。 / Looked at again.',
      });
      const ended = await officer.get(`/grievances/${grievance.id}`);
      const actual = `${await play.stageOf('applications', id)}, ${ended.body.stage}`;
      return { actual, cases: [{ kind: 'applications', id }] };
    },
  },
  {
    name: 'revoked',
    title: { ja: '疑いの告知で停止し、取り消される', en: 'Suspended by a doubt notice, then revoked' },
    subject: 's04',
    expected: 'REVOKED',
    play: async (play) => {
      const first = await play.untilChecks();
      const clearance = await play.clear(first);
      await play.post(play.subject, `/clearances/${clearance}/change-reports`, {
        kind: 'FINANCES',
        text: '差押えを受けた。',
      });
      await play.act(play.staff.inCharge, `/clearances/${clearance}/doubt-notice`, {
        reasons: '疑いを生じさせる事情がある。',
      });
      const { body } = await (await play.world.as(play.subject)).get('/applications?open=true');
      const again = body.items[0].id;
      await play.post(play.subject, `/applications/${again}/refusal`);
      await play.act(play.staff.adjudicator, `/clearances/${clearance}/revocation-proposal`, {
        reasons: [{ text: '再評価が行えず、疑いについて説明を受けていない。' }],
      });
      await play.act(play.subject, `/clearances/${clearance}/hearing-answer`, { text: '返済の予定はない。' });
      await play.act(play.staff.secondReader, `/clearances/${clearance}/revocation`, {
        reasons: [{ text: '再評価が行えない。' }],
      });
      return {
        actual: await play.stageOf('clearances', clearance),
        cases: [
          { kind: 'applications', id: first },
          { kind: 'clearances', id: clearance },
          { kind: 'applications', id: again },
        ],
      };
    },
  },
  {
    name: 'renewed',
    title: { ja: '認められ、十年目に更新する', en: 'Cleared, and renewed at ten years' },
    subject: 's01',
    expected: 'SUPERSEDED, ACTIVE',
    play: async (play) => {
      const first = await play.untilChecks();
      const old = await play.clear(first);
      const { body: held } = await (await play.world.as(play.staff.inCharge)).get(`/clearances/${old}`);
      const renewalYear = Number(held.lastValidDay.slice(0, 4)) - 1;
      await play.moveClock({ to: `${renewalYear}${held.lastValidDay.slice(4).replace('-02-29', '-02-28')}` });
      const { body } = await (await play.world.as(play.staff.inCharge)).get('/applications?open=true');
      // Of one person one is open; what it is, its officer in charge is told with their word on ties.
      const renewal = body.items.find((item: { subjectId: string }) => item.subjectId === held.subjectId).id;
      await play.confirmNeed(renewal);
      await play.serveNotice(renewal);
      await play.enrol(renewal);
      await play.consent(renewal);
      await play.submitQuestionnaire(renewal);
      await play.investigate(renewal);
      const next = await play.clear(renewal);
      const actual = `${await play.stageOf('clearances', old)}, ${await play.stageOf('clearances', next)}`;
      return {
        actual,
        cases: [
          { kind: 'applications', id: first },
          { kind: 'clearances', id: old },
          { kind: 'applications', id: renewal },
          { kind: 'clearances', id: next },
        ],
      };
    },
  },
];
