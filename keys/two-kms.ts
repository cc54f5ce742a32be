import type { EpochKms } from '../privacy/kms.js';

/**
 * On the way from one key service to another: what is new goes under `newer`, and what `older` has wrapped it still
 * opens, until each of its epochs has ended as every epoch does. Neither knows an id of the other.
 */
export function twoKms(newer: EpochKms, older: EpochKms): EpochKms {
  const holderOf = async (kekId: string) => ((await older.ids()).includes(kekId) ? older : newer);
  return {
    current: () => newer.current(),
    wrap: (key, context) => newer.wrap(key, context),
    unwrap: async (wrapped, context) => (await holderOf(wrapped.kekId)).unwrap(wrapped, context),
    ids: async () => [...(await older.ids()), ...(await newer.ids())],
    open: (used) => newer.open(used),
    destroy: async (kekId) => (await holderOf(kekId)).destroy(kekId),
  };
}
