import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type CheckCode, checkIn } from '../domain/checks.js';
import { type Inquired, NEEDS } from '../domain/inquiries.js';
import type { Role } from '../domain/roles.js';
import { type Facts, possibleActions } from '../domain/rules.js';
import { linesBeforeTable } from '../forms/lines.js';
import { formIn } from '../forms/packs.js';
import { type Policy, policyOf } from '../domain/policy.js';
import { CHECK_CODES, ITEM_CODES, SOURCE_CODES } from '../policies.js';
import type { StepDetails } from '../store/step.js';
import { type SupplementTold, supplementsOf, withdrawnOf } from '../store/supplements.js';
import type { CaseSummary } from '../store/views.js';
import { Inquiries, type Reasoned, sealInquiries } from './inquiries.js';
import { policyFor } from './policy-fit.js';
import type { Call } from './route.js';
import { AnswersByCode, Seen, Text } from './schemas.js';

const FORM = 'supplementary-consent';

export const SupplementRequest = z.strictObject({
  seen: Seen,
  inquiries: Inquiries.refine((given) => Object.keys(given).length > 0, 'Too small: at least one').meta({
    description:
      'The questions to ask the person’s consent to, each with its reason: they read it as it is written',
  }),
});
export const SupplementAnswer = z.strictObject({
  text: Text.meta({ description: 'The exact text that was shown' }),
  inquiries: AnswersByCode.meta({
    description: 'Yes or no to each question that is asked for; none is left out',
  }),
});
export const InquiryWithdrawal = z.strictObject({
  codes: z.array(z.enum(CHECK_CODES)).min(1).max(CHECK_CODES.length).meta({
    description: 'The questions that may not be asked any more; the consent to all others stays',
  }),
});

export async function sealSupplement(
  { inquiries }: z.output<typeof SupplementRequest>,
  call: Call,
): Promise<StepDetails> {
  const sealed = await sealInquiries(inquiries, call);
  return { ...sealed, text: shownText(await policyFor(call), sealed.inquired ?? {}) };
}

/**
 * The name of exactly what the person is shown: the form's text in the case's policy, and each question with its source and the need
 * in a code. The officer's words to it lie under seal and never change.
 */
function shownText(policy: Policy, inquired: Inquired): string {
  const { form } = formIn(FORM, policy.version);
  const asked = policy.checks.flatMap(({ code, source, question }) => {
    const need = inquired[code];
    return need === undefined ? [] : [[code, source, question, need]];
  });
  const hash = createHash('sha256')
    .update(JSON.stringify([form.hash, asked]))
    .digest('hex');
  return `${form.code}-${form.version}@${hash.slice(0, 16)}`;
}

const text = z.strictObject({ ja: z.string(), en: z.string() });
const Asked = z.strictObject({
  code: z.enum(CHECK_CODES),
  item: z.enum(ITEM_CODES),
  source: z.enum(SOURCE_CODES),
  question: text,
  need: z.enum(NEEDS),
  reasons: z.string(),
});

/** To its person, while it waits for their answer. */
export const SupplementShown = z.strictObject({
  text: z.string(),
  ja: z.array(z.string()),
  en: z.array(z.string()),
  answerBy: z.string(),
  asked: z.array(Asked),
});

/** To those who work on the case: what was asked for, and what came of it. Nothing of it is ever adverse. */
export const SupplementOnFile = z.strictObject({
  at: z.string(),
  text: z.string(),
  status: z.enum(['OPEN', 'ANSWERED', 'SILENT', 'ENDED']),
  answerBy: z.string().nullable(),
  settledAt: z.string().nullable(),
  asked: z.array(
    z.strictObject({
      code: z.enum(CHECK_CODES),
      need: z.enum(NEEDS),
      answer: z.boolean().nullable(),
    }),
  ),
});
export const WithdrawnOnFile = z.strictObject({ at: z.string(), codes: z.array(z.enum(CHECK_CODES)) });

/** What waits for the person, with its words; and which questions they consent to now. */
export async function supplementFor(
  call: Call,
  summary: CaseSummary,
  facts: Facts | undefined,
): Promise<{ supplement?: z.input<typeof SupplementShown>; consented?: CheckCode[] }> {
  if (facts === undefined || summary.kind !== 'application') return {};
  const takesBack = possibleActions(facts, ['Subject']).includes('withdrawInquiry');
  const consented = takesBack ? { consented: [...facts.consented] } : {};
  const open = facts.supplement ? await openIn(call, summary.id) : undefined;
  return open ? { ...consented, supplement: await shown(call, summary, open) } : consented;
}

async function openIn(call: Call, caseId: string): Promise<SupplementTold | undefined> {
  return (await supplementsOf(call.tx, caseId)).find(({ status }) => status === 'OPEN');
}

async function shown(
  call: Call,
  { id: caseId, policy: version }: CaseSummary,
  open: SupplementTold,
): Promise<z.input<typeof SupplementShown>> {
  const { form } = formIn(FORM, version);
  const policy = policyOf(version);
  const words = await wordsOf(call, caseId, open);
  return {
    text: open.text,
    ja: linesBeforeTable(form.ja),
    en: linesBeforeTable(form.en),
    answerBy: open.answerBy ?? '',
    asked: open.asked.map(({ code, need }) => {
      const { item, source, question } = checkIn(policy, code);
      return { code, item, source, question, need, reasons: words.get(code) ?? '' };
    }),
  };
}

/** Why each is needed, in the officer's words: as they are sealed, and as the person reads them. */
export async function wordsOf(
  call: Call,
  caseId: string,
  { reasonsId }: SupplementTold,
): Promise<ReadonlyMap<CheckCode, string>> {
  if (reasonsId === null) return new Map();
  const document = await call.parts.vault.get(call.tx, { kind: 'case', id: caseId }, 'REASONS', reasonsId);
  const { inquiries = [] } = (document ?? {}) as { inquiries?: Reasoned[] };
  return new Map(inquiries.map(({ code, text: why }) => [code, why]));
}

/** What was asked for and taken back in a case, and what may still be asked for by whoever may. */
export async function supplementsOnFile(
  call: Call,
  summary: CaseSummary,
  roles: readonly Role[],
  facts: Facts | undefined,
): Promise<{
  supplements?: z.input<typeof SupplementOnFile>[];
  withdrawn?: z.input<typeof WithdrawnOnFile>[];
  supplementable?: z.input<typeof SupplementableShown>;
}> {
  if (summary.kind !== 'application') return {};
  const told = await supplementsOf(call.tx, summary.id);
  const withdrawn = await withdrawnOf(call.tx, summary.id);
  const asks = facts && possibleActions(facts, roles).includes('requestSupplement');
  return {
    ...(told.length > 0 ? { supplements: told.map(onFile) } : {}),
    ...(withdrawn.length > 0
      ? { withdrawn: withdrawn.map(({ at, codes }) => ({ at, codes: [...codes] })) }
      : {}),
    ...(asks ? { supplementable: supplementableShown(facts) } : {}),
  };
}

function onFile({ at, text: name, status, answerBy, settledAt, asked, answers }: SupplementTold) {
  return {
    at,
    text: name,
    status,
    answerBy,
    settledAt,
    asked: asked.map(({ code, need }) => ({ code, need, answer: answers?.[code] ?? null })),
  };
}

export const SupplementableShown = z.array(
  z.strictObject({ code: z.enum(CHECK_CODES), needs: z.array(z.enum(NEEDS)) }),
);
function supplementableShown({ supplementable }: Facts): z.input<typeof SupplementableShown> {
  return Object.entries(supplementable).map(([code, needs = []]) => ({ code, needs: [...needs] }));
}
