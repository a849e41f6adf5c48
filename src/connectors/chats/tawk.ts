import type { Connector } from '../around'
import { hearEvents } from './events'

/**
 * tawk.to: https://developer.tawk.to/jsapi. Beside calling the functions of `Tawk_API` it fires an event of the window for each, as its own packages for
 * Vue, Angular and React hear them (https://github.com/tawk/tawk-messenger-vue-3): nothing of the page's is touched.
 */
export const connect: Connector = (around, hearChat) => {
  const chat = hearChat(around, 'tawk')
  return hearEvents(chat, {
    tawkChatStarted: () => chat.begin(),
    tawkChatMessageVisitor: () => chat.sent(),
    tawkChatMessageAgent: () => chat.replied(),
    tawkChatEnded: () => chat.ended(),
  })
}
