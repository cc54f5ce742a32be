import { Provider, interactionPolicy, type ClientMetadata, type Configuration } from 'oidc-provider';
import type { SandboxUser } from '../people.js';
import type { IdentityKeys } from './keys.js';
import { languageOf } from './language.js';
import { memoryAdapters } from './memory.js';
import { renderFault } from './sign-in-page.js';

export interface IdentityClients {
  consoleSecret: string;
  /** The Temporal UI's address and secret; leave out and it has no client here. */
  temporalUi?: { url: string; secret: string } | undefined;
}

export interface ProviderOptions {
  issuer: string;
  audience: string;
  /** The API's own address: where the console lives. */
  publicUrl: string;
  users: readonly SandboxUser[];
  clients: IdentityClients;
  keys: IdentityKeys;
}

const SESSION_COOKIE = '_session';
const API_RESOURCE = 'urn:sekisho:api';
const API_SCOPE = 'sekisho';
const HOUR = 3600;

export function createProvider(options: ProviderOptions): Provider {
  const provider = new Provider(options.issuer, configurationOf(options));
  // No single sign-on: in a sandbox one plays many people, in several tabs at once, and signing out must mean
  // something. So every sign-in starts as in a fresh browser, and asks.
  provider.use(async (ctx, next) => {
    const { headers } = ctx.req;
    const kept = headers.cookie?.split(';').filter((pair) => !pair.trim().startsWith(SESSION_COOKIE));
    if (kept) headers.cookie = kept.join(';');
    await next();
  });
  return provider;
}

function configurationOf({
  issuer,
  audience,
  publicUrl,
  users,
  clients,
  keys,
}: ProviderOptions): Configuration {
  const subs = new Set(users.map((user) => user.sub));
  return {
    adapter: memoryAdapters(),
    clients: clientsOf(publicUrl, clients),
    jwks: keys.jwks,
    cookies: { keys: keys.cookieKeys, names: cookieNamesOf(issuer) },
    // Who someone is, and nothing else: roles live in the register, where they can be taken away at once.
    findAccount: async (_ctx, sub) =>
      subs.has(sub) ? { accountId: sub, claims: async () => ({ sub }) } : undefined,
    claims: { openid: ['sub'] },
    scopes: ['openid'],
    responseTypes: ['code'],
    // The Temporal UI knows no PKCE; its secret and its state must do.
    pkce: { required: (_ctx, client) => client.clientId !== 'temporal-ui' },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}`, policy: noConsent() },
    loadExistingGrant: async (ctx) => {
      const { client, session, provider } = ctx.oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
      grant.addOIDCScope('openid');
      grant.addResourceScope(API_RESOURCE, API_SCOPE);
      await grant.save();
      return grant;
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: async () => API_RESOURCE,
        useGrantedResource: async () => true,
        getResourceServerInfo: async () => ({
          scope: API_SCOPE,
          audience,
          accessTokenTTL: HOUR,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    clientBasedCORS: () => false,
    issueRefreshToken: async () => false,
    ttl: {
      AccessToken: HOUR,
      AuthorizationCode: 60,
      IdToken: HOUR,
      Interaction: HOUR,
      Session: HOUR,
      Grant: HOUR,
    },
    renderError: (ctx, { error }) => {
      ctx.type = 'html';
      // A request refused before its parameters were read has them in its address.
      const uiLocales = ctx.oidc.params?.ui_locales ?? ctx.query.ui_locales;
      ctx.body = renderFault({ language: languageOf(ctx, { uiLocales }), fault: error, home: publicUrl });
    },
  };
}

function clientsOf(publicUrl: string, { consoleSecret, temporalUi }: IdentityClients): ClientMetadata[] {
  const shared: Partial<ClientMetadata> = {
    grant_types: ['authorization_code'],
    response_types: ['code'],
    id_token_signed_response_alg: 'ES256',
  };
  const clients: ClientMetadata[] = [
    {
      ...shared,
      client_id: 'sekisho-console',
      client_secret: consoleSecret,
      redirect_uris: [new URL('/console/callback', publicUrl).href],
    },
    {
      ...shared,
      client_id: 'sekisho-cli',
      // Native: on loopback every port is accepted (RFC 8252 §7.3).
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      redirect_uris: ['http://127.0.0.1/callback'],
    },
  ];
  if (temporalUi) {
    clients.push({
      ...shared,
      client_id: 'temporal-ui',
      client_secret: temporalUi.secret,
      redirect_uris: [new URL('/auth/sso/callback', temporalUi.url).href],
    });
  }
  return clients;
}

/** Our own clients ask for nothing that could be withheld. */
function noConsent(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  return policy;
}

/** Cookies know hosts, not ports: two sandboxes on one machine would overwrite each other's. */
function cookieNamesOf(issuer: string): NonNullable<NonNullable<Configuration['cookies']>['names']> {
  const { port } = new URL(issuer);
  return { session: SESSION_COOKIE, interaction: `_interaction${port}`, resume: `_resume${port}` };
}
