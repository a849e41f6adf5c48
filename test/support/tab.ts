import type { BrowserContext, Locator, Page } from 'playwright'
import { expect } from 'vitest'
import type { Answers } from '../../src/survey/wire'
import type { Peakend } from '../../src/types'

const names = 'ready moment beforeshow shown answered completed dismissed suppressed delivered loss error'.split(' ')

/** What events carry, of whatever type: a test knows which one it waits for. */
export interface Detail {
  readonly survey: string
  readonly response: string
  readonly revision: number
  readonly answers: Answers
  readonly durability: string
  readonly gates: readonly { readonly gate: string; readonly code: string }[]
  readonly code: string
  readonly message: string
}
/** An event of ours, as any script of the page hears it. */
export interface Heard {
  readonly type: string
  readonly detail: Detail
}
type Match = Readonly<Record<string, unknown>>

/** A tab and all that Peakend said in it, over all its pages. */
export interface Tab {
  readonly page: Page
  readonly heard: readonly Heard[]
  /** What reached the page as its own error: uncaught exceptions and rejections. */
  readonly pageErrors: readonly string[]
  /** Violations of the Content-Security-Policy and of Trusted Types, by event and by console. */
  readonly violations: readonly string[]
  readonly card: Locator
  readonly of: (type: string) => readonly Detail[]
  /** Waits for the next event of a type that has not been waited for yet. */
  readonly until: (type: string, match?: Match) => Promise<Detail>
  /** Waits until the last answer of a response was acknowledged. */
  readonly arrived: (response: unknown) => Promise<void>
  /** Answers the open card's one scale without waiting for what is only to be looked at; resolves with the response once it is committed. */
  readonly answer: (point: number) => Promise<string>
  /** Calls the global as a page does. */
  readonly call: <M extends keyof Peakend | 'init'>(method: M, ...args: unknown[]) => Promise<unknown>
  readonly choose: (name: string | RegExp) => Promise<void>
  readonly press: (name: string | RegExp) => Promise<void>
  /** Lets the rest after a question pass, by the page's own clock. */
  readonly rest: () => Promise<void>
}

/** A little more than the rest between two questions. */
const REST_MS = 31_000

const matches = (detail: Detail, match: Match) =>
  Object.entries(match).every(([key, value]) => JSON.stringify(detail[key as keyof Detail]) === JSON.stringify(value))

export const openTab = async (context: BrowserContext, url?: string): Promise<Tab> => {
  const page = await context.newPage()
  const heard: Heard[] = []
  const taken = new Set<Heard>()
  const pageErrors: string[] = []
  const violations: string[] = []
  page.on('pageerror', (error) => pageErrors.push(String(error)))
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted ?(Type|HTML|Script)/i.test(message.text())) violations.push(message.text())
  })
  await page.exposeFunction('tellTest', (type: string, detail: string) => {
    if (type === 'violation') violations.push(detail)
    else heard.push({ type, detail: JSON.parse(detail) as Detail })
  })
  await page.addInitScript((types) => {
    const tell = (window as unknown as { tellTest(type: string, detail: string): void }).tellTest
    const asText = (detail: unknown) => {
      try {
        return JSON.stringify(detail) ?? '{}'
      } catch {
        // A page may put anything into its properties.
        return '{}'
      }
    }
    for (const type of types) addEventListener(`peakend:${type}`, (event) => tell(type, asText((event as CustomEvent).detail)))
    addEventListener('securitypolicyviolation', (event) => {
      const { violatedDirective, blockedURI, sample } = event as SecurityPolicyViolationEvent
      tell('violation', `${violatedDirective} ${blockedURI} ${sample}`)
    })
  }, names)
  if (url) await page.goto(url)

  /** For the message of a wait in vain. */
  const said = () => heard.map((event) => `${event.type} ${JSON.stringify(event.detail).slice(0, 300)}`)
  const tab: Tab = {
    page,
    heard,
    pageErrors,
    violations,
    card: page.locator('peakend-card'),
    of: (type) => heard.filter((event) => event.type === type).map(({ detail }) => detail),
    until: async (type, match = {}) => {
      let found: Heard | undefined
      await expect
        .poll(
          () => {
            found = heard.find((event) => !taken.has(event) && event.type === type && matches(event.detail, match))
            return found ? 'heard' : said()
          },
          { timeout: 20_000, interval: 20, message: `${type} ${JSON.stringify(match)} should have been heard` },
        )
        .toBe('heard')
      if (!found) throw new Error('unreachable')
      taken.add(found)
      return found.detail
    },
    arrived: async (response) => {
      const last = Math.max(...tab.of('answered').flatMap((event) => (event.response === response ? [event.revision] : [])))
      await expect
        .poll(
          () => {
            const isThere = tab.of('delivered').some((event) => event.response === response && event.revision >= last)
            return isThere ? 'delivered' : said()
          },
          { timeout: 20_000, interval: 20, message: `revision ${last} of ${response} should have been delivered` },
        )
        .toBe('delivered')
    },
    answer: async (point) => {
      await page
        .getByRole('radio')
        .nth(point - 1)
        .waitFor()
      await page.evaluate((point) => {
        const root = document.querySelector('peakend-card')?.shadowRoot
        root?.querySelectorAll<HTMLElement>('[role=radio]')[point - 1]?.click()
        root?.querySelector<HTMLElement>('footer .go')?.click()
      }, point)
      return (await tab.until('completed')).response
    },
    call: (method, ...args) =>
      page.evaluate(([name, ...rest]) => (window as unknown as { peakend(...args: unknown[]): unknown }).peakend(name, ...rest), [
        method,
        ...args,
      ] as unknown[]),
    choose: (name) => page.getByRole('radio', { name }).click(),
    press: (name) => page.locator('peakend-card').getByRole('button', { name }).click(),
    rest: () =>
      page.evaluate((ms) => {
        const { now } = Date
        Date.now = () => now() + ms
      }, REST_MS),
  }
  return tab
}
