import type { z } from 'zod';
import { dayOf } from '../../domain/calendar.js';
import { packOn, textsOf } from '../../forms/packs.js';
import { readDraft, saveDraft } from '../questionnaire/draft.js';
import { DraftPart, DraftSaved, DraftView, QuestionsQuery, QuestionsView } from '../questionnaire/shape.js';
import { type Call, type Route, route } from '../route.js';

/** What a person fills in before it is sent: no step of the case, and nobody's business but theirs. */
export const questionnaireRoutes: readonly Route[] = [
  route({
    id: 'readQuestions',
    method: 'get',
    path: '/questions',
    tag: 'drafts',
    summary: 'What the questionnaire asks: the items of the policy, and nothing outside them',
    who: 'signed-in',
    article: 'Art. 12(2), 12(6)',
    event: null,
    answer: QuestionsView,
    query: QuestionsQuery,
    handle: async ({ query, now }: Call<unknown, z.output<typeof QuestionsQuery>>) => {
      const { questions } = query.policy === undefined ? packOn(dayOf(now)) : textsOf(query.policy);
      const items = Object.fromEntries(
        Object.entries(questions.items).map(([item, topics]) => [
          item,
          topics.map((topic) => ({ ...topic })),
        ]),
      );
      return { id: questions.id, items };
    },
  }),
  route({
    id: 'readQuestionnaireDraft',
    method: 'get',
    path: '/applications/:id/questionnaire-draft',
    tag: 'drafts',
    summary: 'Your questionnaire as far as it is filled in, with what is still missing',
    who: ['Subject'],
    article: 'Art. 12(6)',
    event: 'FileRead',
    refuses: ['WRONG_STAGE'],
    answer: DraftView,
    handle: readDraft,
  }),
  route({
    id: 'saveQuestionnaireDraft',
    method: 'post',
    path: '/applications/:id/questionnaire-draft',
    tag: 'drafts',
    summary: 'Keep what you have filled in; nobody else can read it',
    who: ['Subject'],
    article: 'Art. 12(6)',
    event: 'DraftSaved',
    refuses: ['WRONG_STAGE', 'STALE'],
    body: DraftPart,
    answer: DraftSaved,
    handle: saveDraft,
  }),
];
