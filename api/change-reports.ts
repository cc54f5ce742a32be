import { z } from 'zod';
import {
  CHANGE_KINDS,
  isShownToHolder,
  type Report,
  REPORT_ENDS,
  REPORT_VERDICTS,
} from '../domain/change-reports.js';
import type { CaseKind, Stage } from '../domain/stages.js';
import { reportsOf } from '../store/change-reports.js';
import type { Call } from './route.js';
import { Id } from './schemas.js';

/** A report as its reader sees it. Its holder finds here those they may know of, and no trace of the others. */
export const ReportShown = z.strictObject({
  receipt: Id,
  at: z.string(),
  by: z.enum(['HOLDER', 'CONTRACTOR', 'OFFICE']),
  kind: z.enum(CHANGE_KINDS).optional(),
  text: z.string().optional(),
  verdict: z.enum(REPORT_VERDICTS).nullable(),
  sealedUntil: z.string().optional(),
  closedAt: z.string().nullable(),
  ended: z.enum(REPORT_ENDS).nullable(),
});
type Shown = z.input<typeof ReportShown>;

/** The reports about the holder of a clearance, for who works on it, or for the holder. */
export async function reportsFor(
  call: Call<unknown, unknown>,
  { id, kind, stage }: { id: string; kind: CaseKind; stage: Stage },
  own: boolean,
): Promise<{ reports?: Shown[] }> {
  if (kind !== 'clearance' || stage === 'DISPOSED') return {};
  const all = (await reportsOf(call.tx, id)).filter((one) => !own || isShownToHolder(one, call.now));
  if (all.length === 0) return {};
  const owner = { kind: 'case', id } as const;
  const ids = all.flatMap(({ documentId }) => documentId ?? []);
  const refs = ids.map((documentId) => ({ owner, docClass: 'CHANGE_REPORT' as const, documentId }));
  const contents = await call.parts.vault.several(call.tx, refs);
  const written = new Map(ids.map((documentId, n) => [documentId, contents[n]]));
  return { reports: all.map((report) => shown(report, written.get(report.documentId ?? ''), own)) };
}

/**
 * The stage by which the holder is told how their clearance stands. A review of what others said is none to them as long
 * as they may not know of it: to them it is what it was.
 */
export async function stageToldTo(
  call: Call<unknown, unknown>,
  { id, stage }: { id: string; stage: Stage },
): Promise<Stage> {
  if (stage !== 'REVIEW') return stage;
  const reports = await reportsOf(call.tx, id);
  const known = reports.some((one) => one.closed === null && isShownToHolder(one, call.now));
  return known ? stage : 'ACTIVE';
}

function shown(report: Report, content: unknown, own: boolean): Shown {
  const { id, at, by, verdict, seal, closed } = report;
  const written = ReportContent.safeParse(content);
  return {
    receipt: id,
    at,
    by: by === 'Subject' ? 'HOLDER' : by === 'ContractorSecurityManager' ? 'CONTRACTOR' : 'OFFICE',
    ...(written.success ? written.data : {}),
    verdict,
    ...(seal && !own ? { sealedUntil: seal.until } : {}),
    closedAt: closed?.at ?? null,
    ended: closed?.how ?? null,
  };
}

const ReportContent = z.object({ kind: z.enum(CHANGE_KINDS), text: z.string() });
