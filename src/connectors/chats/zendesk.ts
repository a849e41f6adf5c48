import type { Connector } from '../around'
import { arrival } from '../arrival'
import { safely } from '../chain'
import { hearUnread } from './unread'

type Api = (command: 'messenger:on', event: string, fn: (told: unknown) => void) => unknown

/**
 * Zendesk messaging: https://developer.zendesk.com/api-reference/widget-messaging/web/events/. It tells when a conversation begins and when its window
 * opens and closes, and of messages only how many are unread: a chat ends when the window is closed.
 */
export const connect: Connector = (around, hearChat) => {
  const chat = hearChat(around, 'zendesk', false)
  const unread = hearUnread(chat)
  const offs: unknown[] = []
  const stop = arrival(
    () => (window as { zE?: Api }).zE,
    (zE) => {
      // Each gives back what takes it off again. One that this version of the widget does not know takes no other down.
      const on = safely((event: string, fn: (told: unknown) => unknown) => offs.push(zE('messenger:on', event, chat.hear(fn))))
      on('open', unread.opened)
      on('unreadMessages', unread.count)
      on('conversationStarted', (told) => chat.begin((told as { conversationId?: unknown } | undefined)?.conversationId))
      on('close', () => chat.ended())
    },
  )
  return () => {
    stop()
    chat.stop()
    for (const off of offs) safely(off as () => unknown)()
  }
}
