import { expect, test } from 'vitest'
import type { Question } from '../src/survey/config'
import { useBrowser } from './support/browser'
import { startCollector } from './support/collector'
import { buy, consent } from './support/shop'
import { html, openSite } from './support/site'
import { afterOrder, config, csat, quick } from './support/surveys'
import { openTab } from './support/tab'

const person = useBrowser()

test('in the demo shop: consent, buy, one question, one tap, thanks, and the report counts one', async () => {
  const collector = await startCollector()
  const tab = await openTab(await person(), collector.url)
  await consent(tab)
  await buy(tab)
  await tab.page.getByRole('heading', { name: 'How did placing your order go?' }).waitFor()
  await tab.choose(/Very well/)
  await tab.card.getByText('Thank you, that helps us.').first().waitFor()
  const { response } = await tab.until('completed', { survey: 'checkout-csat' })
  await tab.arrived(response)

  const report = await collector.report()
  const confirmation = report.touchpoints.find(({ id }) => id === 'confirmation')
  expect(confirmation?.instruments).toHaveLength(1)
  expect(confirmation?.instruments[0]).toMatchObject({ survey: 'checkout-csat', metric: 'csat', n: 1, precision: 'few', locale: 'en' })
  expect(confirmation?.instruments[0]?.distribution.map(({ count }) => count)).toEqual([0, 0, 0, 0, 1])
  expect(report).toMatchObject({ shown: 1, answered: 1 })
  await expect
    .poll(() => collector.responses())
    .toMatchObject([{ id: response, status: 'completed', answers: { csat: 5 }, score: 5, consent: 'persistent' }])
  expect(tab.pageErrors).toEqual([])
  expect(tab.of('error')).toEqual([])
})

test('a low score asks why, and the comment arrives', async () => {
  const collector = await startCollector()
  const tab = await openTab(await person(), collector.url)
  await consent(tab)
  await buy(tab)
  await tab.choose(/Fairly badly/)
  await tab.page.getByRole('heading', { name: 'What went wrong?' }).waitFor()
  await tab.page.getByRole('textbox').fill('The promo code did not work')
  await tab.press('Send')
  await tab.card.getByText('Thank you for being frank.').first().waitFor()
  await tab.until('completed')
  await expect
    .poll(() => collector.responses(), { timeout: 20_000 })
    .toMatchObject([{ status: 'completed', score: 2, commented: true, answers: { csat: 2, why: 'The promo code did not work' } }])
  const report = await collector.report()
  const confirmation = report.touchpoints.find(({ id }) => id === 'confirmation')
  expect(confirmation?.instruments[0]).toMatchObject({ n: 1, latest: [{ score: 2 }] })
  expect(confirmation?.comments[0]?.comments).toEqual([{ question: 'why', text: 'The promo code did not work' }])
  // What people write is for the team, not for every script of the page.
  expect(JSON.stringify(tab.heard)).not.toContain('promo code')
})

test('a score without a comment is an answer', async () => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(afterOrder)
  site.pages.set('/', html())
  const tab = await openTab(await person(), site.url)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.choose(/Very badly/)
  const { response } = await tab.until('answered')
  await tab.press('Skip')
  await tab.card.getByText('Thank you').first().waitFor()
  await tab.until('completed', { response })
  await expect
    .poll(() => collector.responses(), { timeout: 20_000 })
    .toMatchObject([{ id: response, status: 'completed', answers: { csat: 1 } }])
})

test('a French page asks in French', async () => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(afterOrder)
  site.pages.set('/', html({ lang: 'fr' }))
  const tab = await openTab(await person(), site.url)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.page.getByRole('heading', { name: 'Comment s’est passée votre commande ?' }).waitFor()
  await tab.card.getByRole('button', { name: 'Fermer' }).waitFor()
  await tab.choose('5 sur 5, Très bien')
  await tab.card.getByText('Merci, cela nous aide.').first().waitFor()
  await expect
    .poll(() => collector.responses(), { timeout: 20_000 })
    .toMatchObject([
      { status: 'completed', score: 5, instrument: { locale: 'fr', texts: { csat: 'Comment s’est passée votre commande ?' } } },
    ])
})

test('what somebody agreed to can be shown afterwards: in the words and the language they read, beside the box too', async () => {
  const collector = await startCollector()
  const site = await openSite(collector)
  const agreed: Question = {
    id: 'agreed',
    type: 'consent',
    text: { en: 'May we write to you?', fr: 'Pouvons-nous vous écrire\u202f?' },
    label: { en: 'Yes, once, about this order', fr: 'Oui, une fois, au sujet de cette commande' },
  }
  site.config = config({
    ...afterOrder,
    questions: [{ id: 'csat', type: 'csat', text: csat.text }, { id: 'you', type: 'contact', text: 'You', fields: ['email'] }, agreed],
  })
  site.pages.set('/', html({ lang: 'fr' }))
  const tab = await openTab(await person(), site.url)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.choose(/Très bien/)
  await tab.page.getByRole('textbox', { name: /e-mail/i }).fill('ada@example.com')
  await tab.press('Continuer')
  await tab.page.getByRole('checkbox', { name: 'Oui, une fois, au sujet de cette commande' }).check()
  await tab.press('Envoyer')
  const { response } = await tab.until('completed')
  await tab.arrived(response)
  const texts = { agreed: 'Pouvons-nous vous écrire\u202f?', 'agreed.label': 'Oui, une fois, au sujet de cette commande' }
  expect(await collector.responses()).toMatchObject([{ id: response, answers: { csat: 5, agreed: true }, instrument: { texts } }])
  const read = async (path: string) =>
    (await fetch(collector.url + path, { headers: { authorization: `Bearer ${collector.token}` } })).text()
  expect(JSON.parse(await read('/v1/contacts'))).toMatchObject({
    contacts: [
      { response, locale: 'fr', answers: { 'you.email': 'ada@example.com' }, agreed: [{ question: 'agreed', answer: true, texts }] },
    ],
  })
  expect(await read('/v1/contacts?format=csv')).toContain(`${texts.agreed} / ${texts['agreed.label']}`)
  expect(await read('/results/contacts')).toContain(`<q lang="fr">${texts['agreed.label']}</q>`)
})

test('what happens before the script has arrived is not lost', async () => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(afterOrder)
  site.pages.set('/', html({ head: "<script>peakend('track', 'order_completed', { order_id: 'A-1' })</script>" }))
  const arrive = site.hold('/peakend.js')
  const tab = await openTab(await person())
  await tab.page.goto(site.url, { waitUntil: 'commit' })
  await tab.page.waitForFunction(() => (window as unknown as { peakend?: { q?: unknown[] } }).peakend?.q?.length === 1)
  arrive()
  await tab.choose(/Very well/)
  const { response } = await tab.until('completed')
  await tab.arrived(response)
  expect(await collector.responses()).toMatchObject([{ id: response, moment: { type: 'event', name: 'order_completed' } }])
})

test('a moment can be declared in JSON, without a line of script', async () => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(afterOrder)
  site.pages.set(
    '/',
    html({
      body: '<script type="application/json" data-peakend="track">{"event": "order_completed", "props": {"order_id": "A-1"}}</script>',
    }),
  )
  const tab = await openTab(await person(), site.url)
  await tab.choose(/Very well/)
  const { response } = await tab.until('completed')
  await tab.arrived(response)
  expect(await collector.responses()).toHaveLength(1)
})

test('ten answers make a score', async () => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(quick('score'))
  site.pages.set('/', html())
  const tab = await openTab(await person(), site.url)
  await tab.until('ready')
  for (const point of [5, 5, 4, 4, 5, 1, 5, 3, 5, 4]) {
    await tab.call('track', 'score')
    await tab.answer(point)
    await tab.call('hide')
    await tab.rest()
  }
  await tab.call('flush')
  expect(await tab.call('inspect')).toMatchObject({ pending: [] })
  const [anywhere] = (await collector.report()).touchpoints.filter(({ id }) => id === 'anywhere')
  expect(anywhere?.instruments).toMatchObject([
    { n: 10, score: 80, rule: 'top-2-of-5', cascade: { shown: 10, answered: 10, completed: 10 } },
  ])
})

test('identify: the person by the page’s own id, and nobody any more is a new device id', async () => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(...['a', 'b', 'c', 'd'].map((id) => quick(id)))
  site.pages.set('/', html())
  const tab = await openTab(await person(), site.url)
  const ask = async (id: string) => {
    await tab.call('show', id)
    await tab.until('shown', { survey: id })
    await tab.call('hide')
  }
  await ask('a')
  await tab.page.reload()
  await ask('b')
  await tab.call('identify', 'ada')
  await ask('c')
  await tab.call('identify', null)
  await tab.page.reload()
  await ask('d')
  await tab.call('flush')
  const found = async () => new Map((await collector.responses()).map(({ survey, respondent }) => [survey, respondent]))
  await expect.poll(async () => (await found()).size).toBe(4)
  const all = await found()
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => all.get(id))
  expect(a).toMatchObject({ kind: 'device' })
  expect(b).toEqual(a)
  expect(c).toMatchObject({ kind: 'user', id: 'ada' })
  expect(d).toMatchObject({ kind: 'device' })
  expect(d?.id).not.toBe(a?.id)
})
