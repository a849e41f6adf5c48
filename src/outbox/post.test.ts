// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import { createPost } from './post'
import { fakeClock, settled } from './testkit'

const setup = (fetch: (url: string, init: RequestInit) => Promise<Response>) => {
  const clock = fakeClock()
  const spy = vi.fn(fetch)
  return {
    clock,
    spy,
    ...createPost({ fetch: spy as unknown as typeof globalThis.fetch, setTimeout: clock.setTimeout, clearTimeout: clock.clearTimeout }),
  }
}
const ok = async () => new Response('fine')
/** Waits for its abort, as a dead socket does. */
const hang = (_: string, init: RequestInit) =>
  new Promise<Response>((_, reject) => init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError'))))
const keepalives = (spy: ReturnType<typeof setup>['spy']) => spy.mock.calls.map(([, init]) => init.keepalive)

describe('post', () => {
  it('asks for no redirect, no credentials, and gives the whole reply', async () => {
    const { post, spy, clock } = setup(async () => new Response('body', { status: 429, headers: { 'Retry-After': '5', Date: 'x' } }))
    expect(await post('https://x/', '[]', 2, 'text/plain')).toEqual({ status: 429, text: 'body', retryAfter: '5', date: 'x' })
    expect(spy.mock.calls[0]?.[1]).toMatchObject({
      method: 'POST',
      body: '[]',
      headers: { 'content-type': 'text/plain' },
      redirect: 'error',
      credentials: 'omit',
      keepalive: true,
    })
    expect(clock.timers.size).toBe(0)
  })

  it('calls fetch as a plain function: as a method of ours it is an illegal invocation', async () => {
    const seen: unknown[] = []
    const { post } = createPost({
      fetch: function (this: unknown) {
        seen.push(this)
        return ok()
      } as typeof globalThis.fetch,
      setTimeout: () => 0,
      clearTimeout: () => {},
    })
    await post('https://x/', '', 0, 'text/plain')
    expect(seen).toEqual([undefined])
  })

  it('gives up after 10 s', async () => {
    const { post, clock } = setup(hang)
    const reply = post('https://x/', '', 0, 'text/plain')
    await clock.advance(10_000)
    expect(await reply).toBeNull()
  })

  it('reads no more of a reply than a receipt can be, and lets the rest go', async () => {
    let served = 0
    let cancelled = false
    const body = new ReadableStream({
      pull: (controller) => {
        served += 65_536
        controller.enqueue(new TextEncoder().encode('é'.repeat(32_768)))
      },
      cancel: () => {
        cancelled = true
      },
    })
    const { post } = setup(async () => new Response(body, { status: 400 }))
    const reply = await post('https://x/', '', 0, 'text/plain')
    expect(reply?.status).toBe(400)
    expect(reply?.text).toMatch(/^é+$/)
    expect(reply?.text.length).toBeGreaterThanOrEqual(131_072)
    expect([served < 1e6, cancelled]).toEqual([true, true])
  })

  it("reads the reply of a page's own fetch, which may have no stream", async () => {
    const reply = { status: 200, headers: new Headers(), text: async () => '{"results":[]}' }
    const { post } = setup(async () => reply as Response)
    expect(await post('https://x/', '', 0, 'text/plain')).toMatchObject({ status: 200, text: '{"results":[]}' })
  })

  it('half a body is no reply', async () => {
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode('{"res'))
        controller.error(new TypeError('network error'))
      },
    })
    const { post, spy } = setup(async () => new Response(body))
    expect(await post('https://x/', '', 0, 'text/plain')).toBeNull()
    expect(spy).toHaveBeenCalledTimes(1)
  })

  it('reads the body of every reply, so that the keepalive budget comes back', async () => {
    for (const status of [200, 400, 500]) {
      const response = new Response('x', { status })
      const { post } = setup(async () => response)
      await post('https://x/', '', 0, 'text/plain')
      expect(response.bodyUsed).toBe(true)
    }
  })

  it('keepalive only within 48 KiB in flight', async () => {
    const { post, spy, stop } = setup(hang)
    for (const bytes of [40 * 1024, 9 * 1024, 8 * 1024]) void post('https://x/', '', bytes, 'text/plain')
    expect(keepalives(spy)).toEqual([true, false, true])
    stop()
    await settled()
    void post('https://x/', '', 48 * 1024, 'text/plain')
    expect(keepalives(spy).at(-1)).toBe(true)
  })

  it('and only within 6 requests', () => {
    const { post, spy } = setup(hang)
    for (let i = 0; i < 7; i++) void post('https://x/', '', 1, 'text/plain')
    expect(keepalives(spy)).toEqual([true, true, true, true, true, true, false])
  })

  it('tries once without keepalive on a TypeError, which is all that an eaten budget says', async () => {
    const { post, spy } = setup(async (_, init) => {
      if (init.keepalive) throw new TypeError('Failed to fetch')
      return ok()
    })
    expect(await post('https://x/', '', 0, 'text/plain')).toMatchObject({ status: 200 })
    expect(keepalives(spy)).toEqual([true, false])
  })

  it('no more than once, and not after an abort', async () => {
    const { post, spy } = setup(() => Promise.reject(new TypeError('Failed to fetch')))
    expect(await post('https://x/', '', 0, 'text/plain')).toBeNull()
    expect(spy).toHaveBeenCalledTimes(2)
    const hung = setup(hang)
    const reply = hung.post('https://x/', '', 0, 'text/plain')
    hung.stop()
    expect(await reply).toBeNull()
    expect(hung.spy).toHaveBeenCalledTimes(1)
  })
})
