import { describe, expect, test } from '@jest/globals';
import {
  DOCUMENT_CODES,
  DOCUMENTS,
  type DocumentCode,
  type DocumentFacts,
  documentsOf,
} from '../../domain/documents.js';
import { ROLES, type Role } from '../../domain/roles.js';
import { LINES } from './table.js';

const AT = '2026-11-26T03:00:00.000Z';
const NEW: DocumentFacts = {
  stage: 'NOMINATED',
  ended: false,
  endedAt: null,
  notConductedReason: null,
  servedText: null,
  servedAt: null,
  consentedAt: null,
  inquiryConsent: {},
  superiorAsked: ['SUPERIOR_STATEMENT'],
  firstConsent: {},
  waivedFirst: false,
  supplements: [],
  inquiryWithdrawals: [],
  questionnaireAt: null,
  unscreenedAt: null,
  decision: null,
  notifiedAt: null,
  reasonsWaived: false,
  issuedAt: null,
  withdrawnAt: null,
  pledgedAt: null,
  requests: [],
  records: [],
  grievances: [],
  renewedPledges: [],
  earlier: [],
};
const SERVED = { ...NEW, stage: 'AWAITING_CONSENT', servedText: 'notice@1', servedAt: AT } as const;
const CONSENTED = { ...SERVED, stage: 'QUESTIONNAIRE', consentedAt: AT } as const;
const DECIDED = { ...CONSENTED, stage: 'DECIDED', questionnaireAt: AT, decision: 'NOT_FOUND' } as const;
const TOLD = { ...DECIDED, stage: 'CLOSED', ended: true, endedAt: AT, notifiedAt: AT } as const;
const GRIEVED = { ...TOLD, grievances: [{ id: 'g1', at: AT, answeredAt: null }] };

const formsFor = (facts: DocumentFacts, ...roles: Role[]) =>
  documentsOf(facts, roles).map(({ form }) => form);
const one = (facts: DocumentFacts, role: Role, form: DocumentCode) =>
  documentsOf(facts, [role]).filter((document) => document.form === form);

describe('who may read a document', () => {
  test.each(ROLES.filter((role) => !DOCUMENT_CODES.some((code) => DOCUMENTS[code].some((r) => r === role))))(
    '%s reads none, whatever has happened',
    (role) => {
      for (const facts of [NEW, SERVED, CONSENTED, DECIDED, TOLD, GRIEVED])
        expect(formsFor(facts, role)).toEqual([]);
    },
  );
  test('a contractor, an information manager, an auditor and an operator are among them', () => {
    for (const role of ['ContractorSecurityManager', 'InformationManager', 'Auditor', 'Operator'] as const)
      expect(formsFor(GRIEVED, role)).toEqual([]);
  });
  test('a grievance is read by who filed it and by its officer, not by those it may be about (Art. 14)', () => {
    for (const role of ['Subject', 'GrievanceOfficer'] as const)
      expect(formsFor(GRIEVED, role)).toContain('grievance');
    for (const role of [
      'CaseOfficer',
      'AssessmentOfficerInCharge',
      'Adjudicator',
      'CabinetInvestigator',
    ] as const)
      expect(formsFor(GRIEVED, role)).not.toContain('grievance');
  });
  test('words that wait to be screened stand in a copy of their subject’s own, and in no other', () => {
    const waits = { ...CONSENTED, stage: 'QUESTIONNAIRE_SCREENING', unscreenedAt: AT } as const;
    const at = (facts: DocumentFacts, role: Role) =>
      documentsOf(facts, [role]).find(({ form }) => form === 'questionnaire')?.at;
    expect(at(waits, 'Subject')).toBe(AT);
    for (const role of ['CaseOfficer', 'AssessmentOfficerInCharge', 'Adjudicator'] as const)
      expect([role, at(waits, role)]).toEqual([role, null]);
    expect(at(waits, 'ScreeningOfficer')).toBeUndefined();
    // Of one that was returned the file keeps the one before.
    const EARLIER = '2026-01-01T00:00:00.000Z';
    expect(at({ ...waits, questionnaireAt: EARLIER }, 'CaseOfficer')).toBe(EARLIER);
  });
  test('letters to sources and the superior’s form are the file’s, not the subject’s (Art. 12(6))', () => {
    const asked = {
      ...CONSENTED,
      inquiryConsent: { SUPERIOR_STATEMENT: true },
      requests: [{ id: 'r1', at: AT }],
    };
    expect(formsFor(asked, 'CaseOfficer')).toEqual(expect.arrayContaining(['inquiry', 'superior-form']));
    expect(formsFor(asked, 'Subject')).not.toEqual(expect.arrayContaining(['inquiry']));
    expect(formsFor(asked, 'Subject')).not.toEqual(expect.arrayContaining(['superior-form']));
  });
});

describe('every paper that may be keyed in', () => {
  const CLEARED = { ...CONSENTED, stage: 'CLEARED', ended: true, endedAt: AT, decision: 'FOUND' } as const;
  const supplements = [{ id: 's1', at: AT, status: 'OPEN', answeredAt: null }] as const;
  /** What somebody signs by hand, and when: the form that is printed for it, blank. */
  const PRINTED: Readonly<Record<string, readonly [DocumentCode, DocumentFacts]>> = {
    giveConsent: ['consent', SERVED],
    refuseConsent: ['refusal', SERVED],
    withdrawConsent: ['withdrawal', CONSENTED],
    withdrawInquiry: ['inquiry-withdrawal', { ...CONSENTED, inquiryConsent: { POLICE_RECORD: true } }],
    submitQuestionnaire: ['questionnaire', CONSENTED],
    answerSupplement: ['supplementary-consent', { ...CONSENTED, supplements }],
    provideDocument: ['statement', { ...CONSENTED, stage: 'DOCUMENT_REQUESTED' }],
    declineDocument: ['statement', { ...CONSENTED, stage: 'DOCUMENT_REQUESTED' }],
    wantReasons: ['statement', { ...CONSENTED, waivedFirst: true, reasonsWaived: true }],
    answerConcerns: ['statement', { ...CONSENTED, stage: 'HEARING' }],
    reportChange: ['statement', { ...CLEARED, notifiedAt: AT, pledgedAt: AT }],
    signPledge: ['pledge', { ...CONSENTED, stage: 'PLEDGE_PENDING', decision: 'FOUND', notifiedAt: AT }],
    renewPledge: [
      'pledge',
      { ...CLEARED, notifiedAt: AT, pledgedAt: AT, renewedPledges: [{ id: 'p1', at: null }] },
    ],
    fileGrievance: ['grievance', SERVED],
  };
  const signed = new Set(
    LINES.filter(({ by }) => by.includes('Subject'))
      .map(({ action }) => action)
      // Its record is no blank: it was written down, and has a line to sign on.
      .filter((action) => action !== 'confirmInterviewRecord'),
  );

  test('has its form, for whatever a person may say', () => {
    expect(Object.keys(PRINTED).sort()).toEqual([...signed].sort());
  });
  test.each(Object.entries(PRINTED))('%s is printed blank while it may be signed', (_, [form, facts]) => {
    expect(one(facts, 'Subject', form).map(({ at }) => at)).toContain(null);
  });
  test('the sheet for all else is none where nobody was assessed, and nothing that was said stands on it', () => {
    expect(formsFor(SERVED, 'Subject')).not.toContain('statement');
    const over = { ...CONSENTED, ended: true, notConductedReason: 'WITHDRAWN', endedAt: AT } as const;
    expect(formsFor(over, 'Subject')).not.toContain('statement');
    for (const facts of [CONSENTED, DECIDED, TOLD])
      expect(one(facts, 'Subject', 'statement')).toEqual([{ form: 'statement', at: null, of: null }]);
  });
});

describe('when there is one', () => {
  test('nothing before a notice was served, and nothing once the file was destroyed', () => {
    for (const role of ['Subject', 'CaseOfficer'] as const) {
      expect(formsFor(NEW, role)).toEqual([]);
      expect(formsFor({ ...GRIEVED, stage: 'DISPOSED' }, role)).toEqual([]);
    }
  });
  test('while consent is asked for, consenting and refusing lie side by side, blank, for subject and officer', () => {
    for (const role of ['Subject', 'CaseOfficer'] as const)
      for (const form of ['consent', 'inquiry-consent', 'refusal'] as const)
        expect(one(SERVED, role, form)).toEqual([{ form, at: null, of: null }]);
  });
  test('what was refused or withdrawn is dated, and its counterpart is gone', () => {
    const refused = {
      ...SERVED,
      stage: 'NOT_CONDUCTED',
      ended: true,
      endedAt: AT,
      notConductedReason: 'REFUSED',
    } as const;
    expect(one(refused, 'Subject', 'refusal')).toEqual([{ form: 'refusal', at: AT, of: null }]);
    expect(formsFor(refused, 'Subject')).toEqual(['notice', 'refusal', 'grievance']);
    const withdrawn = { ...CONSENTED, ended: true, endedAt: AT, notConductedReason: 'WITHDRAWN' } as const;
    expect(one(withdrawn, 'CaseOfficer', 'withdrawal')).toEqual([{ form: 'withdrawal', at: AT, of: null }]);
  });
  test('withdrawing lies ready until the notice of the result, and not after it', () => {
    expect(one(CONSENTED, 'Subject', 'withdrawal')).toEqual([{ form: 'withdrawal', at: null, of: null }]);
    expect(one(TOLD, 'Subject', 'withdrawal')).toEqual([]);
  });
  test('no result and no reasons before they were notified, for anybody', () => {
    for (const role of ROLES)
      expect(
        formsFor(DECIDED, role).filter((form) => form === 'result-notice' || form === 'reasons'),
      ).toEqual([]);
    expect(formsFor(TOLD, 'Subject')).toEqual(expect.arrayContaining(['result-notice', 'reasons']));
  });
  test('no reasons where they were waived, none of a positive result', () => {
    expect(formsFor({ ...TOLD, reasonsWaived: true }, 'Subject')).not.toContain('reasons');
    expect(formsFor({ ...TOLD, decision: 'FOUND' }, 'Subject')).not.toContain('reasons');
  });
  test('a pledge follows a positive result only', () => {
    const found = { ...TOLD, decision: 'FOUND', stage: 'PLEDGE_PENDING', ended: false } as const;
    expect(one(found, 'Subject', 'pledge')).toEqual([{ form: 'pledge', at: null, of: null }]);
    expect(one({ ...found, pledgedAt: AT }, 'Subject', 'pledge')).toEqual([
      { form: 'pledge', at: AT, of: null },
    ]);
    expect(one(TOLD, 'Subject', 'pledge')).toEqual([]);
  });
  test('no form for a superior without consent to that very question (law: invariant 1)', () => {
    expect(one(CONSENTED, 'CaseOfficer', 'superior-form')).toEqual([]);
    expect(
      one({ ...CONSENTED, inquiryConsent: { POLICE_RECORD: true } }, 'CaseOfficer', 'superior-form'),
    ).toEqual([]);
  });
  test('after a withdrawal no letter to a source is printed again (law: invariant 3)', () => {
    const asked = {
      ...CONSENTED,
      requests: [
        { id: 'r1', at: AT },
        { id: 'r2', at: AT },
      ],
    };
    expect(one(asked, 'CaseOfficer', 'inquiry').map(({ of }) => of)).toEqual(['r1', 'r2']);
    expect(
      one({ ...asked, notConductedReason: 'WITHDRAWN', ended: true, endedAt: AT }, 'CaseOfficer', 'inquiry'),
    ).toEqual([]);
  });
});

describe('of a case that was decided more than once', () => {
  const FIRST = '2026-01-05T03:00:00.000Z';
  const SECOND = '2026-03-05T03:00:00.000Z';
  const result = (id: string, decision: 'FOUND' | 'NOT_FOUND', notifiedAt: string) => ({
    id,
    decision,
    decidedAt: notifiedAt,
    notifiedAt,
  });
  const earlier = [result('r1', 'NOT_FOUND', FIRST), result('r2', 'FOUND', SECOND)];

  test('each notice stays the person’s, in their order, and each negative one’s reasons', () => {
    const again = { ...TOLD, earlier };
    expect(one(again, 'Subject', 'result-notice')).toEqual([
      { form: 'result-notice', at: FIRST, of: 'r1' },
      { form: 'result-notice', at: SECOND, of: 'r2' },
      { form: 'result-notice', at: AT, of: null },
    ]);
    expect(one(again, 'Subject', 'reasons')).toEqual([
      { form: 'reasons', at: FIRST, of: 'r1' },
      { form: 'reasons', at: AT, of: null },
    ]);
  });

  test('one that stands again is not there twice', () => {
    const standing = { ...TOLD, notifiedAt: FIRST, earlier: earlier.slice(0, 1) };
    expect(one(standing, 'Subject', 'result-notice')).toEqual([
      { form: 'result-notice', at: FIRST, of: null },
    ]);
    expect(one(standing, 'Subject', 'reasons')).toEqual([{ form: 'reasons', at: FIRST, of: null }]);
  });
});

describe('a form that lies ready', () => {
  const found = { ...TOLD, decision: 'FOUND', stage: 'PLEDGE_PENDING', ended: false } as const;

  test('to pledge: after the notice of a positive result, while the case is open', () => {
    const pledges = (more: Partial<DocumentFacts>) => one({ ...found, ...more }, 'Subject', 'pledge').length;
    expect(pledges({})).toBe(1);
    expect([{ notifiedAt: null }, { ended: true }, { decision: 'NOT_FOUND' as const }].map(pledges)).toEqual([
      0, 0, 0,
    ]);
  });

  test('to refuse: until consent is given; to withdraw: from then until the notice', () => {
    expect([SERVED, CONSENTED].map((facts) => one(facts, 'Subject', 'refusal').length)).toEqual([1, 0]);
    expect([SERVED, CONSENTED, found].map((facts) => one(facts, 'Subject', 'withdrawal').length)).toEqual([
      0, 1, 0,
    ]);
  });

  test('is no notice where no text was served, and no result where none was decided', () => {
    expect(one({ ...NEW, servedAt: AT }, 'Subject', 'notice')).toEqual([]);
    expect(one({ ...TOLD, decision: null }, 'Subject', 'result-notice')).toEqual([]);
  });
});

describe('each grievance', () => {
  const grieved = {
    ...TOLD,
    grievances: [
      { id: 'g1', at: AT, answeredAt: null },
      { id: 'g2', at: AT, answeredAt: '2027-01-05T03:00:00.000Z' },
    ],
  };

  test('has its paper and its receipt, and an answer once it was answered', () => {
    const of = (form: DocumentCode) =>
      one(grieved, 'GrievanceOfficer', form).map(({ of: id, at }) => [id, at]);
    const filed = [
      ['g1', AT],
      ['g2', AT],
    ];
    expect(of('grievance')).toEqual(filed);
    expect(of('grievance-receipt')).toEqual(filed);
    expect(of('grievance-answer')).toEqual([['g2', '2027-01-05T03:00:00.000Z']]);
  });
});
