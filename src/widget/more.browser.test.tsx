import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { TriggerType } from '../survey/config'
import { more } from './more'
import { csat, hideAll, media, open, why } from './testing'
import type { Why } from './types'
import { menu } from './words/menu-en'
import { menu as french } from './words/menu-fr'

beforeEach(() => media())
afterEach(async () => {
  hideAll()
  await media()
})

const behind = (change: Partial<Why> = {}, words = menu) => {
  const fetched = vi.fn(async () => ({
    more,
    menu: words,
    why: { on: 'event' as const, isSample: false, looked: [], level: 'persistent' as const, ...change },
  }))
  return { fetched, ...open([csat, why], { more: fetched }) }
}
const opened = async (change?: Partial<Why>, words?: typeof menu) => {
  const card = behind(change, words)
  card.get('.o').click()
  await vi.waitFor(() => card.get('.more'))
  return {
    ...card,
    texts: () => card.all('.more button').map(({ textContent }) => textContent),
    reason: () => card.get('.more p').textContent,
  }
}

test('is fetched when it is pressed, says what it is, and closes again', async () => {
  const { fetched, get, all } = behind()
  expect(fetched).not.toHaveBeenCalled()
  expect(get('.o').getAttribute('aria-expanded')).toBe('false')
  await userEvent.click(get('.o'))
  await vi.waitFor(() => expect(get('.o').getAttribute('aria-expanded')).toBe('true'))
  expect(all('.more')).toHaveLength(1)
  await userEvent.click(get('.o'))
  await vi.waitFor(() => expect(all('.more')).toHaveLength(0))
  expect(get('.o').getAttribute('aria-expanded')).toBe('false')
})
test('by keyboard: the buttons follow in the order of the page, and the focus stays where it was put', async () => {
  const { get, closed, root } = behind()
  get('.o').focus()
  await userEvent.keyboard('{Enter}')
  await vi.waitFor(() => get('.more'))
  expect(root.activeElement).toBe(get('.o'))
  await userEvent.keyboard('{Tab}{Enter}')
  expect(closed).toEqual(['snoozed'])
})
test('later and never are told apart', async () => {
  const { texts, all, closed } = await opened()
  expect(texts().slice(0, 2)).toEqual(['Ask me later', 'Don’t ask me again'])
  all('.more button')[1]?.click()
  expect(closed).toEqual(['never'])
})
test('a card that is put off is closed, with the reason', () => {
  const { card, closed } = open([csat])
  card.hide('snoozed')
  expect(closed).toEqual(['snoozed'])
})
test('what cannot be fetched leaves the card as it is', async () => {
  const { get, all } = open([csat], { more: () => Promise.reject(new Error('offline')) })
  get('.o').click()
  await Promise.resolve()
  expect(all('.more')).toHaveLength(0)
  expect(get('h2').textContent).toBe('How did it go?')
})
test('a card that was opened by hand has no such button', () => expect(open([csat]).all('.o')).toHaveLength(0))

describe('why one is asked', () => {
  const all: Readonly<Record<TriggerType, RegExp>> = {
    event: /just done/,
    click: /just done/,
    sequence: /just done/,
    friction: /just done/,
    page: /page you are on/,
    visible: /page you are on/,
    scroll: /page you are on/,
    exit: /page you are on/,
    dwell: /page you are on/,
    idle: /page you are on/,
    after: /a while ago/,
    returning: /come back/,
    slot: /page you are on/,
    launcher: /opened here/,
    manual: /opened here/,
  }
  test.each(Object.entries(all) as [TriggerType, RegExp][])('%s', async (on, reason) => {
    expect((await opened({ on })).reason()).toMatch(reason)
  })
  test('that only some are asked is said where it is so', async () => {
    expect((await opened()).reason()).not.toContain('chosen at random')
    hideAll()
    expect((await opened({ isSample: true })).reason()).toContain('chosen at random')
  })
  test('in French', async () => {
    const { reason, texts } = await opened({}, french)
    expect(reason()).toContain('Pourquoi cette question ?')
    expect(texts().slice(0, 2)).toEqual(['Me le demander plus tard', 'Ne plus me demander'])
  })
})
