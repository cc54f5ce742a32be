/**
 * For what personal data may be looked at or used (Art. 16): to protect the information, and for what that needs. Each
 * use is one of these and stands in the ledger. What an employer might want it for, to hire, pay, promote, move, discipline
 * or dismiss, is none of them, and the register takes no other (0017-purposes.ts).
 */
export const PURPOSES = {
  ASSESSMENT: {
    covers: 'an assessment is carried out, from the nomination to its end',
    article: 'Art. 12, 13',
  },
  SCREENING: {
    covers: 'words on what may not be asked are struck before they are read',
    article: 'Standards: matters not investigated',
  },
  OWN_FILE: { covers: 'people look at what is held about themselves', article: 'Art. 13, 14' },
  PROTECTION: { covers: 'whether a person may handle the information', article: 'Art. 11, 16' },
  GRIEVANCE: { covers: 'a grievance is looked into', article: 'Art. 14' },
  AUDIT: { covers: 'what was done and read is examined', article: 'Standards: oversight' },
  OPERATION: {
    covers: 'the system is kept going, by ids and codes',
    article: 'design: operators see ids and codes',
  },
} as const;
export type Purpose = keyof typeof PURPOSES;

export function isPurpose(text: string): text is Purpose {
  return Object.hasOwn(PURPOSES, text);
}
