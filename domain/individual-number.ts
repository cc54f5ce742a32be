/**
 * The individual number (個人番号, マイナンバー) of a person in Japan. Nobody may collect or keep one but for the purposes
 * that its own Act lists, of which a suitability assessment is none (Individual Number Act, Art. 19 and 20; memory): so
 * none may rest here, whoever writes it and wherever.
 */
export const INDIVIDUAL_NUMBER_REFUSED =
  'holds what reads as an individual number (マイナンバー), which may not be kept here';

/** Three fours, with up to two marks between them; invisible ones are taken away before. */
const GROUPS = /(?<!\d)(\d{4})[^\d\p{L}]{0,2}(\d{4})[^\d\p{L}]{0,2}(\d{4})(?!\d)/gu;
/** Four threes, by a blank, a hyphen or the like; not by a comma or a full stop, as amounts and addresses of machines are. */
const THREES = /(?<!\d[^\d\p{L}]?)\d{3}(?:[^\d\p{L},.、。]\d{3}){3}(?![^\d\p{L}]?\d)/gu;
/** Twelve digits set apart one by one. */
const SINGLES = /(?<!\d[^\d\p{L}]?)\d(?:[^\d\p{L}]\d){11}(?![^\d\p{L}]?\d)/gu;
const KANJI = '〇一二三四五六七八九';
/** All twelve together, or a four of them. */
const IN_KANJI =
  /(?<![〇零一二三四五六七八九])(?:[〇零一二三四五六七八九]{12}|[〇零一二三四五六七八九]{4})(?![〇零一二三四五六七八九])/g;
/** Years one after the other are a list of years: one in eleven would end in the right digit. */
const YEAR = /^(19|20)\d\d$/;

/** Whether a text holds twelve digits, together, in fours, in threes or one by one, or in kanji, that end in the check digit of such a number. */
export function holdsIndividualNumber(text: string): boolean {
  const plain = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[‐‑‒–—―−ー]/g, '-')
    // Blanks around a mark set nothing further apart.
    .replace(/(?<=\d)\p{Zs}*([^\d\p{L}\s])\p{Zs}*(?=\d)/gu, '$1')
    .replace(IN_KANJI, (run) => Array.from(run.replaceAll('零', '〇'), (one) => KANJI.indexOf(one)).join(''))
    .replace(THREES, (run) => run.replace(/\D/g, ''))
    .replace(SINGLES, (run) => run.replace(/\D/g, ''));
  return [...plain.matchAll(GROUPS)].some(([whole, ...groups]) => {
    const years = whole.length > 12 && groups.every((four) => YEAR.test(four));
    return !years && isIndividualNumber(groups.join(''));
  });
}

/** The ministry's ordinance on it (2014, no. 85), Art. 5: weights 2 to 7, then 2 to 6, from the last of eleven digits. */
function isIndividualNumber(twelve: string): boolean {
  const digits = Array.from(twelve, Number);
  const check = digits.pop();
  const sum = digits.reverse().reduce((total, digit, at) => total + digit * (at < 6 ? at + 2 : at - 4), 0);
  const rest = sum % 11;
  return check === (rest <= 1 ? 0 : 11 - rest);
}
