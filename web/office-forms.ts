import { everySource, sourceName } from '../domain/policy-words.js';
import { BREAK_GLASS_ARTICLE, BREAK_GLASS_GROUNDS, GROUNDS_TO_BREAK } from '../domain/break-glass.js';
import { DECLARATION_ARTICLE } from '../domain/declarations.js';
import { LINE_ARTICLE } from '../domain/reporting-lines.js';
import { STAND_IN_ARTICLE, STAND_IN_REASONS } from '../domain/stand-ins.js';
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
import { PEOPLE_FORMS } from './people-forms.js';
import { CERTIFICATION_WORDS as c } from './words/certification.js';
import { OUTAGE_CAUSE_WORDS, OUTAGE_KIND_WORDS } from './words/outages.js';
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
const LIST_ARTICLE = 'Standards: handler list';

/** Chosen by whoever nominates for an organ and for a contractor: the person is the organ's own. */
export const OWN_STAFF: Option = { value: 'ORGAN', word: l.ownStaff };

/** The articles are those of the routes' own table: a test compares the two. */
const OTHERS: Readonly<
  Record<Exclude<OfficeFormName, `${CertificationStepName}Certification`>, OfficeShape>
> = {
  applyForCertification: APPLICATION,
  ...PEOPLE_FORMS,
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
  askBreakGlass: {
    article: BREAK_GLASS_ARTICLE,
    about: 'case',
    fields: [
      { name: 'case', type: 'line', label: l.caseNumber, hint: l.caseNumberHint, max: 36 },
      {
        name: 'ground',
        type: 'one',
        label: l.breakGround,
        options: GROUNDS_TO_BREAK.map((value) => ({ value, word: BREAK_GLASS_GROUNDS[value] })),
      },
      { name: 'tie', type: 'one', label: l.breakTie, options: [{ value: 'NONE', word: l.noTie }] },
    ],
  },
  approveBreakGlass: {
    article: BREAK_GLASS_ARTICLE,
    about: 'row',
    fields: [{ name: 'row', type: 'list', label: l.breakAsk }],
  },
  endBreakGlass: {
    article: BREAK_GLASS_ARTICLE,
    about: 'row',
    fields: [{ name: 'row', type: 'list', label: l.breakOpen }],
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
