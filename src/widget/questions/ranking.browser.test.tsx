import { afterEach, describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { hideAll, open, press, rank, why } from '../testing'

afterEach(hideAll)

const shown = (all: (selector: string) => HTMLElement[]) => all('li span').map((item) => item.textContent)
const button = (all: (selector: string) => HTMLElement[], name: string) =>
  all('button').find((button) => (button.ariaLabel ?? button.textContent) === name) as HTMLButtonElement
const asShown = ['Price', 'Speed of delivery', 'Advice', 'Range of goods']
/** The card’s own, not the question’s. */
const goOn = (all: (selector: string) => HTMLElement[]) => (all('footer button').at(-1) as HTMLElement).click()

describe('buttons', () => {
  test('move an item, say where it is now, and keep the focus', async () => {
    const { all, get, root, saves } = open([rank, why])
    expect(shown(all)).toEqual(asShown)
    button(all, 'Move up: Advice').focus()
    await userEvent.keyboard('{Enter}')
    expect(shown(all)).toEqual(['Price', 'Advice', 'Speed of delivery', 'Range of goods'])
    await vi.waitFor(() => expect(get('[role=status]').textContent).toBe('Advice: now 2 of 4'))
    expect(saves.at(-1)?.answers).toEqual({ rank: ['price', 'advice', 'speed', 'range'] })
    expect(root.activeElement).toBe(button(all, 'Move up: Advice'))
    await userEvent.keyboard(' ')
    await vi.waitFor(() => expect(get('[role=status]').textContent).toBe('Advice: now 1 of 4'))
    // At the top there is no further up.
    expect(button(all, 'Move up: Advice').disabled).toBe(true)
    expect(root.activeElement).toBe(button(all, 'Move down: Advice'))
    await userEvent.keyboard('{Enter}{Enter}{Enter}')
    await vi.waitFor(() => expect(get('[role=status]').textContent).toBe('Advice: now 4 of 4'))
    expect(root.activeElement).toBe(button(all, 'Move up: Advice'))
    expect(saves.at(-1)?.answers).toEqual({ rank: ['price', 'speed', 'range', 'advice'] })
  })
})

describe('the order it comes in', () => {
  test('is no answer: to go on is refused until something was moved or it was accepted', async () => {
    const { all, get, saves, heading } = open([rank, why])
    goOn(all)
    expect(get('[role=alert]').textContent).toBe('Put them in your order, or say that this one is right.')
    expect(saves).toEqual([])
    press(button(all, 'This order is right'), 0)
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ rank: ['price', 'speed', 'advice', 'range'] }))
    expect(heading()).toBe('What matters most to you?')
    goOn(all)
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
  })

  test('accepted by a pointer, goes on by itself', async () => {
    const { all, heading } = open([rank, why])
    press(button(all, 'This order is right'))
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
  })

  test('accepted by a key, keeps the focus', async () => {
    const { all, root, saves } = open([rank, why])
    button(all, 'This order is right').focus()
    await userEvent.keyboard('{Enter}')
    await vi.waitFor(() => expect(saves.length).toBe(1))
    expect(root.activeElement).toBe(button(all, 'This order is right'))
    expect(root.activeElement?.ariaDisabled).toBe('true')
  })

  test('may be left where the question may be skipped', async () => {
    const { all, heading, saves } = open([{ ...rank, optional: true }, why])
    goOn(all)
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
    expect(saves).toEqual([])
  })

  test('is the visitor’s own when the question comes back, here or on another page', () => {
    const { all } = open([rank], { answers: {} })
    expect(shown(all)).toEqual(asShown)
    hideAll()
    const back = open([rank, why], { answers: { rank: ['range', 'price', 'advice', 'speed'] } })
    back.get('.back').click()
    expect(shown(back.all)).toEqual(['Range of goods', 'Price', 'Advice', 'Speed of delivery'])
  })

  test('is shuffled by the seed, the same each time it is drawn', () => {
    const orders = [...'abcdefgh'].map((seed) => {
      const { all, card } = open([{ ...rank, shuffle: true } as typeof rank], { seed })
      const before = shown(all)
      card.update()
      expect(shown(all)).toEqual(before)
      hideAll()
      return before.join()
    })
    expect(new Set(orders).size).toBeGreaterThan(2)
  })
})

describe('dragging', () => {
  const handle = (all: (selector: string) => HTMLElement[], i: number) => all('li p')[i] as HTMLElement
  const middle = (element: HTMLElement) => {
    const { left, top, height } = element.getBoundingClientRect()
    return { x: left + 15, y: top + height / 2 }
  }
  const point = (element: HTMLElement, type: string, at: { x: number; y: number }) =>
    element.dispatchEvent(
      new PointerEvent(type, { pointerId: 1, isPrimary: true, bubbles: true, composed: true, clientX: at.x, clientY: at.y }),
    )
  /** A pointer as far as a page can make one: capture is the browser’s, so it is counted here. */
  const grab = (all: (selector: string) => HTMLElement[], i: number) => {
    const item = handle(all, i)
    item.setPointerCapture = () => {}
    item.releasePointerCapture = () => {
      point(item, 'lostpointercapture', { x: 0, y: 0 })
    }
    const from = middle(item)
    item.parentElement?.focus()
    point(item, 'pointerdown', from)
    return {
      to: (j: number) =>
        point(item, 'pointermove', { x: from.x, y: from.y + middle(handle(all, j)).y - middle(handle(all, i)).y + (j > i ? 1 : -1) }),
      move: (y: number) => point(item, 'pointermove', { x: from.x, y: from.y + y }),
      drop: () => {
        point(item, 'pointerup', from)
        point(item, 'lostpointercapture', from)
      },
      cancel: () => {
        point(item, 'pointercancel', from)
        point(item, 'lostpointercapture', from)
      },
    }
  }

  test('an item goes where it is let go, and the others make room by transforms alone', async () => {
    const { all, get, saves } = open([rank, why])
    await vi.waitFor(() => expect(get('[role=status]').textContent).not.toBe(''))
    const heights = all('li').map((item) => item.offsetTop)
    const held = grab(all, 0)
    held.move(all('li')[2]?.offsetTop as number)
    expect(all('li').map((item) => item.offsetTop)).toEqual(heights)
    expect(all('li').map((item) => item.style.translate !== '')).toContain(true)
    expect(saves).toEqual([])
    held.drop()
    await vi.waitFor(() => expect(saves.length).toBe(1))
    expect(all('li').every((item) => item.style.translate === '')).toBe(true)
    expect(shown(all).indexOf('Price')).toBeGreaterThan(0)
    await vi.waitFor(() => expect(get('[role=status]').textContent).toMatch(/^Price: now \d of 4$/))
  })

  test.each([
    [0, 2, ['speed', 'advice', 'price', 'range']],
    [3, 0, ['range', 'price', 'speed', 'advice']],
    [1, 2, ['price', 'advice', 'speed', 'range']],
  ])('from %i to %i', async (from, to, expected) => {
    const { all, saves } = open([rank, why])
    const held = grab(all, from)
    held.to(to)
    held.drop()
    await vi.waitFor(() => expect(saves.at(-1)?.answers).toEqual({ rank: expected }))
  })

  test('Escape drops it back and the card stays; so does a pointer the browser takes away; a press alone is no answer', async () => {
    const { all, saves, closed } = open([rank])
    const held = grab(all, 0)
    held.to(3)
    await userEvent.keyboard('{Escape}')
    held.drop()
    expect(shown(all)).toEqual(asShown)
    const taken = grab(all, 1)
    taken.to(3)
    taken.cancel()
    const pressed = grab(all, 2)
    pressed.drop()
    expect(shown(all)).toEqual(asShown)
    expect(all('li').every((item) => item.style.translate === '')).toBe(true)
    expect(saves).toEqual([])
    expect(closed).toEqual([])
    // Nothing is held any more: now it does.
    await userEvent.keyboard('{Escape}')
    expect(closed).toEqual(['dismissed'])
  })
})
