import type { Condition } from '../survey/condition'
import type { Asked, Ends, Kit, Words } from './types'
import { knows } from './vows'

const offers = {
  phone: { en: 'Yes, call me back', fr: 'Oui, par téléphone' },
  email: { en: 'Yes, reply by email', fr: 'Oui, par e-mail' },
  now: { en: 'Yes, talk to someone now', fr: 'Oui, tout de suite par chat' },
} as const satisfies Readonly<Record<string, Words>>

/**
 * The offer of help, each way of being reached with what it needs, and the last word where a promise can be kept: `phone` asks for a number,
 * `email` for an address, `now` leads to the chat.
 */
export const help: Kit['help'] = (text, { help: channels = ['phone', 'email', 'now'], facts }, { id = 'help', when, intro, way }) => {
  const open = channels.filter((channel) => channel !== 'now' || knows(facts, ['chatUrl']))
  if (!open[0]) return { asked: [], ends: [] }
  const whenChosen = (channel: string): Condition => ({ answer: id, is: channel })
  const on = (channel: string) => ({ id: `${id}-${channel}`, onlyWhen: whenChosen(channel), way: { ...way, [id]: channel } })
  const details: Readonly<Record<string, Asked>> = {
    phone: {
      ...on('phone'),
      type: 'action',
      action: 'callback',
      text: { en: 'Phone number', fr: 'Numéro de téléphone' },
      label: { en: 'Call me back', fr: 'Rappelez-moi' },
    },
    email: {
      ...on('email'),
      type: 'contact',
      fields: ['email'],
      text: { en: 'Email address', fr: 'Adresse e-mail' },
      help: {
        en: 'We will use this address only to reply to you about this.',
        fr: 'Cette adresse servira uniquement à vous répondre à ce sujet.',
      },
    },
    now: { ...on('now'), type: 'action', action: 'link', text, label: offers.now, href: (facts?.chatUrl ?? '') as string },
  }
  const promised: readonly (readonly [channel: string, done: Condition, promise: string, text: Words])[] = [
    [
      'phone',
      { answer: `${id}-phone`, is: 'callback' },
      'callbackPromise',
      {
        en: 'Understood. {{facts.team|A member of our team}} will call you {{facts.callbackPromise}}.',
        fr: 'C’est noté. {{facts.team|Une personne de notre équipe}} vous appellera {{facts.callbackPromise}}.',
      },
    ],
    [
      'email',
      { answer: `${id}-email.email`, exists: true },
      'emailPromise',
      {
        en: 'Understood. {{facts.team|A member of our team}} will reply {{facts.emailPromise}}.',
        fr: 'C’est noté. {{facts.team|Une personne de notre équipe}} vous répondra {{facts.emailPromise}}.',
      },
    ],
  ]
  return {
    asked: [
      {
        id,
        type: 'choice',
        optional: true,
        ...(intro && { intro }),
        text,
        options: [
          ...open.map((channel) => ({ id: channel, text: offers[channel] })),
          { id: 'no', text: { en: 'No, thank you', fr: 'Non, merci' } },
        ],
        onlyWhen: when,
        ...(way && { way }),
      },
      ...open.flatMap((channel) => details[channel] ?? []),
    ],
    ends: promised.flatMap(([channel, done, promise, text]): Ends[] =>
      open.some((one) => one === channel) && knows(facts, [promise]) ? [{ id: `${id}-${channel}-done`, when: done, text }] : [],
    ),
  }
}
