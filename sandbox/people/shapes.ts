import type { Grant } from '../../domain/roles.js';

interface BilingualText {
  ja: string;
  en: string;
}

/** An administrative organ (行政機関): whoever heads it assesses and decides. */
export interface Organ {
  id: string;
  code: 'kiban' | 'kaiyo';
  name: BilingualText;
}

/** A qualified contractor (適合事業者). Certification is per organ; the decertified one has lost all of its own. */
export interface Contractor {
  id: string;
  name: BilingualText;
  certifiedBy: readonly string[];
  decertified: boolean;
}

/** Someone who can be assessed. `id` is the register's, `sub` the identity provider's: neither tells the other. */
export interface Person {
  key: string;
  id: string;
  account: string;
  sub: string;
  /** A single name has no space in it. `ja` may hold old forms, rare kanji and variation selectors. */
  name: { ja: string; kana: string; romaji: string };
  /** ISO date. */
  birthDate: string;
  address: string;
  /** ISO 3166-1 alpha-2, as are the former ones. */
  nationalities: readonly string[];
  formerNationalities: readonly string[];
  employer: { organId: string } | { contractorId: string };
  post: BilingualText;
  /** The firm that dispatched them to their contractor, and its corporate number. Invented. */
  dispatchedBy?: { readonly name: string; readonly number: string };
}

export interface SandboxUser {
  /** Stable and opaque: the `sub` of every token of this user. */
  sub: string;
  account: string;
  displayName: BilingualText;
  /** What the register is seeded with: a token says only who someone is. */
  grants: readonly Grant[];
  personKey?: string;
}
