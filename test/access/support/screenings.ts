import { expect } from '@jest/globals';
import { sql } from 'kysely';
import type { DocumentClass, VaultOwner } from '../../../store/vault.js';
import { bodyOf } from './bodies.js';
import { type Case, Cases } from './cases.js';
import type { Account } from './cast.js';
import { type House, verdict } from './house.js';
import { drifting } from './unscreened.js';

export const PLACE = '/answers/FINANCIAL_CIRCUMSTANCES/rentArrears';
export const FIELD = `${PLACE}/rows/0/what`;
export const FAMILY = [
  { name: '架空 花子', dateOfBirth: '1990-01-02', nationalities: ['JP'], address: '架空市' },
];

/** What people do with words that drift, over HTTP. */
export class Screenings {
  readonly cases: Cases;
  constructor(readonly house: House) {
    this.cases = new Cases(house);
  }

  async submit({ id }: Case, answers: object = drifting(), more: object = { kept: true }) {
    const seen = await this.cases.version(id);
    return this.house.post('subject', `/applications/${id}/questionnaire`, {
      seen,
      answers,
      family: FAMILY,
      ...more,
    });
  }

  async screen({ id }: Case, more: object = {}, by: Account = 'screener') {
    const body = bodyOf('screenQuestionnaire', await this.cases.version(id));
    return this.house.post(by, `/applications/${id}/screening`, { ...body, ...more });
  }

  read({ id }: Case, by: Account) {
    return this.house.get(by, `/applications/${id}`);
  }

  async waiting(): Promise<Case> {
    const made = await this.cases.application('QUESTIONNAIRE');
    expect(verdict(await this.submit(made))).toBe('201');
    expect(await this.cases.stage(made.id)).toBe('QUESTIONNAIRE_SCREENING');
    return made;
  }

  /** How many documents there are of words that wait, and how many keys that open them. */
  async unscreenedOf({ id }: Case): Promise<number[]> {
    const count = async (table: 'vault_documents' | 'vault_keys') => {
      const rows = this.house.register.selectFrom(table).select('owner_id').where('owner_id', '=', id);
      return (await rows.where('class', '=', 'UNSCREENED').execute()).length;
    };
    return [await count('vault_documents'), await count('vault_keys')];
  }

  /** Where in the database a word stands: in the clear in any column, or in any document that a key still opens. */
  async placesOf(word: string): Promise<string[]> {
    const { register, vault } = this.house;
    const found: string[] = [];
    const { rows: columns } = await sql<{ table_name: string; column_name: string }>`
      select table_name, column_name from information_schema.columns where table_schema = 'public'
    `.execute(register);
    for (const { table_name: table, column_name: column } of columns) {
      const text = sql`${sql.ref(column)}::text`;
      const { rows } = await sql`select 1 from ${sql.table(table)} where position(${word} in ${text}) > 0
        or position(encode(convert_to(${word}, 'UTF8'), 'hex') in ${text}) > 0 limit 1`.execute(register);
      if (rows.length > 0) found.push(`${table}.${column}`);
    }
    const documents = await register
      .selectFrom('vault_documents')
      .select(['id', 'owner_kind', 'owner_id', 'class'])
      .execute();
    await register.transaction().execute(async (tx) => {
      for (const { id, owner_kind: kind, owner_id, class: docClass } of documents) {
        const owner = { kind, id: owner_id } as VaultOwner;
        const content = await vault.get(tx, owner, docClass as DocumentClass, id);
        if (JSON.stringify(content ?? null).includes(word)) found.push(docClass);
      }
    });
    return found;
  }
}
