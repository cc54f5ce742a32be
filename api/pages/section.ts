import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { PROBLEMS, Refused } from '../../domain/errors.js';
import { type Fault, sectionOf } from '../../domain/questionnaire/faults.js';
import { opened } from '../../domain/questionnaire/returned.js';
import { type Section, sectionsOf } from '../../domain/questionnaire/shape.js';
import { type FieldError, textOf, type SentForm, type Values } from '../../web/frame.js';
import { problemPage } from '../../web/pages/problem.js';
import { sectionPage } from '../../web/pages/section.js';
import { paths, sectionAt, withQuery } from '../../web/paths.js';
import type { Language } from '../../web/language.js';
import { FAULT_WORDS, gapWord, sectionWord } from '../../web/words/questionnaire.js';
import { noteFileRead } from '../case-views.js';
import { perform } from '../dispatch.js';
import { RETRY_AFTER_SECONDS } from '../problems.js';
import { ANY_QUESTIONS } from '../../forms/packs.js';
import { askedCase, type Draft, draftOf, faultsOf } from '../questionnaire/draft.js';
import { howFar, openIn } from '../questionnaire/shown.js';
import type { ConsoleSession } from '../sessions.js';
import { routeById } from './via-route.js';
import { caseIdOf, type Console, inside } from './console.js';
import { faultOf, isAway } from './faults.js';
import { fieldErrors, valuesOf } from './form-body.js';
import { fieldsOf, movedTogether, offered, partOf } from './section-fields.js';
import { frameOf } from './visit.js';

type Sent = Omit<SentForm, 'step'>;

/** A part of the questionnaire, with what is kept in it. Saved and with nothing to point out, it leads on to the next. */
export async function showSection(
  req: Request,
  res: Response,
  console: Console,
  session: ConsoleSession,
): Promise<void> {
  const id = caseIdOf(req);
  const section = sectionIn(req);
  const found = await readSection(req, console, session, section);
  if (!found || found.part.state === 'KEPT') return res.redirect(303, paths.caseOf(id));
  const { faults, drifts, part } = found;
  const passed = faults.length === 0 && (drifts.length === 0 || req.query.go === 'keep');
  if (passed && (req.query.go === 'next' || req.query.go === 'keep'))
    return res.redirect(303, afterwards(id, found.draft, section));
  const more: Values = typeof req.query.more === 'string' ? { more: req.query.more } : {};
  const values = { ...fieldsOf(section, found.topics, found.draft), ...more };
  const wrong = part.state === 'OPEN' && !('more' in more) ? faults.map(errorOf) : [];
  const refusal = wrong.length > 0 ? { refusal: { code: 'INVALID' as const, errors: wrong } } : {};
  draw(req, res, console, found, {
    section,
    kept: true,
    saved: req.query.kept === '1',
    sent: { values, ...refusal },
  });
}

/** Keeps what was filled in, by the very route a program would use. What cannot be kept comes back as it was written. */
export async function saveSection(
  req: Request,
  res: Response,
  console: Console,
  session: ConsoleSession,
): Promise<void> {
  const id = caseIdOf(req);
  const section = sectionIn(req);
  const { csrf: _csrf, key, revision, go, add, ...values } = valuesOf(req.body);
  const body = { revision: Number(revision), ...partOf(section, offered(section, values), values) };
  const asking = { sub: session.sub, params: { id }, body: () => body, key, req };
  try {
    await perform(routeById('saveQuestionnaireDraft'), console, asking);
  } catch (error) {
    return refuse(req, res, console, session, { section, values, body, error });
  }
  const here = paths.sectionOf(id, section);
  if (typeof add === 'string')
    return res.redirect(303, `${withQuery(here, { more: add })}#${anchorOf(section, add)}`);
  if (go === 'back') return res.redirect(303, `${paths.caseOf(id)}#questionnaire`);
  res.redirect(303, withQuery(here, go === 'next' || go === 'keep' ? { go } : { kept: '1' }));
}

/** The person's own words, to be copied where they cannot be kept. */
export function writtenInSection(req: Request, language: Language): { label: string; text: string }[] {
  const values = valuesOf(req.body);
  const section = sectionAt(req.params.section);
  if (!section) return [];
  return Object.keys(values)
    .flatMap((name) => {
      const label = labelIn(section, name, language);
      return label === undefined ? [] : [{ label, text: textOf(values, name) }];
    })
    .filter(({ text }) => text.trim() !== '');
}

async function refuse(
  req: Request,
  res: Response,
  console: Console,
  session: ConsoleSession,
  failed: {
    readonly section: Section;
    readonly values: Values;
    readonly body: unknown;
    readonly error: unknown;
  },
): Promise<void> {
  const { section, body, error } = failed;
  const { refused } = faultOf(error);
  // Sent again from a page of before with other words in it: as good as another window.
  const code = refused.code === 'KEY_REUSED' ? 'STALE' : refused.code;
  if (code === 'INTERNAL') throw error;
  res.status(PROBLEMS[code].status);
  const found = isAway(code) ? undefined : await readSection(req, console, session, section);
  if (found && (code === 'INVALID' || code === 'STALE')) {
    const values = movedTogether(section, found.topics, failed.values);
    const sent = { values, refusal: { code, errors: fieldErrors(refused, body) } };
    return draw(req, res, console, found, { section, kept: false, saved: false, sent });
  }
  if (isAway(code)) res.setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
  const caseId = caseIdOf(req);
  const frame = frameOf(req, res, console, { here: paths.caseOf(caseId) });
  res.send(problemPage(frame, { code, caseId, written: writtenInSection(req, frame.language) }));
}

/** What the page calls a field of free text, by its name in the form. */
function labelIn(section: Section, name: string, language: Language): string | undefined {
  const [first, row, field] = name.split('.');
  if (first === 'family' && row && field) return `${sectionWord('FAMILY')[language]} ${Number(row) + 1}`;
  const topic = openIn(ANY_QUESTIONS, section, undefined).find(({ id }) => id === first);
  const found = topic?.fields.find(({ id, kind }) => id === field && kind !== 'choice');
  return topic && found && `${topic.ask[language]} – ${found.label[language]}`;
}

/** Undefined where the questionnaire is not to be filled in (any more). */
function readSection(req: Request, console: Console, session: ConsoleSession, section: Section) {
  return inside(req, console, session, { id: caseIdOf(req) }, async (call) => {
    const summary = await askedCase(call);
    await noteFileRead(call, summary, ['Subject'], { document: 'questionnaire-draft' });
    const draft = await draftOf(call, summary);
    const all = await faultsOf(call, summary.subjectId, draft);
    const faults = all.filter(({ pointer }) => sectionOf(draft.form, pointer) === section);
    const drifts = draft.drifts.filter(({ pointer }) => sectionOf(draft.form, pointer) === section);
    if (!sectionsOf(draft.form).includes(section)) throw new Refused('NOT_FOUND');
    const topics = openIn(draft.form, section, draft.returned?.places);
    return { draft, topics, faults, drifts, part: howFar(section, draft, all) };
  }).catch((error: unknown) => {
    if (error instanceof Refused && error.code === 'WRONG_STAGE') return undefined;
    throw error;
  });
}

type Read = NonNullable<Awaited<ReturnType<typeof readSection>>>;

function draw(
  req: Request,
  res: Response,
  console: Console,
  { draft, topics, drifts, part, viewer, now }: Read,
  {
    section,
    kept,
    saved,
    sent,
  }: { readonly section: Section; readonly kept: boolean; readonly saved: boolean; readonly sent: Sent },
): void {
  const caseId = caseIdOf(req);
  const frame = frameOf(req, res, console, { viewer, now, here: paths.sectionOf(caseId, section) });
  const shown = {
    caseId,
    section,
    sections: sectionsOf(draft.form),
    topics,
    opened: draft.returned && opened(section, topics, draft.returned.places),
    revision: draft.revision,
    earlier: part.state === 'CONFIRM',
    // Of what was not kept the offsets would be of something else.
    drifts: kept ? drifts : [],
    kept,
    saved,
  };
  const form = {
    key: randomUUID(),
    csrf: viewer.csrf,
    sent: { step: 'submitQuestionnaire' as const, ...sent },
  };
  res.send(sectionPage(frame, shown, form));
}

function sectionIn(req: Request): Section {
  const section = sectionAt(req.params.section);
  if (!section) throw new Refused('NOT_FOUND');
  return section;
}

function afterwards(id: string, { form }: Draft, section: Section): string {
  const sections = sectionsOf(form);
  const next = sections[sections.indexOf(section) + 1];
  return next ? paths.sectionOf(id, next) : `${paths.caseOf(id)}#questionnaire`;
}

function anchorOf(section: Section, topic: string): string {
  return section === 'FAMILY'
    ? 'family'
    : `submitQuestionnaire-answers-${section}-${encodeURIComponent(topic)}`;
}

function errorOf({ pointer, code, from = '', to = '' }: Fault): FieldError {
  return { pointer, why: 'invalid', text: code === 'GAP' ? gapWord(from, to) : FAULT_WORDS[code] };
}
