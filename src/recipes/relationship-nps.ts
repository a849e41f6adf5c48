import type { Condition } from '../survey/condition'
import type { PathPatterns } from '../survey/config'
import type { Asked, HelpOptions, Recipe, Words } from './types'

export type NpsFact =
  | 'shareUrl'
  | 'referralCode'
  | 'referralTerms'
  | 'earlyAccessUrl'
  | 'communityUrl'
  | 'cocreateUrl'
  | 'everyAnswerIsRead'
export interface RelationshipNpsOptions extends HelpOptions<NpsFact> {
  /** `b2b`: to a colleague or business contact. `classic`: friend or colleague, only to go on with an older series. Default: friend or family. */
  readonly wording?: 'friends' | 'b2b' | 'classic'
  /** Pages it may be asked on: calm ones. Default: the home page `/`, and those of the account, whose paths hold `/account`. */
  readonly pages?: PathPatterns
  /** Days before the same person is asked again. Default 90. */
  readonly everyDays?: number
  /** Asks promoters, passives and detractors for their reason in words of their own, instead of one question for all. Their themes cannot be compared then. Default false. */
  readonly byBand?: boolean
  /** What promoters may do. `direct` needs nothing; of the others those are offered whose facts are there. Default: all. */
  readonly ambassador?: readonly ('share' | 'referral' | 'early' | 'community' | 'cocreate' | 'direct')[]
}

const isPromoter: Condition = { answer: 'nps', gte: 9 }
const isPassive: Condition = { answer: 'nps', in: [7, 8] }
const isDetractor: Condition = { answer: 'nps', lte: 6 }

const questions: Readonly<Record<'friends' | 'b2b' | 'classic', Words>> = {
  friends: {
    en: 'How likely is it that you would recommend {{brand|our shop}} to a friend or family member?',
    fr: 'Quelle est la probabilité que vous recommandiez {{brand|notre boutique}} à un proche\u202f?',
  },
  b2b: {
    en: 'How likely is it that you would recommend {{brand|us}} to a colleague or business contact?',
    fr: 'Quelle est la probabilité que vous recommandiez {{brand|notre entreprise}} à un collègue ou à une relation professionnelle\u202f?',
  },
  classic: {
    en: 'How likely is it that you would recommend {{brand|our shop}} to a friend or colleague?',
    fr: 'Quelle est la probabilité que vous recommandiez {{brand|notre boutique}} à un ami ou à un collègue\u202f?',
  },
}
const ambassadorText = { en: 'Would you like to go further with us?', fr: 'Envie d’aller plus loin avec nous\u202f?' }

/** The relationship as a whole: NPS, the reason, a way to go further for promoters, a way back for detractors. */
export const recipe: Recipe<RelationshipNpsOptions> = {
  name: 'relationship-nps',
  make: (options, { inOrder, write, knows, help, noReviews }) => {
    const { wording = 'friends', pages = ['/', '*/account*'], everyDays = 90, byBand, facts, brand } = options
    const { ambassador = ['share', 'referral', 'early', 'community', 'cocreate', 'direct'] } = options
    noReviews(facts, 'Only promoters would see it, and platforms forbid that: invite everybody, whatever the score.')
    const fact = (name: keyof typeof facts & string) => (facts?.[name] ?? '') as string
    /** What promoters can be offered, in this order, with what each leads to. */
    const ways: readonly (readonly [id: string, text: Words, needs: readonly NpsFact[], to: object])[] = [
      [
        'share',
        { en: 'Tell people I know about it', fr: 'En parler autour de moi' },
        ['shareUrl'],
        {
          type: 'action',
          action: 'share',
          href: fact('shareUrl' as never),
          text: { en: 'I recommend {{brand}}: {{facts.shareUrl}}', fr: 'Je recommande {{brand}}\u00a0: {{facts.shareUrl}}' },
        },
      ],
      [
        'referral',
        { en: 'Get my referral code', fr: 'Recevoir mon code de parrainage' },
        ['referralCode', 'referralTerms'],
        { type: 'action', action: 'copy', code: fact('referralCode' as never), text: fact('referralTerms' as never) },
      ],
      [
        'early',
        { en: 'See new products first', fr: 'Découvrir les nouveautés en avant-première' },
        ['earlyAccessUrl'],
        { type: 'action', action: 'link', href: fact('earlyAccessUrl' as never) },
      ],
      [
        'community',
        { en: 'Join the community', fr: 'Rejoindre la communauté' },
        ['communityUrl'],
        { type: 'action', action: 'link', href: fact('communityUrl' as never) },
      ],
      [
        'cocreate',
        { en: 'Help design our next products', fr: 'Participer à la conception de nos prochains produits' },
        ['cocreateUrl'],
        { type: 'action', action: 'link', href: fact('cocreateUrl' as never) },
      ],
      [
        'direct',
        { en: 'Write to the team directly', fr: 'Écrire directement à l’équipe' },
        [],
        {
          type: 'contact',
          fields: ['email'],
          help: {
            en: 'We will use this address only to reply to you about this.',
            fr: 'Cette adresse servira uniquement à vous répondre à ce sujet.',
          },
        },
      ],
    ]
    const open = ways.filter(
      // Nobody recommends something without a name.
      ([id, , needs]) => (ambassador as readonly string[]).includes(id) && knows(facts, needs) && (id !== 'share' || brand),
    )
    const further: Asked[] = open.map(
      ([id, label, , to]) =>
        ({
          id: `ambassador-${id}`,
          text: ambassadorText,
          ...('action' in to && { label }),
          ...(id === 'direct' && { text: label }),
          ...to,
          onlyWhen: { answer: 'ambassador', is: id },
          way: { band: 'promoter', ambassador: id },
        }) as unknown as Asked, // put together by kind
    )
    const comment = { type: 'text', long: true, optional: true } as const
    const reasons: Asked[] = byBand
      ? [
          {
            ...comment,
            id: 'reason-promoter',
            text: { en: 'What would you say about us?', fr: 'Que diriez-vous de nous\u202f?' },
            onlyWhen: isPromoter,
            way: { band: 'promoter' },
          },
          {
            ...comment,
            id: 'reason-passive',
            text: { en: 'What should we improve first?', fr: 'Que devrions-nous améliorer en priorité\u202f?' },
            onlyWhen: isPassive,
            way: { band: 'passive' },
          },
          {
            ...comment,
            id: 'reason-detractor',
            text: { en: 'What did not live up to your expectations?', fr: 'Qu’est-ce qui n’a pas été à la hauteur de vos attentes\u202f?' },
            onlyWhen: isDetractor,
            way: { band: 'detractor' },
          },
        ]
      : [
          {
            ...comment,
            id: 'reason',
            text: { en: 'What is the main reason for your score?', fr: 'Quelle est la principale raison de votre note\u202f?' },
          },
          {
            id: 'improve',
            type: 'text',
            optional: true,
            text: {
              en: 'What one thing would you like us to do better?',
              fr: 'Sur quel point aimeriez-vous que nous fassions mieux\u202f?',
            },
            onlyWhen: isPassive,
            way: { band: 'passive' },
          },
        ]
    const recovery = {
      en: 'May someone from our team get back to you?',
      fr: 'Une personne de notre équipe peut-elle revenir vers vous\u202f?',
    }
    // Two questions, because what stands above is part of what is asked.
    const offer = help(recovery, options, {
      id: 'recovery',
      when: { answer: 'nps', in: [5, 6] },
      way: { band: 'detractor', depth: 'low' },
      intro: {
        en: 'Thank you for being frank. We would like to understand and, if we can, put things right.',
        fr: 'Merci pour votre franchise. Nous aimerions comprendre et, si nous le pouvons, arranger les choses.',
      },
    })
    const offerVeryLow = help(recovery, options, {
      id: 'recovery-very-low',
      when: { answer: 'nps', lte: 4 },
      way: { band: 'detractor', depth: 'very-low' },
      intro: {
        en: 'Thank you for being frank. We are sorry that your experience with us was not good enough.',
        fr: 'Merci pour votre franchise. Nous sommes désolés que votre expérience chez nous n’ait pas été à la hauteur.',
      },
    })
    return {
      survey: write(
        {
          id: 'relationship-nps',
          version: 1,
          touchpoint: {
            id: 'relationship',
            stage: 'advocacy',
            category: 'product',
            channel: 'web',
            name: { en: 'The relationship', fr: 'La relation' },
          },
          trigger: { on: 'page', path: pages, not: ['*/checkout*', '*/order*', '*/cart*'] },
          audience: {
            all: [
              {
                any: [
                  { trait: 'orders', gte: 2 },
                  { trait: 'daysSinceFirstOrder', gte: 60 },
                ],
              },
              {
                none: [
                  { trait: 'openTickets', gte: 1 },
                  { trait: 'returnInProgress', is: true },
                ],
              },
            ],
          },
          frequency: { class: 'relationship', everyDays },
          priority: 10,
          reserve: true,
          why: {
            en: 'You have been ordering from us for a while. We ask this question at most once every {{everyDays}} days.',
            fr: 'Vous commandez chez nous depuis quelque temps. Nous posons cette question au plus une fois tous les {{everyDays}} jours.',
          },
          ...inOrder(
            [
              { id: 'nps', type: 'nps', text: questions[wording] },
              ...reasons,
              ...(open[0]
                ? [
                    {
                      id: 'ambassador',
                      type: 'choice',
                      optional: true,
                      intro: { en: 'Thank you! That means a lot to us.', fr: 'Merci\u202f! Cela compte beaucoup pour nous.' },
                      text: ambassadorText,
                      options: [...open.map(([id, text]) => ({ id, text })), { id: 'no', text: { en: 'No, thank you', fr: 'Non, merci' } }],
                      onlyWhen: isPromoter,
                      way: { band: 'promoter' },
                    } as const,
                  ]
                : []),
              ...further,
              ...offer.asked,
              ...offerVeryLow.asked,
            ],
            [
              ...offer.ends,
              ...offerVeryLow.ends,
              { id: 'promoter', when: isPromoter, text: { en: 'Thank you for your trust.', fr: 'Merci de votre confiance.' } },
              {
                id: 'detractor',
                when: isDetractor,
                text: {
                  en: 'Thank you. Your answer helps us correct what needs correcting.',
                  fr: 'Merci. Votre réponse nous aide à corriger ce qui doit l’être.',
                },
              },
              {
                id: 'passive',
                text: knows(facts, ['everyAnswerIsRead'])
                  ? { en: 'Thank you, we read every answer.', fr: 'Merci, nous lisons chaque réponse.' }
                  : { en: 'Thank you, your answer helps us.', fr: 'Merci, votre réponse nous est utile.' },
              },
            ],
          ),
        },
        { ...facts, brand, everyDays },
      ),
    }
  },
}
