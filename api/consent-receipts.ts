import { z } from 'zod';
import { type CheckCode, checkIn } from '../domain/checks.js';
import type { RecordedAct, RecordedQuestion } from '../domain/consent-record.js';
import { type Policy, policyOf } from '../domain/policy.js';
import { saidOf } from '../domain/replay-consent.js';
import { CHECK_CODES, SOURCE_CODES } from '../policies.js';
import { consentActsOf, questionsPutIn } from '../store/consent-record.js';
import { bodyNames } from '../store/console-reads.js';
import { servedOn } from '../store/signed-forms.js';
import type { CaseSummary } from '../store/views.js';
import type { Call } from './route.js';
import { Id, Instant } from './schemas.js';

const SCHEMA = 'sekisho-consent-receipt/1';
const text = z.strictObject({ ja: z.string(), en: z.string() });
const RECEIVED = ['giveConsent', 'answerSupplement', 'withdrawInquiry', 'withdrawConsent'] as const;

/** One question to one kind of source. The names are those of ISO/IEC TS 27560 where it has one. */
const Purpose = z.strictObject({
  purpose: text.meta({ description: 'The question that may be put' }),
  purpose_type: z.enum(CHECK_CODES),
  lawful_basis: z.string(),
  event_state: z.enum(['GIVEN', 'REFUSED', 'WITHDRAWN']),
  pii_information: z.array(z.strictObject({ pii_type: z.string(), pii_optional: z.boolean() })),
  recipient_third_parties: z.array(z.enum(SOURCE_CODES)),
  retention_period: z.string().meta({ description: 'From the result, at the longest (ISO 8601)' }),
});

/** What a withdrawal stopped: that and when it was asked, never whether or what its source had answered. */
const Stopped = z.strictObject({
  purpose: text,
  purpose_type: z.enum(CHECK_CODES),
  recipient_third_party: z.enum(SOURCE_CODES),
  requested_at: Instant,
  cancelled_at: Instant,
  told_to_delete: z.literal(true),
});

const Receipt = z.strictObject({
  schema_version: z.literal(SCHEMA),
  receipt_id: Id,
  record_id: Id.meta({ description: 'The case, by which its consent record is named' }),
  pii_principal_id: Id,
  privacy_notice: z.string().nullable().meta({ description: 'The exact notice that was served' }),
  language: z.array(z.enum(['ja', 'en'])),
  jurisdictions: z.array(z.literal('JP')),
  pii_controllers: z.array(
    z.strictObject({ party_id: Id, party_name: text, party_role: z.literal('PII_CONTROLLER') }),
  ),
  event: z.strictObject({
    event_type: z.enum(RECEIVED),
    event_time: Instant,
    event_state: z.enum(['GIVEN', 'WITHDRAWN']),
    entity_id: Id.meta({ description: 'Who said it: the person themselves' }),
  }),
  signed: z.enum(['PASSKEY', 'PAPER', 'NEITHER']),
  purposes: z.array(Purpose),
  stopped: z.array(Stopped),
  withdrawal_method: text,
  privacy_rights: text,
});
export const ConsentReceipts = z.strictObject({ items: z.array(Receipt) }).meta({
  id: 'ConsentReceipts',
  description: 'What the person said of what may be asked, each time, and what that stopped',
});

/** For the person alone: a receipt of each consent and each withdrawal. */
export async function consentReceiptsOf(
  call: Call,
  summary: CaseSummary,
): Promise<z.input<typeof ConsentReceipts>> {
  const { tx } = call;
  const { acts } = await consentActsOf(tx, summary.id);
  const questions = await questionsPutIn(tx, summary.id);
  const { text: notice } = await servedOn(tx, summary.id);
  const organ = (await bodyNames(tx, [summary.organId])).get(summary.organId) ?? { ja: '', en: '' };
  const policy = policyOf(summary.policy);
  const common = {
    schema_version: SCHEMA,
    record_id: summary.id,
    pii_principal_id: summary.subjectId,
    privacy_notice: notice,
    language: ['ja', 'en'],
    jurisdictions: ['JP'],
    pii_controllers: [{ party_id: summary.organId, party_name: organ, party_role: 'PII_CONTROLLER' }],
    withdrawal_method: HOW_TO_WITHDRAW,
    privacy_rights: RIGHTS,
  } satisfies Partial<z.input<typeof Receipt>>;
  return {
    items: acts.flatMap((act) => {
      const type = RECEIVED.find((one) => one === act.act);
      if (!type) return [];
      const withdraws = type === 'withdrawInquiry' || type === 'withdrawConsent';
      return [
        {
          ...common,
          receipt_id: act.id,
          event: {
            event_type: type,
            event_time: act.at,
            event_state: withdraws ? 'WITHDRAWN' : 'GIVEN',
            entity_id: summary.subjectId,
          },
          signed: act.signed ? 'PASSKEY' : act.paper ? 'PAPER' : 'NEITHER',
          purposes: purposesOf(act, acts, policy),
          stopped: withdraws ? stoppedBy(act, questions, policy) : [],
        },
      ];
    }),
  };
}

/** Each question that an act is about: of a whole withdrawal, those that were consented to until then. */
function purposesOf(
  act: RecordedAct,
  acts: readonly RecordedAct[],
  policy: Policy,
): z.input<typeof Purpose>[] {
  const before = acts.slice(0, acts.indexOf(act));
  const stood = (code: CheckCode) =>
    before.reduce<boolean>((given, one) => saidOf(one, code) ?? given, false);
  return policy.checks.flatMap(({ code, question, fields, source, article }) => {
    const said = saidOf(act, code);
    const withdraws = act.act === 'withdrawConsent' || act.act === 'withdrawInquiry';
    if (said === undefined || (withdraws && !stood(code))) return [];
    return [
      {
        purpose: question,
        purpose_type: code,
        lawful_basis: article,
        event_state: withdraws ? ('WITHDRAWN' as const) : said ? ('GIVEN' as const) : ('REFUSED' as const),
        pii_information: fields.map((field) => ({ pii_type: field, pii_optional: false })),
        recipient_third_parties: [source],
        retention_period: policy.periods.RETENTION_ASSESSED,
      },
    ];
  });
}

function stoppedBy(
  { at }: RecordedAct,
  questions: readonly RecordedQuestion[],
  policy: Policy,
): z.input<typeof Stopped>[] {
  return questions
    .filter(({ withdrawnAt }) => withdrawnAt === at)
    .map(({ check, source, askedAt }) => ({
      purpose: checkIn(policy, check).question,
      purpose_type: check,
      recipient_third_party: source,
      requested_at: askedAt,
      cancelled_at: at,
      told_to_delete: true as const,
    }));
}

const HOW_TO_WITHDRAW = {
  ja: '同意は、結果の通知を受けるまで、いつでも、全部又は質問ごとに取り下げることができます。この画面から、又は書面で手続できます。取り下げたことを理由に不利益に取り扱われることはありません。',
  en: 'You can withdraw your consent, whole or question by question, at any time until you are notified of the result: on your page or on paper. Withdrawing never counts against you.',
};
const RIGHTS = {
  ja: 'ご自身の記録は、この画面で閲覧できます。苦情は、この画面から、又は書面で申し出ることができます。',
  en: 'You can read your own file on your page, and file a grievance there or on paper.',
};
