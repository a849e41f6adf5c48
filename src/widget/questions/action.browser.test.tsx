import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { Question } from '../../survey/config'
import { calm, hideAll, media, open, press, review, tell, voucher, why } from '../testing'
import { extra } from '../words/extra-en'
import { words } from '../words/words-en'

beforeEach(() => media())
afterEach(() => {
  hideAll()
  vi.restoreAllMocks()
  Reflect.deleteProperty(navigator, 'clipboard')
  Reflect.deleteProperty(navigator, 'share')
})

/** What the browser can do, for one test. */
const can = (name: 'clipboard' | 'share', value: unknown) => Object.defineProperty(navigator, name, { configurable: true, value })
const opened = async (...questions: Question[]) => {
  const card = open(questions)
  // The card has told of itself: what is announced now stays.
  await vi.waitFor(() => expect(card.seen()).toBe(1), { timeout: 5000 })
  return { ...card, act: () => card.get('.act'), status: () => card.get('[role=status]').textContent }
}

describe('a link', () => {
  test('opens beside the page, says so in its name, and is the answer once pressed', async () => {
    const { act, get, saves, status } = await opened(review, why)
    const link = act() as HTMLAnchorElement
    expect([link.href, link.target, link.rel]).toEqual(['https://reviews.example/', '_blank', 'noopener'])
    expect(link.querySelector('.away')?.getAttribute('aria-label')).toBe('(opens in a new tab)')
    link.addEventListener('click', (event) => event.preventDefault())
    press(link)
    await vi.waitFor(() => expect(saves).toEqual([{ answers: { review: 'link' }, state: 'answered' }]))
    await vi.waitFor(() => expect(status()).toBe(words.saved))
    expect(get('.did').getAttribute('aria-label')).toBe(words.saved)
    expect(act().textContent).toContain('Write a review')
  })

  test('going on without it is no answer', async () => {
    const { get, heading, saves } = open([review])
    get('footer button:last-child').click()
    await vi.waitFor(() => expect(heading()).toBe(words.thanks))
    expect(saves).toEqual([{ answers: {}, state: 'completed' }])
  })

  test.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'JAVASCRIPT:alert(1)'])(
    '%s is bare text, in every type',
    (href) => {
      for (const question of [
        { ...review, href },
        { ...tell, href },
        { ...calm, link: { href, text: 'Look' } },
        { id: 'c', type: 'consent', text: 'c', label: 'l', link: { href, text: 'Look' } },
      ] as Question[]) {
        const { all, get } = open([question])
        expect(all('a, .act')).toEqual([])
        expect(get('section').textContent).toMatch(/Write a review|Share it|Look/)
        hideAll()
      }
    },
  )

  test('an address is judged after values were filled in', () => {
    const { root } = open([{ ...review, href: '{{prop.back}}' } as Question], {
      fill: (text) => text.replace('{{prop.back}}', 'javascript:alert(1)'),
    })
    expect(root.querySelector('a')).toBeNull()
    hideAll()
    const other = open([{ ...review, href: '/order/{{prop.id}}' } as Question], { fill: (text) => text.replace('{{prop.id}}', 'A-1') })
    expect((other.get('a') as HTMLAnchorElement).href).toBe(`${location.origin}/order/A-1`)
  })
})

describe('a code', () => {
  test('is shown, selectable, and copied', async () => {
    const writeText = vi.fn(async () => {})
    can('clipboard', { writeText })
    const { get, act, saves, status } = await opened(voucher, why)
    const code = get('.code') as HTMLInputElement
    expect([code.value, code.readOnly]).toEqual(['WELCOME-10', true])
    code.focus()
    expect([code.selectionStart, code.selectionEnd]).toEqual([0, 10])
    act().click()
    expect(writeText).toHaveBeenCalledWith('WELCOME-10')
    await vi.waitFor(() => expect(status()).toBe(extra.copied))
    expect(saves.at(-1)).toEqual({ answers: { voucher: 'copy' }, state: 'answered' })
    expect(act().textContent?.trim()).toBe(extra.copied)
    // Once more.
    act().click()
    await vi.waitFor(() => expect(writeText).toHaveBeenCalledTimes(2))
  })

  test('without the Clipboard API its field is copied, and the focus stays on the button', async () => {
    can('clipboard', undefined)
    let copied = ''
    const listen = (event: ClipboardEvent) => {
      const field = (event.target as HTMLElement).shadowRoot?.activeElement ?? (event.composedPath()[0] as Element)
      copied = (field as HTMLInputElement).value
    }
    document.addEventListener('copy', listen)
    const { root, act, saves, status } = await opened(voucher, why)
    await userEvent.click(act())
    await vi.waitFor(() => expect(status()).toBe(extra.copied))
    expect(copied).toBe('WELCOME-10')
    expect(root.activeElement).toBe(act())
    expect(saves.at(-1)?.answers).toEqual({ voucher: 'copy' })
    document.removeEventListener('copy', listen)
  })

  test('where nothing can be copied it says how, and is no answer', async () => {
    can('clipboard', { writeText: () => Promise.reject(new Error('NotAllowedError')) })
    vi.spyOn(document, 'execCommand').mockReturnValue(false)
    const { get, root, act, saves } = await opened(voucher)
    act().click()
    await vi.waitFor(() => expect(get('[role=alert]').textContent).toBe(extra.copyFailed))
    expect(root.activeElement).toBe(get('.code'))
    expect(saves).toEqual([])
    expect(act().textContent?.trim()).toBe('Copy the code')
  })
})

describe('sharing', () => {
  test('by the system’s own sheet, this page where no address is given', async () => {
    const share = vi.fn(async () => {})
    can('share', share)
    const { act, saves, status } = await opened(tell, why)
    act().click()
    expect(share).toHaveBeenCalledWith({ url: location.href })
    await vi.waitFor(() => expect(status()).toBe(extra.shared))
    expect(saves.at(-1)).toEqual({ answers: { tell: 'share' }, state: 'answered' })
    expect(act().textContent?.trim()).toBe(extra.shared)
  })

  test('thought better of is no answer; pressed twice it is asked once', async () => {
    let refuse: (reason: unknown) => void = () => {}
    const share = vi.fn(() => new Promise((_, reject) => (refuse = reject)))
    can('share', share)
    const { act, saves, all } = await opened({ ...tell, href: 'https://shop.example/a' } as Question)
    act().click()
    act().click()
    expect(share.mock.calls).toEqual([[{ url: 'https://shop.example/a' }]])
    refuse(new DOMException('', 'AbortError'))
    await new Promise((resolve) => setTimeout(resolve))
    expect(saves).toEqual([])
    expect(all('[role=alert]')).toEqual([])
    act().click()
    expect(share).toHaveBeenCalledTimes(2)
  })

  test('where there is no such sheet the address is copied', async () => {
    const writeText = vi.fn(async () => {})
    can('share', undefined)
    can('clipboard', { writeText })
    const { act, saves, status } = await opened(tell)
    act().click()
    await vi.waitFor(() => expect(status()).toBe(extra.copied))
    expect(writeText).toHaveBeenCalledWith(location.href)
    expect(saves.at(-1)?.answers).toEqual({ tell: 'share' })
  })

  test('where neither can be done the address is there to be copied by hand', async () => {
    can('share', undefined)
    can('clipboard', undefined)
    vi.spyOn(document, 'execCommand').mockReturnValue(false)
    const { get, root, act, saves } = await opened(tell)
    act().click()
    await vi.waitFor(() => expect(get('[role=alert]').textContent).toBe(extra.copyFailed))
    expect((get('.code') as HTMLInputElement).value).toBe(location.href)
    expect(root.activeElement).toBe(get('.code'))
    expect(saves).toEqual([])
  })
})

describe('a message', () => {
  test('says what it says, and goes on', async () => {
    const { get, all, heading, saves } = open([calm])
    expect(heading()).toBe('Good to know')
    expect(all('li').map((item) => item.textContent)).toEqual(['Free returns', 'Two days'])
    expect((get('a') as HTMLAnchorElement).href).toBe(`${location.origin}/help`)
    expect(all('footer button').map((button) => button.textContent)).toEqual([words.send])
    expect(all('input,textarea,[role=radio]')).toEqual([])
    get('footer .go').click()
    await vi.waitFor(() => expect(heading()).toBe(words.thanks))
    expect(saves).toEqual([{ answers: {}, state: 'completed' }])
  })

  test('may be a heading alone', () => {
    const { all } = open([{ id: 'm', type: 'message', text: 'One moment' }])
    expect(all('ul,a')).toEqual([])
  })
})
