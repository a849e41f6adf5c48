import { expect, it } from 'vitest'
import { comment, type Topic } from './comments'
import { english } from './comments.en'
import { french } from './comments.fr'
import { createRandom } from './random'

const topics = Object.keys(english.sentences) as Topic[]
const all = (stock: typeof english) => [...Object.values(stock.sentences), ...Object.values(stock.tails)].flat()

it('has something to say about every topic in both languages, and nothing twice', () => {
  expect(Object.keys(french.sentences)).toEqual(topics)
  for (const stock of [english, french]) {
    for (const sentences of Object.values(stock.sentences)) expect(sentences.length).toBeGreaterThanOrEqual(4)
    expect(new Set(all(stock)).size).toBe(all(stock).length)
  }
})

it('is typeset as its language is', () => {
  for (const text of [...all(english), ...all(french)]) expect(text).not.toMatch(/['"]|\.\.\./)
  for (const text of all(french)) expect(text).not.toMatch(/[^\u202f][?!;]|[^\u00a0]:|«[^\u00a0]|[^\u00a0]»/)
})

it('says the same for the same draws', () => {
  const say = () => topics.map((topic) => comment(createRandom(7, topic), 'fr', topic))
  expect(say()).toEqual(say())
})
