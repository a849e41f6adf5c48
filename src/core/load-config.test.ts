import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Config } from '../survey/config'
import { parsed, readConfig } from './load-config'

const config: Config = { version: 1, surveys: [] }
const text = '{"version":1,"surveys":[]}'
afterEach(() => {
  document.body.replaceChildren()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})
const inline = (id: string, content: string) => {
  const script = document.createElement('script')
  script.type = 'application/json'
  script.id = id
  script.textContent = content
  document.body.append(script)
}
/** Answers each request in turn: a text with 200, a status, or a network error. */
const serve = (...answers: (string | number | Error)[]) => {
  const fetch = vi.fn(async (_: string, __?: RequestInit) => {
    const answer = answers.shift()
    if (answer instanceof Error) throw answer
    return typeof answer === 'number' ? new Response('no', { status: answer }) : new Response(answer)
  })
  vi.stubGlobal('fetch', fetch)
  return { fetch, caches: () => fetch.mock.calls.map(([, init]) => init?.cache ?? 'default') }
}

describe('an object', () => {
  test('is the configuration itself', async () => expect(await readConfig(config)).toBe(config))
})

describe('#id of an inline script', () => {
  test('its text, as it is', async () => {
    inline('peakend-config', `\n ${text} `)
    expect(await readConfig('#peakend-config')).toBe(`\n ${text} `)
  })
  test('text that is no JSON is for others to judge', async () => {
    inline('c', '{ broken')
    expect(await readConfig('#c')).toBe('{ broken')
  })
  test('none there: nothing', async () => expect(await readConfig('#missing')).toBeUndefined())
  test('waits until the document is parsed', async () => {
    const state = vi.spyOn(document, 'readyState', 'get').mockReturnValue('loading')
    let found: unknown = 'waiting'
    const reading = readConfig('#late').then((text) => {
      found = text
    })
    await new Promise((resolve) => setTimeout(resolve))
    expect(found).toBe('waiting')
    inline('late', text)
    state.mockRestore()
    document.dispatchEvent(new Event('DOMContentLoaded', { bubbles: true }))
    window.dispatchEvent(new Event('DOMContentLoaded'))
    await reading
    expect(found).toBe(text)
  })
})

describe('a URL', () => {
  test('its text, unread', async () => {
    const { fetch } = serve(text)
    expect(await readConfig('/v1/config')).toBe(text)
    expect(fetch).toHaveBeenCalledTimes(1)
    expect(fetch.mock.calls[0]?.[0]).toBe('/v1/config')
  })
  test('text that is no JSON is passed through', async () => {
    serve('<h1>hello')
    expect(await readConfig('/v1/config')).toBe('<h1>hello')
  })
  test.each<[string, string | number | Error]>([
    ['404', 404],
    ['500', 500],
    ['no network', new TypeError('offline')],
  ])('%s: the cached one', async (_, failure) => {
    const { caches } = serve(failure, text)
    expect(await readConfig('/v1/config')).toBe(text)
    expect(caches()).toEqual(['default', 'force-cache'])
  })
  test.each<[string, string | number | Error]>([
    ['404', 404],
    ['no network', new TypeError('offline')],
  ])('%s, and nothing cached: an error', async (_, failure) => {
    const { fetch } = serve(failure, failure)
    await expect(readConfig('/v1/config')).rejects.toThrow()
    expect(fetch).toHaveBeenCalledTimes(2)
  })
  test('the error says what was expected and got', async () => {
    serve(404, 404)
    await expect(readConfig('/v1/config')).rejects.toThrow(/\/v1\/config: expected 200, got 404/)
  })
})

describe('parsed', () => {
  test.each(['interactive', 'complete'] as const)('at once when the document is %s', async (state) => {
    vi.spyOn(document, 'readyState', 'get').mockReturnValue(state)
    await parsed()
  })
})
