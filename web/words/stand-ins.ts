import type { StandInReason } from '../../domain/stand-ins.js';
import type { Language, Word } from '../language.js';
import { formalDay } from '../dates.js';

/** What the pages say of stand-ins. Our drafts. */
export const STAND_IN_REASON_WORDS: Readonly<Record<StandInReason, Word>> = {
  LEAVE: { ja: '休暇・出張', en: 'On leave, or away on duty' },
  ILLNESS: { ja: '病気', en: 'Ill' },
  TIE: { ja: '評価対象者との利害関係', en: 'Tied to a person under assessment' },
  VACANCY: { ja: '欠員', en: 'The office is vacant' },
};

export const STAND_IN_WORDS = {
  title: { ja: '代理の指名', en: 'Stand-ins' },
  intro: {
    ja: '行政機関の長の委任を受けて決定する人が職務を行えない日に、代わって職務を行う人を、あらかじめ指名します。代理をする人は、指名された期間に限り、決定する人と同じ規則に従って職務を行います。期間が過ぎると、自動的に終わります。',
    en: 'Named ahead, for days on which an adjudicator does not act. On those days a stand-in is an adjudicator, under the same rules as any other; with the last day it ends by itself.',
  },
  list: { ja: '指名の記録', en: 'Who is named' },
  none: { ja: '記録はありません。', en: 'Nobody is named.' },
  standIn: { ja: '代理をする人', en: 'Stand-in' },
  adjudicator: { ja: '代理をされる人', en: 'In the place of' },
  vacant: { ja: '（欠員）', en: '(vacant)' },
  reason: { ja: '理由', en: 'Reason' },
  from: { ja: '最初の日', en: 'From' },
  until: { ja: '最後の日', en: 'Until' },
  name: { ja: '代理を指名する', en: 'Name a stand-in' },
  end: { ja: '代理を終える', en: 'End a stand-in' },
} as const satisfies Record<string, Word>;

/** In whose place a step was taken: the sign-in is all that there is of a name here. */
export function inPlaceText({ adjudicator }: { adjudicator: string | null }, language: Language): string {
  const short = adjudicator?.slice(0, 8);
  if (language === 'ja') return short ? `${short}の代理として` : '代理として';
  return short ? `as a stand-in for ${short}` : 'as a stand-in';
}

export function untilText(lastDay: string, language: Language): string {
  const day = formalDay(lastDay, language);
  return language === 'ja' ? `代理（${day}まで）` : `as a stand-in, until ${day}`;
}

export function endedText(endedAt: string, language: Language): string {
  const day = formalDay(endedAt, language);
  return language === 'ja' ? `${day}に終了` : `ended on ${day}`;
}
