import type { Language } from '../language.js';

/** The law behind a step, as the table of steps cites it, for a reader of `language`. What is not known stays as it is. */
export function articleText(article: string, language: Language): string {
  if (language === 'en') return article;
  return article.split('; ').map(inJapanese).join('；');
}

/** What the citations say beside articles. `Standards` are the Cabinet's; `policy` and `reading` are this project's. */
const REMARKS: Readonly<Record<string, string>> = {
  reading: '解釈',
  policy: '方針',
  'reading: a person sees it before the decision': '解釈：判断の前に人が確かめる',
  'reading: after refusal or withdrawal a person decides': '解釈：不同意・取下げの後は人が決める',
  'reading: nobody is found wanting unheard': '解釈：本人の説明を聞かずに認めないとはしない',
  'Standards: matters not investigated': '運用基準：調査してはならない事柄',
  'reading: words are screened before they are read': '解釈：案件に関わる者が読む前に確かめる',
  'reading: found under another law than the information’s': '解釈：情報とは別の法律による認定',
  'reading: struck before anybody who works on the case reads it': '解釈：案件に関わる者が読む前に消す',
  'Standards: interview only as needed': '運用基準：面接は必要な場合に限る',
  'Standards: inquiries only as needed': '運用基準：照会は必要な場合に限る',
  'reading: a document in place of an inquiry': '解釈：照会に代えて資料を求める',
  'reading: what came in time counts, whenever it is compared':
    '解釈：期間内に届いたものは、照合がいつでも期間内のものとする',
  'policy: document': '方針：資料の提出の期間',
  'reading: a further question needs a further consent': '解釈：新たな問いには追加の同意を要する',
  'reading: what is signed on paper counts as what is clicked':
    '解釈：書面への署名は画面での手続と同じに扱う',
  'reading: nobody but the person acts as the person':
    '解釈：本人に成り代わって手続をすることは誰にもできない',
  'reading: one question is taken back alone': '解釈：問いごとに取り下げることができる',
  'reading: until the notice the person decides whether to be told':
    '解釈：理由の通知を受けるかどうかは、結果の通知まで本人が決める',
  'reading: what goes on paper goes out before it is received':
    '解釈：書面で通知するときは、受け取られる前に発する',
  'reading: what did not reach its person was no notice': '解釈：本人に届かなかったものは通知ではない',
  'reading: the notice did not come first': '解釈：通知は取下げより先に届いていなかった',
  'reading: whether the notice came first, its receipt shows':
    '解釈：通知が取下げより先に届いたかどうかは、受け取った日による',
  'policy: supplementary consent': '方針：追加の同意の返事の期間',
  'reading: that a right has ended is told by its notice and by no refusal':
    '解釈：効力が終わったことは通知で知らせ、受理の可否からは分からないようにする',
  'reading: not to come is no finding': '解釈：来なかったことを不利な事情としない',
  'reading: the person reads what is kept of what they said': '解釈：述べたことの記録は本人が読む',
  'policy: record of an interview': '方針：面接の記録の確認の期間',
  'silence confirms nothing': '答えないことは確認したことにならない',
  'reading: late is not too late before the decision': '解釈：遅れた説明も、判断の前なら受ける',
  'reading: one certification at a time': '解釈：認定は事業者ごとに一つ',
  'reading: corrected by two people': '解釈：誤りは二人で正す',
  'reading: what a void notice ended has not ended':
    '解釈：無効とされた通知が終わらせたものは、終わっていない',
  'reading: it goes with its notice': '解釈：もととなる告知・通知とともに終わる',
  'policy: what was gathered by mistake is not kept': '方針：誤って集めたものは残さない',
  'reading: the result notified before stands': '解釈：先に通知した結果のままとする',
  'reading: an upheld grievance leads to a new decision':
    '解釈：理由があると認めた苦情は、新たな判断につながる',
  'policy: shown as overdue': '方針：目安の日を過ぎたことを示す',
  'never closed': '打ち切らない',
  'policy: hearing': '方針：説明の期間',
  'silence admits nothing': '答えないことは認めたことにならない',
  'Records Order: retention extended': '公文書管理法施行令第9条第1項：保存期間の延長',
  'policy: two people lift a hold': '方針：保存延長の措置は二人目の者が解く',
  'policy: two people for a negative': '方針：認めないという判断は二人で行う',
  'policy: consent window': '方針：同意の期間',
  'policy: outages': '方針：停止・障害の日は数えない',
  'policy: pledge window': '方針：誓約の期間',
  'policy: provider answer': '方針：照会先の回答期間',
  'policy: questionnaire window': '方針：質問票の期間',
  'policy: reminders': '方針：督促',
  'policy: some documents end before their case': '方針：案件より先に廃棄する文書',
  'Standards: change report': '運用基準：事情の変更の報告',
  'Standards: head approves candidates': '運用基準：候補者は行政機関の長が承認',
  'Standards: oversight': '運用基準：監督',
  'Standards: pledge': '運用基準：誓約',
  'Standards: questionnaire': '運用基準：質問票',
  'Standards: restriction on involvement': '運用基準：関与の制限',
  'Standards: retention': '運用基準：保存',
  'Standards: withdrawal': '運用基準：同意の取下げ',
  'Standards: certification': '運用基準：適合事業者の認定',
  'Standards: certification – rules on protection': '運用基準：適合事業者の認定（保護に関する規程）',
  'Standards: certification – protection officer': '運用基準：適合事業者の認定（保護責任者）',
  'Standards: certification – training': '運用基準：適合事業者の認定（従業者の教育）',
  'Standards: certification – premises and restricted areas':
    '運用基準：適合事業者の認定（施設設備・立入制限）',
  'Standards: certification – ownership, officers and other influence from abroad':
    '運用基準：適合事業者の認定（外国の所有・役員その他の影響）',
  'Standards: upkeep': '運用基準：認定の維持',
  'Standards: upkeep of certification': '運用基準：認定の維持',
  'Standards: upkeep of certification, in advance': '運用基準：認定の維持（事前の届出）',
  'reading: what was re-examined is so no more': '解釈：変更の届出があれば再審査をやり直す',
  'policy: once a year': '方針：年に一度の確認',
  'Standards: handler list': '運用基準：取扱者名簿',
  'Standards: name lists': '運用基準：名簿',
  'Standards: name list': '運用基準：候補者名簿',
  'Art. 11: exempt from assessment': '第11条：適性評価を要しない者',
  'design: deny by default': '設計：認められていないことはできない',
  'policy: only the custodian asks': '方針：確認できるのは情報を管理する者に限る',
  'certification, contract or need has ended': '認定・契約・必要性のいずれかが失われた',
  'need has ended': '必要性がなくなった',
  'reading: what others report counts when a person has looked, and its holder is told':
    '解釈：本人以外の報告は人が確かめてから扱い、本人に知らせる',
  'reading: what nobody looked at before the end is looked at after it, and its holder is told':
    '解釈：効力が終わる前に確かめられなかった報告は、終わった後に確かめ、本人に知らせる',
  'Standards: name list, changes recorded': '運用基準：名簿の記載の変更',
  'reading: the same head’s finding stands in another section':
    '解釈：同じ行政機関の長の評価は、別の部署でもそのままとする',
  'reading: who works elsewhere has no need here, and another head finds for themselves':
    '解釈：出向の間はここで取り扱う必要がなく、出向先は自ら適性評価を行う',
  'reading: found as this employer’s, and for no other':
    '解釈：この所属の者としての評価であり、ほかの所属には及ばない',
  'reading: returned for what is not clear': '解釈：明らかでないところについて返す',
  'never adverse': '不利益な取扱いはしない',
  'nothing is kept that comes after the end': '終わった後に届いたものは残さない',
  'only people weigh what was found': '見つかったことを評価するのは人だけ',
  'design: nothing that comes through the engine is authority': '設計：エンジンを通って来るものに権限はない',
  'design: people see who read about them': '設計：自分の記録をだれが見たかを本人が見られる',
  'design: operators see ids and codes': '設計：運用担当者に見えるのは番号と符号に限る',
  'design: a way in, and no step': '設計：入口の画面（法律上の手続ではない）',
  'design: says why a request was refused, and is no step':
    '設計：求めに応じられない理由の画面（法律上の手続ではない）',
  'design: the register decides what runs': '設計：何を動かすかは登録簿が決める',
};

const ITEMS = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii'];

/** `Art. 11, 12(1)(iii), Standards: withdrawal`: articles, their parts, and what stands beside them. */
function inJapanese(part: string): string {
  return REMARKS[part] ?? part.split(', ').map(placeOf).join('、');
}

function placeOf(piece: string): string {
  const [whole, article, parts = '', proviso] =
    /^(?:Art\. )?(\d+)?((?:\([^)]+\))*)( proviso)?$/.exec(piece) ?? [];
  if (!whole) return REMARKS[piece] ?? piece;
  const inner = [...parts.matchAll(/\(([^)]+)\)/g)].map(([, part = '']) => partOf(part));
  return `${article ? `第${article}条` : ''}${inner.join('')}${proviso ? 'ただし書' : ''}`;
}

/** A paragraph has a figure, an item a Roman one, a sub-item a kana. */
function partOf(part: string): string {
  if (/^\d+$/.test(part)) return `第${part}項`;
  const item = ITEMS.indexOf(part);
  return item === -1 ? part : `第${item + 1}号`;
}
