/** A card on the page, with everything it hands out recorded. For tests alone. */
import { cdp } from 'vitest/browser'
import type { Condition } from '../survey/condition'
import type { Question, Survey } from '../survey/config'
import type { Answers, Durability } from '../survey/wire'
import { createCard } from './card'
import { type as action } from './questions/action'
import { type as callback } from './questions/callback'
import { type as choice } from './questions/choice'
import { type as consent } from './questions/consent'
import { type as contact } from './questions/contact'
import { type as date } from './questions/date'
import { drawings } from './questions/drawings'
import { type as field } from './questions/field'
import { type as filter } from './questions/filter'
import { type as matrix } from './questions/matrix'
import { type as message } from './questions/message'
import { momentType } from './questions/moment'
import { type as ranking } from './questions/ranking'
import { type as slider } from './questions/slider'
import type { Behind, Card, CardOptions, CardState, CloseReason, Reasons } from './types'
import { why as because } from './why'
import { extra } from './words/extra-en'
import { moment as momentWords } from './words/moment-en'
import { words } from './words/words-en'

export const csat: Question = { id: 'csat', type: 'csat', text: { en: 'How did it go?', fr: 'Comment cela s’est-il passé ?' } }
export const nps: Question = { id: 'nps', type: 'nps', text: 'How likely are you to recommend us?' }
export const ces: Question = { id: 'ces', type: 'ces', text: 'We made it easy for me to place my order.' }
export const rating: Question = {
  id: 'rating',
  type: 'rating',
  display: 'stars',
  text: 'How was the parcel?',
  labels: ['Poor', 'Fair', 'Good', 'Great', 'Superb'],
}
export const why: Question = { id: 'why', type: 'text', optional: true, text: 'What could be better?' }
export const line: Question = { id: 'line', type: 'text', long: false, maxLength: 40, text: 'In one word?' }
export const pick: Question = {
  id: 'pick',
  type: 'choice',
  text: 'Which moment stayed with you?',
  options: [
    { id: 'welcome', text: 'The welcome' },
    { id: 'advice', text: 'The advice' },
    { id: 'parcel', text: 'The parcel' },
  ],
}
export const several: Question = { ...pick, id: 'several', multiple: true, optional: true }
export const email: Question = { id: 'email', type: 'text', format: 'email', text: 'Where may we write to you?' }
export const people: Question = { id: 'people', type: 'text', format: 'number', min: 1, max: 1000, text: 'How many people work there?' }
export const arrived: Question = { id: 'arrived', type: 'date', min: '2026-01-01', max: 'today', text: 'When did it arrive?' }
export const reach: Question = {
  id: 'reach',
  type: 'contact',
  fields: ['firstName', 'email', 'phone', 'company'],
  required: ['firstName', 'email'],
  text: 'How can we reach you?',
}
export const agree: Question = {
  id: 'agree',
  type: 'consent',
  label: 'You may show what I wrote.',
  link: { href: '/privacy', text: 'Privacy notice' },
  text: 'May we publish it?',
}
export const review: Question = {
  id: 'review',
  type: 'action',
  action: 'link',
  label: 'Write a review',
  href: 'https://reviews.example/',
  text: 'Would you?',
}
export const voucher: Question = {
  id: 'voucher',
  type: 'action',
  action: 'copy',
  label: 'Copy the code',
  code: 'WELCOME-10',
  text: 'For you',
}
export const tell: Question = { id: 'tell', type: 'action', action: 'share', label: 'Share it', text: 'Know somebody?' }
export const ring: Question = { id: 'ring', type: 'action', action: 'callback', label: 'Call me', text: 'Shall we call you?' }
export const calm: Question = {
  id: 'calm',
  type: 'message',
  text: 'Good to know',
  list: ['Free returns', 'Two days'],
  link: { href: '/help', text: 'All about returns' },
}

/** All that a choice can have: what is written in, what excludes the rest, a limit. */
export const rich: Question = {
  id: 'rich',
  type: 'choice',
  multiple: true,
  min: 2,
  max: 3,
  text: 'What almost stopped you?',
  options: [
    { id: 'costs', text: 'The delivery costs' },
    { id: 'time', text: 'The time it takes' },
    { id: 'account', text: 'An account was needed' },
    { id: 'none', text: 'Nothing did', none: true },
    { id: 'other', text: 'Something else', other: true },
  ],
}
export const chips: Question = { ...rich, id: 'chips', display: 'chips' }
/** Long enough for a field that narrows it down. */
export const long: Question = {
  id: 'long',
  type: 'choice',
  text: 'Where do you live?',
  options: [...'ABCDEFGHIJKL'].map((letter) => ({ id: letter, text: `Town ${letter}` })),
}
export const looking: Question = { id: 'looking', type: 'moment', text: 'Looking back on your visit, which moment stands out?' }
/** Which moment stands out, of three that were lived. */
const moment = momentType({ moments: () => ['home', 'delivery-options', 'payment'], name: () => undefined, words: () => momentWords })
export const rank: Question = {
  id: 'rank',
  type: 'ranking',
  text: 'What matters most to you?',
  options: [
    { id: 'price', text: 'Price' },
    { id: 'speed', text: 'Speed of delivery' },
    { id: 'advice', text: 'Advice' },
    { id: 'range', text: 'Range of goods' },
  ],
}
export const matrix5: Question = {
  id: 'matrix',
  type: 'matrix',
  text: 'How did each of these go?',
  rows: [
    { id: 'order', text: 'Placing the order' },
    { id: 'parcel', text: 'The delivery' },
    { id: 'help', text: 'Getting help' },
  ],
}
export const level: Question = { id: 'level', type: 'slider', text: 'How sure are you?', labels: ['Not at all', 'Completely'] }

export const survey = (...questions: Question[]): Survey => ({ id: 's', touchpoint: 't', trigger: { on: 'manual' }, questions })

/** Conditions as tests need them: one answer compared with one number or option. */
export const holds = (condition: Condition, answers: Answers): boolean => {
  if (!('answer' in condition)) return false
  const answer = answers[condition.answer]
  if ('lte' in condition) return typeof answer === 'number' && answer <= condition.lte
  if ('gte' in condition) return typeof answer === 'number' && answer >= condition.gte
  return 'exists' in condition && (answer !== undefined) === condition.exists
}

/** What is behind “⋯”, of a question that an event called for. */
export const reasons: Reasons = {
  on: 'event',
  isSample: false,
  isScrubbed: false,
  asksContact: false,
  looked: [],
  kept: async () => ({}),
  forget: async () => {},
}
export const behind = (change: Partial<Reasons & Omit<Behind, 'why'>> = {}): Behind => ({
  level: 'persistent',
  days: 7,
  atEnd: () => {},
  why: async () => because({ ...reasons, ...change }),
  ...change,
})

export interface Opened {
  readonly card: Card
  readonly root: ShadowRoot
  readonly saves: { answers: Answers; state: CardState }[]
  readonly drafts: Answers[]
  readonly closed: CloseReason[]
  readonly failed: unknown[]
  readonly seen: () => number
  readonly get: (selector: string) => HTMLElement
  readonly all: (selector: string) => HTMLElement[]
  readonly heading: () => string
}

let cards: Card[] = []
export const hideAll = () => {
  for (const card of cards) card.hide()
  cards = []
}

export const open = (questions: readonly Question[], change: Partial<CardOptions> & { durability?: Durability } = {}): Opened => {
  const saves: Opened['saves'] = []
  const drafts: Answers[] = []
  const closed: CloseReason[] = []
  const failed: unknown[] = []
  let seen = 0
  const card = createCard({
    survey: survey(...questions),
    // A text that names no language is in the page's.
    locales: [change.words?.lang ?? 'en', 'en'],
    words,
    fill: (text) => text,
    holds,
    theme: 'light',
    extra,
    seed: 's',
    types: {
      'q-choice': choice,
      'q-filter': filter,
      'q-ranking': ranking,
      'q-matrix': matrix,
      'q-slider': slider,
      'q-field': field,
      'q-date': date,
      'q-contact': contact,
      'q-consent': consent,
      'q-action': action,
      'q-callback': callback,
      'q-message': message,
      'q-moment': moment,
    },
    drawings,
    save: async (answers, state) => {
      saves.push({ answers, state })
      return change.durability ?? 'disk'
    },
    draft: (answers) => drafts.push(answers),
    seen: () => seen++,
    closed: (why) => closed.push(why),
    failed: (error) => failed.push(error),
    offline: () => false,
    ...change,
  })
  card.attach()
  cards.push(card)
  const root = document.querySelector('peakend-card:last-of-type')?.shadowRoot as ShadowRoot
  return {
    card,
    root,
    saves,
    drafts,
    closed,
    failed,
    seen: () => seen,
    get: (selector) => {
      const found = root.querySelector<HTMLElement>(selector)
      if (!found) throw new Error(`expected ${selector} in the card, got ${root.textContent}`)
      return found
    },
    all: (selector) => [...root.querySelectorAll<HTMLElement>(selector)],
    heading: () => root.querySelector('h2')?.textContent ?? '',
  }
}

/** What the system wishes. Less motion unless said otherwise, so that nothing has to be waited for. */
export const media = (wishes: Readonly<Record<string, string>> = {}) =>
  cdp().send('Emulation.setEmulatedMedia', {
    features: Object.entries({ 'prefers-reduced-motion': 'reduce', ...wishes }).map(([name, value]) => ({ name, value })),
  })

/** A promise and its handles. */
export const deferred = <Value>() => {
  let resolve: (value: Value) => void = () => {}
  let reject: (reason: unknown) => void = () => {}
  const promise = new Promise<Value>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
/** A pointer's click, as the browser sends it: `detail` counts the presses. */
export const press = (element: HTMLElement, detail = 1) =>
  element.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, detail }))
