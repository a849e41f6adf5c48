import { expect, test } from 'vitest'
import type { StoredResponse } from '../collector/src/store'
import { type Killable, startBrowser, useBrowser } from './support/browser'
import { tempFolder } from './support/cleanup'
import { startCollector } from './support/collector'
import { type Fault, html, openSite } from './support/site'
import { config, quick } from './support/surveys'
import { openTab, type Tab } from './support/tab'

const person = useBrowser()

/** Three questions: every response is a score, a second score and a comment, each a revision of its own. */
const survey = quick('diary', {
  questions: [
    { id: 'first', type: 'csat', text: 'First' },
    { id: 'second', type: 'rating', text: 'Second' },
    { id: 'note', type: 'text', text: 'Note' },
  ],
})

/** mulberry32: the same faults in the same order each time. */
const seeded = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}

/** Answers one showing from inside the page; resolves with nothing: what counts are the `answered` events that were heard. */
const writeEntry = (tab: Tab, round: number, answers: number) =>
  tab.page.evaluate(
    async ({ round, answers }) => {
      const { peakend } = window as unknown as { peakend(...args: unknown[]): Promise<unknown> }
      const heard = (type: string) => new Promise((done) => addEventListener(`peakend:${type}`, done, { once: true }))
      peakend('hide')
      if (!(await peakend('show', 'diary', { context: { round } }))) throw new Error('it did not show')
      const root = document.querySelector('peakend-card')?.shadowRoot
      const click = (selector: string) => root?.querySelector<HTMLElement>(selector)?.click()
      const step = async (act: () => void) => {
        const committed = heard('answered')
        act()
        await committed
        // Rendered, and ready for the next question.
        await new Promise((done) => setTimeout(done))
        click('footer .go')
        await new Promise((done) => setTimeout(done))
      }
      await step(() => click(`[role=radio]:nth-child(${1 + (round % 5)})`))
      if (answers > 1) await step(() => click(`[role=radio]:nth-child(${1 + ((round + 1) % 5)})`))
      if (answers < 3) return
      const field = root?.querySelector('textarea')
      if (!field) throw new Error('expected a textarea')
      const committed = heard('completed')
      field.value = `entry ${round}`
      field.dispatchEvent(new Event('input', { bubbles: true }))
      await new Promise((done) => setTimeout(done))
      click('footer .go')
      await committed
    },
    { round, answers },
  )

interface Resolved {
  readonly response: string
  readonly revision: number
  readonly answers: Readonly<Record<string, unknown>>
}
/** The last answer of each response that the page was told is safe. */
const resolvedIn = (tabs: readonly Tab[]): Map<string, Resolved> => {
  const last = new Map<string, Resolved>()
  for (const detail of tabs.flatMap((tab) => tab.of('answered')) as unknown as Resolved[])
    if (detail.revision > (last.get(detail.response)?.revision ?? 0)) last.set(detail.response, detail)
  return last
}
/** Against what is stored: answers that are missing, that came back older, or came twice. Window events carry no texts. */
const audit = (resolved: Map<string, Resolved>, stored: readonly StoredResponse[]) => {
  const rows = new Map(stored.map((row) => [row.id, row]))
  const rounds = stored.flatMap(({ context }) => (typeof context['round'] === 'number' ? [context['round']] : []))
  return {
    lost: [...resolved.values()].filter(({ response }) => !rows.has(response)),
    regressed: [...resolved.values()].filter(({ response, revision, answers }) => {
      const row = rows.get(response)
      return row && (row.revision < revision || Object.entries(answers).some(([question, answer]) => row.answers[question] !== answer))
    }),
    doubled: rounds.filter((round, i) => rounds.indexOf(round) !== i),
  }
}
const clean = { lost: [], regressed: [], doubled: [] }

test('under seeded faults and three SIGKILLs: 0 lost, 0 doubled, 0 regressed', async () => {
  const random = seeded(20_27)
  const kinds: readonly Fault[] = [
    'reset-before',
    'reset-after',
    'error-before',
    'error-after',
    'half-body',
    'redirect',
    'halves',
    'twice',
    'busy',
  ]
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(survey)
  site.pages.set('/', html())
  let faults = 0
  let trouble = true
  let hang: Fault | undefined
  site.fault = () => {
    if (!trouble || (!hang && random() < 0.25)) return 'none'
    faults++
    // 429 takes its time: a few of them will do.
    return hang ?? (kinds[Math.floor(random() * (faults % 9 ? kinds.length - 1 : kinds.length))] as Fault)
  }

  const profile = await tempFolder()
  const tabs: Tab[] = []
  let browser: Killable | undefined
  const open = async (): Promise<Tab> => {
    browser = await startBrowser(profile)
    const tab = await openTab(browser.context, site.url)
    await tab.until('ready')
    tabs.push(tab)
    return tab
  }
  let tab = await open()
  // The request that hangs when the kill comes was committed, or was not, or went through.
  const kills = new Map<number, Fault | undefined>([
    [6, 'hang-before'],
    [13, 'hang-after'],
    [20, undefined],
  ])
  for (let round = 0; round < 26; round++) {
    hang = kills.get(round)
    await writeEntry(tab, round, round % 4 === 3 ? 2 : 3)
    const sent = tab.call('flush').catch(() => {})
    if (kills.has(round)) {
      await browser?.kill()
      hang = undefined
      tab = await open()
    } else await sent
  }
  for (let round = 100; faults < 30; round++) {
    await writeEntry(tab, round, 3)
    await tab.call('flush')
  }
  trouble = false
  tab.call('hide')
  await expect
    .poll(
      async () => {
        await tab.call('flush')
        return ((await tab.call('inspect')) as { pending: unknown[] }).pending.length
      },
      { timeout: 30_000, interval: 200 },
    )
    .toBe(0)

  const resolved = resolvedIn(tabs)
  const stored = await collector.responses()
  expect(audit(resolved, stored)).toEqual(clean)
  expect(tabs.flatMap((one) => one.of('answered')).length).toBeGreaterThanOrEqual(60)
  expect(faults).toBeGreaterThanOrEqual(30)
  // Whoever was told that it is complete finds the text there too.
  const texts = tabs.flatMap((one) => one.of('completed')).map(({ response }) => stored.find(({ id }) => id === response))
  expect(texts.filter((row) => row?.status !== 'completed' || row.answers['note'] !== `entry ${row.context['round']}`)).toEqual([])
  expect(tabs.flatMap((one) => [...one.pageErrors, ...one.of('loss')])).toEqual([])
  await browser?.kill()
}, 120_000)

test('one poisoned answer among several is set aside, told, and holds up nobody', async () => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(survey)
  site.pages.set('/', html())
  site.fault = () => 'error-before'
  const tab = await openTab(await person(), site.url)
  await tab.until('ready')
  for (let round = 0; round < 6; round++) await writeEntry(tab, round, 3)
  // The seventh is the one no endpoint of this kind will ever take.
  await tab.call('hide')
  const opened = tab.call('show', 'diary', { context: { poison: true } })
  await tab.choose('1 of 5, Very badly')
  await opened
  await tab.call('hide')
  await tab.call('flush')
  site.fault = () => 'poison'
  await expect
    .poll(
      async () => {
        await tab.call('flush')
        const { pending, dead } = (await tab.call('inspect')) as { pending: unknown[]; dead: unknown[] }
        return [pending.length, dead.length]
      },
      { timeout: 30_000, interval: 100 },
    )
    .toEqual([0, 1])
  expect(tab.of('loss')).toMatchObject([{ code: 'rejected', count: 1, problem: { status: 422 } }])
  const resolved = resolvedIn([tab])
  const stored = await collector.responses()
  const { lost, ...rest } = audit(resolved, stored)
  expect(rest).toEqual({ regressed: [], doubled: [] })
  expect(lost).toHaveLength(1)
  expect(stored).toHaveLength(6)
  expect(tab.pageErrors).toEqual([])
})

test('two tabs with the same outbox and a network that repeats itself: each answer once', async () => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(survey)
  site.pages.set('/', html())
  site.fault = () => 'twice'
  const context = await person()
  const first = await openTab(context, site.url)
  const tabs = [first, await openTab(context, site.url)]
  await Promise.all(tabs.map((tab) => tab.until('ready')))
  for (let round = 0; round < 4; round++) {
    await Promise.all(tabs.map((tab, i) => writeEntry(tab, round * 2 + i, 3)))
    await Promise.all(tabs.map((tab) => tab.call('flush')))
  }
  await expect
    .poll(
      async () => {
        await first.call('flush')
        return ((await first.call('inspect')) as { pending: unknown[] }).pending.length
      },
      { timeout: 30_000, interval: 200 },
    )
    .toBe(0)
  const stored = await collector.responses()
  expect(stored).toHaveLength(8)
  expect(audit(resolvedIn(tabs), stored)).toEqual(clean)
})
