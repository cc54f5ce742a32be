/**
 * The texts by which a contractor's employee agrees to be named to the organ as a candidate (候補者名簿). Dated: a later
 * wording is a later row, and what was agreed to stays what it was. Drafts of ours.
 */
export const LISTING_TEXTS = {
  '2025-05-16': {
    ja: '私は、重要経済安保情報の取扱いの業務を行うことが見込まれる者として、候補者名簿に氏名等が記載され、行政機関に提出されることに同意します。この同意は、適性評価の実施についての同意ではありません。',
    en: 'I agree that my name and particulars are put on the list of candidates and given to the administrative organ. Being on the list is no consent to being assessed.',
  },
} as const;
export type ListingText = keyof typeof LISTING_TEXTS;
export const LISTING_TEXT_VERSIONS = Object.keys(LISTING_TEXTS) as [ListingText, ...ListingText[]];
