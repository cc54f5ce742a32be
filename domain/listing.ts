import type { IsoDate } from './calendar.js';
import type { Said } from './checks.js';
import { defaultScheme, policies } from './policy.js';

/**
 * The texts by which a contractor's employee agrees to be named to the organ as a candidate (候補者名簿). Dated: a later
 * wording is a later row, and what was agreed to stays what it was. Drafts of ours.
 */
type Row = Said & { readonly from: IsoDate; readonly of: 'DEFAULT' | 'EACH' };
const FIRST: Row = {
  from: '2025-05-16',
  of: 'DEFAULT',
  ja: '私は、重要経済安保情報の取扱いの業務を行うことが見込まれる者として、候補者名簿に氏名等が記載され、行政機関に提出されることに同意します。この同意は、適性評価の実施についての同意ではありません。',
  en: 'I agree that my name and particulars are put on the list of candidates and given to the administrative organ. Being on the list is no consent to being assessed.',
};
/** Each scheme's in the words of its own law, and named by both: what was agreed to is known from its name alone. */
const NEWEST: Row = {
  from: '2026-11-27',
  of: 'EACH',
  ja: '私は、{information}の取扱いの業務を行うことが見込まれる者として、候補者名簿に氏名等が記載され、行政機関に提出されることに同意します。この同意は、適性評価の実施についての同意ではありません。',
  en: 'I agree that my name and particulars are put on the list of candidates and given to the administrative organ, as somebody who is expected to handle {information}. Being on the list is no consent to being assessed.',
};

export interface ListingText {
  /** As it stands with the nomination. */
  readonly name: string;
  readonly scheme: string;
  /** The information it is about. */
  readonly about: Said;
  readonly text: Said;
}

/** Every text there is, oldest first: one of before for the scheme that is meant where none is named, then one for each. */
export function listingTexts(): readonly ListingText[] {
  const schemes = [...new Set(policies().map(({ scheme }) => scheme))];
  return [FIRST, NEWEST].flatMap(({ from, of, ja, en }) =>
    (of === 'EACH' ? schemes : [defaultScheme()]).map((scheme): ListingText => {
      const about = informationOf(scheme);
      const name = of === 'EACH' ? `${from}/${scheme}` : from;
      const said = (text: string, word: string) => text.replaceAll('{information}', word);
      return { name, scheme, about, text: { ja: said(ja, about.ja), en: said(en, about.en) } };
    }),
  );
}

/** What somebody who is nominated under this scheme agrees to now; whether there is such a scheme, the API says. */
export function listingTextOf(scheme: string): string {
  return `${NEWEST.from}/${scheme}`;
}

/** As the first pack that names it does: a text that was agreed to never changes. Without a name, by the law. */
function informationOf(scheme: string): Said {
  const packs = policies().filter((policy) => policy.scheme === scheme);
  const named = packs.find(({ information }) => information)?.information;
  const law = packs[0]?.law ?? { ja: scheme, en: scheme };
  return named ?? { ja: `${law.ja}により保護される情報`, en: `information protected by the ${law.en}` };
}
