import { checkName } from '../domain/policy-words.js';
import type { VNode } from 'preact';
import type { CaseKind } from '../domain/stages.js';
import type { TimelineRow } from './case-data.js';
import { extendedText } from './extended.js';
import { formalDay, momentText } from './dates.js';
import { type Frame, speech } from './frame.js';
import type { Language } from './language.js';
import { Mark } from './checks-table.js';
import { articleText } from './words/articles.js';
import { eventWord } from './words/events.js';

import { SELF_GROUND_WORDS } from './words/proviso.js';
import { ROLE_WORDS } from './words/roles.js';
import { inPlaceText } from './words/stand-ins.js';
import { stageWord } from './words/stages.js';

/** What happened, newest first: when, what, by which role, to which stage, and the article behind it. */
export function Timeline(props: { rows: readonly TimelineRow[]; kind: CaseKind; frame: Frame }): VNode {
  const { rows, kind, frame } = props;
  return (
    <ol class="timeline" reversed>
      {[...rows].reverse().map((row, index) => (
        <li key={`${row.at}-${index}`} class={row.role === 'System' ? 'by-time' : 'by-person'}>
          <Entry row={row} kind={kind} frame={frame} />
        </li>
      ))}
    </ol>
  );
}

function Entry({ row, kind, frame }: { row: TimelineRow; kind: CaseKind; frame: Frame }): VNode {
  const { t, say } = speech(frame);
  return (
    <>
      <p class="when">
        <time dateTime={row.at}>{momentText(row.at, frame.language)}</time>
      </p>
      <p class="what">
        <strong>{say(eventWord(row.event))}</strong>
        {row.comesAt && <time dateTime={row.comesAt}>{momentText(row.comesAt, frame.language)}</time>}
        {row.extended && <span>{extendedText(row.extended, frame)}</span>}
        {row.code && <span>{say(checkName(row.code))}</span>}
        {row.selfGround && <span>{say(SELF_GROUND_WORDS[row.selfGround])}</span>}
        {row.finding && <Mark mark={row.finding} frame={frame} />}
        {row.to && <span class="moved">{t.file.movedTo(say(stageWord(kind, row.to)))}</span>}
      </p>
      <p class="who">
        <span>{say(ROLE_WORDS[row.role])}</span>
        {row.standIn && <span>{inPlaceText(row.standIn, frame.language)}</span>}
        <span class="article">{articleText(row.article, frame.language)}</span>
      </p>
      {row.onPaper && <p class="who">{onPaperText(row.onPaper, frame.language)}</p>}
    </>
  );
}

/** Who acted for somebody on paper: the sign-ins are all that there is of a name here. */
function onPaperText(
  { receivedOn, keyedBy, confirmedBy }: NonNullable<TimelineRow['onPaper']>,
  language: Language,
): string {
  const day = formalDay(receivedOn, language);
  const [first, second] = [keyedBy.slice(0, 8), confirmedBy?.slice(0, 8)];
  return language === 'ja'
    ? `${day}に受け付けた署名のある書面による。入力：${first}${second ? `、照合：${second}` : '（照合を待たずに効力）'}`
    : `On a signed paper received on ${day}. Keyed in by ${first}${second ? `, compared by ${second}` : ' (in force before it was compared)'}.`;
}
