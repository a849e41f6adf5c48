import { expect, test } from 'vitest'
import { diaryData } from '../cli/src/simulate/diary'
import { simulate } from '../cli/src/simulate/simulate'
import type { Visit } from '../cli/src/simulate/visits'
import type { Config } from '../src/survey/config'
import { useBrowser } from './support/browser'
import { html, openSite } from './support/site'
import { config, quick } from './support/surveys'
import { openTab } from './support/tab'

const person = useBrowser()

const surveys = [
  quick('order', { trigger: { on: 'event', name: 'order', oncePer: 'id' }, frequency: { class: 'interaction' } }),
  quick('nps', { trigger: { on: 'page', path: '/account' }, frequency: { class: 'relationship' }, priority: 10 }),
  quick('rating', { trigger: { on: 'page', path: '/p/*' }, frequency: { class: 'relationship' } }),
  quick('third', {
    trigger: { on: 'event', name: 'seen' },
    audience: { event: 'seen', withinDays: 5, gte: 3 },
    frequency: { class: 'interaction' },
  }),
]
type Step = readonly [path: string] | readonly [event: string, id: number]
/** By day of the visit: pages that are opened, and events with the id of what they are about. A minute lies between two of them. */
type Days = readonly (readonly [day: number, ...steps: Step[]])[]
type Told = readonly [survey: string, code: string]

/** What the simulator says of visits, and what the page does with them: the survey, and whether it was shown or why not, in order. */
const both = async (asked: Config, days: Days) => {
  const start = Date.now() - 100 * 864e5
  const timeOf = (day: number, index: number) => start + day * 864e5 + index * 60_000
  const visits = days.map(
    ([day, ...steps]): Visit => ({
      visitor: 'anna',
      start: new Date(timeOf(day, 0)).toISOString(),
      end: 600,
      consent: 'persistent',
      reaction: 'dismissed',
      // Far enough apart for a question to be closed, and for the rest after it.
      moments: steps.map(([name, id], index) => ({
        at: index * 60,
        name,
        ...(id === undefined ? { type: 'page' } : { type: 'event', props: { id } }),
      })),
    }),
  )
  const said: Told[] = []
  const times: number[] = []
  simulate(asked, visits, {
    onLife: (life) => {
      for (const { survey, shown, reason, at } of diaryData(life).entries) {
        said.push([survey, shown ? 'shown' : `${reason?.code}`])
        times.push(Date.parse(at))
      }
    },
  })

  const site = await openSite()
  site.config = asked
  for (const path of ['/', '/account', '/p/lamp', '/cart']) site.pages.set(path, html({ body: '' }))
  const tab = await openTab(await person())
  const seen: Told[] = []
  const next = () => tab.heard.filter(({ type }) => type === 'shown' || type === 'suppressed')
  for (const [day, ...steps] of days)
    for (const [index, [name, id]] of steps.entries()) {
      await tab.page.clock.setSystemTime(timeOf(day, index))
      if (id === undefined) await tab.page.goto(site.url + name)
      else await tab.call('track', name, { id })
      await tab.call('inspect')
      const expected = times.filter((time) => time >= timeOf(day, index) && time < timeOf(day, index + 1)).length
      for (let count = 0; count < expected; count++) {
        await expect.poll(() => next().length, { timeout: 10_000, interval: 20 }).toBeGreaterThan(seen.length)
        const { type, detail } = next()[seen.length] ?? { type: '', detail: undefined }
        seen.push([`${detail?.survey}`, type === 'shown' ? type : `${detail?.gates[0]?.code}`])
        if (type !== 'shown') continue
        await tab.press(/Close/)
        await tab.until('dismissed')
      }
    }
  return { said, seen, all: next().length }
}

test('what the simulator says of visits is what the page does with them', async () => {
  const { said, seen, all } = await both(config(...surveys), [
    [0, ['/'], ['order', 1], ['seen', 0]],
    [1, ['/account'], ['order', 2]],
    [2, ['/p/lamp'], ['seen', 0]],
    [4, ['/'], ['seen', 0], ['order', 3]],
    [9, ['/p/lamp'], ['order', 1], ['order', 4]],
    [40, ['/p/lamp'], ['/account']],
    [71, ['/account']],
  ])
  // Showings, and one refusal at least of each of these.
  expect([...new Set(said.map(([, code]) => code))].sort()).toEqual(
    'after-dismiss-days audience between-days once-per per-visit shown'.split(' '),
  )
  expect(said.length).toBeGreaterThan(12)
  expect(seen).toEqual(said)
  expect(all).toBe(said.length)
})

test('so it is of visits that are looked back on: at their end, and at the next', async () => {
  const frequency = { class: 'interaction' } as const
  const touchpoints = Object.entries({ home: '/', product: '/p/*', cart: '/cart', account: '/account' }).map(
    ([id, match]) => ({ id, match, stage: 'evaluation', category: 'sales' }) as const,
  )
  const looking = [
    quick('order', { trigger: { on: 'journey', after: 'order' }, frequency }),
    quick('last', { trigger: { on: 'journey', visit: 'last', withinDays: 5 }, frequency }),
  ]
  const { said, seen, all } = await both({ ...config(...looking), touchpoints }, [
    // Two moments are too few, three are enough.
    [0, ['/'], ['/p/lamp'], ['order', 1], ['/cart'], ['order', 2]],
    // Of the visit before, once.
    [3, ['/'], ['/p/lamp'], ['order', 3]],
    [10, ['/'], ['/p/lamp'], ['/cart'], ['/account'], ['order', 4]],
    // Too long ago.
    [20, ['/'], ['/cart']],
  ])
  expect(said).toEqual([
    ['order', 'shown'],
    ['last', 'shown'],
    ['order', 'shown'],
  ])
  expect(seen).toEqual(said)
  expect(all).toBe(said.length)
})
