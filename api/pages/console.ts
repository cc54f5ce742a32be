import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import { Refused } from '../../domain/errors.js';
import type { SentForm, Viewer } from '../../web/frame.js';
import { caseFilePage } from '../../web/pages/case-file.js';
import { outcomePage } from '../../web/pages/outcome.js';
import { ownCasePage } from '../../web/pages/own-case.js';
import { screeningPage } from '../../web/pages/screening.js';
import { paths } from '../../web/paths.js';
import { inCall } from '../dispatch.js';
import { loadPrincipal } from '../principal.js';
import type { ApiParts, Call } from '../route.js';
import type { ConsoleSession, ConsoleSessions } from '../sessions.js';
import type { Assets } from './assets.js';
import type { CasePage } from './case-read.js';
import { viewerOf } from './reads.js';
import { frameOf } from './visit.js';

export interface ConsoleParts extends ApiParts {
  readonly sessions: ConsoleSessions;
  /** The API's own address, as browsers see it. */
  readonly publicUrl: string;
  readonly temporalUiUrl: string;
  /** Default `sekisho`. */
  readonly temporalNamespace?: string;
  /** Default none. */
  readonly workflowIdPrefix?: string;
  readonly log: Logger;
  readonly sandbox: boolean;
  /** Of a sandbox: those in software of its invented people. */
  readonly authenticators?: {
    register(sub: string, challenge: string): Promise<unknown>;
    sign(sub: string, challenge: string): Promise<unknown>;
  };
}

export interface Console extends ConsoleParts {
  readonly assets: Assets;
}

interface Seen {
  readonly viewer: Viewer;
  readonly now: string;
}

/** Reads for one page: one transaction, in which the reader sees what they may, and no more. */
export async function inside<T extends object>(
  req: Request,
  console: Console,
  session: ConsoleSession,
  params: Readonly<Record<string, string>>,
  work: (call: Call) => Promise<T>,
): Promise<T & Seen> {
  const principal = await loadPrincipal(console.db, session.sub);
  const asked = { params, query: {}, body: undefined, commandId: '', req };
  return inCall(console, principal, asked, async (call) => ({
    ...(await work(call)),
    viewer: await viewerOf(call, session.csrf),
    now: call.now,
  }));
}

/** A case as its reader may see it, with the form that has just come back, if one has. */
export function drawCase(
  req: Request,
  res: Response,
  console: Console,
  { page, viewer, now }: Seen & { page: CasePage },
  sent?: SentForm,
): void {
  const id = page.view === 'outcome' ? page.row.id : page.file.id;
  const frame = frameOf(req, res, console, { viewer, now, here: paths.caseOf(id) });
  const form = { key: randomUUID(), csrf: viewer.csrf, ...(sent ? { sent } : {}) };
  switch (page.view) {
    case 'file':
      res.send(caseFilePage(frame, page.file, form));
      return;
    case 'subject':
      res.send(ownCasePage(frame, page.file, form));
      return;
    case 'screening':
      res.send(screeningPage(frame, page.file, form));
      return;
    case 'outcome':
      res.send(outcomePage(frame, page.row));
  }
}

export function caseIdOf(req: Request): string {
  const id = z.uuid().safeParse(req.params.id);
  if (!id.success) throw new Refused('NOT_FOUND');
  return id.data.toLowerCase();
}
