import type { VNode } from 'preact';
import { STRUCK } from '../../domain/questionnaire/screening.js';
import { WAITS_MARK } from '../../domain/masked-text.js';
import type { CaseFile } from '../case-data.js';
import { momentText } from '../dates.js';
import { type Frame, speech } from '../frame.js';
import type { Word } from '../language.js';
import { SCREENING_WORDS } from '../words/screening.js';
import { TEXT_SCREENING_WORDS } from '../words/text-screening.js';

const CLOSED_FILE = {
  ja: 'この適性評価は、同意の後、結果を出さずに終わりました。集められた内容は、その時から閉じられ、期日に廃棄されます。本人は引き続き見ることができ、苦情の担当者は苦情があるときに限り見ることができます。',
  en: 'This assessment ended after its consent and without a result. What was gathered has been closed since, and is destroyed on its day. Its person reads it on, and so does a grievance officer while there is a grievance about it.',
} as const satisfies Word;

/** What the marks in a text mean, where there are any in what a page shows */
export function Marks(props: {
  of: readonly unknown[];
  frame: Frame;
  own?: boolean;
  more?: readonly Word[];
}): VNode | null {
  const { of, frame, own = false, more = [] } = props;
  const { say } = speech(frame);
  const shown = JSON.stringify(of);
  const meant: Word[] = [
    ...more,
    ...(shown.includes(WAITS_MARK) ? [own ? TEXT_SCREENING_WORDS.waitsOwn : TEXT_SCREENING_WORDS.waits] : []),
    ...(shown.includes(STRUCK) ? [own ? TEXT_SCREENING_WORDS.struckOwn : SCREENING_WORDS.inTheFile] : []),
  ];
  if (meant.length === 0) return null;
  return (
    <div class="notice">
      {meant.map((word) => (
        <p key={word.en}>{say(word)}</p>
      ))}
    </div>
  );
}

/** The same for the page of a file, and why there is little on it, or no step. */
export function FileMarks({ file, frame }: { file: CaseFile; frame: Frame }): VNode | null {
  const { statements, reports, interviews, grievance, closed, openUntil } = file;
  const more = [...(closed ? [CLOSED_FILE] : []), ...(openUntil ? [openedFile(openUntil)] : [])];
  return <Marks of={[statements, reports, interviews, grievance]} frame={frame} more={more} />;
}

function openedFile(until: string): Word {
  return {
    ja: `この案件の記録は、緊急の閲覧として、${momentText(until, 'ja')}まで閲覧できます。閲覧だけができ、閲覧したことは本人と監査に示されます。`,
    en: `This file is opened to you by break-glass until ${momentText(until, 'en')}: to read, and nothing more. Its person and the auditors see that you did.`,
  };
}
