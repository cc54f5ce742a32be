import { expect } from '@jest/globals';
import type { CheckCode } from '../../../domain/checks.js';
import { checkOf } from '../../support/act27.js';
import { PROBLEMS } from '../../../domain/errors.js';
import { type Case, Cases } from '../../access/support/cases.js';
import { type Answer, ask, type House, verdict } from '../../access/support/house.js';

const bearer = (credential: string) => ({ authorization: `Bearer ${credential}` });

/** One question put to one source, and what that source may say at the gateway. */
export class Asked {
  constructor(
    readonly house: House,
    readonly made: Case,
    readonly requestId: string,
    readonly credential: string,
  ) {}

  /** The same request asked for by somebody else, or another one asked for by the same. */
  but({ credential = this.credential, requestId = this.requestId }): Asked {
    return new Asked(this.house, this.made, requestId, credential);
  }

  fetch(): Promise<Answer> {
    return ask(`${this.house.url}/gateway/requests/${this.requestId}`, { headers: bearer(this.credential) });
  }

  answer(body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return ask(`${this.house.url}/gateway/requests/${this.requestId}/answer`, {
      method: 'POST',
      headers: { ...bearer(this.credential), 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
    });
  }

  received() {
    return this.house.register
      .selectFrom('inbox')
      .selectAll()
      .where('request_id', '=', this.requestId)
      .execute();
  }

  evidence() {
    const documents = this.house.register
      .selectFrom('vault_documents')
      .select('id')
      .where('owner_id', '=', this.made.id);
    return documents.where('class', '=', 'EVIDENCE').execute();
  }

  entries(event: string) {
    const own = this.house.register.selectFrom('ledger').selectAll().where('case_id', '=', this.made.id);
    return own.where('event', '=', event).execute();
  }
}

/** A case in which one question has been put to one source. */
export async function asked(
  house: House,
  code: CheckCode = 'ENTRY_HISTORY',
  stage: 'CHECKS_RUNNING' | 'ADJUDICATION' | 'DECIDED' = 'CHECKS_RUNNING',
): Promise<Asked> {
  const made = await new Cases(house).application(stage, { inquiries: { [code]: true } });
  return requestOf(house, made, code);
}

export async function requestOf(house: House, made: Case, code: CheckCode): Promise<Asked> {
  const { request_id: requestId } = await house.register
    .selectFrom('checks')
    .select('request_id')
    .where('case_id', '=', made.id)
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
  return new Asked(house, made, requestId, house.credentials[checkOf(code).source] ?? '');
}

export function listOf(house: House, credential: string, query = ''): Promise<Answer> {
  return ask(`${house.url}/gateway/requests${query}`, { headers: bearer(credential) });
}

export function isProblem(house: House, answer: Answer, code: keyof typeof PROBLEMS): void {
  expect([verdict(answer), answer.type]).toEqual([
    `${PROBLEMS[code].status} ${code}`,
    expect.stringMatching(/^application\/problem\+json/),
  ]);
  expect(answer.text).not.toMatch(/\bat .*\.(ts|js):\d+|node_modules|postgres|架空/i);
  expect(house.errors).toEqual([]);
}
