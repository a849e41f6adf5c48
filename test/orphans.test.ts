import { describe, expect, test } from 'vitest'
import { useBrowser } from './support/browser'
import { startCollector } from './support/collector'
import { openSite } from './support/site'
import { openTab, type Tab } from './support/tab'

const person = useBrowser()

/** As pages of it have it: a list of calls until its script comes, which does not; then the call. */
const delighted = (options: object) => `<script>
  if (!window.delighted) {
    const queue = (window.delighted = [])
    queue.survey = function () { queue.push(['survey', Array.prototype.slice.call(arguments)]) }
    const script = document.createElement('script')
    script.async = true
    script.src = '/gone/delighted.js'
    document.head.append(script)
  }
  delighted.survey(${JSON.stringify(options)})
</script>`
/** Its script first, which does not come, then whom to ask, and the call, which fails for want of it. */
const wootric = (settings: object, more = '') => `<script src="/gone/wootric-sdk.js"></script>
<script>${more}window.wootricSettings = ${JSON.stringify({ account_token: 'NPS-1', ...settings })}</script>
<script>window.wootric('run')</script>`

const signedUp = (days: number) => Date.now() - days * 864e5
const anna = { email: 'anna@example.com', name: 'Anna', createdAt: new Date(signedUp(400)).toISOString(), properties: { plan: 'pro' } }
const annaToo = { email: 'anna@example.com', created_at: Math.floor(signedUp(400) / 1000), properties: { plan: 'pro' } }

/** An old page, and one tag of ours. */
const open = async (vendor: string, old: string, lang = 'en') => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.pages.set(
    '/',
    `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>A shop</title>${old}
<script async src="/peakend.js" data-endpoint="/v1/responses" data-consent="session" data-brand="Maison Lune" data-connect="${vendor}"></script>
<h1>A shop</h1></html>`,
  )
  const tab = await openTab(await person(), site.url)
  return { collector, site, tab }
}
const asks = (tab: Tab, question: string) => tab.card.getByRole('heading', { name: question }).waitFor()
const english = 'How likely is it that you would recommend Maison Lune to a friend or family member?'
const french = 'Quelle est la probabilité que vous recommandiez Maison Lune à un proche'

describe.each([
  ['delighted', delighted, anna],
  ['wootric', wootric, annaToo],
] as const)('an old page of %s and one tag', (vendor, page, someone) => {
  test('asks the NPS, and says of the visitor no more than it says of anybody', async () => {
    const { collector, site, tab } = await open(vendor, page(someone))
    const { response } = await tab.until('shown', { survey: 'relationship-nps' })
    await asks(tab, english)
    await tab.card.getByRole('radio', { name: '9' }).click()
    await tab.arrived(response)
    await asks(tab, 'What is the main reason for your score?')
    await tab.press('More choices')
    await tab.card.getByText('Why am I being asked').click()
    await tab.card.getByText('We ask our customers this question from time to time, at most once every 90 days.').waitFor()
    const [stored] = await collector.responses()
    expect(stored).toMatchObject({ survey: 'relationship-nps', answers: { nps: 9 }, test: false })
    expect(stored?.instrument.trigger).toBe(`event:${vendor}_survey`)
    expect(JSON.stringify(site.posts)).not.toMatch(/anna|pro"|daysSince/i)
    expect(tab.of('error')).toEqual([])
  })
  test('in French', async () => {
    const { tab } = await open(vendor, page(someone), 'fr')
    await tab.until('shown', { survey: 'relationship-nps' })
    await asks(tab, french)
  })
  test('not of somebody who has just signed up', async () => {
    const { tab } = await open(vendor, page({ ...someone, createdAt: new Date(signedUp(3)), created_at: signedUp(3) }))
    expect((await tab.until('suppressed', { survey: 'relationship-nps' })).gates).toMatchObject([{ gate: 'audience' }])
  })
  test('gives back what was theirs', async () => {
    const { tab } = await open(vendor, page(someone))
    await tab.until('shown')
    const names = () =>
      tab.page.evaluate(() => ['delighted', 'wootric', 'WootricSurvey', 'wootricSettings'].filter((name) => name in window))
    await tab.call('destroy')
    expect(await names()).toEqual(vendor === 'delighted' ? ['delighted'] : ['wootricSettings'])
  })
})

test('the language of the call is spoken', async () => {
  const { tab } = await open('wootric', wootric({ ...annaToo, language: 'FR' }))
  await tab.until('shown')
  await asks(tab, french)
})
test('a test is shown, and is one', async () => {
  const { collector, tab } = await open('delighted', delighted({ testMode: true, createdAt: new Date() }))
  const { response } = await tab.until('shown', { survey: 'relationship-nps' })
  await tab.card.getByRole('radio', { name: '9' }).click()
  await tab.arrived(response)
  expect(await collector.responses()).toMatchObject([{ test: true }])
})
test('a later call, and a stop', async () => {
  const { tab } = await open('wootric', '')
  await tab.until('ready')
  await tab.page.waitForFunction(() => 'wootric' in window)
  await tab.page.evaluate((settings) => {
    const page = window as unknown as { wootric: (method: string) => void; wootricSettings: object }
    page.wootricSettings = settings
    page.wootric('run')
  }, annaToo)
  await tab.until('shown', { survey: 'relationship-nps' })
  await tab.page.evaluate(() => (window as unknown as { WootricSurvey: { stop: () => void } }).WootricSurvey.stop())
  await tab.card.waitFor({ state: 'detached' })
})
test('a survey of the team’s own that waits for the call is the one that asks', async () => {
  const own = {
    version: 1,
    surveys: [
      {
        id: 'nps',
        touchpoint: { id: 'relationship', stage: 'advocacy', category: 'product' },
        trigger: { on: 'event', name: 'delighted_survey' },
        questions: [{ id: 'nps', type: 'nps', text: 'Would you recommend us, {{trait.name|dear customer}}?' }],
      },
    ],
  }
  const inline = `<script type="application/json" id="surveys">${JSON.stringify(own)}</script>`
  const { tab } = await open('delighted" data-config="#surveys', delighted(anna) + inline)
  expect(await tab.until('ready')).toEqual({ surveys: ['nps'] })
  await asks(tab, 'Would you recommend us, Anna?')
})
