import { z } from 'zod';
import { readOffset } from '../../store/clock.js';
import { deadLetters, redriveLetters } from '../../store/relay-queue.js';
import { ledgerPage } from '../../store/ledger-page.js';
import { writeLedger } from '../../store/ledger.js';
import { listOrgans } from '../../store/organs.js';
import { policiesMissing, stuckCases } from '../../store/operations.js';
import { Refused } from '../../domain/errors.js';
import { ROLES } from '../../domain/roles.js';
import { type Route, route } from '../route.js';
import * as s from '../schemas.js';

const LedgerEntry = z.strictObject({
  id: s.Id,
  at: z.string(),
  event: z.string(),
  article: z.string(),
  caseId: s.Id.nullable(),
  sub: z.string().nullable(),
  role: z.string(),
  purpose: z.string(),
  details: z.record(z.string(), z.unknown()),
});

/** The relay's own number of a message, or the receipt of an answer. */
const LetterId = z.union([z.string().regex(/^[1-9]\d{0,17}$/), s.Id]);
const DeadLetter = z.strictObject({
  id: LetterId,
  caseId: s.Id,
  kind: z.enum(['RING', 'COMPLETE', 'PUSH', 'FILE']),
  state: z.enum(['DEAD', 'FAILING']),
  attempts: z.number().int(),
  lastError: z.string().nullable(),
});

/** Who am I, reference data, audit and operations. */
export const officeRoutes: readonly Route[] = [
  route({
    id: 'readMe',
    method: 'get',
    path: '/me',
    tag: 'me',
    summary: 'Who you are to this system, and its clock',
    who: 'signed-in',
    article: 'Art. 16',
    event: null,
    answer: z.strictObject({
      sub: z.string(),
      now: z.string(),
      clockOffsetMs: z.number(),
      grants: z.array(
        z.strictObject({
          role: z.enum(ROLES),
          organId: s.Id.optional(),
          contractorId: s.Id.optional(),
          subjectId: s.Id.optional(),
          standIn: z
            .strictObject({ id: s.Id, adjudicator: z.string().nullable(), lastDay: s.Day })
            .optional()
            .meta({ description: 'Held in an adjudicator’s place, until the end of that day' }),
        }),
      ),
    }),
    handle: async ({ principal, now, tx }) => ({
      sub: principal.sub,
      now,
      clockOffsetMs: await readOffset(tx),
      grants: principal.grants.map((grant) => ({ ...grant })),
    }),
  }),
  route({
    id: 'listOrgans',
    method: 'get',
    path: '/organs',
    tag: 'me',
    summary: 'Administrative organs in this register',
    who: 'signed-in',
    article: 'Art. 3',
    event: null,
    answer: z.strictObject({
      items: z.array(z.strictObject({ id: s.Id, name: z.strictObject({ ja: z.string(), en: z.string() }) })),
    }),
    handle: async ({ tx }) => ({ items: await listOrgans(tx) }),
  }),
  route({
    id: 'readLedger',
    method: 'get',
    path: '/ledger',
    tag: 'audit',
    summary: 'What was done and read, by whom, for what purpose',
    who: ['Auditor'],
    article: 'Standards: oversight',
    event: 'LedgerRead',
    query: z.strictObject({
      caseId: s.Id.optional(),
      after: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    answer: z.strictObject({ items: z.array(LedgerEntry), next: z.string().nullable() }),
    handle: ({ tx, query, principal, now }) => ledgerPage(tx, query, principal.sub, now),
  }),
  route({
    id: 'listStuckCases',
    method: 'get',
    path: '/operations/cases',
    tag: 'operations',
    summary: 'Cases whose workflow has not yet seen the register, and deadlines not yet handled',
    who: ['Operator'],
    article: 'design: operators see ids and codes',
    event: null,
    answer: z.strictObject({
      unseen: z.number().int(),
      overdue: z.number().int(),
      textsOverdue: z.number().int().meta({
        description: 'Texts of which words should have been screened by now: a number, of no case',
      }),
      items: z.array(z.record(z.string(), z.unknown())),
      policiesMissing: z.array(z.string()).meta({
        description:
          'Policies that cases have frozen and no pack that is loaded has: no step on them is possible',
      }),
    }),
    handle: async ({ tx, now }) => ({
      ...(await stuckCases(tx, now)),
      policiesMissing: await policiesMissing(tx),
    }),
  }),
  route({
    id: 'listDeadLetters',
    method: 'get',
    path: '/operations/dead-letters',
    tag: 'operations',
    summary: 'Messages that could not be delivered: given up, or refused again and again',
    who: ['Operator'],
    article: 'design: nothing accepted is lost',
    event: null,
    answer: z.strictObject({ items: z.array(DeadLetter.extend({ since: z.string() })) }),
    handle: async ({ tx }) => ({ items: await deadLetters(tx) }),
  }),
  route({
    id: 'redriveDeadLetters',
    method: 'post',
    path: '/operations/dead-letters/redrive',
    tag: 'operations',
    summary: 'Send messages again that could not be delivered, as if for the first time',
    who: ['Operator'],
    article: 'design: nothing accepted is lost',
    event: 'MessageRedriven',
    body: z.strictObject({ ids: z.array(LetterId).min(1).max(100) }),
    status: 200,
    answer: z.strictObject({ items: z.array(DeadLetter) }),
    handle: async ({ tx, now, body, principal, commandId }) => {
      const items = await redriveLetters(tx, body.ids);
      if (items.length === 0) throw new Refused('NOT_FOUND');
      for (const { caseId, id: letter, ...was } of items)
        await writeLedger(tx, {
          at: now,
          event: 'MessageRedriven',
          article: 'design: nothing accepted is lost',
          caseId,
          sub: principal.sub,
          role: 'Operator',
          purpose: 'OPERATION',
          commandId,
          details: { letter, ...was },
        });
      return { items };
    },
  }),
];
