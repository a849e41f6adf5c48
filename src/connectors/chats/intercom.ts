import type { Connector } from '../around'
import { arrival } from '../arrival'
import { hearUnread } from './unread'

type Api = (method: string, fn: (count: unknown) => void) => unknown

/**
 * Intercom Messenger: https://developers.intercom.com/installing-intercom/web/methods. It tells when its window shows and hides, and how many messages
 * are unread, and nothing of conversations: a reply that came in between is a chat, which ends when the window is hidden.
 */
export const connect: Connector = (around, hearChat) => {
  const chat = hearChat(around, 'intercom', false)
  const unread = hearUnread(chat)
  const stop = arrival(
    () => (window as { Intercom?: Api }).Intercom,
    (intercom) => {
      intercom('onShow', chat.hear(unread.opened))
      intercom('onUnreadCountChange', chat.hear(unread.count))
      intercom(
        'onHide',
        chat.hear(() => chat.closed()),
      )
    },
  )
  return () => {
    stop()
    chat.stop()
  }
}
