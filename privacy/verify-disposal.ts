import { canonicalJson } from './canonical-json.js';
import { DISPOSALS, openSigned } from './decision-signing.js';
import { ServedDisposal } from './disposal-shape.js';
import { PublicKeys } from './packet-shape.js';
import type { Verdict } from './verify-packet.js';

/** Whether this file says that a file was destroyed, as it was signed by one of these keys. Needs no register and no network. */
export function verifyDisposal(file: unknown, keys: unknown): Verdict {
  const set = PublicKeys.safeParse(keys);
  if (!set.success) return { checked: [], fault: 'The keys are no key set of decisions.' };
  const served = ServedDisposal.safeParse(file);
  if (!served.success) return { checked: [], fault: 'This is no certificate of a destroyed file.' };
  const opened = openSigned(served.data.signed, set.data.keys, DISPOSALS);
  if ('fault' in opened) return { checked: [], fault: opened.fault };
  const checked = ['the signature, by a key that is listed'];
  if (canonicalJson(opened.value) !== canonicalJson(served.data.certificate))
    return { checked, fault: 'The certificate shown is not the one that was signed.' };
  return { checked: [...checked, 'the certificate shown is the one that was signed'] };
}
