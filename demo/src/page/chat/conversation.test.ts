import { expect, it } from 'vitest'
import { begin, type Conversation, endNow, reply } from './conversation'

const talkOf = (...texts: readonly string[]): Conversation => texts.reduce((talk, text) => reply(talk, text, 'en'), begin('chat-1', 'en'))

it('begins with the assistant', () => expect(new Set(begin('chat-1', 'fr').said.map(({ from }) => from))).toEqual(new Set(['bot'])))

it('keeps what was said in order, without the spaces around it', () => {
  const { said } = talkOf('  Where is my parcel? ')
  const at = said.findIndex(({ from }) => from === 'you')
  expect(said[at]).toEqual({ from: 'you', text: 'Where is my parcel?' })
  expect(said.slice(at + 1).length).toBeGreaterThan(0)
})

it('says nothing for nothing, and nothing after the end', () => {
  const talk = talkOf('Hello')
  expect(reply(talk, '   ', 'en')).toBe(talk)
  const over = endNow(talk)
  expect(over.turn).toMatchObject({ ended: true, quick: [] })
  expect(reply(over, 'Hello?', 'en')).toBe(over)
})

it('goes on after it was kept as JSON', () => {
  const kept = JSON.parse(JSON.stringify(talkOf('Hello'))) as Conversation
  expect(reply(kept, 'Talk to a person', 'en')).toEqual(talkOf('Hello', 'Talk to a person'))
})
