import { z } from 'zod';
import { CAME, DESKS, ORIGINAL_STATES } from '../../domain/original.js';
import { ProviderAnswer } from '../../gateway/shapes.js';
import { Day, Id, Reasons } from '../schemas.js';

const Hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'a SHA-256 hash: 64 digits and letters from a to f')
  .meta({ description: 'SHA-256 of the scanned original' });

export const OriginalFacts = z
  .strictObject({
    hash: Hash,
    pages: z.number().int().min(1).max(500),
    signedOn: Day,
    receivedOn: Day.meta({
      description: 'The day it came in: from then on it counts, however long the office takes',
    }),
    came: z.enum(CAME),
  })
  .meta({ id: 'OriginalFacts', description: 'Which signed paper, and how and when it came' });

export const Keyed = z
  .strictObject({ id: Id, caseId: Id, status: z.enum(ORIGINAL_STATES), inForce: z.boolean() })
  .meta({
    id: 'KeyedOriginal',
    description:
      'Where a signed paper stands. `inForce`: the step it says is taken; `STALE`: no step is taken by it, and it stays known as a paper received: something came first, or it is a withdrawal that was found after the result was told (`foundLate`), which waits for the second person as others do',
  });

/** The second person hashes the paper they hold: a comparison that was not made does not go through. */
export const Confirmation = z.strictObject({ hash: Hash });
export const Rejection = z.strictObject({ reasons: Reasons });

export const Reply = z.strictObject({
  reference: Id.meta({ description: 'The reference printed on the letter' }),
  original: OriginalFacts,
  says: ProviderAnswer,
  also: z
    .array(z.strictObject({ reference: Id, says: ProviderAnswer }))
    .min(1)
    .max(20)
    .optional()
    .meta({ description: 'What the same sheet answers to further questions of the same source' }),
});
/** As it rests until the second person has compared it. */
export const KeyedReply = ProviderAnswer.extend({ also: Reply.shape.also });
export const Dispatch = z.strictObject({ reference: Id });

export const OriginalView = z
  .strictObject({
    id: Id,
    caseId: Id,
    kind: z.enum(['application', 'clearance', 'grievance']),
    desk: z.enum(DESKS),
    action: z.string().meta({ description: 'The step of the table that it says' }),
    reference: Id.nullable(),
    hash: z.string().nullable().meta({
      description: 'Not told to whoever may be the second person: they compute it from the paper they hold',
    }),
    pages: z.number().int(),
    signedOn: z.string(),
    receivedOn: z.string(),
    came: z.enum(CAME),
    keyedBy: z.string(),
    keyedAt: z.string(),
    status: z.enum(ORIGINAL_STATES),
    inForce: z.boolean(),
    settledBy: z.string().nullable(),
    settledAt: z.string().nullable(),
    compareBy: z.string().nullable().meta({
      description: 'The last day on which a second person is to compare it; null once it is settled',
    }),
    overdue: z.boolean(),
    foundLate: z.boolean().meta({
      description:
        'It had come in before the case was closed for silence, and was found afterwards: on record, without effect. Or a withdrawal that had come in before the result was received: confirmed (`settledBy`) it takes effect when two people void the notice, and one that nobody confirmed has none',
    }),
    yours: z.boolean().meta({ description: 'You may be the second person' }),
  })
  .meta({
    id: 'Original',
    description: 'A signed paper: whose hands it went through, and nothing of what it says',
  });

export const OriginalWhole = OriginalView.extend({
  person: z.strictObject({ name: z.string(), kana: z.string() }).nullable().meta({
    description: 'Whose case it was keyed into; not told to screening officers, nor of a settled paper',
  }),
  says: z
    .record(z.string(), z.unknown())
    .nullable()
    .meta({ description: 'What was keyed in, to be compared; gone once it is settled' }),
}).meta({ id: 'OriginalWhole' });

export const OriginalList = z.strictObject({
  items: z.array(OriginalView),
  undeclared: z.array(Id).meta({
    description:
      'Cases with a waiting paper, which is listed once you have said that you are not tied to the person',
  }),
});
