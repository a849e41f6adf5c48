import type { PathPatterns } from '../survey/config'
import type { HelpOptions, Recipe } from './types'

export interface FrictionHelpOptions extends HelpOptions {
  /** Pages it may come on. Default: all. */
  readonly pages?: PathPatterns
  /** CSS selector of what says that a search found nothing. */
  readonly selector?: string
}

/** Something goes wrong: no question, but an offer of help, the one thing that may come right after an error. */
export const recipe: Recipe<FrictionHelpOptions> = {
  name: 'friction-help',
  make: (options, { inOrder, write, help, refuse }) => {
    const { pages, selector, facts, brand } = options
    const offer = help(
      { en: 'May someone from our team help you?', fr: 'Une personne de notre équipe peut-elle vous aider\u202f?' },
      options,
      {
        intro: {
          en: 'Something here does not seem to work as it should.',
          fr: 'Quelque chose ici ne semble pas fonctionner comme il faut.',
        },
      },
    )
    if (!offer.asked[0]) refuse('help', 'at least one way to be reached', options.help, 'It is all that this survey offers.')
    return {
      survey: write(
        {
          id: 'friction-help',
          version: 1,
          touchpoint: {
            id: 'friction',
            stage: 'evaluation',
            category: 'service',
            channel: 'web',
            name: { en: 'Something went wrong', fr: 'Un blocage' },
          },
          trigger: { on: 'friction', ...(pages && { path: pages }), ...(selector && { selector }), delaySeconds: 1 },
          frequency: { class: 'interaction' },
          help: true,
          why: {
            en: 'It looked as if something on this page did not work for you. We offer help; you need not answer.',
            fr: 'Quelque chose semblait ne pas fonctionner sur cette page. Nous vous proposons de l’aide\u202f; vous pouvez ne pas répondre.',
          },
          ...inOrder(offer.asked, [
            ...offer.ends,
            {
              id: 'default',
              text: { en: 'Thank you. We are sorry for the trouble.', fr: 'Merci. Nous sommes désolés pour ce désagrément.' },
            },
          ]),
        },
        { ...facts, brand },
      ),
    }
  },
}
