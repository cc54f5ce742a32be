import type { DecisionPacket, PacketStep } from './decision-packet.js';
import { heardOnIn, learntIn } from './learnt.js';
import { policyNamed } from './policy.js';
import { marksOf } from './reasons.js';
import { type Answered, everyHash, inOrder, knownPolicy, permitted } from './replay-parts.js';
import type { ActorRole } from './roles.js';
import type { Facts } from './rules.js';
import { mattersOf, unaskedIn } from './worksheet.js';

const INVESTIGATES: readonly ActorRole[] = ['CaseOfficer', 'CabinetInvestigator'];
/** Whoever is in charge investigates by these. */
const SHAPES: readonly string[] = ['startInvestigation', 'giveOpinion'];

/** Asks the same rules as on the day, of the facts and the worksheet in the packet, whether this decision was permitted. */
export function replayDecision(given: DecisionPacket): Answered[] {
  const packet = withItems(given);
  const decided = packet.steps.findLast(({ action }) => action === 'decide');
  const last = packet.steps.at(-1);
  if (!decided || !last) return [{ asked: 'a decision was taken', fault: 'No step decides.' }];
  return [
    chain(packet, decided, last),
    allowed(packet, decided),
    ...(decided === last ? [] : [allowed(packet, last)]),
    inOrder('application', packet.steps),
    heard(packet, decided),
    apart(packet),
    weighable(packet),
    consented(packet),
    besides(packet),
    everyHash(packet.steps, packet.evidence),
    knownPolicy(packet.policy.version, packet.facts),
    named(packet, decided, last),
  ];
}

/** Where a packet names no items it is of a release before these stood with the facts: its policy has them. */
function withItems(packet: DecisionPacket): DecisionPacket {
  const known = policyNamed(packet.policy.version);
  if (packet.facts.items.length > 0 || !known) return packet;
  const items = known.items.map(({ code }) => code);
  return { ...packet, facts: { ...packet.facts, items, steps: known.steps } };
}

/** What is new and sends the case back to a person's review makes a hearing before it count no more. */
function heard({ steps, facts, decision }: DecisionPacket, decided: PacketStep): Answered {
  const asked = 'whether the person was heard follows from the steps';
  if (decision === 'FOUND') return { asked };
  const told: Readonly<Record<string, Facts['hearing']>> = {
    askSubject: 'ASKED',
    answerConcerns: 'HEARD',
    markHearingOverdue: 'SILENT',
  };
  let hearing: Facts['hearing'] = 'NONE';
  for (const { action, from, to } of steps.slice(0, steps.indexOf(decided))) {
    hearing = told[action] ?? (to === 'HUMAN_REVIEW' && from !== to ? 'NONE' : hearing);
  }
  // A packet from before that was asked is not asked it.
  const on = facts.heardOn === null ? [] : (heardOnIn(steps) ?? []);
  const same = hearing === facts.hearing && on.join() === (facts.heardOn ?? []).join();
  return same ? { asked } : { asked, fault: 'It does not: the facts say otherwise.' };
}

/** The facts may name more: who is on the case without a step of theirs in here. */
function apart({ steps, facts }: DecisionPacket): Answered {
  const asked = 'whoever investigated by the steps is known to have';
  // A packet from before whoever named the questions was one is not asked it.
  const shapes = SHAPES.filter((action) => action === 'giveOpinion' || facts.proposedInPlaceOf !== undefined);
  const missing = steps.find(
    ({ sub, role, action }) =>
      sub !== null &&
      (INVESTIGATES.includes(role) || shapes.includes(action)) &&
      !facts.investigators.includes(sub),
  );
  return missing ? { asked, fault: `The facts leave out who took ${missing.action}.` } : { asked };
}

/** For the person by one adjudicator, against them by two. */
function chain(packet: DecisionPacket, decided: PacketStep, last: PacketStep): Answered {
  const { decision, decidedAt, steps } = packet;
  const asked = 'who decided, and who read it a second time';
  const ends = steps.filter(({ action }) => action === 'decide' || action === 'confirmDecision');
  const wanted = decision === 'FOUND' ? ['decide'] : ['decide', 'confirmDecision'];
  if (ends.map(({ action }) => action).join() !== wanted.join() || last !== ends.at(-1))
    return {
      asked,
      fault: `A decision ${decision} is made by ${wanted.join(', then ')}, and these are its last steps.`,
    };
  if (last.to !== 'DECIDED' || last.at !== decidedAt)
    return { asked, fault: 'The last step is not the one by which it was decided, at that time.' };
  if (decided !== last && decided.to !== last.from)
    return { asked, fault: 'It was not confirmed where it had been proposed.' };
  return { asked };
}

/** Taken from the steps, not from the facts that are said to follow from them. */
function named({ facts }: DecisionPacket, decided: PacketStep, last: PacketStep): Answered {
  const asked = 'whose decision it is';
  if (decided.sub === null || last.sub === null) return { asked, fault: 'A decision has no name under it.' };
  const apart = decided === last || (decided.sub !== last.sub && facts.proposedBy === decided.sub);
  if (!apart) return { asked, fault: 'Who proposed it and who confirmed it are not told apart.' };
  const place = decided.standIn?.adjudicator ?? null;
  const told = decided === last || [undefined, place].includes(facts.proposedInPlaceOf);
  return told ? { asked } : { asked, fault: 'The facts say otherwise in whose place it was proposed.' };
}

/** The line of the table, on the case as it stood before the step. */
function allowed(packet: DecisionPacket, step: PacketStep): Answered {
  const proposes = step.action === 'decide';
  return permitted(
    step,
    { ...packet.facts, decision: proposes ? null : packet.decision },
    proposes
      ? { decision: packet.decision, worksheet: packet.worksheet, marks: marksOf(packet.reasons) }
      : {},
  );
}

function weighable({ policy: { version }, stated, found, facts }: DecisionPacket): Answered {
  const asked = 'what there was to weigh follows from what was stated and found';
  const frozen = policyNamed(version);
  // Whether it is known is asked by itself.
  if (!frozen) return { asked };
  const strange = found.find(({ code }) => !frozen.checks.some((one) => one.code === code));
  if (strange) return { asked, fault: `The policy has no question ${strange.code}.` };
  const matters = Object.entries(mattersOf(frozen, stated, found));
  const same = matters.length === Object.keys(facts.matters).length;
  const differs = matters.filter(([item, matter]) => facts.matters[item] !== matter);
  return same && differs.length === 0 ? { asked } : { asked, fault: 'It does not.' };
}

/**
 * What was never consented to at the least was not asked, and at the most what was taken back as well, which may have been
 * after the worksheet was written. Packets from before say nothing of either.
 */
function besides({ policy: { version }, facts, steps, stated, found, texts }: DecisionPacket): Answered {
  const asked = 'what was learnt besides, and what was not asked for want of consent, follows from the steps';
  const frozen = policyNamed(version);
  if (!frozen || facts.learnt === null) return { asked };
  if (learntIn(facts.items, facts.ground, steps).join() !== facts.learnt.join())
    return { asked, fault: 'The facts name other items as learnt of.' };
  const back = Object.fromEntries((texts.withdrawn ?? []).map((code) => [code, false]));
  const least = unaskedIn(frozen, texts.inquiries, stated, found);
  const most = unaskedIn(frozen, { ...texts.inquiries, ...back }, stated, found);
  const fits =
    least.every((item) => facts.unasked.includes(item)) && facts.unasked.every((item) => most.includes(item));
  return fits ? { asked } : { asked, fault: 'The facts name other items as not asked.' };
}

/** The yes to each question asked is in the consent or in a supplementary one, and each of these named its own text. */
function consented({ texts, found }: DecisionPacket): Answered {
  const asked = 'the consent named the text that was served, and every question asked';
  if (texts.served === null || texts.consented !== texts.served)
    return { asked, fault: 'The consent names another text than the notice that was served.' };
  if (texts.supplements?.some(({ shown, consented }) => shown === null || shown !== consented))
    return { asked, fault: 'A supplementary consent names another text than the one that was shown.' };
  const never = found.filter(({ code }) => texts.inquiries[code] !== true).map(({ code }) => code);
  return never.length === 0 ? { asked } : { asked, fault: `Asked without consent: ${never.join(', ')}.` };
}
