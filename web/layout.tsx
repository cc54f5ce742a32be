import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { HANDS } from '../domain/original.js';
import { momentText } from './dates.js';
import { CERTIFYING_ROLES } from '../domain/certification.js';
import { CUSTODIAN_ROLES } from '../domain/handling.js';
import { DECLARING_ROLES } from '../domain/roles.js';
import { COUNTED_FOR, DEMAND_ROLES, FILE_ROLES, type Frame, holdsAny, ITEM_ROLES, speech } from './frame.js';
import { otherThan, type Word } from './language.js';
import { inLanguage, paths } from './paths.js';
import { Gate } from './icons.js';
import { Basis } from './parts.js';
import { isStep } from './steps.js';
import { TEXTS } from './texts.js';
import { STEP_WORDS } from './words/actions.js';
import { CERTIFICATION_WORDS } from './words/certification.js';
import { DEMAND_WORDS } from './words/demands.js';
import { HANDLING_WORDS } from './words/handling.js';
import { OFFICE_FORM_WORDS } from './words/office-forms.js';
import { RECORDED_WORDS } from './words/recorded-rights.js';
import { PASSING_ON_WORDS } from './words/passing-on.js';
import { SAME_PERSON_WORDS } from './words/same-persons.js';
import { LINE_ROLE } from '../domain/reporting-lines.js';
import { BREAK_GLASS_ROLES } from '../domain/break-glass.js';
import { STAND_IN_ROLE } from '../domain/stand-ins.js';
import { BREAK_GLASS_WORDS } from './words/break-glass.js';
import { STAND_IN_WORDS } from './words/stand-ins.js';
import { PASSKEY_WORDS } from './words/passkeys.js';
import { TEXT_SCREENING_WORDS } from './words/text-screening.js';
import { SAME_PERSON_ROLES } from '../domain/same-person.js';

interface PageOf {
  readonly title: string;
  /** The page answers something that did not go through: its title says so first. */
  readonly failed?: boolean;
  /** What it rests on (page-basis.ts): every page says so at its foot. */
  readonly basis: string;
  /** Address of the one script there is, on the pages of passkeys alone. */
  readonly script?: string;
  readonly body: ComponentChildren;
}

/** A whole page as HTML text. Nothing inline, and but for passkeys no script: the policy it is sent with allows neither. */
export function renderPage(frame: Frame, { title, failed, basis, script, body }: PageOf): string {
  const { t } = speech(frame);
  const shownTitle = `${failed ? t.errorPrefix : ''}${title} – ${t.product}`;
  const html = renderToString(
    <html lang={frame.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>{shownTitle}</title>
        <link rel="stylesheet" href={frame.assets.styles} />
        <link rel="icon" href={frame.assets.icon} type="image/svg+xml" />
        {script && <script src={script} defer />}
      </head>
      <body>
        <a class="skip" href="#content">
          {t.skip}
        </a>
        <Header frame={frame} />
        <main id="content" tabindex={-1}>
          {frame.done && (
            <p class="notice notice-done" role="status">
              {doneWord(frame.done)[frame.language]}
            </p>
          )}
          {body}
        </main>
        <Footer frame={frame} basis={basis} />
      </body>
    </html>,
  );
  return `<!doctype html>${html}`;
}

function doneWord(done: NonNullable<Frame['done']>): Word {
  return isStep(done) ? STEP_WORDS[done].done : OFFICE_FORM_WORDS[done].done;
}

function Header({ frame }: { frame: Frame }): VNode {
  const { t } = speech(frame);
  const { viewer } = frame;
  return (
    <header class="top">
      {frame.sandbox && <p class="sandbox">{t.sandboxBanner}</p>}
      <div class="bar">
        <a class="brand" href={paths.start}>
          <Gate />
          <span class="brand-name">{t.product}</span>
          <span class="brand-line">{t.tagline}</span>
        </a>
        <div class="tools">
          <LanguageSwitch frame={frame} />
          {viewer ? (
            <form method="post" action={paths.signOut}>
              <input type="hidden" name="csrf" value={viewer.csrf} />
              <button class="quiet" type="submit">
                {t.signOut}
              </button>
            </form>
          ) : (
            <a class="quiet" href={paths.signIn(frame.here)}>
              {t.signIn}
            </a>
          )}
        </div>
      </div>
      {viewer && <MainPages frame={frame} />}
    </header>
  );
}

const MANAGER = ['ContractorSecurityManager'] as const;
/** Who may be the second person of a signed paper. */
const SECONDS = Object.values(HANDS).flatMap(({ CONFIRMS }) => CONFIRMS);

function MainPages({ frame }: { frame: Frame }): VNode {
  const { t, say } = speech(frame);
  const pages = [
    { href: paths.start, text: t.nav.start, shown: true },
    { href: paths.queue, text: t.nav.queue, shown: holdsAny(frame.viewer, FILE_ROLES) },
    {
      href: paths.demands,
      text: DEMAND_WORDS.title[frame.language],
      shown: holdsAny(frame.viewer, DEMAND_ROLES),
    },
    { href: paths.holds, text: t.nav.holds, shown: holdsAny(frame.viewer, ['AssessmentOfficerInCharge']) },
    {
      href: paths.samePersons,
      text: SAME_PERSON_WORDS.title[frame.language],
      shown: holdsAny(frame.viewer, SAME_PERSON_ROLES),
    },
    {
      href: paths.outages,
      text: t.nav.outages,
      shown: holdsAny(frame.viewer, ['AssessmentOfficerInCharge']),
    },
    {
      href: paths.declarations,
      text: t.declarations.title,
      shown: holdsAny(frame.viewer, DECLARING_ROLES),
    },
    {
      href: paths.reportingLines,
      text: t.reportingLines.title,
      shown: holdsAny(frame.viewer, [LINE_ROLE]),
    },
    {
      href: paths.standIns,
      text: say(STAND_IN_WORDS.title),
      shown: holdsAny(frame.viewer, [STAND_IN_ROLE]),
    },
    {
      href: paths.breakGlass,
      text: say(BREAK_GLASS_WORDS.title),
      shown: holdsAny(frame.viewer, BREAK_GLASS_ROLES),
    },
    { href: paths.passkeys, text: say(PASSKEY_WORDS.title), shown: holdsAny(frame.viewer, ['Subject']) },
    {
      href: paths.textScreenings,
      text: say(TEXT_SCREENING_WORDS.title),
      shown: holdsAny(frame.viewer, ['ScreeningOfficer']),
    },
    { href: paths.originals, text: t.nav.originals, shown: holdsAny(frame.viewer, SECONDS) },
    {
      href: paths.contractors,
      text: say(CERTIFICATION_WORDS.nav),
      shown: holdsAny(frame.viewer, CERTIFYING_ROLES),
    },
    { href: paths.nominees, text: say(HANDLING_WORDS.nominees), shown: holdsAny(frame.viewer, MANAGER) },
    { href: paths.assessed, text: say(HANDLING_WORDS.assessed), shown: holdsAny(frame.viewer, MANAGER) },
    { href: paths.items, text: say(HANDLING_WORDS.items), shown: holdsAny(frame.viewer, ITEM_ROLES) },
    { href: paths.check, text: say(HANDLING_WORDS.check), shown: holdsAny(frame.viewer, CUSTODIAN_ROLES) },
    { href: paths.notices, text: say(HANDLING_WORDS.notices), shown: holdsAny(frame.viewer, ITEM_ROLES) },
    {
      href: paths.recordedRights,
      text: say(RECORDED_WORDS.title),
      shown: holdsAny(frame.viewer, ['AssessmentOfficerInCharge']),
    },
    {
      href: paths.passingOn,
      text: say(PASSING_ON_WORDS.title),
      shown: holdsAny(frame.viewer, ['ContractorSecurityManager', 'AssessmentOfficerInCharge']),
    },
    { href: paths.operations, text: t.nav.operations, shown: holdsAny(frame.viewer, ['Operator']) },
    { href: paths.statistics, text: t.nav.statistics, shown: holdsAny(frame.viewer, COUNTED_FOR) },
  ];
  const place = frame.here.split('?')[0];
  return (
    <nav class="pages" aria-label={t.nav.label}>
      <ul>
        {pages
          .filter((page) => page.shown)
          .map((page) => (
            <li key={page.href}>
              <a href={page.href} {...(page.href === place ? { 'aria-current': 'page' as const } : {})}>
                {page.text}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
}

/** Always names the other language in that language. */
function LanguageSwitch({ frame }: { frame: Frame }): VNode {
  const other = otherThan(frame.language);
  return (
    <nav aria-label={speech(frame).t.language.label}>
      <a class="quiet" href={inLanguage(frame.here, other)} lang={other} hreflang={other} rel="alternate">
        {TEXTS[other].languageName}
      </a>
    </nav>
  );
}

function Footer({ frame, basis }: { frame: Frame; basis: string }): VNode {
  const { t } = speech(frame);
  return (
    <footer class="bottom">
      <Basis of={basis} frame={frame} />
      <p>{t.draft}</p>
      {frame.now && <p>{t.pageTime(momentText(frame.now, frame.language))}</p>}
    </footer>
  );
}
