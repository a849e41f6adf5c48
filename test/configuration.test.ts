import { expect, test } from 'vitest'
import { useBrowser } from './support/browser'
import { html, openSite } from './support/site'
import { config, csat, quick } from './support/surveys'
import { openTab } from './support/tab'

const person = useBrowser()
const good = quick('good')
const bad = (change: object) => ({ ...quick('bad'), ...change })
const question = (change: object) => ({ questions: [{ id: 'q', type: 'csat', text: 'How?', ...change }] })

test.each<[what: string, survey: object, message: RegExp]>([
  [
    'an unknown question type',
    question({ type: 'hologram' }),
    /^surveys\[0\]\.questions\[0\]\.type: expected .*nps.*csat.*, got "hologram"/,
  ],
  ['a missing text', question({ text: undefined }), /^surveys\[0\]\.questions\[0\]\.text: expected a text.*, got nothing/],
  [
    'a goTo to nowhere',
    question({ next: [{ goTo: 'nowhere' }] }),
    /^surveys\[0\]\.questions\[0\]\.next\[0\]\.goTo: expected .*question.*, got "nowhere"/,
  ],
  [
    'a pattern that could take for ever',
    { audience: { context: 'path', matches: '(a+)+$' } },
    /^surveys\[0\]\.audience\.matches: expected a (safe )?pattern.*, got "\(a\+\)\+\$"/,
  ],
  [
    'a pattern that is none',
    { audience: { context: 'path', matches: '([' } },
    /^surveys\[0\]\.audience\.matches: expected a regular expression, got "\(\["/,
  ],
  [
    'a condition without anything in it',
    question({ next: [{ when: {}, end: 'thanks' }] }),
    /^surveys\[0\]\.questions\[0\]\.next\[0\]\.when: expected .*subject.*operator.*, got an empty object/,
  ],
  [
    'a selector that is none',
    { trigger: { on: 'click', selector: 'a[[' } },
    /^surveys\[0\]\.trigger\.selector: expected .*selector.*, got "a\[\["/,
  ],
  [
    'a selector that is none in a step',
    {
      trigger: {
        on: 'sequence',
        steps: [
          { on: 'event', name: 'x' },
          { on: 'click', selector: 'a[[' },
        ],
      },
    },
    /^surveys\[0\]\.trigger\.steps\[1\]\.selector: expected .*selector.*, got "a\[\["/,
  ],
  ['a page trigger without a path', { trigger: { on: 'page' } }, /^surveys\[0\]\.trigger\.path: expected .*, got nothing/],
  ['a path that is no text', { trigger: { on: 'page', path: ['/a', 7] } }, /^surveys\[0\]\.trigger\.path.*: expected .*, got (7|a list)/],
  ['a path near that is no text', { trigger: { on: 'event', name: 'bad', near: 7 } }, /^surveys\[0\]\.trigger\.near.*: expected .*, got 7/],
  [
    'a path that could take for ever',
    { trigger: { on: 'page', path: ['/a', { matches: '(a+)+$' }] } },
    /^surveys\[0\]\.trigger\.path\[1\]\.matches: expected a pattern that is quick on any text, got "\(a\+\)\+\$"/,
  ],
  [
    'a sequence of one step',
    { trigger: { on: 'sequence', steps: [{ on: 'event', name: 'x' }] } },
    /^surveys\[0\]\.trigger\.steps: expected two steps or more, got a list of 1/,
  ],
  [
    'a variant with an unknown question type',
    { variants: [{ id: 'a', questions: [{ id: 'q', type: 'hologram', text: 'How?' }] }] },
    /^surveys\[0\]\.variants\[0\]\.questions\[0\]\.type: expected .*nps.*csat.*, got "hologram"/,
  ],
  [
    'a ranking of nothing',
    question({ type: 'ranking', options: [] }),
    /^surveys\[0\]\.questions\[0\]\.options: expected at least one, got an empty list/,
  ],
  [
    'a matrix without rows',
    question({ type: 'matrix' }),
    /^surveys\[0\]\.questions\[0\]\.rows: expected a list of at least one row, got nothing/,
  ],
  [
    'a contact without fields',
    question({ type: 'contact' }),
    /^surveys\[0\]\.questions\[0\]\.fields: expected a list of fields.*, got nothing/,
  ],
  ['a consent to nothing', question({ type: 'consent' }), /^surveys\[0\]\.questions\[0\]\.label: expected a text.*, got nothing/],
  ['an id with a dot', question({ id: 'q.a' }), /^surveys\[0\]\.questions\[0\]\.id: expected an id without a dot, got "q\.a"/],
  ['a touchpoint nobody knows', { touchpoint: 'nowhere' }, /^surveys\[0\]\.touchpoint: expected .*touchpoint.*, got "nowhere"/],
  [
    'an unknown trigger',
    { trigger: { on: 'earthquake' } },
    /^surveys\[0\]\.trigger\.on: expected .*event.*page.*click.*, got "earthquake"/,
  ],
  ['no questions', { questions: [] }, /^surveys\[0\]\.questions: expected .*at least one.*, got an empty list/],
  ['a persona nobody knows', { audience: { persona: 'ghost' } }, /^surveys\[0\]\.audience\.persona: expected .*persona.*, got "ghost"/],
])('%s: one clear error, and the other survey works', async (_, change, message) => {
  const site = await openSite()
  const broken = bad({ endings: [{ id: 'thanks', text: 'Thanks' }], ...change })
  site.config = { version: 1, surveys: [broken, good] }
  site.pages.set('/', html())
  const tab = await openTab(await person(), site.url)
  await tab.until('ready')
  // What is wrong with a condition or a pattern is seen when the survey is called for.
  await tab.call('track', 'bad')
  const error = await tab.until('error')
  expect(error.message).toMatch(message)
  await tab.call('track', 'good')
  await tab.until('shown', { survey: 'good' })
  expect(tab.of('error')).toHaveLength(1)
  expect(tab.of('beforeshow').map(({ survey }) => survey)).toEqual(['good'])
  expect(tab.pageErrors).toEqual([])
})

test.each<[what: string, config: string, message: RegExp]>([
  ['a comma too many', '{"version": 1,\n "surveys": [],\n}', /^line 3, column 1: expected something after the comma, got "}"/],
  ['an HTML page in its place', '<!doctype html>', /^line 1, column 1: expected a value, got "<!doctype html>"/],
  ['half of it', '{"version": 1, "surveys": [', /^line 1, column \d+: expected .*, got the end of the file/],
])('a file that does not parse, %s: line, column, expected and got', async (_, text, message) => {
  const site = await openSite()
  site.config = text
  site.pages.set('/', html({ body: "<button type=\"button\" onclick=\"peakend('track', 'x'); this.textContent = 'Done'\">Do</button>" }))
  const tab = await openTab(await person(), site.url)
  expect((await tab.until('error')).message).toMatch(message)
  await tab.page.getByRole('button', { name: 'Do' }).click()
  await tab.page.getByRole('button', { name: 'Done' }).waitFor()
  await tab.call('inspect')
  expect(tab.of('error')).toHaveLength(1)
  expect(tab.pageErrors).toEqual([])
})

test.each<[what: string, config: object]>([
  ['a list', []],
  ['no surveys at all', { version: 1 }],
  ['surveys that are no list', { version: 1, surveys: { good } }],
  ['null among the surveys', { version: 1, surveys: [null, 7, 'x', good] }],
])('%s in place of the configuration: errors, and nothing thrown', async (_, given) => {
  const site = await openSite()
  site.config = JSON.stringify(given)
  site.pages.set('/', html())
  const tab = await openTab(await person(), site.url)
  const error = await tab.until('error')
  expect(error.message).toMatch(/: expected .*, got /)
  await tab.call('track', 'good')
  await tab.call('inspect')
  expect(tab.pageErrors).toEqual([])
})

test('two surveys of one id: the first works, the second is an error', async () => {
  const site = await openSite()
  site.config = config(good, quick('good', { questions: [csat] }))
  site.pages.set('/', html())
  const tab = await openTab(await person(), site.url)
  expect(await tab.until('ready')).toEqual({ surveys: ['good'] })
  expect((await tab.until('error')).message).toMatch(/^surveys\[1\]\.id: expected .*, got "good"/)
  await tab.call('track', 'good')
  await tab.page.getByRole('heading', { name: 'Question good' }).waitFor()
})

test('a configuration in the page itself, and a bad one there', async () => {
  const site = await openSite()
  const inline = (text: string) =>
    html({ data: { config: '#surveys' }, body: `<script type="application/json" id="surveys">${text}</script>` })
  site.pages.set('/', inline(JSON.stringify(config(good))))
  site.pages.set('/bad', inline('{'))
  const tab = await openTab(await person(), site.url)
  await tab.call('track', 'good')
  await tab.until('shown', { survey: 'good' })
  await tab.page.goto(`${site.url}/bad`)
  expect((await tab.until('error')).message).toMatch(/^line 1, column 2: expected /)
})

test('a declared moment that does not parse is an error, and the next one counts', async () => {
  const site = await openSite()
  site.config = config(good)
  const declare = (text: string) => `<script type="application/json" data-peakend="track">${text}</script>`
  site.pages.set('/', html({ body: declare('{"event": ') + declare('{"event": "good"}') }))
  const tab = await openTab(await person(), site.url)
  expect(await tab.until('error')).toMatchObject({ code: 'bad-moment' })
  await tab.until('shown', { survey: 'good' })
  expect(tab.pageErrors).toEqual([])
})

test('with debug everything there is to say is in the console, once', async () => {
  const site = await openSite()
  site.config = { version: 1, surveys: [bad(question({ type: 'hologram' })), good] }
  site.pages.set('/', html({ data: { debug: 'true' } }))
  const context = await person()
  const said: string[] = []
  context.on('console', (message) => said.push(message.text()))
  const tab = await openTab(context, site.url)
  await tab.until('error')
  await tab.call('inspect')
  expect(said.filter((text) => text.startsWith('[peakend]'))).toHaveLength(1)
})
