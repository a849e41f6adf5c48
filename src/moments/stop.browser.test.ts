import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { Trigger } from '../survey/config'
import { dwell } from './dwell'
import { exit } from './exit'
import { friction } from './friction'
import { idle } from './idle'
import { returning } from './returning'
import { scroll } from './scroll'
import { countLeft, frames, goTo, put, setHidden, tidy, watch } from './testing'
import type { LazyWatch } from './types'
import { visible } from './visible'

beforeEach(() => {
  history.replaceState(null, '', '/start')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(tidy)

const each: readonly (readonly [string, LazyWatch<never>, Trigger])[] = [
  ['visible, seen', visible, { on: 'visible', selector: '#there', seconds: 60 }],
  ['visible, missing', visible, { on: 'visible', selector: '#missing', path: '*#*' }],
  ['scroll', scroll, { on: 'scroll' }],
  ['exit', exit, { on: 'exit' }],
  ['dwell', dwell, { on: 'dwell', seconds: 60 }],
  ['idle', idle, { on: 'idle', seconds: 60 }],
  ['friction', friction, { on: 'friction', selector: '#missing' }],
  ['returning', returning, { on: 'returning' }],
]

describe.each(each)('%s', (_, watcher, trigger) => {
  const start = (...triggers: Trigger[]) => watch(watcher as LazyWatch<Trigger>, triggers)

  test('leaves nothing after its stop: no listener, observer or timer, and stops again without harm', async () => {
    const get = put('<button id="there">x</button>')
    const left = countLeft()
    const { stop } = start(trigger)
    await frames()
    get('#there').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
    expect(left()).not.toEqual([])
    stop()
    await frames()
    expect([left(), vi.getTimerCount()]).toEqual([[], 0])
    expect(stop).not.toThrow()
  })
  test('the same over pages, hidden and shown', async () => {
    put('<button id="there">x</button>')
    const left = countLeft()
    const { stop } = start(trigger)
    await frames()
    await goTo('/next')
    setHidden(true)
    await goTo('/more')
    setHidden(false)
    await frames()
    const once = left().length
    await goTo('/last')
    await frames()
    expect(left()).toHaveLength(once)
    stop()
    expect([left(), vi.getTimerCount()]).toEqual([[], 0])
  })
  test('hears of no page after its stop', async () => {
    const { stop } = start(trigger)
    stop()
    const left = countLeft()
    await goTo('/next')
    await frames()
    expect([left(), vi.getTimerCount()]).toEqual([[], 0])
  })
})

test('friction stops in the middle of a click that is judged', async () => {
  const get = put('<button>x</button>')
  const left = countLeft()
  const { stop, happened } = watch(friction, [{ on: 'friction' }])
  const before = left().length
  await userEvent.click(get('button'))
  expect(left().length).toBeGreaterThan(before)
  stop()
  expect([left(), vi.getTimerCount()]).toEqual([[], 0])
  vi.advanceTimersByTime(9000)
  expect(happened).not.toHaveBeenCalled()
})
