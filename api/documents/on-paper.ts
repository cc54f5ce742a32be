import type { Action } from '../../domain/edges.js';
import type { Language } from '../../forms/shape.js';
import type { Tx } from '../../store/db.js';
import { originalBehind } from '../../store/originals.js';
import { letterDay } from './letter-day.js';

/** That the step of this moment was taken by a signed paper, and by which. */
export async function onPaper(
  tx: Tx,
  { caseId, action, at }: { readonly caseId: string; readonly action: Action; readonly at: string },
  language: Language,
): Promise<string | undefined> {
  const paper = await originalBehind(tx, caseId, action, at);
  if (!paper) return undefined;
  return paperWords(paper, language);
}

export function paperWords(
  { receivedOn, hash }: { readonly receivedOn: string; readonly hash: string },
  language: Language,
): string {
  const [day, start] = [letterDay(receivedOn, language), hash.slice(0, 16)];
  return language === 'ja'
    ? `署名のある書面（${day}受付、原本の照合値 ${start}…）によるものです。`
    : `On a signed paper, received on ${day} (SHA-256 ${start}…).`;
}
