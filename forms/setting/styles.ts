import type { Filling } from '../filling.js';
import type { Language } from '../shape.js';
import { GREY, type Sheet, type Style } from './sheet.js';

/** Sizes in points; English runs longer and wants less air. */
export const STYLES = {
  ja: {
    body: { size: 10.5, leading: 18.5 },
    title: { size: 15, leading: 24, weight: 'bold' },
    heading: { size: 11, leading: 18, weight: 'bold' },
    note: { size: 8.5, leading: 14, colour: GREY },
    cell: { size: 9, leading: 13.8 },
    foot: { size: 7.5, leading: 11, colour: GREY },
  },
  en: {
    body: { size: 10, leading: 15.5 },
    title: { size: 15, leading: 21, weight: 'bold' },
    heading: { size: 10.5, leading: 16, weight: 'bold' },
    note: { size: 8.5, leading: 12.5, colour: GREY },
    cell: { size: 9, leading: 13 },
    foot: { size: 7.5, leading: 11, colour: GREY },
  },
} as const satisfies Record<Language, Record<string, Style>>;
type Styles = Readonly<Record<keyof (typeof STYLES)['ja'], Style>>;

export interface Setting {
  readonly sheet: Sheet;
  readonly style: Styles;
  readonly filling: Filling;
  readonly language: Language;
}
