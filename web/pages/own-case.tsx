import type { ComponentChildren, VNode } from 'preact';
import type { OwnFile } from '../own-data.js';
import { dayText, formalDay } from '../dates.js';
import { ExtendedBy } from '../extended.js';
import { Documents } from '../documents.js';
import { StepForm } from '../form.js';
import type { LongStep } from '../fields.js';
import { type FormState, type Frame, speech } from '../frame.js';
import { renderPage } from '../layout.js';
import { CASE_BASIS } from '../page-basis.js';
import { Facts, Section, Written } from '../parts.js';
import { Refused } from '../refused.js';
import { paths } from '../paths.js';
import type { StepName } from '../steps.js';
import type { Texts } from '../texts.js';
import { Timeline } from '../timeline.js';
import { VoidNotices } from '../void-notices.js';
import { STEP_WORDS } from '../words/actions.js';
import { REPORT_WORDS } from '../words/reports.js';
import { SCREENING_WORDS } from '../words/screening.js';
import { KIND_WORDS, OUTCOME_WORDS } from '../words/stages.js';
import { Consent, Form, Letter, Notice } from './consent.js';
import { Grievance } from './grievance.js';
import { Interviews } from './interviews.js';
import { AccessesLink } from './accesses.js';
import { ToldOfBreaking } from './break-glass.js';
import { CourseLinks } from './course-links.js';
import { Questionnaire } from './questionnaire.js';
import { Marks } from './marks.js';
import { Moves } from './moves.js';
import { Services, WithdrawalReceived } from '../service.js';
import { Reports } from './reports.js';
import { Withheld } from '../sentences.js';
import { Supplement, WithdrawInquiry } from './supplement.js';

interface OwnOf {
  readonly file: OwnFile;
  readonly form: FormState;
  readonly frame: Frame;
}

/** A case as its subject sees it: plain words, what is asked of them, and the ways out as easy as the way in. */
export function ownCasePage(frame: Frame, file: OwnFile, form: FormState): string {
  const { t, say } = speech(frame);
  const of = { file, form, frame };
  const can = (step: StepName) => file.possible.includes(step);
  const body = (
    <div class="narrow">
      <p class="kicker">{say(KIND_WORDS[file.kind])}</p>
      <h1>{say(file.status)}</h1>
      <Refused form={form} frame={frame} />
      <Corrected {...of} />
      <VoidNotices notices={file.voidNotices} frame={frame} />
      <Status {...of} />
      <Marks of={[file.reports, file.interviews]} frame={frame} own />
      {(file.outcome || file.validUntil) && <Result {...of} />}
      {file.kind === 'clearance' && file.reasons && (
        <Section id="revoked" title={t.subject.revoked}>
          <Written text={file.reasons} />
          <Withheld grounds={file.withheld} of="REVOCATION" frame={frame} />
        </Section>
      )}
      <Grievance grievance={file.grievance} reasons={file.reasons} frame={frame} />
      {file.concerns && (
        <Section id="concerns" title={t.subject.concerns} intro={t.subject.concernsIntro}>
          <Written text={file.concerns} />
          <Withheld grounds={file.concernsWithheld} of="REVOCATION" frame={frame} />
        </Section>
      )}
      {file.requested && (
        <Section id="requested" title={t.document.title} intro={t.document.intro}>
          <Written text={file.requested} />
        </Section>
      )}
      {can('answerSupplement') && <Supplement {...of} />}
      {can('provideDocument') && <Simple {...of} step="provideDocument" title={t.document.provide} />}
      {can('declineDocument') && (
        <Simple
          {...of}
          step="declineDocument"
          title={t.document.decline}
          intro={t.document.declineIntro}
          quiet
        />
      )}
      {can('answerConcerns') && <Simple {...of} step="answerConcerns" title={t.subject.yourSide} />}
      <Reports reports={file.reports} frame={frame} own />
      <Moves moves={file.moves} frame={frame} />
      <Services service={file.service} frame={frame} />
      <WithdrawalReceived on={file.withdrawalReceivedOn} frame={frame} />
      <Interviews interviews={file.interviews} frame={frame} own />
      {can('confirmInterviewRecord') && (
        <Simple
          {...of}
          step="confirmInterviewRecord"
          title={t.interview.confirm}
          intro={t.interview.confirmIntro}
        />
      )}
      {(['signPledge', 'renewPledge'] as const).filter(can).map((step) => (
        <Simple {...of} key={step} step={step} title={t.subject.pledge} intro={t.subject.pledgeIntro}>
          {file.pledge && <Letter letter={file.pledge} frame={frame} />}
        </Simple>
      ))}
      {can('giveConsent') && <Notice file={file} frame={frame} />}
      {can('giveConsent') && <Consent {...of} />}
      {can('submitQuestionnaire') && <Questionnaire {...of} />}
      {file.struckFrom.length > 0 && (
        <Section
          id="struck"
          title={say(SCREENING_WORDS.struckTitle)}
          intro={say(SCREENING_WORDS.struckIntro)}
        >
          <ul>
            {file.struckFrom.map((question) => (
              <li key={question.en}>{say(question)}</li>
            ))}
          </ul>
        </Section>
      )}
      <Documents documents={file.documents} frame={frame} own />
      <CourseLinks caseId={file.id} stage={file.destroyed ? 'DISPOSED' : undefined} frame={frame} />
      <ToldOfBreaking of={file.breakGlass} frame={frame} />
      {!file.destroyed && <AccessesLink caseId={file.id} frame={frame} />}
      {file.timeline.length > 0 && (
        <Section id="timeline" title={t.subject.timeline}>
          <Timeline rows={file.timeline} kind={file.kind} frame={frame} />
        </Section>
      )}
      {can('wantReasons') && (
        <Simple
          {...of}
          step="wantReasons"
          title={t.subject.wantReasons}
          intro={t.subject.wantReasonsIntro}
          quiet
        />
      )}
      {can('withdrawInquiry') && <WithdrawInquiry {...of} />}
      {can('withdrawConsent') && (
        <Simple {...of} step="withdrawConsent" title={t.subject.withdraw} intro={t.subject.withdrawIntro}>
          <Form of="withdrawal" file={file} frame={frame} />
        </Simple>
      )}
      {!can('giveConsent') && <Notice file={file} frame={frame} />}
      {can('reportChange') && <Simple {...of} step="reportChange" title={t.subject.change} />}
      {file.kind === 'clearance' && (
        <p>
          <a href={paths.reportable}>{say(REPORT_WORDS.toReportable)}</a>
        </p>
      )}
      {can('fileGrievance') && (
        <Simple
          {...of}
          step="fileGrievance"
          title={t.subject.grievance}
          intro={t.subject.grievanceIntro}
          quiet
        />
      )}
    </div>
  );
  // Titles stay in a browser's history, which an employer may see: how the case stands is not in it.
  return renderPage(frame, {
    title: say(KIND_WORDS[file.kind]),
    failed: form.sent?.refusal !== undefined,
    basis: CASE_BASIS[file.kind],
    body,
  });
}

/** First of all: whoever reads that a case about them was a mistake wants to know that before anything else. */
function Corrected({ file, frame }: OwnOf): VNode | null {
  const { t } = speech(frame);
  if (file.corrected === undefined) return null;
  return (
    <Section
      id="corrected"
      title={t.subject.corrected}
      intro={file.kind === 'application' ? t.subject.correctedCase : t.subject.correctedNotice}
    >
      <p>{t.subject.correctedOn(dayText(file.corrected, frame.language))}</p>
    </Section>
  );
}

function Status({ file, frame }: OwnOf): VNode {
  const { t } = speech(frame);
  const tone = file.ended ? 'banner banner-ended' : file.yourTurn ? 'banner banner-yours' : 'banner';
  return (
    <section class={tone} aria-labelledby="turn-title">
      <div>
        <h2 id="turn-title">{t.turn.label}</h2>
        <p class="banner-who">{file.ended ? t.turn.ended : file.yourTurn ? t.turn.yours : t.turn.notYours}</p>
        {!file.ended && !file.yourTurn && <p>{t.subject.waitElse}</p>}
        <p class="muted">{t.subject.begun(dayText(file.since, frame.language))}</p>
      </div>
      {file.yourTurn && file.answerBy && (
        <div>
          <p class="banner-what">{t.subject.answerBy(dayText(file.answerBy, frame.language))}</p>
          <ExtendedBy extended={file.extended} frame={frame} />
          <p class="hint">
            {file.possible.includes('giveConsent') && t.subject.silenceNote}
            {noteOf(file, t)}
          </p>
        </div>
      )}
    </section>
  );
}

/** What it means that the day passes. */
function noteOf({ possible, supplement }: OwnFile, t: Texts): string {
  if (possible.includes('answerConcerns')) return t.subject.hearingNote;
  if (possible.includes('provideDocument')) return t.document.note;
  if (possible.includes('confirmInterviewRecord')) return t.interview.recordNote;
  return supplement ? t.supplement.note : t.subject.answerByNote;
}

function Result({ file, frame }: OwnOf): VNode {
  const { t, say } = speech(frame);
  return (
    <Section id="result" title={t.subject.result}>
      {file.outcome && <p class="outcome">{say(OUTCOME_WORDS[file.outcome])}</p>}
      <Facts
        rows={[
          [
            t.subject.handling,
            file.canHandle !== undefined && (file.canHandle ? t.subject.mayHandle : t.subject.mayNotHandle),
          ],
          [t.file.notified, file.notifiedOn && formalDay(file.notifiedOn, frame.language)],
          [t.subject.validUntil, file.validUntil && formalDay(file.validUntil, frame.language)],
        ]}
      />
      {file.outcome === 'NOT_FOUND' && (
        <>
          <h3>{t.subject.reasons}</h3>
          {file.reasons ? <Written text={file.reasons} /> : <p>{t.subject.noReasons}</p>}
          <Withheld grounds={file.withheld} frame={frame} />
        </>
      )}
      <p class="hint">{t.subject.notDismissal}</p>
    </Section>
  );
}

/** One step under its own heading, in full view: what is a right is not folded away. */
function Simple(
  props: OwnOf & {
    step: Exclude<StepName, LongStep>;
    title: string;
    intro?: string;
    quiet?: boolean;
    /** What is read before it is done. */
    children?: ComponentChildren;
  },
): VNode {
  const { file, form, frame, step, title, intro, quiet = false, children } = props;
  const { hint } = STEP_WORDS[step];
  return (
    <Section id={step} title={title} intro={intro}>
      {hint && <p class="hint">{hint[frame.language]}</p>}
      {children}
      <StepForm frame={frame} form={form} of={file} step={step} quiet={quiet} />
    </Section>
  );
}
