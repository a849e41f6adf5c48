/** What the tests of friction have in common. */
import { vi } from 'vitest'
import { cdp, page } from 'vitest/browser'
import type { FrictionKind, FrictionTrigger } from '../../survey/config'
import { frames, tidy } from '../testing'

const meant = () => {}
export const before = async (): Promise<void> => {
  await page.viewport(600, 400)
  history.replaceState(null, '', '/start')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  // While somebody listens, the runner takes errors for meant.
  addEventListener('error', meant)
}
export const after = async (): Promise<void> => {
  removeEventListener('error', meant)
  await cdp().send('Input.dispatchMouseEvent', { type: 'mouseMoved', x: 0, y: 0 } as never)
  tidy()
}

export const only = (kind: FrictionKind, more: Partial<FrictionTrigger> = {}): FrictionTrigger => ({
  on: 'friction',
  kinds: [kind],
  ...more,
})
/** Real presses, without the waits of Playwright: what is disabled or covered is pressed all the same. */
export const press = async (element: Element, { times = 1, dx = 0, modifiers = 0 } = {}) => {
  const frame = (window.frameElement ?? document.body).getBoundingClientRect()
  const box = element.getBoundingClientRect()
  const at = { x: frame.x + box.x + box.width / 2, y: frame.y + box.y + box.height / 2 }
  const send = (type: string, x: number, count: number) =>
    cdp().send('Input.dispatchMouseEvent', { type, x, y: at.y, button: 'left', clickCount: count, modifiers } as never)
  for (let count = 1; count <= times; count++) {
    await send('mousePressed', at.x + dx * count, count)
    await send('mouseReleased', at.x + dx * count, count)
  }
}
export const wait = async (seconds: number) => {
  await frames(3)
  await vi.advanceTimersByTimeAsync(seconds * 1000)
  await frames(2)
}
export const on = (element: Element, type: string, fn: () => unknown) => element.addEventListener(type, fn)
