import { expect } from '@jest/globals';
import { bodyOf } from './bodies.js';
import type { Case, Cases } from './cases.js';
import type { Account } from './cast.js';
import { type Answer, type House, verdict } from './house.js';
import { Screenings } from './screenings.js';

/** A passage on what may not be asked, and what is said around it. */
export const DRIFT = '労働組合の役員';
export const SAID = `返済は済んだ。今は${DRIFT}をしている。勤めは変わらない。`;
export const STRIKE = { verdict: 'STRIKE', ground: 'MAY_NOT_BE_ASKED' } as const;
export const STAND = { verdict: 'STAND', ground: 'MEANS_SOMETHING_ELSE' } as const;

/** Acts, and the pointer and kind of case of the text in each. */
const AT = { application: '/applications', clearance: '/clearances', grievance: '/grievances' } as const;

/** What people do with single texts that drift, over HTTP. */
export class Texts {
  readonly cases: Cases;
  readonly of: Screenings;
  constructor(readonly house: House) {
    this.of = new Screenings(house);
    this.cases = this.of.cases;
  }

  /** An act with these words. */
  async say(
    by: Account,
    made: Case,
    [kind, path, routeId]: readonly [keyof typeof AT, string, string],
    more: object,
  ): Promise<Answer> {
    const body = bodyOf(routeId, await this.cases.version(made.id));
    return this.house.post(by, `${AT[kind]}/${made.id}/${path}`, { ...body, ...more });
  }

  async waiting(by: Account = 'screener'): Promise<string[]> {
    const { body } = await this.house.get(by, '/text-screenings');
    return body.items.map(({ id }: { id: string }) => id);
  }

  /** The one text of this file that waits, whoever may see it. */
  async textOf({ id }: Case): Promise<string | undefined> {
    const rows = await this.house.register
      .selectFrom('text_screenings')
      .select('id')
      .where('case_id', '=', id)
      .where('status', '=', 'WAITING')
      .execute();
    expect(rows.length).toBeLessThan(2);
    return rows[0]?.id;
  }

  read(id: string, by: Account = 'screener'): Promise<Answer> {
    return this.house.get(by, `/text-screenings/${id}`);
  }

  async screen(
    id: string,
    verdicts: readonly object[] = [STRIKE],
    by: Account = 'screener',
  ): Promise<Answer> {
    const passages = verdicts.map((one, n) => ({ passage: n + 1, ...one }));
    return this.house.post(by, `/text-screenings/${id}`, { passages });
  }

  async screened(made: Case, verdict_: object = STRIKE): Promise<void> {
    expect(verdict(await this.screen((await this.textOf(made)) ?? '', [verdict_]))).toBe('201');
  }
}
