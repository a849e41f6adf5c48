import type { Connector } from '../around'
import { hearEmitter } from './listener'

/** Freshchat: https://developers.freshchat.com/web-sdk/v1/. It tells no end: a chat ends when its window is closed after a reply. */
export const connect: Connector = (around, hearChat) => {
  const chat = hearChat(around, 'freshchat')
  return hearEmitter(chat, 'fcWidget', {
    'message:sent': () => chat.sent(),
    'message:received': () => chat.replied(),
    'widget:closed': () => chat.closed(),
  })
}
