import type { Condition } from '../survey/condition'
import type { Asked, HelpOptions, Recipe } from './types'

export interface CheckoutCsatOptions extends HelpOptions {
  /** `csat`: how it went. `satisfaction`: the classic wording, to go on with an older series. `effort`: CES 2.0. Different instruments, never merged. Default `csat`. */
  readonly measure?: 'csat' | 'satisfaction' | 'effort'
  /** Asks those for whom it went well what helped. Default false. */
  readonly askWhatHelped?: boolean
  /** The part of respondents it is for, so that another survey may ask the others after an order. Default: all. */
  readonly split?: readonly [from: number, to: number]
}

/** Satisfaction with the checkout, at once; where it went badly what got in the way, and an offer of help. */
export const recipe: Recipe<CheckoutCsatOptions> = {
  name: 'checkout-csat',
  make: (options, { inOrder, write, help, scales }) => {
    const { measure = 'csat', askWhatHelped, split, facts, brand } = options
    const isEffort = measure === 'effort'
    const id = isEffort ? 'ces' : 'csat'
    // The middle of five, and of seven.
    const middle = isEffort ? 4 : 3
    const isLow: Condition = { answer: id, lt: middle }
    const offer = help(
      { en: 'Would you like us to get back to you about it?', fr: 'Souhaitez-vous que nous revenions vers vous à ce sujet\u202f?' },
      options,
      { when: isLow },
    )
    const text = { type: 'text', long: true, optional: true } as const
    const first: Asked = isEffort
      ? {
          id,
          type: 'ces',
          text: {
            en: '{{brand|This shop}} made it easy for me to place my order.',
            fr: '{{brand|Ce site}} m’a permis de passer commande facilement.',
          },
          help: { en: 'Do you agree with this sentence?', fr: 'Êtes-vous d’accord avec cette phrase\u202f?' },
        }
      : {
          id,
          type: 'csat',
          display: 'faces',
          ...(measure === 'satisfaction'
            ? {
                labels: scales.satisfaction5,
                text: {
                  en: 'How satisfied are you with the way placing your order went?',
                  fr: 'Comment jugez-vous le passage de votre commande\u202f?',
                },
              }
            : { text: { en: 'How did placing your order go?', fr: 'Comment s’est déroulé le passage de votre commande\u202f?' } }),
        }
    return {
      survey: write(
        {
          id: 'checkout-csat',
          version: 1,
          touchpoint: {
            id: 'checkout',
            stage: 'purchase',
            category: 'sales',
            channel: 'web',
            name: { en: 'Checkout', fr: 'Passage de commande' },
          },
          trigger: { on: 'event', name: 'order_completed', delaySeconds: 2, oncePer: 'order_id' },
          frequency: { class: 'interaction' },
          ...(split && { split: { name: 'order', from: split[0], to: split[1] } }),
          why: {
            en: 'You have just placed an order. Your answer helps us make ordering simpler.',
            fr: 'Vous venez de passer une commande. Votre réponse nous aide à simplifier cette étape.',
          },
          ...inOrder(
            [
              first,
              {
                id: 'obstacle',
                type: 'choice',
                multiple: true,
                max: 3,
                display: 'chips',
                shuffle: true,
                optional: true,
                text: { en: 'What got in the way?', fr: 'Qu’est-ce qui a posé problème\u202f?' },
                options: [
                  { id: 'account', text: { en: 'Signing in or creating an account', fr: 'La connexion ou la création du compte' } },
                  { id: 'address', text: { en: 'Entering my address', fr: 'La saisie de mon adresse' } },
                  { id: 'delivery', text: { en: 'The delivery options', fr: 'Les options de livraison' } },
                  { id: 'payment', text: { en: 'The payment', fr: 'Le paiement' } },
                  { id: 'code', text: { en: 'A promo code', fr: 'Un code promo' } },
                  { id: 'fees', text: { en: 'Unexpected fees', fr: 'Des frais inattendus' } },
                  { id: 'bug', text: { en: 'An error or a slow page', fr: 'Une erreur ou une page lente' } },
                  { id: 'other', text: { en: 'Something else', fr: 'Autre chose' }, other: true },
                ],
                onlyWhen: isLow,
              },
              {
                ...text,
                id: 'comment',
                text: { en: 'Would you like to tell us more?', fr: 'Souhaitez-vous nous en dire plus\u202f?' },
                onlyWhen: isLow,
                way: { score: 'low' },
              },
              {
                ...text,
                id: 'comment-middling',
                text: { en: 'What could have gone better?', fr: 'Qu’est-ce qui aurait pu mieux se passer\u202f?' },
                onlyWhen: { answer: id, is: middle },
                way: { score: 'middling' },
              },
              ...(askWhatHelped
                ? [
                    {
                      ...text,
                      id: 'comment-good',
                      text: { en: 'What helped you most?', fr: 'Qu’est-ce qui vous a été le plus utile\u202f?' },
                      onlyWhen: { answer: id, gt: middle },
                      way: { score: 'good' },
                    },
                  ]
                : []),
              ...offer.asked,
            ],
            [
              ...offer.ends,
              {
                id: 'low',
                when: isLow,
                text: {
                  en: 'Thank you for being frank. We are sorry it was not simpler. Your order has gone through.',
                  fr: 'Merci pour votre franchise. Nous sommes désolés que ce n’ait pas été plus simple. Votre commande est bien enregistrée.',
                },
              },
              { id: 'default', text: { en: 'Thank you, that helps us.', fr: 'Merci, cela nous aide.' } },
            ],
          ),
        },
        { ...facts, brand },
      ),
    }
  },
}
