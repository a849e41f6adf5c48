/** As `data-connect` writes them; the chunk of each is called `connect-<name>`. */
export const CHATS = ['intercom', 'zendesk', 'crisp', 'tawk', 'hubspot', 'livechat', 'iadvize', 'freshchat', 'chatwoot'] as const
const SHOPS = ['ga4', 'shopify', 'segment', 'rudderstack'] as const
/** Vendors that are gone, or going. */
const ORPHANS = ['delighted', 'wootric'] as const
export const CONNECTORS = [...CHATS, ...SHOPS, ...ORPHANS, 'to-ga4', 'to-segment', 'to-posthog', 'to-matomo'] as const
export type Name = (typeof CONNECTORS)[number]
