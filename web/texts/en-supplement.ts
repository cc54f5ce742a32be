import type { SupplementTexts } from './ja-supplement.js';

export const enSupplement: SupplementTexts = {
  supplement: {
    title: 'You are asked for a supplementary consent',
    by: (day: string) => `Please answer by ${day}. The investigation goes on meanwhile.`,
    why: 'Why it is needed',
    note: 'After this day the further questions are not asked. That is not held against you.',
    legend: 'Questions to ask consent to',
    hint: 'For each question that is needed, choose why and say it in words. The person reads it as you write it.',
    need: 'Why it is needed',
    notAsked: 'Not asked for',
    none: 'There is no other question that consent may be asked to.',
    text: 'The notice’s number, as printed on the paper',
    withdraw: 'Take back single questions',
    withdrawIntro:
      'Your consent to the assessment stays; only the questions you choose are taken back. They are not asked any more. An inquiry that is still open is cancelled, and its source is told to delete what it received. An answer that nobody has weighed yet is destroyed; one that has been weighed stays. You need not say why, and it is never held against you.',
    which: 'Which questions',
    onFile: 'Supplementary consent, and what was taken back',
    onFileIntro: 'A no, no answer, or a question taken back is never held against anybody.',
    agreed: 'yes',
    declined: 'no',
    takenBack: 'Taken back by the person',
  },
};
