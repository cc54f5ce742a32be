import type { Word } from '../language.js';
import type { OfficeFormName } from '../office-names.js';

/** What the fields of the forms of contractors, custodians and the organ are called. */
export const OFFICE_LABELS = {
  reasons: { ja: '理由', en: 'Reasons' },
  reasonsHint: {
    ja: '4,000字まで。暗号化して保管します。事業者には示しません。',
    en: 'Up to 4,000 characters, kept encrypted. Not shown to the contractor.',
  },
  reasonsTold: {
    ja: '4,000字まで。暗号化して保管し、事業者に知らせます。',
    en: 'Up to 4,000 characters, kept encrypted. The contractor is told them.',
  },
  remarks: { ja: '補足', en: 'Remarks' },
  remarksHint: {
    ja: '4,000字まで。暗号化して保管します。個人の事情は書かないでください。',
    en: 'Up to 4,000 characters, kept encrypted. Nothing about individual people.',
  },
  fromHint: {
    ja: '変更は、行う前に届け出ます。すでに行った変更も、その日を記入して届け出てください。',
    en: 'Changes are told in advance. One already made is told all the same, with its day.',
  },
  paragraph1: { ja: '第10条第1項（情報の提供）', en: 'Art. 10(1): information is provided' },
  paragraph2: { ja: '第10条第2項（保有させる場合）', en: 'Art. 10(2): information comes to be held' },
  sectionsHint: {
    ja: '契約で取扱いの対象となる区分の符号です。英数字とハイフンで、読点か空白で区切って記入してください。',
    en: 'Codes of the sections it covers: letters, digits and hyphens, with commas or spaces between them.',
  },
  contract: { ja: '終える契約', en: 'Which contract' },
  when: { ja: 'いつ終えますか', en: 'When does it end?' },
  onDay: { ja: '次の日まで', en: 'With a last day' },
  atOnce: { ja: '直ちに', en: 'At once' },
  provided: { ja: '提供した事業者', en: 'Provided to' },
  notProvided: { ja: '提供していない（行政機関が保有する）', en: 'nobody: the organ keeps it' },
  designation: { ja: '情報の番号', en: 'Reference' },
  designationHint: {
    ja: '指定の番号です。英数字とハイフンで、40字まで。情報の中身は書かないでください。',
    en: 'Of its designation: letters, digits and hyphens, at most 40. Never what it says.',
  },
  law: { ja: '保護の根拠となる法律', en: 'Protected under' },
  lawDefault: {
    ja: '重要経済安保情報の保護及び活用に関する法律',
    en: 'The Act on important economic security information',
  },
  custodian: { ja: '管理する者のサインインの番号', en: 'The custodian’s sign-in' },
  custodianHint: {
    ja: '行政機関が保有する情報では情報管理者、事業者に提供した情報ではその保護責任者。番号は、その人の「はじめ」のページに表示されます。',
    en: 'An information manager for what the organ keeps, the contractor’s security manager for what it was given. It stands on that person’s start page.',
  },
  person: { ja: '対象者の番号', en: 'Person' },
  personHint: {
    ja: '適性評価者名簿又は結果の一覧にある番号です。',
    en: 'The number they have in the list of assessed persons or of outcomes.',
  },
  lastDayHint: {
    ja: '必要な期間だけにしてください。過ぎると、改めて記載するまで取り扱えません。',
    en: 'No longer than is needed: after it they are listed anew, or do not handle.',
  },
  item: { ja: '情報', en: 'Item' },
  name: { ja: '氏名', en: 'Name' },
  kana: { ja: 'ふりがな', en: 'Kana' },
  romaji: { ja: 'ローマ字', en: 'In Roman letters' },
  dateOfBirth: { ja: '生年月日', en: 'Date of birth' },
  address: { ja: '住所', en: 'Address' },
  nationality: { ja: '国籍', en: 'Nationality' },
  agreed: {
    ja: '本人が、候補者名簿に記載されることに同意している',
    en: 'The person agreed to be put on the list of candidates',
  },
  ownStaff: { ja: '行政機関の職員', en: 'The organ’s own staff' },
  agreedOn: { ja: '同意した日', en: 'Agreed on' },
  agreedText: { ja: '同意した文言の日付', en: 'Dated text they agreed to' },
  caseNamedTo: { ja: '案件', en: 'Case' },
  tie: { ja: 'ご本人との利害関係', en: 'Are you tied to this person?' },
  noTie: {
    ja: 'ありません（親族、上司・部下、紛争の相手方などに当たりません）',
    en: 'No: neither kin, superior or subordinate, nor a party to a dispute with them',
  },
  tied: {
    ja: 'あります（この案件には関与しません）',
    en: 'Yes: I take no part in the case',
  },
  lowerSub: { ja: '部下のサインインの番号', en: 'The subordinate’s sign-in' },
  lineHint: {
    ja: '部下と上司のそれぞれについて、サインインの番号か評価対象者の番号のどちらか一方を記入してください。',
    en: 'Of each of the two, either a sign-in or the number of a person under assessment.',
  },
  lowerSubject: {
    ja: '部下の評価対象者の番号',
    en: 'or the subordinate’s number as a person under assessment',
  },
  upperSub: { ja: '上司のサインインの番号', en: 'The superior’s sign-in' },
  upperSubject: { ja: '上司の評価対象者の番号', en: 'or the superior’s number as a person under assessment' },
  line: { ja: '終える関係', en: 'Which line' },
  standInSub: { ja: '代理をする人のサインインの番号', en: 'The stand-in’s sign-in' },
  standInFor: { ja: '代理をされる人のサインインの番号', en: 'The adjudicator’s sign-in' },
  standInForHint: {
    ja: '理由が欠員のときだけ、空欄にしてください。',
    en: 'Leave it empty only where the office is vacant.',
  },
  standInReason: { ja: '理由', en: 'Reason' },
  dispatchedBy: {
    ja: '派遣元の名称（派遣労働者の場合）',
    en: 'Dispatching employer, of a dispatched worker',
  },
  dispatchedByHint: {
    ja: '派遣元には、結果だけが、あなたの事業者を通じて伝わります。個人の氏名は書かないでください。',
    en: 'The firm is told the outcome alone, through you. No names of people.',
  },
  corporateNumber: { ja: '派遣元の法人番号（派遣労働者の場合）', en: 'Its corporate number' },
  corporateNumberHint: { ja: '13桁の数字です。', en: 'Thirteen digits.' },
  scheme: { ja: '適性評価の根拠となる法律', en: 'Assessed under' },
  office: { ja: '職', en: 'Office' },
  sdsNotifiedOn: {
    ja: '特定秘密保護法による適性評価の結果の通知を受けた日',
    en: 'Day of the notice of the result under the 2014 Act',
  },
  record: { ja: '終える記録', en: 'Which record' },
  recordReasonsHint: {
    ja: '4,000字まで。暗号化して保管します。思想・信条、政治活動、労働組合に関することは書かないでください。',
    en: 'Up to 4,000 characters, kept encrypted. Nothing on creed, politics or unions.',
  },
  telling: { ja: '伝えた通知', en: 'What was passed on' },
  passedOn: { ja: '派遣元に伝えた日', en: 'Passed on on' },
  caseNumber: { ja: '案件の番号', en: 'Number of the case' },
  caseNumberHint: { ja: '担当でない適性評価の番号', en: 'Of an assessment you have no part in' },
  breakGround: { ja: '閲覧を必要とする事由', en: 'Why it must be read now' },
  breakTie: { ja: '本人との利害関係', en: 'Your ties to its person' },
  breakAsk: { ja: '承認する求め', en: 'Which one' },
  breakOpen: { ja: '終えるもの', en: 'Which one' },
  standInRow: { ja: '終える代理', en: 'Which stand-in' },
  outageKind: { ja: '停止したもの', en: 'What was out' },
  outageSource: { ja: '照会先（照会先の停止の場合）', en: 'Which source, if it was one' },
  noSource: { ja: '該当なし', en: 'none' },
  outageCause: { ja: '原因', en: 'Cause' },
  outageReference: { ja: '記録の番号', en: 'Reference' },
  outageReferenceHint: {
    ja: '行政機関が保管する記録の番号です。英数字とハイフンで記入してください。',
    en: 'Where your organ keeps what it knows of it: letters, digits and hyphens.',
  },
} as const satisfies Record<string, Word>;

interface Words {
  readonly label: Word;
  /** What is said once it has been done. */
  readonly done: Word;
  readonly hint?: Word;
}

// biome-ignore format: a table
export const OFFICE_FORM_WORDS: Readonly<Record<OfficeFormName, Words>> = {
  nominate: { label: { ja: '候補者名簿に記載する', en: 'Nominate' }, done: { ja: '候補者名簿に記載しました。行政機関の長の承認を待ちます。', en: 'Nominated. The head of the organ approves it next.' }, hint: { ja: '本人が適性評価を受けることに同意するかどうかは、承認の後に、告知書を交付して本人にたずねます。', en: 'Whether they consent to being assessed they are asked after the approval, with a notice.' } },
  applyForCertification: { label: { ja: '認定を申請する', en: 'Apply to be certified' }, done: { ja: '認定の申請を受け付けました。', en: 'Your application is on file.' } },
  supplementCertification: { label: { ja: '申請の内容を補う', en: 'Add to the application' }, done: { ja: '補った内容を受け付けました。', en: 'What you added is on file.' }, hint: { ja: '補うところだけ記入してください。一つの事項は、すべての欄を記入します。', en: 'Fill in only what is added; of each part all of it.' } },
  examineCertification: { label: { ja: '審査の結果を記録する', en: 'Record the examination' }, done: { ja: '審査の結果を記録しました。別の者が決めます。', en: 'The examination is on file. Somebody else decides.' } },
  sendBackCertification: { label: { ja: '審査のやり直しを求める', en: 'Send it back to be examined again' }, done: { ja: '審査のやり直しを求めました。', en: 'Sent back.' } },
  certifyCertification: { label: { ja: '認定する', en: 'Certify' }, done: { ja: '適合事業者として認定しました。', en: 'The contractor is certified.' } },
  declineCertification: { label: { ja: '認定しない', en: 'Do not certify' }, done: { ja: '認定しないこととしました。', en: 'It is not certified.' } },
  reportChangeCertification: { label: { ja: '変更を届け出る', en: 'Report a change' }, done: { ja: '変更の届出を受け付けました。', en: 'The change is on file.' }, hint: { ja: '変更する事項だけ記入してください。一つの事項は、すべての欄を記入します。', en: 'Fill in only what changes; of each part all of it.' } },
  confirmCertification: { label: { ja: '届け出た事項に変わりがないことを確認する', en: 'Confirm that what was stated still holds' }, done: { ja: '年次の確認を受け付けました。', en: 'Your yearly confirmation is on file.' } },
  reexamineCertification: { label: { ja: '再審査の結果を記録する', en: 'Record a re-examination' }, done: { ja: '再審査の結果を記録しました。別の者が決めます。', en: 'The re-examination is on file. Somebody else decides.' } },
  upholdCertification: { label: { ja: '認定を維持する', en: 'Uphold the certification' }, done: { ja: '認定を維持しました。', en: 'The certification stands.' } },
  withdrawCertification: { label: { ja: '認定を取り消す', en: 'Withdraw the certification' }, done: { ja: '認定を取り消しました。この事業者の案件は終わり、取扱いは止まりました。', en: 'Withdrawn. Its cases have ended and its people may no longer handle.' }, hint: { ja: '直ちに効力を生じます。この事業者の従業者の案件は終わり、取り扱う資格は失われます。', en: 'At once: the cases of its people end, and so do their rights to handle.' } },
  giveBackCertification: { label: { ja: '申請を取り下げる・認定を返上する', en: 'Give it back' }, done: { ja: '申請の取下げ又は認定の返上を受け付けました。', en: 'Given back.' }, hint: { ja: '認定を返上すると、従業者の取扱いは直ちに止まり、進行中の案件は次の夜に終わります。', en: 'Of a certification: your people’s rights stop at once, and their cases end the next night.' } },
  recordContract: { label: { ja: '契約を記録する', en: 'Record a contract' }, done: { ja: '契約を記録しました。', en: 'The contract is on record.' } },
  endContract: { label: { ja: '契約を終える', en: 'End a contract' }, done: { ja: '契約の終了を記録しました。', en: 'The end of the contract is on record.' }, hint: { ja: '直ちに終えると、その契約による案件は終わり、取り扱う資格は失われます。', en: 'At once means that its cases end now, and the rights to handle with them.' } },
  passOn: { label: { ja: '派遣元に伝えたことを記録する', en: 'Record that it was passed on' }, done: { ja: '派遣元に伝えた日を記録しました。', en: 'The day is on record.' } },
  acknowledgeRightEnd: { label: { ja: '確認しました', en: 'Acknowledge' }, done: { ja: '確認の回答を受け付けました。', en: 'Acknowledged.' } },
  registerItem: { label: { ja: '情報を登録する', en: 'Register an item' }, done: { ja: '情報を登録しました。', en: 'The item is registered.' } },
  nameCustodian: { label: { ja: '管理する者を変更する', en: 'Name another custodian' }, done: { ja: '管理する者を変更しました。', en: 'The custodian is named.' }, hint: { ja: '直ちに替わります。前の者には、この時から「取り扱えません」と答えます。', en: 'At once: whoever it was is told no from now on.' } },
  putOnHandlerList: { label: { ja: '取扱者名簿に記載する', en: 'Put a person on the list' }, done: { ja: '取扱者名簿に記載しました。', en: 'They are on the list.' } },
  takeOffHandlerList: { label: { ja: '取扱者名簿から外す', en: 'Take a person off the list' }, done: { ja: '取扱者名簿から外しました。', en: 'They are off the list.' }, hint: { ja: '直ちに外れます。記載した期間のすべてが終わります。', en: 'At once, and from every entry they have.' } },
  recordOffice: { label: { ja: '適性評価を要しない職を記録する', en: 'Record an exempt office' }, done: { ja: '職を記録しました。その職にある間、適性評価なしで取り扱うことができます。', en: 'On record: while they hold the office they may handle without an assessment.' } },
  recordSdsResult: { label: { ja: '特定秘密保護法による結果を記録する', en: 'Record a result under the 2014 Act' }, done: { ja: '結果を記録しました。通知の日から五年間、適性評価なしで取り扱うことができます。', en: 'On record: for five years from its notice they may handle without an assessment.' }, hint: { ja: '同じ行政機関の長が、漏らすおそれがないと認めた結果に限ります。五年を過ぎたものは記録できません。', en: 'Only a positive one, of the same head, not older than five years.' } },
  endOffice: { label: { ja: '職を離れたことを記録する', en: 'Record that the office is held no longer' }, done: { ja: '記録しました。ほかに取り扱う資格がなければ、取扱いは直ちに終わります。', en: 'On record. Where nothing else gives the right, it ends at once.' } },
  endSdsResult: { label: { ja: '特定秘密保護法による結果を用いないこととする', en: 'End reliance on a result under the 2014 Act' }, done: { ja: '記録しました。ほかに取り扱う資格がなければ、取扱いは直ちに終わります。', en: 'On record. Where nothing else gives the right, it ends at once.' }, hint: { ja: '疑いを生じさせる事情があるとき、又は誤って記録したとき。', en: 'Where there is a doubt, or it was recorded by mistake.' } },
  recordOutage: { label: { ja: '停止・障害を記録する', en: 'Record an outage' }, done: { ja: '停止・障害を記録しました。別の実施責任者が確認します。', en: 'The outage is on record. Another officer in charge confirms it.' }, hint: { ja: '照会先は、照会先の停止の場合にのみ選びます。期間は92日以内、最後の日は31日先までです。', en: 'Choose a source only where a source was out. An outage is at most 92 days long and ends no later than 31 days from today.' } },
  declareTies: { label: { ja: '申告する', en: 'Declare' }, done: { ja: '申告を記録しました。', en: 'Your declaration is on record.' } },
  recordReportingLine: { label: { ja: '上司と部下の関係を記録する', en: 'Record a reporting line' }, done: { ja: '上司と部下の関係を記録しました。', en: 'The reporting line is on record.' } },
  endReportingLine: { label: { ja: '上司と部下の関係を終える', en: 'End a reporting line' }, done: { ja: '最後の日を記録しました。', en: 'Its last day is on record.' }, hint: { ja: '最後の日は、今日か、それより後の日です。', en: 'Its last day is today or a later one.' } },
  nameStandIn: { label: { ja: '代理を指名する', en: 'Name a stand-in' }, done: { ja: '代理を指名しました。', en: 'The stand-in is named.' }, hint: { ja: '代理をする人は、同じ行政機関で別の職にある人の中から指名します。自分自身を指名することはできません。期間は、今日以後の184日以内です。', en: 'A stand-in holds an office of the organ, and not the adjudicator’s; nobody names themselves. From today on, for at most 184 days.' } },
  endStandIn: { label: { ja: '代理を終える', en: 'End a stand-in' }, done: { ja: '代理を終えました。', en: 'They stand in no more.' }, hint: { ja: '最後の日を待たず、直ちに終わります。', en: 'At once, without waiting for its last day.' } },
  confirmOutage: { label: { ja: '確認する', en: 'Confirm the outage' }, done: { ja: '停止・障害を確認しました。関係する期限が延びました。', en: 'Confirmed: the deadlines it touches are moved.' } },
  askBreakGlass: { label: { ja: '緊急の閲覧を求める', en: 'Ask to read it' }, done: { ja: '緊急の閲覧を求めました。30分以内に、実施責任者または行政機関の長（委任）の承認が必要です。', en: 'Asked. An officer in charge or an adjudicator has half an hour to approve.' }, hint: { ja: '閲覧できるのは、承認から4時間以内、一件の記録に限ります。何も変更できません。閲覧できる状態になったことは、本人と監査に示されます。', en: 'One case, to read and nothing more, for four hours from the approval. Its person and the auditors see that it was opened.' } },
  approveBreakGlass: { label: { ja: '承認する', en: 'Approve' }, done: { ja: '承認しました。これから4時間、閲覧できます。', en: 'Approved: it can be read for four hours.' }, hint: { ja: '求めた人の上司または部下である場合は、承認できません。', en: 'Not by whoever is of one reporting line with who asks.' } },
  endBreakGlass: { label: { ja: '直ちに終える', en: 'End it now' }, done: { ja: '緊急の閲覧を終えました。', en: 'It is closed.' } },
  checkHandling: { label: { ja: '確認する', en: 'Check' }, done: { ja: '確認しました。', en: 'Checked.' } },
};
