import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { aMemory, aPage, page } from '../testing'
import * as chatwoot from './chatwoot'
import * as crisp from './crisp'
import * as iadvize from './iadvize'
import * as tawk from './tawk'
import { aCrisp, read, type Vendor, vendors } from './testing'

const stops: (() => void)[] = []
beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2027-03-01T10:00:00Z') }))
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
  for (const name of vendors.flatMap(({ globals }) => globals)) delete page[name]
  vi.useRealTimers()
  expect(read.splice(0), 'What visitors write is never read.').toEqual([])
})
const begin = (vendor: Vendor, more: Parameters<typeof aPage>[0] = {}) => {
  const { start, tracked } = aPage(more)
  const stop = start(vendor.connect)
  stops.push(stop)
  return { tracked, stop }
}
const play = (acts: ReturnType<Vendor['load']>, visit: Vendor['visit'], id = 1) => {
  for (const [act, seconds] of visit) {
    vi.advanceTimersByTime(seconds * 1000)
    acts[act]?.(id)
  }
}
const ended = (tracked: ReturnType<typeof begin>['tracked']) =>
  tracked.filter(([event]) => event === 'chat_ended').map(([, props]) => props)

describe.each(vendors)('$name', (vendor) => {
  const { load, visit, end, globals, hasIds } = vendor
  const told = (id = 1) => {
    const last = (value: unknown) => (hasIds ? { conversation_id: `${value}`.replace(/1$/, `${id}`) } : {})
    const name = last(end['conversation_id'])
    return [
      ['chat_started', name],
      ['chat_ended', { ...end, ...name }],
    ]
  }
  test('a chat that was had: what the vendor tells of it, and nothing else', async () => {
    const acts = load()
    const { tracked } = begin(vendor)
    await vi.advanceTimersByTimeAsync(0)
    play(acts, visit)
    expect(tracked).toEqual(told())
  })
  test('it may come after us, within minutes or at a touch of the page', async () => {
    const first = begin(vendor)
    await vi.advanceTimersByTimeAsync(60_000)
    const acts = load()
    await vi.advanceTimersByTimeAsync(64_000)
    play(acts, visit)
    expect(first.tracked).toEqual(told())
    if (!globals[0]) return
    first.stop()
    for (const name of globals) delete page[name]

    const second = begin(vendor)
    await vi.advanceTimersByTimeAsync(600_000)
    expect(vi.getTimerCount(), 'Nobody looks for ever.').toBe(0)
    const late = load()
    window.dispatchEvent(new Event('blur'))
    await vi.advanceTimersByTimeAsync(0)
    play(late, visit)
    expect(second.tracked).toEqual(told())
  })
  test('its end is told once; what follows it is another one', async () => {
    const acts = load()
    const { tracked } = begin(vendor)
    await vi.advanceTimersByTimeAsync(0)
    const over = visit.at(-1)?.[0] ?? ''
    acts[over]?.(1)
    expect(tracked).toEqual([])
    play(acts, visit)
    acts[over]?.(1)
    acts[over]?.(1)
    expect(tracked).toEqual(told())
    if (!hasIds) return
    play(acts, visit, 2)
    expect(tracked).toEqual([...told(), ...told(2)])
  })
  test('after the stop nothing is heard, nothing waits, and nothing of ours is left', async () => {
    const acts = load()
    const before = globals.map((name) => page[name])
    const { tracked, stop } = begin(vendor)
    await vi.advanceTimersByTimeAsync(0)
    stop()
    play(acts, visit)
    expect(tracked).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
    // Its queue has become an object meanwhile.
    if (vendor.name !== 'crisp') expect(globals.map((name) => page[name])).toEqual(before)
    expect(() => stop()).not.toThrow()
  })
  test('a script of that name that is something else is left alone', async () => {
    for (const [name] of globals.map((name) => [name])) page[`${name}`] = Object.freeze({})
    const { tracked, start } = aPage()
    try {
      stops.push(start(vendor.connect))
    } catch {
      // What starts it tells of this.
    }
    await vi.advanceTimersByTimeAsync(200_000)
    expect(tracked).toEqual([])
  })
})

test('property: whatever the order, no conversation ends twice or without having begun, and nothing is thrown', async () => {
  const step = fc.record({
    act: fc.nat(),
    id: fc.integer({ min: 1, max: 3 }),
    seconds: fc.integer({ min: 0, max: 900 }),
    junk: fc.anything(),
    leave: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...vendors),
      fc.array(step, { maxLength: 40 }),
      fc.constantFrom([], ['5']),
      async (vendor, steps, args) => {
        const { memory } = aMemory()
        const { start, tracked } = aPage({ memory })
        const acts = vendor.load()
        const names = Object.keys(acts)
        let stop = start(vendor.connect, args)
        await vi.advanceTimersByTimeAsync(0)
        for (const { act, id, seconds, junk, leave } of steps) {
          await vi.advanceTimersByTimeAsync(seconds * 1000)
          acts[names[act % names.length] ?? '']?.(id, junk)
          // The page is left, and the conversation goes on on the next one; those of Crisp would find it loaded.
          if (leave && vendor.name !== 'crisp') {
            stop()
            stop = start(vendor.connect, args)
          }
        }
        await vi.advanceTimersByTimeAsync(3_600_000)
        stop()
        const open = new Set<unknown>()
        const over = new Set<unknown>()
        for (const [event, { conversation_id: id }] of tracked) {
          if (event === 'chat_started') open.add(id)
          else {
            expect(open.has(id)).toBe(true)
            expect(over.has(id)).toBe(false)
            if (id === undefined) open.delete(id)
            else over.add(id)
          }
        }
        for (const name of vendor.globals) delete page[name]
      },
    ),
    { numRuns: 150 },
  )
})

describe('what all of them have in common', () => {
  const wrote = (type: string) => void window.dispatchEvent(new CustomEvent(type))
  const talking = () => {
    wrote('tawkChatMessageVisitor')
    wrote('tawkChatMessageAgent')
  }
  test('a greeting before the first word, and a last word after the end, are no conversation', () => {
    const { start, tracked } = aPage()
    stops.push(start(tawk.connect))
    wrote('tawkChatMessageAgent')
    wrote('tawkChatEnded')
    expect(tracked).toEqual([])
    talking()
    wrote('tawkChatEnded')
    wrote('tawkChatMessageAgent')
    wrote('tawkChatEnded')
    expect(tracked.map(([event]) => event)).toEqual(['chat_started', 'chat_ended'])
  })
  test('closing the window while an answer is waited for is no end', () => {
    const { start, tracked } = aPage()
    stops.push(start(chatwoot.connect))
    const message = (type: number) =>
      window.dispatchEvent(new CustomEvent('chatwoot:on-message', { detail: { message_type: type, conversation_id: 9 } }))
    const close = () => window.dispatchEvent(new CustomEvent('chatwoot:closed'))
    message(0)
    close()
    message(1)
    message(0)
    close()
    expect(ended(tracked)).toEqual([])
    message(1)
    close()
    expect(ended(tracked)).toEqual([{ conversation_id: '9', visitor_messages: 2, replies: 2, length_seconds: 0 }])
    // It goes on: a question that waits for a quiet moment must not come in between.
    message(0)
    expect(tracked.at(-1)).toEqual(['chat_started', { conversation_id: '9' }])
    message(1)
    close()
    expect(ended(tracked)).toHaveLength(1)
  })
  test('silence after a reply is an end where the team says so, as long as the conversation was until then', () => {
    const { start, tracked } = aPage()
    stops.push(start(tawk.connect, ['10']))
    talking()
    vi.advanceTimersByTime(9 * 60_000)
    wrote('tawkChatMessageVisitor')
    vi.advanceTimersByTime(60 * 60_000)
    expect(ended(tracked), 'Nobody has answered.').toEqual([])
    wrote('tawkChatMessageAgent')
    vi.advanceTimersByTime(10 * 60_000)
    expect(ended(tracked)).toEqual([{ visitor_messages: 2, replies: 2, length_seconds: 69 * 60 }])
  })
  test('it goes on over a page load, as far as the visitor has agreed', () => {
    const { memory, text } = aMemory()
    const first = aPage({ memory })
    const stop = first.start(tawk.connect)
    talking()
    stop()
    vi.advanceTimersByTime(60_000)
    const second = aPage({ memory })
    stops.push(second.start(tawk.connect))
    talking()
    wrote('tawkChatEnded')
    expect(first.tracked).toEqual([['chat_started', {}]])
    expect(second.tracked).toEqual([['chat_ended', { visitor_messages: 2, replies: 2, length_seconds: 60 }]])
    expect(text().length).toBeLessThan(200)
  })
  test.each([null, 3, 'x', [null], [['']], [['', null]], { a: 1 }])('what nobody wrote into storage stops nothing: %j', (kept) => {
    const memory = { get: () => ({ chats: { tawk: kept } as never }), set() {} }
    const { start, tracked } = aPage({ memory })
    stops.push(start(tawk.connect))
    talking()
    expect(tracked).toEqual([['chat_started', {}]])
  })
  test('a day later it is another one', () => {
    const { memory } = aMemory()
    const first = aPage({ memory })
    first.start(tawk.connect)()
    stops.push(first.start(tawk.connect))
    talking()
    vi.advanceTimersByTime(25 * 3_600_000)
    const second = aPage({ memory })
    stops.push(second.start(tawk.connect))
    wrote('tawkChatEnded')
    expect(second.tracked).toEqual([])
  })
})

describe('Crisp, which calls one function an event', () => {
  const started = (args?: readonly string[]) => {
    const fail = vi.fn()
    const { start, tracked } = aPage({ fail })
    const stop = start(crisp.connect, args)
    stops.push(stop)
    return { tracked, stop, fail }
  }
  test.each(['before us', 'before Crisp has loaded', 'when Crisp has loaded'])(
    'those of the page, set %s, are called, and go on after us',
    (when) => {
      const theirs = vi.fn()
      const loaded = aCrisp()
      page['$crisp'] = []
      const set = () => (page['$crisp'] as { push(command: unknown): void }).push(['on', 'message:sent', theirs])
      if (when === 'before us') set()
      const { tracked, stop } = started()
      if (when === 'before Crisp has loaded') set()
      loaded.load()
      if (when === 'when Crisp has loaded') set()
      loaded.fire('message:sent', 'their argument')
      expect(theirs.mock.calls).toEqual([['their argument']])
      expect(tracked).toHaveLength(1)
      stop()
      loaded.fire('message:sent', 'again')
      expect(theirs).toHaveBeenCalledTimes(2)
      expect(loaded.heard).toEqual({ 'message:sent': theirs, 'message:received': undefined, 'chat:closed': undefined })
      expect(tracked).toHaveLength(1)
    },
  )
  test('one that the page takes off is called no longer; ours is', () => {
    const theirs = vi.fn()
    const loaded = aCrisp()
    page['$crisp'] = [['on', 'message:sent', theirs]]
    const { tracked } = started()
    loaded.load()
    ;(page['$crisp'] as { push(command: unknown): void }).push(['off', 'message:sent'])
    loaded.fire('message:sent')
    expect(theirs).not.toHaveBeenCalled()
    expect(tracked).toHaveLength(1)
  })
  test('other commands pass as they are, and what they give back too', () => {
    const push = vi.fn(() => 'theirs')
    page['$crisp'] = { push, get: () => 's' }
    started(['alone'])
    push.mockClear()
    expect((page['$crisp'] as { push(command: unknown): unknown }).push(['do', 'chat:open'])).toBe('theirs')
    expect(push.mock.calls).toEqual([[['do', 'chat:open']]])
  })
  test('loaded before us: nothing is replaced, and it is told; unless the page has none of its own', () => {
    const theirs = vi.fn()
    const loaded = aCrisp()
    page['$crisp'] = [['on', 'message:sent', theirs]]
    loaded.load()
    const { fail, tracked } = started()
    loaded.fire('message:sent')
    expect(theirs).toHaveBeenCalledTimes(1)
    expect(tracked).toEqual([])
    expect(fail.mock.calls[0]?.[0]).toBe('connect-late')
    const second = started(['alone'])
    loaded.fire('message:sent')
    expect(second.tracked).toEqual([['chat_started', { conversation_id: 'session-1' }]])
  })
})

test('iAdvize: what the page has set is called first, with what it was called with, and may throw', () => {
  const theirs = vi.fn(() => {
    throw Error('theirs')
  })
  const callbacks: Record<string, (told: unknown) => unknown> = { onChatStarted: theirs }
  page['iAdvizeCallbacks'] = callbacks
  const { start, tracked } = aPage()
  const stop = start(iadvize.connect)
  expect(() => callbacks['onChatStarted']?.({ conversationId: 'c' })).toThrow('theirs')
  expect(theirs.mock.calls).toEqual([[{ conversationId: 'c' }]])
  expect(tracked).toEqual([['chat_started', { conversation_id: 'c' }]])
  stop()
  expect(page['iAdvizeCallbacks']).toEqual({ onChatStarted: theirs })
})
