import type { Asked, HelpOptions, Recipe } from './types'

export interface FirstUseOptions extends HelpOptions {
  /** The event of a first use. Default `first_use`. */
  readonly event?: string
}

/** The first use of something: could they do what they wanted, and what was missing. */
export const recipe: Recipe<FirstUseOptions> = {
  name: 'first-use',
  make: (options, { inOrder, write, help }) => {
    const { event = 'first_use', facts, brand } = options
    const failed = { answer: 'success', in: ['partly', 'no'] } as const
    const offer = help(
      { en: 'Would you like someone from our team to help you?', fr: 'Souhaitez-vous qu’une personne de notre équipe vous aide\u202f?' },
      options,
      { when: failed },
    )
    const asked: Asked[] = [
      {
        id: 'success',
        type: 'choice',
        reportsAs: 'success',
        optional: true,
        text: { en: 'Could you do what you wanted?', fr: 'Avez-vous pu faire ce que vous vouliez\u202f?' },
        options: [
          { id: 'yes', text: { en: 'Yes', fr: 'Oui' } },
          { id: 'partly', text: { en: 'In part', fr: 'En partie' } },
          { id: 'no', text: { en: 'No', fr: 'Non' } },
          { id: 'trying', text: { en: 'I was just trying it out', fr: 'C’était seulement pour essayer' } },
        ],
      },
      {
        id: 'missing',
        type: 'text',
        optional: true,
        text: { en: 'What was missing?', fr: 'Que manquait-il\u202f?' },
        onlyWhen: failed,
      },
      ...offer.asked,
    ]
    return {
      survey: write(
        {
          id: 'first-use',
          version: 1,
          touchpoint: {
            id: 'first-use',
            stage: 'retention',
            category: 'product',
            channel: 'web',
            name: { en: 'First use', fr: 'Première utilisation' },
          },
          trigger: { on: 'event', name: event, delaySeconds: 2 },
          frequency: { class: 'interaction', once: true },
          why: {
            en: 'You have just used this for the first time. Your answer helps us see what does not work yet.',
            fr: 'Vous venez d’utiliser cette fonction pour la première fois. Votre réponse nous aide à voir ce qui ne marche pas encore.',
          },
          ...inOrder(asked, [
            ...offer.ends,
            {
              id: 'low',
              when: failed,
              text: {
                en: 'Thank you for telling us. We are sorry it did not work out.',
                fr: 'Merci de nous l’avoir dit. Nous sommes désolés que cela n’ait pas abouti.',
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
