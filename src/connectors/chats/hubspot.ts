import type { Connector } from '../around'
import { hearEmitter } from './listener'

interface Told {
  readonly conversation?: { readonly conversationId?: unknown }
}

/**
 * HubSpot conversations: https://developers.hubspot.com/docs/api-reference/conversations-chat-configuration/chat-widget-sdk. A conversation ends when the
 * team marks it as closed; of messages it tells nothing.
 */
export const connect: Connector = (around, hearChat) => {
  const chat = hearChat(around, 'hubspot', false)
  return hearEmitter(chat, 'HubSpotConversations', {
    conversationStarted: ({ conversation }: Told) => chat.begin(conversation?.conversationId),
    conversationClosed: ({ conversation }: Told) => chat.ended(conversation?.conversationId),
  })
}
