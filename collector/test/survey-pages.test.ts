import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { takes } from '../../src/recipes/takes'
import type { Config } from '../../src/survey/config'
import { everyField } from '../../src/survey/reference-fields'
import { openSqlite } from '../src/store'
import { type Document, findSurvey, type Node, surveysOf } from '../src/surveys/document'
import { exampleSurvey } from '../src/surveys/example'
import { groupsOf, triggerTypes } from '../src/surveys/fields'
import { addTrigger, fill, nameOf, removeTrigger, textOf } from '../src/surveys/form'
import { recipeFields } from '../src/surveys/words.recipes'
import { type Running, responseEvent, start, TOKEN } from './fixtures'
import { giveToken } from './team'

const config: Config = {
  version: 1,
  surveys: [
    exampleSurvey,
    {
      id: '<b>odd</b> & "id"',
      touchpoint: { id: 'x', stage: 'advocacy', category: 'product', owner: '<script>alert(1)</script>' },
      trigger: { on: 'manual' },
      questions: [{ id: 'q', type: 'text', text: '</script><script>alert(1)</script>' }],
    },
  ],
}

/** As a browser sends a form back that nobody touched. */
const untouched = (survey: Node, languages: readonly string[]): URLSearchParams => {
  const form = new URLSearchParams()
  for (const { fields, kind, path, type } of groupsOf(survey, languages)) {
    if (kind === 'trigger') form.set(nameOf([...path, 'on']), type)
    for (const field of fields) form.set(nameOf(field.path), textOf(field).replaceAll('\n', '\r\n'))
  }
  return form
}

describe('the form of a survey', () => {
  const example: Node = exampleSurvey
  const sent = (change: Record<string, string>, survey = example, languages = ['en', 'fr']) => {
    const form = untouched(survey, languages)
    for (const [name, value] of Object.entries(change)) form.set(name, value)
    return fill(survey, form, languages)
  }

  it.each(surveysOf(everyField as unknown as Document).map((survey) => [String(survey.id), survey] as const))(
    'gives back what nobody touched as it was: %s',
    (_, survey) => expect(fill(survey, untouched(survey, ['en', 'fr']), ['en', 'fr'])).toEqual({ survey, misread: [] }),
  )

  it('takes texts, numbers, lists and conditions over', () => {
    const { survey, misread } = sent({
      '/questions/0/text/en': 'Fine?',
      '/questions/0/help/fr': 'Une ligne',
      '/sample': '0,5',
      '/trigger/delaySeconds': '',
      '/trigger/cancelOn': 'a\r\n\r\n b ',
      '/audience': '{ "trait": "plan", "is": "pro" }',
      '/endings/0/text/fr': '',
    })
    expect(misread).toEqual([])
    expect(survey).toMatchObject({
      sample: 0.5,
      audience: { trait: 'plan', is: 'pro' },
      trigger: { on: 'event', name: 'order_completed', cancelOn: ['a', 'b'] },
      questions: [{ text: { en: 'Fine?', fr: 'Comment s’est passée votre commande ?' }, help: { fr: 'Une ligne' } }, {}],
      endings: [{ text: { en: 'Thank you!' } }],
    })
    expect(survey.trigger).not.toHaveProperty('delaySeconds')
    expect(Object.keys(Object(survey.questions)[0])).toEqual(['id', 'type', 'text', 'next', 'help'])
  })

  it('keeps what was there where something cannot be read, and says what was typed', () => {
    const { survey, misread } = sent({ '/audience': '{ "trait": ', '/sample': 'half', '/questions/0/text/en': 'Fine?' })
    expect(misread).toEqual([
      { path: ['audience'], typed: '{ "trait": ' },
      { path: ['sample'], typed: 'half' },
    ])
    expect(survey).toMatchObject({ questions: [{ text: { en: 'Fine?' } }, {}] })
    expect(survey).not.toHaveProperty('audience')
  })

  it('switches a trigger to any other kind, and keeps what both have', () => {
    for (const on of triggerTypes) expect(Object(sent({ '/trigger/on': on }).survey.trigger).on).toBe(on)
    expect(sent({ '/trigger/on': 'page' }).survey.trigger).toEqual({ on: 'page', delaySeconds: 2 })
    expect(sent({ '/trigger/on': 'nonsense' }).survey.trigger).toEqual(exampleSurvey.trigger)
  })

  it('adds a trigger and takes one away', () => {
    const two = addTrigger(example)
    expect(two.trigger).toEqual([exampleSurvey.trigger, { on: 'manual' }])
    expect(removeTrigger(two, 1).trigger).toEqual(exampleSurvey.trigger)
    expect(removeTrigger(example, 0)).toEqual(example)
    expect(sent({ '/trigger/1/on': 'exit' }, two).survey.trigger).toEqual([exampleSurvey.trigger, { on: 'exit' }])
  })

  it('has fields for a language that is added', () => {
    const { survey } = sent({ '/questions/0/text/de': 'Wie war es?' }, example, ['en', 'fr', 'de'])
    expect(survey).toMatchObject({ questions: [{ text: { de: 'Wie war es?' } }, {}] })
  })
})

describe('/surveys', () => {
  let folder: string
  let running: Running
  let cookie: string
  const begin = async (file?: Config) => {
    folder = mkdtempSync(join(tmpdir(), 'peakend-pages-'))
    const path = join(folder, 'peakend.json')
    if (file) writeFileSync(path, JSON.stringify(file))
    running = await start({ sdk: join(import.meta.dirname, '../../dist'), ...(file ? { config: path } : {}) })
    const signedIn = await fetch(`${running.url}/results?token=${TOKEN}`, { redirect: 'manual' })
    cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  }
  beforeEach(() => begin(config))
  afterEach(async () => {
    await running.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const get = async (path: string) => {
    const reply = await fetch(`${running.url}${path}`, { headers: { cookie } })
    return { status: reply.status, headers: reply.headers, text: await reply.text() }
  }
  const post = async (path: string, form: Record<string, string> | URLSearchParams) => {
    const reply = await fetch(`${running.url}${path}`, {
      method: 'POST',
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams(form),
      redirect: 'manual',
    })
    return { status: reply.status, to: reply.headers.get('location') ?? '', text: await reply.text() }
  }
  const draft = async () => (await (await running.team('/v1/config/draft')).json()) as { revision: string; state: string; config: Document }
  const visitors = async () => (await (await fetch(`${running.url}/v1/config`)).json()) as Config
  /** The form of a survey as the page has it, with some of it changed. */
  const edited = async (id: string, change: Record<string, string>) => {
    const { revision, config } = await draft()
    const survey = findSurvey(config, id) ?? {}
    const form = untouched(survey, ['en', 'fr'])
    const own = { revision, survey: JSON.stringify(survey), began: JSON.stringify(survey), languages: '', do: 'save' }
    for (const [name, value] of Object.entries({ ...own, ...change })) form.set(name, value)
    return form
  }
  const edit = async (id: string, change: Record<string, string>) =>
    post(`/surveys/edit?survey=${encodeURIComponent(id)}`, await edited(id, change))

  it('asks for the token first, and says nothing before', async () => {
    for (const path of ['', '/edit?survey=checkout-csat', '/publish', '/versions', '/json', '/preview?survey=checkout-csat']) {
      const reply = await fetch(`${running.url}/surveys${path}`)
      expect([path, reply.status]).toEqual([path, 401])
      expect(await reply.text()).not.toContain('checkout-csat')
    }
    const right = await fetch(`${running.url}/results/sign-in?project=shop&to=surveys`, {
      method: 'POST',
      body: new URLSearchParams({ token: TOKEN }),
      redirect: 'manual',
    })
    expect([right.status, right.headers.get('location')]).toEqual([303, '/surveys?project=shop'])
    expect(await (await fetch(`${running.url}/surveys?project=shop`)).text()).toContain(
      'action="/results/sign-in?project=shop&amp;to=surveys"',
    )
  })

  it('shows everything to whoever may only look, and no button that would be refused', async () => {
    const { token } = await giveToken(running, { name: 'reader', role: 'read' })
    const reader = { authorization: `Bearer ${token}` }
    await edit('checkout-csat', { '/sample': '0.5' })
    for (const path of ['', '/edit?survey=checkout-csat', '/publish', '/versions', '/json']) {
      const text = await (await fetch(`${running.url}/surveys${path}`, { headers: reader })).text()
      expect(text).toContain('Your token may look at surveys, not change them.')
      expect(text.match(/action="\/surveys\/(pause|resume|add|duplicate|delete|publish|discard|rollback)/g)).toBe(null)
      expect(text).not.toContain('class="save"')
    }
    const refused = await fetch(`${running.url}/surveys/pause`, {
      method: 'POST',
      headers: reader,
      body: new URLSearchParams({ survey: 'checkout-csat' }),
    })
    expect(refused.status).toBe(403)
    expect((await visitors()).surveys[0]).not.toHaveProperty('enabled')
  })

  it('leads from the results of a touchpoint to its survey, and back', async () => {
    await running.post([responseEvent('a', 1, { score: 4 })])
    expect((await get('/results')).text).toContain('<a href="/surveys/edit?survey=checkout-csat">Edit the survey</a>')
    expect((await get('/surveys')).text).toContain('href="/results#touchpoint-confirmation"')
  })

  it('leaves a trail of who changed what', async () => {
    await post('/surveys/pause', { survey: 'checkout-csat' })
    const { entries } = (await (await running.team('/v1/audit')).json()) as { entries: readonly unknown[] }
    expect(entries).toMatchObject([
      { who: 'root', project: 'default', action: 'config.paused', target: 'checkout-csat', detail: { version: 1 } },
    ])
  })

  it('shows what somebody wrote as text, never as markup', async () => {
    for (const path of [
      '',
      '/json',
      `/edit?survey=${encodeURIComponent('<b>odd</b> & "id"')}`,
      `/preview?survey=${encodeURIComponent('<b>odd</b> & "id"')}`,
    ]) {
      const { status, text } = await get(`/surveys${path}`)
      expect(status).toBe(200)
      expect(text).not.toMatch(/<b>odd|<script>alert/)
    }
  })

  it('tells how each is doing, and what was never seen', async () => {
    await running.post([responseEvent('a', 1, { score: 4 })])
    const { text } = await get('/surveys')
    expect(text).toContain('Visitors have the configuration file')
    expect(text).toContain('checkout-csat')
    expect(text).toMatch(/1 answer does not fit the version it names/)
    const other = await get('/surveys?project=other')
    expect(other.text).toContain('What it waits for was never seen.')
    expect(other.text).toContain('“order_completed”')
    expect((await get('/surveys?lang=fr')).text).toContain('Mettre en pause')
  })

  it('pauses at once and offers to undo it', async () => {
    const paused = await post('/surveys/pause', { survey: 'checkout-csat' })
    expect((await visitors()).surveys[0]?.enabled).toBe(false)
    const { text } = await get(paused.to)
    expect(text).toMatch(/“checkout-csat” is paused[\s\S]*action="\/surveys\/resume"[\s\S]*Undo/)
    expect(text).toContain('There is also a configuration file')
    await post('/surveys/resume', { survey: 'checkout-csat' })
    expect((await visitors()).surveys[0]).not.toHaveProperty('enabled')
    expect((await post('/surveys/pause', { survey: 'nobody' })).status).toBe(404)
  })

  it('edits, shows the difference in words, publishes with the version raised, and goes back', async () => {
    const saved = await edit('checkout-csat', { '/questions/0/text/en': 'Easy?', '/trigger/on': 'page' })
    expect(saved.status).toBe(303)
    const page = await get(saved.to)
    expect(page.text).toContain('The draft is saved.')
    expect(page.text).toContain('One mistake keeps this from being published')
    const blocked = await post('/surveys/publish', { revision: (await draft()).revision })
    expect([blocked.status, blocked.text.includes('cannot be published')]).toEqual([422, true])

    await edit('checkout-csat', { '/trigger/path': '/order/*' })
    const publish = await get('/surveys/publish')
    expect(publish.text).toMatch(/question › csat › Text › en[\s\S]*How did placing your order go\?[\s\S]*Easy\?/)
    expect(publish.text).toContain('Raise the version of “checkout-csat” to 2')
    const done = await post('/surveys/publish', { revision: (await draft()).revision, raise: 'checkout-csat', note: 'Shorter' })
    expect(done.to).toBe('/surveys?done=published')
    expect((await visitors()).surveys[0]).toMatchObject({ version: 2, trigger: { on: 'page', path: ['/order/*'] } })

    const versions = await get('/surveys/versions?a=0&b=3')
    expect(versions.text).toContain('From the configuration file to version 3')
    expect(versions.text).toContain('visitors have this')
    expect((await post('/surveys/rollback', { to: '', from: '3' })).status).toBe(303)
    expect((await visitors()).surveys[0]?.version).toBe(1)
    expect((await get('/surveys/versions')).text).toMatch(/went back[\s\S]*the configuration file/)
  })

  it('keeps what was typed where it could not be read, and saves nothing', async () => {
    const { status, text } = await edit('checkout-csat', { '/audience': '{ oops', '/sample': '0.5' })
    expect(status).toBe(422)
    expect(text).toContain('{ oops')
    expect(text).toContain('Nothing is saved yet')
    expect(await draft()).toMatchObject({ state: 'file' })
  })

  it('changes the fields with the kind of trigger, and saves nothing by that', async () => {
    const { text } = await edit('checkout-csat', { do: 'again', '/trigger/on': 'scroll' })
    expect(text).toContain('name="/trigger/depth"')
    const added = await edit('checkout-csat', { do: 'add-trigger' })
    expect(added.text).toContain('name="/trigger/1/on"')
    expect((await edit('checkout-csat', { do: 'again', language: 'de' })).text).toContain('name="/questions/0/text/de"')
    expect(await draft()).toMatchObject({ state: 'file' })
  })

  it('brings two together who edit different surveys, and a pause in between', async () => {
    const mine = await edited('checkout-csat', { '/questions/0/text/en': 'Mine?' })
    await edit('<b>odd</b> & "id"', { '/questions/0/text': 'Theirs?' })
    await post('/surveys/pause', { survey: 'checkout-csat' })
    expect((await post('/surveys/edit?survey=checkout-csat', mine)).status).toBe(303)
    const { config } = await draft()
    expect(config).toMatchObject({
      surveys: [{ enabled: false, questions: [{ text: { en: 'Mine?' } }, {}] }, { questions: [{ text: 'Theirs?' }] }],
    })
  })

  it('shows both where two edit the same survey, and loses neither', async () => {
    const mine = await edited('checkout-csat', { '/questions/0/text/en': 'Mine?' })
    await edit('checkout-csat', { '/questions/0/text/en': 'Theirs?' })
    const conflict = await post('/surveys/edit?survey=checkout-csat', mine)
    expect(conflict.status).toBe(409)
    expect(conflict.text).toContain('Theirs?')
    expect(conflict.text).toContain('Mine?')
    expect((await draft()).config).toMatchObject({ surveys: [{ questions: [{ text: { en: 'Theirs?' } }, {}] }, {}] })
    const fields = [...conflict.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&lt;', '<')] as const,
    )
    expect((await post('/surveys/edit?survey=checkout-csat', new URLSearchParams(fields.map(([a, b]) => [a, b])))).status).toBe(303)
    expect((await draft()).config).toMatchObject({ surveys: [{ questions: [{ text: { en: 'Mine?' } }, {}] }, {}] })
  })

  it('takes the whole configuration as JSON, and names the line of a mistake', async () => {
    const { revision } = await draft()
    const broken = await post('/surveys/json', { revision, json: '{\n  "version": 1,\n  "surveys": [}' })
    expect([broken.status, broken.text.includes('line 3, column 15')]).toEqual([422, true])
    expect((await post('/surveys/json', { revision, json: '[]' })).status).toBe(422)
    const json = JSON.stringify({ ...config, surveys: [{ ...exampleSurvey, sample: 4 }] }, null, 2)
    const saved = await post('/surveys/json', { revision, json })
    expect(saved.to).toBe('/surveys/json?done=saved')
    const { text } = await get(saved.to)
    expect(text).toMatch(/line \d+, column 17 · surveys\[0\]\.sample/)
    const late = await post('/surveys/json', { revision, json: '{"version":1,"surveys":[]}' })
    expect([late.status, late.text.includes('Somebody else was first')]).toEqual([409, true])
  })

  it('offers recipes: one is chosen, its options are read, and a whole survey is in the draft', async () => {
    const { revision } = await draft()
    const choice = (await get('/surveys/recipe')).text
    expect(choice).toContain('Reassurance after the purchase')
    expect((await get('/surveys/recipe?recipe=post-purchase&lang=fr')).text).toContain('name="facts.trackingUrl.fr"')
    for (const [, { options, facts = {} }] of Object.entries(takes))
      for (const key of ['brand', ...Object.keys(options), ...Object.keys(facts)])
        for (const language of ['en', 'fr'] as const) expect(recipeFields[language][key], `${key} in ${language}`).toBeTruthy()
    const short = await post('/surveys/recipe', { recipe: 'post-purchase', 'facts.returnDays.en': '7' })
    expect([short.status, short.text.includes('facts.returnDays'), short.text.includes('value="7"')]).toEqual([422, true, true])
    expect((await post('/surveys/recipe', { recipe: 'constructor' })).status).toBe(422)
    expect((await draft()).revision).toBe(revision)
    const made = await post('/surveys/recipe', {
      recipe: 'post-purchase',
      'with.minTotal': '80',
      'facts.sizeGuideUrl': '',
      'with.help': 'phone',
    })
    expect(made.to).toBe('/surveys/edit?survey=post-purchase')
    const { config } = await draft()
    expect(config).toMatchObject({ personas: expect.arrayContaining([expect.objectContaining({ id: 'first-time-buyer' })]) })
    const survey = surveysOf(config).find(({ id }) => id === 'post-purchase')
    expect(survey).toMatchObject({ touchpoint: { id: 'order-confirmation' }, questions: [{ id: 'sure' }, { id: 'doubt' }, {}, {}] })
    expect(survey).not.toHaveProperty('recipe')
    expect((await post('/surveys/recipe', { recipe: 'post-purchase' })).to).toBe('/surveys/edit?survey=post-purchase-2')
    await post('/surveys/discard', { revision: (await draft()).revision })
  })

  it('takes what a recipe is told in each language of the project', async () => {
    const form = (await get('/surveys/recipe?recipe=post-purchase')).text
    for (const name of ['facts.deliveryEstimate.en', 'facts.deliveryEstimate.fr', 'facts.trackingUrl.fr'])
      expect(form).toContain(`name="${name}"`)
    // A flag and a share have no language.
    expect(form).toContain('name="facts.nothingMoreToPay"')
    expect(form).toContain('name="with.holdout"')
    const typed = {
      recipe: 'post-purchase',
      'facts.deliveryEstimate.en': 'within five days',
      'facts.deliveryEstimate.fr': 'sous cinq jours',
      'facts.trackingUrl.en': '/orders/{{prop.order_id}}',
      'facts.team.fr': 'Notre service client',
    }
    const made = await post('/surveys/recipe', typed)
    const id = new URL(made.to, 'http://x').searchParams.get('survey')
    const text = JSON.stringify(surveysOf((await draft()).config).find((survey) => survey.id === id))
    expect(text).toContain('within five days')
    expect(text).toContain('sous cinq jours')
    expect(text).not.toMatch(/"en":"[^"]*sous cinq jours|"fr":"[^"]*within five days/)
    // An address that is given once holds in both; words are said only in the languages they are given in.
    expect(text).toContain('"href":"/orders/{{prop.order_id}}"')
    expect(text).not.toMatch(/"en":"[^"]*Notre service client/)
    // What is wrong is shown with everything that was typed.
    const wrong = await post('/surveys/recipe', { ...typed, 'with.holdout': '7' })
    expect([wrong.status, wrong.text.includes('value="sous cinq jours"')]).toEqual([422, true])
    await post('/surveys/discard', { revision: (await draft()).revision })
  })

  it('makes a survey of a recipe in the JSON that is saved, and leaves one that is wrong to be mended', async () => {
    const { revision } = await draft()
    const surveys = [{ recipe: 'chat-end', id: 'chat', sample: 0.5 }, { recipe: 'chat-emd' }]
    const saved = await post('/surveys/json', { revision, json: JSON.stringify({ version: 1, surveys }) })
    expect(saved.status).toBe(303)
    const { config, problems } = (await draft()) as unknown as { config: unknown; problems: { path: string }[] }
    expect(config).toMatchObject({ surveys: [{ id: 'chat', sample: 0.5, touchpoint: { channel: 'chat' } }, { recipe: 'chat-emd' }] })
    expect(problems.map(({ path }) => path)).toContain('surveys[1].recipe')
    expect((await post('/surveys/publish', { revision: (await draft()).revision })).status).toBe(422)
    await post('/surveys/discard', { revision: (await draft()).revision })
  })

  it('duplicates, adds and deletes in the draft alone', async () => {
    expect((await post('/surveys/duplicate', { survey: 'checkout-csat', id: 'second' })).to).toBe('/surveys/edit?survey=second')
    expect((await post('/surveys/duplicate', { survey: 'checkout-csat', id: 'second' })).to).toBe('/surveys/edit?survey=second-2')
    const pasted = JSON.stringify({ ...exampleSurvey, id: 'pasted' })
    expect((await post('/surveys/add', { json: pasted })).status).toBe(303)
    expect((await post('/surveys/add', { json: pasted })).text).toContain('There is a survey “pasted” already')
    expect((await post('/surveys/add', { json: '{"id": "x"' })).text).toContain('This is no JSON of one survey')
    await post('/surveys/delete', { survey: 'checkout-csat' })
    expect(surveysOf((await draft()).config).map(({ id }) => id)).toEqual(['second-2', 'second', '<b>odd</b> & "id"', 'pasted'])
    expect((await visitors()).surveys).toHaveLength(2)
    expect((await get('/surveys')).text).toContain('The draft takes it out')
    const discarded = await post('/surveys/discard', { revision: (await draft()).revision })
    expect(discarded.to).toBe('/surveys?done=discarded')
    expect(await draft()).toMatchObject({ state: 'file' })
  })

  it('shows the widget what stands in the form, where nothing can be sent', async () => {
    const form = await edited('checkout-csat', { '/questions/0/text/fr': 'Alors ?', look: 'dark', locale: 'fr' })
    const reply = await fetch(`${running.url}/surveys/preview?survey=checkout-csat`, {
      method: 'POST',
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
      body: form,
    })
    const text = await reply.text()
    expect(reply.headers.get('content-security-policy')).toMatch(/connect-src 'none'.*frame-ancestors 'self'/)
    expect(text).toContain('Alors ?')
    expect(text).toMatch(/data-theme="dark" data-locale="fr"/)
    expect(text).not.toContain('data-endpoint')
    expect(await draft()).toMatchObject({ state: 'file' })
  })

  it('says that it failed, and changes nothing, when the database does not do its part', async () => {
    const own = await openSqlite(':memory:')
    const broken = { ...own, surveys: { ...own.surveys, head: () => Promise.reject(new Error('no such table')) } }
    const failing = await start({ store: broken })
    const ask = (path: string, method = 'GET') => failing.team(path, { method })
    for (const [path, method] of [
      ['/surveys', 'GET'],
      ['/surveys/edit?survey=x', 'GET'],
      ['/surveys/example', 'POST'],
    ] as const) {
      const reply = await ask(path, method)
      expect([path, reply.status]).toEqual([path, 500])
      expect(await reply.text()).not.toContain('no such table')
    }
    expect((await ask('/v1/surveys')).status).toBe(500)
    expect(failing.logged[0]).toContain('A page of surveys could not be made')
    await failing.stop()
  })

  it('a form of another site changes nothing', async () => {
    for (const action of [
      'pause',
      'edit?survey=checkout-csat',
      'publish',
      'rollback',
      'discard',
      'delete',
      'add',
      'duplicate',
      'example',
      'json',
    ]) {
      const reply = await fetch(`${running.url}/surveys/${action}`, {
        method: 'POST',
        headers: { cookie, 'sec-fetch-site': 'same-site' },
        body: new URLSearchParams({ survey: 'checkout-csat' }),
      })
      expect([action, reply.status]).toEqual([action, 403])
    }
    expect(await draft()).toMatchObject({ state: 'file' })
  })

  it('begins with one ready survey where there is nothing', async () => {
    await running.stop()
    rmSync(folder, { recursive: true, force: true })
    await begin()
    expect((await get('/surveys')).text).toContain('No survey yet')
    expect((await get('/surveys/versions')).text).toContain('Nothing was saved here yet.')
    const begun = await post('/surveys/example', {})
    expect(begun.to).toBe('/surveys/edit?survey=checkout-csat')
    expect((await get(begun.to)).text).not.toContain('keeps this from being published')
    expect((await fetch(`${running.url}/v1/config`)).status).toBe(404)
    await post('/surveys/publish', { revision: (await draft()).revision })
    expect((await visitors()).surveys).toHaveLength(1)
  })
})
