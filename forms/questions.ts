import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Policy } from '../domain/policy.js';
import type { Field, QuestionForm, Topic } from '../domain/questionnaire/shape.js';

/** How the questions of a questionnaire are written down. Strict at every depth, as the forms are. */
const words = z.strictObject({ ja: z.string().trim().min(1), en: z.string().trim().min(1) });
const id = z.string().regex(/^[a-z][A-Za-z]{0,39}$/);
const code = z.string().regex(/^[A-Z][A-Z_]{0,39}$/);
const common = { id, label: words, optional: z.literal(true).optional() };

const FieldText: z.ZodType<Field> = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('text'),
    max: z.number().int().min(1).max(4_000),
    lines: z.number().int().min(1).max(20).optional(),
  }),
  z.strictObject({ ...common, kind: z.literal('month') }),
  z.strictObject({ ...common, kind: z.literal('yen') }),
  z.strictObject({
    ...common,
    kind: z.literal('choice'),
    of: z.array(z.strictObject({ code, label: words })).min(2),
  }),
]);

const TopicText: z.ZodType<Topic> = z.strictObject({
  id,
  ask: words,
  hint: words.optional(),
  gate: z.boolean(),
  after: id.optional(),
  raises: z.boolean(),
  fields: z.array(FieldText),
  most: z.number().int().min(1).max(50),
  years: z.number().int().min(1).max(30).optional(),
  needs: z.strictObject({ field: id, is: code, topic: id }).optional(),
});

const topics = z.array(TopicText).min(1);
const QuestionsText = z.strictObject({
  version: z.iso.date(),
  article: z.string().min(4),
  items: z.record(z.string(), topics),
});

/** The questions from what a file says. @throws where the file is not one, or its questions do not hang together. */
export function questionsOf(content: unknown, policy: Pick<Policy, 'version' | 'items'>): QuestionForm {
  const { version, items } = QuestionsText.parse(content);
  const wanted = policy.items.map(({ code: item }) => item);
  const strange = [
    ...wanted.filter((item) => items[item] === undefined).map((item) => `${item} is not asked`),
    ...Object.keys(items)
      .filter((item) => !wanted.includes(item))
      .map((item) => `${item} is no item of the policy`),
  ];
  const faults = Object.entries(items).flatMap(([item, asked]) =>
    asked.flatMap((topic, at) => faultsOf(topic, asked, at).map((fault) => `${item}.${topic.id} ${fault}`)),
  );
  if (strange.length + faults.length > 0)
    throw new Error(`${policy.version}/forms/questions.json: ${[...strange, ...faults].join('; ')}`);
  // Of what the file says, not of how it is read: a name once given stays.
  const { items: said } = content as { items: unknown };
  const hash = createHash('sha256').update(JSON.stringify(said)).digest('hex');
  // In the order of the policy, whatever that of the file.
  const ordered = Object.fromEntries(wanted.map((item) => [item, items[item] ?? []]));
  return { id: `questions-${version}@${hash.slice(0, 16)}`, items: ordered };
}

function faultsOf(topic: Topic, all: readonly Topic[], at: number): string[] {
  const before = all.slice(0, at);
  const field = (name: string) => topic.fields.find((one) => one.id === name);
  const { after, needs, years } = topic;
  const months = topic.fields.flatMap(({ id: name, kind }) => (kind === 'month' ? [name] : [])).join();
  const doubled = (list: readonly { id: string }[], name: string) =>
    list.filter((one) => one.id === name).length > 1;
  const gated = (list: readonly Topic[], name: string) => list.some((one) => one.id === name && one.gate);
  return [
    ...(doubled(all, topic.id) ? ['is there twice'] : []),
    ...(topic.fields.some((one) => doubled(topic.fields, one.id)) ? ['has a field twice'] : []),
    ...(!topic.gate && topic.fields.length === 0 ? ['asks for nothing'] : []),
    ...(!topic.gate && topic.raises ? ['raises something without a yes'] : []),
    ...(after !== undefined && !gated(before, after)
      ? [`comes after ${after}, which is no question before it`]
      : []),
    ...(years !== undefined && months !== 'from,to' ? ['accounts for years without from and to'] : []),
    ...(needs && (field(needs.field)?.kind !== 'choice' || !gated(all, needs.topic))
      ? ['needs what is not there']
      : []),
  ];
}
