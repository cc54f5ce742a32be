import { Refused } from '../../domain/errors.js';
import type { Interview } from '../../domain/interview.js';
import type { Flag } from '../../forms/spec.js';
import { interviewsOf } from '../../store/interviews.js';
import { TEXTS } from '../../web/texts.js';
import { numberOf } from '../interviews.js';
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
  const document = async (id: string) => parts.vault.get(tx, owner, 'INTERVIEW', id);
  const words = async (id: string | null) => textOf(id && (await document(id)));
  const record = await document(interview.recordId);
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
      recordNumber: numberOf(interview.recordId, record),
      record: textOf(record),
      remarks: await words(remarksId),
      confirmedOn: confirmedAt ? letterDay(confirmedAt, language) : '',
    },
    flags: flagsOf(interview, !summary.ended && summary.notifiedAt === null),
    ...(how ? { how } : {}),
  };
}

function textOf(document: unknown): string {
  return (document as { text?: string } | undefined)?.text ?? '';
}

/** As long as the person may still speak on it, there is a line for their hand. */
function flagsOf({ state, remarksId }: Interview, open: boolean): Flag[] {
  if (state === 'CONFIRMED') return remarksId === null ? ['confirmed'] : ['confirmed', 'remarked'];
  return [
    ...(state === 'NOT_CONFIRMED' ? ['unconfirmed' as const] : []),
    ...(open ? ['awaitsWord' as const] : []),
  ];
}
