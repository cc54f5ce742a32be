import type { VNode } from 'preact';
import type { Role } from '../../domain/roles.js';
import { type Frame, speech } from '../frame.js';
import type { Word } from '../language.js';
import { Section } from '../parts.js';
import { Cell, RowHead, Table } from '../table.js';
import { ROLE_WORDS } from '../words/roles.js';

/** Which accounts the sandbox's identity provider knows, and what each is good for. Never shown outside a sandbox. */
const ACCOUNTS: readonly { readonly role: Role; readonly accounts: string; readonly does: Word }[] = [
  {
    role: 'Subject',
    accounts: 's01 – s39',
    does: { ja: '告知書を読み、同意し、または断る', en: 'reads the notice, consents or refuses' },
  },
  {
    role: 'CaseOfficer',
    accounts: 'officer1, officer2, officer3',
    does: { ja: '告知し、確かめ、結果を通知する', en: 'serves notices, reviews, notifies results' },
  },
  {
    role: 'AssessmentOfficerInCharge',
    accounts: 'in-charge1, in-charge2',
    does: {
      ja: '指名し、調査の方法を決め、提出する',
      en: 'lists people, chooses how to investigate, submits',
    },
  },
  {
    role: 'AssessmentOfficerInCharge',
    accounts: 'second-in-charge1, second-in-charge2',
    does: {
      ja: '保存延長の措置を解き、停止・障害を確認する（二人目）',
      en: 'lifts legal holds and confirms outages, as the second person',
    },
  },
  {
    role: 'CabinetInvestigator',
    accounts: 'investigator1, investigator2',
    does: { ja: '調査し、意見を付す', en: 'investigates and gives an opinion' },
  },
  {
    role: 'Adjudicator',
    accounts: 'adjudicator1, adjudicator2',
    does: { ja: '候補者を承認し、決定する', en: 'approves nominees and alone decides' },
  },
  {
    role: 'Adjudicator',
    accounts: 'second-reader1, second-reader2',
    does: { ja: '認められないという決定案を確かめる', en: 'reads every negative decision before it is one' },
  },
  {
    role: 'ScreeningOfficer',
    accounts: 'screener1, screener2',
    does: {
      ja: 'たずねてはならないことの記載を、担当者が読む前に確かめて消す',
      en: 'strikes what may not be asked, before anybody on the case reads it',
    },
  },
  {
    role: 'GrievanceOfficer',
    accounts: 'grievance1, grievance2',
    does: { ja: '苦情に回答する', en: 'answers grievances' },
  },
  {
    role: 'ContractorSecurityManager',
    accounts: 'contractor1, contractor2',
    does: {
      ja: '認定を申請し、名簿を管理し、結果だけを見る',
      en: 'applies for certification, keeps lists, sees outcomes only',
    },
  },
  {
    role: 'InformationManager',
    accounts: 'information1',
    does: {
      ja: '取扱者名簿を管理し、取扱いを確認し、結果と期間だけを見る',
      en: 'keeps lists of handlers and checks them, sees outcome and expiry only',
    },
  },
  {
    role: 'Auditor',
    accounts: 'auditor',
    does: { ja: '是正を求め、年度ごとの統計を見る', en: 'demands corrections, reads the yearly figures' },
  },
  {
    role: 'Operator',
    accounts: 'operator',
    does: { ja: '止まっている処理を確かめる', en: 'looks after what is stuck, without seeing anyone' },
  },
];
const PASSWORD = 'sekisho';

export function SandboxAccounts({ frame }: { frame: Frame }): VNode {
  const { t, say } = speech(frame);
  return (
    <Section
      id="try"
      title={t.start.tryTitle}
      intro={
        <>
          {t.start.try} <code class="id">{PASSWORD}</code>
        </>
      }
    >
      <Table heads={[t.start.tryRole, t.start.tryAccounts, t.start.tryWhat]}>
        {ACCOUNTS.map(({ role, accounts, does }) => (
          <tr role="row" key={role}>
            <RowHead>{say(ROLE_WORDS[role])}</RowHead>
            <Cell label={t.start.tryAccounts}>
              <code>{accounts}</code>
            </Cell>
            <Cell label={t.start.tryWhat}>{say(does)}</Cell>
          </tr>
        ))}
      </Table>
    </Section>
  );
}
