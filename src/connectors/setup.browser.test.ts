import { afterEach, expect, test, vi } from 'vitest'
import type { Load } from '../chunks/shared'
import { createPeakend } from '../create'
import type { Config } from '../survey/config'
import type { Events, EventType, Peakend } from '../types'
import { connect } from './setup'

const page = window as unknown as Record<string, unknown>
const handles: Peakend[] = []
afterEach(async () => {
  for (const handle of handles.splice(0)) await handle.destroy()
  delete page['posthog']
  vi.unstubAllGlobals()
  sessionStorage.clear()
})
const config: Config = {
  version: 1,
  surveys: [
    {
      id: 'chat-csat',
      touchpoint: { id: 'chat', stage: 'retention', category: 'service', channel: 'chat' },
      trigger: {
        on: 'event',
        name: 'chat_ended',
        oncePer: 'conversation_id',
        where: {
          all: [
            { prop: 'answered_by', in: ['human', 'bot', 'both'] },
            { prop: 'visitor_messages', gte: 2 },
            { prop: 'replies', gte: 1 },
          ],
        },
        cancelOn: ['chat_started'],
      },
      questions: [{ id: 'csat', type: 'csat', text: 'How did this chat go?' }],
    },
  ],
}
/** As the page's own: from what is built beside it. */
const load = ((name: string) => {
  if (name === 'connect-chat') return import('./chats/talk')
  return name === 'connect-chatwoot' ? import('./chats/chatwoot') : import('./out/to-posthog')
}) as Load
const happens = <T extends EventType>(handle: Peakend, type: T) =>
  new Promise<Events[T]>((resolve) => void handle.on(type, (event) => void resolve(event)))
const fire = (type: string, detail?: object) => void dispatchEvent(new CustomEvent(type, { detail }))

test('a chat that ends calls for its question, and the page’s own analytics hear what becomes of it', async () => {
  // The build's own.
  vi.stubGlobal('VERSION', '0.0.0')
  const capture = vi.fn()
  page['posthog'] = { capture }
  const options = { project: 'connect-test', config, consent: 'session', frame: true } as const
  const handle = createPeakend(options)
  handles.push(handle)
  const stops: (() => unknown)[] = []
  await happens(handle, 'ready')
  const shown = happens(handle, 'shown')
  connect('chatwoot to-posthog', { handle, options, load, stops })
  // It begins with the visitor's first word; until it is there, nobody hears it.
  const started = happens(handle, 'moment')
  const writing = setInterval(() => fire('chatwoot:on-message', { message_type: 0, conversation_id: 7 }), 50)
  await started
  clearInterval(writing)
  fire('chatwoot:on-message', { message_type: 0, conversation_id: 7 })
  fire('chatwoot:on-message', { message_type: 1, conversation_id: 7, sender: { id: 1, type: 'user' } })
  fire('chatwoot:closed')
  expect((await shown).survey).toBe('chat-csat')
  expect(capture.mock.calls).toEqual([['peakend_shown', { survey: 'chat-csat' }]])

  const answered = happens(handle, 'answered')
  const card = [...document.querySelectorAll('*')].find(({ shadowRoot }) => shadowRoot)?.shadowRoot
  card?.querySelectorAll<HTMLElement>('[role=radio], input[type=radio]')[3]?.click()
  expect((await answered).answers).toEqual({ csat: 4 })
  expect(capture.mock.calls).toContainEqual(['peakend_answered', { survey: 'chat-csat', question: 'csat', score: 4 }])
  for (const stop of stops) stop()
})
