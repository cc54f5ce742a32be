import type { NotConductedReason } from './stages.js';

/** Whether nobody reads any more what a case gathered: it was about the wrong person, and waits to be destroyed. */
export function isSealed(of: { readonly notConductedReason: NotConductedReason | null }): boolean {
  return of.notConductedReason === 'MISTAKEN';
}
