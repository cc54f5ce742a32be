import { type Policy, policyOf } from '../../domain/policy.js';
import { checkName } from '../../domain/policy-words.js';
import { type Action, type Edge, EDGES } from '../../domain/edges.js';
import { Refused } from '../../domain/errors.js';
import { cutOff, deskOf, handOn, mayHaveWithdrawn, stopsAtOnce } from '../../domain/original.js';
import { closedTo } from '../../domain/roles.js';
import { possibleActions } from '../../domain/rules.js';
import { readCase } from '../../store/case-state.js';
import { checksOf } from '../../store/views.js';
import { FIELDS, isLong, type LongStep } from '../../web/fields.js';
import type { Word } from '../../web/language.js';
import type { Keying, OriginalWhole } from '../../web/originals-data.js';
import { isStep, type StepName } from '../../web/steps.js';
import { TEXTS } from '../../web/texts.js';
import { MARK_WORDS } from '../../web/words/checks.js';
import { PAGE_WORDS as W } from '../../web/words/originals.js';
import { silenced } from '../originals/key-in.js';
import { toldIn } from '../documents/contents.js';
import { KeyedReply, OriginalList, OriginalWhole as Whole } from '../originals/shapes.js';
import { type Pack, textsOf } from '../../forms/packs.js';
import { policyOfCase } from '../../store/policy-of-case.js';
import type { Call } from '../route.js';
import { viaRoute } from './via-route.js';

const LINES: readonly Edge[] = EDGES;

/** What this reader may key in for the case, and its papers. @throws Refused NOT_FOUND */
export async function readKeying(call: Call): Promise<Keying> {
  const caseId = call.params.id ?? '';
  const state = await readCase(call.tx, caseId, call.now);
  if (!state) throw new Refused('NOT_FOUND');
  const { kind } = state.row;
  const silence = silenced(state);
  const theirs = LINES.filter((edge) => edge.kind === kind && edge.by.includes('Subject'));
  const possible = possibleActions(state.facts, ['Subject']);
  const steps = [...new Set(theirs.map((edge) => edge.action as Action))]
    .filter(isStep)
    .filter((step) => handOn(deskOf(kind, step), 'KEYS', call.principal, state.ties) !== undefined)
    // Where a case stands is not told to those who have no part in it: their forms are always there.
    .filter(
      (step) =>
        deskOf(kind, step) !== 'CASE' ||
        possible.includes(step) ||
        cutOff(kind, step, silence) ||
        mayHaveWithdrawn({ kind, action: step }, state.row.stage),
    );
  const letters = kind === 'application' && handOn('INQUIRY', 'KEYS', call.principal, state.ties);
  const checks = letters ? await checksOf(call.tx, caseId) : [];
  const { items } = OriginalList.parse(await viaRoute('listOriginals', { ...call, query: { caseId } }));
  if (steps.length === 0 && !letters) throw closedTo(call.principal.grants, call.principal.sub, state.ties);
  return {
    caseId,
    version: state.row.seq,
    policy: state.policy.version,
    // Where the case takes it no more it is kept, or waits for the second person: at once nothing happens by it.
    steps: steps.map((step) => ({ step, stops: stopsAtOnce(kind, step) && possible.includes(step) })),
    inquiries: checks
      .filter(({ status, reused }) => !reused && (status === 'OPEN' || status === 'LATE'))
      .map(({ requestId, code, source }) => ({ reference: requestId, word: checkName(code), source })),
    items,
    silent: silence.notConductedReason === 'NO_RESPONSE',
    told: steps.some((step) => mayHaveWithdrawn({ kind, action: step }, state.row.stage)),
    ...(steps.includes('submitQuestionnaire')
      ? { questions: textsOf(state.policy.version).questions.items }
      : {}),
  };
}

export async function readOriginal(call: Call): Promise<OriginalWhole> {
  const { says, ...told } = Whole.parse(await viaRoute('readOriginal', call));
  const policy = says === null ? undefined : await policyOfCase(call.tx, told.caseId);
  if (says === null || policy === undefined) return { ...told, said: [] };
  if (told.action !== 'fileAnswer') return { ...told, said: saidBy(policy, told.action, says) };
  const asked = await checksOf(call.tx, told.caseId);
  const codes = new Map(asked.map(({ requestId, code }) => [requestId, checkName(code)]));
  return { ...told, said: replyRows(told.reference, says, codes) };
}

type Row = OriginalWhole['said'][number];
const same = (value: unknown): Word => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return { ja: text, en: text };
};
export const yesNo = (value: unknown): Word => (value === true ? W.yes : W.no);

/** What was keyed in, in the words of the form it was keyed into. */
export function saidBy(policy: string, action: string, says: Readonly<Record<string, unknown>>): Row[] {
  if (action === 'giveConsent') return consentRows(policyOf(policy), says);
  if (action === 'answerSupplement') return answerRows(policyOf(policy), says);
  if (action === 'submitQuestionnaire') return questionnaireRows(textsOf(policy), says);
  return isStep(action) && !isLong(action) ? fieldRows(action, says) : [];
}

function fieldRows(step: Exclude<StepName, LongStep>, says: Readonly<Record<string, unknown>>): Row[] {
  return FIELDS[step].flatMap((field): Row[] => {
    const value = says[field.name];
    if (value === undefined) return [];
    const label = { ja: field.label(TEXTS.ja), en: field.label(TEXTS.en) };
    if (typeof value === 'boolean') return [{ label, text: yesNo(value) }];
    const options = 'options' in field ? field.options(undefined) : [];
    const wordOf = (one: unknown) => options.find((option) => option.value === one)?.word ?? same(one);
    const words = (Array.isArray(value) ? value : [value]).map(wordOf);
    const text = { ja: words.map(({ ja }) => ja).join('、'), en: words.map(({ en }) => en).join(', ') };
    return [{ label, text }];
  });
}

function consentRows(
  { checks }: Policy,
  { text, assessment, inquiries, reasonsWaived }: Readonly<Record<string, unknown>>,
): Row[] {
  const given = (inquiries ?? {}) as Readonly<Record<string, unknown>>;
  return [
    { label: W.text, text: same(text) },
    { label: W.assessment, text: yesNo(assessment) },
    ...checks.map(({ code, name }) => ({ label: name, text: yesNo(given[code]) })),
    { label: W.waived, text: yesNo(reasonsWaived) },
  ];
}

/** Of the questions on the paper what was ticked; of the others nothing. */
function answerRows({ checks }: Policy, { text, inquiries }: Readonly<Record<string, unknown>>): Row[] {
  const given = (inquiries ?? {}) as Readonly<Record<string, unknown>>;
  return [
    { label: { ja: TEXTS.ja.supplement.text, en: TEXTS.en.supplement.text }, text: same(text) },
    ...checks
      .filter(({ code }) => given[code] !== undefined)
      .map(({ code, name }) => ({ label: name, text: yesNo(given[code]) })),
  ];
}

/** Every answer of the sheet, below the question it answers. */
function replyRows(
  reference: string | null,
  says: Readonly<Record<string, unknown>>,
  questions: ReadonlyMap<string, Word>,
): Row[] {
  const { also = [], ...first } = KeyedReply.parse(says);
  const answers = [{ reference: reference ?? '', says: first }, ...also];
  return answers.flatMap(({ reference: of, says: { answer, statement } }): Row[] => [
    { label: W.reference, text: questions.get(of) ?? same(of) },
    { label: W.answer, text: MARK_WORDS[answer] },
    ...(statement === undefined ? [] : [{ label: W.statement, text: same(statement) }]),
  ]);
}

/** Every answer and every relative: this page is the only place where somebody but their person reads both. */
function questionnaireRows(
  { questions, policy }: Pack,
  { answers, family }: Readonly<Record<string, unknown>>,
): Row[] {
  const found = { questions: questions.id, answers };
  const [ja, en] = [toldIn(found, 'ja'), toldIn(found, 'en')];
  const relatives = (family ?? []) as readonly Readonly<Record<string, unknown>>[];
  return [
    ...policy.items.map(({ code, short }) => ({
      label: short,
      text: { ja: ja[code]?.text ?? '', en: en[code]?.text ?? '' },
    })),
    ...relatives.map((relative, n) => ({
      label: { ja: `家族・同居人 ${n + 1}`, en: `Family or cohabitant ${n + 1}` },
      text: same(Object.values(relative).flat().join('\n')),
    })),
  ];
}
