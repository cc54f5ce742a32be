import type { Item } from '../../domain/checks.js';
import { driftsOf } from '../../domain/questionnaire/drifts.js';
import { passagesIn } from '../../domain/questionnaire/screening.js';
import type { Answers } from '../../domain/questionnaire/shape.js';
import type { Sentence } from '../../domain/reasons.js';
import type { Decision } from '../../domain/stages.js';
import { PACKS } from '../../forms/packs.js';
import type { Person } from '../people.js';
import { answersFor } from '../questionnaire.js';

/** What people write in the seeded cases: our drafts, about nobody. All of it goes to the vault. */

export const REASONS: Readonly<Record<string, string>> = {
  reject:
    '担当業務の変更により、取扱いの見込みがなくなった。\nThe duties have changed: handling is no longer expected.',
  closeUnanswered:
    '期間を延ばして二度連絡したが、返答がない。不利益には扱わない。\nAsked twice and given more time; no reply. Nothing follows from it.',
  investigateSelf:
    '船の出航までに調査の求めが間に合わず、任務に支障が出る。\nThe ship sails before an investigation could be asked for: its duties would suffer.',
  askAgain:
    '検索できなかった理由が解消したとのことで、再度照会する。\nThe obstacle is said to be gone: asked again.',
  review:
    '内容、時期、経緯及び再発のおそれを個別に検討した。回答のないことを不利に扱わない。\nWeighed one by one: nature, time, background, recurrence. A missing answer counts for nothing.',
  opinion: '七つの事項を総合し、意見を付す。\nAn opinion on the seven items taken together.',
  requestMore:
    '主治医の意見が治療終了前のものか確認されたい。\nPlease establish whether the physician wrote before the treatment ended.',
  ask: '家賃の滞納について、時期、経緯及び現在の状況をお聞かせください。\nPlease tell us when and how the rent came to be in arrears, and how it stands now.',
  confirm: '評価書及び本人の説明を読み、同じ判断に至った。\nWorksheet and answer read: the same judgement.',
  requestDocument:
    '治療の終わった時期が分かるものがあれば、ご提出ください。提出しないこともできます。\nIf there is anything that shows when the treatment ended, please hand it in. You may decline.',
  interview:
    '照会の回答だけでは経緯が分からないため、本人から直接うかがう。\nThe answers do not say how it came about: to be heard in person.',
  lapseUnpledged: '誓約書が提出されないため、効力を止める。\nThe pledge was not signed: out of force.',
  closeWithoutBasis: '認定、契約又は取扱いの必要が失われた。\nCertification, contract or need has ended.',
  answerGrievance:
    '手続と判断を改めて確認したが、結果は変わらない。申出による不利益はない。\nLooked at again: the result stands. Filing this has no consequence.',
  closeReview: '報告の内容は疑いを生じさせない。\nWhat was reported raises no doubt.',
  doubt:
    '報告された事情は、先の判断に疑いを生じさせる。\nWhat was reported raises doubt about the earlier result.',
  voidNotice:
    '通知書の宛名を誤った。結果に誤りはない。\nThe notice bore another person’s name; the result itself is right.',
  confirmVoid: '控えを確かめた。改めて通知する。\nThe copy was looked at. The result is notified again.',
  lapse: '取り扱う必要がなくなった。\nThe need to handle has ended.',
  proposeRevocation:
    '再評価に同意が得られず、疑いについて説明を受けていない。認めた状態を維持できないと考える。説明があれば、うかがう。\nNo consent to the reassessment, and the doubt stands unanswered. We mean to revoke; tell us your side.',
  revoke:
    '再評価に同意が得られず、認めた状態を維持できない。\nNo consent to the reassessment: the result cannot stand.',
};

/** By the sentence, as decisions are: what the person is not told has its ground. */
export const DECIDED: Readonly<Record<Decision, readonly Sentence[]>> = {
  FOUND: [{ text: '総合的に判断し、漏らすおそれがないと認める。 / On the whole: found unlikely to leak.' }],
  NOT_FOUND: [
    {
      text: '疑いが払拭されず、漏らすおそれがないとは認められない。 / Doubt remains: not found unlikely to leak.',
    },
    {
      text: '管理会社の担当者の説明による。 / By the account of somebody at the manager’s.',
      withheld: 'WOULD_REVEAL_SOURCE',
    },
  ],
};

export const GRIEVANCE = {
  about: 'RESULT' as const,
  text: '過ぎたことが重く見られたと感じます。経緯をもう一度見てください。\nWhat is past seems to have weighed too much. Please look again at how it came about.',
};

/** Where an interview is held, what was written down, and what its person added. */
export const INTERVIEW = {
  place: { text: '合同庁舎三階 相談室 / Third floor, room for consultations' },
  record: {
    text: '滞納の時期と経緯をうかがった。失業中のことで、いまは管理会社に分割で返している。\nAsked when and how the arrears came about. Out of work then; repaying the manager in parts now.',
  },
  remarks: { remarks: '返済は来年の三月に終わります。\nIt will be repaid in March next year.' },
};

export const HEARING = {
  text: '失業していた時期のことで、管理会社と話し合い、返済しています。\nI was out of work then. It was agreed with the manager and is being repaid.',
};

export const CHANGE_REPORT = {
  kind: 'FINANCES',
  text: '保証人となっていた債務の請求を受けました。\nA debt I had guaranteed was called in.',
};

const STATEMENTS: Readonly<Partial<Record<Item, string>>> = {
  MENTAL_DISORDER: '治療を受けました。主治医に照会して構いません。\nI was treated. You may ask my physician.',
  ALCOHOL_MODERATION:
    '付き合いで飲む程度です。知人に照会して構いません。\nI drink in company. You may ask an acquaintance.',
  FINANCIAL_CIRCUMSTANCES:
    '過去に家賃が遅れました。管理会社に照会して構いません。\nRent was late once. You may ask the manager.',
};

/** Kept though it was pointed out: struck before anybody on the case reads it. */
export const KEPT_WORDS =
  '毎月教会に献金していて家賃が遅れました。いまは返しています。\nI gave to my church each month and the rent was late. It is paid now.';

/** The same with words that wait to be screened. */
export function unscreenedOf(statedItems: readonly Item[]) {
  const { questions } = PACKS[0];
  const before = questionnaireOf(statedItems).answers;
  const answers = { ...before, ...pick(answersFor({ FINANCIAL_CIRCUMSTANCES: KEPT_WORDS })) };
  return { questions: questions.id, answers, passages: passagesIn(driftsOf(questions, answers)) };
}

const pick = ({ FINANCIAL_CIRCUMSTANCES }: Answers): Answers => ({ FINANCIAL_CIRCUMSTANCES });

/** The questionnaire as the API seals it. */
export function questionnaireOf(statedItems: readonly Item[]) {
  const stated = Object.fromEntries(
    statedItems.flatMap((item) => (STATEMENTS[item] ? [[item, STATEMENTS[item]]] : [])),
  );
  return { questions: PACKS[0].questions.id, answers: answersFor(stated) };
}

/** Exactly four fields each. Invented, from the person's own family name; whoever bears a single name states none. */
export function familyOf(person: Person) {
  const [familyName, givenName] = person.name.ja.split(' ');
  const relative = { nationalities: [...person.nationalities], address: person.address };
  const family =
    givenName === undefined
      ? []
      : [
          { name: `${familyName} 八重`, dateOfBirth: '1955-03-20', ...relative },
          { name: `${familyName} 千代松`, dateOfBirth: '1951-10-08', ...relative },
        ];
  return { questions: PACKS[0].questions.id, family };
}
