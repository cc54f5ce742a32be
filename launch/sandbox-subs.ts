import { users } from '../sandbox/people.js';

/** The sign-ins whose password everybody knows: a production register must hold none of them. */
export const sandboxSubs: readonly string[] = users.map((user) => user.sub);
