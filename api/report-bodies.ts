import { z } from 'zod';
import {
  CHANGE_KINDS,
  NOT_A_SEALS_END,
  REPORT_VERDICTS,
  SEAL_GROUNDS,
  sealEnds,
} from '../domain/change-reports.js';
import { Refused } from '../domain/errors.js';
import type { StepDetails } from '../store/step.js';
import { withReasons } from './acts.js';
import { seal as sealed } from './seal.js';
import type { Call } from './route.js';
import { Day, Id, line, Reasons, Seen } from './schemas.js';
import { policyFor } from './policy-fit.js';

export const ChangeReport = z.strictObject({ kind: z.enum(CHANGE_KINDS), text: line(4_000) });

export const ReportValidation = z.strictObject({
  seen: Seen,
  report: Id.meta({ description: 'The receipt of the report' }),
  verdict: z.enum(REPORT_VERDICTS),
  reasons: Reasons,
  seal: z.enum(['NONE', ...SEAL_GROUNDS]).meta({ description: 'Why its holder is not told of it yet' }),
  sealUntil: Day.optional().meta({ description: 'With a ground: the last day of the seal' }),
});

export async function reportOf(body: z.output<typeof ChangeReport>, call: Call): Promise<StepDetails> {
  const { kind, text } = body;
  return { documentId: await sealed(call, 'CHANGE_REPORT', { kind, text }) };
}

/** @throws Refused INVALID: a seal without an end or an end without a seal, or one too far. */
export async function validationOf(
  body: z.output<typeof ReportValidation>,
  call: Call,
): Promise<StepDetails> {
  const { report, verdict, seal, sealUntil } = body;
  const { periods } = await policyFor(call);
  const fits =
    seal === 'NONE'
      ? sealUntil === undefined
      : sealUntil !== undefined && sealEnds(sealUntil, call.now, periods);
  if (!fits) throw new Refused('INVALID', undefined, [{ pointer: '/sealUntil', message: NOT_A_SEALS_END }]);
  return {
    ...(await withReasons(body, call)),
    reportId: report,
    verdict,
    ...(seal === 'NONE' || sealUntil === undefined ? {} : { sealGround: seal, sealUntil }),
  };
}
