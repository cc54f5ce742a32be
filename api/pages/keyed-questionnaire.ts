import { ITEMS } from '../../domain/checks.js';
import { SECTIONS, type Section } from '../../domain/questionnaire/shape.js';
import { textOf, type Values } from '../../web/frame.js';
import { QUESTIONS } from '../questionnaire/shape.js';
import { movedTogether, partOf } from './section-fields.js';

/** What a questionnaire on paper says, from a form that holds all its parts: the body a program would send. */
export function questionnaireSays(values: Values): Record<string, unknown> {
  const parts = ITEMS.map((item) => partOf(item, QUESTIONS.items[item], own(item, values)));
  const seen = textOf(values, 'seen');
  return {
    ...(/^\d{1,9}$/.test(seen) ? { seen: Number(seen) } : {}),
    answers: Object.assign({}, ...parts.map(({ answers }) => answers)),
    ...partOf('FAMILY', [], values),
    ...(textOf(values, 'kept') === 'yes' ? { kept: true } : {}),
  };
}

/** The fields as they are shown again: rows moved together, as an error's pointer counts them. */
export function keptTogether(values: Values): Values {
  const rest = Object.entries(values).filter(([name]) => !SECTIONS.some((section) => isOf(section, name)));
  const parts = SECTIONS.flatMap((section) => {
    const topics = section === 'FAMILY' ? [] : QUESTIONS.items[section];
    const moved = movedTogether(section, topics, own(section, values));
    return Object.entries(moved).map(([name, value]) => [prefixed(section) + name, value]);
  });
  return Object.fromEntries([...rest, ...parts]);
}

/** The fields of one part, named as on its own page. */
function own(section: Section, values: Values): Values {
  const prefix = prefixed(section);
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => isOf(section, name))
      .map(([name, value]) => [name.slice(prefix.length), value]),
  );
}

function isOf(section: Section, name: string): boolean {
  return name.startsWith(section === 'FAMILY' ? 'family.' : prefixed(section));
}

function prefixed(section: Section): string {
  return section === 'FAMILY' ? '' : `${section}:`;
}
