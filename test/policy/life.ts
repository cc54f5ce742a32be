import { expect } from '@jest/globals';
import { sql } from 'kysely';
import type { Request } from 'express';
import { inCall } from '../../api/dispatch.js';
import { readCasePage } from '../../api/pages/case-read.js';
import { loadPrincipal } from '../../api/principal.js';
import { signerFromFile } from '../../privacy/decision-signing.js';
import { readNow } from '../../store/clock.js';
import { connect } from '../../store/db.js';
import { fileReceived, unfiledAnswers } from '../../store/inbox.js';
import { needsProviso } from '../../domain/proviso.js';
import { listingTextOf } from '../../domain/listing.js';
import { policyOf, type Policy } from '../../domain/policy.js';
import { textsOf } from '../../forms/packs.js';
import { answersFor } from '../../sandbox/questionnaire.js';
import { worksheetFor } from '../../sandbox/worksheet.js';
import { caseFilePage } from '../../web/pages/case-file.js';
import { ownCasePage } from '../../web/pages/own-case.js';
import { AGREED, bodyOf } from '../access/support/bodies.js';
import { Cases, PERSON } from '../access/support/cases.js';
import { type Account, HERE, memberOf } from '../access/support/cast.js';
import { ask, type House, verdict } from '../access/support/house.js';
import { printed } from '../forms/printed.js';
import { form, frameIn } from '../web/fixtures/pages.js';

const agreedTo = (scheme?: string) =>
  scheme === undefined ? AGREED : { ...AGREED, text: listingTextOf(scheme) };

type Nominator = 'inCharge' | 'manager';

/** A case of whatever scheme, moved through the API by the people whose steps they are. */
export class Life {
  readonly cases: Cases;
  constructor(
    readonly house: House,
    readonly id: string,
  ) {
    this.cases = new Cases(house);
  }

  static async nominated(house: House, name: string, scheme?: string, by: Nominator = 'inCharge') {
    const body = {
      organId: HERE.organId,
      person: { ...PERSON, name },
      agreedToBeListed: true,
      ...(by === 'manager' ? { contractorId: HERE.contractorId, listing: agreedTo(scheme) } : {}),
      ...(scheme === undefined ? {} : { scheme }),
    };
    const made = await house.post(by, '/applications', body);
    expect(verdict(made)).toBe('201');
    return new Life(house, made.body.id);
  }

  /** The body a step usually has, with what this one has of its own. */
  async post(by: Account, path: string, routeId: string, more: object = {}) {
    const body = { ...bodyOf(routeId, await this.cases.version(this.id)), ...more };
    return this.house.post(by, `/applications/${this.id}/${path}`, body);
  }

  async step(by: Account, path: string, routeId: string, more: object = {}): Promise<void> {
    const answer = await this.post(by, path, routeId, more);
    expect([routeId, verdict(answer), answer.body.errors]).toEqual([routeId, '201', undefined]);
  }

  async view(by: Account) {
    return (await this.house.get(by, `/applications/${this.id}`)).body;
  }

  async served(): Promise<{ text: string; ja: string[]; en: string[] }> {
    await this.step('adjudicator', 'approval', 'approveNominee');
    await this.step('officer', 'notice', 'serveNotice');
    return (await this.view('subject')).notice;
  }

  /** Each source that was asked fetches its question and answers it; then the answers are filed. */
  async answered(answer: string): Promise<Record<string, string>> {
    const { register, credentials, url } = this.house;
    const open = register.selectFrom('checks').select(['request_id', 'source', 'code']);
    const asked: Record<string, string> = {};
    for (const one of await open.where('case_id', '=', this.id).where('status', '=', 'OPEN').execute()) {
      const headers = {
        authorization: `Bearer ${credentials[one.source]}`,
        'content-type': 'application/json',
      };
      const at = `${url}/gateway/requests/${one.request_id}`;
      const { body } = await ask(at, { headers });
      asked[one.code] = body.question.ja;
      const init = { method: 'POST', headers, body: JSON.stringify({ answer }) };
      expect((await ask(`${at}/answer`, init)).status).toBe(202);
    }
    await register.transaction().execute(async (tx) => {
      for (const one of await unfiledAnswers(tx, { caseId: this.id, limit: 9 }))
        await fileReceived(tx, one, await readNow(tx));
    });
    return asked;
  }

  /** The policy of the case. */
  async policy(): Promise<Policy> {
    return policyOf((await this.row()).policy_version);
  }

  /** From the notice to the investigation: consent to every question, and nothing stated. */
  async investigated(): Promise<void> {
    const { checks } = await this.policy();
    const { text } = (await this.view('subject')).notice;
    const inquiries = Object.fromEntries(checks.map(({ code }) => [code, true]));
    await this.step('subject', 'consent', 'giveConsent', { text, inquiries });
    const answers = answersFor({}, textsOf((await this.row()).policy_version).questions);
    await this.step('subject', 'questionnaire', 'submitQuestionnaire', { answers, family: [] });
    const { steps } = await this.policy();
    await this.step('inCharge', 'investigation', 'startInvestigation', {
      mode: 'SELF',
      // Where nobody else investigates there is no ground to give.
      ...(needsProviso(steps, 'SELF') ? {} : { ground: undefined, reasons: undefined }),
    });
  }

  /** Every source answers so, what is of concern is looked at, and the case goes to the head. */
  async submitted(answer: 'RECORD' | 'NO_RECORD'): Promise<void> {
    await this.answered(answer);
    const weighed = answer === 'RECORD';
    await this.cases.step(this.id, weighed ? 'escalate' : 'completeChecks', 'System');
    if (weighed) await this.step('officer', 'review', 'resolveReview');
    await this.step('inCharge', 'opinion', 'giveOpinion');
    await this.step('inCharge', 'submission', 'submitForDecision');
  }

  /** On the day that it is there, in whose own account it can be read from then on. */
  async notified(): Promise<void> {
    const inAccount = { channel: 'OWN_ACCOUNT', receipt: undefined, receivedOn: undefined };
    await this.step('officer', 'result-notice', 'notifyResult', inAccount);
  }

  /** Found, told and pledged: the clearance that comes of it. */
  async found() {
    const { items } = await this.policy();
    const worksheet = worksheetFor(
      {},
      items.map(({ code }) => code),
    );
    await this.step('adjudicator', 'decision', 'decide', { worksheet });
    await this.notified();
    await this.step('subject', 'pledge', 'signPledge');
    return this.house.register
      .selectFrom('clearances')
      .innerJoin('cases', 'cases.id', 'clearances.id')
      .select(['clearances.id', 'cases.subject_id', 'cases.stage', 'cases.policy_version'])
      .select(['clearances.notified_at', 'clearances.expires_at'])
      .where('application_id', '=', this.id)
      .executeTakeFirstOrThrow();
  }

  /** By which forms the person signed, wherever they took that step. */
  async signedBy(action: string): Promise<{ forms: unknown }[]> {
    const { register } = this.house;
    const steps = register.selectFrom('commands').select('details').where('case_id', '=', this.id);
    const rows = await steps.where('action', '=', action).execute();
    return rows.map(({ details }) => ({ forms: details.forms }));
  }

  /** What a document prints, in Japanese. */
  async paper(by: Account, name: string): Promise<string> {
    const headers = { authorization: `Bearer ${await this.house.token(by)}` };
    const response = await fetch(`${this.house.url}/applications/${this.id}/documents/${name}`, { headers });
    expect([name, response.status]).toEqual([name, 200]);
    return printed(Buffer.from(await response.arrayBuffer())).text.replace(/\s/g, '');
  }

  /** The console's page of the case, as its reader sees it. */
  async page(by: Account, language: 'ja' | 'en'): Promise<string> {
    const { house } = this;
    const db = connect(house.database.api, { max: 1 });
    const signer = signerFromFile(`${house.folder}/keys/signing.json`, { create: true });
    const checks: never = {} as never;
    const parts = {
      db,
      checks,
      vault: house.vault,
      indexKey: new Uint8Array(32),
      signer,
      grants: house.grants,
      passkeys: { site: house.site, software: true },
    };
    const of = { params: { id: this.id }, query: {}, body: undefined, commandId: '', req: {} as Request };
    try {
      const found = await inCall(parts, await loadPrincipal(db, memberOf(by).sub), of, readCasePage);
      if (found.view === 'file') return caseFilePage(frameIn(language), found.file, form);
      if (found.view === 'subject') return ownCasePage(frameIn(language), found.file, form);
      throw new Error(`no page of a case for ${by}`);
    } finally {
      await db.destroy();
    }
  }

  async row(id = this.id) {
    const rows = this.house.register.selectFrom('cases').select(['policy_version', 'periods', 'stage']);
    return rows.where('id', '=', id).executeTakeFirstOrThrow();
  }
}

/** The register's clock at a time to come. */
export async function moveTo(house: House, at: string): Promise<void> {
  await sql`update clock set offset_ms = ${Date.parse(at) - Date.now()}`.execute(house.register);
}

/** Whether the register says that this person may handle information of that scheme here, now. */
export async function mayHandle(house: House, subjectId: string, scheme: string): Promise<boolean> {
  const at = `/handling-rights?subjectId=${subjectId}&organId=${HERE.organId}&scheme=${scheme}`;
  return (await house.get('information', at)).body.canHandle;
}
