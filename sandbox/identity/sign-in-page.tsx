import { createHash } from 'node:crypto';
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Role } from '../../domain/roles.js';
import { contractors, organs, sandboxPassword, type SandboxUser } from '../people.js';
import { type Language, roleNames, type Texts, texts } from './texts.js';

export interface SignInPage {
  language: Language;
  /** Where both forms post to, and the page itself is. */
  action: string;
  users: readonly SandboxUser[];
  account?: string | undefined;
  refused: boolean;
}

export function renderSignIn({ language, action, users, account, refused }: SignInPage): string {
  const t = texts[language];
  const other: Language = language === 'ja' ? 'en' : 'ja';
  return page(
    language,
    refused ? t.refusedTitle : t.title,
    <>
      <nav>
        <a href={`${action}?lang=${other}`} lang={other} hreflang={other}>
          {texts[other].languageName}
        </a>
      </nav>
      <main>
        <h1>{t.title}</h1>
        <p>{t.introduction}</p>
        {refused && (
          <p id="refused" class="refused" role="alert">
            {t.refused}
          </p>
        )}
        <Credentials t={t} action={`${action}?lang=${language}`} account={account} refused={refused} />
        <form method="post" action={`${action}?lang=${language}`}>
          <h2>{t.choose}</h2>
          <input type="hidden" name="password" value={sandboxPassword} />
          {byRole(users).map(([role, members]) => (
            <section key={role} aria-labelledby={`role-${role}`}>
              <h3 id={`role-${role}`}>{roleNames[role][language]}</h3>
              <ul>
                {members.map((user) => (
                  <li key={user.account}>
                    <Account user={user} role={role} language={language} />
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </form>
      </main>
    </>,
  );
}

/** What is shown when there is nothing to sign in to: an expired or unknown sign-in, a request we refuse. */
export function renderFault({
  language,
  fault,
  home,
}: {
  language: Language;
  fault: string;
  home: string;
}): string {
  const t = texts[language];
  return page(
    language,
    t.faultTitle,
    <main>
      <h1>{t.faultTitle}</h1>
      <p role="alert">{t.fault}</p>
      <p>
        <code>{fault}</code>
      </p>
      <p>
        <a href={home}>{t.home}</a>
      </p>
    </main>,
  );
}

/**
 * Browsers hold redirects after a form to `form-action` too, and this form's last stop is the client: so its
 * origin is named beside our own.
 */
export function contentSecurityPolicy(clientOrigin?: string): string {
  const target = clientOrigin ? ` ${clientOrigin}` : '';
  return `default-src 'none'; style-src '${styleHash}'; form-action 'self'${target}; base-uri 'none'; frame-ancestors 'none'`;
}

function Credentials(props: {
  t: Texts;
  action: string;
  account: string | undefined;
  refused: boolean;
}): VNode {
  const { t, action, account, refused } = props;
  const invalid = refused ? { 'aria-invalid': true, 'aria-describedby': 'refused' } : {};
  return (
    <form method="post" action={action}>
      <label for="account">{t.account}</label>
      <input id="account" name="account" autocomplete="username" required value={account} {...invalid} />
      <label for="password">{t.password}</label>
      <input
        id="password"
        name="password"
        type="password"
        autocomplete="off"
        required
        aria-describedby="hint"
      />
      <p id="hint">
        {t.passwordHint} <code>{sandboxPassword}</code>
      </p>
      <button type="submit">{t.signIn}</button>
    </form>
  );
}

function Account({ user, role, language }: { user: SandboxUser; role: Role; language: Language }): VNode {
  const bodies = user.grants
    .filter((grant) => grant.role === role)
    .flatMap(({ organId, contractorId }) => {
      const body = [...organs, ...contractors].find(({ id }) => id === organId || id === contractorId);
      return body ? [body.name[language]] : [];
    });
  return (
    <button type="submit" name="account" value={user.account}>
      <span>{user.displayName[language]}</span> <code>{user.account}</code>
      {bodies.length > 0 && <small>{bodies.join(language === 'ja' ? '・' : ', ')}</small>}
    </button>
  );
}

function byRole(users: readonly SandboxUser[]): [Role, SandboxUser[]][] {
  const groups = new Map<Role, SandboxUser[]>();
  for (const user of users) {
    const role = user.grants[0]?.role;
    if (role) groups.set(role, [...(groups.get(role) ?? []), user]);
  }
  return [...groups];
}

function page(language: Language, title: string, body: ComponentChildren): string {
  const html = renderToString(
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} – Sekisho sandbox`}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>{body}</body>
    </html>,
  );
  return `<!doctype html>${html}`;
}

const style = `
:root { color-scheme: light dark; font: 1rem/1.6 "Noto Sans JP", "Hiragino Sans", "Yu Gothic UI", sans-serif }
body { max-width: 56rem; margin: 0 auto; padding: 1rem }
nav { text-align: right }
h2 { margin-top: 2rem } h3 { margin: 1.25rem 0 .5rem; font-size: 1rem }
label, input { display: block } label { margin-top: .75rem }
input, button { font: inherit; padding: .5rem .75rem; border: 1px solid #767676; border-radius: .375rem }
input { width: min(20rem, 100%); box-sizing: border-box }
button { cursor: pointer; min-height: 2.75rem; text-align: left }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem; grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)) }
li button { width: 100%; height: 100% } small { display: block } li code { white-space: nowrap }
:focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px }
.refused { border-left: .25rem solid #b3261e; padding-left: .75rem }
`;
const styleHash = `sha256-${createHash('sha256').update(style).digest('base64')}`;
