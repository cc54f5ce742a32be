import type { PacketStep } from './decision-packet.js';
import { marksOf } from './reasons.js';
import { type Answered, everyHash, inOrder, knownPolicy, linesOf, permitted } from './replay-parts.js';
import { ENDS_OF_DOUBT, type RevocationPacket } from './revocation-packet.js';
import type { ActorRole } from './roles.js';
import type { Facts } from './rules.js';

const OTHERS: readonly ActorRole[] = ['Subject', 'Adjudicator'];

/** Asks the same rules as on the day, of the facts in the packet, whether this revocation was permitted. */
export function replayRevocation(packet: RevocationPacket): Answered[] {
  const proposed = packet.steps.findLast(({ action }) => action === 'proposeRevocation');
  const last = packet.steps.at(-1);
  if (!proposed || !last) return [{ asked: 'a revocation was proposed', fault: 'No step proposes it.' }];
  const { facts, reassessment, reasons } = packet;
  return [
    chain(packet, proposed, last),
    // As it stood then: nothing had been put to the holder.
    permitted(proposed, { ...facts, hearing: 'NONE' }, { marks: marksOf(packet.proposed) }),
    permitted(last, facts, { marks: marksOf(reasons) }),
    inOrder('clearance', packet.steps),
    inOrder('application', reassessment.steps, 'steps of the reassessment'),
    doubted(packet, proposed),
    unassessed(packet),
    heard(packet, proposed),
    apart(packet),
    everyHash([...packet.steps, ...reassessment.steps], packet.evidence),
    knownPolicy(packet.policy.version, facts),
    named(packet, proposed, last),
  ];
}

/** Proposed by one adjudicator, made by another, and these are not the same step twice. */
function chain({ revokedAt, steps }: RevocationPacket, proposed: PacketStep, last: PacketStep): Answered {
  const asked = 'it was proposed, and made by a second step';
  const ends = steps.filter(({ action }) => action === 'proposeRevocation' || action === 'revoke');
  if (ends.length !== 2 || ends[0] !== proposed || last.action !== 'revoke')
    return {
      asked,
      fault: 'A revocation is made by proposeRevocation, then revoke, and that is its last step.',
    };
  if (last.to !== 'REVOKED' || last.at !== revokedAt)
    return { asked, fault: 'The last step is not the one by which it was revoked, at that time.' };
  return { asked };
}

/** The right was off before its end was proposed, by a notice that said so. */
function doubted({ steps, facts }: RevocationPacket, proposed: PacketStep): Answered {
  const asked = 'one notice of the doubt stands, and came before the proposal';
  const notices = steps.filter(({ action }) => action === 'serveDoubtNotice');
  const [notice] = notices;
  const stands = notice && notices.length === 1 && notice.version < proposed.version;
  return stands && facts.doubtServed ? { asked } : { asked, fault: 'None does, or more than one.' };
}

function unassessed({ reassessment: { ended, served, steps } }: RevocationPacket): Answered {
  const asked = 'the reassessment was refused, withdrawn from or left unanswered';
  const last = steps.at(-1);
  const ends = ENDS_OF_DOUBT.some((one) => one === ended);
  const line = last && linesOf('application', last).some(({ endsAs }) => endsAs === ended);
  if (!ends || !line) return { asked, fault: 'Its last step says something else.' };
  return served === null ? { asked, fault: 'No notice of it was served.' } : { asked };
}

function heard({ steps, facts }: RevocationPacket, proposed: PacketStep): Answered {
  const asked = 'whether the holder was heard follows from the steps';
  const told: Readonly<Record<string, Facts['hearing']>> = {
    proposeRevocation: 'ASKED',
    answerConcerns: 'HEARD',
    markHearingOverdue: 'SILENT',
  };
  const since = steps.slice(steps.indexOf(proposed));
  const hearing = since.reduce<Facts['hearing']>((now, { action }) => told[action] ?? now, 'NONE');
  return hearing === facts.hearing ? { asked } : { asked, fault: 'It does not: the facts say otherwise.' };
}

/** The facts may name more: who is named to the clearance, or took a step on it that nothing rests on. */
function apart({ steps, facts }: RevocationPacket): Answered {
  const asked = 'whoever raised the doubt by the steps is known to have';
  const missing = steps.find(
    ({ sub, role }) => sub !== null && !OTHERS.includes(role) && !facts.investigators.includes(sub),
  );
  return missing ? { asked, fault: `The facts leave out who took ${missing.action}.` } : { asked };
}

/** Taken from the steps, not from the facts that are said to follow from them. */
function named({ facts }: RevocationPacket, proposed: PacketStep, last: PacketStep): Answered {
  const asked = 'whose revocation it is';
  if (proposed.sub === null || last.sub === null)
    return { asked, fault: 'A revocation has no name under it.' };
  if (proposed.sub === last.sub || facts.proposedBy !== proposed.sub)
    return { asked, fault: 'Who proposed it and who made it are not told apart.' };
  return (facts.proposedInPlaceOf ?? null) === (proposed.standIn?.adjudicator ?? null)
    ? { asked }
    : { asked, fault: 'The facts say otherwise in whose place it was proposed.' };
}
