import type { Asked, HelpOptions, Recipe } from './types'

export interface OnboardingOptions extends HelpOptions {
  /** The event that says that somebody is set up. Default `onboarding_completed`. */
  readonly event?: string
}

/** The first steps: how easy it was to get started (CES 2.0), what was hard, and help. */
export const recipe: Recipe<OnboardingOptions> = {
  name: 'onboarding',
  make: (options, { inOrder, write, help }) => {
    const { event = 'onboarding_completed', facts, brand } = options
    const isLow = { answer: 'ces', lte: 3 } as const
    const offer = help(
      {
        en: 'Would you like someone from our team to help you get started?',
        fr: 'Souhaitez-vous qu’une personne de notre équipe vous aide à démarrer\u202f?',
      },
      options,
      { when: isLow },
    )
    const asked: Asked[] = [
      {
        id: 'ces',
        type: 'ces',
        text: {
          en: '{{brand|This service}} made it easy for me to get started.',
          fr: '{{brand|Ce service}} m’a permis de démarrer facilement.',
        },
        help: { en: 'Do you agree with this sentence?', fr: 'Êtes-vous d’accord avec cette phrase\u202f?' },
      },
      {
        id: 'hard',
        type: 'text',
        optional: true,
        text: { en: 'What was hard at the beginning?', fr: 'Qu’est-ce qui a été difficile au début\u202f?' },
        onlyWhen: { answer: 'ces', lte: 4 },
      },
      ...offer.asked,
    ]
    return {
      survey: write(
        {
          id: 'onboarding',
          version: 1,
          touchpoint: {
            id: 'onboarding',
            stage: 'retention',
            category: 'product',
            channel: 'web',
            name: { en: 'Getting started', fr: 'Premiers pas' },
          },
          trigger: { on: 'event', name: event, delaySeconds: 2 },
          frequency: { class: 'interaction', once: true },
          why: {
            en: 'You have just finished setting things up. Your answer helps us make the first steps easier.',
            fr: 'Vous venez de terminer la mise en route. Votre réponse nous aide à simplifier les premiers pas.',
          },
          ...inOrder(asked, [
            ...offer.ends,
            {
              id: 'low',
              when: isLow,
              text: {
                en: 'Thank you for being frank. We are sorry it was not simpler.',
                fr: 'Merci pour votre franchise. Nous sommes désolés que ce n’ait pas été plus simple.',
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
