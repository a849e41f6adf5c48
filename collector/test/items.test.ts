import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Config } from '../../src/survey/config'
import { everyField } from '../../src/survey/reference-fields'
import type { Document, Node } from '../src/surveys/document'
import { nameOf, textOf } from '../src/surveys/form'
import { fillItem, type ItemKind, itemGroups, itemKinds, itemsOf, usedBy, withItem } from '../src/surveys/items'
import { type Running, responseEvent, start } from './fixtures'
import { hostile } from './hostile'
import { asking } from './team'

const languages = ['en', 'fr']
/** As a browser sends a form back that nobody touched. */
const untouched = (kind: ItemKind, item: Node): URLSearchParams =>
  new URLSearchParams(
    itemGroups(kind, item, languages).flatMap(({ fields }) =>
      fields.map((field) => [nameOf(field.path), textOf(field).replaceAll('\n', '\r\n')]),
    ),
  )
const sent = (kind: ItemKind, item: Node, change: Record<string, string>) => {
  const form = untouched(kind, item)
  for (const [name, value] of Object.entries(change)) form.set(name, value)
  return fillItem(kind, item, form, languages)
}

describe('the form of a persona or a touchpoint', () => {
  const every = everyField as unknown as Document
  it.each(itemKinds.flatMap((kind) => itemsOf(every, kind).map((item) => [kind, String(item.id), item] as const)))(
    'gives back what nobody touched as it was: %s %s',
    (kind, _, item) => expect(fillItem(kind, item, untouched(kind, item), languages)).toEqual({ item, misread: [] }),
  )

  it('takes goals as lines: the same line in each language is one text, and a list without any is none', () => {
    const persona = { id: 'p', goals: [{ en: 'Buy', fr: 'Acheter' }, { en: 'Learn' }], frustrations: ['Waiting'] }
    expect(sent('personas', persona, { '/goals/fr': 'Acheter\r\nApprendre\r\nRevenir' }).item.goals).toEqual([
      { en: 'Buy', fr: 'Acheter' },
      { en: 'Learn', fr: 'Apprendre' },
      { fr: 'Revenir' },
    ])
    expect(sent('personas', persona, { '/frustrations': 'Waiting\r\n\r\nLooking ' }).item.frustrations).toEqual(['Waiting', 'Looking'])
    expect(sent('personas', persona, { '/goals/en': '', '/goals/fr': ' ' }).item).not.toHaveProperty('goals')
    expect(sent('personas', { id: 'p' }, { '/goals/en': 'Buy' }).item.goals).toEqual([{ en: 'Buy' }])
  })

  it('takes a target as a whole or not at all, and keeps what was there where something cannot be read', () => {
    const target = { '/target/metric': 'csat', '/target/value': '82,5', '/target/by': '2027-12-31' }
    expect(sent('touchpoints', { id: 't' }, target).item.target).toEqual({ metric: 'csat', value: 82.5, by: '2027-12-31' })
    const had = { id: 't', target: { metric: 'nps', value: 30, by: '2027-12-31' } }
    expect(sent('touchpoints', had, { '/target/metric': '', '/target/value': '', '/target/by': '' }).item).not.toHaveProperty('target')
    expect(sent('touchpoints', had, { '/target/value': 'much' })).toEqual({
      item: had,
      misread: [{ path: ['target', 'value'], typed: 'much' }],
    })
  })

  it('leaves the rest of a document alone, and knows who uses it', () => {
    const document = {
      version: 1,
      personas: [{ id: 'a' }, { id: 'b' }],
      surveys: [{ id: 's', audience: { all: [{ persona: 'b' }] } }],
    }
    expect(withItem(document, 'personas', 'a', null)).toEqual({ ...document, personas: [{ id: 'b' }] })
    expect(withItem({ ...document, personas: [{ id: 'a' }] }, 'personas', 'a', null)).not.toHaveProperty('personas')
    expect(withItem(document, 'touchpoints', 't', { id: 't' }).touchpoints).toEqual([{ id: 't' }])
    expect([usedBy(document, 'personas', 'a'), usedBy(document, 'personas', 'b')]).toEqual([[], ['s']])
  })
})

describe('the pages', () => {
  let running: Running
  let ask: ReturnType<typeof asking>
  beforeEach(async () => {
    running = await start()
    ask = asking(running)
    await ask('POST', '/surveys/example', new URLSearchParams())
  })
  afterEach(() => running.stop())
  const form = (path: string, fields: Record<string, string>) => ask('POST', path, new URLSearchParams(fields))
  const draft = async () =>
    (await ask('GET', '/v1/config/draft')).json as { revision: string; config: Config; problems: { path: string }[] }
  const save = async (kind: ItemKind, id: string, change: Record<string, string>, more: Record<string, string> = {}) => {
    const { revision, config } = await draft()
    const item = JSON.stringify(itemsOf(config as unknown as Document, kind).find((one) => one.id === id))
    return form(`/surveys/${kind}/edit?id=${id}`, { revision, item, began: item, ...change, ...more })
  }

  it('a persona is added, written, published and rolled back; visitors get its rule and none of what the team thinks', async () => {
    expect((await form('/surveys/personas/add', { id: 'first' })).headers.get('location')).toBe('/surveys/personas/edit?id=first')
    const fresh = await ask('GET', '/surveys/personas/edit?id=first&lang=en')
    expect(fresh.text).toContain('(needed)')
    expect(fresh.text).toMatch(/class="wrong"/)
    const before = (await draft()).revision
    const wrong = await save('personas', 'first', { '/when': '{ "trait": ' })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('{ &quot;trait&quot;: ')
    expect((await draft()).revision).toBe(before)
    await save('personas', 'first', {
      '/name/en': 'First buyer',
      '/when': '{"context": "visit", "is": 1}',
      '/goals/en': 'Trust the shop\r\nBuy without an account',
      '/notes': 'From interviews\r\nin March',
    })
    const { config, problems, revision } = await draft()
    expect(config.personas).toEqual([
      {
        id: 'first',
        when: { context: 'visit', is: 1 },
        name: { en: 'First buyer' },
        goals: [{ en: 'Trust the shop' }, { en: 'Buy without an account' }],
        notes: 'From interviews\nin March',
      },
    ])
    expect(problems.filter(({ path }) => path.startsWith('personas')).map(({ path }) => path)).not.toContain('personas[0].when')
    expect((await form('/surveys/publish', { revision })).headers.get('location')).toContain('done=published')
    const told = (await ask('GET', '/v1/config')).json as Config
    expect(told.personas?.[0]).toEqual({ id: 'first', name: { en: 'First buyer' }, when: { context: 'visit', is: 1 } })
    expect(JSON.stringify(told)).not.toMatch(/Trust the shop|interviews/)
    await form('/surveys/personas/delete', { id: 'first' })
    expect((await draft()).config).not.toHaveProperty('personas')
    expect((await ask('GET', '/surveys/versions?lang=en')).text).toContain('personas/first')
  })

  it('its card says who they are and what they said', async () => {
    await form('/surveys/personas/add', { id: 'pro' })
    await save('personas', 'pro', {
      '/when': '{"trait": "plan", "is": "pro"}',
      '/goals/en': 'Be quick',
      '/frustrations/en': hostile.join('\r\n'),
    })
    await running.post(Array.from({ length: 12 }, (_, index) => responseEvent(`r${index}`, 1, { score: 5, personas: ['pro'] })))
    await running.post([responseEvent('other', 1, { score: 1 })])
    const { text } = await ask('GET', '/surveys/personas/card?id=pro&lang=en')
    expect(text).toContain('<li>Be quick</li>')
    expect(text).toMatch(/100%, between 7\d% and 100% · n = 12/)
    expect(text).not.toMatch(/<script>|<img src=x|<svg\/onload/)
    expect(text).toContain('data-print hidden')
  })

  it('a touchpoint gets its target, and one inside a survey becomes one of its own', async () => {
    const inline = await ask('GET', '/surveys/touchpoints?lang=en')
    expect(inline.text).toContain('Make it one of its own')
    const [survey] = (await draft()).config.surveys
    const id = survey && typeof survey.touchpoint === 'object' ? survey.touchpoint.id : ''
    await form('/surveys/touchpoints/adopt', { survey: String(survey?.id ?? '') })
    expect((await draft()).config).toMatchObject({ touchpoints: [{ id }], surveys: [{ touchpoint: id }] })
    await save('touchpoints', id, { '/owner': 'shop', '/target/metric': 'csat', '/target/value': '85', '/target/by': '2027-12-31' })
    expect((await draft()).config.touchpoints).toMatchObject([
      { id, owner: 'shop', target: { metric: 'csat', value: 85, by: '2027-12-31' } },
    ])
    expect((await ask('GET', '/surveys/touchpoints?lang=en')).text).toContain('Target 85% by 31 December 2027')
    // What `check` has to say stands beside the field.
    await save('touchpoints', id, { '/target/by': 'soon' })
    const page = await ask('GET', `/surveys/touchpoints/edit?id=${id}&lang=en`)
    expect(page.text).toMatch(/id="f\/target\/by-said"/)
  })

  it('two who change the same one see both; two who change different ones need not', async () => {
    for (const id of ['a', 'b']) await form('/surveys/personas/add', { id })
    const { revision } = await draft()
    const began = (id: string) => JSON.stringify({ id })
    const change = (id: string, name: string) =>
      form(`/surveys/personas/edit?id=${id}`, { revision, item: began(id), began: began(id), '/name/en': name })
    expect((await change('a', 'Mine')).status).toBe(303)
    expect((await change('b', 'Another')).status).toBe(303)
    const late = await change('a', 'Theirs')
    expect(late.status).toBe(409)
    expect(late.text).toMatch(/Mine/)
    expect((await draft()).config.personas).toMatchObject([{ name: { en: 'Mine' } }, { name: { en: 'Another' } }])
  })

  it('what is wrong changes nothing', async () => {
    await form('/surveys/personas/add', { id: 'a' })
    const before = await draft()
    expect((await form('/surveys/personas/add', { id: 'a' })).status).toBe(409)
    expect((await form('/surveys/personas/add', { id: ' ' })).status).toBe(422)
    expect((await form('/surveys/personas/delete', { id: 'none' })).status).toBe(404)
    expect((await form('/surveys/personas/edit?id=none', { began: '{}' })).status).toBe(404)
    expect((await form('/surveys/touchpoints/adopt', { survey: 'none' })).status).toBe(404)
    expect(await draft()).toEqual(before)
  })
})
