import { z } from 'zod';
import { ANSWERS } from '../domain/checks.js';
import { type DecisionPacket, EVIDENCE_CLASSES, PACKET_FORMAT } from '../domain/decision-packet.js';
import { OPTIONAL_STEPS } from '../domain/policy.js';
import { NEEDS } from '../domain/inquiries.js';
import { GROUNDS_TO_WITHHOLD } from '../domain/reasons.js';
import { ROLES } from '../domain/roles.js';
import type { Facts } from '../domain/rules.js';
import { type Stage, STAGES } from '../domain/stages.js';
import { TREATMENTS } from '../domain/worksheet.js';

const STAGE_CODES = Object.values(STAGES).flatMap((stages) => Object.keys(stages)) as [Stage, ...Stage[]];
const Text = z.string().min(1);
const Base64 = z.string().regex(/^[A-Za-z0-9_-]+$/);
const Whole = z.number().int().nonnegative();
const AnyStage = z.enum([...STAGE_CODES, 'NEW']);
const Decision = z.enum(['FOUND', 'NOT_FOUND']);
const Role = z.enum([...ROLES, 'System', 'Provider']);
const Named = z.string().nullable();
/** A code of the packet's policy: whether it has it is asked by the replay, of the packs there are. */
const Code = z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/);

export const FactsShape = z.strictObject({
  kind: z.enum(['application', 'clearance', 'grievance']),
  stage: AnyStage,
  ground: z.enum(['NEW_HANDLER', 'RENEWAL', 'DOUBT']).nullable(),
  mode: z.enum(['UNIFIED', 'SELF', 'REUSED']).nullable(),
  decision: Decision.nullable(),
  certified: z.boolean(),
  otherOpenCase: z.boolean(),
  alreadyCleared: z.boolean(),
  servedText: Named,
  openChecks: Whole,
  unresolvedFindings: Whole,
  // Packets from before these stood with the facts: the replay takes them from the policy.
  items: z.array(Code).default([]),
  steps: z.array(z.enum(OPTIONAL_STEPS)).default([]),
  matters: z.record(Code, z.enum(['TO_WEIGH', 'UNANSWERED'])),
  // Packets from before these were asked say nothing of them, and the rules ask nothing of it.
  learnt: z.array(Code).nullable().default(null),
  unasked: z.array(Code).default([]),
  hearing: z.enum(['NONE', 'ASKED', 'SILENT', 'HEARD']),
  heardOn: z.array(Code).nullable().default(null),
  // Packets from before there were interviews say nothing of one.
  interviewBegun: z.boolean().default(false),
  unconfirmed: z.boolean().default(false),
  missedDocument: Named.default(null),
  proposedBy: Named,
  // Packets from before it was asked in whose place say nothing of it.
  proposedInPlaceOf: Named.optional(),
  investigators: z.array(Text),
  workers: z.array(Text),
  inTheirLine: z.array(Text).default([]),
  doubtServed: z.boolean(),
  held: z.boolean(),
  holds: z.array(z.strictObject({ number: z.int(), by: Text })).default([]),
  holdStands: z.boolean().default(false),
  doubtEndedWithoutAssessment: z.boolean(),
  correction: z.enum(['NONE', 'OPEN']).default('NONE'),
  correctionBy: Named.default(null),
  noticeReliedOn: z.boolean().default(false),
  withoutDoubt: z.enum(['ACTIVE', 'REVIEW', 'LAPSED']).nullable().default(null),
  // Asked before the decision, and unknown to packets of the first release that had them.
  reusable: z.boolean().default(false),
  // Of clearances alone.
  waitingReports: z.array(z.strictObject({ id: Text, sub: Named })).default([]),
  askable: z.array(Code).default([]),
  firstDue: z.array(Code).default([]),
  // Packets from before there were supplementary consents say nothing of one; no opinion is given while one is awaited.
  consented: z.array(Code).default([]),
  supplement: z
    .strictObject({ text: Text, asks: z.array(Code) })
    .nullable()
    .default(null),
  missedSupplement: z
    .strictObject({ text: Text, asks: z.array(Code), over: Text })
    .nullable()
    .default(null),
  supplementable: z.partialRecord(Code, z.array(z.enum(NEEDS))).default({}),
  // Packets from before a decision could be reopened say nothing of it; of a grievance none does.
  reopened: z.boolean().default(false),
  decidedBefore: z.array(Text).default([]),
  answeredGrievances: z.array(Text).max(0).default([]),
  consentWithdrawn: z.boolean().default(false),
  grievance: z.null().default(null),
  // No decision is taken while one waits.
  originalWaiting: z.boolean().default(false),
  wordsWaiting: z.boolean().default(false),
  // Nothing is out before there is a decision; whether its reasons are wanted is nothing to decide by.
  issue: z.null().default(null),
  reasonsWaived: z.boolean().default(false),
}) satisfies z.ZodType<Facts>;

const Document = { documentId: z.uuid(), docClass: z.enum(EVIDENCE_CLASSES) };

/** What a packet of any kind of act says in the same words. */
export const Policy = z.strictObject({ version: Text, periods: z.record(z.string(), Text) });
export const Reasons = z.array(
  z.strictObject({ text: Text, withheld: z.enum(GROUNDS_TO_WITHHOLD).optional() }),
);
export const Steps = z.array(
  z.strictObject({
    version: Whole,
    at: z.iso.datetime(),
    action: Text,
    from: AnyStage,
    to: z.enum(STAGE_CODES),
    sub: Named,
    role: Role,
    article: Text,
    documents: z.array(z.strictObject(Document)),
    items: z.array(Code).optional(),
    standIn: z.strictObject({ adjudicator: Named }).optional(),
  }),
);
export const Digest = z.strictObject({ algorithm: z.literal('HMAC-SHA-256'), key: Base64 });
export const Evidence = z.array(z.strictObject({ ...Document, hash: Base64 }));
export const Reads = z.array(
  z.strictObject({
    at: z.iso.datetime(),
    sub: Text,
    role: Role,
    purpose: Text,
    of: z.record(z.string(), z.unknown()),
  }),
);

/** A packet as it was signed. Strict: a field too many is another document. */
export const PacketShape = z
  .strictObject({
    format: z.literal(PACKET_FORMAT),
    caseId: z.uuid(),
    organId: z.uuid(),
    decision: Decision,
    decidedAt: z.iso.datetime(),
    policy: Policy,
    texts: z.strictObject({
      served: Named,
      servedAt: Named,
      consented: Named,
      consentedAt: Named,
      inquiries: z.record(Code, z.boolean()),
      supplements: z
        .array(
          z.strictObject({
            at: z.iso.datetime(),
            shown: Named,
            consented: Named,
            inquiries: z.record(Code, z.boolean()),
          }),
        )
        .optional(),
      withdrawn: z.array(Code).optional(),
      reasonsWaived: z.boolean(),
    }),
    facts: FactsShape,
    stated: z.array(Code),
    found: z.array(
      z.strictObject({
        code: Code,
        finding: z.enum([...ANSWERS, 'LATE']),
        meddledWith: z.boolean(),
      }),
    ),
    worksheet: z.record(Code, z.enum(TREATMENTS)),
    reasons: Reasons,
    steps: Steps,
    digest: Digest,
    evidence: Evidence,
    reads: Reads,
  })
  .meta({
    id: 'DecisionPacket',
    description: 'A decision with all it stands on; the words of its evidence by their hashes alone',
  }) satisfies z.ZodType<DecisionPacket>;

/** As it is served: the signature counts, and what it signs stands beside it in plain sight. */
export const ServedPacket = z
  .strictObject({
    signed: z
      .string()
      .meta({ description: 'Compact JWS (RFC 7515, Ed25519) of the packet’s canonical JSON' }),
    // Not by today's shape: a later release must go on to serve what it may not be able to verify any more.
    packet: z
      .record(z.string(), z.unknown())
      .meta({ description: 'What is signed: a DecisionPacket, or a RevocationPacket, of its release' }),
  })
  .meta({ id: 'SignedDecisionPacket' });

export const PublicKeys = z
  .strictObject({
    keys: z.array(
      z.strictObject({
        kty: z.literal('OKP'),
        crv: z.literal('Ed25519'),
        x: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
        kid: Text,
        alg: z.literal('EdDSA'),
        use: z.literal('sig'),
      }),
    ),
  })
  .meta({ id: 'DecisionKeys', description: 'JSON Web Key Set (RFC 7517)' });
