import type { VNode } from 'preact';
import {
  CERTIFICATION_EDGES,
  CERTIFICATION_PARTS,
  CERTIFICATION_STAGES,
  type CertificationPart,
} from '../../domain/certification.js';
import { dayText, formalDay } from '../dates.js';
import { type FormState, type Frame, speech } from '../frame.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import { type CertificationShown, type CertificationStepRow, awaitedSteps } from '../office-data.js';
import { OfficeRefused, OfficeStep } from '../office-form.js';
import { officeForm } from '../office-forms.js';
import { CERTIFICATION_STEPS, formOfStep } from '../office-names.js';
import { Basis, Day, Facts, Id, Section, Written } from '../parts.js';
import { paths } from '../paths.js';
import { articleText } from '../words/articles.js';
import {
  CERTIFICATION_DONE,
  CERTIFICATION_WORDS as w,
  PART_FACTS,
  PART_WORDS,
} from '../words/certification.js';
import { ConfirmBy, span } from './contractors.js';

interface PageOf {
  readonly frame: Frame;
  readonly shown: CertificationShown;
  readonly form: FormState;
}

/** One certification: where it stands, what its reader may do, and what was done; each with its article. */
export function certificationPage(frame: Frame, shown: CertificationShown, form: FormState): string {
  const { say } = speech(frame);
  const { stands } = CERTIFICATION_STAGES[shown.stage];
  const body = (
    <>
      <p class="kicker">
        <a href={paths.contractors}>{say(w.title)}</a>
      </p>
      <h1>{say(w.one)}</h1>
      <OfficeRefused form={form} frame={frame} />
      <Section id="standing" title={say(CERTIFICATION_STAGES[shown.stage])}>
        <p>{say(stands ? w.stands : w.standsNot)}</p>
        <Facts
          rows={[
            [say(w.contractor), say(shown.contractor)],
            [say(w.organ), say(shown.organ)],
            [say(w.applied), <Day at={shown.appliedAt} frame={frame} />],
            [say(w.days), shown.firstDay && span(shown.firstDay, shown.lastDay, frame)],
            [say(w.confirmBy), stands && shown.confirmBy && <ConfirmBy row={shown} frame={frame} />],
          ]}
        />
        <Basis of={officeForm('applyForCertification').article} frame={frame} />
      </Section>
      <Possible frame={frame} shown={shown} form={form} />
      <Section id="history" title={say(w.history)}>
        {shown.steps.map((step, index) => (
          <Step key={`${step.at} ${index}`} step={step} frame={frame} />
        ))}
      </Section>
    </>
  );
  return renderPage(frame, {
    title: say(w.one),
    failed: form.sent?.refusal !== undefined,
    basis: PAGE_BASIS.certification,
    body,
  });
}

function Possible({ frame, shown, form }: PageOf): VNode {
  const { say } = speech(frame);
  const steps = CERTIFICATION_STEPS.filter((step) => shown.possible.includes(step));
  const awaited = awaitedSteps(shown);
  return (
    <Section id="steps" title={say(w.steps)}>
      {steps.length === 0 && <p>{say(shown.sameExaminer ? w.sameExaminer : w.noSteps)}</p>}
      {awaited.length > 0 && <p class="turn-chip">{say(w.yours)}</p>}
      {steps.map((step) => (
        <OfficeStep
          key={step}
          name={formOfStep(step)}
          action={paths.officeForm(paths.certificationOf(shown.id), formOfStep(step))}
          frame={frame}
          form={form}
          given={{ seen: shown.version }}
          open={awaited.includes(step)}
          quiet={step === 'giveBack' || step === 'withdraw' || step === 'decline'}
        />
      ))}
    </Section>
  );
}

function Step({ step, frame }: { step: CertificationStepRow; frame: Frame }): VNode {
  const { say } = speech(frame);
  const { action, at, sub, recommended, changeFrom, late, words } = step;
  return (
    <>
      <h3>
        <time dateTime={at}>{formalDay(at, frame.language)}</time> – {say(CERTIFICATION_DONE[action])}
      </h3>
      <p class="article">{articleText(articleOf(step), frame.language)}</p>
      <Facts
        rows={[
          [say(w.by), sub && <Id id={sub} short />],
          [say(w.recommended), recommended && say(w[recommended])],
          [say(w.changeFrom), changeFrom && dayText(changeFrom, frame.language)],
          [say(w.toldLate), late && say(w.yes)],
        ]}
      />
      {(Object.keys(CERTIFICATION_PARTS) as CertificationPart[]).map((part) => (
        <Stated key={part} part={part} step={step} frame={frame} />
      ))}
      {words !== undefined && <Written text={words} />}
    </>
  );
}

/** What was stated of one part, with the article it is asked under. */
function Stated(props: { part: CertificationPart; step: CertificationStepRow; frame: Frame }): VNode | null {
  const { part, step, frame } = props;
  const { say } = speech(frame);
  const stated = step.parts[part];
  if (stated === undefined) return null;
  return (
    <div class="item">
      <h4>{say(PART_WORDS[part])}</h4>
      <p class="article">{articleText(CERTIFICATION_PARTS[part], frame.language)}</p>
      <Facts
        rows={PART_FACTS[part].map(({ name, word, type }): [string, string | undefined] => {
          const value = stated[name];
          if (value === undefined) return [say(word), undefined];
          if (type === 'flag') return [say(word), say(value === true ? w.yes : w.no)];
          return [say(word), type === 'day' ? dayText(String(value), frame.language) : String(value)];
        })}
      />
    </div>
  );
}

function articleOf({ action, from }: CertificationStepRow): string {
  const lines = CERTIFICATION_EDGES.filter((edge) => edge.action === action);
  return (lines.find((edge) => edge.from.includes(from)) ?? lines[0])?.article ?? '';
}
