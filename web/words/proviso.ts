import type { SelfGround } from '../../domain/proviso.js';
import type { Word } from '../language.js';

export const SELF_GROUND_WORDS: Readonly<Record<SelfGround, Word>> = {
  TOO_LATE: {
    ja: '内閣府の調査を待っていては業務に間に合わないため',
    en: 'The Cabinet Office’s investigation would come too late for the organ’s duties',
  },
  DUTIES_DISCLOSED: {
    ja: '調査を求めることで業務の内容を明らかにすることになるため',
    en: 'To ask for it would disclose what the organ’s duties are',
  },
  HINDERED_OTHERWISE: {
    ja: 'その他業務の遂行に支障を及ぼすおそれがあるため',
    en: 'It would hinder the organ’s duties in another way',
  },
};

export const PROVISO_WORDS = {
  ground: { ja: '行政機関が自ら調査する理由', en: 'Why the organ investigates by itself' },
  none: { ja: '該当しない（自ら調査しない）', en: 'Does not apply (the organ does not)' },
  words: { ja: '自ら調査する理由の内容', en: 'That ground in words' },
  hint: {
    ja: '行政機関が自ら調査するときに限り、理由を選び、その内容を4,000字までで書いてください。暗号化して保管します。',
    en: 'Only where the organ investigates by itself: choose the ground and say it in up to 4,000 characters. Kept encrypted.',
  },
} as const satisfies Readonly<Record<string, Word>>;
