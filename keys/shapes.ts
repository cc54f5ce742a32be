import { z } from 'zod';

/** What the key service is asked and answers. Strict: what is not named here is refused. */
const Id = z.uuid();
const Word = z.string().min(1).max(64);
const Bytes = z.base64().max(8_192);
/** A transaction of the register, by its database's number for it. */
const Serves = z.string().regex(/^\d{1,19}$/);
const Scope = z.strictObject({ ownerKind: Word, ownerId: Id, docClass: Word });
const Wrapped = z.strictObject({ kekId: Word, blob: Bytes });
const Wanted = z.strictObject({ keyId: Id, scope: Scope, wrapped: Wrapped });

/** More than any file has classes times owners that are read together. */
const MOST = 1_000;

export const CreateBody = z.strictObject({ scope: Scope, serves: Serves });
export const UnwrapBody = z.strictObject({ serves: Serves, keys: z.array(Wanted).min(1).max(MOST) });
export const KeepBody = z.strictObject({ keys: z.array(Wanted).min(1).max(MOST) });
/** An owner's keys, and these besides: one that was destroyed before it came here has no owner. */
export const EndingsBody = z.strictObject({ ownerKind: Word, ownerId: Id, keyIds: z.array(Id).max(MOST) });
export const LogBody = z.strictObject({
  after: z.string().regex(/^\d{1,18}$/),
  /** Younger lines are left: one with a lower number may still be on its way. */
  ageMs: z.int().min(0).max(86_400_000),
});
export const RotateBody = z.strictObject({ after: Id.nullable(), limit: z.int().min(1).max(MOST) });
/** The key-encryption keys that the register's own copies still need. */
export const EpochsBody = z.strictObject({ needed: z.array(Word).max(MOST) });
/** `open`: begin a new epoch now, whatever the interval. */
export const TurnBody = z.strictObject({ open: z.boolean() });
export const DestroyBody = z.union([
  z.strictObject({ keyIds: z.array(Id).min(1).max(MOST) }),
  z.strictObject({ ownerKind: Word, ownerId: Id, classes: z.array(Word).max(64).optional() }),
]);
