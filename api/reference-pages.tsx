import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { ProblemCode } from '../domain/errors.js';

/** A step that can answer with a code. */
export interface Answering {
  readonly method: string;
  readonly path: string;
  readonly summary: string;
}

export interface ProblemView {
  readonly code: ProblemCode;
  readonly status: number;
  readonly text: string;
  readonly answeredBy: readonly Answering[];
}

/** The page Swagger UI fills. All it loads lies below it, so that it works offline and behind any prefix. */
export function referencePage(): string {
  return page(
    'API reference',
    <>
      <div id="reference">
        <noscript>
          The reference is drawn by a script. The same as plain data: <a href="openapi.json">openapi.json</a>.
        </noscript>
      </div>
      <script src="reference/swagger-ui-bundle.js" />
      <script src="reference/reference.js" />
    </>,
    'reference/swagger-ui.css',
    'reference/favicon-32x32.png',
  );
}

export function problemsPage(problems: readonly ProblemView[]): string {
  return page(
    'Problems',
    <main>
      <h1>Problems</h1>
      <p>Every way this API refuses. The list is closed; after each of them nothing was changed.</p>
      <dl>
        {problems.map(({ code, status, text }) => (
          <>
            <dt>
              <a href={`problems/${code}`}>
                <code>{code}</code>
              </a>{' '}
              {status}
            </dt>
            <dd>{text}</dd>
          </>
        ))}
      </dl>
    </main>,
  );
}

export function problemPage({ code, status, text, answeredBy }: ProblemView): string {
  return page(
    code,
    <main>
      <h1>
        <code>{code}</code>
      </h1>
      <p>{text}</p>
      <p>HTTP status {status}.</p>
      {answeredBy.length > 0 && (
        <>
          <h2>Who answers with it</h2>
          <ul>
            {answeredBy.map(({ method, path, summary }) => (
              <li>
                <code>
                  {method} {path}
                </code>{' '}
                {summary}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href="../problems">All problems</a>
      </p>
    </main>,
  );
}

export function problemText({ code, status, text, answeredBy }: ProblemView): string {
  const steps = answeredBy.map(({ method, path, summary }) => `  ${method} ${path}  ${summary}`);
  return [
    `${code} (${status})`,
    text,
    ...(steps.length > 0 ? ['', 'Who answers with it:', ...steps] : []),
    '',
  ].join('\n');
}

export function problemsText(problems: readonly ProblemView[]): string {
  return problems
    .map(({ code, status, text }) => `${code.padEnd(22)} ${status}  ${text}`)
    .join('\n')
    .concat('\n');
}

function page(title: string, body: ComponentChildren, style?: string, icon?: string): string {
  const html = renderToString(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} – Sekisho`}</title>
        {style && <link rel="stylesheet" href={style} />}
        {icon && <link rel="icon" href={icon} />}
      </head>
      <body>{body}</body>
    </html>,
  );
  return `<!doctype html>${html}`;
}
