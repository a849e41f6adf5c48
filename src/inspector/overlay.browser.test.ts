import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Showing } from '../survey/clocks'
import { asked, make, media, mistakes, open, outbox, passes, stopAll } from './testing'
import type { Tab } from './words'
import { fr } from './words-fr'

beforeEach(async () => {
  await media()
  await page.viewport(900, 700)
  document.title = 'A shop'
  document.documentElement.lang = 'en'
})
afterEach(async () => {
  stopAll()
  document.body.replaceChildren()
  await media()
})

const two = [make('checkout'), make('chat', { trigger: { on: 'event', name: 'chat_ended', delaySeconds: 90 } })]
const checkoutAsked = { gates: ({ id }: { id: string }) => (id === 'checkout' ? [passes, asked] : [passes]) }
const go = (get: (selector: string) => HTMLElement, tab: Tab) => get(`#tab-${tab}`).click()

describe('surveys', () => {
  test('each says where it stands in one line; unfolded it shows every gate with what was compared', () => {
    const { get } = open(two, checkoutAsked)
    const line = (id: string) => get(`[data-survey=${id}] summary`).textContent
    expect(line('checkout')).toBe('checkoutDoes not show: Asked 12 days ago; waits 30 days before asking again.')
    expect(line('chat')).toBe('chatMay show when chat_ended is tracked')
    get('[data-survey=checkout] summary').click()
    return vi.waitFor(() => {
      const gates = [...get('[data-survey=checkout] .gates').children].map(({ textContent }) => textContent)
      expect(gates[0]).toBe('enabledPasses Switched on.')
      expect(gates[1]).toMatch(/^frequencyRefuses Asked 12 days ago; .*every-days · asked 10\/11\/2026, .* · days 30$/)
    })
  })
  test('what happens changes it, by itself', async () => {
    let gates = [passes]
    const { get, tell } = open(two, { gates: () => gates })
    gates = [asked]
    tell('dismissed', { survey: 'checkout', response: 'r' })
    await vi.waitFor(() => expect(get('[data-survey=checkout]').dataset['standing']).toBe('no'))
  })
  test('focus on the page changes it, too', async () => {
    const input = document.createElement('input')
    document.body.append(input)
    const typing = { gate: 'quiet', pass: false, code: 'typing', text: 'The visitor is typing.' }
    const { get } = open(two, { gates: () => (document.activeElement === input ? [passes, typing] : [passes]) })
    input.focus()
    await vi.waitFor(() => expect(get('[data-survey=chat]').dataset['standing']).toBe('busy'))
    input.blur()
    await vi.waitFor(() => expect(get('[data-survey=chat]').dataset['standing']).toBe('may'))
  })
  test('consent, which no event tells, changes it within a moment', async () => {
    let level: 'none' | 'session' = 'none'
    const refused = { gate: 'consent', pass: false, code: 'no-consent', text: 'Consent is missing.' }
    const { get, text } = open(two, { level: () => level, gates: () => [level === 'none' ? refused : passes] })
    expect(text()).toContain('no consent')
    level = 'session'
    await vi.waitFor(() => expect(get('[data-survey=chat]').dataset['standing']).toBe('may'), { timeout: 5000 })
    expect(text()).not.toContain('no consent')
  })
  test('a delay counts down while it is looked at', async () => {
    const t = Date.now() + 90_000
    const { get } = open(two, { due: () => [{ s: 'chat', i: 0, m: { type: 'event', name: 'chat_ended' }, t }] })
    const line = () => get('[data-survey=chat] summary').textContent
    const before = line()
    expect(before).toMatch(/^chatWaiting: Its delay runs: 1 min (29|30) s left\.$/)
    await vi.waitFor(() => expect(line()).not.toBe(before), { timeout: 5000 })
  })
  test('“show now” shows it as a test', async () => {
    const { get, shown } = open(two)
    get('[data-survey=chat] summary').click()
    await vi.waitFor(() => get('[data-survey=chat] .do').click())
    await vi.waitFor(() => expect(get('[role=status]').textContent).toBe('chat is shown.'))
    expect(shown).toEqual(['chat'])
  })
  test('one with a mistake is out of use and says why', async () => {
    const { get } = open([two[0] as never], {
      mistakes: async () => mistakes,
      config: () => ({ version: 1, surveys: two }),
    })
    await vi.waitFor(() =>
      expect(get('[data-survey=chat]').textContent).toBe('chatOut of use: surveys[1].touchpoint: expected "t", got "x".'),
    )
  })
})

describe('moments', () => {
  test('as they happen, with whom they call for; and the one that was probably meant', async () => {
    const { get, tell, root } = open(two)
    go(get, 'moments')
    tell('moment', { type: 'event', name: 'chat_ended', props: { messages: 4 } })
    tell('moment', { type: 'event', name: 'orderComplete' })
    tell('suppressed', { survey: 'chat', gates: [{ gate: 'consent', pass: false, code: 'no-consent' }] })
    await vi.waitFor(() => expect(root.querySelectorAll('.events > li')).toHaveLength(4))
    const lines = [...root.querySelectorAll('.events > li')].map(({ textContent }) => textContent?.replace(/^[\d:]+/, ''))
    expect(lines.slice(0, 3)).toEqual([
      'not shownchatBecause of no-consent.',
      'eventorderCompleteno survey listens',
      'eventchat_endedmessages: 4calls for chat',
    ])
    expect(get('[data-event=order_completed]').textContent).toBe(
      'order_completed For checkoutorderComplete was seen. Did you mean that one? Only the form of a word differs.',
    )
    expect(root.querySelector('[data-event=chat_ended]')).toBeNull()
    expect(get('#tab-moments b').textContent).toBe('1')
  })
  test('the visit so far is copied as the simulator reads it, by hand where the browser forbids it', async () => {
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValueOnce(new Error('not allowed'))
    const { get, tell, root } = open(two)
    tell('moment', { type: 'event', name: 'chat_ended', props: { messages: 4 } })
    go(get, 'moments')
    const copy = [...root.querySelectorAll<HTMLElement>('.do')].find(({ textContent }) => textContent === 'Copy the visit')
    copy?.click()
    await vi.waitFor(() => get('.by-hand textarea'))
    const { visits } = JSON.parse((get('.by-hand textarea') as HTMLTextAreaElement).value)
    expect(visits).toMatchObject([
      { consent: 'persistent', moments: [{ type: 'page' }, { type: 'event', name: 'chat_ended', props: { messages: 4 } }] },
    ])
    write.mockResolvedValueOnce()
    copy?.click()
    await vi.waitFor(() => expect(get('[role=status]').textContent).toBe('Copied.'))
    expect(root.querySelector('.by-hand')).toBeNull()
    write.mockRestore()
  })
})

test('a visit records whether the page was quiet, and nothing of what is typed into the inspector', async () => {
  const input = document.createElement('input')
  document.body.append(input)
  const typing = { gate: 'quiet', pass: false, code: 'typing', text: 'The visitor is typing.' }
  const { get, tell, kept, root } = open(two, {
    gates: () => (document.activeElement === document.body ? [passes] : [passes, typing]),
  })
  const seen = () => vi.waitFor(() => expect(get('[data-survey=chat]').dataset['standing']).toBe('busy'))
  input.focus()
  await seen()
  input.blur()
  await vi.waitFor(() => expect(get('[data-survey=chat]').dataset['standing']).toBe('may'))
  get('#tab-surveys').focus()
  tell('moment', { type: 'event', name: 'x' })
  await seen()
  expect(root.activeElement?.id).toBe('tab-surveys')
  dispatchEvent(new Event('pagehide'))
  const { moments } = kept() as { moments: { type: string; name: string }[] }
  expect(moments.filter(({ type }) => type === 'quiet').map(({ name }) => name)).toEqual(['typing', ''])
})

test('the outbox: what waits, what was refused and why, where to read about it, and who this is', async () => {
  const { get, root, text, tell } = open(two, { outbox: async () => outbox })
  go(get, 'outbox')
  tell('delivered', { response: 'r-1', revision: 1, endpoint: '/v1/responses' })
  await vi.waitFor(() => expect(get('[data-record=r-2]').textContent).toContain('422 Too long At most 2,000 characters.'))
  expect(get('[data-record=r-2] a').getAttribute('href')).toBe('https://example.com/problems/too-long')
  expect(get('[data-record=r-1]').textContent).toMatch(/checkout answered, revision 2test$/)
  expect(get('[data-type=delivered]').textContent).toMatch(/deliveredr-1:1\/v1\/responses$/)
  expect(text()).toContain('persistent, by the option “consent”')
  expect(text()).toContain('0192e4a0…')
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValueOnce()
  const [copy] = [...root.querySelectorAll<HTMLElement>('.do')].filter(({ textContent }) => textContent === 'Copy the report')
  copy?.click()
  await vi.waitFor(() => expect(get('[role=status]').textContent).toBe('Copied.'))
  expect(JSON.parse(`${write.mock.calls[0]?.[0]}`)).toMatchObject({
    peakend: '1.0.0',
    respondent: '0192e4a0…',
    consent: { level: 'persistent', origin: 'option' },
    surveys: [{ id: 'checkout', standing: 'may' }, { id: 'chat' }],
    dead: [{ id: 'r-2', refused: { main: { status: 422 } } }],
  })
  write.mockRestore()
})

test('what was refused says by which endpoint, and is sent again once its cause was mended', async () => {
  let isRefused = true
  const retry = vi.fn(async () => {
    isRefused = false
  })
  const { get, root, text } = open(two, { outbox: async () => (isRefused ? outbox : { pending: [], dead: [], shown: [] }), retry })
  go(get, 'outbox')
  await vi.waitFor(() => expect(get('[data-record=r-2]').textContent).toContain('main 422 Too long'))
  const [again] = [...root.querySelectorAll<HTMLElement>('.do')].filter(({ textContent }) => textContent === 'Try again')
  again?.click()
  await vi.waitFor(() => expect(text()).not.toContain('Refused for good'))
  expect(retry).toHaveBeenCalledTimes(1)
})

test('what becomes of a card that is closed without an answer is seen, though no event tells', async () => {
  let shown: Showing = { id: 'r-1', s: 'checkout', t: 1_764_000_000_000 }
  const { get, text } = open(two, { latest: () => shown, outbox: async () => ({ pending: [], dead: [], shown: [shown] }) })
  go(get, 'outbox')
  await vi.waitFor(() => expect(text()).toContain('checkout without an answer so far'))
  shown = { ...shown, o: 'ignored' }
  await vi.waitFor(() => expect(text()).toContain('checkout ignored'), { timeout: 5000 })
})

test('mistakes and advice, with their paths', async () => {
  const { get, text } = open(two, { mistakes: async () => mistakes })
  go(get, 'config')
  await vi.waitFor(() => expect(text()).toContain('surveys[1].touchpoint unknown-touchpointexpected "t", got "x".'))
  expect(text()).toContain('Advicesurveys[0] shared-trigger')
  expect(get('#tab-config b').textContent).toBe('1')
})

describe('trying things', () => {
  test('another day, other personas, another device: a banner says so until reality is back', async () => {
    const { get, root, pretence, text } = open(two)
    go(get, 'trial')
    const press = (label: string) =>
      [...root.querySelectorAll<HTMLElement>('.do')].find(({ textContent }) => textContent === label)?.click()
    press('+30 days')
    await vi.waitFor(() => expect(get('.flag').textContent).toContain('What shows now is a test.'))
    press('+7 days')
    expect(pretence()).toEqual({ laterMs: 37 * 864e5 })
    const persona = [...root.querySelectorAll<HTMLLabelElement>('.check')].find(({ textContent }) => textContent === 'newcomer')
    persona?.click()
    const device = get('#device') as HTMLSelectElement
    device.value = 'mobile'
    device.dispatchEvent(new Event('change', { bubbles: true }))
    expect(pretence()).toEqual({ laterMs: 37 * 864e5, personas: ['newcomer'], context: { device: 'mobile' } })
    await vi.waitFor(() => expect(get('.flag').textContent).toContain('newcomer · Phone'))
    press('Back to reality')
    await vi.waitFor(() => expect(text()).not.toContain('Pretending'))
    expect(pretence()).toBeUndefined()
  })
  test('a moment is fired as a trial; properties that are none are refused with an example', async () => {
    const { get, root, pretence, tracked } = open(two)
    go(get, 'trial')
    const fire = () => [...root.querySelectorAll<HTMLElement>('.do')].find(({ textContent }) => textContent === 'Track it')?.click()
    await userEvent.fill(get('#props'), '[1]')
    fire()
    await vi.waitFor(() => expect(get('[role=alert]').textContent).toContain('{"order_id": "A-1"}'))
    expect(tracked).toEqual([])
    await userEvent.fill(get('#props'), '{"order_id": "A-7"}')
    fire()
    expect(tracked).toEqual([['order_completed', { order_id: 'A-7' }]])
    expect(pretence()).toEqual({})
    await vi.waitFor(() => expect(get('.flag').textContent).toContain('trials'))
  })
})

describe('a guest on the page', () => {
  test('opening and news leave the focus where it is, and what is typed in it is not for the page', async () => {
    const input = document.createElement('input')
    document.body.append(input)
    input.focus()
    const { get, tell } = open(two)
    tell('moment', { type: 'event', name: 'chat_ended' })
    await vi.waitFor(() => expect(get('[data-survey=chat]')).toBeTruthy())
    expect(document.activeElement).toBe(input)
    go(get, 'trial')
    const heard: string[] = []
    const listener = (event: KeyboardEvent) => heard.push(event.key)
    addEventListener('keydown', listener)
    get('#props').focus()
    await userEvent.keyboard('a')
    input.focus()
    await userEvent.keyboard('b{Escape}')
    removeEventListener('keydown', listener)
    expect(heard).toEqual(['b', 'Escape'])
  })
  test('tabs by arrows; minimised and back, the focus goes along', async () => {
    const { get, root, host } = open(two)
    get('#tab-surveys').focus()
    await userEvent.keyboard('{ArrowRight}')
    expect(root.activeElement?.id).toBe('tab-moments')
    expect(get('#tab-moments').ariaSelected).toBe('true')
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}')
    expect(root.activeElement?.id).toBe('tab-trial')
    get('#shrink').focus()
    await userEvent.keyboard('{Enter}')
    expect(root.activeElement).toBe(get('.pill'))
    expect(get('.pill').textContent).toBe('Peakend2 of 2 may show')
    expect(host.getBoundingClientRect().height).toBeLessThan(60)
    await userEvent.keyboard('{Enter}')
    expect(root.activeElement?.id).toBe('shrink')
  })
  test('moves from corner to corner', () => {
    const { get, host } = open(two)
    const at = () => {
      const { left, top, right, bottom } = host.getBoundingClientRect()
      return `${Math.min(left, innerWidth - right) === left ? 'left' : 'right'} ${top < innerHeight - bottom ? 'top' : 'bottom'}`
    }
    const seen = [at()]
    for (let turn = 0; turn < 4; turn++) {
      get('#move').click()
      seen.push(at())
    }
    expect(seen).toEqual(['left bottom', 'left top', 'right top', 'right bottom', 'left bottom'])
  })
  test('the next page has what this one saw', () => {
    const { kept, get, stop } = open(two)
    get('#move').click()
    get('#tab-moments').click()
    dispatchEvent(new Event('pagehide'))
    stop()
    const written = kept()
    expect(written).toMatchObject({ at: 'top-start', tab: 'moments', isSmall: false })
    const next = open(two, { kept: { read: () => JSON.parse(JSON.stringify(written)), write: () => {} } })
    expect(next.host.dataset['at']).toBe('top-start')
    expect(next.get('#tab-moments').ariaSelected).toBe('true')
  })
  test('what cannot be looked at is told, and never thrown into the page', async () => {
    const circle: Record<string, unknown> = {}
    circle.self = circle
    const failed: unknown[] = []
    let isBroken = false
    const { tell, get } = open(two, {
      traits: () => circle,
      failed: (error) => failed.push(error),
      gates: () => {
        if (isBroken) throw new Error('cannot be looked at')
        return [passes]
      },
    })
    isBroken = true
    tell('moment', { type: 'event', name: 'x' })
    await vi.waitFor(() => expect(failed).toEqual([new Error('cannot be looked at')]))
    isBroken = false
    tell('moment', { type: 'event', name: 'chat_ended' })
    get('#tab-moments').click()
    await vi.waitFor(() => expect(get('.events').textContent).toContain('chat_ended'))
  })
  test('closed it leaves nothing: no element, no listener, nothing pretended, nothing kept', async () => {
    const added = vi.spyOn(window, 'addEventListener')
    const { get, host, ears, isClosed, kept, pretence } = open(two)
    const signals = added.mock.calls.map(([, , options]) => (options as AddEventListenerOptions).signal)
    expect(signals.length).toBeGreaterThan(5)
    added.mockRestore()
    get('#tab-trial').click()
    dispatchEvent(new Event('pagehide'))
    get('#close').click()
    expect(host.isConnected).toBe(false)
    expect(signals.every((signal) => signal?.aborted)).toBe(true)
    expect([ears(), isClosed(), kept(), pretence()]).toEqual([0, true, undefined, undefined])
  })
})

/** WCAG 2.0, 2.1 and 2.2, A and AA. */
const faults = async (host: HTMLElement) => {
  // axe knows the backgrounds of what is in `body` alone; the inspector stands beside it.
  document.body.append(host)
  host.showPopover()
  const { violations, passes } = await axe.run(host, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
  // It did look inside.
  expect(passes.map(({ id }) => id)).toEqual(expect.arrayContaining(['button-name', 'color-contrast', 'target-size']))
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))
}

describe.each([900, 320])('axe finds nothing, %d px wide', (width) => {
  describe.each(['light', 'dark'] as const)('%s', (theme) => {
    test.each(['surveys', 'moments', 'outbox', 'config', 'trial'] as const)('%s', async (tab) => {
      await page.viewport(width, 640)
      const { get, host, root, tell } = open(two, {
        ...checkoutAsked,
        theme,
        outbox: async () => outbox,
        mistakes: async () => mistakes,
        ...(theme === 'dark' && { words: fr }),
      })
      tell('moment', { type: 'event', name: 'orderComplete', props: { total: 1 } })
      tell('error', { code: 'endpoint-silent', message: 'expected a reply, got none' })
      go(get, tab)
      if (tab === 'surveys') get('summary').click()
      if (tab === 'trial') root.querySelector<HTMLElement>('.row .do')?.click()
      await vi.waitFor(() => expect(get('#tab-config b').textContent).toBe('1'))
      if (tab === 'trial') await vi.waitFor(() => get('.flag'))
      expect(await faults(host)).toEqual([])
      // Nothing is wider than the page.
      expect(get('[role=tabpanel]').scrollWidth).toBeLessThanOrEqual(get('[role=tabpanel]').clientWidth)
      expect(host.getBoundingClientRect().right).toBeLessThanOrEqual(width)
    })
  })
})
