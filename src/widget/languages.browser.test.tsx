import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Question } from '../survey/config'
import { languages } from '../survey/text'
import { more } from './more'
import { behind, hideAll, media, open, press } from './testing'
import type { CardOptions } from './types'
import { menu as menuAr } from './words/menu-ar'
import { menu as menuEn } from './words/menu-en'
import { menu as menuHe } from './words/menu-he'
import { words as ar } from './words/words-ar'
import { words as de } from './words/words-de'
import { words as en } from './words/words-en'
import { words as he } from './words/words-he'
import { words as ja } from './words/words-ja'
import { words as pl } from './words/words-pl'
import { words as zh } from './words/words-zh'

beforeEach(async () => {
  await media()
  await page.viewport(800, 600)
})
afterEach(async () => {
  hideAll()
  await page.viewport(800, 600)
  await media()
})

const text = {
  ar: 'كيف جرت عملية طلبكم؟',
  de: 'Wie verlief Ihre Bestellung?',
  en: 'How did placing your order go?',
  fa: 'سفارش شما چطور پیش رفت؟',
  he: 'איך עברה ההזמנה שלכם?',
  ja: 'ご注文の手続きはいかがでしたか？',
  pl: 'Jak przebiegło składanie zamówienia?',
  zh: '您的下单过程如何？',
}
const how: Question = { id: 'how', type: 'csat', text }
const likely: Question = { ...how, id: 'likely', type: 'nps' }
const better: Question = { ...how, id: 'better', type: 'text', optional: true }
const card = (question: Question, tags: string[], change: Partial<CardOptions> = {}) =>
  open([question, better], { locales: languages(...tags), ...change })
/** Whether the first point stands to the right of the last. */
const fallsLeft = (points: readonly HTMLElement[]) =>
  (points[0]?.getBoundingClientRect().left ?? 0) > (points.at(-1)?.getBoundingClientRect().left ?? 0)

describe('the scale rises the way its question is read', () => {
  test.each([
    ['ar', ar, 'rtl'],
    ['he', he, 'rtl'],
    ['fa', en, 'rtl'],
    ['de', de, 'ltr'],
    ['zh-TW', zh, 'ltr'],
  ] as const)('%s', (tag, words, dir) => {
    for (const question of [how, likely]) {
      const { get, all } = card(question, [tag], { words })
      expect(get('section').dir).toBe(dir)
      expect(fallsLeft(all('[role=radio]'))).toBe(dir === 'rtl')
      hideAll()
    }
  })
  test('a plain text is in the language of the page', () => {
    const { all, get } = card({ ...how, text: text.fa }, ['fa-IR'], { words: en })
    expect(fallsLeft(all('[role=radio]'))).toBe(true)
    expect(get('h2').closest('[lang]')?.getAttribute('lang')).toBe('fa-IR')
  })
  test('English words in Persian: arrows follow what is seen', async () => {
    const { all, root } = card(how, ['fa'], { words: en })
    all('[role=radio]')[0]?.focus()
    await userEvent.keyboard('{ArrowLeft}')
    expect(root.activeElement).toBe(all('[role=radio]')[1])
    await userEvent.keyboard('{ArrowRight}')
    expect(root.activeElement).toBe(all('[role=radio]')[0])
  })
  test('an Arabic page whose question is English alone has an English scale', () => {
    expect(fallsLeft(card({ ...how, text: { en: text.en } }, ['ar'], { words: ar }).all('[role=radio]'))).toBe(false)
  })
})

describe('every text says which language it is in (WCAG 3.1.2)', () => {
  const langOf = (element: Element | null | undefined) => element?.closest('[lang]')?.getAttribute('lang')
  test('a Persian question with English words around it', () => {
    const { get, all } = card({ ...how, intro: { fa: 'سلام' }, help: { fa: 'کوتاه' }, optional: true }, ['fa'], { words: en })
    expect(get('section').lang).toBe('en')
    for (const selector of ['h2', '#d', 'h2~div'])
      expect([selector, langOf(get(selector))]).toEqual([selector, selector === 'h2~div' ? 'en' : 'fa'])
    expect(langOf(get('#d span'))).toBe('en')
    expect(get('#d span').matches(':dir(ltr)')).toBe(true)
    for (const button of all('footer button')) expect(langOf(button)).toBe('en')
    get('.next').click()
    expect(langOf(all('[role=radio]')[0])).toBe('en')
  })
  test('labels of the team are in the language of the question', () => {
    const labels = [{ fa: 'بد' }, { fa: 'خوب' }]
    expect(langOf(card({ ...how, labels } as Question, ['fa'], { words: en }).all('[role=radio]')[0])).toBe('fa')
  })
  test('what is wrong is said in our language', () => {
    const { get } = card({ ...how, next: [] }, ['fa'], { words: en })
    get('.next').click()
    expect(langOf(get('[role=alert]').firstElementChild)).toBe('en')
  })
  test('thanks of ours after a Persian question keep the card as it is', async () => {
    const { get, all, heading } = open([how], { words: en, locales: languages('fa') })
    press(all('[role=radio]')[4] as HTMLElement)
    await vi.waitFor(() => expect(heading()).toBe(en.thanks))
    expect(get('section').dir).toBe('rtl')
    expect(langOf(get('h2').firstElementChild)).toBe('en')
    expect(get('h2 span').matches(':dir(ltr)')).toBe(true)
  })
})

test('`locale()` on an open card changes words, texts and direction', () => {
  const { card: opened, heading, get, all } = card(how, ['en'])
  opened.update({ words: ar, locales: languages('ar') })
  expect(heading()).toBe(text.ar)
  expect([get('section').lang, get('section').dir]).toEqual(['ar', 'rtl'])
  expect(all('[role=radio]').map(({ textContent }) => textContent)).toEqual([...ar.wentWell5])
  expect(fallsLeft(all('[role=radio]'))).toBe(true)
  opened.update({ words: de, locales: languages('de') })
  expect(heading()).toBe(text.de)
  expect([get('section').lang, get('section').dir]).toEqual(['de', 'ltr'])
})

describe.each([
  ['ar', ar],
  ['he', he],
  ['ja', ja],
  ['zh', zh],
  ['pl', pl],
  ['de', de],
] as const)('%s', (tag, words) => {
  test.each([320, 800])('nothing is clipped at %d px', async (width) => {
    await page.viewport(width, 640)
    for (const question of [how, likely, better]) {
      const { get, all } = card(question, [tag], { words })
      expect(get('section').scrollWidth).toBeLessThanOrEqual(get('section').clientWidth)
      const box = get('section').getBoundingClientRect()
      for (const element of all('button, h2, p:not([role]), textarea')) {
        const { left, right } = element.getBoundingClientRect()
        expect(left).toBeGreaterThanOrEqual(box.left)
        expect(right).toBeLessThanOrEqual(box.right)
      }
      // The title leaves room for the buttons above it.
      const title = document.createRange()
      title.selectNodeContents(get('h2'))
      for (const { left, right, top, bottom } of title.getClientRects()) {
        const x = get('.x').getBoundingClientRect()
        expect(right <= x.left || left >= x.right || bottom <= x.top || top >= x.bottom).toBe(true)
      }
      hideAll()
    }
  })
})

test.each([
  ['ar', ar, menuAr],
  ['he', he, menuHe],
  ['fa', en, menuAr],
] as const)('axe finds nothing in %s, nor behind “⋯”', async (tag, words, menu) => {
  await page.viewport(360, 640)
  const { root, get, all } = card(how, [tag], {
    words,
    more: async () => ({ more, menu, behind: behind({ looked: ['device'], privacy: '/privacy', kept: async () => ({ a: { b: 1 } }) }) }),
  })
  get('.o').click()
  await vi.waitFor(() => get('.more'))
  get('summary').click()
  await vi.waitFor(() => get('details p'))
  all('details button')[0]?.click()
  await vi.waitFor(() => get('pre'))
  // axe knows the backgrounds of what is in `body` alone; the card stands beside it.
  document.body.append(root.host)
  ;(root.host as HTMLElement).showPopover()
  const { violations, passes } = await axe.run(root.host, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
  expect(passes.map(({ id }) => id)).toEqual(expect.arrayContaining(['button-name', 'color-contrast', 'target-size', 'valid-lang']))
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([])
})

test.each([
  ['English words after a Persian question', 'fa', en, menuEn, 'ltr'],
  ['Arabic ones after an Arabic one', 'ar', ar, menuAr, 'rtl'],
] as const)('the last sentence is read the way it is written, beside its ×: %s', async (_, tag, words, menu, dir) => {
  await page.viewport(320, 640)
  const { get, all, root } = card(how, [tag], { words, more: async () => ({ more, menu, behind: behind() }) })
  get('.o').click()
  await vi.waitFor(() => get('.more'))
  all('.more button')[0]?.click()
  await vi.waitFor(() => expect(all('h2')).toHaveLength(0))
  expect(get('[role=status]').matches(`:dir(${dir})`)).toBe(true)
  const text = document.createRange()
  text.selectNodeContents(get('[role=status]'))
  const x = get('.x').getBoundingClientRect()
  for (const { left, right } of text.getClientRects()) expect(right <= x.left || left >= x.right).toBe(true)
  root.host.remove()
})
