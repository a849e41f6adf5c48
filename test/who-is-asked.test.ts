import { expect, test } from 'vitest'
import type { Survey } from '../src/survey/config'
import type { Explanation } from '../src/types'
import { useBrowser } from './support/browser'
import { html, openSite } from './support/site'
import { config, quick } from './support/surveys'
import { openTab, type Tab } from './support/tab'

const person = useBrowser()

const visit = async (surveys: readonly Survey[], { body = '', query = '' } = {}): Promise<Tab> => {
  const site = await openSite()
  site.config = {
    ...config(...surveys),
    personas: [{ id: 'buyer', name: { en: 'First-time buyer', fr: 'Premier achat' }, when: { trait: 'orders', is: 1 } }],
  }
  site.pages.set('/', html({ body }))
  const tab = await openTab(await person(), `${site.url}/${query}`)
  await tab.until('ready')
  return tab
}
const explained = async (tab: Tab, survey: string) => ((await tab.call('explain', survey)) as readonly Explanation[])[0]

test('explain says in words which part of the audience fails, and what there is instead', async () => {
  const tab = await visit([
    quick('phones', {
      audience: {
        all: [
          { trait: 'orders', gte: 1 },
          { context: 'device', in: ['mobile', 'tablet'] },
        ],
      },
    }),
    quick('buyers', { audience: { persona: 'buyer' } }),
  ])
  await tab.call('identify', 'ada', { orders: 3 })
  expect((await explained(tab, 'phones'))?.text).toBe(
    '“phones” does not show. Not in the audience: it asks that context device is one of mobile, tablet, and here it is desktop.',
  )
  expect((await explained(tab, 'buyers'))?.text).toBe(
    '“buyers” does not show. Not in the audience: it asks that the visitor is “First-time buyer”, that is, that trait orders is 1, and here it is 3.',
  )
})

test('what the page declares of itself and the campaign it was reached by can be asked', async () => {
  const audience: Survey['audience'] = {
    all: [
      { context: 'page_type', is: 'product' },
      { context: 'utm.source', is: 'mail' },
      { context: 'visitor', is: 'new' },
      { context: 'lang', startsWith: 'en' },
    ],
  }
  const tab = await visit([quick('product', { audience })], {
    body: '<meta name="peakend:page_type" content="product">',
    query: '?utm_source=mail',
  })
  await tab.call('track', 'product')
  await tab.until('shown', { survey: 'product' })
})

test('hours by the clock of a zone: explain says when they begin again', async () => {
  // Whatever the time is: ten minutes, on one day of the week, of which none is now.
  const later = new Date(Date.now() + 3 * 864e5)
  const day = (['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const)[later.getUTCDay()] ?? 'sun'
  const tab = await visit([quick('night', { hours: { from: '03:00', until: '03:10', days: [day], timeZone: 'UTC' } })])
  const found = await explained(tab, 'night')
  const begins = `${later.toISOString().slice(0, 10)}T03:00:00.000Z`
  expect(found?.nextPossible).toBe(begins)
  expect(found?.gates.find(({ gate }) => gate === 'window')).toMatchObject({ code: 'off-hours', until: Date.parse(begins) })
  await tab.call('track', 'night')
  expect((await tab.until('suppressed', { survey: 'night' })).gates.map(({ code }) => code)).toEqual(['off-hours'])
})

test('a branch may ask how many days ago something happened, not only how often', async () => {
  const scale = (id: string, text: string) => ({ id, type: 'csat', text }) as const
  const tab = await visit([
    quick('order', {
      questions: [
        { ...scale('first', 'How was it?'), next: [{ when: { event: 'order', since: 'last', gte: 1 }, goTo: 'old' }, { goTo: 'fresh' }] },
        scale('old', 'An old order?'),
        scale('fresh', 'A fresh order?'),
      ],
      audience: { event: 'order', gte: 1 },
    }),
  ])
  await tab.call('track', 'order')
  await tab.until('shown', { survey: 'order' })
  await tab.card.getByRole('radio').nth(3).click()
  await tab.card.getByText('A fresh order?').waitFor()
})
