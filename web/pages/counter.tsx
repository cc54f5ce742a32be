import type { VNode } from 'preact';
import type { ProblemCode } from '../../domain/errors.js';
import { COUNTER_ROLES, IDENTITY_CHECKS, LOSS_GROUNDS } from '../../domain/passkeys.js';
import type { CaseFile } from '../case-data.js';
import { type Frame, holdsAny, speech } from '../frame.js';
import type { Word } from '../language.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import { Basis, Day, Facts, Section } from '../parts.js';
import { paths } from '../paths.js';
import {
  COUNTER_WORDS as w,
  IDENTITY_CHECK_WORDS,
  LOSS_GROUND_WORDS,
  PASSKEY_WORDS,
} from '../words/passkeys.js';
import { Hidden, type LossRow, Losses, type PasskeyRow, Passkeys, Wrong } from './passkeys.js';

export interface CounterShown {
  readonly caseId: string;
  readonly items: readonly PasskeyRow[];
  readonly losses: readonly (LossRow & { readonly you: boolean })[];
  /** A code that is out and not used. */
  readonly waiting: { readonly validUntil: string } | null;
  readonly key: string;
  readonly csrf: string;
  readonly refused?: ProblemCode;
}
type Of = { readonly frame: Frame; readonly shown: CounterShown };

/** The counter: a code is handed over, a loss is recorded, and a second person confirms it. */
export function counterPage(frame: Frame, shown: CounterShown): string {
  const { say } = speech(frame);
  const stands = shown.items.some((one) => one.stands);
  const body = (
    <div class="narrow">
      <h1>{say(w.title)}</h1>
      <Wrong refused={shown.refused} frame={frame} />
      <Section id="passkeys" title={say(w.passkeys)}>
        {shown.items.length === 0 ? (
          <p>{say(PASSKEY_WORDS.none)}</p>
        ) : (
          <Passkeys rows={shown.items} frame={frame} />
        )}
        {shown.waiting && (
          <Facts rows={[[say(w.waiting), <Day at={shown.waiting.validUntil} frame={frame} />]]} />
        )}
      </Section>
      {shown.losses.length > 0 && (
        <Section id="losses" title={say(PASSKEY_WORDS.losses)}>
          <Losses rows={shown.losses} frame={frame} />
          <Confirmation frame={frame} shown={shown} />
        </Section>
      )}
      {stands ? <Report frame={frame} shown={shown} /> : <HandOver frame={frame} shown={shown} />}
      <p>
        <a href={paths.caseOf(shown.caseId)}>{say(w.toCase)}</a>
      </p>
    </div>
  );
  const failed = shown.refused !== undefined;
  return renderPage(frame, { title: say(w.title), failed, basis: PAGE_BASIS.passkeys, body });
}

function HandOver({ frame, shown }: Of): VNode {
  const { say } = speech(frame);
  return (
    <Section id="code" title={say(w.handOver)} intro={say(w.handOverHint)}>
      <form method="post" action={paths.counterStep(shown.caseId, 'code')}>
        <Hidden of={{ csrf: shown.csrf, key: `${shown.key}.code` }} />
        <Checked name="identityCheck" id="code-identity" frame={frame} />
        <Send word={w.handOver} frame={frame} />
      </form>
    </Section>
  );
}

function Report({ frame, shown }: Of): VNode {
  const { say } = speech(frame);
  return (
    <Section id="loss" title={say(w.report)} intro={say(w.reportHint)}>
      <form method="post" action={paths.counterStep(shown.caseId, 'loss')}>
        <Hidden of={{ csrf: shown.csrf, key: `${shown.key}.loss` }} />
        <p class="field">
          <label for="loss-ground">{say(PASSKEY_WORDS.ground)}</label>
          <select id="loss-ground" name="ground" required>
            {LOSS_GROUNDS.map((ground) => (
              <option key={ground} value={ground}>
                {say(LOSS_GROUND_WORDS[ground])}
              </option>
            ))}
          </select>
        </p>
        <Checked name="identityCheck" id="loss-identity" frame={frame} />
        <Send word={w.report} frame={frame} />
      </form>
    </Section>
  );
}

function Confirmation({ frame, shown }: Of): VNode | null {
  const open = shown.losses.find(({ state, you }) => state === 'REPORTED' && !you);
  if (!open) return null;
  return (
    <form method="post" action={paths.counterStep(shown.caseId, 'confirmation')}>
      <Hidden of={{ csrf: shown.csrf, key: `${shown.key}.confirmation`, loss: open.id }} />
      <Send word={w.confirm} frame={frame} />
    </form>
  );
}

function Checked({ name, id, frame }: { name: string; id: string; frame: Frame }): VNode {
  const { say } = speech(frame);
  return (
    <p class="field">
      <label for={id}>{say(w.identityCheck)}</label>
      <select id={id} name={name} required>
        {IDENTITY_CHECKS.map((check) => (
          <option key={check} value={check}>
            {say(IDENTITY_CHECK_WORDS[check])}
          </option>
        ))}
      </select>
    </p>
  );
}

function Send({ word, frame }: { word: Word; frame: Frame }): VNode {
  return (
    <>
      <p class="actions">
        <button type="submit" class="first">
          {speech(frame).say(word)}
        </button>
      </p>
      <Basis of={PAGE_BASIS.passkeys} frame={frame} />
    </>
  );
}

/** From the page of a case, for whoever may be at its counter. */
export function CounterLink({ file, frame }: { file: CaseFile; frame: Frame }): VNode | null {
  if (file.kind === 'grievance' || file.openUntil || !holdsAny(frame.viewer, COUNTER_ROLES)) return null;
  return (
    <Section id="counter" title={speech(frame).say(w.title)}>
      <p>
        <a href={paths.counterOf(file.id)}>{speech(frame).say(w.link)}</a>
      </p>
    </Section>
  );
}

export interface CodeSheet {
  readonly caseId: string;
  /** Null where it was told before. */
  readonly enrolmentCode: string | null;
  readonly validFrom: string;
  readonly validUntil: string;
}

/** What is printed and handed over: in both languages, whichever the officer reads. */
export function codeSheet(frame: Frame, sheet: CodeSheet): string {
  const { say } = speech(frame);
  const both = (word: Word) => (
    <>
      <p lang="ja">{word.ja}</p>
      <p lang="en">{word.en}</p>
    </>
  );
  const body = (
    <div class="narrow">
      <h1>{say(w.sheet)}</h1>
      <p class="notice">{say(sheet.enrolmentCode === null ? w.toldOnce : w.sheetIntro)}</p>
      {sheet.enrolmentCode !== null && (
        <>
          <p class="outcome">
            <code>{sheet.enrolmentCode}</code>
          </p>
          <Facts
            rows={[
              [say(w.validFrom), <Day at={sheet.validFrom} frame={frame} />],
              [say(w.validUntil), <Day at={sheet.validUntil} frame={frame} />],
            ]}
          />
          {both(w.sheetHow)}
          {both(w.sheetEmployer)}
        </>
      )}
      <p>
        <a href={paths.counterOf(sheet.caseId)}>{say(w.back)}</a>
      </p>
    </div>
  );
  return renderPage(frame, { title: say(w.sheet), basis: PAGE_BASIS.passkeys, body });
}
