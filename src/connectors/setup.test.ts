import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { hearChat } from './chats/talk'
import * as tawk from './chats/tawk'
import { CONNECTORS } from './names'
import { connect, type Setup } from './setup'
import * as ga4 from './shops/ga4'
import { aPage, page } from './testing'

const here = (path: string) => join(process.cwd(), path)
const all: (() => unknown)[] = []
const chunks: Record<string, unknown> = { 'connect-tawk': tawk, 'connect-ga4': ga4, 'connect-chat': { hearChat } }
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}))
afterEach(() => {
  for (const stop of all.splice(0)) stop()
  delete page['dataLayer']
  vi.restoreAllMocks()
})
const begin = async (names: string, more: Partial<Setup> = {}) => {
  const { around, tracked } = aPage()
  const load = vi.fn((name: string) => Promise.resolve(chunks[name]))
  const fail = vi.fn<(code: string, error: unknown) => void>()
  const stops: (() => unknown)[] = []
  connect(names, { ...around, options: {}, load: load as unknown as Setup['load'], stops, fail, ...more })
  all.push(...stops)
  await new Promise((resolve) => setTimeout(resolve))
  return {
    tracked,
    stops,
    loaded: load.mock.calls.map(([name]) => name),
    problems: fail.mock.calls.map(([code, error]) => [code, `${error}`]),
  }
}
const chat = () => {
  for (const type of ['tawkChatMessageVisitor', 'tawkChatEnded']) window.dispatchEvent(new CustomEvent(type))
}

describe('data-connect', () => {
  test('names, parted by spaces: each is a chunk, and what chats have in common one more', async () => {
    const { tracked, loaded, problems } = await begin(' tawk  ga4:shopLayer\ntawk ')
    chat()
    ;(page['shopLayer'] as unknown[]).push({ event: 'purchase', ecommerce: { transaction_id: 'A-1' } })
    delete page['shopLayer']
    expect(loaded.sort()).toEqual(['connect-chat', 'connect-ga4', 'connect-tawk'])
    expect(tracked.map(([event]) => event)).toEqual(['chat_started', 'chat_ended', 'order_completed'])
    expect(problems).toEqual([])
  })
  test('consent platforms are passed over: the consent chunk hears them', async () => {
    const { loaded, problems } = await begin('didomi:c:peakend-x7 consent-mode own tcf ga4')
    expect([loaded, problems]).toEqual([['connect-ga4'], []])
  })
  test('a name that nothing has is told, with the one that was meant; the others start', async () => {
    const { loaded, problems } = await begin('intercomm ga4 constructor')
    expect(loaded).toEqual(['connect-ga4'])
    expect(problems.map(([code]) => code)).toEqual(['unknown-connector', 'unknown-connector'])
    expect(problems[0]?.[1]).toContain('got intercomm. Did you mean "intercom"?')
  })
  test('where nobody takes it, the window hears of it', async () => {
    const heard: unknown[] = []
    const hear = (event: Event) => heard.push((event as CustomEvent<{ code: string }>).detail.code)
    addEventListener('peakend:error', hear)
    const { handle } = aPage().around
    connect('nonsense', { handle, options: {}, load: (() => {}) as unknown as Setup['load'], stops: [] })
    removeEventListener('peakend:error', hear)
    expect(heard).toEqual(['unknown-connector'])
  })
  test('one that cannot start, or whose chunk cannot be had, takes no other down', async () => {
    const broken = {
      connect: () => {
        throw Error('theirs')
      },
    }
    const load = (name: string) =>
      name === 'connect-segment' ? Promise.reject(null) : Promise.resolve(name === 'connect-shopify' ? broken : chunks[name])
    const { tracked, problems } = await begin('segment shopify tawk', { load: load as unknown as Setup['load'] })
    chat()
    expect(tracked).toHaveLength(2)
    expect(problems).toEqual([['connect-failed', 'Error: theirs']])
  })
  test('destroy() ends them, also those whose chunk is still on its way', async () => {
    const { tracked, stops } = await begin('tawk')
    for (const stop of stops) stop()
    chat()
    expect(tracked).toEqual([])

    let arrive: (chunk: unknown) => void = () => {}
    const load = () => new Promise((resolve) => (arrive = resolve))
    const late = await begin('ga4', { load: load as unknown as Setup['load'] })
    for (const stop of late.stops) stop()
    arrive(ga4)
    await new Promise((resolve) => setTimeout(resolve))
    expect(page).not.toHaveProperty('dataLayer')
  })
})

test('every connector has a page, and the pages name no other', () => {
  const index = readFileSync(here('docs/connectors.md'), 'utf8')
  const pages = CONNECTORS.map((name) => (name.startsWith('to-') ? 'tags' : name))
  expect(pages.filter((name) => !existsSync(here(`docs/connectors/${name}.md`)))).toEqual([])
  expect(CONNECTORS.filter((name) => !index.includes(`\`${name}\``))).toEqual([])
  for (const name of CONNECTORS) {
    const text = readFileSync(here(`docs/connectors/${name.startsWith('to-') ? 'tags' : name}.md`), 'utf8')
    expect(text).toContain(`data-connect="${name}`)
    expect(text, 'A page says what it was written by.').toMatch(/https:\/\//)
  }
})
