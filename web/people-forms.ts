import { OFFICES } from '../domain/handling.js';
import { listingTexts } from '../domain/listing.js';
import { PASSING_ON_ARTICLE } from '../domain/passing-on.js';
import { optionsOf } from './field-parts.js';
import { CONTRACTOR, FIRST, LAST, ORGAN, type OfficeField, type OfficeShape } from './office-field.js';
import type { OfficeFormName } from './office-names.js';
import { OFFICE_LABELS as l } from './words/office-forms.js';
import { OFFICE_WORDS } from './words/recorded-rights.js';

/** That somebody agreed to be listed is the Standards', not the Act's. */
const NAME_LIST_ARTICLE = 'Standards: name list';
/** That there is a dispatching employer is on the list because it is told. */
const DISPATCH_ARTICLE = 'Art. 13(3); Standards: name list';
const PERSON: readonly OfficeField[] = [
  { name: 'person.name', type: 'line', label: l.name, max: 100 },
  { name: 'person.kana', type: 'line', label: l.kana, max: 100 },
  { name: 'person.romaji', type: 'line', label: l.romaji, max: 100, optional: true },
  { name: 'person.dateOfBirth', type: 'day', label: l.dateOfBirth },
  { name: 'person.address', type: 'line', label: l.address, max: 300 },
  { name: 'person.nationality', type: 'line', label: l.nationality, max: 100 },
];
const REASONS: OfficeField = {
  name: 'reasons',
  type: 'text',
  label: l.reasons,
  hint: l.recordReasonsHint,
  max: 4_000,
};

/** Forms about a person who is no case yet, or needs none: nominated, passed on about, recorded. */
export const PEOPLE_FORMS = {
  nominate: {
    article: 'Art. 12(1)(i)',
    fields: [
      ORGAN,
      { ...CONTRACTOR, optional: 'depends' },
      { name: 'scheme', type: 'list', label: l.scheme, none: l.lawDefault, optional: true },
      ...PERSON,
      { name: 'agreedToBeListed', type: 'tick', label: l.agreed, article: NAME_LIST_ARTICLE },
      {
        name: 'listing.agreedOn',
        type: 'day',
        label: l.agreedOn,
        optional: 'depends',
        article: NAME_LIST_ARTICLE,
      },
      {
        name: 'listing.text',
        type: 'list',
        article: NAME_LIST_ARTICLE,
        label: l.agreedText,
        optional: 'depends',
        // When it is drawn: which schemes there are is known once the policies are loaded.
        get options() {
          return listingTexts().map(({ name, about }) => ({
            value: name,
            word: { ja: `${name}（${about.ja}）`, en: `${name} (${about.en})` },
          }));
        },
      },
      {
        name: 'dispatched.employer',
        type: 'line',
        label: l.dispatchedBy,
        hint: l.dispatchedByHint,
        max: 200,
        optional: 'depends',
        article: DISPATCH_ARTICLE,
      },
      {
        name: 'dispatched.number',
        type: 'line',
        label: l.corporateNumber,
        hint: l.corporateNumberHint,
        max: 13,
        optional: 'depends',
        article: DISPATCH_ARTICLE,
      },
    ],
  },
  passOn: {
    article: PASSING_ON_ARTICLE,
    about: 'telling',
    fields: [
      { name: 'telling', type: 'list', label: l.telling },
      { name: 'passedOn', type: 'day', label: l.passedOn },
    ],
  },
  recordOffice: {
    article: 'Art. 11',
    fields: [
      ORGAN,
      ...PERSON,
      { name: 'office', type: 'list', label: l.office, options: optionsOf(OFFICE_WORDS, OFFICES) },
      FIRST,
      { ...LAST, optional: true },
      REASONS,
    ],
  },
  recordSdsResult: {
    article: 'Art. 12(1)(i)(ロ)',
    fields: [ORGAN, ...PERSON, { name: 'notifiedOn', type: 'day', label: l.sdsNotifiedOn }, REASONS],
  },
  endOffice: {
    article: 'Art. 11',
    about: 'record',
    fields: [{ name: 'record', type: 'list', label: l.record }, REASONS],
  },
  endSdsResult: {
    article: 'Art. 11, 12(1)(i)(ロ)',
    about: 'record',
    fields: [{ name: 'record', type: 'list', label: l.record }, REASONS],
  },
} as const satisfies Partial<Record<OfficeFormName, OfficeShape>>;
