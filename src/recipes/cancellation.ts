import type { Asked, CommonOptions, Fact, Recipe } from './types'

export interface CancellationOptions extends CommonOptions {
  /** The event that says that it is done: never before, so that no question stands in the way out. Default `subscription_cancelled`. */
  readonly event?: string
  /** `cancellationDone`: nothing else is needed, and it may be said. */
  readonly facts?: Readonly<Partial<Record<'cancellationDone', Fact>>>
}

/** Why somebody left, asked once the cancellation is done, and never to hold them back. */
export const recipe: Recipe<CancellationOptions> = {
  name: 'cancellation',
  make: ({ event = 'subscription_cancelled', facts, brand }, { inOrder, write, knows }) => {
    const asked: Asked[] = [
      {
        id: 'reason',
        type: 'choice',
        shuffle: true,
        optional: true,
        display: 'list',
        text: { en: 'What is the main reason for your decision?', fr: 'Quelle est la principale raison de votre décision\u202f?' },
        options: [
          { id: 'price', text: { en: 'The price', fr: 'Le prix' } },
          { id: 'use', text: { en: 'I do not use it enough', fr: 'Je ne m’en sers pas assez' } },
          { id: 'missing', text: { en: 'Something I need is missing', fr: 'Il manque une chose dont j’ai besoin' } },
          { id: 'hard', text: { en: 'It is hard to use', fr: 'L’utilisation est difficile' } },
          { id: 'problem', text: { en: 'A problem that was not solved', fr: 'Un problème resté sans solution' } },
          { id: 'switch', text: { en: 'I am switching to another service', fr: 'Je passe à un autre service' } },
          { id: 'pause', text: { en: 'It is only a pause', fr: 'C’est seulement une pause' }, pin: true },
          { id: 'other', text: { en: 'Something else', fr: 'Autre chose' }, other: true },
        ],
      },
      {
        id: 'better',
        type: 'text',
        optional: true,
        text: { en: 'What could we have done better?', fr: 'Qu’aurions-nous pu mieux faire\u202f?' },
        onlyWhen: {
          all: [
            { answer: 'reason', exists: true },
            { answer: 'reason', not: 'pause' },
          ],
        },
      },
    ]
    return {
      survey: write(
        {
          id: 'cancellation',
          version: 1,
          touchpoint: {
            id: 'cancellation',
            stage: 'retention',
            category: 'service',
            channel: 'web',
            name: { en: 'Cancellation', fr: 'Résiliation' },
          },
          trigger: { on: 'event', name: event, delaySeconds: 1 },
          frequency: { class: 'interaction' },
          why: {
            en: 'You have just cancelled. Your answer changes nothing about that; it helps us do better.',
            fr: 'Vous venez de résilier. Votre réponse n’y change rien\u202f; elle nous aide à mieux faire.',
          },
          ...inOrder(asked, [
            {
              id: 'default',
              text: knows(facts, ['cancellationDone'])
                ? {
                    en: 'Thank you. Your cancellation is complete; there is nothing more to do.',
                    fr: 'Merci. Votre résiliation est enregistrée\u202f; vous n’avez rien d’autre à faire.',
                  }
                : { en: 'Thank you, your answer helps us.', fr: 'Merci, votre réponse nous est utile.' },
            },
          ]),
        },
        { ...facts, brand },
      ),
    }
  },
}
