import type { Connector } from '../around'
import { hearEvents } from './events'

/** What of a message is read: who wrote it, and in which conversation; never what. */
interface Message {
  /** 0: the visitor. 1: the team, or its bot. 2: what happened. 3: sent by itself, such as a greeting. */
  readonly message_type?: unknown
  readonly conversation_id?: unknown
  readonly sender?: { readonly type?: unknown }
}

/** Chatwoot, by the events of its SDK (https://github.com/chatwoot/chatwoot). It tells no end: a chat ends when its window is closed after a reply. */
export const connect: Connector = (around, hearChat) => {
  const chat = hearChat(around, 'chatwoot')
  return hearEvents(chat, {
    'chatwoot:on-message'(detail) {
      const { message_type: type, conversation_id: id, sender } = detail as Message
      if (type === 0) chat.sent(id)
      if (type === 1) chat.replied(id, sender?.type === 'agent_bot' ? 'bot' : sender?.type === 'user' ? 'human' : undefined)
    },
    'chatwoot:closed': () => chat.closed(),
  })
}
