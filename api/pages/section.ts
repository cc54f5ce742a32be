import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { PROBLEMS, Refused } from '../../domain/errors.js';
import { driftsOf } from '../../domain/questionnaire/drifts.js';
import { type Fault, sectionOf } from '../../domain/questionnaire/faults.js';
import { type Section, SECTIONS } from '../../domain/questionnaire/shape.js';
import { type FieldError, textOf, type SentForm, type Values } from '../../web/frame.js';
import { problemPage } from '../../web/pages/problem.js';
import { sectionPage } from '../../web/pages/section.js';
import { paths, sectionAt, withQuery } from '../../web/paths.js';
import { FAULT_WORDS, gapWord } from '../../web/words/questionnaire.js';
import { noteFileRead } from '../case-views.js';
import { perform } from '../dispatch.js';
import { RETRY_AFTER_SECONDS } from '../problems.js';
import { askedCase, draftOf, faultsOf } from '../questionnaire/draft.js';
import { howFar } from '../questionnaire/shown.js';
import { QUESTIONS } from '../questionnaire/shape.js';
import type { ConsoleSession } from '../sessions.js';
import { routeById } from './case-read.js';
import { caseIdOf, type Console, inside } from './console.js';
import { faultOf } from './faults.js';
import { fieldErrors, valuesOf } from './form-body.js';
import { fieldsOf, movedTogether, partOf } from './section-fields.js';
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
  if (!found) return res.redirect(303, paths.caseOf(id));
  const { faults, drifts, part } = found;
  if (req.query.go === 'next' && faults.length === 0 && drifts.length === 0)
    return res.redirect(303, afterwards(id, section));
  const more: Values = typeof req.query.more === 'string' ? { more: req.query.more } : {};
  const values = { ...fieldsOf(section, topicsOf(section), found.draft), ...more };
  const wrong = part.state === 'OPEN' && !('more' in more) ? faults.map(errorOf) : [];
  const refusal = wrong.length > 0 ? { refusal: { code: 'INVALID' as const, errors: wrong } } : {};
  draw(req, res, console, found, { section, kept: true, sent: { values, ...refusal } });
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
  const body = { revision: Number(revision), ...partOf(section, topicsOf(section), values) };
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
  res.redirect(303, go === 'next' ? withQuery(here, { go }) : here);
}

/** The person's own words, to be copied where they cannot be kept. */
export function writtenInSection(req: Request): { label: string; text: string }[] {
  const { csrf: _csrf, key: _key, revision: _revision, go: _go, ...values } = valuesOf(req.body);
  return Object.keys(values)
    .filter((name) => !name.endsWith('.says'))
    .map((name) => ({ label: name, text: textOf(values, name) }))
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
  const { code } = refused;
  if (code === 'INTERNAL') throw error;
  res.status(PROBLEMS[code].status);
  const found = code === 'UNAVAILABLE' ? undefined : await readSection(req, console, session, section);
  if (found && (code === 'INVALID' || code === 'STALE')) {
    const values = movedTogether(section, topicsOf(section), failed.values);
    const sent = { values, refusal: { code, errors: fieldErrors(refused, body) } };
    return draw(req, res, console, found, { section, kept: false, sent });
  }
  if (code === 'UNAVAILABLE') res.setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
  const caseId = caseIdOf(req);
  const frame = frameOf(req, res, console, { here: paths.caseOf(caseId) });
  res.send(problemPage(frame, { code, caseId, written: writtenInSection(req) }));
}

/** Undefined where the questionnaire is not to be filled in (any more). */
function readSection(req: Request, console: Console, session: ConsoleSession, section: Section) {
  return inside(req, console, session, { id: caseIdOf(req) }, async (call) => {
    const summary = await askedCase(call);
    await noteFileRead(call, summary, ['Subject'], { document: 'questionnaire-draft' });
    const draft = await draftOf(call, summary);
    const all = await faultsOf(call, summary.subjectId, draft);
    const faults = all.filter(({ pointer }) => sectionOf(pointer) === section);
    const drifts = driftsOf(QUESTIONS, draft.answers).filter(({ pointer }) => sectionOf(pointer) === section);
    return { draft, faults, drifts, part: howFar(section, draft, all) };
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
  { draft, drifts, part, viewer, now }: Read,
  { section, kept, sent }: { readonly section: Section; readonly kept: boolean; readonly sent: Sent },
): void {
  const caseId = caseIdOf(req);
  const frame = frameOf(req, res, console, { viewer, now, here: paths.sectionOf(caseId, section) });
  const shown = {
    caseId,
    section,
    topics: topicsOf(section),
    revision: draft.revision,
    earlier: part.state === 'CONFIRM',
    // Of what was not kept the offsets would be of something else.
    drifts: kept ? drifts : [],
    kept,
  };
  const form = {
    key: randomUUID(),
    csrf: viewer.csrf,
    sent: { step: 'submitQuestionnaire' as const, ...sent },
  };
  res.send(sectionPage(frame, shown, form));
}

function topicsOf(section: Section) {
  return section === 'FAMILY' ? [] : QUESTIONS.items[section];
}

function sectionIn(req: Request): Section {
  const section = sectionAt(req.params.section);
  if (!section) throw new Refused('NOT_FOUND');
  return section;
}

function afterwards(id: string, section: Section): string {
  const next = SECTIONS[SECTIONS.indexOf(section) + 1];
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
