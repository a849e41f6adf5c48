import { expect, test } from 'vitest'
import { policy } from '../demo/src/policy'
import { useBrowser } from './support/browser'
import { startCollector } from './support/collector'
import { buy, consent } from './support/shop'
import { html, openSite } from './support/site'
import { openTab } from './support/tab'

const person = useBrowser()

test('the shop passes a strict Content-Security-Policy with Trusted Types: a whole answer, no violation', async () => {
  const collector = await startCollector()
  const context = await person({ locale: 'fr-FR' })
  const tab = await openTab(context)
  const asked: string[] = []
  tab.page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  const page = await tab.page.goto(collector.url)
  expect(page?.headers()['content-security-policy']).toBe(policy)
  await consent(tab)
  await buy(tab)
  await tab.choose(/Fairly badly/)
  await tab.page.getByRole('textbox').fill('The promo code did not work')
  await tab.press('Send')
  await tab.card.getByText('Thank you for being frank.').first().waitFor()
  const { response } = await tab.until('completed')
  await tab.arrived(response)
  // The chunks of the methods, and of a language, live under it as well.
  await tab.call('locale', 'fr')
  await tab.card.getByText('Merci pour votre franchise.').first().waitFor()
  for (const method of ['explain', 'inspect', 'export', 'flush', 'destroy'] as const) await tab.call(method)
  expect(tab.violations).toEqual([])
  expect(tab.pageErrors).toEqual([])
  expect(tab.of('error')).toEqual([])
  expect(await collector.responses()).toMatchObject([{ id: response, answers: { csat: 2, why: 'The promo code did not work' } }])
  expect(asked).toContain('/stub.js')
})

test('so do every question type, the words for a bad configuration, and consent for the session', async () => {
  const site = await openSite(await startCollector())
  site.headers = { 'content-security-policy': policy }
  site.pages.set('/', html({ icon: '/icon.svg', data: { consent: 'none' } }))
  site.files.set('/icon.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>')
  const base = { touchpoint: { id: 't', stage: 'purchase', category: 'sales' }, trigger: { on: 'manual' } }
  const options = ['a', 'b'].map((id) => ({ id, text: id }))
  site.config = {
    version: 1,
    surveys: [
      {
        ...base,
        id: 'all',
        questions: [
          { id: 'nps', type: 'nps', text: 'nps' },
          { id: 'ces', type: 'ces', text: 'ces' },
          { id: 'stars', type: 'rating', display: 'stars', text: 'stars' },
          { id: 'one', type: 'choice', options, text: 'one' },
          { id: 'line', type: 'text', long: false, text: 'line' },
        ],
      },
      { ...base, id: 'bad', questions: [{ id: 'q', type: 'hologram', text: 'q' }] },
    ],
  }
  const tab = await openTab(await person(), site.url)
  // Questions are looked at when they are called for.
  await tab.call('show', 'bad')
  expect(await tab.until('error')).toMatchObject({ code: 'unknown-type' })
  await tab.call('consent', 'session')
  await tab.call('show', 'all')
  await tab.choose(/^9 on a scale/)
  await tab.choose(/^6 of 7/)
  await tab.choose('4 of 5')
  await tab.choose('b')
  await tab.page.getByRole('textbox').fill('x')
  await tab.press('Send')
  await tab.arrived((await tab.until('completed')).response)
  expect(tab.violations).toEqual([])
  expect(tab.pageErrors).toEqual([])
})
