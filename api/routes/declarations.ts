import { z } from 'zod';
import { DECLARATION_ARTICLE } from '../../domain/declarations.js';
import { DECLARING_ROLES, type Role } from '../../domain/roles.js';
import * as declarations from '../declarations.js';
import { type Route, route } from '../route.js';
import * as s from '../schemas.js';

/** Who screens words says it of a questionnaire on paper, which they compare. */
const WHO: readonly Role[] = [...DECLARING_ROLES, 'ScreeningOfficer'];
const of = { tag: 'declarations', who: WHO, article: DECLARATION_ARTICLE } as const;

// biome-ignore format: a table
export const declarationRoutes: readonly Route[] = [
  route({ ...of, id: 'listDeclarations', method: 'get', path: '/declarations', summary: 'Cases that wait for your word whether you are tied to the person, before they are open to you: those you are named to, and those whose next step is your office’s', event: 'PersonNamedToOfficer', query: declarations.WhichDeclarations, answer: declarations.DeclarationList, handle: declarations.list }),
  route({ ...of, id: 'declareTies', method: 'post', path: '/declarations/:id', summary: 'Say of a case whether you are tied to its person, before it is open to you: with a tie somebody else takes your part', event: 'NoTieDeclared', body: declarations.DeclarationBody, answer: z.strictObject({ id: s.Id }), handle: declarations.declare }),
];
