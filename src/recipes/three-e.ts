import type { CommonOptions, Recipe } from './types'

export interface ThreeEOptions extends CommonOptions {
  /** The event that ends what is asked about. Default `task_completed`. */
  readonly event?: string
}

/** Effectiveness, ease, emotion: three items, three scores, and never one index of them. */
export const recipe: Recipe<ThreeEOptions> = {
  name: 'three-e',
  make: ({ event = 'task_completed', brand }, { inOrder, write, scales }) => ({
    survey: write(
      {
        id: 'three-e',
        version: 1,
        touchpoint: {
          id: 'task',
          stage: 'retention',
          category: 'product',
          channel: 'web',
          name: { en: 'A task on the site', fr: 'Une démarche sur le site' },
        },
        trigger: { on: 'event', name: event, delaySeconds: 2 },
        frequency: { class: 'interaction' },
        why: {
          en: 'You have just finished something on this site. Your answers are about that only.',
          fr: 'Vous venez de terminer une démarche sur ce site. Vos réponses portent uniquement sur elle.',
        },
        ...inOrder(
          [
            {
              id: 'effectiveness',
              type: 'rating',
              display: 'numbers',
              labels: scales.rightChoice5,
              reportsAs: 'effectiveness',
              text: { en: 'Did you get what you needed?', fr: 'Avez-vous obtenu ce dont vous aviez besoin\u202f?' },
            },
            {
              id: 'ease',
              type: 'ces',
              optional: true,
              text: {
                en: '{{brand|This site}} made it easy for me to do what I wanted.',
                fr: '{{brand|Ce site}} m’a permis de faire facilement ce que je voulais.',
              },
              help: { en: 'Do you agree with this sentence?', fr: 'Êtes-vous d’accord avec cette phrase\u202f?' },
            },
            {
              id: 'emotion',
              type: 'rating',
              display: 'faces',
              labels: scales.pleasant5,
              reportsAs: 'emotion',
              optional: true,
              text: { en: 'And how was it for you?', fr: 'Et comment l’avez-vous vécu\u202f?' },
            },
            {
              id: 'comment',
              type: 'text',
              optional: true,
              text: { en: 'What could have gone better?', fr: 'Qu’est-ce qui aurait pu mieux se passer\u202f?' },
              onlyWhen: {
                any: [
                  { answer: 'effectiveness', lte: 3 },
                  { answer: 'ease', lte: 4 },
                  { answer: 'emotion', lte: 3 },
                ],
              },
            },
          ],
          [{ id: 'default', text: { en: 'Thank you, that helps us.', fr: 'Merci, cela nous aide.' } }],
        ),
      },
      { brand },
    ),
  }),
}
