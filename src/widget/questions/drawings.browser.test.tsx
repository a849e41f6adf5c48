import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { Display, Question } from '../../survey/config'
import { hideAll, media, open, press } from '../testing'
import { words } from '../words/words-en'
import { drawings } from './drawings'

beforeEach(() => media())
afterEach(async () => {
  hideAll()
  document.documentElement.style.fontSize = ''
  await page.viewport(800, 600)
  await media()
})

const ends = ['Not at all', 'Very much']
const scale = (display: Display, points: number, labels?: string[]): Question => ({
  id: 'd',
  type: 'rating',
  text: 'How was the parcel?',
  display,
  points,
  ...(labels && { labels }),
})
const all = ['numbers', 'faces', 'stars', 'hearts', 'thumbs'] as const
const counts = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
/** What of the card is not within it. */
const clipped = ({ get, all }: ReturnType<typeof open>) => {
  const card = get('section').getBoundingClientRect()
  const outside = all('[role=radio], svg, .ends span').filter((element) => {
    const { left, right } = element.getBoundingClientRect()
    return left < card.left || right > card.right
  })
  return [outside.length, get('section').scrollWidth - get('section').clientWidth]
}

describe.each(all)('%s in a sheet of 320 px', (display) => {
  test.each(counts)('%d points stand in one row, each large enough, none clipped', async (points) => {
    await page.viewport(320, 640)
    const card = open([scale(display, points, ends)])
    const boxes = card.all('[role=radio]').map((radio) => radio.getBoundingClientRect())
    expect(boxes).toHaveLength(points)
    expect(new Set(boxes.map(({ top }) => Math.round(top))).size).toBe(1)
    expect(Math.min(...boxes.flatMap(({ width, height }) => [width, height]))).toBeGreaterThanOrEqual(24)
    expect(clipped(card)).toEqual([0, 0])
    for (const end of ends) expect(card.get('div').textContent).toContain(end)
  })

  test('at twice the size of text nothing is clipped', async () => {
    await page.viewport(320, 640)
    for (const points of [2, 5, 11]) {
      const card = open([scale(display, points, ends)])
      card.get('section').style.fontSize = '200%'
      expect(clipped(card)).toEqual([0, 0])
      hideAll()
    }
  })
})

test('each drawn point is named by its label or its number; without labels the ends show their numbers', () => {
  for (const display of ['stars', 'hearts', 'thumbs'] as const) {
    const bare = open([scale(display, 4)])
    expect(bare.all('[role=radio]').map((radio) => radio.ariaLabel)).toEqual(['1 of 4', '2 of 4', '3 of 4', '4 of 4'])
    expect(bare.all('.ends span').map((end) => end.textContent)).toEqual(['1', '4'])
    hideAll()
    const named = open([scale(display, 4, ends)])
    expect(named.all('[role=radio]').map((radio) => radio.ariaLabel)).toEqual([
      '1 of 4, Not at all',
      '2 of 4',
      '3 of 4',
      '4 of 4, Very much',
    ])
    expect(named.all('.ends span').map((end) => end.textContent)).toEqual(ends)
    hideAll()
  }
})

test('two points have their labels below them', () => {
  const { all } = open([scale('thumbs', 2, ['No', 'Yes'])])
  expect(all('[role=radio]').map((radio) => radio.textContent)).toEqual(['No', 'Yes'])
  expect(all('.ends')).toEqual([])
})

test('stars and hearts are filled up to the choice, of thumbs the chosen one alone', () => {
  const filled = (display: Display) => {
    const { all } = open([scale(display, 5, ends)])
    press(all('[role=radio]')[3] as HTMLElement, 0)
    const found = all('[role=radio] svg').map((svg) => getComputedStyle(svg).fill !== 'none')
    hideAll()
    return found
  }
  expect(filled('stars')).toEqual([true, true, true, true, false])
  expect(filled('hearts')).toEqual([true, true, true, true, false])
  expect(filled('thumbs')).toEqual([false, false, false, true, false])
})

test('thumbs of the lower half point down, of the upper half up, in the very middle aside', () => {
  const shapes = (count: number) => Array.from({ length: count }, (_, i) => drawings.path('thumbs', i, count))
  const [down, up] = shapes(2)
  expect(down).not.toBe(up)
  expect(shapes(4)).toEqual([down, down, up, up])
  const [, aside] = shapes(3)
  expect([down, up]).not.toContain(aside)
  expect(shapes(5)).toEqual([down, down, aside, up, up])
})

test('every drawing stays in its box', () => {
  for (const display of ['stars', 'hearts', 'thumbs'])
    for (const i of [0, 1, 2])
      for (const at of drawings.path(display, i, 3).match(/[\d.]+/g) ?? []) {
        expect(Number(at)).toBeGreaterThanOrEqual(1)
        expect(Number(at)).toBeLessThanOrEqual(23)
      }
})

test('in forced colours what is chosen is of the system’s highlight, and what is not is an outline', async () => {
  await media({ 'forced-colors': 'active' })
  document.documentElement.style.setProperty('--peakend-accent', '#b8975a')
  const { all } = open([scale('stars', 5, ends)])
  press(all('[role=radio]')[1] as HTMLElement, 0)
  const probe = document.createElement('p')
  probe.style.cssText = 'forced-color-adjust:none;color:Highlight'
  document.body.append(probe)
  expect(all('[role=radio] svg').map((svg) => getComputedStyle(svg).fill)).toEqual([
    ...Array(2).fill(getComputedStyle(probe).color),
    'none',
    'none',
    'none',
  ])
  probe.remove()
  document.documentElement.removeAttribute('style')
})

test('in right-to-left languages the worst is at the right', () => {
  const { all } = open([scale('thumbs', 2, ['No', 'Yes'])], { words: { ...words, lang: 'ar' } })
  const [worst, best] = all('[role=radio]').map((radio) => radio.getBoundingClientRect().left)
  expect(worst).toBeGreaterThan(best as number)
})
