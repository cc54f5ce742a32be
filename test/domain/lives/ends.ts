import { expect } from '@jest/globals';
import type { Told } from './life.js';

/** Cases that end before a result, and results that nobody pledges under. */
export const ENDS: readonly Told[] = [
  {
    title: 'a nominee is not approved',
    article: 'Standards: head approves candidates',
    begins: '2026-06-01',
    lived: (life) =>
      life.nominate('manager').does('adjudicator', 'rejectNominee').is('application', 'NOT_CONDUCTED'),
  },
  {
    title: 'a refusal ends the case at once, and its file goes in three years',
    article: 'Art. 12(3); Standards: retention',
    begins: '2026-06-01',
    lived: (life) =>
      life
        .nominate('charge')
        .does('adjudicator', 'approveNominee')
        .does('case-officer', 'serveNotice')
        .does('subject', 'refuseConsent')
        .is('application', 'NOT_CONDUCTED')
        .on('2029-06-02')
        .is('application', 'DISPOSED'),
  },
  {
    title: 'silence is closed by a person, with reasons',
    article: 'Art. 12(3)',
    begins: '2026-06-01',
    lived: (life) =>
      life
        .nominate('charge')
        .does('adjudicator', 'approveNominee')
        .does('case-officer', 'serveNotice')
        .on('2026-07-10')
        .does('case-officer', 'closeUnanswered')
        .is('application', 'NOT_CONDUCTED'),
  },
  {
    title: 'a withdrawal between decision and notice leaves no result',
    article: 'Art. 12(3), Standards: withdrawal',
    begins: '2026-06-01',
    lived: (life) =>
      life
        .consented()
        .investigated()
        .concluded()
        .does('adjudicator', 'decide', { decision: 'FOUND' })
        .does('subject', 'withdrawConsent')
        .is('application', 'NOT_CONDUCTED')
        .mayHandle(false),
  },
  {
    title: 'where need or certification has ended, the case ends without saying more',
    article: 'Art. 10, 12(1)',
    begins: '2026-06-01',
    lived: (life) => {
      life.consented('manager');
      life.world.certified = false;
      return life.on('2026-06-02').is('application', 'NOT_CONDUCTED');
    },
  },
  {
    title: 'a pledge never signed is closed by an officer, and the right lapses',
    article: 'Standards: pledge; reading',
    begins: '2026-06-01',
    lived: (life) =>
      life
        .consented()
        .investigated()
        .concluded()
        .found()
        .on('2026-07-10')
        .is('application', 'PLEDGE_OVERDUE')
        .does('charge', 'lapseUnpledged')
        .is('application', 'CLOSED')
        .is('clearance', 'LAPSED')
        .mayHandle(false),
  },
  {
    title: 'need that ends before the pledge ends the case the same way',
    article: 'Art. 10, 12(1)',
    begins: '2026-06-01',
    lived: (life) =>
      life
        .consented()
        .investigated()
        .concluded()
        .found()
        .does('charge', 'lapseUnpledged')
        .is('clearance', 'LAPSED'),
  },
  {
    title: 'officers change, step back, and are chosen apart from who screens',
    article: 'Standards: restriction on involvement',
    begins: '2026-06-01',
    lived: (life) =>
      life
        .consented()
        .does('case-officer', 'declareConflict')
        .does('charge', 'assign', { officer: 'second-officer' })
        .does('subject', 'submitQuestionnaire')
        .does('second-officer', 'returnQuestionnaire'),
  },
  {
    title: 'a tie that comes to light on a clearance or a grievance takes whoever says so out of both',
    article: 'Standards: restriction on involvement',
    begins: '2026-06-01',
    lived: (life) => {
      life.cleared().does('subject', 'reportChange', {}, 'clearance');
      life.does('case-officer', 'declareConflict', {}, 'clearance');
      expect(life.tries('case-officer', 'closeReview')).not.toBe('OK');
      life.does('subject', 'fileGrievance', { about: 'CONDUCT', late: false }, 'clearance');
      return life.does('grievances', 'declareConflict', {}, 'grievance').is('grievance', 'GRIEVANCE_OPEN');
    },
  },
];
