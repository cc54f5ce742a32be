import type { VNode } from 'preact';
import { type FormState, type Frame, speech } from '../frame.js';
import { TextField } from '../inputs.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import { LANGUAGES } from '../language.js';
import type { OriginalRow, OriginalWhole } from '../originals-data.js';
import { Basis, Day, Facts, Id, Section, Written } from '../parts.js';
import { paths } from '../paths.js';
import { Cell, RowHead, Table } from '../table.js';
import {
  CAME_WORDS,
  DESK_WORDS,
  isFound,
  PAGE_WORDS as W,
  paperWord,
  standingWord,
} from '../words/originals.js';
import { RefusedPaper } from './originals-refused.js';

/** Papers that wait to be compared, the one that waits longest first. */
export function originalsPage(
  frame: Frame,
  { items, undeclared }: { items: readonly OriginalRow[]; undeclared: readonly string[] },
): string {
  const { say } = speech(frame);
  const body = (
    <>
      <h1>{say(W.title)}</h1>
      <p class="intro">{say(W.intro)}</p>
      {items.length === 0 ? (
        <p class="card">{say(W.none)}</p>
      ) : (
        <Papers items={items} frame={frame} caption={say(W.title)} />
      )}
      {undeclared.length > 0 && <Undeclared cases={undeclared} frame={frame} />}
      <Section id="open" title={say(W.open)}>
        <form method="get" action={paths.originals}>
          <div class="field">
            <label for="case">{say(W.caseNumber)}</label>
            <input id="case" name="case" type="text" maxLength={36} autocomplete="off" />
          </div>
          <p class="actions">
            <button type="submit" class="second">
              {say(W.openButton)}
            </button>
          </p>
        </form>
      </Section>
    </>
  );
  return renderPage(frame, { title: say(W.title), basis: PAGE_BASIS.originals, body });
}

/** Cases of which the reader has yet to say their word on ties: that a paper waits, and nothing of which. */
function Undeclared({ cases, frame }: { cases: readonly string[]; frame: Frame }): VNode {
  const { t, say } = speech(frame);
  return (
    <Section id="undeclared" title={t.declarations.owed} intro={say(W.undeclared)}>
      <ul>
        {cases.map((id) => (
          <li key={id}>
            <a href={paths.declarationOf(id)}>
              {say(W.caseNumber)} <Id id={id} short />
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function Papers(props: { items: readonly OriginalRow[]; frame: Frame; caption: string }): VNode {
  const { items, frame, caption } = props;
  const { say } = speech(frame);
  return (
    <Table heads={[W.received, W.paper, W.standing, W.keyedBy].map(say)} caption={caption}>
      {items.map((item) => (
        <tr role="row" key={item.id} class={item.yours ? 'yours' : undefined}>
          <Cell label={say(W.received)}>
            <Day at={item.receivedOn} frame={frame} />
          </Cell>
          <RowHead>
            <a href={paths.originalOf(item.id)}>{say(paperWord(item))}</a>
            <span class="sub">
              {say(W.caseNumber)} <Id id={item.caseId} short />
            </span>
          </RowHead>
          <Cell label={say(W.standing)}>
            {say(item.foundLate && item.action !== 'withdrawConsent' ? W.foundLateShort : standingWord(item))}
            {item.compareBy !== null && (
              <span class={item.overdue ? 'sub due-over' : 'sub'}>
                {say(W.compareBy)} <Day at={item.compareBy} frame={frame} /> {item.overdue && say(W.overdue)}
              </span>
            )}
          </Cell>
          <Cell label={say(W.keyedBy)}>
            <Id id={item.keyedBy} short />
          </Cell>
        </tr>
      ))}
    </Table>
  );
}

/** One paper: for its second person with what was keyed in, beside nothing that would do the comparing for them. */
export function originalPage(frame: Frame, paper: OriginalWhole, form: FormState): string {
  const { t, say } = speech(frame);
  const body = (
    <>
      <p class="kicker">{say(DESK_WORDS[paper.desk])}</p>
      <h1>{say(paperWord(paper))}</h1>
      <RefusedPaper form={form} frame={frame} />
      {paper.status === 'WAITING' && paper.inForce && <p class="notice">{say(W.noWait)}</p>}
      {paper.yours && isFound(paper) && <p class="notice">{say(W.foundWaits)}</p>}
      <Section id="paper" title={say(W.original)}>
        <Facts
          rows={[
            [say(W.standing), say(standingWord(paper))],
            [say(W.person), paper.person && `${paper.person.name}（${paper.person.kana}）`],
            [say(W.caseNumber), <Id key="case" id={paper.caseId} />],
            [say(W.received), <Day key="received" at={paper.receivedOn} frame={frame} />],
            [say(W.signed), <Day key="signed" at={paper.signedOn} frame={frame} />],
            [say(W.came), say(CAME_WORDS[paper.came])],
            [say(W.pages), String(paper.pages)],
            [say(W.hash), paper.hash && <Id key="hash" id={paper.hash} />],
            [say(W.keyedBy), <Id key="keyed" id={paper.keyedBy} />],
            [say(W.settledBy), paper.settledBy && <Id key="settled" id={paper.settledBy} />],
          ]}
        />
        {!paper.yours && (
          <p>
            {say(W.receipt) + t.colon}
            {LANGUAGES.map((language) => (
              <span key={language}>
                <a href={paths.receiptOf(paper.id, language)} hreflang={language} type="application/pdf">
                  {t.documents[language]}
                </a>{' '}
              </span>
            ))}
          </p>
        )}
      </Section>
      {paper.said.length > 0 && (
        <Section id="said" title={say(W.said)}>
          <dl class="facts">
            {paper.said.map(({ label, text }, n) => (
              <div key={n}>
                <dt>{say(label)}</dt>
                <dd>
                  <Written text={say(text)} />
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
      {paper.yours && <Comparing paper={paper} frame={frame} form={form} />}
    </>
  );
  const title = `${say(paperWord(paper))} ${paper.id.slice(0, 8)}`;
  return renderPage(frame, {
    title,
    failed: form.sent?.refusal !== undefined,
    basis: PAGE_BASIS.originals,
    body,
  });
}

function Comparing(props: { paper: OriginalWhole; frame: Frame; form: FormState }): VNode {
  const { paper, frame, form } = props;
  const { t, say } = speech(frame);
  const hidden = (name: string) => (
    <>
      <input type="hidden" name="csrf" value={form.csrf} />
      <input type="hidden" name="key" value={`${form.key}.${name}`} />
    </>
  );
  return (
    <Section id="compare" title={say(W.compare)} intro={say(W.compareHint)}>
      <form method="post" action={paths.settleOf(paper.id, 'confirmOriginal')} novalidate>
        {hidden('confirmOriginal')}
        <TextField
          frame={frame}
          form={form}
          step="confirmOriginal"
          pointer="/hash"
          name="hash"
          label={say(W.hash)}
          hint={say(W.hashHint)}
          max={64}
        />
        <p class="actions">
          <button type="submit" class="first">
            {say(W.confirm)}
          </button>
        </p>
        <Basis of={PAGE_BASIS.originals} frame={frame} />
      </form>
      <details class="step" open={form.sent?.step === 'rejectOriginal'}>
        <summary>{say(W.reject)}</summary>
        <div class="step-body">
          <p class="hint">{say(W.rejectHint)}</p>
          <form method="post" action={paths.settleOf(paper.id, 'rejectOriginal')} novalidate>
            {hidden('rejectOriginal')}
            <TextField
              frame={frame}
              form={form}
              step="rejectOriginal"
              pointer="/reasons"
              name="reasons"
              label={t.form.reasons}
              max={4_000}
              rows={4}
            />
            <p class="actions">
              <button type="submit" class="second">
                {say(W.reject)}
              </button>
            </p>
            <Basis of={PAGE_BASIS.originals} frame={frame} />
          </form>
        </div>
      </details>
    </Section>
  );
}
