import { z } from 'zod';
import { HANDLING_GROUNDS, type HandlingGround, OFFICES } from '../../domain/handling.js';
import { written } from '../../gateway/shapes.js';
import { handlingChecks } from '../../store/handling-check.js';
import * as items from '../handling/items.js';
import * as records from '../handling/records.js';
import { type Route, route, togetherRoute } from '../route.js';
import * as s from '../schemas.js';

const IN_CHARGE = ['AssessmentOfficerInCharge'] as const;
const CUSTODIANS = ['InformationManager', 'ContractorSecurityManager'] as const;

/** Yes until a day, or no. The one "no" there is: whoever asks learns no more from it than that. */
const Answer = z.discriminatedUnion('canHandle', [
  z.strictObject({ canHandle: z.literal(true), validUntil: s.Day }),
  z.strictObject({ canHandle: z.literal(false) }),
]);
const Ground = z.enum(Object.keys(HANDLING_GROUNDS) as [HandlingGround, ...HandlingGround[]]);

const Designation = written(z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/)).meta({
  description: 'The reference of the designation: letters, digits and hyphens, never what the item says',
});
export const ItemView = z.strictObject({
  id: s.Id,
  organId: s.Id,
  contractorId: s.Id.nullable(),
  designation: z.string(),
  scheme: z.string(),
  custodian: z.string().nullable(),
});
export const HandlerView = z.strictObject({
  id: s.Id,
  subjectId: s.Id,
  firstDay: s.Day,
  lastDay: s.Day,
  listedAt: z.string(),
  listedBy: z.string(),
  endedAt: z.string().nullable(),
});
export const CheckView = z.strictObject({
  id: s.Id,
  at: z.string(),
  sub: z.string().nullable(),
  subjectId: s.Id.nullable(),
  itemId: s.Id,
  canHandle: z.boolean(),
  ground: Ground,
  until: s.Day.nullable(),
});
export const RecordView = z.strictObject({
  id: s.Id,
  kind: z.enum(['OFFICE', 'SDS_RESULT']),
  organId: s.Id,
  subjectId: s.Id,
  office: z.enum(OFFICES).nullable(),
  firstDay: s.Day,
  lastDay: s.Day.nullable(),
  endedAt: z.string().nullable(),
});

export const ItemBody = z.strictObject({
  organId: s.Id,
  contractorId: s.Id.optional(),
  designation: Designation,
  scheme: s.Scheme.optional(),
  custodian: s.Account,
});
export const HandlerBody = z.strictObject({ subjectId: s.Id, firstDay: s.Day, lastDay: s.Day });
export const OfficeBody = z.strictObject({
  organId: s.Id,
  person: s.Person,
  office: z.enum(OFFICES),
  firstDay: s.Day,
  lastDay: s.Day.optional(),
  reasons: s.Reasons,
});
export const SdsBody = z.strictObject({
  organId: s.Id,
  person: s.Person,
  notifiedOn: s.Day,
  reasons: s.Reasons,
});
const Made = z.strictObject({ id: s.Id });
const Recorded = z.strictObject({ id: s.Id, subjectId: s.Id });
const Ending = z.strictObject({ reasons: s.Reasons });

// biome-ignore format: a table
export const handlingRoutes: readonly Route[] = [
  togetherRoute({ id: 'checkHandling', path: '/handling-checks', tag: 'handling', summary: 'May this person, who is on your list, handle this item of information, now? Yes until a day, or no',
    // Whoever is not the item's custodian is told no, as its custodian is of whoever may not handle it.
    who: 'signed-in', article: 'Art. 11, 16', event: 'HandlingChecked',
    query: z.strictObject({ subjectId: s.Id, organId: s.Id, itemId: s.Id }), answer: Answer,
    together: ({ checks }) => { const ask = handlingChecks(checks); return (sub, query) => ask({ sub, ...query }); } }),
  route({ id: 'listHandlingGrounds', method: 'get', path: '/handling-grounds', tag: 'handling', summary: 'Who asked whether whom may handle what at your organ, what they were told, and why', who: IN_CHARGE, article: 'Art. 11, 16', event: 'HandlingGroundsRead',
    query: z.strictObject({ organId: s.Id, itemId: s.Id.optional(), after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(500).default(100) }),
    answer: z.strictObject({ items: z.array(CheckView), next: z.string().nullable() }), handle: items.grounds }),
  route({ id: 'listItems', method: 'get', path: '/information-items', tag: 'handling', summary: 'The items of information of your organ, or those you keep', who: [...IN_CHARGE, ...CUSTODIANS], article: 'Art. 3, 10', event: null, answer: z.strictObject({ items: z.array(ItemView) }), handle: items.list }),
  route({ id: 'registerItem', method: 'post', refuses: ['SAME_PERSON', 'NOT_CERTIFIED', 'ALREADY_REGISTERED'], path: '/information-items', tag: 'handling', summary: 'Register an item of information by its reference, and who keeps it', who: IN_CHARGE, article: 'Art. 3, 10', event: 'ItemRegistered', body: ItemBody, answer: Made, handle: items.registerItem }),
  route({ id: 'nameCustodian', method: 'post', refuses: ['SAME_PERSON'], path: '/information-items/:id/custodian', tag: 'handling', summary: 'Name another custodian: whoever it was is told no from now on', who: IN_CHARGE, article: 'Art. 11; Standards: handler list', event: 'CustodianNamed', body: z.strictObject({ custodian: s.Account }), answer: Made, handle: items.name }),
  route({ id: 'readHandlerList', method: 'get', path: '/information-items/:id/handlers', tag: 'handling', summary: 'The list of handlers of an item', who: [...IN_CHARGE, ...CUSTODIANS], article: 'Standards: handler list', event: 'HandlerListRead', answer: z.strictObject({ items: z.array(HandlerView) }), handle: items.handlers }),
  route({ id: 'putOnHandlerList', method: 'post', refuses: ['SAME_PERSON'], path: '/information-items/:id/handlers', tag: 'handling', summary: 'Put a person on the list of handlers of an item you keep', who: CUSTODIANS, article: 'Standards: handler list', event: 'HandlerListed', body: HandlerBody, answer: Made, handle: items.listPerson }),
  route({ id: 'takeOffHandlerList', method: 'post', path: '/information-items/:id/handlers/removal', tag: 'handling', summary: 'Take a person off the list: from this moment they are told no of', who: CUSTODIANS, article: 'Standards: handler list', event: 'HandlerTakenOff', body: z.strictObject({ subjectId: s.Id }), answer: Made, handle: items.takePersonOff }),
  route({ id: 'listRecordedRights', method: 'get', path: '/recorded-rights', tag: 'handling', summary: 'Exempt offices and results under the 2014 Act, as recorded at your organ', who: IN_CHARGE, article: 'Art. 11', event: 'RecordedRightsRead', query: z.strictObject({ organId: s.Id }), answer: z.strictObject({ items: z.array(RecordView) }), handle: records.list }),
  route({ id: 'recordOffice', method: 'post', refuses: ['SAME_PERSON'], path: '/recorded-rights/offices', tag: 'handling', summary: 'Record that a person holds an office that is exempt from assessment', who: IN_CHARGE, article: 'Art. 11', event: 'OfficeRecorded', body: OfficeBody, answer: Recorded, handle: records.office }),
  route({ id: 'recordSdsResult', method: 'post', refuses: ['SAME_PERSON'], path: '/recorded-rights/sds-results', tag: 'handling', summary: 'Record a positive result of the same head under the 2014 Act', who: IN_CHARGE, article: 'Art. 12(1)(i)(ロ)', event: 'SdsResultRecorded', body: SdsBody, answer: Recorded, handle: records.sds }),
  route({ id: 'endOffice', method: 'post', refuses: ['SAME_PERSON'], path: '/recorded-rights/offices/:id/end', tag: 'handling', summary: 'The office is held no longer', who: IN_CHARGE, article: 'Art. 11', event: 'OfficeEnded', body: Ending, answer: Made, handle: records.end('OFFICE') }),
  route({ id: 'endSdsResult', method: 'post', refuses: ['SAME_PERSON'], path: '/recorded-rights/sds-results/:id/end', tag: 'handling', summary: 'The result under the 2014 Act counts no longer: a doubt, or recorded by mistake', who: IN_CHARGE, article: 'Art. 11, 12(1)(i)(ロ)', event: 'SdsResultEnded', body: Ending, answer: Made, handle: records.end('SDS_RESULT') }),
];
