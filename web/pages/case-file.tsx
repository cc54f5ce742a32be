import { checkName, itemName } from '../../domain/policy-words.js';
import type { VNode } from 'preact';
import { policyOf } from '../../domain/policy.js';
import { STRUCK } from '../../domain/questionnaire/screening.js';
import type { CaseFile } from '../case-data.js';
import { ChecksTable, NotAsked } from '../checks-table.js';
import { formalDay } from '../dates.js';
import { Documents } from '../documents.js';
import { type FormState, type Frame, speech } from '../frame.js';
import { renderPage } from '../layout.js';
import { CASE_BASIS } from '../page-basis.js';
import { Day, DueDay, Facts, Id, Section, turnWord, Waiting, Written } from '../parts.js';
import { paths } from '../paths.js';
import { Refused } from '../refused.js';
import { VoidNotices } from '../void-notices.js';
import { Timeline } from '../timeline.js';
import { CLOCK_WORDS, NEED_WORDS } from '../words/checks.js';
import { PAGE_WORDS as ORIGINALS } from '../words/originals.js';
import { SCREENING_WORDS } from '../words/screening.js';
import { eventWord } from '../words/events.js';
import { DECISION_WORDS, GROUND_WORDS, KIND_WORDS, NOT_CONDUCTED_WORDS, stageWord } from '../words/stages.js';
import { CounterLink } from './counter.js';
import { ExtendedBy } from '../extended.js';
import { Holds } from './holds.js';
import { Grievance } from './grievance.js';
import { Interviews } from './interviews.js';
import { Moves } from './moves.js';
import { Services } from '../service.js';
import { Reports } from './reports.js';
import { CourseLinks } from './course-links.js';
import { Earlier, Reusable } from './earlier.js';
import { NextSteps } from './next-steps.js';
import { FileMarks } from './marks.js';
import { MarkedSentences } from '../sentences.js';
import { SupplementsOnFile } from './supplement.js';
import { WaitingPapers } from './waiting-papers.js';
import { WaitingWords } from './waiting-words.js';
import { Decision, WrittenSheet } from './worksheet.js';

interface FileOf {
  readonly file: CaseFile;
  readonly form: FormState;
  readonly frame: Frame;
}

/** One case for those who work on it: whose turn, what may be done, what was found, what happened. */
export function caseFilePage(frame: Frame, file: CaseFile, form: FormState): string {
  const { t, say } = speech(frame);
  const name = file.person?.name ?? t.queue.noName;
  const of = { file, form, frame };
  const body = (
    <>
      <p class="kicker">
        {say(KIND_WORDS[file.kind])}
        {file.ground && ` · ${say(GROUND_WORDS[file.ground])}`}
      </p>
      <h1>{name}</h1>
      <Refused form={form} frame={frame} />
      <TurnBanner {...of} />
      <WaitingPapers papers={file.papers} of={file} frame={frame} />
      <WaitingWords words={file.words} frame={frame} />
      <FileMarks {...of} />
      <div class="columns">
        <div>
          <Grievance grievance={file.grievance} frame={frame} />
          <Reusable file={file} frame={frame} />
          <NextSteps {...of} />
          {(file.checks.length > 0 || isInvestigated(file)) && (
            <Section id="checks" title={t.file.checks} intro={t.file.checkNote}>
              {file.checks.length > 0 && <ChecksTable file={file} frame={frame} />}
              <NotAsked file={file} frame={frame} />
            </Section>
          )}
          <SupplementsOnFile file={file} frame={frame} />
          <Holds holds={file.holds} frame={frame} />
          <Earlier file={file} frame={frame} />
          {file.questionnaire && <Answers {...of} />}
          <Interviews interviews={file.interviews} frame={frame} />
          <Reports reports={file.reports} frame={frame} />
          <Moves moves={file.moves} frame={frame} />
          <Services service={file.service} issue={file.issue} frame={frame} />
          {file.statements.length > 0 && <Statements {...of} />}
          <WrittenSheet file={file} frame={frame} />
          {file.possible.includes('decide') && <Decision {...of} />}
          {file.packet && (
            <Section id="packet" title={t.file.packet} intro={t.file.packetIntro}>
              <p>
                <a href={paths.packetOf(file.id)} type="application/json">
                  {t.file.packetLink}
                </a>
              </p>
            </Section>
          )}
          <Documents documents={file.documents} frame={frame} />
          <CounterLink file={file} frame={frame} />
          {file.keys && (
            <Section id="originals" title={say(ORIGINALS.title)} intro={say(ORIGINALS.keyingIntro)}>
              <p>
                <a href={paths.keyingOf(file.id)}>{say(ORIGINALS.keyingLink)}</a>
              </p>
            </Section>
          )}
          {!file.openUntil && <CourseLinks caseId={file.id} stage={file.stage} frame={frame} />}
          {file.timeline.length > 0 && (
            <Section id="timeline" title={t.file.timeline} intro={t.file.timelineIntro}>
              <Timeline rows={file.timeline} kind={file.kind} frame={frame} />
            </Section>
          )}
        </div>
        <aside aria-label={t.file.facts}>
          <CaseFacts {...of} />
          <VoidNotices notices={file.voidNotices} frame={frame} />
          <PersonFacts {...of} />
          <Clocks {...of} />
        </aside>
      </div>
    </>
  );
  // Titles stay in a browser's history: no name in one.
  const title = `${say(KIND_WORDS[file.kind])} ${file.id.slice(0, 8)} – ${say(stageWord(file.kind, file.stage))}`;
  return renderPage(frame, {
    title,
    failed: form.sent?.refusal !== undefined,
    basis: CASE_BASIS[file.kind],
    body,
  });
}

function isInvestigated({ timeline }: CaseFile): boolean {
  return timeline.some(({ event }) => event === 'InvestigationStarted' || event === 'InvestigationReused');
}

/** The question everybody has first. */
function TurnBanner({ file, frame }: FileOf): VNode {
  const { t, say } = speech(frame);
  const open = file.checks.filter((check) => check.status === 'OPEN').length;
  const tone = file.ended ? 'banner banner-ended' : file.yours ? 'banner banner-yours' : 'banner';
  return (
    <section class={tone} aria-labelledby="turn-title">
      <div>
        <h2 id="turn-title">{t.turn.label}</h2>
        <p class="banner-who">
          {file.ended ? t.turn.ended : say(turnWord(file))}
          {file.yours && <span class="turn-chip">{t.turn.yours}</span>}
        </p>
        <p>
          <Waiting since={file.since} frame={frame} />
        </p>
        {file.waitingOn === 'PROVIDER' && <p>{t.turn.sources(open, file.checks.length)}</p>}
      </div>
      <div>
        <p class="label">{t.file.stage}</p>
        <p class="banner-what">{say(stageWord(file.kind, file.stage))}</p>
        {!file.ended && (
          <p>
            {t.queue.due + t.colon}
            <DueDay due={file.due} frame={frame} />
          </p>
        )}
      </div>
    </section>
  );
}

function CaseFacts({ file, frame }: FileOf): VNode {
  const { t, say } = speech(frame);
  const { assigned } = file;
  return (
    <Section id="facts" title={t.file.facts}>
      <Facts
        rows={[
          [t.file.notConducted, file.notConductedReason && say(NOT_CONDUCTED_WORDS[file.notConductedReason])],
          [t.file.decision, file.decision && say(DECISION_WORDS[file.decision])],
          [t.file.notified, file.notifiedAt && formalDay(file.notifiedAt, frame.language)],
          [t.file.lastDay, file.lastValidDay && formalDay(file.lastValidDay, frame.language)],
          [t.file.opened, <Day at={file.openedAt} frame={frame} />],
          [
            t.file.assigned,
            assigned.length === 0
              ? file.kind === 'application' && !file.ended && t.file.nobodyAssigned
              : assigned.map((sub) => <Assigned key={sub} sub={sub} frame={frame} />),
          ],
          [
            t.declarations.waiting,
            file.undeclared.length > 0 &&
              file.undeclared.map((sub) => <Assigned key={sub} sub={sub} frame={frame} />),
          ],
          [t.file.id, <Id id={file.id} />],
          [t.file.version, file.version],
        ]}
      />
    </Section>
  );
}

function Assigned({ sub, frame }: { sub: string; frame: Frame }): VNode {
  const own = sub === frame.viewer?.sub;
  return (
    <span class="assigned">
      <Id id={sub} short /> {own && `(${speech(frame).t.file.you})`}
    </span>
  );
}

function PersonFacts({ file, frame }: FileOf): VNode | null {
  const { t } = speech(frame);
  const { person } = file;
  if (!person) return null;
  return (
    <Section id="person" title={t.file.person}>
      <Facts
        rows={[
          [t.file.name, person.name],
          [t.file.kana, person.kana],
          [t.file.dateOfBirth, formalDay(person.dateOfBirth, frame.language)],
          [t.file.address, person.address],
          [t.file.nationality, person.nationality],
        ]}
      />
    </Section>
  );
}

function Clocks({ file, frame }: FileOf): VNode {
  const { t, say } = speech(frame);
  return (
    <Section id="clocks" title={t.file.clocks}>
      {file.clocks.length === 0 && <p class="muted">{t.file.noClocks}</p>}
      <Facts
        rows={file.clocks.map((clock) => [
          `${say(CLOCK_WORDS[clock.kind])}${clock.code ? ` – ${say(checkName(clock.code))}` : ''}`,
          <>
            <DueDay due={clock} frame={frame} />
            <ExtendedBy extended={clock.extended} frame={frame} />
          </>,
        ])}
      />
    </Section>
  );
}

function Statements({ file, frame }: FileOf): VNode {
  const { t, say } = speech(frame);
  return (
    <Section id="statements" title={t.file.statements} intro={t.file.statementsIntro}>
      <dl class="answers">
        {file.statements.map(({ at, event, text, sentences, inquiries, proviso }, index) => (
          <div key={index}>
            <dt>
              {say(eventWord(event))} – {formalDay(at, frame.language)}
            </dt>
            <dd>
              {sentences && <MarkedSentences sentences={sentences} frame={frame} />}
              {inquiries && proviso && <Written text={proviso} />}
              {inquiries?.map(({ code, need, text: words }) => (
                <div key={code}>
                  <p class="muted">{say(checkName(code)) + t.colon + say(NEED_WORDS[need])}</p>
                  <Written text={words} />
                </div>
              ))}
              {!sentences && !inquiries && <Written text={text} />}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Answers({ file, frame }: FileOf): VNode {
  const { t, say } = speech(frame);
  return (
    <Section
      id="answers"
      title={t.file.questionnaire}
      intro={holdsMarks(file) && say(SCREENING_WORDS.inTheFile)}
    >
      <dl class="answers">
        {policyOf(file.policy).items.map(({ code: item }) => {
          const answer = file.questionnaire?.[item];
          return (
            <div key={item}>
              <dt>{say(itemName(item))}</dt>
              <dd>
                {answer && say(answer.text) === '' && <p class="muted">{t.file.nothingToState}</p>}
                {answer && say(answer.text) !== '' && <Written text={say(answer.text)} />}
                {!answer && <span class="muted">–</span>}
              </dd>
            </div>
          );
        })}
      </dl>
    </Section>
  );
}

function holdsMarks({ questionnaire }: CaseFile): boolean {
  return Object.values(questionnaire ?? {}).some((told) => told?.text.ja.includes(STRUCK));
}
