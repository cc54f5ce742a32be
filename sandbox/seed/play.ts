import { dayOf } from '../../domain/calendar.js';
import { softwareAuthenticator } from '../../api/sandbox/software-authenticator.js';
import { SOFTWARE_MAKE } from '../../privacy/passkeys.js';
import type { Tx } from '../../store/db.js';
import { declareNoTie } from '../../store/declarations.js';
import { derivedId } from '../../store/derived-id.js';
import { addPasskey } from '../../store/enrolment.js';
import { recordDispatch } from '../../store/passing-on.js';
import { recordAgreement } from '../../store/nominees.js';
import { findOrAddSubject, personIndex } from '../../store/persons.js';
import { DECLARING_ROLES } from '../../domain/roles.js';
import type { Actor } from '../../store/step.js';
import { openCase, transition } from '../../store/transition.js';
import type { GrantIssuer } from '../../domain/grants.js';
import type { Vault } from '../../store/vault.js';
import { listingTexts } from '../../domain/listing.js';
import type { CaseKind } from '../../domain/stages.js';
import { users } from '../people.js';
import { answerQuestions } from './answers.js';
import type { CaseLine } from './cases.js';
import { type Cast, castOf } from './cast.js';
import { type Bundle, letTimePass, momentOf, settle } from './past.js';
import { identityOf } from './reference-data.js';
import { type AnsweringName, asksOf, type StepName, stepRow } from './steps.js';

export interface SeedParts {
  readonly vault: Vault;
  readonly indexKey: Uint8Array;
  readonly grants: GrantIssuer;
  /** From which the authenticators of invented people follow. */
  readonly authenticators: Uint8Array;
}

interface Playing extends SeedParts {
  readonly tx: Tx;
  readonly line: CaseLine;
  readonly cast: Cast;
  readonly bundle: Bundle;
}

/** Walks one line's path, in a past counted back from `now`. */
export async function playLine(tx: Tx, parts: SeedParts, line: CaseLine, now: string): Promise<void> {
  const cast = castOf(line);
  const legs = legsOf(line, dayOf(now));
  let at = legs[0]?.at ?? now;
  const subjectId = await findOrAddSubject(tx, personIndex(parts.indexKey, identityOf(cast.person)), at);
  const bundle = { subjectId, organId: cast.organId };
  const playing = { tx, ...parts, line, cast, bundle };
  for (const leg of legs) {
    if (leg.step === 'records' || leg.step === 'answers' || leg.step === 'firstAnswers')
      await takeAnswers(playing, leg.step, at, leg.at);
    else if (leg.step !== 'inquire' || (await maySomeoneBeAsked(playing, leg.at)))
      await takeStep(playing, leg.step, leg.at);
    at = leg.at;
  }
  if (!line.untended) await letTimePass(tx, bundle, now);
  await settle(tx, bundle, at);
}

function legsOf(line: CaseLine, today: string): { step: StepName | AnsweringName; at: string }[] {
  return line.path.map((leg, nth) => {
    const [step, days] = leg.split(' ');
    return { step: step as StepName | AnsweringName, at: momentOf(today, Number(days), nth) };
  });
}

/** Where a superior says nothing, nobody else has been asked yet. */
async function maySomeoneBeAsked({ tx, bundle }: Playing, at: string): Promise<boolean> {
  const { id } = await newest(tx, bundle, 'application');
  return (await asksOf(tx, id, at)).length > 0;
}

async function takeAnswers(
  { bundle, ...playing }: Playing,
  step: AnsweringName,
  from: string,
  until: string,
) {
  const { id: caseId } = await newest(playing.tx, bundle, 'application');
  const { tx, vault, cast } = playing;
  const half = step === 'firstAnswers';
  await answerQuestions({ tx, vault, person: cast.person, caseId, bundle, from, until, half });
}

async function takeStep(
  { tx, vault, grants, authenticators, line, cast, bundle }: Playing,
  step: StepName,
  at: string,
): Promise<void> {
  const row = stepRow(step);
  await letTimePass(tx, bundle, at);
  const actor = await signedIn(tx, cast[row.by]);
  const act = { action: row.action, actor, commandId: derivedId(seedOf(line), step) };
  if (step === 'nominate') {
    const caseId = derivedId(seedOf(line), 'case');
    const whom = { ...bundle, contractorId: cast.contractorId, ground: 'NEW_HANDLER', assigned: [] } as const;
    await openCase(tx, { ...act, ...whom, caseId, kind: row.on }, at);
    if (cast.contractorId !== null)
      await recordAgreement(
        tx,
        { caseId, agreedOn: dayOf(at), text: listingTexts()[0]?.name ?? '' },
        { by: cast[row.by], now: at },
      );
    const { dispatchedBy } = cast.person;
    if (dispatchedBy && cast.contractorId !== null)
      await recordDispatch(tx, { caseId, employer: dispatchedBy }, at);
    await vault.put(tx, { kind: 'subject', id: bundle.subjectId }, 'IDENTITY', identityOf(cast.person), at);
    return;
  }
  const { id: caseId, seq: seen } = await newest(tx, bundle, row.on);
  if (row.by === 'subject') await haveEnrolled(tx, authenticators, { sub: cast.subject, at });
  // Whoever judges says of each case that they are not tied to its person, before their first step on it.
  if ('sub' in actor && actor.grants.some(({ role }) => DECLARING_ROLES.includes(role)))
    await declareNoTie(tx, { caseId, sub: actor.sub, now: at });
  const details = await row.with?.({ tx, vault, cast, caseId, now: at, step, declines: line.declines ?? [] });
  await transition(tx, { ...act, caseId, seen, grants, ...(details === undefined ? {} : { details }) }, at);
}

/** Whoever has said something by themselves has a passkey since then: the sandbox's, so that the console works at once. */
async function haveEnrolled(tx: Tx, seed: Uint8Array, { sub, at }: { sub: string; at: string }) {
  const { credentialId, publicKey } = softwareAuthenticator(seed, sub);
  await addPasskey(tx, {
    sub,
    credentialId,
    publicKey,
    counter: 0,
    make: SOFTWARE_MAKE,
    backedUp: false,
    now: at,
  });
}

/** What the ids of a line's case and steps follow from: the same in every sandbox. No line takes a step twice. */
function seedOf({ who, organ, path }: CaseLine): string {
  return `seed/${who}/${organ}/${path[0]}`;
}

/** The case a step is about: the person's open one with this organ, else the one opened last. */
function newest(tx: Tx, of: Bundle, kind: CaseKind): Promise<{ id: string; seq: number }> {
  return tx
    .selectFrom('cases')
    .select(['id', 'seq'])
    .where('subject_id', '=', of.subjectId)
    .where('organ_id', '=', of.organId)
    .where('kind', '=', kind)
    .orderBy('ended')
    .orderBy('opened_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
}

/** Staff sign in with their grants; who is assessed has theirs from the register: from the notice on, not before. */
async function signedIn(tx: Tx, sub: string): Promise<Actor> {
  const staff = users.find((user) => user.sub === sub && user.grants.some(({ role }) => role !== 'Subject'));
  if (staff) return staff;
  const rows = await tx.selectFrom('principals').select('subject_id').where('sub', '=', sub).execute();
  const subjects = rows.flatMap((row) => row.subject_id ?? []);
  return { sub, grants: subjects.map((subjectId) => ({ role: 'Subject' as const, subjectId })) };
}
