import type { Asked, HelpOptions, Recipe } from './types'

export interface PeakEndOptions extends HelpOptions {
  /** What is looked back on: this `visit`, after an order and a quiet moment; a `chat` that has just ended; the `last-visit`, at the beginning of the next one (consent `persistent`). Default `visit`. */
  readonly about?: 'visit' | 'chat' | 'last-visit'
  /** Asks first how the visit went as a whole, to study how peak and end relate to it. Default false. */
  readonly overall?: boolean
  /** Moments offered at most. Default 6. */
  readonly max?: number
}

/** The moment that stays, and the end: which of the moments they really lived stands out, how it was, and how it ended. */
export const recipe: Recipe<PeakEndOptions> = {
  name: 'peak-end',
  make: (options, { inOrder, write, help, scales }) => {
    // One field more would be a sixth question: whoever came this far is called back.
    const { about = 'visit', overall, max = 6, facts, brand, help: channels = ['phone', 'now'] } = options
    const isLast = about === 'last-visit'
    const scale = { type: 'rating', display: 'faces', labels: scales.pleasant5 } as const
    const offer = help(
      {
        en: 'Would you like someone from our team to get back to you?',
        fr: 'Souhaitez-vous qu’une personne de notre équipe revienne vers vous\u202f?',
      },
      { ...options, help: channels },
      { when: { answer: 'end', lte: 2 } },
    )
    const hasMoment = {
      all: [
        { answer: 'moment', exists: true },
        { answer: 'moment', not: 'none' },
      ],
    } as const
    const asked: Asked[] = [
      ...(overall
        ? [
            {
              id: 'overall',
              type: 'csat',
              display: 'faces',
              optional: true,
              text: { en: 'Overall, how did your visit go?', fr: 'Dans l’ensemble, comment s’est passée votre visite\u202f?' },
            } as const,
          ]
        : []),
      {
        id: 'moment',
        type: 'moment',
        max,
        optional: true,
        text: {
          visit: {
            en: 'Looking back on your visit, which moment stands out?',
            fr: 'En repensant à votre visite, quel moment retenez-vous\u202f?',
          },
          chat: {
            en: 'Looking back on this chat, which moment stands out?',
            fr: 'En repensant à cet échange, quel moment retenez-vous\u202f?',
          },
          'last-visit': {
            en: 'Looking back on your last visit, which moment stands out?',
            fr: 'En repensant à votre dernière visite, quel moment retenez-vous\u202f?',
          },
        }[about],
      },
      {
        ...scale,
        id: 'peak',
        reportsAs: 'peak',
        text: {
          en: '“{{answer.moment}}”: how was that moment for you?',
          fr: '«\u00a0{{answer.moment}}\u00a0»\u00a0: comment avez-vous vécu ce moment\u202f?',
        },
        onlyWhen: hasMoment,
      },
      {
        id: 'reason',
        type: 'text',
        optional: true,
        text: { en: 'Why was that?', fr: 'Pour quelle raison\u202f?' },
        onlyWhen: hasMoment,
      },
      {
        ...scale,
        id: 'end',
        reportsAs: 'end',
        optional: true,
        text: {
          visit: { en: 'And the end of your visit?', fr: 'Et la fin de votre visite\u202f?' },
          chat: { en: 'And the end of this chat?', fr: 'Et la fin de cet échange\u202f?' },
          'last-visit': { en: 'And the end of that visit?', fr: 'Et la fin de cette visite\u202f?' },
        }[about],
      },
      ...offer.asked,
    ]
    return {
      survey: write(
        {
          id: 'peak-end',
          version: 1,
          touchpoint: {
            id: 'visit',
            stage: 'retention',
            category: 'product',
            channel: 'web',
            name: { en: 'The whole visit', fr: 'L’ensemble de la visite' },
          },
          trigger: {
            visit: { on: 'journey', after: 'order_completed', idleSeconds: 20, atLeast: 3 },
            chat: { on: 'journey', after: 'chat_ended', atLeast: 3 },
            'last-visit': { on: 'journey', visit: 'last', withinDays: 7, atLeast: 3 },
          }[about] as never,
          frequency: { class: 'relationship' },
          why: {
            en: `We show you moments of ${isLast ? 'your last' : 'this'} visit so that you can point to the one you remember. The list stays on this device; only your answers are sent.`,
            fr: `Nous vous proposons des moments de ${isLast ? 'votre dernière' : 'cette'} visite pour que vous indiquiez celui que vous retenez. La liste reste sur cet appareil\u202f; seules vos réponses sont envoyées.`,
          },
          ...inOrder(asked, [
            ...offer.ends,
            {
              id: 'low',
              when: { answer: 'end', lte: 2 },
              text: {
                en: 'Thank you. We are sorry your visit ended this way.',
                fr: 'Merci. Nous sommes désolés que votre visite se soit terminée ainsi.',
              },
            },
            { id: 'default', text: { en: 'Thank you for telling us.', fr: 'Merci de nous l’avoir dit.' } },
          ]),
        },
        { ...facts, brand },
      ),
    }
  },
}
