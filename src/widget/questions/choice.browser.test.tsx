import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { ChoiceQuestion } from '../../survey/config'
import { hideAll, media, open, pick, press, why } from '../testing'
import { words } from '../words/words-en'

beforeEach(() => media())
afterEach(hideAll)

const options = ['price', 'speed', 'advice', 'range'].map((id) => ({ id, text: id }))
const other = { id: 'other', text: 'Something else', other: true }
const none = { id: 'none', text: 'None of these', none: true }
const choice = (change: Partial<ChoiceQuestion> = {}): ChoiceQuestion => ({
  id: 'q',
  type: 'choice',
  text: 'What made you choose us?',
  options: [...options, other, none],
  ...change,
})
const named = (all: (selector: string) => HTMLElement[], name: string) =>
  all('[aria-checked]').find((option) => option.textContent === name) as HTMLElement
const ticked = (all: (selector: string) => HTMLElement[]) => all('[aria-checked=true]').map((option) => option.textContent)

describe('one of several', () => {
  test('a pointer’s choice goes on by itself, “other” does not: it opens a field to write in', async () => {
    const { all, get, root, saves, heading } = open([choice(), why])
    press(named(all, 'Something else'))
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ q: ['other'] }))
    expect(root.activeElement).toBe(get('input'))
    await userEvent.keyboard('A poster{Enter}')
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
    expect(saves.at(-1)?.answers).toEqual({ q: ['other'], 'q.other': 'A poster' })
    get('.back').click()
    expect((get('input') as HTMLInputElement).value).toBe('A poster')
    press(named(all, 'price'))
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
    expect(saves.at(-1)?.answers).toEqual({ q: ['price'] })
  })

  test('chosen by key, “other” leaves the focus where it is, and the field is the next stop', async () => {
    const { all, get, root } = open([choice()])
    named(all, 'Something else').focus()
    await userEvent.keyboard(' ')
    expect(root.activeElement).toBe(named(all, 'Something else'))
    await userEvent.keyboard('{Tab}')
    expect(root.activeElement).toBe(get('[role=radiogroup] input'))
    expect(root.activeElement?.getAttribute('aria-label')).toBe('Tell us in a few words')
  })

  test('session recorders and password managers look away from what is written', () => {
    const { all, get } = open([choice()])
    press(named(all, 'Something else'), 0)
    expect(get('input').matches('.ph-no-capture[data-sentry-mask][data-hj-suppress][data-1p-ignore][autocomplete=off]')).toBe(true)
  })
})

describe('several', () => {
  test('the answer is in the team’s order; the text of “other” goes with it', async () => {
    const { all, get, saves, heading } = open([choice({ multiple: true }), why])
    for (const name of ['Something else', 'range', 'price']) press(named(all, name))
    ;(get('input') as HTMLInputElement).value = 'A poster'
    get('input').dispatchEvent(new InputEvent('input', { bubbles: true }))
    expect(heading()).toBe('What made you choose us?')
    get('.go').click()
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
    expect(saves.at(-1)?.answers).toEqual({ q: ['price', 'range', 'other'], 'q.other': 'A poster' })
    get('.back').click()
    press(named(all, 'Something else'))
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ q: ['price', 'range'] }))
    press(named(all, 'Something else'))
    expect((get('input') as HTMLInputElement).value).toBe('')
  })

  test('“none” takes the others back, and they take it back', async () => {
    const { all, saves } = open([choice({ multiple: true })])
    for (const name of ['price', 'speed', 'None of these']) press(named(all, name))
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ q: ['none'] }))
    press(named(all, 'advice'))
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ q: ['advice'] }))
  })

  test('too many are refused, and the limit, which stood there before, is said aloud', async () => {
    const { all, get, root, saves } = open([choice({ multiple: true, max: 2 })])
    expect(get('#l').textContent?.trim()).toBe('Choose up to 2 answers.')
    for (const name of ['price', 'speed', 'advice']) press(named(all, name))
    expect(ticked(all)).toEqual(['price', 'speed'])
    expect(get('[role=alert]').textContent?.trim()).toBe('Choose up to 2 answers.')
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ q: ['price', 'speed'] }))
    press(named(all, 'price'))
    expect(root.querySelector('[role=alert]')).toBeNull()
    press(named(all, 'None of these'))
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ q: ['none'] }))
  })

  test('too few are no answer yet; to go on is refused with how many it takes', async () => {
    const { all, get, root, saves, heading } = open([choice({ multiple: true, min: 2 }), why])
    get('.next').click()
    expect(get('[role=alert]').textContent).toBe('Choose at least 2 answers.')
    expect(root.activeElement).toBe(named(all, 'price'))
    press(named(all, 'price'))
    expect(ticked(all)).toEqual(['price'])
    expect(saves).toEqual([])
    get('.next').click()
    expect(get('[role=alert]').textContent).toBe('Choose at least 2 answers.')
    press(named(all, 'range'))
    await vi.waitFor(() => expect(saves).toEqual([{ answers: { q: ['price', 'range'] }, state: 'answered' }]))
    expect(root.querySelector('[role=alert]')).toBeNull()
    press(named(all, 'price'))
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({}))
    press(named(all, 'None of these'))
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ q: ['none'] }))
    get('.go').click()
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
  })

  test('a question that may be skipped says nothing of a minimum as long as nothing is chosen', async () => {
    const { get, heading } = open([choice({ multiple: true, min: 2, optional: true }), why])
    get('.next').click()
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
  })

  test('a minimum above what there is does not lock anybody in', async () => {
    const { all, get, heading } = open([choice({ multiple: true, min: 9, options }), why])
    for (const { id } of options) press(named(all, id))
    get('.go').click()
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
  })
})

describe('the order', () => {
  const shown = (seed: string) => {
    const { all } = open([choice({ shuffle: true })], { seed })
    const order = all('[aria-checked]').map((option) => option.textContent)
    hideAll()
    return order
  }
  test('is the same for all of one showing, and another for another; “other” and “none” keep their places', () => {
    const orders = [...'abcdefgh'].map((seed) => shown(seed).join())
    expect(new Set(orders).size).toBeGreaterThan(2)
    expect(shown('a').join()).toBe(orders[0])
    for (const order of orders) expect(order).toMatch(/,Something else,None of these$/)
  })

  test('does not change with a choice, and the answer does not follow it', async () => {
    const { all, saves } = open([choice({ shuffle: true, multiple: true })], { seed: 'd' })
    const before = all('[aria-checked]').map((option) => option.textContent)
    for (const option of all('[aria-checked]').slice(0, 4)) press(option)
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ q: ['price', 'speed', 'advice', 'range'] }))
    expect(all('[aria-checked]').map((option) => option.textContent)).toEqual(before)
  })
})

describe('a long list', () => {
  const countries = ['Austria', 'Belgium', 'Bulgaria', 'Côte d’Ivoire', 'Czechia', 'Denmark', 'Estonia', 'France', 'Germany']
  const long = choice({ options: [...countries.map((text, i) => ({ id: `c${i}`, text })), other] })
  const names = (all: (selector: string) => HTMLElement[]) => all('[aria-checked]').map((option) => option.textContent)

  test('has a field that narrows it down; capitals and diacritics do not matter; how many are left is said', async () => {
    const { all, get } = open([long])
    expect(get('input').getAttribute('aria-label')).toBe('Narrow the list down')
    await userEvent.fill(get('input'), 'IVO cote')
    expect(names(all)).toEqual(['Côte d’Ivoire', 'Something else'])
    expect(get('[role=status]').textContent).toBe('1 option')
    await userEvent.fill(get('input'), 'e')
    expect(get('[role=status]').textContent).toBe('8 options')
    await userEvent.fill(get('input'), 'zzz')
    expect(names(all)).toEqual(['Something else'])
    expect(get('input + p').textContent).toBe('0 options')
  })

  test('what is chosen stays chosen and in sight', async () => {
    const { all, get, saves } = open([{ ...long, multiple: true }])
    press(named(all, 'Estonia'))
    await userEvent.fill(get('input'), 'fra')
    expect(names(all)).toEqual(['Estonia', 'France', 'Something else'])
    press(named(all, 'France'))
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ q: ['c6', 'c7'] }))
  })

  test('Enter and the arrow lead from the field into the list, where arrows move as ever; Escape empties the field first', async () => {
    const { all, get, root, closed, saves } = open([long])
    get('input').focus()
    await userEvent.keyboard('b{Enter}')
    expect(root.activeElement).toBe(named(all, 'Belgium'))
    await userEvent.keyboard('{ArrowDown}')
    expect(root.activeElement).toBe(named(all, 'Bulgaria'))
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    expect(root.activeElement).toBe(named(all, 'Belgium'))
    expect(saves).toEqual([])
    get('input').focus()
    await userEvent.keyboard('{ArrowDown}')
    expect(root.activeElement).toBe(named(all, 'Belgium'))
    await userEvent.keyboard(' ')
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ q: ['c1'] }))
    get('input').focus()
    await userEvent.keyboard('{Escape}')
    expect(names(all).length).toBe(10)
    expect(closed).toEqual([])
    await userEvent.keyboard('{Escape}')
    expect(closed).toEqual(['left'])
  })

  test('the field does not move while somebody types in it', async () => {
    const { get } = open([long])
    const { top } = get('input').getBoundingClientRect()
    await userEvent.fill(get('input'), 'cz')
    expect(get('input').getBoundingClientRect().top).toBe(top)
  })

  test('eight have none, unless the team wants one', () => {
    expect(open([choice({ options: long.options.slice(0, 8) })]).root.querySelector('input')).toBeNull()
    hideAll()
    expect(open([choice({ display: 'filter' })]).root.querySelector('input')).not.toBeNull()
    hideAll()
    expect(open([{ ...long, display: 'list' }]).root.querySelector('input')).toBeNull()
  })
})

test('chips stand side by side', () => {
  const { all } = open([choice({ display: 'chips', multiple: true })])
  const tops = all('[aria-checked]').map((option) => option.getBoundingClientRect().top)
  expect(tops[0]).toBe(tops[1])
})

test('labels of 300 characters and long words wrap inside the card', () => {
  const { all, get } = open([choice({ options: [{ id: 'a', text: 'A reason '.repeat(33) }, { id: 'b', text: 'x'.repeat(300) }, other] })])
  const { right } = get('section').getBoundingClientRect()
  for (const option of all('[aria-checked]')) expect(option.getBoundingClientRect().right).toBeLessThan(right)
  expect(get('section').scrollWidth).toBeLessThanOrEqual(get('section').clientWidth)
})

test('where one is enough, the card says that one is missing', () => {
  const { get } = open([pick])
  get('.next').click()
  expect(get('[role=alert]').textContent).toBe(words.errorChoose)
})
