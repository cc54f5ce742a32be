import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { dayBeside } from '../../../domain/calendar.js';
import { freshName } from '../../support/names.js';
import { AGREED, PARTS } from './bodies.js';
import { PERSON } from './cases.js';
import { type Account, HERE, memberOf } from './cast.js';
import { today } from './handling.js';
import { type Answer, type House, verdict } from './house.js';

export const reasons = '書面により審査した。 / Examined in writing.';
export const days = () => ({ firstDay: today(), lastDay: dayBeside(today(), 300) });
export interface Whose {
  readonly organId: string;
  readonly contractorId: string;
}

/** Contractors of a house, and how one comes to be certified and under contract. */
export class Contractors {
  constructor(private readonly house: House) {}

  /** One of its own, whose manager is `manager` too: what is lost here is lost for no other test. */
  async contractor(organId: string = HERE.organId): Promise<Whose> {
    const id = randomUUID();
    await this.house.register
      .insertInto('contractors')
      .values({ id, name_ja: '架空電機', name_en: 'Kakū Denki' })
      .execute();
    await this.house.register
      .insertInto('principals')
      .values({
        id: randomUUID(),
        sub: memberOf('manager').sub,
        role: 'ContractorSecurityManager',
        organ_id: null,
        contractor_id: id,
        subject_id: null,
        created_at: new Date().toISOString(),
      })
      .execute();
    return { organId, contractorId: id };
  }

  async applied(of: Whose): Promise<File> {
    const made = await this.house.post('manager', '/certifications', { ...of, parts: PARTS });
    expect(verdict(made)).toBe('201');
    return new File(this.house, made.body.id);
  }

  async certified(of: Whose): Promise<File> {
    const file = await this.applied(of);
    expect(verdict(await file.step('inCharge', 'examination', { recommended: 'GRANT', reasons }))).toBe(
      '201',
    );
    expect(verdict(await file.step('adjudicator', 'grant', { ...days(), reasons }))).toBe('201');
    return file;
  }

  async contracted(of: Whose): Promise<string> {
    const body = { ...of, paragraph: '10(1)', sections: ['K-7'], firstDay: today() };
    const made = await this.house.post('inCharge', '/contracts', body);
    expect(verdict(made)).toBe('201');
    return made.body.id;
  }

  nominate(of: Whose): Promise<Answer> {
    return this.house.post('manager', '/applications', {
      ...of,
      person: { ...PERSON, name: freshName() },
      agreedToBeListed: true,
      listing: AGREED,
    });
  }
}

/** A certification's file, and the version its next step has seen. */
export class File {
  version = 1;
  constructor(
    private readonly house: House,
    readonly id: string,
  ) {}
  async step(by: Account, path: string, more: object = {}): Promise<Answer> {
    const at = `/certifications/${this.id}/${path}`;
    const answer = await this.house.post(by, at, { seen: this.version, ...more });
    if (answer.status === 201) this.version = answer.body.version;
    return answer;
  }
  async stage(): Promise<string> {
    return (await this.house.get('inCharge', `/certifications/${this.id}`)).body.stage;
  }
}
