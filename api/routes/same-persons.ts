import { z } from 'zod';
import { SAME_PERSON_ARTICLE, SAME_PERSON_ROLES, SAME_PERSON_STEPS } from '../../domain/same-person.js';
import { type Route, route } from '../route.js';
import * as same from '../same-persons.js';
import { Id } from '../schemas.js';

const Made = z.strictObject({ id: Id });
const common = { tag: 'same-persons', article: SAME_PERSON_ARTICLE, who: SAME_PERSON_ROLES } as const;
const at = '/same-persons/:id';

// biome-ignore format: a table
export const samePersonRoutes: readonly Route[] = [
  route({ ...common, id: 'listSamePersons', method: 'get', path: '/same-persons', summary: 'Records of one human being: proposed, confirmed, dropped and parted again', event: 'SamePersonsRead', query: z.strictObject({ organId: Id }), answer: same.SamePersonList, handle: same.list }),
  route({ ...common, id: 'proposeSamePersons', method: 'post', refuses: ['WRONG_STAGE'], path: '/same-persons', summary: 'Propose that two records are of one human being, under a changed or misspelt name', event: SAME_PERSON_STEPS.propose.event, body: same.SamePersonBody, answer: Made, handle: same.propose }),
  route({ ...common, id: 'confirmSamePersons', method: 'post', refuses: ['WRONG_STAGE', 'SAME_PERSON'], path: `${at}/confirmation`, summary: 'Second person: they are one, or are to be parted again; what asks about the one looks at the other too, or no more', event: SAME_PERSON_STEPS.confirm.event, body: same.SettledBody, answer: Made, handle: same.settle('confirm') }),
  route({ ...common, id: 'dropSamePersons', method: 'post', refuses: ['WRONG_STAGE'], path: `${at}/rejection`, summary: 'Drop the proposal: nothing changes', event: SAME_PERSON_STEPS.drop.event, body: same.SettledBody, answer: Made, handle: same.settle('drop') }),
  route({ ...common, id: 'partSamePersons', method: 'post', refuses: ['WRONG_STAGE'], path: `${at}/parting`, summary: 'Propose that they are two human beings after all', event: SAME_PERSON_STEPS.part.event, body: same.SettledBody, answer: Made, handle: same.part }),
];
