import type { Connector } from '../around'
import { type Emitter, hearEmitter } from './listener'

interface Widget extends Emitter {
  get(what: 'chat_data'): { readonly threadId?: unknown } | null | undefined
}
/** What of an event is read: who made it, and whether it is a greeting; never what was written. */
interface Told {
  readonly author?: { readonly type?: unknown }
  readonly greeting?: unknown
}

/** LiveChat, by Text: https://platform.text.com/docs/extending-chat-widget/javascript-api. A chat ends when its customer is no longer `chatting`. */
export const connect: Connector = (around, hearChat) => {
  const chat = hearChat(around, 'livechat')
  // One chat of somebody has threads, each of them what visitors call a chat.
  const idOf = (widget: Widget) => widget.get('chat_data')?.threadId
  return hearEmitter<Widget>(chat, 'LiveChatWidget', {
    new_event({ author, greeting }: Told, widget) {
      if (greeting) return
      if (author?.type === 'customer') chat.sent(idOf(widget))
      if (author?.type === 'agent') chat.replied(idOf(widget))
    },
    customer_status_changed(told: { readonly status?: unknown } | string, widget) {
      const status = typeof told === 'string' ? told : told.status
      if (status === 'chatting') chat.begin(idOf(widget))
      // The thread that is over is told of no longer.
      if (status === 'browsing') chat.ended()
    },
  })
}
