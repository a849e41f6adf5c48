import type { PathPatterns } from '../survey/config'
import type { Asked, HelpOptions, Recipe } from './types'

export interface PageHelpfulOptions extends HelpOptions {
  /** Pages that are meant to help. Default: those whose paths hold `/help`, `/aide` or `/faq`. */
  readonly pages?: PathPatterns
}

/** Whether a page of help helped; where it did not, what was looked for. */
export const recipe: Recipe<PageHelpfulOptions> = {
  name: 'page-helpful',
  make: (options, { inOrder, write, help }) => {
    const { pages = ['*/help*', '*/aide*', '*/faq*'], facts, brand } = options
    const isLow = { answer: 'helpful', is: 1 } as const
    const offer = help(
      { en: 'Would you like an answer from our team?', fr: 'Souhaitez-vous une réponse de notre équipe\u202f?' },
      options,
      {
        when: isLow,
      },
    )
    const asked: Asked[] = [
      {
        id: 'helpful',
        type: 'csat',
        points: 2,
        display: 'thumbs',
        labels: [
          { en: 'No', fr: 'Non' },
          { en: 'Yes', fr: 'Oui' },
        ],
        text: { en: 'Did this page help you?', fr: 'Cette page vous a-t-elle été utile\u202f?' },
      },
      {
        id: 'wanted',
        type: 'text',
        optional: true,
        text: { en: 'What were you looking for?', fr: 'Que cherchiez-vous\u202f?' },
        onlyWhen: isLow,
      },
      ...offer.asked,
    ]
    return {
      survey: write(
        {
          id: 'page-helpful',
          version: 1,
          touchpoint: {
            id: 'help-page',
            stage: 'retention',
            category: 'service',
            channel: 'web',
            name: { en: 'Help page', fr: 'Page d’aide' },
          },
          trigger: { on: 'scroll', path: pages, depth: 0.6 },
          frequency: { class: 'interaction' },
          why: {
            en: 'You have read a page of our help. Your answer tells us which pages to write better.',
            fr: 'Vous avez consulté une page de notre aide. Votre réponse nous indique les pages à mieux écrire.',
          },
          ...inOrder(asked, [
            ...offer.ends,
            {
              id: 'low',
              when: isLow,
              text: {
                en: 'Thank you. We will use it to make this page better.',
                fr: 'Merci. Nous nous en servirons pour améliorer cette page.',
              },
            },
            { id: 'default', text: { en: 'Thank you, that helps us.', fr: 'Merci, cela nous aide.' } },
          ]),
        },
        { ...facts, brand },
      ),
    }
  },
}
