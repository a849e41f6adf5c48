/** A card on the page, with everything it hands out recorded. For tests alone. */
import { cdp } from 'vitest/browser'
import type { Condition } from '../survey/condition'
import type { Question, Survey } from '../survey/config'
import type { Answers, Durability } from '../survey/wire'
import { createCard } from './card'
import { type as choice } from './questions/choice'
import type { Behind, Card, CardOptions, CardState, CloseReason, Reasons } from './types'
import { why as because } from './why'
import { extra } from './words/extra-en'
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
export const reasons: Reasons = { on: 'event', isSample: false, looked: [], kept: async () => ({}), forget: async () => {} }
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
  let seen = 0
  const card = createCard({
    survey: survey(...questions),
    locales: ['en'],
    words,
    fill: (text) => text,
    holds,
    theme: 'light',
    extra,
    seed: 's',
    types: { 'q-choice': choice },
    save: async (answers, state) => {
      saves.push({ answers, state })
      return change.durability ?? 'disk'
    },
    draft: (answers) => drafts.push(answers),
    seen: () => seen++,
    closed: (why) => closed.push(why),
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
  element.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, detail }))
