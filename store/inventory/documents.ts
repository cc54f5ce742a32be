import type { DocumentClass } from '../vault.js';
import type { AboutItem, Origin, Readers } from './row.js';

/** What rests sealed, by class. How long each is kept is not said here: domain/document-classes.ts says with what it goes. */
export interface DocumentRow {
  readonly is: string;
  readonly item: AboutItem;
  readonly article: string;
  readonly from: Origin;
  readonly readers: Readers;
  /** What narrows the readers further, or who else is handed a part. */
  readonly but?: string;
}

export const DOCUMENTS: Readonly<Record<DocumentClass, DocumentRow>> = {
  IDENTITY: {
    is: 'Name, kana, birth date, address, nationality: who the person is',
    item: 'NONE',
    article: 'Art. 12(6)',
    from: 'CONTRACTOR',
    readers: 'OWN_AND_FILE',
    but: 'a source is handed the fields that its question needs; whoever judges sees the name, in a list, of a case that waits for their word on ties',
  },
  QUESTIONNAIRE: {
    is: 'The answers to the questionnaire, item by item',
    item: 'SEVEN',
    article: 'Art. 12(2)',
    from: 'SUBJECT',
    readers: 'OWN_AND_FILE',
    but: 'words on what may not be asked only after a screening officer has looked',
  },
  FAMILY: {
    is: 'Family and housemates: name, birth date, nationality, address',
    item: 'FIRST',
    article: 'Art. 12(2)(i)',
    from: 'SUBJECT',
    readers: 'OWN',
    but: 'on their printed questionnaire; no officer of the case is shown it, and nobody weighs it',
  },
  UNSCREENED: {
    is: 'A questionnaire with words on what may not be asked, whole',
    item: 'SEVEN',
    article: 'Art. 12(2), 16',
    from: 'SUBJECT',
    readers: 'OWN_AND_SCREENING',
    but: 'a screening officer sees the passages with their questions, and not whose they are',
  },
  UNSCREENED_TEXT: {
    is: 'Another text with such words, whole',
    item: 'NONE',
    article: 'Art. 12(2), 16',
    from: 'OFFICER',
    readers: 'SCREENING',
    but: 'the passages between their sentences, and not whose they are; written by people, sources or officers',
  },
  QUESTIONNAIRE_DRAFT: {
    is: 'A questionnaire as far as it is filled in',
    item: 'SEVEN',
    article: 'Art. 12(6)',
    from: 'SUBJECT',
    readers: 'OWN',
  },
  FAMILY_DRAFT: {
    is: 'Family and housemates as far as they are filled in',
    item: 'FIRST',
    article: 'Art. 12(2)(i)',
    from: 'SUBJECT',
    readers: 'OWN',
  },
  EVIDENCE: {
    is: 'What a source said to its question',
    item: 'NAMED',
    article: 'Art. 12(6)',
    from: 'PROVIDER',
    readers: 'FILE',
  },
  EARLIER_INVESTIGATION: {
    is: 'An earlier investigation that is used again: its answers and its opinion',
    item: 'SEVEN',
    article: 'Art. 12(7)',
    from: 'SYSTEM',
    readers: 'FILE',
  },
  REASONS: {
    is: 'Why an officer took a step: reviews, opinions, decisions, inquiries',
    item: 'SEVEN',
    article: 'Art. 12, 13(4)',
    from: 'OFFICER',
    readers: 'OWN_AND_FILE',
    but: 'its person reads the reasons of a result against them, without what is withheld, and why a questionnaire came back; reasons for joining records lie with the person and are read by who settles them',
  },
  WORKSHEET: {
    is: 'How each item was weighed',
    item: 'SEVEN',
    article: 'Art. 12(1)',
    from: 'OFFICER',
    readers: 'FILE',
    but: 'once a decision is proposed on it',
  },
  INTERVIEW: {
    is: 'Where an interview is held, its record, and the person’s remarks',
    item: 'SEVEN',
    article: 'Art. 12(6)',
    from: 'OFFICER',
    readers: 'OWN_AND_FILE',
  },
  PROVIDED: {
    is: 'A document in place of an inquiry, in words',
    item: 'SEVEN',
    article: 'Art. 12(6)',
    from: 'SUBJECT',
    readers: 'FILE',
  },
  HEARING: {
    is: 'The person’s side, before something is decided against them',
    item: 'SEVEN',
    article: 'Art. 12(6)',
    from: 'SUBJECT',
    readers: 'FILE',
  },
  GRIEVANCE: {
    is: 'What is complained of',
    item: 'NONE',
    article: 'Art. 14',
    from: 'SUBJECT',
    readers: 'GRIEVANCE',
  },
  MEASURES: {
    is: 'What is to change where conduct was found wanting',
    item: 'NONE',
    article: 'Art. 14',
    from: 'OFFICER',
    readers: 'MEASURES',
    but: 'the officer in charge reads them without whose grievance it was',
  },
  DECISION_PACKET: {
    is: 'The signed document of a decision or a revocation: hashes of what it rests on, reasons, who read what',
    item: 'SEVEN',
    article: 'Art. 12(1), 13(4), 17',
    from: 'SYSTEM',
    readers: 'PACKET',
  },
  CHANGE_REPORT: {
    is: 'What the holder or somebody else reported of a change',
    item: 'SEVEN',
    article: 'Standards: change report',
    from: 'SUBJECT',
    readers: 'OWN_AND_FILE',
    but: 'its person reads others’ reports when somebody has looked at them and no seal stands, and not by whom',
  },
  CORRECTION: {
    is: 'Why a case, a notice or a doubt was a mistake',
    item: 'NONE',
    article: 'reading: corrected by two people',
    from: 'OFFICER',
    readers: 'FILE',
  },
  DEMAND: {
    is: 'What the auditor demands to be put right',
    item: 'NONE',
    article: 'policy: demands of the auditor',
    from: 'OFFICER',
    readers: 'DEMANDS',
  },
  DEMAND_ANSWER: {
    is: 'What the organ answers',
    item: 'NONE',
    article: 'policy: demands of the auditor',
    from: 'OFFICER',
    readers: 'DEMANDS',
  },
  HOLD: {
    is: 'Why a law requires the file to be kept',
    item: 'NONE',
    article: 'Standards: retention',
    from: 'OFFICER',
    readers: 'IN_CHARGE',
  },
  CERTIFICATION: {
    is: 'What a contractor states of itself, and what is remarked on it',
    item: 'NONE',
    article: 'Art. 10(1); Standards: certification',
    from: 'CONTRACTOR',
    readers: 'CERTIFYING',
  },
  ORIGINAL: {
    is: 'What was keyed in from a signed paper, until a second person has compared it',
    item: 'SEVEN',
    article: 'decision 42',
    from: 'SUBJECT',
    readers: 'COMPARING',
    but: 'whoever may compare at its desk; a grievance’s by grievance officers alone',
  },
  ORIGINAL_APART: {
    is: 'A questionnaire on paper, family among it, until it is compared',
    item: 'SEVEN',
    article: 'decision 42',
    from: 'SUBJECT',
    readers: 'SCREENING',
  },
};
