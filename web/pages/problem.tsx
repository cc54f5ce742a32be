import type { ProblemCode } from '../../domain/errors.js';
import { type Frame, speech } from '../frame.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import { Section, Written } from '../parts.js';
import { paths } from '../paths.js';
import { problemText } from '../words/problems.js';

/** Sign-in troubles have sentences of their own: the code alone would not say what to do. */
export type SignInTrouble = 'SIGNED_OUT' | 'SIGN_IN_EXPIRED' | 'SIGN_IN_REFUSED' | 'CSRF_REFUSED';

export interface ProblemOf {
  readonly code: ProblemCode;
  readonly trouble?: SignInTrouble;
  readonly reference?: string;
  /** Where to go on; the start page if not said. */
  readonly caseId?: string | undefined;
  readonly returnTo?: string;
  /** Free text that was sent and did not arrive: not lost, to be copied. */
  readonly written?: readonly { readonly label: string; readonly text: string }[];
}

/** What went wrong, in words, and the way on. */
export function problemPage(frame: Frame, problem: ProblemOf): string {
  const { t } = speech(frame);
  const { code, trouble, reference, caseId, written = [] } = problem;
  const title = titleOf(problem, frame);
  const signsIn = trouble !== undefined && trouble !== 'CSRF_REFUSED';
  const body = (
    <div class="narrow">
      <h1>{title}</h1>
      <p class="lead" role="alert">
        {sentence(problem, frame)}
      </p>
      <p class="actions">
        {signsIn && (
          <a class="first" href={paths.signIn(problem.returnTo ?? paths.start)}>
            {trouble === 'SIGNED_OUT' ? t.signIn : t.problem.again}
          </a>
        )}
        {code === 'TIES_UNDECLARED' && (
          <a class="first" href={toDeclare(problem, frame)}>
            {t.declarations.toDeclare}
          </a>
        )}
        {caseId && !signsIn && code !== 'TIES_UNDECLARED' && (
          <a class="first" href={paths.caseOf(caseId)}>
            {t.problem.backToCase}
          </a>
        )}
        <a href={paths.start}>{t.problem.backToStart}</a>
      </p>
      {written.length > 0 && (
        <Section id="written" title={t.form.written} intro={t.form.writtenIntro}>
          {written.map(({ label, text }) => (
            <div key={label}>
              <h3>{label}</h3>
              <Written text={text} />
            </div>
          ))}
        </Section>
      )}
      <p class="muted">
        {t.problem.code + t.colon}
        <code>{trouble ?? code}</code>
        {reference && (
          <>
            {' · '}
            {t.problem.reference + t.colon}
            <code class="id">{reference}</code>
          </>
        )}
      </p>
    </div>
  );
  return renderPage(frame, { title, failed: true, basis: PAGE_BASIS.problem, body });
}

/** On the case that was asked for, where the address names one. */
function toDeclare({ caseId }: ProblemOf, { here }: Frame): string {
  const id = caseId ?? /^\/console\/cases\/([0-9a-f-]{36})/i.exec(here)?.[1];
  return id === undefined ? paths.declarations : paths.declarationOf(id);
}

function titleOf({ code, trouble }: ProblemOf, frame: Frame): string {
  const { t } = speech(frame);
  if (trouble === 'SIGNED_OUT') return t.problem.signedOut;
  return code === 'NOT_FOUND' ? t.problem.notFound : t.problem.title;
}

function sentence({ code, trouble }: ProblemOf, frame: Frame): string {
  const { t } = speech(frame);
  switch (trouble) {
    case 'SIGNED_OUT':
      return t.problem.signedOutText;
    case 'SIGN_IN_EXPIRED':
      return t.problem.signInExpired;
    case 'SIGN_IN_REFUSED':
      return t.problem.signInRefused;
    case 'CSRF_REFUSED':
      return t.problem.csrf;
    case undefined:
      return problemText(code, frame.language);
  }
}
