import type { OutageCause, OutageKind } from '../../domain/outages.js';
import type { Word } from '../language.js';

/** What was out, and why. */
export const OUTAGE_KIND_WORDS: Readonly<Record<OutageKind, Word>> = {
  OUR_SYSTEM: { ja: 'このシステムの停止', en: 'This system was out' },
  SOURCE: { ja: '照会先の停止', en: 'A source was out' },
  POST: { ja: '郵便の遅延・停止', en: 'The post was delayed or out' },
};

export const OUTAGE_CAUSE_WORDS: Readonly<Record<OutageCause, Word>> = {
  FAILURE: { ja: '故障', en: 'Failure' },
  MAINTENANCE: { ja: '保守', en: 'Maintenance' },
  DISASTER: { ja: '災害', en: 'Disaster' },
  OTHER: { ja: 'その他', en: 'Other' },
};
