import { expect, test } from 'vitest'
import type { Survey } from '../src/survey/config'
import { useBrowser } from './support/browser'
import { startCollector } from './support/collector'
import { faults } from './support/faults'
import { html, openSite } from './support/site'
import { config, quick } from './support/surveys'
import { openTab } from './support/tab'

const person = useBrowser()

/** A page in a language, with a question called for, as a visitor with this browser sees it. */
const asked = async (lang: string, locale: string, text: Survey['questions'][0]['text'], change: Partial<Survey> = {}) => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(quick('s', { questions: [{ id: 'q', type: 'csat', text }], ...change }))
  site.pages.set('/', html({ lang }))
  const tab = await openTab(await person({ locale }), site.url)
  await tab.until('ready')
  await tab.call('track', 's')
  await tab.until('shown')
  return { collector, site, tab }
}

test('a page in Canadian French asks in French, with words in French, and says so', async () => {
  const { tab, collector } = await asked('fr-CA', 'en-US', { en: 'How did it go?', fr: 'Comment cela s’est-il passé\u202f?' })
  await tab.page.getByRole('heading', { name: 'Comment cela s’est-il passé\u202f?' }).waitFor()
  await tab.choose('5 sur 5, Très bien')
  await tab.until('completed')
  await expect
    .poll(() => collector.responses(), { timeout: 20_000 })
    .toMatchObject([{ status: 'completed', instrument: { locale: 'fr', labels: expect.arrayContaining(['Très bien']) } }])
})

test('a Persian question rises from right to left, among words in the language of the browser', async () => {
  const { tab, collector } = await asked('fa', 'de-DE', { fa: 'سفارش شما چطور پیش رفت؟', en: 'How did it go?' })
  const heading = tab.page.getByRole('heading', { name: 'سفارش شما چطور پیش رفت؟' })
  await heading.waitFor()
  expect(await heading.evaluate((element) => element.closest('[lang]')?.getAttribute('lang'))).toBe('fa')
  const worst = await tab.page.getByRole('radio', { name: '1 von 5, Sehr schlecht' }).boundingBox()
  const best = await tab.page.getByRole('radio', { name: '5 von 5, Sehr gut' }).boundingBox()
  expect(worst?.x).toBeGreaterThan(best?.x ?? Infinity)
  expect(await faults(tab.page)).toEqual([])
  await tab.choose('5 von 5, Sehr gut')
  await tab.until('completed')
  await expect.poll(() => collector.responses(), { timeout: 20_000 }).toMatchObject([{ status: 'completed', instrument: { locale: 'fa' } }])
})

test.each([
  ['', 'pl-PL', 'Dalej'],
  ['xx-invalid', 'it-IT', 'Continua'],
  ['not a language', 'en-US', 'Send'],
  ['fr_FR', 'en-US', 'Envoyer'],
  ['zh-Hant', 'en-US', '提交'],
])('a page that says “%s”, read with a browser in %s', async (lang, locale, button) => {
  const followed = /Dalej|Continua/.test(button)
  const { tab } = await asked(lang, locale, 'A plain text', {
    questions: [
      { id: 'q', type: 'csat', text: 'A plain text' },
      ...(followed ? [{ id: 'w', type: 'text', text: 'Another' } as const] : []),
    ],
  })
  await tab.card.getByRole('button', { name: button, exact: true }).waitFor()
  expect(tab.pageErrors).toEqual([])
})

test('a question that nobody wrote in the language of the page is asked all the same, with words of its own language', async () => {
  const { tab } = await asked('sv', 'fi-FI', { nl: 'Hoe ging het?' })
  await tab.page.getByRole('radio', { name: '5 van 5, Heel goed' }).waitFor()
})

test('`locale` changes an open card, its words, its direction, and what is open behind “⋯”', async () => {
  const { tab } = await asked('en', 'en-US', { en: 'How did it go?', he: 'איך זה היה?' })
  await tab.press('More choices')
  await tab.card.getByText('Why am I being asked?').click()
  await tab.card.getByText('Because of something you have just done on this site.').waitFor()
  await tab.call('locale', 'he')
  await tab.page.getByRole('heading', { name: 'איך זה היה?' }).waitFor()
  await tab.card.getByText('בגלל משהו שעשיתם עכשיו באתר הזה.').waitFor()
  const best = await tab.page.getByRole('radio').last().boundingBox()
  const worst = await tab.page.getByRole('radio').first().boundingBox()
  expect(worst?.x).toBeGreaterThan(best?.x ?? Infinity)
  expect(await faults(tab.page)).toEqual([])
})
