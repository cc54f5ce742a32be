import { Refused } from '../../domain/errors.js';
import type { FollowUp, GrievanceMatter, GrievanceOutcome } from '../../domain/grievance.js';
import type { Flag } from '../../forms/spec.js';
import { grievanceRow } from '../../store/grievances.js';
import { dueDay } from '../../web/parts.js';
import { grievanceOf } from './contents.js';
import type { Filler, Part } from './part.js';
import { letterDay } from './letter-day.js';

/** The receipt of a grievance: what was received, and by when an answer is meant. */
export async function receipt({ call, summary, paper, language }: Filler): Promise<Part> {
  const of = paper.document.of ?? '';
  const [row, filed] = [await grievanceRow(call.tx, of), await grievanceOf(call, summary.id, of)];
  const due = row?.targetAt && dueDay({ at: row.targetAt, kind: 'GRIEVANCE_TARGET' }, undefined);
  return {
    values: { answerBy: due ? letterDay(due.day, language) : '', reference: of },
    flags: [...matter(filed?.about), ...(row?.late ? ['late' as const] : [])],
  };
}

/** Its answer: outcome, reasons and what follows. */
export async function answered({ call, summary, paper, language }: Filler): Promise<Part> {
  const of = paper.document.of ?? '';
  const [row, filed] = [await grievanceRow(call.tx, of), await grievanceOf(call, summary.id, of)];
  if (!row) throw new Refused('NOT_FOUND');
  const owner = { kind: 'case', id: of } as const;
  const [reasons, measures] = await Promise.all([
    row.reasonsId ? call.parts.vault.get(call.tx, owner, 'REASONS', row.reasonsId) : undefined,
    row.measuresId ? call.parts.vault.get(call.tx, owner, 'MEASURES', row.measuresId) : undefined,
  ]);
  const words = (document: unknown) => (document as { text?: string } | undefined)?.text ?? '';
  return {
    values: {
      filedOn: filed ? letterDay(row.filedAt, language) : '',
      answer: words(reasons),
      measures: words(measures),
      reference: of,
    },
    flags: [
      ...matter(filed?.about),
      ...(row.outcome ? [OUTCOME_FLAG[row.outcome]] : []),
      ...(measures === undefined ? [] : ['measuresTaken' as const]),
      ...(row.followUp ? [FOLLOW_UP_FLAG[row.followUp]] : []),
    ],
  };
}

const OUTCOME_FLAG = {
  UPHELD: 'upheld',
  PARTLY: 'partlyUpheld',
  NOT_UPHELD: 'notUpheld',
  NOT_EXAMINED: 'notExamined',
} as const satisfies Record<GrievanceOutcome, Flag>;
const FOLLOW_UP_FLAG = {
  NEW_DECISION: 'newDecision',
  NEW_ASSESSMENT: 'newAssessment',
} as const satisfies Record<FollowUp, Flag>;

export function matter(about: GrievanceMatter | undefined): Flag[] {
  return about === undefined ? [] : [about === 'RESULT' ? 'aboutResult' : 'aboutConduct'];
}
