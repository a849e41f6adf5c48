import type { PathPatterns } from '../survey/config'
import type { Asked, HelpOptions, Recipe } from './types'

export interface VisitPurposeOptions extends HelpOptions {
  /** Pages it may be asked on. Default: all but the checkout. */
  readonly pages?: PathPatterns
}

/** Why people come, and whether they could do it: task success by purpose. */
export const recipe: Recipe<VisitPurposeOptions> = {
  name: 'visit-purpose',
  make: (options, { inOrder, write, help }) => {
    const { pages, facts, brand } = options
    const failed = { answer: 'success', in: ['partly', 'no'] } as const
    const offer = help(
      { en: 'Would you like an answer from our team?', fr: 'Souhaitez-vous une réponse de notre équipe\u202f?' },
      options,
      {
        when: failed,
      },
    )
    const asked: Asked[] = [
      {
        id: 'purpose',
        type: 'choice',
        reportsAs: 'purpose',
        shuffle: true,
        optional: true,
        display: 'list',
        text: { en: 'What is the main purpose of your visit today?', fr: 'Quel est le but principal de votre visite aujourd’hui\u202f?' },
        options: [
          { id: 'discover', text: { en: 'Seeing what there is', fr: 'Découvrir ce qui est proposé' } },
          { id: 'compare', text: { en: 'Comparing before I buy', fr: 'Comparer avant d’acheter' } },
          { id: 'buy', text: { en: 'Buying something', fr: 'Faire un achat' } },
          { id: 'order', text: { en: 'Following an order', fr: 'Suivre une commande' } },
          { id: 'return', text: { en: 'Returning or exchanging an item', fr: 'Retourner ou échanger un article' } },
          { id: 'help', text: { en: 'Getting help', fr: 'Obtenir de l’aide' } },
          { id: 'other', text: { en: 'Something else', fr: 'Autre chose' }, other: true },
        ],
      },
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
          { id: 'not-yet', text: { en: 'I have not finished yet', fr: 'Ce n’est pas encore fini' } },
        ],
      },
      {
        id: 'obstacle',
        type: 'text',
        optional: true,
        text: { en: 'What stood in the way?', fr: 'Qu’est-ce qui a fait obstacle\u202f?' },
        onlyWhen: failed,
      },
      ...offer.asked,
    ]
    return {
      survey: write(
        {
          id: 'visit-purpose',
          version: 1,
          touchpoint: {
            id: 'site',
            stage: 'evaluation',
            category: 'product',
            channel: 'web',
            name: { en: 'The site', fr: 'Le site' },
          },
          trigger: { on: 'exit', seconds: 20, ...(pages && { path: pages }), not: ['*/checkout*', '*/payment*', '*/paiement*'] },
          frequency: { class: 'relationship' },
          why: {
            en: 'We would like to know why people come to this site, and whether they can do what they came for.',
            fr: 'Nous aimerions savoir pourquoi on vient sur ce site, et si l’on peut y faire ce que l’on veut.',
          },
          ...inOrder(asked, [
            ...offer.ends,
            {
              id: 'low',
              when: failed,
              text: {
                en: 'Thank you for telling us. We are sorry it did not work out today.',
                fr: 'Merci de nous l’avoir dit. Nous sommes désolés que cela n’ait pas abouti aujourd’hui.',
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
