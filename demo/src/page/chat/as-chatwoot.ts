/** The shop's chat in the words of one that is sold: the events of Chatwoot's SDK, so that connectors can be tried without an account. */
import type { Said } from './conversation'

interface Message {
  /** 0: the visitor. 1: an answer. 3: the greeting, which comes by itself. */
  readonly message_type: 0 | 1 | 3
  readonly conversation_id: string
  readonly sender: { readonly type: 'contact' | 'agent_bot' | 'user' }
}

const senders = { you: 'contact', bot: 'agent_bot', team: 'user' } as const

/** What was said since: who, in which conversation, and no word of it. */
export const asChatwoot = (id: string, said: readonly Said[], isGreeting = false): readonly Message[] =>
  said.map(({ from }) => ({
    message_type: from === 'you' ? 0 : isGreeting ? 3 : 1,
    conversation_id: id,
    sender: { type: senders[from] },
  }))
