import { request } from 'node:http';
import { expect } from '@jest/globals';
import type { Account } from '../../access/support/cast.js';
import type { House } from '../../access/support/house.js';

const WORKING: readonly Account[] = [
  'officer',
  'inCharge',
  'adjudicator',
  'subject',
  'investigator',
  'auditor',
];
/** No promise about speed: only that they are not made to wait for as long as the attacker likes. */
const SANE_MS = 20_000;

/** While somebody attacks, people at work are answered: each with a connection of their own, reading and writing. */
export async function othersAreServed(house: House, times = 3): Promise<void> {
  const tokens = await Promise.all(WORKING.map((account) => house.token(account)));
  for (let n = 0; n < times; n += 1) {
    const begun = Date.now();
    const statuses = await Promise.all(tokens.map((token) => statusOf(`${house.url}/me`, token)));
    expect(statuses).toEqual(WORKING.map(() => 200));
    expect(Date.now() - begun).toBeLessThan(SANE_MS);
  }
}

/** Without an agent: a connection kept alive would get round the crowd at the door. */
function statusOf(url: string, token: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const req = request(url, { agent: false, headers: { authorization: `Bearer ${token}` } }, (res) => {
      res.resume();
      res.once('end', () => resolve(res.statusCode ?? 0));
    });
    req.once('error', reject);
    req.end();
  });
}
