import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { dayBeside, dayOf } from '../../../domain/calendar.js';
import type { HandlingGround } from '../../../domain/handling.js';
import { type Account, HERE, memberOf } from './cast.js';
import { type Answer, type House, verdict } from './house.js';

export const today = () => dayOf(new Date().toISOString());
export const nextYear = () => dayBeside(today(), 365);

export interface Asked {
  readonly subjectId: string;
  readonly itemId: string;
  readonly organId?: string;
  readonly by?: Account;
}

/** Items of information at a house, their lists, and questions about them. */
export class Items {
  constructor(private readonly house: House) {}

  /** The organ's own, kept by `information`; or one provided to the contractor, kept by `manager`. */
  async item(provided = false, scheme?: string): Promise<string> {
    const body = {
      organId: HERE.organId,
      ...(scheme === undefined ? {} : { scheme }),
      ...(provided ? { contractorId: HERE.contractorId } : {}),
      designation: `K-${randomUUID().slice(0, 8)}`,
      custodian: memberOf(provided ? 'manager' : 'information').sub,
    };
    const made = await this.house.post('inCharge', '/information-items', body);
    expect(verdict(made)).toBe('201');
    return made.body.id;
  }

  put(itemId: string, subjectId: string, by: Account = 'information', more: object = {}): Promise<Answer> {
    const body = { subjectId, firstDay: today(), lastDay: nextYear(), ...more };
    return this.house.post(by, `/information-items/${itemId}/handlers`, body);
  }

  check({ subjectId, itemId, organId = HERE.organId, by = 'information' }: Asked): Promise<Answer> {
    return this.house.get(by, `/handling-checks?subjectId=${subjectId}&organId=${organId}&itemId=${itemId}`);
  }

  /** Why the last check about this person came out as it did. */
  async groundOf(subjectId: string): Promise<HandlingGround> {
    const row = await this.house.register
      .selectFrom('ledger')
      .select(['details'])
      .where('event', '=', 'HandlingChecked')
      .where('subject_id', '=', subjectId)
      .orderBy('recorded_at', 'desc')
      .executeTakeFirstOrThrow();
    return (row.details as { ground: HandlingGround }).ground;
  }
}

/** All of an answer that does not change with the second or with how often its caller has asked. */
export function bytesOf({ status, headers, text }: Answer): string {
  const kept = [...headers].filter(([name]) => !['date', 'ratelimit', 'x-request-id'].includes(name));
  return `${status}\n${kept.map(([name, value]) => `${name}: ${value}`).join('\n')}\n\n${text}`;
}
