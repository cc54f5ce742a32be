import { z } from 'zod';
import { Refused } from '../../domain/errors.js';
import { textsOf } from '../../forms/packs.js';
import { receiptFilling, receiptForm } from '../../forms/receipt.js';
import { setForm } from '../../forms/setting/form.js';
import { LANGUAGES } from '../../forms/shape.js';
import { readCase } from '../../store/case-state.js';
import { bodyNames } from '../../store/console-reads.js';
import { writeLedger } from '../../store/ledger.js';
import { CAME_WORDS, paperWord, standingWord } from '../../web/words/originals.js';
import { basis } from '../documents/filling.js';
import { identityOf } from '../documents/contents.js';
import { letterDay } from '../documents/letter-day.js';
import type { FileAnswer } from '../file-answer.js';
import type { Call } from '../route.js';
import { originalOr404 } from './settle.js';
import { partIn, viewOf, whyClosed } from './views.js';

export const ReceiptQuery = z.strictObject({ lang: z.enum(LANGUAGES).default('ja') });

/** For whoever brought the paper: what came, when, under which number, and where it stands. */
export async function printReceipt(
  call: Call<unknown, z.output<typeof ReceiptQuery>>,
): Promise<z.input<typeof FileAnswer>> {
  const { tx, now, query, principal } = call;
  const original = await originalOr404(call);
  const state = await readCase(tx, original.caseId, now);
  const view = viewOf(call, original, state);
  if (!view || !state) throw whyClosed(call, original, state);
  // Its hash is not shown to whoever is yet to compute it.
  if (view.yours) throw new Refused('NOT_FOUND');
  const bySource = original.desk === 'INQUIRY';
  const { row } = state;
  const { lang } = query;
  const organ = (await bodyNames(tx, [row.organ_id])).get(row.organ_id);
  // Not told to screening officers, who know it from the paper in their hand; nor on a source's receipt: whom it answered
  // about it knows, and whoever finds the receipt need not.
  const person = bySource ? undefined : await identityOf(call as Call, row.subject_id);
  const { role, purpose } = partIn(call, original, state);
  await writeLedger(tx, {
    at: now,
    event: 'OriginalRead',
    article: 'law: every read names who, role, purpose, case',
    caseId: row.id,
    organId: row.organ_id,
    subjectId: row.subject_id,
    sub: principal.sub,
    role,
    purpose,
    details: { original: original.id, document: 'receipt' },
  });
  const pack = textsOf(row.policy_version);
  const form = receiptForm({
    what: paperWord(view)[lang],
    receivedOn: letterDay(original.receivedOn, lang),
    signedOn: letterDay(original.signedOn, lang),
    came: CAME_WORDS[original.came][lang],
    pages: original.pages,
    hash: original.hash,
    number: original.id,
    standing: bySource ? null : standingWord(view)[lang],
  });
  const article = basis(bySource ? 'Art. 12(6)' : 'Art. 12(3)', lang, pack.policy);
  const filling = receiptFilling(
    {
      name: person?.name ?? (lang === 'ja' ? '書面を出された方' : 'To the person who signed'),
      organ: organ?.[lang] ?? '',
      date: letterDay(now, lang),
      at: now,
    },
    article,
  );
  return { name: `receipt-${lang}.pdf`, bytes: await setForm(pack, form, lang, filling) };
}
