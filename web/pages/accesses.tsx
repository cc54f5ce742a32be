import type { VNode } from 'preact';
import type { Access } from '../../domain/accesses.js';
import { momentText } from '../dates.js';
import { type Frame, speech } from '../frame.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import { Section } from '../parts.js';
import { paths } from '../paths.js';
import { Cell, RowHead, Table } from '../table.js';
import { ACCESS_PART_WORDS, ACCESS_WORDS as W, PURPOSE_WORDS } from '../words/accesses.js';
import { ROLE_WORDS } from '../words/roles.js';

export interface AccessPage {
  readonly caseId: string;
  readonly items: readonly Access[];
  readonly next: string | null;
}

/** Who opened somebody's file, to them. */
export function accessesPage(frame: Frame, { caseId, items, next }: AccessPage): string {
  const { say } = speech(frame);
  const body = (
    <>
      <h1>{say(W.title)}</h1>
      <p class="intro">{say(W.intro)}</p>
      {items.length === 0 ? <p>{say(W.none)}</p> : <Accesses items={items} frame={frame} />}
      {next !== null && (
        <p>
          <a href={`${paths.accessesOf(caseId)}?after=${encodeURIComponent(next)}`}>{say(W.older)}</a>
        </p>
      )}
      <p>{say(W.wrong)}</p>
      <p>
        <a href={paths.caseOf(caseId)}>{say(W.back)}</a>
      </p>
    </>
  );
  return renderPage(frame, { title: say(W.title), basis: PAGE_BASIS.accesses, body });
}

function Accesses({ items, frame }: { items: readonly Access[]; frame: Frame }): VNode {
  const { t, say } = speech(frame);
  return (
    <Table heads={[W.at, W.role, W.purpose, W.parts].map(say)} caption={say(W.title)}>
      {items.map(({ at, role, purpose, parts }, n) => (
        <tr role="row" key={n}>
          <RowHead>
            <time dateTime={at}>{momentText(at, frame.language)}</time>
          </RowHead>
          <Cell label={say(W.role)}>{say(ROLE_WORDS[role])}</Cell>
          <Cell label={say(W.purpose)}>{say(PURPOSE_WORDS[purpose])}</Cell>
          <Cell label={say(W.parts)}>{parts.map((part) => say(ACCESS_PART_WORDS[part])).join(t.comma)}</Cell>
        </tr>
      ))}
    </Table>
  );
}

/** From a person's own case to it: a page of its own, as each look at it is an entry. */
export function AccessesLink({ caseId, frame }: { caseId: string; frame: Frame }): VNode {
  const { say } = speech(frame);
  return (
    <Section id="accesses" title={say(W.title)}>
      <p>
        <a href={paths.accessesOf(caseId)}>{say(W.link)}</a>
      </p>
    </Section>
  );
}
