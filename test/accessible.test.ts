import type { BrowserContextOptions } from 'playwright'
import { expect, test } from 'vitest'
import type { Question } from '../src/survey/config'
import { post } from './support/answers'
import { useBrowser } from './support/browser'
import { startCollector } from './support/collector'
import { faults } from './support/faults'
import { html, openSite } from './support/site'
import { config, quick } from './support/surveys'
import { openTab } from './support/tab'

const person = useBrowser()

const views: readonly (readonly [string, BrowserContextOptions])[] = [
  ['light', { colorScheme: 'light' }],
  ['dark, 320 px', { colorScheme: 'dark', viewport: { width: 320, height: 640 } }],
]

const options = ['one', 'two'].map((id) => ({ id, text: id }))
const questions: readonly Question[] = [
  { id: 'nps', type: 'nps', text: 'How likely are you to recommend us?' },
  { id: 'csat', type: 'csat', text: 'How did it go?' },
  { id: 'ces', type: 'ces', text: 'It was easy.' },
  { id: 'stars', type: 'rating', display: 'stars', text: 'Stars?' },
  { id: 'choice', type: 'choice', options, text: 'Which one?' },
  { id: 'several', type: 'choice', multiple: true, options, text: 'Which ones?' },
  { id: 'text', type: 'text', text: 'Why?' },
]
test.each(views)('axe finds nothing with any type of question on a page: %s', async (_, view) => {
  const site = await openSite()
  site.config = config(...questions.map((question) => quick(question.id, { questions: [question] })))
  site.pages.set('/', html())
  const tab = await openTab(await person(view), site.url)
  await tab.until('ready')
  for (const { id } of questions) {
    await tab.call('show', id)
    await tab.until('shown', { survey: id })
    expect([id, await faults(tab.page)]).toEqual([id, []])
    await tab.call('hide')
  }
})

test.each(views)('axe finds nothing in the results, asked for the token, empty and with answers: %s', async (_, view) => {
  const collector = await startCollector()
  const context = await person(view)
  const tab = await openTab(context, `${collector.url}/results`)
  expect(await faults(tab.page)).toEqual([])
  await tab.page.goto(`${collector.url}/results?token=${collector.token}`)
  expect(await faults(tab.page)).toEqual([])
  const width = () => tab.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(await width()).toBeLessThanOrEqual(0)

  await Promise.all(Array.from({ length: 12 }, (_, i) => post(collector, i)))
  await tab.page.reload()
  await tab.page.getByText('A comment that is long enough').first().waitFor()
  expect(await faults(tab.page)).toEqual([])
  expect(await width()).toBeLessThanOrEqual(0)
})
