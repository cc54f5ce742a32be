import type { VNode } from 'preact';
import type { DisposalCertificate, InBackups } from '../../domain/disposal.js';
import { momentText } from '../dates.js';
import { type Frame, speech } from '../frame.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import { Facts, Section } from '../parts.js';
import { paths } from '../paths.js';
import { DISPOSAL_WORDS as W } from '../words/disposal.js';

/** That a file was destroyed, to whose it was and to whoever worked on it. */
export function disposalPage(frame: Frame, certificate: DisposalCertificate): string {
  const { say } = speech(frame);
  const { caseId, destroyedAt, backups, asOf } = certificate;
  const rows: [string, string | VNode][] = [
    [say(W.at), momentText(destroyedAt, frame.language)],
    [say(W.backups), <InBackupsText of={backups} frame={frame} />],
    [say(W.asOf), momentText(asOf, frame.language)],
  ];
  const body = (
    <>
      <h1>{say(W.title)}</h1>
      <p class="intro">{say(W.intro)}</p>
      <Facts rows={rows} />
      <p>
        <a href={paths.disposalFileOf(caseId)} type="application/json">
          {say(W.save)}
        </a>
      </p>
      <p>{say(W.proof)}</p>
      <p>
        <a href={paths.caseOf(caseId)}>{say(W.back)}</a>
      </p>
    </>
  );
  return renderPage(frame, { title: say(W.title), basis: PAGE_BASIS.disposal, body });
}

function InBackupsText({ of, frame }: { of: InBackups; frame: Frame }): VNode {
  const { say } = speech(frame);
  const moment = of.state === 'GONE' ? of.since : of.notBefore;
  if (moment === null) return <>{say(W.noDay)}</>;
  return (
    <>
      {say(of.state === 'GONE' ? W.gone : W.waiting)}{' '}
      <time dateTime={moment}>{momentText(moment, frame.language)}</time>
    </>
  );
}

/** From a destroyed case to it: a page of its own, as each look at it is an entry. */
export function DisposalLink({ caseId, frame }: { caseId: string; frame: Frame }): VNode {
  const { say } = speech(frame);
  return (
    <Section id="disposal" title={say(W.title)}>
      <p>
        <a href={paths.disposalOf(caseId)}>{say(W.link)}</a>
      </p>
    </Section>
  );
}
