import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { MatrixQuestion } from '../../survey/config'
import { hideAll, media, open, press, why } from '../testing'
import { words } from '../words/words-en'

beforeEach(async () => {
  await media()
  await page.viewport(800, 600)
})
afterEach(() => {
  hideAll()
  document.body.replaceChildren()
})

const matrix = (change: Partial<MatrixQuestion> = {}): MatrixQuestion => ({
  id: 'm',
  type: 'matrix',
  text: 'How did each of these go?',
  rows: [
    { id: 'order', text: 'Placing the order' },
    { id: 'parcel', text: 'The delivery' },
    { id: 'help', text: 'Getting help' },
  ],
  ...change,
})
const radio = (all: (selector: string) => HTMLElement[], row: number, point: number, points = 5) =>
  all('[role=radio]')[row * points + point - 1] as HTMLElement
const inline = () => {
  const target = document.createElement('div')
  document.body.append(target)
  return target
}

test('each line is an answer of its own, from 1; a pointer’s choice never goes on by itself', async () => {
  const { all, saves, heading } = open([matrix(), why])
  press(radio(all, 0, 1))
  press(radio(all, 1, 5))
  press(radio(all, 2, 3))
  await vi.waitFor(() => expect(saves.at(-1)).toEqual({ answers: { 'm.order': 1, 'm.parcel': 5, 'm.help': 3 }, state: 'answered' }))
  expect(heading()).toBe('How did each of these go?')
  ;(all('footer button').at(-1) as HTMLElement).click()
  await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
})

test('each line is a group named by what it asks about, its points by number and label', () => {
  const { all, root } = open([matrix()])
  const groups = all('[role=radiogroup]')
  expect(groups.map((group) => root.getElementById(group.getAttribute('aria-labelledby') ?? '')?.textContent)).toEqual([
    'Placing the order',
    'The delivery',
    'Getting help',
  ])
  expect([...(groups[1]?.querySelectorAll('[role=radio]') ?? [])].map((radio) => radio.ariaLabel)).toEqual(
    words.wentWell5.map((label, i) => `${i + 1} of 5, ${label}`),
  )
})

describe('what is missing', () => {
  test('is named and marked, line by line, and the first of it has the focus', () => {
    const { all, get, root, saves } = open([matrix(), why])
    press(radio(all, 0, 4))
    ;(all('footer button').at(-1) as HTMLElement).click()
    expect(get('[role=alert]').textContent).toBe('Choose an answer on each line. Missing: The delivery and Getting help.')
    expect(all('[role=radiogroup]').map((group) => group.ariaInvalid)).toEqual(['false', 'true', 'true'])
    expect(root.activeElement).toBe(all('[role=radiogroup]')[1])
    expect(saves.length).toBe(1)
    press(radio(all, 1, 4), 0)
    expect(root.querySelector('[role=alert]')).toBeNull()
  })

  test('is nobody’s business where the question may be skipped', async () => {
    const { all, heading } = open([matrix({ optional: true }), why])
    press(radio(all, 0, 4))
    ;(all('footer button').at(-1) as HTMLElement).click()
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
  })
})

describe('by keyboard', () => {
  test('one tab stop a line; arrows move within the line and choose nothing', async () => {
    const { all, root, saves } = open([matrix()])
    const stops = () => all('[role=radio]').flatMap((radio, i) => (radio.tabIndex === 0 ? [i] : []))
    expect(stops()).toEqual([0, 5, 10])
    radio(all, 1, 1).focus()
    await userEvent.keyboard('{ArrowLeft}')
    expect(root.activeElement).toBe(radio(all, 1, 5))
    await userEvent.keyboard('{Home}{ArrowRight}')
    expect(root.activeElement).toBe(radio(all, 1, 2))
    expect(stops()).toEqual([0, 6, 10])
    expect(saves).toEqual([])
    await userEvent.keyboard(' {Tab}')
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ 'm.parcel': 2 }))
    expect(root.activeElement).toBe(radio(all, 2, 1))
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}')
    expect(root.activeElement).toBe(radio(all, 1, 2))
  })

  test('mirrors in right-to-left languages', async () => {
    const { all, root } = open([matrix()], { words: { ...words, lang: 'ar' } })
    radio(all, 2, 1).focus()
    await userEvent.keyboard('{ArrowLeft}')
    expect(root.activeElement).toBe(radio(all, 2, 2))
    expect(radio(all, 2, 2).getBoundingClientRect().left).toBeLessThan(radio(all, 2, 1).getBoundingClientRect().left)
  })
})

describe('labels', () => {
  const heads = (change: Partial<MatrixQuestion>) => {
    const { all } = open([matrix(change)])
    const found = [all('.ends span').map((label) => label.textContent), radio(all, 0, 2, change.points ?? 5).ariaLabel]
    hideAll()
    return found
  }
  test('are built in for five and seven, the team’s own, or two for the ends', () => {
    expect(heads({})).toEqual([[...words.wentWell5], '2 of 5, Fairly badly'])
    // Of seven only the ends are shown.
    expect(heads({ points: 7 })).toEqual([['Strongly disagree', '', '', '', '', '', 'Strongly agree'], '2 of 7, Disagree'])
    expect(heads({ points: 4, labels: ['No', 'Yes'] })).toEqual([['No', '', '', 'Yes'], '2 of 4'])
    expect(heads({ labels: ['No', 'Perhaps', 'Yes'], points: 3 })).toEqual([['No', 'Perhaps', 'Yes'], '2 of 3, Perhaps'])
    expect(heads({ points: 6 })).toEqual([['', '', '', '', '', ''], '2 of 6'])
  })
})

describe('where it stands', () => {
  const columns = (all: (selector: string) => HTMLElement[]) =>
    [0, 1, 2].map((row) => Math.round(radio(all, row, 3).getBoundingClientRect().left))
  const middle = (element: Element | undefined) => {
    const { left = 0, width = 0 } = element?.getBoundingClientRect() ?? {}
    return left + width / 2
  }

  test('is a table where there is room: names beside their points, labels above their columns', () => {
    const { all } = open([matrix()], { target: inline() })
    expect(new Set(columns(all)).size).toBe(1)
    const name = all('[role=radiogroup] b')[1]?.getBoundingClientRect()
    expect(name?.right).toBeLessThanOrEqual(radio(all, 1, 1).getBoundingClientRect().left)
    all('.ends span').forEach((label, i) => {
      expect(Math.abs(middle(label) - middle(radio(all, 0, i + 1)))).toBeLessThan(2)
    })
  })

  test('is one line under the other on a card, with the ends named', () => {
    const { all } = open([matrix()])
    const name = all('[role=radiogroup] b')[1]?.getBoundingClientRect()
    expect(name?.bottom).toBeLessThanOrEqual(radio(all, 1, 1).getBoundingClientRect().top)
    expect(all('.ends span').map((label) => label.checkVisibility())).toEqual([true, false, false, false, true])
  })

  test.each([5, 7])('%i points fit a phone of 320 pixels, none under 24 pixels, and 200 % text', async (points) => {
    await page.viewport(320, 640)
    const { all, get } = open([
      matrix({
        points,
        rows: [
          { id: 'a', text: 'x'.repeat(300) },
          { id: 'b', text: 'A line '.repeat(40) },
        ],
      }),
    ])
    const fits = () => expect(get('section').scrollWidth).toBeLessThanOrEqual(get('section').clientWidth)
    fits()
    for (const radio of all('[role=radio]')) expect(radio.offsetWidth).toBeGreaterThanOrEqual(24)
    expect(radio(all, 0, 1, points).offsetTop).toBe(radio(all, 0, points, points).offsetTop)
    get('section').style.fontSize = '2em'
    fits()
  })
})

test('lines are shuffled by the seed, their answers are not', async () => {
  const { all, saves } = open([matrix({ shuffle: true })], { seed: 'b' })
  expect(all('[role=radiogroup] b').map((name) => name.textContent)).not.toEqual(['Placing the order', 'The delivery', 'Getting help'])
  const at = all('[role=radiogroup] b').findIndex((name) => name.textContent === 'The delivery')
  press(radio(all, at, 2))
  await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ 'm.parcel': 2 }))
})
