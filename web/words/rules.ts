import type { Rule } from '../../domain/edges.js';
import type { Mark } from '../../domain/policy.js';
import type { Narrowing } from '../../domain/narrowing.js';
import type { Word } from '../language.js';

/** What must be true before a step, as a condition. A new rule is a compile error here. */
export const RULE_WORDS: Readonly<Record<Rule, Word>> = {
  contractorCertified: {
    ja: '事業者に認定と契約があること（または行政機関の職員であること）',
    en: 'The contractor is certified and under contract, or the person is the organ’s own staff',
  },
  noOtherOpenCase: { ja: '進行中の適性評価がほかにないこと', en: 'No other assessment is open' },
  notYetCleared: { ja: '有効な結果をまだ持っていないこと', en: 'The person holds no valid clearance yet' },
  textWasServed: {
    ja: '交付された告知書に対する同意であること',
    en: 'The consent names the notice that was served',
  },
  nothingOpen: { ja: '返事を待っている照会がないこと', en: 'No inquiry is still open' },
  nothingUnresolved: { ja: '人の確認を待っている照会がないこと', en: 'No answer still waits for a person' },
  noDoubtServed: { ja: '再評価が告知されていないこと', en: 'No notice of reassessment stands' },
  nothingHolds: { ja: '記録を保存しておく事情がないこと', en: 'Nothing holds the file' },
  noHoldStands: { ja: '法令により保存を続ける定めがないこと', en: 'No law requires it to be kept longer' },
  holdStands: { ja: '保存延長の措置がとられていること', en: 'A legal hold stands' },
  notWhoPlacedIt: {
    ja: '保存延長の措置をとった人とは別の人が行うこと',
    en: 'By somebody other than who placed it',
  },
  reasonsGiven: { ja: '理由を記入すること', en: 'Written reasons' },
  somethingTold: {
    ja: '理由のうち少なくとも一文を本人に知らせること',
    en: 'At least one sentence of the reasons is for the person',
  },
  somethingWeighed: {
    ja: '認められないという決定が、申告、記録または聴取などで分かった事柄の検討に基づくこと',
    en: 'Something that was stated, found or learnt, weighed, for a decision against somebody to rest on',
  },
  everythingWeighed: { ja: '評価書で全ての事項を検討すること', en: 'A worksheet that weighs every item' },
  subjectWasHeard: {
    ja: '決定の根拠となる事項を示して本人の説明をうかがったか、その期間が過ぎたこと',
    en: 'The person had their say on something that the decision rests on, or their time for it',
  },
  investigationReusable: {
    ja: '用いることのできる以前の調査があること',
    en: 'There is an earlier investigation that may be used',
  },
  mayBeAsked: {
    ja: '同意があり、申告の内容から必要で、まだ行っていない照会であること',
    en: 'Questions that are consented to, warranted by what was stated, and not asked yet',
  },
  provisoGrounded: {
    ja: '内閣府が調査する制度では、行政機関が自ら調査する理由とその内容を示すこと',
    en: 'Where the Cabinet Office investigates otherwise, the ground for the organ’s own investigation is given, with words',
  },
  noGroundGiven: {
    ja: '行政機関が自ら調査する理由を付けないこと',
    en: 'No ground for an investigation by the organ itself is given',
  },
  firstCameIn: {
    ja: '上司等の調査票と人事記録が、回答を得たか、期限を過ぎていること（ほかの照会はその後です）',
    en: 'The superior’s form and the personnel records have come in, or their time is over: other inquiries come after them',
  },
  recordsAreIn: {
    ja: '上司等の調査票と人事記録が、回答を得たか、期限を過ぎていること',
    en: 'The superior’s form and the personnel records have come in, or their time is over',
  },
  mayBeAskedFor: {
    ja: '同意がなく、申告の内容から必要で、同じ理由で照会も追加の同意のお願いもしていない問いであること',
    en: 'Questions without consent, warranted by what was stated, and neither asked nor asked for with this need before',
  },
  supplementWasShown: {
    ja: '示された告知に対する返事であること',
    en: 'The answer names the notice that was shown',
  },
  everyQuestionAnswered: {
    ja: 'お願いした問いの全てに「はい」か「いいえ」で答えること',
    en: 'Each question asked for is answered yes or no',
  },
  noSupplementOpen: {
    ja: '追加の同意の返事を待っていないこと',
    en: 'No supplementary consent is awaited',
  },
  wasConsented: { ja: 'いま同意のある問いであること', en: 'Questions that are consented to now' },
  timeAhead: { ja: '面接の日時がこれからであること', en: 'The time of the interview lies ahead' },
  interviewBegun: { ja: '面接の日時を過ぎていること', en: 'The time of the interview has come' },
  officerApart: {
    ja: '決定案を作った人を担当にしないこと',
    en: 'The officer named did not propose the decision',
  },
  notWhoProposed: {
    ja: '決定案を作った人とは別の人が行うこと',
    en: 'By somebody other than who proposed it',
  },
  notWhoInvestigated: { ja: '調査に関わらなかった人が行うこと', en: 'By a person who did not investigate' },
  notWhoWorkedOnIt: {
    ja: '案件に関わらなかった人が行うこと',
    en: 'By a person who did not work on the case',
  },
  reportWaits: {
    ja: '本人以外からの報告で、まだ誰も確認していないものであること',
    en: 'The report is somebody else’s, and nobody has looked at it',
  },
  notWhoReported: { ja: '報告した人ではないこと', en: 'Who acts did not make that report' },
  everyReportValidated: {
    ja: '本人以外からの報告がすべて確認済みであること',
    en: 'Every report by others has been looked at',
  },
  correctedByAnother: {
    ja: '訂正を提案した人とは別の人が行うこと',
    en: 'By somebody other than who proposed the correction',
  },
  nothingRestsOnNotice: {
    ja: 'その通知の後に、別の適性評価や、有効期間中の報告・再評価・満了などがないこと',
    en: 'No later assessment, and no report, doubt or end of the clearance, rests on the notice',
  },
  notWhoDecidedBefore: {
    ja: '先の決定にも、これについての苦情の処理にも関わらなかった人が行うこと',
    en: 'By a person who had no part in the decision before, nor in a grievance about it',
  },
  outsideTheirLine: {
    ja: '調査又は先の判断をした人の上司でも部下でもない人が行うこと',
    en: 'By a person who stands neither above nor below whoever investigated or decided',
  },
  answerFits: {
    ja: '進め方に問題を認めたときに限り対応を記入し、期間を過ぎた申出に限り取り上げないとできること',
    en: 'Measures where conduct was found wanting, and only there; only a late grievance may be left unexamined',
  },
  consentStands: { ja: '同意が取り下げられていないこと', en: 'Consent has not been withdrawn' },
  doubtEndedWithoutAssessment: {
    ja: '再評価が行われないまま終わったこと',
    en: 'The reassessment ended without an assessment',
  },
  noOriginalWaiting: {
    ja: '照合を待っている書面がないこと',
    en: 'No signed paper waits to be compared by a second person',
  },
  noWordsWaiting: {
    ja: '根拠となり得る書き込みに、調査してはならない記載の確認を待っているものがないこと',
    en: 'No passages that it may rest on wait to be screened for what may not be investigated',
  },
  receivedInTime: {
    ja: '期間内に届いた、署名のある書面によること',
    en: 'It comes on a signed paper that was received in time',
  },
  answeredInTime: {
    ja: '期間内に届いた、署名のある書面によること',
    en: 'It comes on a signed paper that was received in time',
  },
  issuedThisWay: {
    ja: '書面のときは、同じ方法で先に発送又は交付していること。本人のページに掲載するときは、書面が出ていないこと',
    en: 'A paper has gone out by this very way; for the person’s own account, none is out',
  },
  receivedFirst: {
    ja: '本人が取り下げたときは、それより前に通知書を受け取っていたこと（同じ日のときは、時刻で分かること）',
    en: 'Where the person has withdrawn since, they had received it before; of one day, the hours show it',
  },
  noNoticeOut: {
    ja: '結果の通知書が出ていないこと（出ているときは、先に取り戻すこと）',
    en: 'No notice of the result is out; one that is out is taken back first',
  },
  notWhoIssued: {
    ja: '通知書を発送又は交付した本人でないこと',
    en: 'Whoever takes it back is not who issued it',
  },
};

/** By what a case differs from those a step is for. */
export const NARROWING_WORDS: Readonly<Record<Narrowing, Word>> = {
  ground: { ja: '実施の理由', en: 'The ground of the assessment' },
  mode: { ja: '調査の主体', en: 'Who investigates' },
  decision: { ja: '決定の内容', en: 'What was decided' },
  unconfirmed: {
    ja: '面接の記録の確認の状況',
    en: 'Whether the person let the time to read the record of their interview pass',
  },
  missedDocument: {
    ja: '求めた資料の期間の状況',
    en: 'Whether the time for a document that was asked for passed in silence',
  },
  missedSupplement: {
    ja: '追加の同意を求めた期間の状況',
    en: 'Whether the time for a supplementary consent passed in silence',
  },
  correction: { ja: '訂正の提案の有無', en: 'Whether a correction waits for a second person' },
  withoutDoubt: { ja: '再評価の告知の前の状態', en: 'Where it would be without the notice of reassessment' },
  reopened: {
    ja: '先に通知された結果の有無',
    en: 'Whether a result was notified before and is being decided anew',
  },
  step: { ja: '制度にその手続があるか', en: 'Whether the scheme has this part of the way' },
  supplement: {
    ja: '追加の同意をお願いしているかどうか',
    en: 'Whether a supplementary consent is being asked for',
  },
  waived: {
    ja: '理由の通知を希望しないとの申出の有無',
    en: 'Whether the person asked not to be told reasons',
  },
  issue: {
    ja: '結果の通知書が出ているか、その後に取下げがあったか',
    en: 'Whether a notice of the result is out, and whether the person has withdrawn since',
  },
  hearing: {
    ja: '取消しの提案と本人の説明の状況',
    en: 'Whether a revocation is proposed, and whether its holder has answered',
  },
  silent: { ja: '本人の説明の状況', en: 'Whether the person let the time for their side pass' },
};

/** How sure the source of a period is (docs/statute-map.md). */
export const MARK_OF_LAW_WORDS: Readonly<Record<Mark, Word>> = {
  law: { ja: '法律の定め', en: 'Set by the Act' },
  memory: { ja: '運用基準等による（原文を要確認）', en: 'By the Standards, to be confirmed' },
  reading: { ja: '当方の解釈', en: 'Our reading of the law' },
  policy: { ja: '当方の方針', en: 'Our policy' },
};
