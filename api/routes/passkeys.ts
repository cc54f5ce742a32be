import { z } from 'zod';
import { COUNTER_ROLES, PASSKEY_ARTICLE } from '../../domain/passkeys.js';
import * as losses from '../passkey-losses.js';
import * as shapes from '../passkey-shapes.js';
import * as passkeys from '../passkeys.js';
import { type Route, route } from '../route.js';
import { Id } from '../schemas.js';

const Made = z.strictObject({ id: Id });
const own = { tag: 'passkeys', who: ['Subject'], article: PASSKEY_ARTICLE } as const;
const counter = { tag: 'passkeys', who: COUNTER_ROLES, article: PASSKEY_ARTICLE } as const;
const code = {
  ...counter,
  method: 'post',
  refuses: ['WRONG_STAGE', 'PASSKEY_STANDS'],
  event: 'EnrolmentCodeHandedOver',
  body: shapes.CodeBody,
  answer: shapes.CodeAnswer,
  remembered: passkeys.toldOnce,
  handle: passkeys.handOverCode,
} as const;
const BY_CASE = ['NOT_YOURS', 'TIES_UNDECLARED'] as const;

// biome-ignore format: a table
export const passkeyRoutes: readonly Route[] = [
  route({ ...own, id: 'listPasskeys', method: 'get', path: '/passkeys', summary: 'Your passkeys, what was said of their loss, and the codes that wait for you', event: null, answer: shapes.OwnPasskeys, handle: passkeys.ownPasskeys }),
  route({ ...own, id: 'readPasskeyOptions', method: 'post', path: '/passkeys/options', summary: 'With what an authenticator makes a passkey for you, for a quarter of an hour', event: 'PasskeyOptionsDrawn', answer: shapes.CreationOptions, handle: passkeys.creationOptions }),
  route({ ...own, id: 'enrolPasskey', method: 'post', refuses: ['PASSKEY_STANDS', 'CODE_INVALID', 'PASSKEY_INVALID'], path: '/passkeys', summary: 'Enrol the passkey you have made, with the code that was handed over to you', event: 'PasskeyEnrolled', body: shapes.EnrolmentBody, answer: shapes.PasskeyShown, handle: passkeys.enrol }),
  route({ ...code, id: 'handOverCode', onCase: 'application', path: '/applications/:id/enrolment-code', summary: 'Hand over a code by which the person enrols a passkey, after a look at who they are' }),
  route({ ...code, id: 'handOverCodeOfClearance', onCase: 'clearance', path: '/clearances/:id/enrolment-code', summary: 'The same to who holds a clearance' }),
  route({ ...counter, id: 'readCasePasskeys', method: 'get', refuses: BY_CASE, path: '/case-passkeys', summary: 'With what the person of a case signs, and what was said of its loss', event: 'PasskeysRead', query: z.strictObject({ caseId: Id }), answer: shapes.CasePasskeys, handle: losses.casePasskeys }),
  route({ ...counter, id: 'listPasskeyLosses', who: ['AssessmentOfficerInCharge'], method: 'get', path: '/passkey-losses', summary: 'Losses that wait: to be confirmed, or looked into after an objection', event: 'PasskeyLossesRead', query: z.strictObject({ organId: Id }), answer: shapes.LossList, handle: losses.list }),
  route({ ...counter, id: 'reportPasskeyLoss', method: 'post', refuses: ['WRONG_STAGE', ...BY_CASE], path: '/passkey-losses', summary: 'Say at the counter that a passkey is lost, compromised or replaced; a second person confirms', event: 'PasskeyLossReported', body: shapes.LossBody, answer: Made, handle: losses.report }),
  route({ ...counter, id: 'confirmPasskeyLoss', method: 'post', refuses: ['WRONG_STAGE', 'SAME_PERSON', 'SAME_LINE', ...BY_CASE], path: '/passkey-losses/:id/confirmation', summary: 'Second person: the passkey signs nothing from now on, and a new code counts after the cool-down', event: 'PasskeyRevoked', body: z.strictObject({}), answer: z.strictObject({ id: Id, countsFrom: z.string() }), handle: losses.confirm }),
  route({ ...own, id: 'objectToPasskeyLoss', method: 'post', refuses: ['WRONG_STAGE'], path: '/passkey-losses/:id/objection', summary: 'It is not lost: no new code counts by it, and the officer in charge looks into it', event: 'PasskeyLossObjected', body: z.strictObject({}), answer: Made, handle: losses.object }),
];
