import { type Field, REASONS, said } from './field-parts.js';
import { MOVE_WORDS } from './words/moves.js';

const MOVED_ON: Field = {
  type: 'day',
  name: 'on',
  label: (t) => said(t, MOVE_WORDS.on),
  hint: (t) => said(t, MOVE_WORDS.onHint),
};

/** Where a holder goes, as an officer writes it down. */
export const MOVE_FIELDS: Readonly<Record<'transferWithin' | 'second' | 'depart', readonly Field[]>> = {
  transferWithin: [
    {
      type: 'line',
      name: 'section',
      max: 40,
      label: (t) => said(t, MOVE_WORDS.section),
      hint: (t) => said(t, MOVE_WORDS.sectionHint),
    },
    MOVED_ON,
  ],
  second: [
    {
      type: 'list',
      name: 'to',
      label: (t) => said(t, MOVE_WORDS.to),
      options: (file) => file?.elsewhere ?? [],
    },
    MOVED_ON,
    {
      type: 'text',
      name: 'backBy',
      max: 10,
      rows: 1,
      optional: true,
      label: (t) => said(t, MOVE_WORDS.backByOptional),
    },
    REASONS,
  ],
  depart: [MOVED_ON],
};
