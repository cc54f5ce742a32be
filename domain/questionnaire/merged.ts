import { type Field, itemsOf, type QuestionForm, type Topic, topicsOf } from './shape.js';

/**
 * The questions of several policies as one: what may be written into any of them. For shapes that are made before a case is
 * known; what may be written into this one is its own form's to say. A question, or a field, that two forms call alike is one.
 */
export function mergedForm(forms: readonly QuestionForm[]): QuestionForm {
  const items = [...new Set(forms.flatMap(itemsOf))];
  return {
    id: forms.map(({ id }) => id).join(),
    items: Object.fromEntries(
      items.map((item) => [
        item,
        mergedBy(
          forms.flatMap((form) => topicsOf(form, item)),
          mergedTopic,
        ),
      ]),
    ),
  };
}

/** Fields that two forms call alike and that are of different kinds: answers to one could not be carried over to the other. */
export function unlikeFields(forms: readonly QuestionForm[]): string[] {
  const kinds = new Map<string, string>();
  return forms.flatMap((form) =>
    itemsOf(form).flatMap((item) =>
      topicsOf(form, item).flatMap(({ id, fields }) =>
        fields.flatMap((field) => {
          const name = `${item}.${id}.${field.id}`;
          const known = kinds.get(name) ?? field.kind;
          kinds.set(name, known);
          return known === field.kind ? [] : [name];
        }),
      ),
    ),
  );
}

function mergedTopic(one: Topic, other: Topic): Topic {
  return {
    ...other,
    gate: one.gate || other.gate,
    most: Math.max(one.most, other.most),
    fields: mergedBy([...one.fields, ...other.fields], mergedField),
  };
}

function mergedField(one: Field, other: Field): Field {
  if (one.kind === 'text' && other.kind === 'text') return { ...other, max: Math.max(one.max, other.max) };
  if (one.kind === 'choice' && other.kind === 'choice') {
    const codes = new Map([...one.of, ...other.of].map((choice) => [choice.code, choice]));
    return { ...other, of: [...codes.values()] };
  }
  return other;
}

function mergedBy<One extends { readonly id: string }>(
  all: readonly One[],
  merge: (one: One, other: One) => One,
): One[] {
  const merged = new Map<string, One>();
  for (const one of all) {
    const known = merged.get(one.id);
    merged.set(one.id, known ? merge(known, one) : one);
  }
  return [...merged.values()];
}
