import { expect, test } from 'vitest'
import type { Survey } from '../src/survey/config'
import { useBrowser } from './support/browser'
import { startCollector } from './support/collector'
import { type Hook, openHook } from './support/hook'
import { openSite } from './support/site'
import { config, quick } from './support/surveys'
import { openTab, type Tab } from './support/tab'

const person = useBrowser()

const survey = quick('visit', {
  questions: [
    { id: 'score', type: 'csat', text: 'How did it go?' },
    { id: 'mail', type: 'text', format: 'email', text: 'Where may we write to?' },
  ],
})
/** A page that says in code where its answers go; `$HOOK` is the other origin. */
const page = (hook: Hook, options: string) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>A shop</title>
<link rel="icon" href="data:,"><script src="/stub.js"></script>
<script>peakend('init', { config: '/v1/config', consent: 'persistent', ${options.replaceAll('$HOOK', hook.url)} })</script>
<script async src="/peakend.js"></script><h1>A shop</h1></html>`

const open = async (options: string, surveys: readonly Survey[] = [survey]) => {
  const collector = await startCollector()
  const [site, hook] = [await openSite(collector), await openHook()]
  site.config = config(...surveys)
  site.pages.set('/', page(hook, options))
  const context = await person()
  const tab = await openTab(context, site.url)
  await tab.until('ready')
  return { collector, site, hook, tab, context }
}
const answer = async (tab: Tab): Promise<string> => {
  const shown = tab.call('show', 'visit')
  await tab.choose(/^4 of 5/)
  await tab.page.getByRole('textbox').fill('ada@example.com')
  await tab.press('Send')
  await tab.until('completed')
  return (await shown) as string
}
const waiting = async (tab: Tab) => {
  await tab.call('flush')
  const { pending, dead } = (await tab.call('inspect')) as { readonly pending: readonly unknown[]; readonly dead: readonly unknown[] }
  return [pending.length, dead.length]
}
const soon = (fn: () => unknown) => expect.poll(fn, { timeout: 30_000, interval: 200 })

const three = `endpoint: [
  { url: '/v1/responses', id: 'main' },
  { url: '$HOOK/catch?token=1', id: 'crm', format: 'json' },
  { url: '$HOOK/batch/', format: 'posthog', key: 'phc_1' },
]`

test('a collector, a webhook and PostHog: each gets every answer once, while one of them is out of order', async () => {
  const { collector, hook, tab } = await open(three)
  let isWell = false
  hook.respond = ({ path }) => [path.startsWith('/catch') && !isWell ? 500 : 200, '{"status":1}']
  const response = await answer(tab)
  const last = tab.of('answered').at(-1)?.revision

  const delivered = () =>
    (tab.of('delivered') as unknown as readonly { readonly endpoint: string; readonly revision: number }[])
      .filter(({ revision }) => revision === last)
      .map(({ endpoint }) => endpoint)
      .sort()
  await soon(delivered).toEqual([`${hook.url}/batch/`, 'main'])
  expect(await collector.responses()).toMatchObject([{ id: response, status: 'completed', answers: { score: 4 } }])
  expect(await waiting(tab)).toEqual([1, 0])

  isWell = true
  await soon(() => waiting(tab)).toEqual([0, 0])
  expect(delivered()).toContain('crm')
  const objects = hook.posted('/catch?token=1') as readonly Readonly<Record<string, unknown>>[]
  expect(objects.at(-1)).toMatchObject({
    response,
    revision: last,
    survey: 'visit',
    status: 'completed',
    answer_score: 4,
    question_score: 'How did it go?',
  })

  const events = (
    hook.posted('/batch/') as readonly { readonly api_key: string; readonly batch: readonly Record<string, unknown>[] }[]
  ).flatMap(({ api_key, batch }) => batch.map((event) => ({ ...event, api_key })))
  expect(events.filter(({ event }: Record<string, unknown>) => event === 'survey shown')).toMatchObject([
    { api_key: 'phc_1', properties: { $survey_id: 'visit', $survey_submission_id: response } },
  ])
  expect(events.at(-1)).toMatchObject({
    event: 'survey sent',
    properties: { $survey_completed: true, $survey_response_score: '4', $survey_response: '4', $survey_submission_id: response },
  })
  // Nobody's address leaves but to our own endpoint, and nobody was asked for leave first.
  expect(hook.hits.filter(({ body }) => body.includes('ada@'))).toEqual([])
  expect(new Set(hook.hits.map(({ method, type }) => `${method} ${type}`))).toEqual(new Set(['POST text/plain;charset=UTF-8']))
  expect(tab.pageErrors).toEqual([])
})

test('what one refused is sent again once its cause was mended; the others had it all along', async () => {
  const { collector, hook, tab } = await open(`endpoint: [{ url: '/v1/responses' }, { url: '$HOOK/catch', id: 'crm', format: 'json' }]`)
  hook.respond = () => [422, '{"title":"unknown field","detail":"answer_score"}']
  const response = await answer(tab)
  await soon(() => waiting(tab)).toEqual([0, 1])
  expect(await collector.responses()).toMatchObject([{ id: response, status: 'completed' }])
  const { dead } = (await tab.call('inspect')) as { readonly dead: readonly object[] }
  expect(dead).toMatchObject([{ id: response, dead: { crm: { status: 422, title: 'unknown field', detail: 'answer_score' } } }])
  expect(tab.of('loss')).toContainEqual(expect.objectContaining({ code: 'rejected', endpoint: 'crm' }))

  hook.respond = () => [200]
  await tab.call('flush', { dead: true })
  expect(hook.posted('/catch').at(-1)).toMatchObject({ response, status: 'completed' })
  expect(await waiting(tab)).toEqual([0, 0])
})

test('functions of the page change what leaves, or keep it; their faults hold up nobody else', async () => {
  const { collector, hook, tab } = await open(`
    beforeSend: (event, destination) => {
      if (destination === 'none') return null
      if (destination === 'broken') throw new Error('my mistake')
      return { ...event, data: { ...event.data, answers: { ...event.data.answers, mail: 'redacted' } } }
    },
    endpoint: [
      { url: '/v1/responses', id: 'main' },
      { url: '$HOOK/none', id: 'none', format: 'json' },
      { url: '$HOOK/broken', id: 'broken' },
      { url: '$HOOK/mine', id: 'mine', transform: (batch) => ({ rows: batch.map(({ data }) => data.answers) }) },
      { url: '$HOOK/thrower', id: 'thrower', transform: () => nowhere },
    ]`)
  const response = await answer(tab)
  await soon(() => hook.posted('/mine').at(-1)).toMatchObject({ rows: [{ score: 4, mail: 'redacted' }] })
  // How to reach somebody is kept apart there.
  await soon(async () => (await collector.responses()).map(({ id, answers }) => [id, answers])).toEqual([[response, { score: 4 }]])
  expect(new Set(hook.hits.map(({ path }) => path))).toEqual(new Set(['/mine']))
  expect(tab.of('loss').filter(({ code }) => code === 'vetoed')[0]).toMatchObject({ endpoint: 'none' })
  const told = tab.of('error').map(({ code }) => code)
  expect(told.sort()).toEqual(['before-send-failed', 'transform-failed'])
  // Nothing of it is lost.
  expect(await waiting(tab)).toEqual([1, 0])
  expect(tab.pageErrors).toEqual([])
})

test('what cannot be right is told, and answers wait for what is', async () => {
  const { hook, tab } = await open(`endpoint: [{ url: '$HOOK/a', format: 'csv' }]`)
  await answer(tab)
  expect(await tab.until('error')).toMatchObject({
    code: 'bad-option',
    message: expect.stringMatching(/^endpoint\[0\]\.format: expected cloudevents, json, posthog, segment, got "csv"/),
  })
  expect(hook.hits).toEqual([])
  expect(await waiting(tab)).toEqual([1, 0])
})

test('a script tag alone posts to PostHog', async () => {
  const { site, hook, context } = await open(`endpoint: '/v1/responses'`)
  site.pages.set(
    '/tag',
    `<!doctype html><title>A shop</title><script src="/stub.js"></script>
<script async src="/peakend.js" data-endpoint="${hook.url}/batch/" data-format="posthog" data-key="phc_2" data-config="/v1/config" data-consent="session"></script>`,
  )
  const tab = await openTab(context, `${site.url}/tag`)
  await tab.until('ready')
  await answer(tab)
  await soon(() => hook.posted('/batch/').at(-1)).toMatchObject({ api_key: 'phc_2', batch: [{ event: 'survey sent' }] })
})
