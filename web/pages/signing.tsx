import type { VNode } from 'preact';
import type { ProblemCode } from '../../domain/errors.js';
import type { SignedAct } from '../../domain/signatures.js';
import type { ToSign } from '../../domain/to-sign.js';
import { type Frame, speech, textsOf, type Values } from '../frame.js';
import type { Word } from '../language.js';
import { renderPage } from '../layout.js';
import type { LetterShown } from '../own-data.js';
import { CASE_BASIS } from '../page-basis.js';
import { Basis, Section, Written } from '../parts.js';
import { paths } from '../paths.js';
import { articleOf } from '../steps.js';
import { STEP_WORDS } from '../words/actions.js';
import { problemText } from '../words/problems.js';
import { SIGNING_WORDS as W } from '../words/signing.js';
import { Letter } from './consent.js';

export interface Signing {
  readonly caseId: string;
  readonly kind: 'application' | 'clearance' | 'grievance';
  readonly step: SignedAct;
  /** The form as it was filled in: it goes with the signature, to be read as it was the first time. */
  readonly values: Values;
  readonly csrf: string;
  readonly key: string;
  /** What was said, in the words of the form. */
  readonly said: readonly { readonly label: Word; readonly text: Word }[];
  readonly letters: readonly LetterShown[];
  /** Absent where there is no passkey yet. */
  readonly toSign?: ToSign;
  /** Why a signature was not taken. */
  readonly refused?: ProblemCode;
  /** Whether the sandbox’s own authenticator may sign instead. */
  readonly inSoftware: boolean;
}

/** What somebody is about to sign, whole and in plain words, before they do: the one page between a form and its step. */
export function signingPage(frame: Frame, signing: Signing): string {
  const { say } = speech(frame);
  const { step, said, letters, refused } = signing;
  const body = (
    <div class="narrow">
      <h1>{say(W.title)}</h1>
      {refused && (
        <p class="notice notice-wrong" role="alert">
          {problemText(refused, frame.language)}
        </p>
      )}
      <p class="intro">{say(W.intro)}</p>
      <Section id="chosen" title={say(W.chosen)}>
        <dl class="answers">
          <Row label={W.step} text={STEP_WORDS[step].label} frame={frame} />
          {said.map((row, n) => (
            <Row key={n} {...row} frame={frame} />
          ))}
        </dl>
      </Section>
      <Section id="texts" title={say(W.texts)} intro={say(W.boxes)}>
        {letters.map((letter) => (
          <Letter key={letter.text} letter={letter} frame={frame} />
        ))}
      </Section>
      <SigningForm frame={frame} signing={signing} />
    </div>
  );
  // As on the page of the case: a title stays in a browser’s history, and says nothing of how the case stands.
  return renderPage(frame, {
    title: say(W.title),
    failed: refused !== undefined,
    basis: CASE_BASIS[signing.kind],
    ...(signing.toSign ? { script: frame.assets.passkey } : {}),
    body,
  });
}

function Row({ label, text, frame }: { label: Word; text: Word; frame: Frame }): VNode {
  const { say } = speech(frame);
  return (
    <div>
      <dt>{say(label)}</dt>
      <dd>
        <Written text={say(text)} />
      </dd>
    </div>
  );
}

function SigningForm({ frame, signing }: { frame: Frame; signing: Signing }): VNode {
  const { say } = speech(frame);
  const { caseId, step, toSign, inSoftware } = signing;
  const asked = toSign && {
    'data-passkey': 'sign',
    'data-options': JSON.stringify(optionsOf(toSign)),
    'data-failed': say(W.failed),
    'data-unsupported': say(W.unsupported),
  };
  return (
    <Section id="sign" title={say(W.sign)}>
      <form method="post" action={paths.stepOf(caseId, step)} {...asked} novalidate>
        <Hidden signing={signing} />
        {toSign ? (
          <>
            <p class="actions" data-passkey-only hidden>
              <button type="submit" class="first">
                {say(W.sign)}
              </button>
            </p>
            <noscript>
              <p class="notice">{say(W.noScript)}</p>
            </noscript>
            <p class="hint">{say(W.until)}</p>
          </>
        ) : (
          <>
            <p class="notice">{say(W.noPasskey)}</p>
            <p>
              <a href={paths.passkeys}>{say(W.toPasskeys)}</a>
            </p>
          </>
        )}
        {inSoftware && toSign && (
          <>
            {isAddress(toSign.rpId) && <p class="notice">{say(W.noHostName)}</p>}
            <p class="actions">
              <button type="submit" class="first" name="sign.software" value="yes" data-plain>
                {say(W.sandbox)}
              </button>
            </p>
            <p class="hint">{say(W.sandboxHint)}</p>
          </>
        )}
        <Basis of={articleOf(step)} frame={frame} />
      </form>
      <p>{say(W.onPaper)}</p>
      <p>
        <a href={paths.caseOf(caseId)}>{say(W.back)}</a>
      </p>
    </Section>
  );
}

function Hidden({ signing: { csrf, key, values, toSign } }: { signing: Signing }): VNode {
  const own = { csrf, key, 'sign.nonce': toSign?.nonce ?? '', credential: '' };
  return (
    <>
      {Object.entries(own).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {Object.keys(values).flatMap((name) =>
        textsOf(values, name).map((value) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        )),
      )}
    </>
  );
}

/** PublicKeyCredentialRequestOptionsJSON (WebAuthn): the person is asked for by PIN, finger or face. */
function optionsOf({ challenge, rpId, credentialIds }: ToSign): object {
  return {
    challenge,
    rpId,
    allowCredentials: credentialIds.map((id) => ({ type: 'public-key', id })),
    userVerification: 'required',
  };
}

/** An RP ID is a host name and can be no address (WebAuthn). */
function isAddress(host: string): boolean {
  return /^[\d.]+$/.test(host) || host.includes(':');
}
