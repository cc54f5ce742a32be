import { z } from 'zod';
import { DECLARATION_ARTICLE } from '../../domain/declarations.js';
import * as declarations from '../declarations.js';
import { type Route, route } from '../route.js';
import * as s from '../schemas.js';

const of = { tag: 'declarations', who: ['CaseOfficer'], article: DECLARATION_ARTICLE } as const;

// biome-ignore format: a table
export const declarationRoutes: readonly Route[] = [
  route({ ...of, id: 'listDeclarations', method: 'get', path: '/declarations', summary: 'Cases you are named to, whose file opens when you have said whether you are tied to the person', event: 'PersonNamedToOfficer', answer: declarations.DeclarationList, handle: declarations.list }),
  route({ ...of, id: 'declareTies', method: 'post', path: '/declarations/:id', summary: 'Say, of a case you are named to, whether you are tied to its person: with a tie another officer is named', event: 'NoTieDeclared', body: declarations.DeclarationBody, answer: z.strictObject({ id: s.Id }), handle: declarations.declare }),
];
