import type { Condition, Operator } from '../survey/condition'
import type { Asked, HelpOptions, Recipe } from './types'

export interface ChatEndOptions extends HelpOptions {
  /** `csat`: how it went. `satisfaction`: the classic wording. Default `csat`. */
  readonly measure?: 'csat' | 'satisfaction'
  /** `evaluation`: of a chat that people open before they buy. Default `retention`. */
  readonly stage?: 'evaluation' | 'retention'
  /** `true`: chats that a bot answered alone, and the question says that it was one. `false`: chats with a person in them. Default: all, in words that fit both. */
  readonly bot?: boolean
  /** Asks whether it was the first contact, where the event does not tell it (`contact_number`). Default false. */
  readonly firstContact?: boolean
  /** Asks how easy it was (CES 2.0). Default false. */
  readonly ease?: boolean
  /** Asks how it ended, on the scale of the peak. Default false. */
  readonly end?: boolean
}

/** Most chats tell a part of it only: what is not told is nothing against asking, as a chat without a reply has not ended. */
const ifTold = (prop: string, operator: Operator): Condition => ({
  any: [
    { prop, exists: false },
    { prop, ...operator },
  ],
})

/** The end of a chat: how it went, whether the request is resolved, and help where it is not. */
export const recipe: Recipe<ChatEndOptions> = {
  name: 'chat-end',
  make: (options, { inOrder, write, help, scales }) => {
    const { measure = 'csat', stage = 'retention', bot, firstContact, ease, end, facts, brand } = options
    const wentBadly: Condition = {
      any: [
        { answer: 'csat', lte: 2 },
        { answer: 'resolved', is: 'no' },
      ],
    }
    const byBot: Condition = { prop: 'answered_by', is: 'bot' }
    const offer = help(
      {
        en: 'Would you like someone from our team to take up your request again?',
        fr: 'Souhaitez-vous qu’une personne de notre équipe reprenne votre demande\u202f?',
      },
      options,
      { when: wentBadly },
    )
    /** What did not go well; of a bot also that it was one. */
    const obstacle = (id: string, ofBot: boolean, onlyWhen: Condition): Asked => ({
      id,
      type: 'choice',
      multiple: true,
      max: 3,
      display: 'chips',
      shuffle: true,
      optional: true,
      text: { en: 'What did not go well?', fr: 'Qu’est-ce qui n’a pas bien fonctionné\u202f?' },
      options: [
        { id: 'wait', text: { en: 'The wait', fr: 'Le temps d’attente' } },
        { id: 'answer', text: { en: 'The answer was wrong or incomplete', fr: 'La réponse était inexacte ou incomplète' } },
        { id: 'understood', text: { en: 'My request was not understood', fr: 'Ma demande n’a pas été comprise' } },
        { id: 'repeat', text: { en: 'I had to repeat myself', fr: 'J’ai dû me répéter' } },
        ...(ofBot ? [{ id: 'person', text: { en: 'I wanted to talk to a person', fr: 'Je voulais parler à une personne' } }] : []),
        { id: 'tone', text: { en: 'The tone of the exchange', fr: 'Le ton de l’échange' } },
        { id: 'ended', text: { en: 'The chat ended too soon', fr: 'L’échange s’est arrêté trop tôt' } },
        { id: 'other', text: { en: 'Something else', fr: 'Autre chose' }, other: true },
      ],
      onlyWhen,
      way: { bot: `${ofBot}` },
    })
    const asked: Asked[] = [
      {
        id: 'csat',
        type: 'csat',
        display: 'faces',
        ...(measure === 'satisfaction' && { labels: scales.satisfaction5 }),
        text: bot
          ? {
              en: 'How did this chat with our automated assistant go?',
              fr: 'Comment s’est passé cet échange avec notre assistant automatique\u202f?',
            }
          : measure === 'satisfaction'
            ? { en: 'How satisfied are you with this chat?', fr: 'Comment jugez-vous cet échange\u202f?' }
            : { en: 'How did this chat go?', fr: 'Comment s’est passé cet échange\u202f?' },
      },
      {
        id: 'resolved',
        type: 'choice',
        reportsAs: 'resolution',
        optional: true,
        text: { en: 'Is your request resolved?', fr: 'Votre demande est-elle résolue\u202f?' },
        options: [
          { id: 'yes', text: { en: 'Yes', fr: 'Oui' } },
          { id: 'partly', text: { en: 'In part', fr: 'En partie' } },
          { id: 'no', text: { en: 'No', fr: 'Non' } },
          { id: 'too-soon', text: { en: 'It is too soon to say', fr: 'Il est trop tôt pour le dire' } },
        ],
      },
      ...(firstContact
        ? [
            {
              id: 'first-contact',
              type: 'choice',
              reportsAs: 'first-contact',
              optional: true,
              text: {
                en: 'Was it the first time you contacted us about this?',
                fr: 'Était-ce la première fois que vous nous contactiez à ce sujet\u202f?',
              },
              options: [
                { id: 'yes', text: { en: 'Yes, it was the first time', fr: 'Oui, c’était la première fois' } },
                {
                  id: 'no',
                  text: { en: 'No, I had already been in touch about it', fr: 'Non, j’avais déjà pris contact à ce sujet' },
                },
                { id: 'unsure', text: { en: 'I do not remember', fr: 'Je ne sais plus' } },
              ],
              onlyWhen: {
                all: [
                  { prop: 'contact_number', exists: false },
                  { answer: 'resolved', in: ['yes', 'partly', 'no'] },
                ],
              },
            } as const,
          ]
        : []),
      ...(ease
        ? [
            {
              id: 'ease',
              type: 'ces',
              optional: true,
              text: {
                en: '{{brand|Customer service}} made it easy for me to handle my request.',
                fr: '{{brand|Le service client}} m’a permis de traiter ma demande facilement.',
              },
              help: { en: 'Do you agree with this sentence?', fr: 'Êtes-vous d’accord avec cette phrase\u202f?' },
            } as const,
          ]
        : []),
      ...(end
        ? [
            {
              id: 'end',
              type: 'rating',
              display: 'faces',
              labels: scales.pleasant5,
              reportsAs: 'end',
              optional: true,
              text: { en: 'And the way this chat ended?', fr: 'Et la fin de cet échange\u202f?' },
            } as const,
          ]
        : []),
      ...(bot ? [] : [obstacle('obstacle', false, bot === undefined ? { all: [wentBadly, { none: [byBot] }] } : wentBadly)]),
      ...(bot === false ? [] : [obstacle('obstacle-bot', true, bot ? wentBadly : { all: [wentBadly, byBot] })]),
      ...offer.asked,
    ]
    return {
      survey: write(
        {
          id: bot ? 'chat-end-bot' : 'chat-end',
          version: 1,
          touchpoint: {
            id: 'chat',
            stage,
            category: stage === 'evaluation' ? 'sales' : 'service',
            channel: 'chat',
            name: { en: 'Chat', fr: 'Échange par chat' },
          },
          trigger: {
            on: 'event',
            name: 'chat_ended',
            oncePer: 'conversation_id',
            delaySeconds: 1,
            cancelOn: ['chat_started'],
            where: {
              all: [
                bot
                  ? { prop: 'answered_by', is: 'bot' }
                  : ifTold('answered_by', { in: bot === false ? ['human', 'both'] : ['human', 'bot', 'both'] }),
                ifTold('visitor_messages', { gte: 2 }),
                ifTold('replies', { gte: 1 }),
              ],
            },
          },
          frequency: { class: 'interaction' },
          why: {
            en: 'Your chat has just ended. Your answer is about this chat only.',
            fr: 'Votre échange vient de se terminer. Votre réponse porte uniquement sur cet échange.',
          },
          ...inOrder(asked, [
            ...offer.ends,
            {
              id: 'low',
              when: wentBadly,
              text: {
                en: 'Thank you for telling us. We are sorry this chat did not give you what you needed.',
                fr: 'Merci de nous l’avoir dit. Nous sommes désolés que cet échange n’ait pas répondu à votre attente.',
              },
            },
            {
              id: 'evening',
              when: { context: 'hour', gte: 18 },
              text: { en: 'Thank you, and have a good evening!', fr: 'Merci, et bonne soirée\u202f!' },
            },
            { id: 'default', text: { en: 'Thank you, and have a good day!', fr: 'Merci, et bonne journée\u202f!' } },
          ]),
        },
        { ...facts, brand },
      ),
      // First contact resolution counts those of whom the event says so.
      send: ['answered_by', 'contact_number'],
    }
  },
}
