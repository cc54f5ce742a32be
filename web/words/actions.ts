import type { ChangeKind } from '../../domain/change-reports.js';
import { type Action, EDGES } from '../../domain/edges.js';
import type { Word } from '../language.js';
import { isStep, type StepName } from '../steps.js';
import { EVENT_WORDS } from './events.js';

interface StepWords {
  /** On the button and as the heading of its form. */
  readonly label: Word;
  /** Said once it is done. */
  readonly done: Word;
  /** What it means, before it is done. */
  readonly hint?: Word;
}

// biome-ignore format: a table
export const STEP_WORDS: Readonly<Record<StepName, StepWords>> = {
  approveNominee: { label: { ja: '候補者を承認する', en: 'Approve the nominee' }, done: { ja: '候補者を承認しました。', en: 'The nominee is approved.' }, hint: { ja: '担当者を指名します。担当者はこの案件を調べ、判断はしません。', en: 'Names the case officer, who prepares the case and does not decide it.' } },
  confirmNeed: { label: { ja: '引き続き取り扱う必要を確認する', en: 'Confirm the continued need' }, done: { ja: '必要を確認しました。', en: 'The need is confirmed.' } },
  rejectNominee: { label: { ja: '承認しない', en: 'Do not approve' }, done: { ja: '承認しないことを記録しました。', en: 'Recorded: not approved.' } },
  assign: { label: { ja: '担当者を加える', en: 'Assign a case officer' }, done: { ja: '担当者を指名しました。', en: 'The case officer is assigned.' } },
  serveNotice: { label: { ja: '告知書を交付する', en: 'Serve the notice' }, done: { ja: '告知書を交付しました。', en: 'The notice is served.' }, hint: { ja: '本人確認のうえ、告知書とサインインの番号を本人に直接渡します。勤務先を通しません。', en: 'After an identity check, hand notice and sign-in to the person directly, never through the employer.' } },
  extendConsent: { label: { ja: '返答の期間を延ばす', en: 'Give more time to answer' }, done: { ja: '期間を延ばしました。', en: 'The window is extended.' } },
  extendQuestionnaire: { label: { ja: '質問票の期間を延ばす', en: 'Give more time for the questionnaire' }, done: { ja: '期間を延ばしました。', en: 'The window is extended.' } },
  returnQuestionnaire: { label: { ja: '質問票を返す', en: 'Return the questionnaire' }, done: { ja: '質問票を本人に返しました。', en: 'The questionnaire is back with the person.' }, hint: { ja: '選んだ問いや記入欄だけを、本人が書き直せます。ほかの答えはそのまま残ります。', en: 'The person can answer anew the questions and fields you choose, and no others: those stay as they are.' } },
  screenQuestionnaire: { label: { ja: '確認を終える', en: 'Finish screening' }, done: { ja: '確認を終えました。この案件には、ほかの役割では関われません。', en: 'Screened. You have no other part in this case from now on.' } },
  closeUnanswered: { label: { ja: '返答なしとして終える', en: 'Close as unanswered' }, done: { ja: '返答なしとして終えました。', en: 'The case is closed as unanswered.' }, hint: { ja: '返答がないことは、同意でも不利な事情でもありません。終える前に、書面が届いていないか、窓口と郵便を確かめてください。', en: 'Silence is neither consent nor anything against the person. Before you close it, look through the counter’s papers and the post.' } },
  startInvestigation: { label: { ja: '調査を始める', en: 'Start the investigation' }, done: { ja: '調査を始めました。同意のある照会だけが送られます。', en: 'The investigation has started. Only consented questions are sent.' }, hint: { ja: '上司等の調査票と人事記録の照会は、同意があれば必ず始めに行います。ほかの照会は、その回答があるか期限が過ぎた後に、必要なものだけを行います。', en: 'The superior’s form and the personnel records come first, wherever the person consented. Other inquiries follow when those have come in or their time is over, and only as needed.' } },
  resolveReview: { label: { ja: '確認の結果を記録する', en: 'Record the review' }, done: { ja: '確認の結果を記録しました。', en: 'The review is recorded.' }, hint: { ja: '回答がないこと、遅れたこと、断られたことは、それだけでは不利な事情になりません。', en: 'What is missing, late or declined is never adverse by itself.' } },
  inquire: { label: { ja: '必要な照会を行う', en: 'Make further inquiries' }, done: { ja: '照会を行いました。', en: 'The questions are on their way.' }, hint: { ja: '上司等の調査票と人事記録だけでは分からないことに限り、一つずつ理由を記して照会します。同意のない照会は送られません。', en: 'Only for what the superior’s form and the personnel records do not tell, and each with its reason. Nothing goes out without consent.' } },
  askAgain: { label: { ja: 'もう一度照会する', en: 'Ask again' }, done: { ja: '改めて照会しました。', en: 'The questions are put again.' } },
  requestSupplement: { label: { ja: '追加の同意を求める', en: 'Ask for a supplementary consent' }, done: { ja: '本人に追加の同意をお願いしました。', en: 'The person is asked.' }, hint: { ja: '同意のない問いが必要になったときに、理由を示して本人に同意を求めます。書いたことはそのまま本人に示されます。同じ問いを同じ理由で求められるのは一度だけです。断られたことも、返事がないことも、不利に扱ってはなりません。', en: 'Where a question is needed that there is no consent to. The person reads what you write. The same question is asked for once for each need. A no, or no answer, is never held against them.' } },
  answerSupplement: { label: { ja: '返事をする', en: 'Send my answers' }, done: { ja: 'お返事を受け付けました。', en: 'Your answers are recorded.' } },
  withdrawInquiry: { label: { ja: '選んだ問いへの同意を取り下げる', en: 'Take back the chosen questions' }, done: { ja: '同意の取下げを受け付けました。選ばれた問いは、もうたずねません。控えは「書面」にあります。', en: 'Recorded. The questions you chose are not asked any more; your copy is among the documents.' } },
  wantReasons: { label: { ja: '理由の通知を希望する', en: 'Tell me the reasons after all' }, done: { ja: '受け付けました。認められなかったときは、理由をお知らせします。', en: 'Recorded. A negative result comes with its reasons.' } },
  requestDocument: { label: { ja: '本人に資料を求める', en: 'Ask the person for a document' }, done: { ja: '本人に資料の提出を求めました。', en: 'The person is asked for it.' }, hint: { ja: '同意のない照会の代わりに、本人に資料を求めることができます。書いたことはそのまま本人に示されます。提出されないことを不利に扱ってはなりません。', en: 'In place of an inquiry that was not agreed to, the person may be asked for a document. What you write here is what they read. That it is not handed in is never held against them.' } },
  provideDocument: { label: { ja: '資料を提出する', en: 'Hand it in' }, done: { ja: '資料を受け付けました。', en: 'Your document is on file.' } },
  declineDocument: { label: { ja: '提出しない', en: 'Do not hand it in' }, done: { ja: '提出しないことを受け付けました。不利に扱われることはありません。', en: 'Recorded. It is not held against you.' } },
  arrangeInterview: { label: { ja: '面接の日時を決める', en: 'Arrange an interview' }, done: { ja: '面接の日時と場所を本人に知らせました。', en: 'The person is told when and where.' }, hint: { ja: '情報を集めた後に、必要な場合に限って行います。日時、場所及び事項は本人に示され、理由は示されません。', en: 'After information has been gathered, and only as needed. The person is told when, where and about what; not the reasons.' } },
  moveInterview: { label: { ja: '面接の日時を変える', en: 'Move the interview' }, done: { ja: '新しい日時と場所を本人に知らせました。', en: 'The person is told the new time and place.' } },
  recordInterview: { label: { ja: '面接の記録を作る', en: 'Write the record' }, done: { ja: '記録を本人に示しました。', en: 'The record is with the person.' }, hint: { ja: '書いたことはそのまま本人に示され、本人が確認します。後から書き直すことはできません。', en: 'The person reads what you write and confirms it. It cannot be rewritten.' } },
  callOffInterview: { label: { ja: '面接を取りやめる', en: 'Call the interview off' }, done: { ja: '面接を行わないことを記録しました。', en: 'Recorded: the interview does not take place.' }, hint: { ja: '本人が来なかった場合も、ここに言葉で記します。来なかったことは、不利な事情ではありません。', en: 'Also where the person did not come: write it in words. Not coming is no finding.' } },
  giveOpinion: { label: { ja: '意見を付す', en: 'Give the opinion' }, done: { ja: '意見を付しました。', en: 'The opinion is on file.' }, hint: { ja: '意見は判断ではありません。判断は行政機関の長が行います。', en: 'An opinion is no decision; the head of the organ decides.' } },
  submitForDecision: { label: { ja: '判断のため提出する', en: 'Submit for decision' }, done: { ja: '提出しました。', en: 'The case is submitted.' } },
  decide: { label: { ja: '決定する', en: 'Decide' }, done: { ja: '決定しました。通知すると効力が生じます。', en: 'Decided. It takes effect when it is notified.' }, hint: { ja: '個別に、総合的に判断します。点数はありません。理由は本人への通知に載ります。', en: 'An individual, comprehensive judgement without a score. A negative decision’s reasons go to the person.' } },
  askSubject: { label: { ja: '本人に説明を求める', en: 'Ask the person for their side' }, done: { ja: '本人に説明を求めました。', en: 'The person is asked.' }, hint: { ja: '認められないと判断する前に、懸念を本人に書面で示し、説明をうかがいます。書いたことはそのまま本人に示されます。', en: 'Before anybody is found wanting the concerns are put to them in writing. What you write here is what they read.' } },
  confirmDecision: { label: { ja: '決定案を認める', en: 'Confirm the decision' }, done: { ja: '決定しました。通知すると効力が生じます。', en: 'Decided. It takes effect when it is notified.' }, hint: { ja: '認められないという決定は、調査も起案もしていない第二の判断者が確かめて、はじめて決定になります。', en: 'A negative decision is one only when a second person, who neither investigated nor proposed it, has read it.' } },
  returnDecision: { label: { ja: '決定案を差し戻す', en: 'Return the proposed decision' }, done: { ja: '決定案を差し戻しました。', en: 'The decision went back.' } },
  requestMore: { label: { ja: '追加の確認を求める', en: 'Ask for more before deciding' }, done: { ja: '追加の確認を求めました。', en: 'The case went back for more.' } },
  issueResult: { label: { ja: '結果の通知書を発する', en: 'Issue the notice of the result' }, done: { ja: '通知書を発したことを記録しました。文書の一覧から印刷できます。', en: 'Issued. It can be printed from the list of documents.' }, hint: { ja: '紙で渡すときは、先に発し、受け取ったことを示すものが届いてから結果の通知を記録します。本人は、受け取るまで同意を取り下げることができます。', en: 'For paper: issue it first, and record the notification when what shows its receipt has come. Until it is received the person may withdraw.' } },
  takeBackNotice: { label: { ja: '届かなかった通知書を取り戻す', en: 'Take back a notice that did not arrive' }, done: { ja: '通知書を取り戻したことを記録しました。', en: 'Recorded: the notice is taken back.' }, hint: { ja: '本人が受け取っていない通知書に限ります。発した人とは別の人が行います。その間に本人が取り下げていたときは、取下げが効力を生じ、適性評価は行われなかったことになります。', en: 'Only where the person did not receive it; by somebody other than who issued it. If the person has withdrawn meanwhile, the withdrawal takes effect and no assessment was made.' } },
  notifyResult: { label: { ja: '結果を通知する', en: 'Notify the result' }, done: { ja: '結果を通知しました。', en: 'The result is notified.' }, hint: { ja: 'この時から効力が生じ、有効期間は本人が受け取った日の翌日から数えます。取り消せません。', en: 'Takes effect at this moment; the period of validity runs from the day after it was received. It cannot be undone.' } },
  lapseUnpledged: { label: { ja: '誓約なしとして効力を止める', en: 'Let it lapse without a pledge' }, done: { ja: '効力を止めました。', en: 'It has lapsed.' } },
  assignSuccessor: { label: { ja: '担当者を加える', en: 'Assign a case officer' }, done: { ja: '担当者を指名しました。', en: 'The case officer is assigned.' }, hint: { ja: '有効期間のうちに担当者は替わります。報告の確認は担当者が行います。', en: 'Officers change while a result is valid; reports are looked at by an officer named here.' } },
  reportAsOther: { label: { ja: '保有者について報告する', en: 'Report on the holder' }, done: { ja: '報告を受け付けました。', en: 'The report is on file.' }, hint: { ja: '担当者が確認した後、原則として本人にも知らされます。', en: 'Once somebody has looked at it, the holder is told of it, as a rule.' } },
  validateReport: { label: { ja: '本人以外からの報告を確認した', en: 'I have looked at a report by somebody else' }, done: { ja: '確認の結果を記録しました。', en: 'What you found is recorded.' }, hint: { ja: '通知を留保しない限り、本人に知らされます。', en: 'The holder is told of it, unless you put a seal on it.' } },
  closeReview: { label: { ja: '疑いなしとして確認を終える', en: 'Close the review: no doubt' }, done: { ja: '報告の確認を終えました。', en: 'The review is closed.' } },
  serveDoubtNotice: { label: { ja: '再評価を告知する', en: 'Serve the notice of reassessment' }, done: { ja: '再評価を告知しました。取扱いはこの時から止まります。', en: 'Served. The right to handle ended at that moment.' }, hint: { ja: '告知の時から、本人は取扱いができなくなります。新しい適性評価だけがこれを解きます。', en: 'From this moment the person may not handle the information; only a new assessment lifts it.' } },
  proposeRevocation: { label: { ja: '取消しを提案し、本人に説明を求める', en: 'Propose to revoke, and ask the holder' }, done: { ja: '取消しを提案し、本人に説明を求めました。', en: 'Proposed; the holder is asked for their side.' }, hint: { ja: '再評価が行われずに終わったときの取消しです。書いたことはそのまま本人に示され、本人の説明を待って、別の判断者が決めます。それまで取扱いは止まったままです。', en: 'For when a reassessment ended without one. What you write here is what the holder reads; once they have answered, or their time is over, another adjudicator decides. Until then the right stays off.' } },
  dropRevocation: { label: { ja: '取消しの提案を退ける', en: 'Drop the proposal to revoke' }, done: { ja: '提案を退けました。取扱いは止まったままです。', en: 'Dropped. The clearance stays suspended.' } },
  revoke: { label: { ja: '取り消す', en: 'Revoke' }, done: { ja: '取り消しました。', en: 'Revoked.' }, hint: { ja: '提案した人とは別の判断者が行います。取り消せば、新しい適性評価によらなければ取り扱えません。', en: 'By an adjudicator other than who proposed it. Afterwards only a new assessment gives the right again.' } },
  lapse: { label: { ja: '必要の消滅により効力を止める', en: 'Lapse: the need has ended' }, done: { ja: '効力を止めました。', en: 'It has lapsed.' } },
  transferWithin: { label: { ja: '機関内の異動を記録する', en: 'Record a move within the organ' }, done: { ja: '異動を記録しました。', en: 'The move is recorded.' }, hint: { ja: '同じ行政機関の長が認めた効力は、別の部署でもそのまま続きます。情報ごとの取扱者名簿は、情報管理者が見直します。担当者の交代は「担当者を加える」で行います。', en: 'The same head’s finding stands in another section. Custodians look over their lists of handlers; a new case officer is named by “Assign a case officer”.' } },
  second: { label: { ja: '出向を記録する', en: 'Record a secondment' }, done: { ja: '出向を記録し、効力を止めました。', en: 'Recorded. The clearance is not in force here.' }, hint: { ja: 'この時から、ここでの取扱いはできなくなり、情報管理者等に知らされます。出向先では、その行政機関の長の適性評価が必要です。復帰したときは、効力を回復し、改めて誓約を求めます。', en: 'From this moment the person may not handle the information here, and custodians are told. Where they go, that head assesses anew. Back again, they are reinstated, with a new pledge.' } },
  depart: { label: { ja: '所属を離れたことを記録する', en: 'Record that the holder has left' }, done: { ja: '記録しました。', en: 'Recorded.' }, hint: { ja: '退職、転籍又は事業者の変更により、この所属での効力は止まります。次の事業者が改めて候補者として名簿に載せ、新しい適性評価を行います。今の事業者のことは、次の事業者に何も知らされません。', en: 'Resigned, transferred or with another contractor: the clearance stops for this employer. The next one nominates anew, and is told nothing of this one.' } },
  reinstate: { label: { ja: '効力を回復する', en: 'Reinstate' }, done: { ja: '効力を回復しました。改めて誓約が必要です。', en: 'Reinstated. A new pledge is needed.' } },
  answerGrievance: { label: { ja: '苦情に回答する', en: 'Answer the grievance' }, done: { ja: '回答しました。', en: 'The grievance is answered.' } },
  closeWithoutBasis: { label: { ja: '根拠がなくなったため終える', en: 'Close: the basis has ended' }, done: { ja: '案件を終えました。', en: 'The case is closed.' } },
  proposeMistake: { label: { ja: '人違いとして訂正を提案する', en: 'Propose to end this as a mistake' }, done: { ja: '訂正を提案しました。別の人が確かめるまで、何も変わりません。', en: 'Proposed. Nothing changes until a second person has confirmed it.' }, hint: { ja: '名簿の記載、告知又はサインインの引渡しが人違いであったときに限ります。別の人が認めると、案件は終わり、集めた情報は誰にも読めなくなり、その後廃棄されます。', en: 'Only where the wrong person was nominated or served a notice, or the sign-in went to the wrong one. Once a second person confirms it the case ends, and what was gathered can be read by nobody and is then destroyed.' } },
  confirmMistake: { label: { ja: '人違いとして終える', en: 'Confirm: end this as a mistake' }, done: { ja: '人違いとして終えました。本人に知らせ、照会をしていた場合は照会先に廃棄を求めます。', en: 'Ended as a mistake. The person is told, and every source is told to delete.' }, hint: { ja: '提案した人とは別の人が行います。取り消せません。', en: 'By somebody other than who proposed it. It cannot be undone.' } },
  dropMistake: { label: { ja: '訂正の提案を退ける', en: 'Drop the proposed correction' }, done: { ja: '提案を退けました。案件はそのまま続きます。', en: 'Dropped. The case goes on as it was.' } },
  proposeNoticeVoid: { label: { ja: '結果の通知の取消しを提案する', en: 'Propose to void the notice of the result' }, done: { ja: '取消しを提案しました。別の人が確かめるまで、何も変わりません。', en: 'Proposed. Nothing changes until a second person has confirmed it.' }, hint: { ja: '通知が別の人に届いた、又は記載に誤りがあったときに限ります。判断そのものは変わりません。', en: 'Only where the notice reached somebody else, or said the wrong thing. The decision itself stays as it is.' } },
  confirmNoticeVoid: { label: { ja: '結果の通知を無効とする', en: 'Confirm: the notice is void' }, done: { ja: '通知を無効としました。改めて結果を通知してください。', en: 'The notice is void. Notify the result anew.' }, hint: { ja: '提案した人とは別の人が行います。この通知から始まった効力は、この時に失われます。先の通知を知らされた人には、無効であることが伝わります。', en: 'By somebody other than who proposed it. A clearance that began by this notice ends at this moment; whoever was told of the notice is told that it is void.' } },
  dropNoticeVoid: { label: { ja: '通知の取消しの提案を退ける', en: 'Drop the proposal' }, done: { ja: '提案を退けました。通知はそのままです。', en: 'Dropped. The notice stands.' } },
  proposeDoubtVoid: { label: { ja: '再評価の告知の取消しを提案する', en: 'Propose to void the notice of reassessment' }, done: { ja: '取消しを提案しました。別の人が確かめるまで、何も変わりません。', en: 'Proposed. Nothing changes until a second person has confirmed it.' }, hint: { ja: '告知そのものが誤り（人違いなど）であったときに限ります。疑いが晴れたことは、新しい適性評価だけが示します。', en: 'Only where the notice itself was a mistake, such as the wrong person. That a doubt is dispelled only a new assessment can say.' } },
  confirmDoubtVoid: { label: { ja: '告知を誤りとして取り消す', en: 'Confirm: void the notice' }, done: { ja: '告知を取り消しました。取り扱う資格は、この時から回復します。取扱者名簿には、管理する者が改めて記載します。', en: 'The notice is void. The right to handle is back from this moment; each custodian lists the person anew.' }, hint: { ja: '提案した人とは別の人が行います。告知からこの時までの間にさかのぼっては認められません。', en: 'By somebody other than who proposed it. Never for the time between the notice and this moment.' } },
  dropDoubtVoid: { label: { ja: '取消しの提案を退ける', en: 'Drop the proposal' }, done: { ja: '提案を退けました。告知はそのままです。', en: 'Dropped. The notice stands.' } },
  placeHold: { label: { ja: '保存延長の措置をとる', en: 'Place a legal hold' }, done: { ja: '保存延長の措置をとりました。', en: 'The hold is placed.' }, hint: { ja: '措置をとっている間、この記録は保存期間が過ぎても廃棄されません。本人、事業者、担当者には示されません。解くことができるのは、措置をとった人とは別の実施責任者です。', en: 'While it stands the file is not destroyed, even when its time has come. The person, the contractor and those who work on the file are not told. Another officer in charge lifts it.' } },
  liftHold: { label: { ja: '保存延長の措置を解く', en: 'Lift a legal hold' }, done: { ja: '保存延長の措置を解きました。', en: 'The hold is lifted.' }, hint: { ja: 'ほかに保存すべき事情がなければ、保存期間の過ぎた記録は次の夜に廃棄されます。', en: 'If nothing else keeps the file and its time has passed, it is destroyed the next night.' } },
  declareConflict: { label: { ja: '利害関係を申告する', en: 'Declare a conflict of interest' }, done: { ja: '申告を記録しました。この方の案件は表示されなくなります。', en: 'Recorded. You no longer see this person’s cases.' }, hint: { ja: '申告すると、この方に関するすべての案件から外れます。', en: 'You leave every case about this person.' } },
  giveConsent: { label: { ja: '同意する', en: 'I consent' }, done: { ja: '同意を受け付けました。結果の通知まで、いつでも取り下げられます。', en: 'Your consent is recorded. You may withdraw it until you are notified of the result.' } },
  refuseConsent: { label: { ja: '同意しない', en: 'I do not consent' }, done: { ja: '同意しないことを受け付けました。適性評価は行われません。', en: 'Recorded. No assessment will be made.' } },
  submitQuestionnaire: { label: { ja: '質問票を提出する', en: 'Submit the questionnaire' }, done: { ja: '質問票を受け付けました。', en: 'Your questionnaire has arrived.' } },
  confirmInterviewRecord: { label: { ja: '記録を確認しました', en: 'Confirm the record' }, done: { ja: '確認を受け付けました。', en: 'Your confirmation is on file.' } },
  answerConcerns: { label: { ja: '説明を送る', en: 'Send my side' }, done: { ja: 'ご説明を受け付けました。', en: 'Your side is on file.' }, hint: { ja: '答えることは義務ではありません。答えないことだけで不利に扱われることはありません。', en: 'You need not answer. Silence admits nothing and is not held against you.' } },
  signPledge: { label: { ja: '誓約する', en: 'Sign the pledge' }, done: { ja: '誓約を受け付けました。', en: 'Your pledge is on file.' } },
  renewPledge: { label: { ja: '改めて誓約する', en: 'Sign the pledge again' }, done: { ja: '誓約を受け付けました。', en: 'Your pledge is on file.' } },
  reportChange: { label: { ja: '事情の変更を報告する', en: 'Report a change' }, done: { ja: '報告を受け付けました。', en: 'The report is on file.' }, hint: { ja: '報告したことだけで取扱いが止まることはありません。', en: 'A report by itself does not end the right to handle.' } },
  fileGrievance: { label: { ja: '苦情を申し出る', en: 'File a grievance' }, done: { ja: '苦情を受け付けました。', en: 'Your grievance has been received.' }, hint: { ja: '申し出たことを理由に不利益に扱われることはありません（第14条）。', en: 'It never counts against you (Art. 14).' } },
  withdrawConsent: { label: { ja: '同意を取り下げる', en: 'Withdraw my consent' }, done: { ja: '取下げを受け付けました。調査はすべて止まりました。', en: 'Your withdrawal is recorded. Everything has stopped.' }, hint: { ja: '理由はいりません。押した時から調査はすべて止まり、後から届いた回答は保存されません。', en: 'No reason is needed. Everything stops at once, and answers that come later are not kept.' } },
};

/** What a step is called: the people's by what stands on its button, time's and the sources' by what then has happened. */
export function actionWord(action: Action): Word {
  if (isStep(action)) return STEP_WORDS[action].label;
  const edge = EDGES.find((line) => line.action === action);
  return edge ? EVENT_WORDS[edge.event] : { ja: action, en: action };
}

export const CHANGE_WORDS: Readonly<Record<ChangeKind, Word>> = {
  FOREIGN_TIES: { ja: '外国との関係（婚姻など）', en: 'Foreign ties (marriage and the like)' },
  CRIMINAL: { ja: '逮捕・起訴', en: 'Arrest or charge' },
  DISCIPLINE: { ja: '懲戒の対象となる行為', en: 'Conduct subject to discipline' },
  INFORMATION_RULES: { ja: '情報の取扱いの規則違反', en: 'Breach of information rules' },
  DRUGS: { ja: '薬物', en: 'Drugs' },
  HEALTH: { ja: '判断力に影響する健康状態', en: 'A condition affecting judgement' },
  ALCOHOL: { ja: '飲酒による支障', en: 'Trouble through drinking' },
  FINANCES: { ja: '経済的な状況（差押え・破産など）', en: 'Finances (attachment, bankruptcy and the like)' },
  OTHER_DOUBT: { ja: 'その他の事情', en: 'Other circumstances' },
};
