import { sql } from 'kysely';
import type { GrantIssuer } from '../../domain/grants.js';
import type { Db } from '../../store/db.js';

/** Signs nothing: for steps where no source asks to see what allowed its question. */
export const unsigned: GrantIssuer = { issue: ({ jti }) => `unsigned.${jti}` };

/** Where all steps are played as the worker: only the API may write what allows a question. In this database the worker too. */
export const letTheWorkerGrant = (owner: Db) =>
  sql`
    grant insert on consent_grants to sekisho_worker;
    grant usage on sequence consent_grants_given to sekisho_worker;
    grant execute on function sekisho_list_seed to sekisho_worker;
    grant select on signatures to sekisho_worker
  `.execute(owner);
