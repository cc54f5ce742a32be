import { sandboxPassword } from '../../sandbox/people.js';
import { Browser } from '../identity/browser.js';
import type { TestSystem } from '../support/system.js';
import { formsOf } from '../web/html.js';

/** Somebody at a browser without JavaScript: follows links, fills in forms, comes back. */
export class Visitor {
  readonly browser = new Browser();
  account = '';

  constructor(readonly system: Pick<TestSystem, 'url' | 'as'>) {}

  /** A case that waits for their word on ties they are asked about, say that there is none, and open. */
  async get(path: string) {
    const page = await this.look(path);
    const id = /^\/console\/cases\/([0-9a-f-]{36})/.exec(path)?.[1];
    if (page.status !== 409 || id === undefined || !page.text.includes('TIES_UNDECLARED')) return page;
    await this.fillIn(`/console/declarations?case=${id}`, 'declareTies', { case: id, tie: 'NONE' });
    return this.look(path);
  }

  /** As it comes. */
  look(path: string) {
    return this.browser.request(this.system.url + path);
  }

  /** Through the real sign-in: our redirect, the issuer's page, and back to where one wanted to be. */
  async signIn(account: string, to = '/console'): Promise<void> {
    const wanted = await this.get(`/console/sign-in?return_to=${encodeURIComponent(to)}`);
    if (!wanted.location) throw new Error('no way to the issuer');
    const page = await this.browser.follow(wanted.location);
    const posted = await this.browser.request(page.url, { form: { account, password: sandboxPassword } });
    if (!posted.location) throw new Error(`the sign-in page answered ${posted.status}`);
    const landed = await this.browser.follow(posted.location);
    this.account = account;
    if (landed.url.pathname !== to) throw new Error(`landed on ${landed.url.pathname}`);
  }

  /** Opens the page and sends its form `name` with these fields filled in. */
  async fillIn(path: string, name: string, fields: Record<string, string> = {}, origin = this.system.url) {
    const { text } = await this.get(path);
    const form = formsOf(text)[name];
    if (!form) throw new Error(`no form ${name} on ${path}`);
    return this.send(form.action, { ...form.fields, ...fields }, origin);
  }

  /**
   * What is to be signed is read, and signed with the sandbox's authenticator by the button that stands there. Who has no
   * passkey takes the short cut to one: how they come to it by a code is told in passkeys.test.ts.
   */
  async send(action: string, form: Record<string, string>, origin = this.system.url) {
    let answer = await this.sendPlain(action, form, origin);
    if (
      answer.status === 409 &&
      answer.text.includes('name="sign.nonce"') &&
      !answer.text.includes('data-passkey=')
    ) {
      await (await this.system.as(this.account)).post('/sandbox/authenticator/passkeys');
      answer = await this.sendPlain(action, form, origin);
    }
    if (!answer.text.includes('name="sign.software"')) return answer;
    const signing = formsOf(answer.text)[action.split('/').at(-1) ?? ''];
    if (!signing) throw new Error(`nothing to sign on the page of ${action}`);
    return this.sendPlain(signing.action, { ...signing.fields, 'sign.software': 'yes' }, origin);
  }

  sendPlain(action: string, form: Record<string, string>, origin = this.system.url) {
    return this.browser.request(this.system.url + action, { form, headers: { origin } });
  }
}
