import { itemsOf, type Section, sectionsOf } from '../../domain/questionnaire/shape.js';
import { ANY_QUESTIONS } from '../../forms/packs.js';
import { textOf, type Values } from '../../web/frame.js';
import { movedTogether, offered, partOf } from './section-fields.js';

/** Of all policies: a form has the fields of its case's own. */
const SECTIONS = sectionsOf(ANY_QUESTIONS);

/** What a questionnaire on paper says, from a form that holds all its parts: the body a program would send. */
export function questionnaireSays(values: Values): Record<string, unknown> {
  const parts = itemsOf(ANY_QUESTIONS).flatMap((item) => {
    const given = own(item, values);
    const topics = offered(item, given);
    return topics.length === 0 ? [] : [partOf(item, topics, given)];
  });
  const seen = textOf(values, 'seen');
  return {
    ...(/^\d{1,9}$/.test(seen) ? { seen: Number(seen) } : {}),
    answers: Object.assign({}, ...parts.map(({ answers }) => answers)),
    ...partOf('FAMILY', [], values),
  };
}

/** The fields as they are shown again: rows moved together, as an error's pointer counts them. */
export function keptTogether(values: Values): Values {
  const rest = Object.entries(values).filter(([name]) => !SECTIONS.some((section) => isOf(section, name)));
  const parts = SECTIONS.flatMap((section) => {
    const given = own(section, values);
    const moved = movedTogether(section, offered(section, given), given);
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
