import type { Item } from '../../../domain/checks.js';
import type { StepDetails } from '../../../store/step.js';

/** What is put to the person before a decision against them. */
export const CONCERNS: StepDetails = { reason: 'TEST', items: ['MENTAL_DISORDER'] };
/** What they are asked about otherwise. */
export const FINANCES: readonly Item[] = ['FINANCIAL_CIRCUMSTANCES'];
