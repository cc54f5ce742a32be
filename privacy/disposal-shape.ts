import { z } from 'zod';
import { DISPOSAL_FORMAT } from '../domain/disposal.js';

const Moment = z.iso.datetime();

export const DisposalShape = z
  .strictObject({
    format: z.literal(DISPOSAL_FORMAT),
    caseId: z.uuid(),
    kind: z.enum(['application', 'clearance', 'grievance']),
    organId: z.uuid(),
    destroyedAt: Moment,
    policy: z.string(),
    backups: z
      .discriminatedUnion('state', [
        z.strictObject({ state: z.literal('GONE'), since: Moment }),
        z.strictObject({ state: z.literal('WAITING'), notBefore: Moment.nullable() }),
      ])
      .meta({ description: 'Whether no backup opens it any more, or from when at the earliest' }),
    asOf: Moment,
  })
  .meta({ id: 'DisposalCertificate' });

export const ServedDisposal = z
  .strictObject({
    signed: z
      .string()
      .meta({ description: 'Compact JWS (RFC 7515, Ed25519) of the certificate’s canonical JSON' }),
    certificate: DisposalShape,
  })
  .meta({ id: 'SignedDisposalCertificate' });
