import type { MoveKind } from '../../domain/moves.js';
import type { Word } from '../language.js';

export const MOVE_KIND_WORDS: Readonly<Record<MoveKind, Word>> = {
  WITHIN: { ja: '機関内の異動', en: 'Moved within the organ' },
  SECONDED: { ja: '出向', en: 'Seconded' },
  DEPARTED: { ja: '所属を離れた', en: 'Left the employer' },
  BACK: { ja: '復帰（効力の回復）', en: 'Back: reinstated' },
};

/** Where a holder has gone, and the forms in which it is told. */
export const MOVE_WORDS = {
  title: { ja: '異動等', en: 'Moves' },
  intro: {
    ja: '異動、出向及び所属を離れたことの記録です。',
    en: 'Moves within the organ, secondments, and that the holder has left an employer.',
  },
  kind: { ja: '区分', en: 'What' },
  on: { ja: '異動等の日', en: 'From which day' },
  onHint: { ja: '先の日は記録できません。', en: 'Not a day to come.' },
  section: { ja: '部署の符号', en: 'Section, by its code' },
  sectionHint: {
    ja: '英字で始まる40字までの符号（例：K-7）',
    en: 'A code of up to 40 characters, such as K-7',
  },
  to: { ja: '出向先', en: 'Seconded to' },
  where: { ja: '異動先', en: 'Where to' },
  backBy: { ja: '復帰の予定', en: 'Meant to be back' },
  backByOptional: {
    ja: '復帰予定日（任意、例：2027-04-01）',
    en: 'Meant to be back on (optional, as 2027-04-01)',
  },
} as const satisfies Record<string, Word>;
