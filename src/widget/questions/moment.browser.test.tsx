import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { MomentQuestion, Text } from '../../survey/config'
import { fill } from '../../survey/text'
import { hideAll, media, open, press, why } from '../testing'
import type { CardOptions } from '../types'
import { extra as frenchExtra } from '../words/extra-fr'
import type { MomentWords } from '../words/moment'
import { moment as english } from '../words/moment-en'
import { moment as frenchNames } from '../words/moment-fr'
import { moment as hebrew } from '../words/moment-he'
import { words as french } from '../words/words-fr'
import { type as choice } from './choice'
import { type as message } from './message'
import { momentType } from './moment'

beforeEach(() => media())
afterEach(hideAll)

const question: MomentQuestion = { id: 'moment', type: 'moment', text: 'Looking back on your visit, which moment stands out?' }
const names: Readonly<Record<string, Text>> = { atelier: { en: 'Our atelier', fr: 'Notre atelier' } }

/** A card over what was lived. */
const asked = (
  lived: readonly string[],
  change: Partial<MomentQuestion> = {},
  more: Partial<CardOptions> = {},
  named: MomentWords = english,
) => {
  const moments = vi.fn((max: number) => lived.slice(0, max))
  const types = {
    'q-choice': choice,
    'q-message': message,
    'q-moment': momentType({ moments, name: (id) => names[id], words: (lang) => (lang === 'fr' ? frenchNames : named) }),
  }
  const text = (pattern: string, answers: object) => fill(pattern, (kind, name) => (kind === 'answer' ? answers[name as never] : undefined))
  const opened = open(
    [
      { ...question, ...change },
      { ...why, text: '“{{answer.moment|That moment}}”: how was that moment for you?' },
    ],
    { types, fill: text, ...more },
  )
  const offered = () => opened.all('[role=radio]').map((option) => option.textContent)
  const option = (name: string) => opened.all('[role=radio]').find((one) => one.textContent === name) as HTMLElement
  return { ...opened, moments, offered, option }
}

describe('what is offered', () => {
  test('the moments that were lived, in that order and in human words; then another one, and none', () => {
    const { offered, get } = asked(['home', 'atelier', 'payment-declined'])
    expect(offered()).toEqual(['Arriving on the site', 'Our atelier', 'A declined payment', 'Another moment', 'None in particular'])
    expect(get('[role=radiogroup]').getAttribute('aria-labelledby')).toBe('q')
  })
  test('with nothing lived the two are still there', () => {
    expect(asked([]).offered()).toEqual(['Another moment', 'None in particular'])
  })
  test('six, or as many as the team says', () => {
    expect(asked([]).moments).toHaveBeenCalledWith(6, expect.any(Function))
    expect(asked([], { max: 3 }).moments).toHaveBeenCalledWith(3, expect.any(Function))
  })
  test('in the team’s words, where it has some', () => {
    expect(asked(['cart'], { other: { en: 'Something else' }, none: 'Nothing' }).offered()).toEqual([
      'The cart',
      'Something else',
      'Nothing',
    ])
  })
  test('in the language of the visitor, when that changes too', () => {
    const { offered, card } = asked(['cart', 'atelier'])
    card.update({ locales: ['fr', 'en'], words: french, extra: frenchExtra })
    expect(offered()).toEqual(['Le panier', 'Notre atelier', 'Un autre moment', 'Aucun en particulier'])
  })
  test('the same list for as long as the card is open', () => {
    const lived = ['home', 'cart']
    const { offered, card } = asked(lived)
    lived.push('payment')
    card.update()
    expect(offered()).toHaveLength(4)
  })
})

describe('the answer', () => {
  test('is the id of the moment, with its place in the list; a pointer’s choice goes on', async () => {
    const { option, saves, heading } = asked(['home', 'cart'])
    press(option('The cart'))
    await vi.waitFor(() => expect(heading()).toBe('“cart”: how was that moment for you?'))
    expect(saves).toEqual([{ answers: { moment: 'cart', 'moment.position': 2 }, state: 'answered' }])
  })
  test('none has no place, and takes back that of another', async () => {
    const { option, saves, get } = asked(['home', 'cart'])
    press(option('The cart'), 0)
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ moment: 'cart', 'moment.position': 2 }))
    press(option('None in particular'), 0)
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ moment: 'none' }))
    expect(get('[aria-checked=true]').textContent).toBe('None in particular')
  })
  test('another moment opens a field; what is written there is a part of its own', async () => {
    const { option, saves, root, get, heading } = asked(['home'])
    press(option('Another moment'))
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ moment: 'other' }))
    expect(root.activeElement).toBe(get('input'))
    await userEvent.keyboard('The wrapping{Enter}')
    await vi.waitFor(() => expect(heading()).toBe('“other”: how was that moment for you?'))
    expect(saves.at(-1)?.answers).toEqual({ moment: 'other', 'moment.other': 'The wrapping' })
    get('.back').click()
    press(option('Arriving on the site'), 0)
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ moment: 'home', 'moment.position': 1 }))
  })
  test('what was not chosen is in nothing that is handed out', async () => {
    const { option, saves, drafts } = asked(['home', 'cart', 'payment', 'atelier'])
    press(option('Another moment'))
    await userEvent.keyboard('x')
    press(option('The cart'))
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toMatchObject({ moment: 'cart' }))
    expect(JSON.stringify([saves, drafts])).not.toMatch(/home|payment|atelier/)
  })
})

describe('for everyone', () => {
  test('by keyboard: arrows only move, Space chooses, Enter on the button goes on', async () => {
    const { root, option, saves, get, heading } = asked(['home', 'cart'])
    option('Arriving on the site').focus()
    await userEvent.keyboard('{ArrowDown}')
    expect(root.activeElement).toBe(option('The cart'))
    expect(saves).toEqual([])
    await userEvent.keyboard(' ')
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ moment: 'cart', 'moment.position': 2 }))
    get('.go').click()
    await vi.waitFor(() => expect(heading()).toContain('“cart”'))
  })
  test('fits 320 px, from left to right and from right to left', async () => {
    const many = ['home', 'search', 'listing', 'product', 'account', 'chat-bot']
    for (const [locale, words] of [
      ['en', english],
      ['he', hebrew],
    ] as const) {
      const { root, all } = asked(many, { text: { [locale]: words.names.cart } }, { locales: [locale, 'en'] }, words)
      const host = root.host as HTMLElement
      expect(root.querySelector('section')?.dir).toBe(locale === 'he' ? 'rtl' : 'ltr')
      host.style.setProperty('width', '320px', 'important')
      press(all('[role=radio]').at(-2) as HTMLElement, 0)
      await vi.waitFor(() => expect(root.querySelector('input')).not.toBeNull())
      for (const option of all('[role=radio]')) expect(option.scrollWidth).toBeLessThanOrEqual(option.clientWidth + 1)
      hideAll()
    }
  })
})
