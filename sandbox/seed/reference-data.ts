import { createHash, randomUUID } from 'node:crypto';
import { dayOf, startOfDay } from '../../domain/calendar.js';
import type { Db, Tx } from '../../store/db.js';
import { personIndex, type Identity } from '../../store/persons.js';
import { seedCertification } from './certifications.js';
import { contractors, organs, people, users, type Person } from '../people.js';
import type { ProviderSecrets } from '../providers/secrets.js';

/** The Act's first day: since then the organs are staffed and the contractors certified. */
const FIRST_DAY = '2025-05-16';
const DECERTIFIED_DAYS_AGO = 21;
/** Beyond every life a sandbox is walked through. */
const LAST_DAY = '2075-05-15';

/**
 * The sandbox's organs, contractors, staff and providers, written by the database's owner: the same rows an
 * administrator writes in a deployment. Safe to repeat.
 */
export async function seedReferenceData(
  owner: Db,
  options: {
    indexKey: Uint8Array;
    providers: ProviderSecrets;
    /** How contractors come to be certified; a test that seeds an earlier release's schema has its own way. */
    certify?: typeof seedCertification;
  },
): Promise<void> {
  const since = startOfDay(FIRST_DAY);
  await owner.transaction().execute(async (tx) => {
    await markSandbox(tx);
    for (const { id, name } of organs)
      await tx
        .insertInto('organs')
        .values({ id, name_ja: name.ja, name_en: name.en })
        .onConflict((c) => c.doNothing())
        .execute();
    for (const contractor of contractors) {
      const { id, name } = contractor;
      await tx
        .insertInto('contractors')
        .values({ id, name_ja: name.ja, name_en: name.en })
        .onConflict((c) => c.doNothing())
        .execute();
      const known = await tx
        .selectFrom('certifications')
        .select('id')
        .where('contractor_id', '=', id)
        .executeTakeFirst();
      if (known) continue;
      const lastDay = dayOf(new Date(Date.now() - DECERTIFIED_DAYS_AGO * 86_400_000).toISOString());
      for (const organId of contractor.certifiedBy)
        await (options.certify ?? seedCertification)(tx, {
          organId,
          contractorId: id,
          firstDay: FIRST_DAY,
          lastDay: contractor.decertified ? lastDay : LAST_DAY,
        });
    }
    for (const person of people)
      await tx
        .insertInto('subjects')
        .values({
          id: person.id,
          person_index: personIndex(options.indexKey, identityOf(person)),
          created_at: since,
        })
        .onConflict((c) => c.doNothing())
        .execute();
    for (const user of users)
      for (const grant of user.grants) {
        // Who is assessed gets their sign-in with the notice, here as in a deployment.
        if (grant.role === 'Subject') continue;
        await tx
          .insertInto('principals')
          .values({
            id: randomUUID(),
            sub: user.sub,
            role: grant.role,
            organ_id: grant.organId ?? null,
            contractor_id: grant.contractorId ?? null,
            subject_id: null,
            created_at: since,
          })
          .onConflict((c) => c.doNothing())
          .execute();
      }
    for (const [source, secret] of Object.entries(options.providers)) {
      if (!secret) continue;
      await tx
        .insertInto('providers')
        .values({
          source,
          credential_hash: createHash('sha256').update(secret.credential).digest(),
          push_url: secret.pushUrl,
          webhook_secret_ref: null,
        })
        .onConflict((c) => c.column('source').doUpdateSet({ push_url: secret.pushUrl }))
        .execute();
    }
  });
}

/** A sandbox person as a nomination names them. */
export function identityOf(person: Person): Identity {
  return {
    name: person.name.ja,
    kana: person.name.kana,
    romaji: person.name.romaji,
    dateOfBirth: person.birthDate,
    address: person.address,
    nationality: person.nationalities.join(', '),
  };
}

/** Production looks for this mark and refuses: everybody knows these people's password. */
async function markSandbox(tx: Tx): Promise<void> {
  const marked = await tx.selectFrom('sweeps').select('id').where('kind', '=', 'SANDBOX').executeTakeFirst();
  if (marked) return;
  await tx
    .insertInto('sweeps')
    .values({ id: randomUUID(), kind: 'SANDBOX', at: new Date().toISOString(), report: '{}' })
    .execute();
}
