import type { Action } from '../domain/edges.js';
import { linesToSign } from '../forms/lines.js';
import { type Form, formIn } from '../forms/packs.js';
import { LANGUAGES, type Language } from '../forms/shape.js';
import type { FormCode } from '../forms/spec.js';
import { bodyNames } from '../store/console-reads.js';
import { servedOn } from '../store/signed-forms.js';
import type { StepDetails } from '../store/step.js';
import type { CaseSummary } from '../store/views.js';
import type { LetterShown, SignedForm } from '../web/own-data.js';
import { identityOf } from './documents/contents.js';
import { letterDay } from './documents/letter-day.js';
import { pledgeFor } from './pledge-text.js';
import { policyFor } from './policy-fit.js';
import type { Call } from './route.js';

/** What the person signs by these steps: on paper these forms, on the page their text. */
const SIGNED = {
  giveConsent: ['consent', 'inquiry-consent'],
  refuseConsent: ['refusal'],
  withdrawConsent: ['withdrawal'],
  withdrawInquiry: ['inquiry-withdrawal'],
} as const satisfies Partial<Record<Action, readonly (FormCode & SignedForm)[]>>;
type Signing = keyof typeof SIGNED;

/** The names of the texts that a case of this policy signs by a step: those of its page and of its paper alike. */
export function textsSigned(action: Signing, policy: string): string[] {
  return SIGNED[action].map((code) => formIn(code, policy).form.id);
}

/** The forms that are signed by a step which has forms of its own. */
export function formsToSign(step: Signing): readonly SignedForm[] {
  return SIGNED[step];
}

/** Which texts were signed stands with the step, as which notice was read does with the consent. */
export async function signed(action: Signing, call: Call<unknown>): Promise<StepDetails> {
  return { forms: textsSigned(action, (await policyFor(call)).version) };
}

/** The texts of the steps that are open to a person: the pledge, and each form filled in as their own blank one is. */
export async function textsToSign(call: Call, summary: CaseSummary, possible: readonly string[]) {
  return { ...pledgeFor(summary.policy, possible), ...(await lettersFor(call, summary, possible)) };
}

async function lettersFor(
  call: Call,
  summary: CaseSummary,
  possible: readonly string[],
): Promise<{ letters?: Partial<Record<SignedForm, LetterShown>> }> {
  const steps = (Object.keys(SIGNED) as Signing[]).filter((step) => possible.includes(step));
  const forms = steps.flatMap((step) => SIGNED[step].map((code) => formIn(code, summary.policy).form));
  if (forms.length === 0) return {};
  const values = await valuesOf(call, summary, forms);
  return { letters: Object.fromEntries(forms.map((form) => [form.code, letterOf(form, values)])) };
}

type Values = Parameters<typeof linesToSign>[2];

/** A form as a page shows it, with these values in their places. */
export function letterOf(form: Form, values: Readonly<Record<Language, Values>>): LetterShown {
  const [ja, en] = LANGUAGES.map((language) => linesToSign(form[language], language, values[language]));
  return { text: form.id, title: { ja: form.ja.title, en: form.en.title }, ja: ja ?? [], en: en ?? [] };
}

async function valuesOf(
  call: Call,
  { id, organId, subjectId }: CaseSummary,
  forms: readonly Form[],
): Promise<Readonly<Record<Language, Values>>> {
  const organ = (await bodyNames(call.tx, [organId])).get(organId);
  const { text, at } = await servedOn(call.tx, id);
  // Opened only for a text that says it: no form of ours does outside its place to sign.
  const person = forms.some(saysName) ? await identityOf(call, subjectId) : undefined;
  const valuesIn = (language: Language): Values => ({
    organ: organ?.[language] ?? '',
    date: '',
    noticeText: text ?? '',
    noticeDate: at === null ? '' : letterDay(at, language),
    name: person?.name ?? '',
  });
  return { ja: valuesIn('ja'), en: valuesIn('en') };
}

function saysName({ ja, en }: Form): boolean {
  return [ja, en].some(({ to = '', blocks }) => (to + JSON.stringify(blocks)).includes('{name}'));
}
