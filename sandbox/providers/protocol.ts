/**
 * What passes between Sekisho and a provider, as the provider reads it. Providers are outside the boundary: they
 * share the scheme's words with it, no code. Unknown fields are dropped, so that a newer gateway can still be read.
 */
import { z } from 'zod';
import type { Answer, Source } from '../../domain/checks.js';

/** A thin event: it names a request and says nothing about anybody. */
export const checkEventSchema = z.object({
  type: z.enum(['check.requested', 'check.reminded', 'check.cancelled']),
  requestId: z.uuid(),
  timestamp: z.string(),
});
export type CheckEvent = z.infer<typeof checkEventSchema>;

/** Every event has a type; one we do not know is accepted and left alone, as Standard Webhooks asks. */
export const anyEventSchema = z.object({ type: z.string() });

export const checkRequestSchema = z.object({
  requestId: z.uuid(),
  source: z.string(),
  checkCode: z.string(),
  question: z.object({ ja: z.string(), en: z.string() }),
  person: z.object({
    name: z.string().optional(),
    kana: z.string().optional(),
    dateOfBirth: z.string().optional(),
    address: z.string().optional(),
    nationality: z.union([z.string(), z.array(z.string())]).optional(),
  }),
  dueOn: z.string(),
  /** A gateway of before sent none. */
  grant: z.string().optional(),
});
export type CheckRequest = z.infer<typeof checkRequestSchema>;

export const openRequestsSchema = z.object({
  requests: z.array(z.object({ requestId: z.uuid(), dueOn: z.string() })),
});

export const statementMaxLength = 4000;
export interface CheckAnswer {
  answer: Answer;
  statement?: string;
}

export const receiptSchema = z.object({ receiptId: z.string() });

/** `CREDIT_BUREAU` → `/credit-bureau/events`. */
export function eventsPath(source: Source): string {
  return `/${source.toLowerCase().replaceAll('_', '-')}/events`;
}
