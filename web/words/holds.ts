import type { HoldGround } from '../../domain/holds.js';
import type { Word } from '../language.js';

/** Why a law requires a file to be kept, as an office says it. */
export const HOLD_WORDS: Readonly<Record<HoldGround, Word>> = {
  LITIGATION: { ja: '係属中の訴訟', en: 'A pending lawsuit' },
  RECORDS_INSPECTION: {
    ja: '独立公文書管理監による検査・監査',
    en: 'Inspection by the Independent Public Records Administrator',
  },
  DISCLOSURE_REQUEST: { ja: '開示請求', en: 'A request for disclosure' },
  CRIMINAL_INQUIRY: { ja: '刑事事件の捜査', en: 'A criminal inquiry' },
  OTHER_DUTY: {
    ja: 'その他の法令上の義務（理由に条文を記す）',
    en: 'Another duty by law (name the article in the reasons)',
  },
};
