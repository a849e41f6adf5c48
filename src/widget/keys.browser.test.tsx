import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { csat, hideAll, line, nps, open, pick, several, why } from './testing'
import { words } from './words/words-en'

let before: HTMLButtonElement
let after: HTMLButtonElement
beforeEach(async () => {
  // A card: an untouched sheet has less to show.
  await page.viewport(800, 600)
  before = document.createElement('button')
  before.textContent = 'Before'
  after = document.createElement('button')
  after.textContent = 'After'
  document.body.append(before, after)
})
afterEach(() => {
  hideAll()
  document.body.replaceChildren()
  document.documentElement.dir = ''
})
const focused = (root: ShadowRoot) => root.activeElement?.getAttribute('aria-label') ?? root.activeElement?.textContent ?? ''

describe('a whole survey by keyboard alone', () => {
  test('from the page into the card, through it, and back', async () => {
    const { root, heading, saves, closed, get } = open([nps, why])
    after.focus()
    // The card is the last thing of the page.
    await userEvent.keyboard('{Tab}')
    expect(focused(root)).toBe(words.close)
    await userEvent.keyboard('{Tab}')
    expect(focused(root)).toBe('0 on a scale from 0 to 10, Not at all likely')
    await userEvent.keyboard('{End}')
    expect(focused(root)).toBe('10 on a scale from 0 to 10, Extremely likely')
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{ArrowRight}')
    expect(focused(root)).toBe('9 on a scale from 0 to 10')
    // Arrows, Home and End only moved.
    expect(saves).toEqual([])
    expect(root.querySelector('[aria-checked=true]')).toBeNull()
    await userEvent.keyboard(' ')
    await vi.waitFor(() => expect(saves).toEqual([{ answers: { nps: 9 }, state: 'answered' }]))
    expect(heading()).toBe('How likely are you to recommend us?')
    await userEvent.keyboard('{Home}{Enter}')
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ nps: 0 }))
    await userEvent.keyboard('{Tab}{Enter}')
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
    expect(root.activeElement).toBe(get('h2'))
    await userEvent.keyboard('{Tab}Slow{Tab}')
    expect(focused(root)).toBe(words.back)
    await userEvent.keyboard('{Tab}{Enter}')
    await vi.waitFor(() => expect(heading()).toBe(words.thanks))
    expect(root.activeElement).toBe(get('h2'))
    expect(saves.at(-1)).toEqual({ answers: { nps: 0, why: 'Slow' }, state: 'completed' })
    await userEvent.keyboard('{Escape}')
    expect(closed).toEqual(['completed'])
    expect(document.activeElement).toBe(after)
  })

  test('a one-line answer is sent by Enter', async () => {
    const { get, heading } = open([line])
    get('input').focus()
    await userEvent.keyboard('Calm{Enter}')
    await vi.waitFor(() => expect(heading()).toBe(words.thanks))
  })

  test('options: arrows move, Space chooses; several are separate stops', async () => {
    const one = open([pick])
    one.get('[role=radio]').focus()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}')
    expect(focused(one.root)).toBe('The advice')
    expect(one.saves).toEqual([])
    await userEvent.keyboard(' ')
    await vi.waitFor(() => expect(one.saves.at(-1)?.answers).toEqual({ pick: ['advice'] }))
    hideAll()
    const many = open([several])
    many.get('[role=checkbox]').focus()
    await userEvent.keyboard(' {Tab}{Tab} ')
    await vi.waitFor(() => expect(many.saves.at(-1)?.answers).toEqual({ several: ['welcome', 'parcel'] }))
  })
})

test('the second click of a double-click does not answer the next question', async () => {
  const { get, heading, saves } = open([{ ...csat, optional: true }, why, nps])
  await userEvent.dblClick(page.getByRole('button', { name: words.next }))
  expect(heading()).toBe('What could be better?')
  get('.back').click()
  await userEvent.dblClick(page.getByRole('radio', { name: '4 of 5, Fairly well' }))
  await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
  expect(saves).toEqual([{ answers: { csat: 4 }, state: 'answered' }])
})

describe('the one tab stop', () => {
  const stops = (all: (selector: string) => HTMLElement[]) => all('[role=radio]').flatMap((radio, i) => (radio.tabIndex === 0 ? [i] : []))

  test('is the first, follows the focus, and returns to the choice', async () => {
    const { all, get } = open([csat])
    expect(stops(all)).toEqual([0])
    get('[role=radio]').focus()
    await userEvent.keyboard('{ArrowRight}{ArrowRight}')
    expect(stops(all)).toEqual([2])
    await userEvent.keyboard(' {ArrowRight}')
    expect(stops(all)).toEqual([3])
    await userEvent.keyboard('{Tab}')
    expect(stops(all)).toEqual([2])
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}')
    expect(focused(get('h2').getRootNode() as ShadowRoot)).toBe('3 of 5, Neither well nor badly')
  })

  test('wraps at the ends', async () => {
    const { root, get } = open([csat])
    get('[role=radio]').focus()
    await userEvent.keyboard('{ArrowLeft}')
    expect(focused(root)).toBe('5 of 5, Very well')
    await userEvent.keyboard('{ArrowDown}')
    expect(focused(root)).toBe('1 of 5, Very badly')
  })

  test('mirrors in right-to-left languages', async () => {
    const { root, get } = open([{ ...csat, text: 'كيف كان؟' }], { words: { ...words, lang: 'ar' }, locales: ['ar'] })
    expect(get('section').dir).toBe('rtl')
    get('[role=radio]').focus()
    await userEvent.keyboard('{ArrowLeft}')
    expect(focused(root)).toBe('2 of 5, Fairly badly')
    await userEvent.keyboard('{ArrowRight}')
    expect(focused(root)).toBe('1 of 5, Very badly')
    await userEvent.keyboard('{ArrowDown}')
    expect(focused(root)).toBe('2 of 5, Fairly badly')
  })

  test('leaves keys with a modifier to the browser', async () => {
    const { root, get } = open([csat])
    const first = get('[role=radio]')
    first.focus()
    for (const modifier of ['altKey', 'ctrlKey', 'metaKey']) {
      const event = new KeyboardEvent('keydown', { key: 'ArrowRight', [modifier]: true, bubbles: true, cancelable: true, composed: true })
      first.dispatchEvent(event)
      expect(event.defaultPrevented).toBe(false)
    }
    expect(root.activeElement).toBe(first)
  })
})

describe('focus', () => {
  test('is not moved by opening, by a step or by the thanks while it is elsewhere', async () => {
    before.focus()
    const { all, heading } = open([csat, why])
    expect(document.activeElement).toBe(before)
    all('[role=radio]')[2]?.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }))
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
    expect(document.activeElement).toBe(before)
    hideAll()
    expect(document.activeElement).toBe(before)
  })

  test('comes back to where it came from when the card goes with it', async () => {
    const { get, card } = open([csat])
    before.focus()
    get('[role=radio]').focus()
    get('.next').focus()
    card.hide()
    expect(document.activeElement).toBe(before)
  })

  test('inside goes to the new heading; news is spoken only when it stays outside', async () => {
    const { get, heading, all, root } = open([csat, why])
    await vi.waitFor(() => expect(get('[role=status]').textContent).toBe(words.shown.replace('{{question}}', 'How did it go?')))
    all('[role=radio]')[2]?.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }))
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
    expect(get('[role=status]').textContent?.trim()).toBe('What could be better?')
    get('.back').focus()
    await userEvent.keyboard('{Enter}')
    expect(heading()).toBe('How did it go?')
    expect(root.activeElement).toBe(get('h2'))
    expect(get('[role=status]').textContent?.trim()).toBe('')
  })
})

describe('keys and the page', () => {
  test('what is typed in the card is none of the page’s shortcuts; what is typed outside is none of the card’s', async () => {
    const heard: string[] = []
    const hear = (event: KeyboardEvent) => heard.push(`${event.type} ${event.key}`)
    for (const type of ['keydown', 'keyup', 'keypress'] as const) window.addEventListener(type, hear)
    const { get, closed } = open([why])
    get('textarea').focus()
    await userEvent.keyboard('k')
    expect((get('textarea') as HTMLTextAreaElement).value).toBe('k')
    expect(heard).toEqual([])
    before.focus()
    await userEvent.keyboard('{Escape}j')
    expect(heard).toEqual(['keydown Escape', 'keyup Escape', 'keydown j', 'keypress j', 'keyup j'])
    expect(closed).toEqual([])
    for (const type of ['keydown', 'keyup', 'keypress'] as const) window.removeEventListener(type, hear)
  })

  test('Escape in the card closes it, but not while composing a character', () => {
    const { get, closed } = open([why])
    const pressEscape = (isComposing: boolean) =>
      get('textarea').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', isComposing, bubbles: true, composed: true }))
    pressEscape(true)
    expect(closed).toEqual([])
    pressEscape(false)
    expect(closed).toEqual(['dismissed'])
  })
})
