import { Refused } from '../../domain/errors.js';
import type { Interview } from '../../domain/interview.js';
import type { Flag } from '../../forms/spec.js';
import { interviewsOf } from '../../store/interviews.js';
import { TEXTS } from '../../web/texts.js';
import { recordNumber } from '../interviews.js';
import type { Filler, Part } from './part.js';
import { letterDay, letterMoment } from './letter-day.js';
import { onPaper } from './on-paper.js';
import { itemIn } from './tables.js';

/** The record of an interview as its person may read and sign it: everything that is kept of it, and their word on it. */
export async function recordOfInterview({ call, summary, paper, language }: Filler): Promise<Part> {
  const { tx, parts } = call;
  const { id: caseId } = summary;
  const interview = (await interviewsOf(tx, caseId)).find(({ recordId }) => recordId === paper.document.of);
  if (!interview?.recordId || !interview.recordedAt) throw new Refused('NOT_FOUND');
  const owner = { kind: 'case', id: caseId } as const;
  const words = async (id: string | null) => {
    const found = id && (await parts.vault.get(tx, owner, 'INTERVIEW', id));
    return (found as { text?: string } | undefined)?.text ?? '';
  };
  const record = await words(interview.recordId);
  const { confirmedAt, remarksId } = interview;
  const how =
    confirmedAt &&
    (await onPaper(tx, { caseId, action: 'confirmInterviewRecord', at: confirmedAt }, language));
  return {
    values: {
      heldAt: letterMoment(interview.at, language),
      place: await words(interview.placeId),
      items: interview.items
        .map((item) => itemIn(paper.pack.policy, item)[language])
        .join(TEXTS[language].comma),
      recordedOn: letterDay(interview.recordedAt, language),
      recordNumber: recordNumber(interview.recordId, record),
      record,
      remarks: await words(remarksId),
      confirmedOn: confirmedAt ? letterDay(confirmedAt, language) : '',
    },
    flags: flagsOf(interview, !summary.ended && summary.notifiedAt === null),
    ...(how ? { how } : {}),
  };
}

/** As long as the person may still speak on it, there is a line for their hand. */
function flagsOf({ state, remarksId }: Interview, open: boolean): Flag[] {
  if (state === 'CONFIRMED') return remarksId === null ? ['confirmed'] : ['confirmed', 'remarked'];
  return [
    ...(state === 'NOT_CONFIRMED' ? ['unconfirmed' as const] : []),
    ...(open ? ['awaitsWord' as const] : []),
  ];
}
