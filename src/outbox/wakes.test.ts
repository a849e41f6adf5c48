// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import { watchWakes } from './wakes'

class Channel {
  static all: Channel[] = []
  onmessage: ((event: MessageEvent) => void) | null = null
  constructor(readonly name: string) {
    Channel.all.push(this)
  }
  postMessage() {
    for (const other of Channel.all) if (other !== this && other.name === this.name) other.onmessage?.({} as MessageEvent)
  }
  close() {
    Channel.all = Channel.all.filter((each) => each !== this)
  }
}
const tab = (more: object = { BroadcastChannel: Channel }) => {
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  const window = Object.assign(new EventTarget(), { document, ...more })
  const calls: string[] = []
  const deps = {
    project: 'p',
    wake: (urgent?: boolean) => void calls.push(urgent ? 'wake!' : 'wake'),
    hide: () => void calls.push('hide'),
    show: () => void calls.push('show'),
    close: () => void calls.push('close'),
  }
  vi.restoreAllMocks()
  const add = vi.spyOn(EventTarget.prototype, 'addEventListener')
  const remove = vi.spyOn(EventTarget.prototype, 'removeEventListener')
  const { stop, ping } = watchWakes(window, deps)
  const say = (target: EventTarget, type: string) => {
    calls.length = 0
    target.dispatchEvent(new Event(type))
    return calls
  }
  return { window, document, calls, stop, ping, say, add, remove }
}

describe('watchWakes', () => {
  it('wakes when the network is back (urgently), on becoming visible and after the back/forward cache', () => {
    const { window, document, say, stop } = tab()
    expect(say(window, 'online')).toEqual(['wake!'])
    expect(say(document, 'visibilitychange')).toEqual(['show', 'wake'])
    expect(say(window, 'pageshow')).toEqual(['wake'])
    stop()
  })

  it('sends before it lets go: hidden, then gone', () => {
    const { window, document, say, stop } = tab()
    document.visibilityState = 'hidden'
    expect(say(document, 'visibilitychange')).toEqual(['hide'])
    expect(say(window, 'pagehide')).toEqual(['hide', 'close'])
    expect(say(document, 'freeze')).toEqual(['close'])
    stop()
  })

  it('wakes the other tabs of the project, not itself', () => {
    const a = tab()
    const b = tab()
    a.calls.length = b.calls.length = 0
    a.ping()
    expect([a.calls, b.calls]).toEqual([[], ['wake']])
    a.stop()
    b.stop()
  })

  it('keeps no channel in the cache, and opens one again', () => {
    const { window, say, stop } = tab()
    expect(Channel.all).toHaveLength(1)
    say(window, 'pagehide')
    expect(Channel.all).toHaveLength(0)
    say(window, 'pageshow')
    say(window, 'pageshow')
    expect(Channel.all).toHaveLength(1)
    stop()
  })

  it('stop leaves nothing', () => {
    const { window, document, calls, stop, add, remove } = tab()
    stop()
    expect(remove.mock.calls.length).toBe(add.mock.calls.length)
    calls.length = 0
    for (const type of ['online', 'pagehide', 'pageshow']) window.dispatchEvent(new Event(type))
    for (const type of ['visibilitychange', 'freeze', 'resume']) document.dispatchEvent(new Event(type))
    expect(calls).toEqual([])
    expect(Channel.all).toHaveLength(0)
    vi.restoreAllMocks()
  })

  it('does without a channel where there is none', () => {
    const { window, say, ping, stop } = tab({})
    expect(() => ping()).not.toThrow()
    expect(say(window, 'pagehide')).toEqual(['hide', 'close'])
    stop()
  })
})
