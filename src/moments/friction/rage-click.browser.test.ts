import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { friction } from '../friction'
import { goTo, put, watch } from '../testing'
import { isRage, type Press } from './rage-click'
import { after, before, only, press } from './testing'

beforeEach(before)
afterEach(after)

describe('rage-click', () => {
  test('three presses in one place, once a page', async () => {
    const get = put('<button style="width:200px">Pay</button>')
    const { met, happened } = watch(friction, [only('rage-click'), only('rage-click')])
    await press(get('button'), { times: 2 })
    expect(met()).toEqual([])
    await press(get('button'))
    expect(met()).toEqual(['rage-click 0 1'])
    expect(happened.mock.calls[0]?.[0]).toEqual({ type: 'friction', name: 'rage-click' })
    await press(get('button'), { times: 6 })
    expect(met()).toHaveLength(1)
    await goTo('/next')
    await press(get('button'), { times: 3 })
    expect(met()).toHaveLength(2)
  })
  test('on what is disabled too', async () => {
    const get = put('<button disabled>Pay</button>')
    const { met } = watch(friction, [only('rage-click')])
    await press(get('button'), { times: 3 })
    expect(met()).toEqual(['rage-click 0'])
  })
  test.each([
    ['in a field', '<input id="a">'],
    ['in a choice', '<select id="a"><option>1</select>'],
    ['in a drawing or a game', '<canvas id="a"></canvas>'],
    ['in our own card', '<peakend-card id="a" style="display:block;height:50px">How did it go?</peakend-card>'],
    ['to select a paragraph', '<p id="a">Some words to be copied.</p>'],
  ])('not %s', async (_, html) => {
    const get = put(html)
    const { happened } = watch(friction, [only('rage-click')])
    await press(get('#a'), { times: 4 })
    expect(happened).not.toHaveBeenCalled()
  })
  test('not across the page, not by keys, not by scripts', async () => {
    const get = put('<button style="width:500px">Pay</button>')
    const { happened } = watch(friction, [only('rage-click')])
    await press(get('button'), { times: 4, dx: 40 })
    get('button').focus()
    await userEvent.keyboard('{Enter}{Enter}{Enter}{Enter}')
    for (let times = 4; times; times--) {
      get('button').click()
      get('button').dispatchEvent(new PointerEvent('pointerup', { bubbles: true }))
    }
    expect(happened).not.toHaveBeenCalled()
  })

  const aPress = fc.record({ x: fc.nat(500), y: fc.nat(500), at: fc.nat(5000) })
  test('property: fewer than three, or one second, or 30 pixels exceeded, is no rage', () => {
    fc.assert(fc.property(fc.array(aPress, { maxLength: 2 }), (presses) => !isRage(presses)))
    fc.assert(
      fc.property(fc.tuple(aPress, aPress, aPress), (presses) => {
        const [a, b, c] = presses.sort((one, other) => one.at - other.at) as [Press, Press, Press]
        const isNear = Math.hypot(a.x - c.x, a.y - c.y) <= 30 && Math.hypot(b.x - c.x, b.y - c.y) <= 30
        return isRage([a, b, c]) === (isNear && c.at - a.at <= 1000)
      }),
    )
  })
  test('property: what came before the last three does not matter', () => {
    const near = fc.tuple(aPress, fc.array(fc.nat(10), { minLength: 3, maxLength: 3 }))
    fc.assert(
      fc.property(fc.array(aPress), near, (before, [{ x, y, at }, moved]) =>
        isRage([...before, ...moved.map((by, index) => ({ x: x + by, y, at: at + index * 400 }))]),
      ),
    )
  })
})
