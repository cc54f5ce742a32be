/** Standards: restriction on involvement. Whoever is named to a case says first whether they are tied to its person. */
export const TIES = ['NONE', 'TIED'] as const;

export const DECLARATION_ARTICLE = 'Standards: restriction on involvement';
