import { expect, test } from 'vitest'
import { asChatwoot } from './as-chatwoot'
import { begin, reply } from './conversation'

test('a conversation in Chatwoot’s events: who said something, and nothing of what', () => {
  const first = begin('chat-1', 'en')
  expect(asChatwoot(first.id, first.said, true).every(({ message_type }) => message_type === 3)).toBe(true)
  const next = reply(first, 'Where is my order?', 'en')
  const told = asChatwoot(next.id, next.said.slice(first.said.length))
  expect(told[0]).toEqual({ message_type: 0, conversation_id: 'chat-1', sender: { type: 'contact' } })
  expect(told.slice(1).every(({ message_type, sender }) => message_type === 1 && sender.type === 'agent_bot')).toBe(true)
  expect(JSON.stringify(told)).not.toContain('order?')
})
