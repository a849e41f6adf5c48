import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { SliderQuestion } from '../../survey/config'
import { hideAll, media, open, why } from '../testing'
import { words } from '../words/words-en'

beforeEach(() => media())
afterEach(hideAll)

const slider = (change: Partial<SliderQuestion> = {}): SliderQuestion => ({
  id: 's',
  type: 'slider',
  text: 'How sure are you?',
  labels: ['Not at all', 'Completely'],
  ...change,
})
const field = (get: (selector: string) => HTMLElement) => get('input') as HTMLInputElement
const thumb = (get: (selector: string) => HTMLElement) => getComputedStyle(field(get), '::-webkit-slider-thumb').opacity
const shown = (get: (selector: string) => HTMLElement) => get('.value').textContent
/** A tap at a share of the line, with a thumb’s half kept free at either end, as the browser does it. */
const tap = (get: (selector: string) => HTMLElement, share: number) => {
  const { width, height } = field(get).getBoundingClientRect()
  return userEvent.click(field(get), { position: { x: 14 + (width - 28) * share, y: height / 2 } })
}

describe('before anything was done', () => {
  test('nothing is selected: no thumb, “not set” on the screen and in the name of the value, and no way on', () => {
    const { get, saves } = open([slider(), why])
    expect(get('.unset').contains(field(get))).toBe(true)
    expect([shown(get), field(get).ariaValueText]).toEqual(['Not set yet', 'Not set yet'])
    get('.next').click()
    expect(get('[role=alert]').textContent).toBe(words.errorChoose)
    expect(field(get).ariaInvalid).toBe('true')
    expect(saves).toEqual([])
  })

  test('it may be left where the question may be skipped', async () => {
    const { get, saves, heading } = open([slider({ optional: true }), why])
    get('.next').click()
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
    expect(saves).toEqual([])
  })
})

describe('by pointer', () => {
  test.each([0, 0.25, 0.5, 1])('a tap anywhere on the line sets it: at %f', async (share) => {
    const { get, root, saves, heading } = open([slider(), why])
    await tap(get, share)
    await vi.waitFor(() => expect(saves.length).toBe(1))
    expect(Math.abs((saves[0]?.answers.s as number) - share * 100)).toBeLessThanOrEqual(1)
    expect(root.querySelector('.unset')).toBeNull()
    expect(heading()).toBe('How sure are you?')
  })

  test('mirrored in right-to-left languages, the middle included', async () => {
    const { get, saves } = open([slider()], { words: { ...words, lang: 'ar' } })
    await tap(get, 0.25)
    await vi.waitFor(() => expect(saves.length).toBe(1))
    expect(Math.abs((saves[0]?.answers.s as number) - 75)).toBeLessThanOrEqual(1)
  })

  test('a tap that the browser does nothing with sets it all the same, as on phones that only know dragging', async () => {
    for (const [lang, expected] of [
      ['en', 30],
      ['ar', 70],
    ] as const) {
      const { get, saves } = open([slider({ step: 10 })], { words: { ...words, lang } })
      const { left, width } = field(get).getBoundingClientRect()
      const at = { bubbles: true, composed: true, detail: 1, clientX: left + 14 + (width - 28) * 0.3 }
      field(get).dispatchEvent(new PointerEvent('pointerdown', at))
      field(get).dispatchEvent(new MouseEvent('click', at))
      await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ s: expected }))
      hideAll()
    }
  })

  test('a press on the thumb, not quite in its middle, changes nothing', async () => {
    for (const lang of ['en', 'ar']) {
      const { get, saves } = open([slider()], { words: { ...words, lang } })
      await tap(get, 0.25)
      await vi.waitFor(() => expect(saves.length).toBe(1))
      const { left, width } = field(get).getBoundingClientRect()
      const at = { bubbles: true, composed: true, detail: 1, clientX: left + 14 + (width - 28) * 0.25 + 9 }
      field(get).dispatchEvent(new PointerEvent('pointerdown', at))
      field(get).dispatchEvent(new MouseEvent('click', at))
      expect(saves.length).toBe(1)
      hideAll()
    }
  })

  test('while it is moved it shows where it is, and is saved once, where it is let go', async () => {
    const { get, saves } = open([slider()])
    for (const value of ['20', '40', '60']) {
      field(get).value = value
      field(get).dispatchEvent(new InputEvent('input', { bubbles: true }))
      expect(shown(get)).toBe(value)
    }
    expect(saves).toEqual([])
    field(get).dispatchEvent(new Event('change', { bubbles: true }))
    await vi.waitFor(() => expect(saves).toEqual([{ answers: { s: 60 }, state: 'answered' }]))
  })

  test('− and + move it by a step, no further than its ends', async () => {
    const { all, saves } = open([slider({ min: 0, max: 0.3, step: 0.1 })])
    const [less, more] = all('.line button') as [HTMLElement, HTMLElement]
    expect([less.ariaLabel, more.ariaLabel]).toEqual(['Less', 'More'])
    for (let i = 0; i < 5; i++) more.click()
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ s: 0.3 }))
    less.click()
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ s: 0.2 }))
    for (let i = 0; i < 5; i++) less.click()
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ s: 0 }))
  })
})

describe('by keyboard', () => {
  test('arrows, Home and End; the ends are named', async () => {
    const { get, saves } = open([slider()])
    field(get).focus()
    await userEvent.keyboard('{ArrowRight}')
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ s: 51 }))
    expect([shown(get), field(get).ariaValueText]).toEqual(['51', '51'])
    await userEvent.keyboard('{End}')
    expect(field(get).ariaValueText).toBe('100, Completely')
    await userEvent.keyboard('{Home}')
    expect(field(get).ariaValueText).toBe('0, Not at all')
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ s: 0 }))
  })

  test('Space takes it where it stands, in the middle', async () => {
    const { get, saves } = open([slider()])
    field(get).focus()
    await userEvent.keyboard(' ')
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ s: 50 }))
  })

  test('mirrors in right-to-left languages', async () => {
    const { get, saves } = open([slider()], { words: { ...words, lang: 'ar' } })
    field(get).focus()
    await userEvent.keyboard('{ArrowLeft}')
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ s: 51 }))
  })

  test('Enter goes on', async () => {
    const { get, heading } = open([slider(), why])
    field(get).focus()
    await userEvent.keyboard('{ArrowRight}{Enter}')
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
  })
})

test('zero is an answer, and is there when the question comes back', async () => {
  const { get, heading } = open([slider(), why])
  field(get).focus()
  await userEvent.keyboard('{Home}')
  get('.go').click()
  await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
  get('.back').click()
  expect([shown(get), field(get).value]).toEqual(['0', '0'])
})

test('without labels its ends are its numbers', () => {
  const { all } = open([slider({ labels: [], min: 1000, max: 5000 })])
  expect(all('.ends span').map((end) => end.textContent)).toEqual(['1,000', '5,000'])
})

test('fits a phone of 320 pixels and 200 % text, with ends named at length', async () => {
  await page.viewport(320, 640)
  const { get, all } = open([slider({ labels: ['x'.repeat(300), 'at all '.repeat(40)] })])
  for (let size = 1; size < 3; size++) {
    get('section').style.fontSize = `${size}em`
    expect(get('section').scrollWidth).toBeLessThanOrEqual(get('section').clientWidth)
    for (const target of all('.line *')) expect(Math.min(target.offsetWidth, target.offsetHeight)).toBeGreaterThanOrEqual(24)
  }
  await page.viewport(800, 600)
})

test('in forced colours the thumb and the line are of the system', async () => {
  await media({ 'forced-colors': 'active' })
  const { get } = open([slider()])
  await tap(get, 0.5)
  expect(getComputedStyle(field(get)).forcedColorAdjust).toBe('none')
  expect(thumb(get)).not.toBe('0')
})
