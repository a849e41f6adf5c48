import { expect, test, vi } from 'vitest'
import type { Question, Survey, Text } from '../survey/config'
import { languages } from '../survey/text'
import { chunkOf } from '../widget/questions/table'
import { menuIn, partsOf, wordsOf } from './parts'
import type { Load } from './shared'

const ask = (text: Text, type: 'csat' | 'choice' = 'csat'): Survey => ({
  id: 's',
  touchpoint: 't',
  trigger: { on: 'manual' },
  questions: [{ id: 'q', type, text, options: [] } as unknown as Question],
})
/** Chunks as they are asked for; those that `fails` knows cannot be had. */
const loader = (fails = /^$/) => {
  const load = vi.fn(async (name: string) => {
    if (fails.test(name)) throw new Error('offline')
    const [kind = '', lang] = name.split('-')
    return { [kind]: { lang } }
  })
  return { load: load as unknown as Load, asked: () => load.mock.calls.map(([name]) => name) }
}
const langOf = async (text: Text, ...tags: string[]) => (await wordsOf(ask(text), languages(...tags), loader().load)).words.lang

test.each<[text: Text, tags: string[], lang: string]>([
  ['How?', ['de-AT'], 'de'],
  ['How?', ['en-GB', 'fr'], 'en'],
  ['How?', ['pt-BR'], 'pt'],
  ['How?', ['zh-TW'], 'zh'],
  ['How?', ['iw'], 'he'],
  ['How?', ['arn'], 'en'],
  // A Swedish page, read with a French browser.
  ['Hur?', ['sv', 'fr-FR'], 'fr'],
  ['How?', ['', 'constructor', 'fr_FR'], 'fr'],
  ['How?', [], 'en'],
  // One language for question and scale: nobody wrote it in German.
  [{ en: 'How?' }, ['de'], 'en'],
  [{ fr: 'Comment\u202f?', en: 'How?' }, ['de', 'fr'], 'fr'],
  [{ 'pt-BR': 'Como?', en: 'How?' }, ['pt-PT'], 'pt'],
  // Persian is not among our languages.
  [{ fa: 'چطور بود؟' }, ['fa', 'de'], 'de'],
  [{ fa: 'چطور بود؟' }, ['fa'], 'en'],
])('our words beside %j for %j: %s', async (text, tags, lang) => expect(await langOf(text, ...tags)).toBe(lang))

test('English is built in, and what cannot be fetched is English', async () => {
  const { load, asked } = loader(/-de$/)
  expect((await wordsOf(ask('How?'), languages('en'), load)).words.next).toBe('Continue')
  expect(asked()).toEqual([])
  expect((await wordsOf(ask('Wie?', 'choice'), languages('de'), load)).words.next).toBe('Continue')
  expect((await wordsOf(ask('Wie?', 'choice'), languages('de'), load)).extra?.lang).toBe('en')
  expect((await menuIn(ask('Wie?'), languages('de'), load)).lang).toBe('en')
})
test('words of further question types are fetched only where one is asked', async () => {
  const { load, asked } = loader()
  await wordsOf(ask('Wie?'), languages('de'), load)
  expect(asked()).toEqual(['words-de'])
  await wordsOf(ask('Wie?', 'choice'), languages('de'), load)
  expect(asked()).toContain('extra-de')
})

const options = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `o${i}`, text: `${i}` }))
const choice = (count: number, display?: 'list' | 'chips' | 'filter'): Question => ({
  id: `q${count}`,
  type: 'choice',
  text: '',
  options: options(count),
  ...(display && { display }),
})
const survey = (...questions: Question[]): Survey => ({ id: 's', touchpoint: 't', trigger: { on: 'manual' }, questions })

test('more than eight options are narrowed down by a field, unless the team says how they are shown', () => {
  expect([choice(8), choice(9), choice(8, 'filter'), choice(9, 'list'), choice(9, 'chips')].map(chunkOf)).toEqual([
    'q-choice',
    'q-filter',
    'q-filter',
    'q-choice',
    'q-choice',
  ])
})

const memory = { get: () => ({}), set: () => {}, asked: () => undefined }

test('what is fetched for a card: the chunk of each type once, and with the field the list it stands above', async () => {
  const fetched: string[] = []
  const load = (async (name: string) => {
    fetched.push(name)
    return { type: name, extra: {} }
  }) as unknown as Load
  const { types } = await partsOf(
    survey(choice(9), choice(10), { id: 'r', type: 'ranking', text: '', options: options(2) }),
    document.body,
    ['en'],
    { load, config: { version: 1, surveys: [] }, options: {}, memory },
  )
  expect(fetched.sort()).toEqual(['extra-en', 'q-choice', 'q-filter', 'q-ranking'])
  expect(types).toEqual({ 'q-choice': 'q-choice', 'q-filter': 'q-filter', 'q-ranking': 'q-ranking' })
  fetched.length = 0
  await partsOf(survey({ id: 'n', type: 'nps', text: '' }), document.body, ['en'], {
    load,
    config: { version: 1, surveys: [] },
    options: {},
    memory,
  })
  expect(fetched).toEqual([])
})

test('moments need the list they stand in, and are started with what is remembered; a link of an ending is drawn as a message’s', async () => {
  const fetched: string[] = []
  const load = (async (name: string) => {
    fetched.push(name)
    return name === 'q-moment' ? { start: async (_: unknown, lang: string) => ({ type: `started in ${lang}` }) } : { type: name, extra: {} }
  }) as unknown as Load
  const asked = survey({ id: 'm', type: 'moment', text: { fr: 'M' } })
  const shared = { load, config: { version: 1, surveys: [] }, options: {}, memory } as const
  const { types } = await partsOf(asked, document.body, ['fr'], shared)
  expect(types).toEqual({ 'q-moment': 'started in fr', 'q-choice': 'q-choice' })
  const linked = { ...survey({ id: 'n', type: 'nps', text: '' }), endings: [{ id: 'e', text: 'E', link: { href: '/', text: 'L' } }] }
  expect((await partsOf(linked, document.body, ['en'], shared)).types).toEqual({ 'q-message': 'q-message' })
  expect(fetched).toContain('extra-en')
})
