import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { TriggerType } from '../survey/config'
import { layout as modal } from './layout-modal'
import { more } from './more'
import { behind, csat, deferred, hideAll, media, open, press, why } from './testing'
import { menu as arabic } from './words/menu-ar'
import { menu } from './words/menu-en'
import { menu as french } from './words/menu-fr'
import { words as fr } from './words/words-fr'

beforeEach(() => media())
afterEach(async () => {
  hideAll()
  for (const note of document.querySelectorAll('peakend-card')) note.remove()
  vi.useRealTimers()
  await media()
})

type Change = NonNullable<Parameters<typeof behind>[0]>
const carded = (change: Change = {}, words = menu) => {
  const fetched = vi.fn(async () => ({ more, menu: words, behind: behind(change) }))
  return { fetched, ...open([csat, why], { more: fetched }) }
}
/** The card with its ⋯ open. */
const opened = async (change?: Change, words?: typeof menu) => {
  const card = carded(change, words)
  card.get('.o').click()
  await vi.waitFor(() => card.get('.more'))
  const named = (name: string) => {
    const found = card.all('.more button').find(({ textContent }) => textContent === name)
    if (!found) throw new Error(`expected a button “${name}”, got ${card.all('.more button').map(({ textContent }) => textContent)}`)
    return found
  }
  return {
    ...card,
    named,
    texts: () => card.all('.more button').map(({ textContent }) => textContent),
    reason: async () => {
      card.get('summary').click()
      await vi.waitFor(() => card.get('details p'))
      return card.all('details p').map(({ textContent }) => textContent?.replace(/ +/g, ' ').trim())
    },
    said: () => card.root.querySelector('[role=status]')?.textContent,
  }
}

test('is fetched when it is pressed, says what it is, and closes again', async () => {
  const { fetched, get, all } = carded()
  expect(fetched).not.toHaveBeenCalled()
  expect(get('.o').getAttribute('aria-expanded')).toBe('false')
  await userEvent.click(get('.o'))
  await vi.waitFor(() => expect(get('.o').getAttribute('aria-expanded')).toBe('true'))
  expect(all('.more')).toHaveLength(1)
  await userEvent.click(get('.o'))
  await vi.waitFor(() => expect(all('.more')).toHaveLength(0))
  expect(get('.o').getAttribute('aria-expanded')).toBe('false')
})
test('what stands above the question does not run under the buttons', async () => {
  await page.viewport(800, 600)
  const intro = 'Something here does not seem to work as it should, and we are sorry about it.'
  const { get } = open([{ ...csat, intro }], { more: async () => ({ more, menu, behind: behind() }) })
  const text = document.createRange()
  text.selectNodeContents(get('section > div > p'))
  const dots = document.createRange()
  dots.selectNodeContents(get('.o'))
  const lines = [...text.getClientRects()]
  expect(lines.length).toBeGreaterThan(1)
  for (const line of lines) expect(line.right).toBeLessThan(dots.getBoundingClientRect().left)
})
test('by keyboard: the buttons follow in the order of the page, and the focus stays where it was put', async () => {
  const { get, closed, root } = carded()
  get('.o').focus()
  await userEvent.keyboard('{Enter}')
  await vi.waitFor(() => get('.more'))
  expect(root.activeElement).toBe(get('.o'))
  await userEvent.keyboard('{Tab}{Enter}')
  expect(closed).toEqual(['snoozed'])
})
test('later and never are told apart', async () => {
  const { texts, all, closed } = await opened()
  expect(texts().slice(0, 2)).toEqual(['Ask me later', 'Do not ask me again on this device'])
  all('.more button')[1]?.click()
  expect(closed).toEqual(['never'])
})
test('where only this visit is remembered, no more is promised', async () => {
  const { texts, named, closed, said } = await opened({ level: 'session' })
  expect(texts().slice(0, 2)).toEqual(['Ask me later', 'Do not ask me again during this visit'])
  named('Do not ask me again during this visit').click()
  expect(closed).toEqual(['never'])
  await vi.waitFor(() => expect(said()).toBe('Understood. We will not ask you again during this visit.'))
})
test('where nothing is remembered, nothing is promised', async () => {
  expect((await opened({ level: 'none' })).texts()).toEqual(['Minimise'])
})
test('a card that is put off is closed, with the reason', () => {
  const { card, closed } = open([csat])
  card.hide('snoozed')
  expect(closed).toEqual(['snoozed'])
})
test('what cannot be fetched leaves the card as it is', async () => {
  const { get, all } = open([csat], { more: () => Promise.reject(new Error('offline')) })
  get('.o').click()
  await Promise.resolve()
  expect(all('.more')).toHaveLength(0)
  expect(get('h2').textContent).toBe('How did it go?')
})
test('the next question closes it', async () => {
  const { all, get, heading } = await opened()
  press(get('[aria-checked]'))
  await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
  expect(all('.more')).toHaveLength(0)
  expect(get('.o').getAttribute('aria-expanded')).toBe('false')
})
test('a card that was opened by hand has no such button', () => expect(open([csat]).all('.o')).toHaveLength(0))
test('the card can be made small, where it offers it, and comes back', async () => {
  const { named, get, heading, root } = await opened()
  named('Minimise').click()
  expect(root.activeElement?.textContent).toBe('Reopen the question')
  get('button').click()
  expect(heading()).toBe('How did it go?')
})

describe('what was understood is said before the card goes', () => {
  test.each([
    [7, 'Ask me later', 'Understood. We will not ask before 7 days have passed.'],
    [1, 'Ask me later', 'Understood. We will not ask before 24 hours have passed.'],
    [7, 'Do not ask me again on this device', 'Understood. We will not ask you again.'],
  ])('snoozed for %d days: %s', async (days, name, sentence) => {
    const { named, said, closed, root, all } = await opened({ days })
    named(name).click()
    // It counts at once: a page that goes now takes nothing back.
    expect(closed).toHaveLength(1)
    await vi.waitFor(() => expect(said()).toBe(sentence))
    expect(root.isConnected).toBe(true)
    expect(root.querySelector('[role=status]')?.checkVisibility()).toBe(true)
    expect(all('button').map(({ ariaLabel }) => ariaLabel)).toEqual(['Close'])
    expect(all('h2')).toHaveLength(0)
  })
  test('it goes by itself', async () => {
    const { named, root, get } = await opened()
    vi.useFakeTimers()
    named('Ask me later').click()
    await vi.advanceTimersByTimeAsync(1000)
    expect(root.isConnected).toBe(true)
    expect(get('[role=status]').textContent).toContain('Understood')
    await vi.advanceTimersByTimeAsync(6000)
    expect(root.isConnected).toBe(false)
  })
  test.each(['pointerdown', 'keydown', 'focusin'])('%s: it stays for whoever touches it, and goes by its ×', async (touch) => {
    const { named, root, get } = await opened()
    vi.useFakeTimers()
    named('Ask me later').click()
    await vi.advanceTimersByTimeAsync(1000)
    get('.x').dispatchEvent(new Event(touch, { bubbles: true, composed: true }))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(root.isConnected).toBe(true)
    get('.x').click()
    expect(root.isConnected).toBe(false)
  })
  test('it goes with us when the page wants us gone', async () => {
    const ends: (() => void)[] = []
    const { named, root } = await opened({ atEnd: (end) => ends.push(end) })
    named('Ask me later').click()
    await vi.waitFor(() => expect(ends).toHaveLength(1))
    for (const end of ends) end()
    expect(root.isConnected).toBe(false)
  })
  test('a modal says it where it stood, and holds the page no longer', async () => {
    const { root, get, all } = open([csat], { layout: modal, more: async () => ({ more, menu, behind: behind() }) })
    get('.o').click()
    await vi.waitFor(() => get('.more'))
    all('.more button')[0]?.click()
    await vi.waitFor(() => expect(root.querySelector('[role=status]')?.textContent).toContain('Understood'))
    expect(document.querySelector(':modal')).toBeNull()
    const { left, top, width, height } = get('section').getBoundingClientRect()
    expect(Math.abs(left + width / 2 - innerWidth / 2)).toBeLessThan(1)
    expect(document.elementFromPoint(left + width / 2, top + height / 2)).toBe(root.host)
  })
  test('a place in the page that is gone meanwhile is left alone', async () => {
    const target = document.createElement('div')
    document.body.append(target)
    const { root, closed, get, all } = open([csat], { target, more: async () => ({ more, menu, behind: behind() }) })
    get('.o').click()
    await vi.waitFor(() => get('.more'))
    target.remove()
    all('.more button')[0]?.click()
    expect(closed).toEqual(['snoozed'])
    await vi.waitFor(() => expect(root.querySelector('h2')).toBeNull())
    expect(root.isConnected).toBe(false)
  })
})

describe('why one is asked', () => {
  const all: Readonly<Record<TriggerType, RegExp>> = {
    event: /just done/,
    click: /just done/,
    sequence: /just done/,
    friction: /just done/,
    page: /page you are on/,
    visible: /page you are on/,
    scroll: /page you are on/,
    exit: /page you are on/,
    dwell: /page you are on/,
    idle: /page you are on/,
    after: /a while ago/,
    journey: /just done/,
    returning: /come back/,
    slot: /page you are on/,
    launcher: /opened here/,
    manual: /opened here/,
  }
  test.each(Object.entries(all) as [TriggerType, RegExp][])('%s', async (on, reason) => {
    expect((await (await opened({ on })).reason())[0]).toMatch(reason)
  })
  test('is fetched when it is opened, and what cannot be fetched leaves the rest', async () => {
    const fetched = vi.fn(() => Promise.reject(new Error('offline')))
    const card = await opened()
    hideAll()
    expect(card.all('details p')).toHaveLength(0)
    const { get, all } = open([csat], { more: async () => ({ more, menu, behind: { ...behind(), why: fetched } }) })
    get('.o').click()
    await vi.waitFor(() => get('.more'))
    expect(fetched).not.toHaveBeenCalled()
    get('summary').click()
    await vi.waitFor(() => expect(fetched).toHaveBeenCalled())
    expect(all('details p')).toHaveLength(0)
    expect(all('.more button')).not.toHaveLength(0)
  })
  test('that only some are asked is said where it is so', async () => {
    expect((await (await opened()).reason())[0]).not.toContain('chosen at random')
    hideAll()
    expect((await (await opened({ isSample: true })).reason())[0]).toContain('chosen at random')
  })
  test('what was looked at, as a list of the language', async () => {
    const [text] = await (await opened({ looked: ['device', 'visits', 'origin'] })).reason()
    expect(text).toContain('What was looked at: the kind of device you use, how often you have been here, and where you came from.')
  })
  test.each([
    ['none', 'Nothing is stored on this device.'],
    ['session', /^Until you close this tab/],
    ['persistent', /13 months at most/],
  ] as const)('what is stored at %s', async (level, expected) => expect((await (await opened({ level })).reason())[1]).toMatch(expected))
  test('the privacy notice opens beside the page, and says so', async () => {
    const { reason, get } = await opened({ privacy: '/privacy' })
    expect((await reason())[2]).toBe('Privacy notice (opens in a new tab)')
    const link = get('details a')
    expect([link.getAttribute('href'), link.getAttribute('target'), link.getAttribute('rel')]).toEqual(['/privacy', '_blank', 'noopener'])
  })
  test('in French', async () => {
    const { reason, texts, get } = await opened({}, french)
    expect(get('summary').textContent).toBe(french.whyAsked)
    expect((await reason())[0]).toContain('Elle fait suite à ce que vous venez de faire')
    expect(texts().slice(0, 2)).toEqual(['Me le demander plus tard', 'Ne plus me poser de questions sur cet appareil'])
  })
  test('in Arabic, from right to left, in a card of another direction', async () => {
    const { get } = await opened({}, arabic)
    expect(get('.more').lang).toBe('ar')
    expect(get('.more').matches(':dir(rtl)')).toBe(true)
    expect(get('section').matches(':dir(ltr)')).toBe(true)
  })
})

describe('what is kept', () => {
  const kept = { memory: { r: 'a1', n: 3, log: [{ s: 'csat', t: Date.UTC(2027, 0, 5, 12) }] }, records: {} }
  test('is shown, line by line, with dates, and put away again', async () => {
    const { reason, named, all, get } = await opened({ kept: async () => kept })
    await reason()
    named('See what is kept').click()
    await vi.waitFor(() => get('pre'))
    expect(get('pre').textContent).toMatch(/"r": "a1"/)
    expect(get('pre').textContent).toMatch(/"t": "2027-01-05T12:00/)
    expect(get('pre').textContent).not.toMatch(/[{}]|\n\s*\n/)
    expect(get('pre').tabIndex).toBe(0)
    named('See what is kept').click()
    await vi.waitFor(() => expect(all('pre')).toHaveLength(0))
  })
  test('is deleted after a second press, which is said', async () => {
    const done = deferred<void>()
    const forget = vi.fn(() => done.promise)
    const { reason, named, said, card } = await opened({ forget })
    await reason()
    named('Delete it').click()
    await vi.waitFor(() => named('Delete it for good? Press again.'))
    expect(forget).not.toHaveBeenCalled()
    named('Delete it for good? Press again.').click()
    expect(forget).toHaveBeenCalledOnce()
    expect(said()).not.toContain('deleted')
    // Consent falls, which closes the card.
    card.hide()
    done.resolve()
    await vi.waitFor(() => expect(said()).toBe('Understood. It is deleted.'))
  })
  test('what cannot be deleted is not said to be', async () => {
    const { reason, named, heading } = await opened({ forget: () => Promise.reject(new Error('refused')) })
    await reason()
    named('Delete it').click()
    await vi.waitFor(() => named('Delete it for good? Press again.').click())
    await Promise.resolve()
    expect(heading()).toBe('How did it go?')
    expect(named('Delete it for good? Press again.').isConnected).toBe(true)
  })
})

test('another language changes what is open, down to the reasons', async () => {
  let say = menu
  const { card, get, all } = open([csat, why], { more: async () => ({ more, menu: say, behind: behind() }) })
  get('.o').click()
  await vi.waitFor(() => get('.more'))
  get('summary').click()
  await vi.waitFor(() => get('details p'))
  say = french
  card.update({ words: fr, locales: ['fr'] })
  await vi.waitFor(() => expect(get('summary').textContent).toBe(french.whyAsked))
  await vi.waitFor(() => expect(get('details p').textContent).toContain('Elle fait suite'))
  expect(all('.more')).toHaveLength(1)
  expect(get('.more').lang).toBe('fr')
})
test('fits a narrow screen, whatever the language', async () => {
  await page.viewport(320, 640)
  for (const words of [menu, french, arabic]) {
    const { get, reason } = await opened(
      { privacy: '/privacy', looked: ['device', 'origin', 'site'], kept: async () => ({ a: 'b'.repeat(200) }) },
      words,
    )
    await reason()
    expect(get('section').scrollWidth).toBeLessThanOrEqual(get('section').clientWidth)
    hideAll()
  }
  await page.viewport(800, 600)
})
