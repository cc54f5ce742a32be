import { expect } from '@jest/globals';
import type { Cases } from './cases.js';
import type { Account } from './cast.js';
import type { Items } from './handling.js';
import type { House } from './house.js';

/** A notice that a right has ended, as whoever must be told reads it. */
export interface Told {
  readonly id: string;
  readonly subjectRef: string;
  readonly itemId: string | null;
  readonly recipient: string;
  readonly state: string;
  readonly endedOn: string;
}

export async function toldOfEnds(house: House, account: Account, subjectId: string): Promise<Told[]> {
  const { body } = await house.get(account, '/right-end-notices');
  return body.items.filter((one: Told) => one.subjectRef === subjectId);
}

/** A person with the right, on the list of an item of the organ's and on one of the contractor's. */
export async function listedHolder(cases: Cases, items: Items) {
  const made = await cases.clearance('ACTIVE');
  const own = await items.item();
  const provided = await items.item(true);
  expect((await items.put(own, made.subjectId)).status).toBe(201);
  expect((await items.put(provided, made.subjectId, 'manager')).status).toBe(201);
  return { made, own, provided };
}
