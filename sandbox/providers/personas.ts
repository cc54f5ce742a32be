/**
 * Who is known for what, and where. Whoever is not listed has nothing on record anywhere. All of them are invented, as
 * are the offices; no adverse answer hangs on where someone or their family comes from.
 */
import { contractorEmployeePersonas } from './personas/contractor-employees.js';
import { demoPersonas } from './personas/demo.js';
import { organEmployeePersonas } from './personas/organ-employees.js';
import type { Persona } from './personas/persona.js';

export type { Behaviour } from './personas/persona.js';

export const personas: readonly Persona[] = [
  ...demoPersonas,
  ...organEmployeePersonas,
  ...contractorEmployeePersonas,
];
