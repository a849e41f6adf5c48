import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { slot } from './slot'
import { aVisit, countLeft, frames, goTo, put, tell, tidy, watch } from './testing'

beforeEach(async () => {
  await page.viewport(600, 400)
  history.replaceState(null, '', '/start')
})
afterEach(tidy)

const trigger = { on: 'slot' } as const
const place = (survey = '0') => `<peakend-slot survey="${survey}" style="display:block;height:240px"></peakend-slot>`
const gap = (height: number) => `<p style="margin:0;height:${height}px">Text</p>`
/** What the widget and the gates do, as a slot sees it. */
const fill = (find: (selector: string) => HTMLElement) => {
  const card = document.createElement('peakend-card')
  find('peakend-slot').append(card)
  return card
}
/** What any script of the page may say. */
const pretend = (detail: unknown) => dispatchEvent(new CustomEvent('peakend:suppressed', { detail }))
const isFolded = (find: (selector: string) => HTMLElement) => getComputedStyle(find('peakend-slot')).display === 'none'

describe('the survey a slot names is called for', () => {
  test('when it comes into view, once', async () => {
    put(`${gap(900)}${place('1')}${gap(900)}`)
    const { met, happened } = watch(slot, [trigger, trigger])
    await frames()
    expect(met()).toEqual([])
    scrollTo(0, 600)
    await frames()
    expect(met()).toEqual(['1 1'])
    expect(happened.mock.calls[0]?.[0]).toEqual({ type: 'slot', name: '1' })
    scrollTo(0, 0)
    await frames()
    scrollTo(0, 600)
    await frames()
    expect(met()).toEqual(['1 1'])
  })
  test('also one that comes later, after a client-side navigation, or is given another survey', async () => {
    const { met } = watch(slot, [trigger, trigger, trigger])
    await frames()
    put(place('0'))
    await frames()
    expect(met()).toEqual(['0 0'])
    document.body.replaceChildren()
    await goTo('/next')
    const find = put(place('1'))
    await frames()
    expect(met()).toEqual(['0 0', '1 1'])
    find('peakend-slot').setAttribute('survey', '2')
    await frames()
    expect(met()).toEqual(['0 0', '1 1', '2 2'])
  })
  test('not where the slot is not displayed, or names no survey that there is', async () => {
    put(
      '<peakend-slot survey="0" style="display:none"></peakend-slot><peakend-slot></peakend-slot><peakend-slot survey="9"></peakend-slot>',
    )
    const { met } = watch(slot, [trigger])
    await frames()
    expect(met()).toEqual([])
  })
})

describe('its room is given up', () => {
  test('when the question is over, once it is off screen, above too', async () => {
    const find = put(`${gap(900)}${place()}${gap(1500)}`)
    watch(slot, [trigger])
    scrollTo(0, 800)
    await frames()
    const card = fill(find)
    await frames()
    card.remove()
    await frames()
    expect(isFolded(find)).toBe(false)
    scrollTo(0, 1300)
    await frames()
    expect(isFolded(find)).toBe(true)
  })
  test('when it is not to be asked, while it is below the window', async () => {
    const find = put(`${gap(300)}${place()}${gap(1500)}`)
    watch(slot, [trigger])
    await frames()
    tell('another')
    tell('0')
    await frames()
    expect(isFolded(find)).toBe(false)
    scrollTo(0, 200)
    await frames()
    expect(isFolded(find)).toBe(false)
    put('')
    scrollTo(0, 0)
    await page.viewport(600, 250)
    await frames()
    expect(isFolded(find)).toBe(true)
  })
  test('not because another script says that it is not asked, nor does it throw into that script', async () => {
    const find = put(`${place()}${gap(2000)}`)
    watch(slot, [trigger])
    await frames()
    const failed = vi.fn()
    addEventListener('error', failed)
    for (const detail of [{ survey: '0' }, null, 7]) pretend(detail)
    pretend({
      get survey() {
        throw new Error('trap')
      },
    })
    scrollTo(0, 900)
    await frames()
    removeEventListener('error', failed)
    expect(isFolded(find)).toBe(false)
    expect(failed).not.toHaveBeenCalled()
  })
  test('when no survey of that name is there', async () => {
    const find = put(`${place('9')}${gap(2000)}`)
    watch(slot, [trigger])
    await frames()
    scrollTo(0, 900)
    await frames()
    expect(isFolded(find)).toBe(true)
  })
  test('never while it waits, or its card is there', async () => {
    const find = put(`${place()}${gap(2000)}`)
    watch(slot, [trigger])
    await frames()
    scrollTo(0, 900)
    await frames()
    expect(isFolded(find)).toBe(false)
    fill(find)
    await frames()
    tell('0')
    scrollTo(0, 0)
    await frames()
    scrollTo(0, 900)
    await frames()
    expect(isFolded(find)).toBe(false)
  })
  test('and nothing that is looked at moves: no layout shift', async () => {
    const shifts: number[] = []
    const find = put(`${gap(900)}${place()}${gap(2500)}`)
    await frames()
    const observer = new PerformanceObserver((list) =>
      shifts.push(...list.getEntries().map((entry) => (entry as PerformanceEntry & { value: number }).value)),
    )
    observer.observe({ type: 'layout-shift' })
    watch(slot, [trigger])
    scrollTo(0, 800)
    await frames()
    const card = fill(find)
    await frames()
    card.remove()
    scrollTo(0, 1500)
    await frames(12)
    const text = find('p:last-child').getBoundingClientRect().top
    expect(isFolded(find)).toBe(true)
    await frames(12)
    expect(find('p:last-child').getBoundingClientRect().top).toBe(text)
    observer.disconnect()
    expect(shifts).toEqual([])
  })
})

test('stopped, it leaves nothing behind and hears nothing more', async () => {
  const left = countLeft()
  const { stop, met } = watch(slot, [trigger])
  await frames()
  stop()
  expect(left()).toEqual([])
  put(place())
  await frames()
  expect(met()).toEqual([])
})

test.each([
  [
    'refuse to observe',
    {
      IntersectionObserver: class {
        observe() {
          throw Error('of the page')
        }
        disconnect() {}
        unobserve() {}
      },
    },
  ],
] as const)(
  'observers of the page that %s: it is told, nothing is thrown into the page, nothing stays behind',
  async (_, { IntersectionObserver }) => {
    vi.stubGlobal('IntersectionObserver', IntersectionObserver)
    const thrown = vi.fn()
    addEventListener('error', thrown)
    const around = aVisit()
    const { met } = watch(slot, [trigger], around)
    await frames()
    put('<peakend-slot survey="0"></peakend-slot>')
    await frames()
    expect(around.fail).toHaveBeenCalledExactlyOnceWith('internal', expect.objectContaining({ message: 'of the page' }))
    expect([met(), thrown.mock.calls]).toEqual([[], []])
    removeEventListener('error', thrown)
    vi.unstubAllGlobals()
  },
)
