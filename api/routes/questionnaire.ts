import { readDraft, saveDraft } from '../questionnaire/draft.js';
import { DraftPart, DraftSaved, DraftView, QUESTIONS, QuestionsView } from '../questionnaire/shape.js';
import { type Route, route } from '../route.js';

/** What a person fills in before it is sent: no step of the case, and nobody's business but theirs. */
export const questionnaireRoutes: readonly Route[] = [
  route({
    id: 'readQuestions',
    method: 'get',
    path: '/questions',
    tag: 'drafts',
    summary: 'What the questionnaire asks: seven items, and nothing outside them',
    who: 'signed-in',
    article: 'Art. 12(2), 12(6)',
    event: null,
    answer: QuestionsView,
    handle: async () => ({
      id: QUESTIONS.id,
      items: Object.fromEntries(
        Object.entries(QUESTIONS.items).map(([item, topics]) => [
          item,
          topics.map((topic) => ({ ...topic })),
        ]),
      ),
    }),
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
