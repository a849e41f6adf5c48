/** One message in the shape each receiver takes. */
import { Webhook } from 'standardwebhooks'
import type { Channel, ChannelSecrets, ScoreBand, Told } from '../store'
import type { Outgoing } from './http'
import type { Message } from './message-schema'
import { type Telling, tell } from './telling'

const json = 'application/json'

/** What every shape is made from. */
export interface Envelope {
  readonly id: string
  readonly channel: Channel
  readonly secrets: ChannelSecrets
  readonly at: number
}

/** Standard Webhooks 1.0: signed over id, time and body; while a secret is being replaced by both. */
export const webhook = (message: Message, { id, channel, secrets, at }: Envelope): Outgoing => {
  const body = JSON.stringify(message)
  const time = new Date(at)
  const keys = [secrets.secret, ...(secrets.previous && Date.parse(secrets.previousUntil) > at ? [secrets.previous] : [])]
  return {
    method: 'POST',
    url: channel.url,
    headers: {
      'content-type': json,
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at / 1000)),
      'webhook-signature': keys.map((key) => new Webhook(key).sign(id, time, body)).join(' '),
    },
    body,
  }
}

/** Slack reads `&`, `<` and `>` as its own; nothing else of a plain text is (docs.slack.dev, "Formatting text"). */
const slackText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const short = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length - 1)}…` : text)

const slackBlocks = ({ title, facts, quotes, link, footer }: Telling): readonly unknown[] => [
  { type: 'header', text: { type: 'plain_text', text: short(title, 150), emoji: false } },
  ...(facts.length > 0
    ? [
        {
          type: 'section',
          fields: facts.slice(0, 10).map(([name, value]) => ({ type: 'plain_text', text: short(`${name}\n${value}`, 2000), emoji: false })),
        },
      ]
    : []),
  // Plain text, so that nothing a visitor writes is a link, a mention or a picture.
  ...quotes.slice(0, 5).map((quote) => ({ type: 'section', text: { type: 'plain_text', text: short(quote, 3000), emoji: false } })),
  { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: link.text }, url: link.href }] },
  { type: 'context', elements: [{ type: 'plain_text', text: footer, emoji: false }] },
]

/** Slack's incoming webhook: Block Kit, and the title as what notifications read. */
export const slack = (message: Message, { channel }: Envelope): Outgoing => {
  const telling = tell(message, channel.settings.language)
  return {
    method: 'POST',
    url: channel.url,
    headers: { 'content-type': json },
    body: JSON.stringify({ text: slackText(telling.title), blocks: slackBlocks(telling), unfurl_links: false }),
  }
}

/** A text of an Adaptive Card is Markdown: what would be a link or emphasis is written out. */
const cardText = (text: string): string => text.replace(/([\\`*_{}[\]()#+\-!|>~])/g, '\\$1')

/** Teams, by a workflow that posts an Adaptive Card 1.5. */
export const teams = (message: Message, { channel }: Envelope): Outgoing => {
  const { title, facts, quotes, link, footer } = tell(message, channel.settings.language)
  const line = (text: string, more: Readonly<Record<string, unknown>> = {}) => ({
    type: 'TextBlock',
    text: cardText(text),
    wrap: true,
    ...more,
  })
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      line(title, { size: 'Medium', weight: 'Bolder', style: 'heading' }),
      { type: 'FactSet', facts: facts.map(([name, value]) => ({ title: cardText(name), value: cardText(value) })) },
      ...quotes.map((quote) => line(quote)),
      line(footer, { isSubtle: true, size: 'Small' }),
    ],
    actions: [{ type: 'Action.OpenUrl', title: link.text, url: link.href }],
  }
  return {
    method: 'POST',
    url: channel.url,
    headers: { 'content-type': json },
    body: JSON.stringify({
      type: 'message',
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }],
    }),
  }
}

/** A mail: nothing of it is fetched, nothing says whether it was read. */
export interface Letter {
  readonly subject: string
  readonly text: string
  /** The same for programs that show more than text. Default none. */
  readonly html?: string
}
export const letter = (message: Message, { settings }: Channel): Letter => {
  const { title, facts, quotes, link, footer } = tell(message, settings.language)
  const lines = [
    title,
    '',
    ...facts.map(([name, value]) => `${name}: ${value}`),
    ...(quotes.length > 0 ? ['', ...quotes.map((quote) => quote)] : []),
    '',
    `${link.text}: ${link.href}`,
    '',
    '-- ',
    footer,
  ]
  return { subject: title.replace(/[\r\n]+/g, ' '), text: lines.join('\n') }
}

/** What a CRM keeps of a customer's latest answer. */
export interface Kept {
  readonly by: 'email' | 'id'
  readonly who: string
  readonly score: number
  readonly band: ScoreBand
  readonly metric: string
  readonly touchpoint: string
  readonly occurredAt: string
}

const isAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)

/** Null: nobody there could be found by what is known. An address from the answers only where it may be passed on. */
export const keptOf = ({ response, contact }: Told, band: ScoreBand, { settings }: Channel): Kept | null => {
  const { respondent, score } = response
  if (respondent.kind !== 'user' || score === null) return null
  const given =
    settings.includeContact && contact?.agreed.some(({ answer }) => answer === true) ? Object.values(contact.answers).map(String) : []
  const who = settings.identifyBy === 'id' ? respondent.id : [respondent.id, ...given].find(isAddress)
  if (who === undefined) return null
  const { occurredAt, instrument, touchpoint } = response
  return { by: settings.identifyBy, who, score, band, metric: instrument.type, touchpoint: touchpoint.id, occurredAt }
}

const properties = (kept: Kept): Readonly<Record<string, string | number>> => ({
  peakend_score: kept.score,
  peakend_band: kept.band,
  peakend_metric: kept.metric,
  peakend_touchpoint: kept.touchpoint,
  peakend_at: kept.occurredAt,
})

/** Where the makers say their API is. */
export const homes = {
  hubspot: 'https://api.hubapi.com',
  brevo: 'https://api.brevo.com',
  klaviyo: 'https://a.klaviyo.com',
} as const

/** HubSpot, CRM v3, "Update a contact": found by its address, or by a unique property of the account's own. */
export const hubspot = (kept: Kept, { channel, secrets }: Envelope): Outgoing => {
  const property = kept.by === 'email' ? 'email' : channel.settings.idProperty
  return {
    method: 'PATCH',
    url: `${channel.url}/crm/v3/objects/contacts/${encodeURIComponent(kept.who)}?idProperty=${encodeURIComponent(property)}`,
    headers: { 'content-type': json, authorization: `Bearer ${secrets.secret}` },
    body: JSON.stringify({ properties: properties(kept) }),
  }
}

/** Brevo, v3, "Update a contact". Names of attributes are in capitals there. */
export const brevo = (kept: Kept, { channel, secrets }: Envelope): Outgoing => ({
  method: 'PUT',
  url: `${channel.url}/v3/contacts/${encodeURIComponent(kept.who)}?identifierType=${kept.by === 'email' ? 'email_id' : 'ext_id'}`,
  headers: { 'content-type': json, 'api-key': secrets.secret },
  body: JSON.stringify({
    attributes: Object.fromEntries(Object.entries(properties(kept)).map(([name, value]) => [name.toUpperCase(), value])),
  }),
})

/** Klaviyo, "Create or update profile", at the revision it was written against. */
export const klaviyo = (kept: Kept, { channel, secrets }: Envelope): Outgoing => ({
  method: 'POST',
  url: `${channel.url}/api/profile-import`,
  headers: { 'content-type': 'application/vnd.api+json', authorization: `Klaviyo-API-Key ${secrets.secret}`, revision: '2026-01-15' },
  body: JSON.stringify({
    data: {
      type: 'profile',
      attributes: { ...(kept.by === 'email' ? { email: kept.who } : { external_id: kept.who }), properties: properties(kept) },
    },
  }),
})
