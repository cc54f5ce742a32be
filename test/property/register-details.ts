import { randomUUID } from 'node:crypto';
import type { Tx } from '../../store/db.js';
import type { OriginalRef } from '../../domain/original.js';
import { earlierInvestigation } from '../../store/earlier.js';
import type { StepDetails } from '../../store/step.js';
import type { Move } from './moves.js';
import type { Input } from './file.js';
import { ACT27 } from '../support/act27.js';

/** As the API says which investigation it took the words from. */
export async function usedAgain(
  tx: Tx,
  caseId: string,
  { input }: Extract<Move, { does: 'take' }>,
): Promise<StepDetails> {
  if (input.mode !== 'REUSED') return {};
  const reusedFrom = (await earlierInvestigation(tx, caseId, ACT27.scheme))?.applicationId;
  return reusedFrom === undefined ? {} : { reusedFrom };
}

/** The world names a report by the version of the case at which it came. */
export async function reportNamed(
  tx: Tx,
  caseId: string,
  { input }: Extract<Move, { does: 'take' }>,
): Promise<StepDetails> {
  if (input.report === undefined) return {};
  const found = await tx
    .selectFrom('commands')
    .select('command_id')
    .where('case_id', '=', caseId)
    .where('seq', '=', Number(input.report))
    .executeTakeFirst();
  return { reportId: found?.command_id ?? randomUUID(), verdict: 'FOUNDED' };
}

export function detailsOf(input: Input, sub: string, action: string): StepDetails {
  const { reasons, text, decision, worksheet, mode, inquiries, stated, officer, codes } = input;
  const {
    items,
    drifting,
    at,
    agreed,
    asks,
    needs,
    hold,
    reviewOn,
    about,
    late,
    outcome,
    measures,
    receivedOn,
    waived,
    channel,
    served,
  } = input;
  const named = action === 'declareConflict' ? sub : officer;
  return {
    ...(reasons ? { reasonsId: randomUUID() } : {}),
    ...(input.selfGround === undefined ? {} : { selfGround: input.selfGround }),
    ...(text === undefined ? {} : { text }),
    ...(decision === undefined ? {} : { decision }),
    ...(worksheet === undefined ? {} : { worksheet }),
    ...(mode === undefined ? {} : { mode }),
    ...(inquiries === undefined ? {} : { inquiries }),
    ...(stated === undefined ? {} : { statedItems: stated }),
    ...(named === undefined ? {} : { caseOfficer: named }),
    ...(codes === undefined ? {} : { codes }),
    ...(agreed === undefined ? {} : { agreed }),
    ...(items === undefined ? {} : { items }),
    ...(asks === undefined
      ? {}
      : { inquired: Object.fromEntries(asks.map((code) => [code, 'UNCLEAR' as const])) }),
    ...(needs === undefined ? {} : { inquired: needs }),
    ...(drifting === undefined ? {} : { drifting }),
    ...(at === undefined ? {} : { interviewAt: at }),
    ...(hold === undefined ? {} : { hold, documentId: randomUUID() }),
    ...(reviewOn === undefined ? {} : { reviewOn, holdGround: 'LITIGATION' as const }),
    ...(about === undefined ? {} : { about }),
    ...(late === undefined ? {} : { late }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(receivedOn === undefined ? {} : { original: paper(receivedOn) }),
    ...(waived === undefined ? {} : { reasonsWaived: waived }),
    ...(channel === undefined ? {} : { issue: { channel, waived: false } }),
    ...(served === undefined ? {} : { service: served }),
    ...(measures ? { measuresId: randomUUID() } : {}),
  };
}

function paper(receivedOn: string): OriginalRef {
  const [id, hash, keyedBy] = [randomUUID(), 'a'.repeat(64), 'case-officer'];
  return { id, hash, pages: 1, signedOn: receivedOn, receivedOn, came: 'POST', keyedBy };
}
