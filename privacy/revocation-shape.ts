import { z } from 'zod';
import { ENDS_OF_DOUBT, REVOCATION_FORMAT, type RevocationPacket } from '../domain/revocation-packet.js';
import { Digest, Evidence, FactsShape, Policy, Reads, Reasons, Steps } from './packet-shape.js';

/** A revocation as it was signed. Strict, as of a decision: a field too many is another document. */
export const RevocationShape = z
  .strictObject({
    format: z.literal(REVOCATION_FORMAT),
    caseId: z.uuid(),
    organId: z.uuid(),
    revokedAt: z.iso.datetime(),
    policy: Policy,
    facts: FactsShape,
    reassessment: z.strictObject({
      caseId: z.uuid(),
      ended: z.enum(ENDS_OF_DOUBT),
      served: z.string().nullable(),
      servedAt: z.iso.datetime().nullable(),
      steps: Steps,
      reads: Reads,
    }),
    proposed: Reasons,
    reasons: Reasons,
    steps: Steps,
    digest: Digest,
    evidence: Evidence,
    reads: Reads,
  })
  .meta({
    id: 'RevocationPacket',
    description: 'A revocation by two with all it stands on; the words of its evidence by their hashes alone',
  }) satisfies z.ZodType<RevocationPacket>;
