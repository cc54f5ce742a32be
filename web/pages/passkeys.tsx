import type { VNode } from 'preact';
import type { ProblemCode } from '../../domain/errors.js';
import { type LossGround, type LossState, mayBeObjectedTo } from '../../domain/passkeys.js';
import { type Frame, speech } from '../frame.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import { Basis, Day, Section } from '../parts.js';
import { paths } from '../paths.js';
import { Cell, RowHead, Table } from '../table.js';
import { LOSS_GROUND_WORDS, LOSS_STATE_WORDS, PASSKEY_WORDS as w } from '../words/passkeys.js';
import { problemText } from '../words/problems.js';
import { SIGNING_WORDS } from '../words/signing.js';

export interface PasskeyRow {
  readonly id: string;
  readonly fingerprint: string;
  readonly enrolledAt: string;
  readonly stands: boolean;
}
export interface LossRow {
  readonly id: string;
  readonly ground: LossGround;
  readonly state: LossState;
  readonly countsFrom: string | null;
}
export interface OwnPasskeysShown {
  readonly items: readonly PasskeyRow[];
  readonly losses: readonly LossRow[];
  /** For an authenticator, as JSON; absent where a passkey stands. */
  readonly options?: { readonly json: string; readonly challenge: string };
  readonly key: string;
  readonly csrf: string;
  readonly refused?: ProblemCode;
  /** Whether the sandbox’s own authenticator may make one instead. */
  readonly inSoftware: boolean;
}

/** A person's own passkey: how they come to one, what its fingerprint is, and what was said of its loss. */
export function passkeysPage(frame: Frame, shown: OwnPasskeysShown): string {
  const { say } = speech(frame);
  const { items, losses, refused } = shown;
  const body = (
    <div class="narrow">
      <h1>{say(w.title)}</h1>
      <Wrong refused={refused} frame={frame} />
      <p class="intro">{say(w.intro)}</p>
      {items.length === 0 ? <p>{say(w.none)}</p> : <Passkeys rows={items} frame={frame} />}
      {items.length > 0 && <p class="hint">{say(w.fingerprintHint)}</p>}
      <Enrolment frame={frame} shown={shown} />
      <Section id="losses" title={say(w.losses)} intro={say(w.lossHint)}>
        {losses.length > 0 && <Losses rows={losses} frame={frame} />}
        {losses
          .filter(({ state }) => mayBeObjectedTo(state))
          .map(({ id }) => (
            <form key={id} method="post" action={paths.passkeyStep('objection')}>
              <Hidden of={{ csrf: shown.csrf, key: `${shown.key}.objection`, loss: id }} />
              <p class="actions">
                <button type="submit" class="first">
                  {say(w.object)}
                </button>
              </p>
              <Basis of={PAGE_BASIS.passkeys} frame={frame} />
            </form>
          ))}
      </Section>
    </div>
  );
  const failed = refused !== undefined;
  return renderPage(frame, {
    title: say(w.title),
    failed,
    basis: PAGE_BASIS.passkeys,
    ...(shown.options ? { script: frame.assets.passkey } : {}),
    body,
  });
}

function Enrolment({ frame, shown }: { frame: Frame; shown: OwnPasskeysShown }): VNode | null {
  const { say } = speech(frame);
  const { options, csrf, key, inSoftware } = shown;
  if (!options) return null;
  const asked = {
    'data-passkey': 'enrol',
    'data-options': options.json,
    'data-failed': say(w.failed),
    'data-unsupported': say(w.unsupported),
  };
  return (
    <Section id="enrol" title={say(w.enrol)} intro={say(w.noCode)}>
      <form method="post" action={paths.passkeyStep('enrol')} {...asked} novalidate>
        <Hidden of={{ csrf, key: `${key}.enrol`, nonce: options.challenge, credential: '' }} />
        <p class="field">
          <label for="enrol-code">{say(w.code)}</label>
          <span class="hint" id="enrol-code-hint">
            {say(w.codeHint)}
          </span>
          <input
            id="enrol-code"
            name="code"
            type="text"
            maxLength={40}
            autocomplete="one-time-code"
            aria-describedby="enrol-code-hint"
            required
          />
        </p>
        <p class="actions" data-passkey-only hidden>
          <button type="submit" class="first">
            {say(w.enrol)}
          </button>
        </p>
        <noscript>
          <p class="notice">{say(w.noScript)}</p>
        </noscript>
        {inSoftware && (
          <>
            <p class="actions">
              <button type="submit" class="first" name="enrol.software" value="yes" data-plain>
                {say(w.sandbox)}
              </button>
            </p>
            <p class="hint">{say(SIGNING_WORDS.sandboxHint)}</p>
          </>
        )}
        <Basis of={PAGE_BASIS.passkeys} frame={frame} />
      </form>
    </Section>
  );
}

/** On the start page of whose passkey it is. */
export function PasskeyLost({ frame }: { frame: Frame }): VNode {
  const { say } = speech(frame);
  return (
    <p class="notice">
      {say(w.lostNote)} <a href={`${paths.passkeys}#losses`}>{say(w.toLosses)}</a>
    </p>
  );
}

export function Wrong({ refused, frame }: { refused: ProblemCode | undefined; frame: Frame }): VNode | null {
  if (!refused) return null;
  return (
    <p class="notice notice-wrong" role="alert">
      {problemText(refused, frame.language)}
    </p>
  );
}

export function Hidden({ of }: { of: Readonly<Record<string, string>> }): VNode {
  return (
    <>
      {Object.entries(of).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

export function Passkeys({ rows, frame }: { rows: readonly PasskeyRow[]; frame: Frame }): VNode {
  const { say } = speech(frame);
  return (
    <Table heads={[w.fingerprint, w.since, w.state].map((head) => say(head))}>
      {rows.map(({ id, fingerprint, enrolledAt, stands }) => (
        <tr role="row" key={id}>
          <RowHead>
            <code>{fingerprint}</code>
          </RowHead>
          <Cell label={say(w.since)}>
            <Day at={enrolledAt} frame={frame} />
          </Cell>
          <Cell label={say(w.state)}>{say(stands ? w.stands : w.revoked)}</Cell>
        </tr>
      ))}
    </Table>
  );
}

export function Losses({ rows, frame }: { rows: readonly LossRow[]; frame: Frame }): VNode {
  const { say } = speech(frame);
  return (
    <Table heads={[w.ground, w.state, w.countsFrom].map((head) => say(head))}>
      {rows.map(({ id, ground, state, countsFrom }) => (
        <tr role="row" key={id}>
          <RowHead>{say(LOSS_GROUND_WORDS[ground])}</RowHead>
          <Cell label={say(w.state)}>{say(LOSS_STATE_WORDS[state])}</Cell>
          <Cell label={say(w.countsFrom)}>{countsFrom && <Day at={countsFrom} frame={frame} />}</Cell>
        </tr>
      ))}
    </Table>
  );
}
