import { everySource, sourceName } from '../domain/policy-words.js';
import { LISTING_TEXT_VERSIONS } from '../domain/listing.js';
import { DECLARATION_ARTICLE } from '../domain/declarations.js';
import { LINE_ARTICLE } from '../domain/reporting-lines.js';
import { PASSING_ON_ARTICLE } from '../domain/passing-on.js';
import { STAND_IN_ARTICLE, STAND_IN_REASONS } from '../domain/stand-ins.js';
import { OFFICES } from '../domain/handling.js';
import { OUTAGE_CAUSES, OUTAGE_KINDS } from '../domain/outages.js';
import { APPLICATION, CERTIFICATION_FORMS } from './certification-forms.js';
import { type Option, optionsOf } from './field-parts.js';
import {
  CONTRACTOR,
  FIRST,
  LAST,
  ORGAN,
  type OfficeField,
  type OfficeForm,
  type OfficeShape,
} from './office-field.js';
import type { CertificationStepName, OfficeFormName } from './office-names.js';
import { CERTIFICATION_WORDS as c } from './words/certification.js';
import { OUTAGE_CAUSE_WORDS, OUTAGE_KIND_WORDS } from './words/outages.js';
import { OFFICE_WORDS } from './words/recorded-rights.js';
import { STAND_IN_REASON_WORDS } from './words/stand-ins.js';
import { OFFICE_FORM_WORDS, OFFICE_LABELS as l } from './words/office-forms.js';

const CUSTODIAN: OfficeField = {
  name: 'custodian',
  type: 'line',
  label: l.custodian,
  hint: l.custodianHint,
  max: 200,
};
const CONTRACT_ARTICLE = 'Art. 10(1), 10(2)';
/** That somebody agreed to be listed is the Standards', not the Act's. */
const NAME_LIST_ARTICLE = 'Standards: name list';
/** That there is a dispatching employer is on the list because it is told. */
const DISPATCH_ARTICLE = 'Art. 13(3); Standards: name list';
const LIST_ARTICLE = 'Standards: handler list';

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

/** Chosen by whoever nominates for an organ and for a contractor: the person is the organ's own. */
export const OWN_STAFF: Option = { value: 'ORGAN', word: l.ownStaff };

/** The articles are those of the routes' own table: a test compares the two. */
const OTHERS: Readonly<
  Record<Exclude<OfficeFormName, `${CertificationStepName}Certification`>, OfficeShape>
> = {
  applyForCertification: APPLICATION,
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
        options: LISTING_TEXT_VERSIONS.map((version) => ({
          value: version,
          word: { ja: version, en: version },
        })),
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
  recordContract: {
    article: CONTRACT_ARTICLE,
    fields: [
      ORGAN,
      CONTRACTOR,
      {
        name: 'paragraph',
        type: 'list',
        label: c.paragraph,
        options: [
          { value: '10(1)', word: l.paragraph1 },
          { value: '10(2)', word: l.paragraph2 },
        ],
      },
      { name: 'sections', type: 'codes', label: c.sections, hint: l.sectionsHint, max: 2_000 },
      FIRST,
      { ...LAST, optional: true },
    ],
  },
  endContract: {
    article: CONTRACT_ARTICLE,
    about: 'contract',
    fields: [
      { name: 'contract', type: 'list', label: l.contract },
      {
        name: 'when',
        type: 'one',
        label: l.when,
        options: [
          { value: 'ON_DAY', word: l.onDay },
          { value: 'AT_ONCE', word: l.atOnce },
        ],
      },
      { ...LAST, optional: 'depends' },
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
  acknowledgeRightEnd: { article: 'Art. 11, 16; Standards: handler list', fields: [] },
  registerItem: {
    article: 'Art. 3, 10',
    fields: [
      ORGAN,
      { ...CONTRACTOR, label: l.provided, none: l.notProvided, optional: true },
      { name: 'designation', type: 'line', label: l.designation, hint: l.designationHint, max: 40 },
      { name: 'scheme', type: 'list', label: l.law, none: l.lawDefault, optional: true },
      CUSTODIAN,
    ],
  },
  nameCustodian: { article: 'Art. 11; Standards: handler list', fields: [CUSTODIAN] },
  putOnHandlerList: {
    article: LIST_ARTICLE,
    fields: [
      { name: 'subjectId', type: 'line', label: l.person, hint: l.personHint, max: 36 },
      FIRST,
      { ...LAST, hint: l.lastDayHint },
    ],
  },
  takeOffHandlerList: {
    article: LIST_ARTICLE,
    fields: [{ name: 'subjectId', type: 'list', label: l.person }],
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
  recordOutage: {
    article: 'policy: outages',
    fields: [
      ORGAN,
      {
        name: 'kind',
        type: 'list',
        label: l.outageKind,
        options: optionsOf(OUTAGE_KIND_WORDS, OUTAGE_KINDS),
      },
      {
        name: 'source',
        type: 'list',
        label: l.outageSource,
        none: l.noSource,
        optional: 'depends',
        // Policies are read when a process has started, not when this file is.
        get options() {
          return everySource().map(({ code }) => ({ value: code, word: sourceName(code) }));
        },
      },
      {
        name: 'cause',
        type: 'list',
        label: l.outageCause,
        options: optionsOf(OUTAGE_CAUSE_WORDS, OUTAGE_CAUSES),
      },
      { name: 'reference', type: 'line', label: l.outageReference, hint: l.outageReferenceHint, max: 40 },
      FIRST,
      LAST,
    ],
  },
  confirmOutage: { article: 'policy: outages', fields: [] },
  recordReportingLine: {
    article: LINE_ARTICLE,
    fields: [
      ORGAN,
      {
        name: 'person.sub',
        type: 'line',
        label: l.lowerSub,
        hint: l.lineHint,
        max: 200,
        optional: 'depends',
      },
      { name: 'person.subjectId', type: 'line', label: l.lowerSubject, max: 36, optional: 'depends' },
      { name: 'superior.sub', type: 'line', label: l.upperSub, max: 200, optional: 'depends' },
      { name: 'superior.subjectId', type: 'line', label: l.upperSubject, max: 36, optional: 'depends' },
      FIRST,
      { ...LAST, optional: true },
    ],
  },
  declareTies: {
    article: DECLARATION_ARTICLE,
    about: 'case',
    fields: [
      { name: 'case', type: 'list', label: l.caseNamedTo },
      {
        name: 'tie',
        type: 'one',
        label: l.tie,
        options: [
          { value: 'NONE', word: l.noTie },
          { value: 'TIED', word: l.tied },
        ],
      },
    ],
  },
  endReportingLine: {
    article: LINE_ARTICLE,
    about: 'line',
    fields: [{ name: 'line', type: 'list', label: l.line }, LAST],
  },
  nameStandIn: {
    article: STAND_IN_ARTICLE,
    fields: [
      ORGAN,
      { name: 'standIn', type: 'line', label: l.standInSub, max: 200 },
      {
        name: 'adjudicator',
        type: 'line',
        label: l.standInFor,
        hint: l.standInForHint,
        max: 200,
        optional: 'depends',
      },
      {
        name: 'reason',
        type: 'list',
        label: l.standInReason,
        options: optionsOf(STAND_IN_REASON_WORDS, STAND_IN_REASONS),
      },
      FIRST,
      LAST,
    ],
  },
  endStandIn: {
    article: STAND_IN_ARTICLE,
    about: 'row',
    fields: [{ name: 'row', type: 'list', label: l.standInRow }],
  },
  checkHandling: {
    article: 'Art. 11, 16',
    asks: true,
    fields: [
      { name: 'item', type: 'list', label: l.item },
      { name: 'subjectId', type: 'line', label: l.person, hint: l.personHint, max: 36 },
    ],
  },
};

const SHAPES: Readonly<Record<OfficeFormName, OfficeShape>> = {
  ...CERTIFICATION_FORMS,
  ...OTHERS,
};

export function officeForm(name: OfficeFormName): OfficeForm {
  return { ...SHAPES[name], ...OFFICE_FORM_WORDS[name] };
}

/** Every field in the order of the page. */
export function fieldsOfForm(name: OfficeFormName): OfficeField[] {
  const { fields, parts: of = [] } = SHAPES[name];
  const after = fields.filter(({ type }) => type === 'text');
  return [
    ...fields.filter((field) => !after.includes(field)),
    ...of.flatMap((part) => part.fields),
    ...after,
  ];
}

export function pointerOf({ name }: OfficeField): string {
  return `/${name.replaceAll('.', '/')}`;
}
