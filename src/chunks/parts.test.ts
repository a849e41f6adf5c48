import { expect, test, vi } from 'vitest'
import type { Question, Survey, Text } from '../survey/config'
import { languages } from '../survey/text'
import { menuIn, wordsOf } from './parts'
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
