import { Command } from '@commander-js/extra-typings';
import { Api, reasonOf } from './api.js';
import { readCatalogue } from './catalogue.js';
import type { Context } from './context.js';
import { Refusal, Unreachable, Usage } from './faults.js';
import { inJapan } from './table.js';
import { Me } from './views.js';

/** Only the sandbox's own identity provider can be signed in to without a browser. */
export function loginCommand(context: () => Context) {
  return new Command('login')
    .description('sign in to a sandbox; elsewhere, say how to give an access token')
    .option('--account <account>', 'a sandbox account, such as officer1 or s01')
    .option('--print-token', 'print the access token and nothing else')
    .action(async ({ account, printToken }) => {
      const here = context();
      if (account === undefined) throw new Usage(howTo(here));
      const { issuer } = await readCatalogue(here.api);
      const { accessToken, expiresAt } = await signInAt(issuer ?? here.config.oidc.issuer, account);
      here.kept.keep(here.url, { account, accessToken, expiresAt });
      if (printToken) {
        here.io.out(`${accessToken}\n`);
        return;
      }
      const me = await new Api(here.url, accessToken).get('/me', Me);
      const until = new Date(expiresAt * 1_000).toISOString();
      here.print({ account, expiresAt: until, ...me }, () =>
        [
          `Signed in as ${account} until ${inJapan(until)} (Japan).`,
          `Sign-in (what others name you by): ${me.sub}`,
          `Roles: ${me.grants.map(({ role }) => role).join(', ') || 'none yet'}`,
        ].join('\n'),
      );
    });
}

async function signInAt(issuer: string, account: string) {
  // Loaded here: no other command needs an OpenID client.
  const { signIn } = await import('../sandbox/identity/sign-in.js');
  try {
    return await signIn({ issuer, account });
  } catch (error) {
    if (!(error instanceof Error) || error.cause !== undefined || error.name === 'ClientError')
      throw new Unreachable(
        `The identity provider ${issuer} does not answer as the sandbox's does (${reasonOf(error)}).`,
      );
    const title = `The identity provider ${issuer} refused the sign-in of ${account}: is it a sandbox account?`;
    throw new Refusal({ code: 'NOT_SIGNED_IN', status: 401, title });
  }
}

function howTo({ config, url }: Context): string {
  return [
    `To sign in to ${url}:`,
    '  a sandbox:      npx sekisho login --account officer1',
    '                  (also in-charge1, adjudicator1, investigator1, s01, contractor1, auditor, operator)',
    `  anywhere else:  get an access token from its identity provider for the audience ${config.oidc.audience}, then`,
    '                  export SEKISHO_TOKEN=<the token>',
  ].join('\n');
}
