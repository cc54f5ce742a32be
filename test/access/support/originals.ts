import { createHash, randomUUID } from 'node:crypto';
import { ROUTES } from '../../../api/routes/index.js';
import { bodyOf, PAPER } from './bodies.js';
import { type Case, Cases } from './cases.js';
import type { Account } from './cast.js';
import type { Answer, House } from './house.js';

/** Signed papers over HTTP: keyed in by one, confirmed by another. */
export class Originals {
  readonly cases: Cases;
  constructor(readonly house: House) {
    this.cases = new Cases(house);
  }

  /** A paper nobody has seen before. */
  paper(more: object = {}) {
    return { ...PAPER, hash: createHash('sha256').update(randomUUID()).digest('hex'), ...more };
  }

  async body(routeId: string, made: Case, says: object = {}): Promise<{ original: object; says: object }> {
    const body = bodyOf(routeId, await this.cases.version(made.id)) as { says: object };
    return { original: this.paper(), says: { ...body.says, ...says } };
  }

  /** Of the step's own route: `giveConsent`. */
  async key(made: Case, step: string, by: Account, says: object = {}, paper: object = {}): Promise<Answer> {
    const routeId = `key${step.replace(/^./, (letter) => letter.toUpperCase())}`;
    const body = await this.body(routeId, made, says);
    const at = ROUTES.find(({ id }) => id === routeId)?.path.replace(':id', made.id) ?? '';
    return this.house.post(by, at, { ...body, original: { ...body.original, ...paper } });
  }

  async hashOf(id: string): Promise<string> {
    const row = await this.house.register
      .selectFrom('originals')
      .select('hash')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return row.hash;
  }

  /** As whoever compares does: with their word that they are not tied, where it is asked for. */
  async confirm(id: string, by: Account): Promise<Answer> {
    await this.declare(id, by);
    return this.compare(id, by);
  }

  async compare(id: string, by: Account): Promise<Answer> {
    return this.house.post(by, `/originals/${id}/confirmation`, { hash: await this.hashOf(id) });
  }

  async declare(id: string, by: Account, tie: 'NONE' | 'TIED' = 'NONE'): Promise<Answer> {
    const { case_id: caseId } = await this.house.register
      .selectFrom('originals')
      .select('case_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return this.house.post(by, `/declarations/${caseId}`, { tie });
  }

  async reject(id: string, by: Account): Promise<Answer> {
    await this.declare(id, by);
    return this.house.post(by, `/originals/${id}/rejection`, { reasons: '署名がない。' });
  }

  async statusOf(id: string): Promise<string> {
    const row = await this.house.register
      .selectFrom('originals')
      .select('status')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return row.status;
  }
}
