import type { Language } from '../../forms/shape.js';
import { isDay } from '../../web/dates.js';

/** A day as a letter has it: 令和8年11月26日, 26 November 2026. The first year of an era is 元年. Takes an instant or a day. */
export function letterDay(at: string, language: Language): string {
  return FORMATS[language].format(new Date(isDay(at) ? `${at}T12:00:00+09:00` : at));
}

/** With the time of the day, in Japan's. */
export function letterMoment(at: string, language: Language): string {
  return `${letterDay(at, language)}${language === 'ja' ? '　' : ', '}${TIME.format(new Date(at))}`;
}

const TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Tokyo',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const DAY = { timeZone: 'Asia/Tokyo', year: 'numeric', month: 'long', day: 'numeric' } as const;
const FORMATS: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  ja: new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { ...DAY, era: 'long' }),
  en: new Intl.DateTimeFormat('en-GB', DAY),
};
