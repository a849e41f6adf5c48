/** A page to look at, with everything the inspector does to it recorded. For tests alone. */
import { cdp } from 'vitest/browser'
import type { Survey } from '../survey/config'
import { openOverlay } from './overlay'
import type { Gate, Mistake, Outbox, Pretence, Told, ToldType, World } from './types'
import { en } from './words-en'

export const make = (id: string, change: Partial<Survey> = {}): Survey => ({
  id,
  touchpoint: 't',
  trigger: { on: 'event', name: 'order_completed' },
  questions: [{ id: 'q', type: 'csat', text: 'Q' }],
  ...change,
})
export const passes: Gate = { gate: 'enabled', pass: true, text: 'Switched on.' }
export const asked: Gate = {
  gate: 'frequency',
  pass: false,
  code: 'every-days',
  text: 'Asked 12 days ago; waits 30 days before asking again.',
  values: { asked: Date.parse('2026-11-10T12:00:00Z'), days: 30 },
}
export const outbox: Outbox = {
  pending: [
    {
      id: 'r-1',
      type: 'response',
      revision: 2,
      createdAt: 1_764_000_000_000,
      data: { survey: 'checkout', status: 'answered', test: true },
    },
  ],
  dead: [
    {
      id: 'r-2',
      type: 'response',
      revision: 1,
      createdAt: 1_764_000_000_000,
      data: { survey: 'chat', status: 'seen' },
      dead: {
        main: { type: 'https://example.com/problems/too-long', title: 'Too long', status: 422, detail: 'At most 2,000 characters.' },
      },
    },
  ],
  shown: [{ id: 'r-1', s: 'checkout', t: 1_764_000_000_000, o: 'answered' }],
}
export const mistakes: readonly Mistake[] = [
  {
    path: 'surveys[1].touchpoint',
    code: 'unknown-touchpoint',
    message: 'surveys[1].touchpoint: expected "t", got "x".',
    severity: 'error',
  },
  { path: 'surveys[0]', code: 'shared-trigger', message: 'surveys[0]: shares its trigger.', severity: 'advice' },
]

export interface Opened {
  readonly root: ShadowRoot
  readonly host: HTMLElement
  readonly stop: () => void
  readonly tell: <Type extends ToldType>(type: Type, told: Told[Type]) => void
  readonly get: (selector: string) => HTMLElement
  readonly text: () => string
  readonly tracked: unknown[]
  readonly shown: string[]
  readonly pretence: () => Pretence | undefined
  readonly kept: () => unknown
  readonly isClosed: () => boolean
  readonly ears: () => number
}

let opened: Opened[] = []
export const stopAll = () => {
  for (const { stop } of opened.splice(0)) stop()
  opened = []
}

export const open = (surveys: readonly Survey[], change: Partial<World> & { gates?: (survey: Survey) => readonly Gate[] } = {}): Opened => {
  const { gates = () => [passes], ...more } = change
  const listeners = new Map<ToldType, Set<(told: never) => void>>()
  const tracked: unknown[] = []
  const shown: string[] = []
  let pretence: Pretence | undefined
  let kept: unknown
  let isClosed = false
  const world: World = {
    version: '1.0.0',
    project: 'default',
    endpoint: '/v1/responses',
    words: en,
    theme: 'light',
    consentOption: 'persistent',
    now: Date.now,
    config: () => ({ version: 1, surveys, personas: [{ id: 'newcomer', when: { trait: 'orders', is: 1 } }] }),
    surveys: () => surveys,
    look: (survey) => ({ gates: gates(survey) }),
    sentence: (_, { code }) => `Because of ${code}.`,
    rules: () => ({ isInteraction: true, everyDays: 7, afterDismissDays: 7, betweenDays: 0, perVisit: 1 }),
    open: () => '',
    due: () => [],
    latest: () => undefined,
    level: () => 'persistent',
    refusedAt: () => undefined,
    visit: () => 3,
    respondent: () => ({ id: '0192e4a0-0000-7000', isKnown: false }),
    traits: () => ({}),
    context: () => null,
    early: () => [],
    remembered: () => [],
    outbox: async () => ({ pending: [], dead: [], shown: [] }),
    retry: async () => {},
    mistakes: async () => [],
    pretence: { get: () => pretence, set: (to) => (pretence = to) },
    show: async (survey) => {
      shown.push(survey)
      return 'r-1'
    },
    track: (...args) => void tracked.push(args),
    hear: (type, fn) => {
      const all = listeners.get(type) ?? new Set()
      listeners.set(type, all.add(fn as never))
      return () => all.delete(fn as never)
    },
    onNavigate: () => () => {},
    kept: { read: () => kept, write: (value) => (kept = value) },
    failed: () => {},
    closed: () => (isClosed = true),
    ...more,
  }
  const { stop } = openOverlay(world)
  const host = document.querySelector<HTMLElement>('peakend-inspector:last-of-type')
  const root = host?.shadowRoot
  if (!host || !root) throw new Error('expected an inspector on the page, got none')
  const result: Opened = {
    root,
    host,
    stop,
    tell: (type, told) => {
      for (const fn of listeners.get(type) ?? []) fn(told as never)
    },
    get: (selector) => {
      const found = root.querySelector<HTMLElement>(selector)
      if (!found) throw new Error(`expected ${selector} in the inspector, got ${root.textContent}`)
      return found
    },
    text: () => root.textContent ?? '',
    tracked,
    shown,
    pretence: () => pretence,
    kept: () => kept,
    isClosed: () => isClosed,
    ears: () => [...listeners.values()].reduce((sum, all) => sum + all.size, 0),
  }
  opened.push(result)
  return result
}

/** What the system wishes. */
export const media = (wishes: Readonly<Record<string, string>> = {}) =>
  cdp().send('Emulation.setEmulatedMedia', { features: Object.entries(wishes).map(([name, value]) => ({ name, value })) })
