import type { Chat } from '../around'
/**
 * For vendors that tell of messages only how many nobody has read: one that came since the visitor first opened the window, or that the visitor then opened
 * it to read, is a reply.
 */
export const hearUnread = (chat: Pick<Chat, 'begin' | 'replied'>) => {
  let wasOpen = false
  let unread = 0
  const answered = () => {
    chat.begin()
    chat.replied()
  }
  return {
    opened() {
      wasOpen = true
      if (unread) answered()
    },
    count(count: unknown) {
      if (Number(count) > unread && wasOpen) answered()
      unread = Number(count) || 0
    },
  }
}
