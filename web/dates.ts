import { dayOf } from '../domain/calendar.js';
import type { Language } from './language.js';

/** Days and moments as people read them, always in Japan's time. Codes and machines get ISO text. */
const TIME_ZONE = 'Asia/Tokyo';
const LOCALES: Record<Language, string> = { ja: 'ja-JP', en: 'en-GB' };

const dayFormats = formats({ year: 'numeric', month: 'short', day: 'numeric', weekday: 'short' });
const momentFormats = formats({
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const eraFormat = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
  timeZone: TIME_ZONE,
  era: 'long',
  year: 'numeric',
});

/** `2026年11月23日(月)`, `Mon, 23 Nov 2026`. Takes an instant or a day. */
export function dayText(at: string, language: Language): string {
  return dayFormats[language].format(instantOf(at));
}

export function momentText(at: string, language: Language): string {
  return momentFormats[language].format(instantOf(at));
}

/** A day as a letter names it: in Japanese with the era. */
export function formalDay(at: string, language: Language): string {
  const text = dayText(at, language);
  return language === 'ja' ? `${text}（${eraFormat.format(instantOf(at))}）` : text;
}

/** Midnights in Japan between two moments: 0 is the same day, negative means `to` came first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((startOf(to) - startOf(from)) / 86_400_000);
}

function startOf(at: string): number {
  return Date.parse(isDay(at) ? at : dayOf(at));
}

/** A day is shown by its noon, so that no time zone can move it. */
function instantOf(at: string): Date {
  return new Date(isDay(at) ? `${at}T12:00:00+09:00` : at);
}

export function isDay(at: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(at);
}

function formats(options: Intl.DateTimeFormatOptions): Record<Language, Intl.DateTimeFormat> {
  const of = (language: Language) =>
    new Intl.DateTimeFormat(LOCALES[language], { ...options, timeZone: TIME_ZONE });
  return { ja: of('ja'), en: of('en') };
}
