/** Stand-ins for chats, by what their documentation says of them; docs/connectors names it. */
import type { Connector } from '../around'
import { anEmitter, page } from '../testing'
import * as chatwoot from './chatwoot'
import * as crisp from './crisp'
import * as freshchat from './freshchat'
import * as hubspot from './hubspot'
import * as iadvize from './iadvize'
import * as intercom from './intercom'
import * as livechat from './livechat'
import * as tawk from './tawk'
import * as zendesk from './zendesk'

/** What can happen in a conversation, as this vendor tells of it; `id` counts conversations, where the vendor has ids. */
type Acts = Readonly<Record<string, (id: number, junk?: unknown) => void>>
export interface Vendor {
  readonly name: string
  readonly connect: Connector
  /** What its script defines on the page. */
  readonly globals: readonly string[]
  readonly hasIds: boolean
  /** The script comes. */
  readonly load: () => Acts
  /** What a visit of two questions and two answers is in its own words, and what becomes of it. */
  readonly visit: readonly (readonly [act: string, seconds: number])[]
  readonly end: Readonly<Record<string, unknown>>
}

/** What a vendor hands over beside what is read: the words of the visitor. Reading them fails the test. */
export const unreadable = <T extends object>(what: T): T =>
  Object.defineProperties(
    what,
    Object.fromEntries(
      ['content', 'text', 'msg', 'message', 'messageFragments', 'attachments'].map((name) => [
        name,
        {
          enumerable: true,
          get() {
            read.push(name)
            throw Error('the words of a visitor')
          },
        },
      ]),
    ),
  )
/** Which of them were read nevertheless. */
export const read: string[] = []

const fire = (type: string, detail?: unknown) => void window.dispatchEvent(new CustomEvent(type, { detail }))
const counted = { visitor_messages: 2, replies: 2 }
const messages = [
  ['sent', 0],
  ['replied', 30],
  ['sent', 30],
  ['replied', 30],
] as const

/** Crisp as it is before it has loaded, and after: one function an event. */
export const aCrisp = () => {
  const heard: Record<string, ((...args: unknown[]) => unknown) | undefined> = {}
  const run = (command: unknown) => {
    const [verb, name, fn] = command as [string, string, (...args: unknown[]) => unknown]
    if (verb === 'on') heard[name] = fn
    if (verb === 'off') heard[name] = undefined
  }
  let session = 'session-1'
  return {
    heard,
    fire: (name: string, ...args: unknown[]) => heard[name]?.(...args),
    setSession: (id: number) => (session = `session-${id}`),
    load() {
      for (const command of (page['$crisp'] as unknown[] | undefined) ?? []) run(command)
      page['$crisp'] = {
        push: (...commands: unknown[]) => commands.forEach(run),
        get: (name: string) => (name === 'session:identifier' ? session : null),
      }
      ;(page['CRISP_READY_TRIGGER'] as (() => void) | undefined)?.()
    },
  }
}

export const vendors: readonly Vendor[] = [
  {
    name: 'intercom',
    connect: intercom.connect,
    globals: ['Intercom'],
    hasIds: false,
    load() {
      const intercom = anEmitter()
      page['Intercom'] = intercom.on
      let unread = 0
      return {
        opened: () => intercom.fire('onShow'),
        unread: () => intercom.fire('onUnreadCountChange', ++unread),
        read: () => intercom.fire('onUnreadCountChange', (unread = 0)),
        closed: () => intercom.fire('onHide'),
        junk: (_, junk) => intercom.fire('onUnreadCountChange', junk),
      }
    },
    visit: [
      ['opened', 0],
      ['closed', 30],
      ['unread', 30],
      ['opened', 30],
      ['read', 0],
      ['closed', 30],
    ],
    end: { length_seconds: 60 },
  },
  {
    name: 'zendesk',
    connect: zendesk.connect,
    globals: ['zE'],
    hasIds: true,
    load() {
      const zendesk = anEmitter()
      page['zE'] = (_: string, event: string, fn: () => void) => {
        zendesk.on(event, fn)
        return () => zendesk.off(event, fn)
      }
      return {
        opened: () => zendesk.fire('open', { type: 'messagingOpened' }),
        started: (id) => zendesk.fire('conversationStarted', unreadable({ conversationId: `c${id}` })),
        unread: (id) => zendesk.fire('unreadMessages', id),
        closed: () => zendesk.fire('close', { type: 'messagingClosed' }),
        junk: (_, junk) => zendesk.fire('conversationStarted', junk),
      }
    },
    visit: [
      ['opened', 0],
      ['started', 30],
      ['closed', 90],
    ],
    end: { conversation_id: 'c1', length_seconds: 90 },
  },
  {
    name: 'crisp',
    connect: crisp.connect,
    globals: ['$crisp', 'CRISP_READY_TRIGGER'],
    hasIds: true,
    load() {
      const crisp = aCrisp()
      // Its snippet, then its script.
      page['$crisp'] = []
      queueMicrotask(crisp.load)
      return {
        sent(id) {
          crisp.setSession(id)
          crisp.fire('message:sent', unreadable({ from: 'user' }))
        },
        replied(id) {
          crisp.setSession(id)
          crisp.fire('message:received', unreadable({ from: 'operator' }))
        },
        closed: () => void crisp.fire('chat:closed'),
        junk: (_, junk) => void crisp.fire('message:received', junk),
      }
    },
    visit: [...messages, ['closed', 0]],
    end: { conversation_id: 'session-1', ...counted, length_seconds: 90 },
  },
  {
    name: 'tawk',
    connect: tawk.connect,
    globals: [],
    hasIds: false,
    load: () => ({
      started: () => fire('tawkChatStarted'),
      sent: () => fire('tawkChatMessageVisitor', 'the words of a visitor'),
      replied: () => fire('tawkChatMessageAgent', 'words'),
      ended: () => fire('tawkChatEnded'),
      junk: (_, junk) => fire('tawkChatMessageAgent', junk),
    }),
    visit: [['started', 0], ...messages, ['ended', 10]],
    end: { ...counted, length_seconds: 100 },
  },
  {
    name: 'hubspot',
    connect: hubspot.connect,
    globals: ['HubSpotConversations'],
    hasIds: true,
    load() {
      const hubspot = anEmitter()
      page['HubSpotConversations'] = hubspot
      return {
        started: (id) => hubspot.fire('conversationStarted', unreadable({ conversation: { conversationId: id } })),
        ended: (id) => hubspot.fire('conversationClosed', unreadable({ conversation: { conversationId: id } })),
        junk: (_, junk) => hubspot.fire('conversationClosed', junk),
      }
    },
    visit: [
      ['started', 0],
      ['ended', 120],
    ],
    end: { conversation_id: '1', length_seconds: 120 },
  },
  {
    name: 'livechat',
    connect: livechat.connect,
    globals: ['LiveChatWidget'],
    hasIds: true,
    load() {
      const livechat = anEmitter()
      let thread: number | null = null
      page['LiveChatWidget'] = { ...livechat, get: () => ({ chatId: 'always the same', threadId: thread && `t${thread}` }) }
      const event = (id: number, type: string, more = {}) => {
        thread = id
        livechat.fire('new_event', unreadable({ type: 'message', author: { id: 'x', type }, ...more }))
      }
      return {
        greeted: (id) => event(id, 'agent', { greeting: { id: 1, uniqueId: 'g' } }),
        started(id) {
          thread = id
          livechat.fire('customer_status_changed', { status: 'chatting' })
        },
        sent: (id) => event(id, 'customer'),
        replied: (id) => event(id, 'agent'),
        ended() {
          thread = null
          livechat.fire('customer_status_changed', { status: 'browsing' })
        },
        junk: (_, junk) => livechat.fire('new_event', junk),
      }
    },
    visit: [['greeted', 0], ['started', 0], ...messages, ['ended', 5]],
    end: { conversation_id: 't1', ...counted, length_seconds: 95 },
  },
  {
    name: 'iadvize',
    connect: iadvize.connect,
    globals: ['iAdvizeCallbacks'],
    hasIds: true,
    load() {
      const call = (name: string, told?: unknown) =>
        (page['iAdvizeCallbacks'] as Record<string, ((told?: unknown) => void) | undefined> | undefined)?.[name]?.(told)
      return {
        started: (id) => call('onChatStarted', unreadable({ id: 77, conversationId: `uuid-${id}`, vuid: 'v' })),
        sent: () => call('onMessageSent', unreadable({ time: '10:00' })),
        replied: () => call('onMessageReceived', unreadable({ time: '10:00', operator: { id: 1 } })),
        ended: () => call('onChatEnded', { id: 77, endedBy: 'operator' }),
        junk: (_, junk) => call('onChatStarted', junk),
      }
    },
    visit: [['started', 0], ...messages, ['ended', 5]],
    end: { conversation_id: 'uuid-1', ...counted, length_seconds: 95 },
  },
  {
    name: 'freshchat',
    connect: freshchat.connect,
    globals: ['fcWidget'],
    hasIds: false,
    load() {
      const { on, fire } = anEmitter()
      page['fcWidget'] = { on }
      return {
        sent: () => fire('message:sent', unreadable({})),
        replied: () => fire('message:received', unreadable({})),
        closed: () => fire('widget:closed'),
        junk: (_, junk) => fire('message:received', junk),
      }
    },
    visit: [...messages, ['closed', 10]],
    end: { ...counted, length_seconds: 100 },
  },
  {
    name: 'chatwoot',
    connect: chatwoot.connect,
    globals: [],
    hasIds: true,
    load() {
      const message = (id: number, type: number, sender: string) =>
        fire('chatwoot:on-message', unreadable({ message_type: type, conversation_id: id, sender: { id: 1, type: sender } }))
      return {
        sent: (id) => message(id, 0, 'contact'),
        replied: (id) => message(id, 1, 'user'),
        robot: (id) => message(id, 1, 'agent_bot'),
        happened: (id) => message(id, 2, 'user'),
        template: (id) => message(id, 3, 'agent_bot'),
        closed: () => fire('chatwoot:closed'),
        junk: (_, junk) => fire('chatwoot:on-message', junk),
      }
    },
    visit: [
      ['template', 0],
      ['sent', 0],
      ['robot', 30],
      ['sent', 30],
      ['replied', 30],
      ['happened', 5],
      ['closed', 5],
    ],
    end: { conversation_id: '1', answered_by: 'both', ...counted, length_seconds: 100 },
  },
]
