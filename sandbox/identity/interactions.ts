import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { errors, type Provider } from 'oidc-provider';
import { type SandboxUser, sandboxPassword } from '../people.js';
import { languageOf } from './language.js';
import { contentSecurityPolicy, renderFault, renderSignIn } from './sign-in-page.js';

export interface InteractionOptions {
  provider: Provider;
  users: readonly SandboxUser[];
  /** Where someone goes whose sign-in has expired. */
  home: string;
  signedIn: (outcome: 'accepted' | 'refused') => void;
}

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** The provider's own page: who are you? It cannot be skipped, so that each sign-in is somebody's choice. */
export function interactions({ provider, users, home, signedIn }: InteractionOptions): Router {
  const router = Router();
  const show = (
    req: Request,
    res: Response,
    interaction: Interaction,
    refused: { account: string } | undefined,
  ) => {
    res.set('content-security-policy', contentSecurityPolicy(clientOriginOf(interaction)));
    res.status(refused ? 401 : 200).send(
      renderSignIn({
        language: languageOf(req, { lang: req.query.lang, uiLocales: interaction.params.ui_locales }),
        action: `/interaction/${interaction.uid}`,
        users,
        account: refused?.account,
        refused: refused !== undefined,
      }),
    );
  };

  router.use(pageHeaders);
  router.get('/:uid', async (req, res) => {
    show(req, res, await provider.interactionDetails(req, res), undefined);
  });
  router.post('/:uid', express.urlencoded({ extended: false, limit: '4kb' }), async (req, res) => {
    const interaction = await provider.interactionDetails(req, res);
    const { account, password } = credentialsOf(req.body);
    const user = users.find((candidate) => candidate.account === account);
    if (!user || password !== sandboxPassword) {
      signedIn('refused');
      show(req, res, interaction, { account });
      return;
    }
    signedIn('accepted');
    await provider.interactionFinished(req, res, { login: { accountId: user.sub, remember: false } });
  });
  router.use((error: unknown, req: Request, res: Response, next: (error: unknown) => void) => {
    if (!(error instanceof errors.SessionNotFound)) return next(error);
    const language = languageOf(req, { lang: req.query.lang });
    res.status(400).send(renderFault({ language, fault: error.error, home }));
  });
  return router;
}

const pageHeaders: RequestHandler = (_req, res, next) => {
  res.set({
    'cache-control': 'no-store',
    'content-security-policy': contentSecurityPolicy(),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  next();
};

function credentialsOf(body: unknown): { account: string; password: string } {
  const form = new Map(Object.entries(body ?? {}));
  const text = (name: string): string => {
    const value: unknown = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  return { account: text('account').trim(), password: text('password') };
}

function clientOriginOf({ params }: Interaction): string | undefined {
  const { redirect_uri: redirectUri } = params;
  return typeof redirectUri === 'string' ? new URL(redirectUri).origin : undefined;
}
