import { inProject, json, type Operation, type Parameter, type Paths, page, queries, refused, schemaOf, team } from '../openapi/parts'
import { caseSchema, changeSchema, channelSchema } from './input'

const id = (description: string, name = 'id'): Parameter => ({ name, in: 'path', required: true, description, schema: { type: 'string' } })
const ofResponse = [id('A response, or an alert.'), ...inProject]
const ofChannel = [id('A channel.'), ...inProject]
const ofDelivery = [id('A channel.'), id('A delivery.', 'delivery'), ...inProject]
const guarded = refused('400', '401', '403', '429', '503')
const missing = { '404': { description: 'There is none.' } }
const back = { '303': { description: 'Back to the page, with word of it.' } }
const object = (properties: Readonly<Record<string, unknown>>) => ({ type: 'object', required: Object.keys(properties), properties })

const list = { type: 'array', items: { type: 'object' } }
const text = { type: 'string' }
const status = object({ response: text, state: { enum: ['new', 'contacted', 'resolved'] }, assignee: text, note: text, gesture: text })
const channel = object({
  id: text,
  kind: text,
  name: text,
  url: text,
  settings: { type: 'object' },
  state: { enum: ['on', 'paused', 'gone'] },
})

type Body = NonNullable<Operation['requestBody']>
const body = (schema: Body['content'][string]['schema'], example: unknown): Body => ({
  required: true,
  content: { 'application/json': { schema, example } },
})
const form: Body = { required: true, content: { 'application/x-www-form-urlencoded': { schema: { type: 'object' } } } }
const read = (operationId: string, tag: string, summary: string): Pick<Operation, 'operationId' | 'tags' | 'summary' | 'security'> => ({
  operationId,
  tags: [tag],
  summary,
  security: team,
})
/** A button of `/channels`. */
const button = (name: string, summary: string): Paths[string] => ({
  post: {
    ...read(`channelPage${name}`, 'Pages', summary),
    parameters: name === 'Replay' ? ofDelivery : ofChannel,
    responses: { ...back, ...missing, ...guarded },
  },
})

export const loopPaths: Paths = {
  '/v1/alerts': {
    get: {
      ...read('alerts', 'Results', 'Who should be looked at, the newest first'),
      parameters: [
        ...inProject,
        queries.one('state', '`open`: new or contacted. Default: all.', { enum: ['open', 'new', 'contacted', 'resolved'] }),
        queries.one('touchpoint', 'Of one touchpoint.', text),
        queries.one('owner', 'Of one owner.', text),
        queries.one('before', '`next` of the page before.', text),
      ],
      responses: { '200': json('A page of them.', object({ alerts: list, next: { type: ['string', 'null'] } })), ...guarded },
    },
  },
  '/v1/responses/{id}/status': {
    get: {
      ...read('responseStatus', 'Results', 'What was done about a response, with its history'),
      parameters: ofResponse,
      responses: { '200': json('What was done.', status), ...missing, ...guarded },
    },
    patch: {
      ...read('changeResponseStatus', 'Results', 'Says what was done about a response'),
      parameters: ofResponse,
      requestBody: body(schemaOf(caseSchema), { state: 'contacted', assignee: 'Ada', gesture: 'Voucher of 10 €' }),
      responses: { '200': json('What was done.', status), ...missing, ...guarded },
    },
  },
  '/v1/channels': {
    get: {
      ...read('channels', 'Access', 'Where alerts go'),
      parameters: inProject,
      responses: { '200': json('All of them, without secrets.', object({ channels: { type: 'array', items: channel } })), ...guarded },
    },
    post: {
      ...read('addChannel', 'Access', 'Adds a channel'),
      description: 'Of a webhook the reply has the signing `secret`, this once.',
      parameters: inProject,
      requestBody: body(schemaOf(channelSchema), { kind: 'slack', name: '#shop', url: 'https://hooks.slack.com/services/T0/B0/x' }),
      responses: { '201': json('The channel.', channel), ...guarded },
    },
  },
  '/v1/channels/{id}': {
    patch: {
      ...read('changeChannel', 'Access', 'Changes a channel, pauses it or switches it on'),
      parameters: ofChannel,
      requestBody: body(schemaOf(changeSchema), { paused: true }),
      responses: { '200': json('The channel.', channel), ...missing, ...guarded },
    },
    delete: {
      ...read('deleteChannel', 'Access', 'Deletes a channel, and what was still to be sent there'),
      parameters: ofChannel,
      responses: { '204': { description: 'Deleted.' }, ...missing, ...guarded },
    },
  },
  '/v1/channels/{id}/test': {
    post: {
      ...read('testChannel', 'Access', 'Sends a test, and waits for what comes of it'),
      parameters: [
        ...ofChannel,
        queries.one('what', '`digest`: of e-mail, the digest of the last week. Default: an alert.', { enum: ['digest'] }),
      ],
      responses: { '200': json('The delivery.', { type: ['object', 'null'] }), ...missing, ...guarded },
    },
  },
  '/v1/channels/{id}/secret': {
    post: {
      ...read('renewSecret', 'Access', 'Makes another signing secret; for a day both sign'),
      parameters: ofChannel,
      responses: { '200': json('The secret, this once.', object({ secret: text })), ...missing, ...guarded },
    },
  },
  '/v1/channels/{id}/deliveries': {
    get: {
      ...read('deliveries', 'Access', 'What was sent to a channel, the latest first'),
      parameters: ofChannel,
      responses: { '200': json('At most a hundred.', object({ deliveries: list })), ...missing, ...guarded },
    },
  },
  '/v1/channels/{id}/deliveries/{delivery}/replay': {
    post: {
      ...read('replayDelivery', 'Access', 'Sends one again, under the same id'),
      parameters: ofDelivery,
      responses: { '200': json('It is under way.', object({ replayed: { const: true } })), ...missing, ...guarded },
    },
  },
  '/inbox': {
    get: {
      ...read('inboxPage', 'Pages', 'Alerts, the newest first'),
      parameters: inProject,
      responses: { '200': page('The inbox.'), '401': page('The form to sign in with.'), ...refused('400') },
    },
  },
  '/inbox/{id}': {
    get: {
      ...read('casePage', 'Pages', 'One response or drop, and what was done about it'),
      parameters: ofResponse,
      responses: { '200': page('The page.'), '401': page('The form to sign in with.'), '404': page('There is none.'), ...refused('400') },
    },
    post: {
      ...read('changeCase', 'Pages', 'Says what was done'),
      parameters: ofResponse,
      requestBody: form,
      responses: { ...back, ...missing, ...guarded },
    },
  },
  '/channels': {
    get: {
      ...read('channelsPage', 'Pages', 'Channels and what was sent to them'),
      parameters: inProject,
      responses: { '200': page('The channels.'), '401': page('The form to sign in with.'), ...refused('400') },
    },
    post: {
      ...read('addChannelPage', 'Pages', 'Adds a channel'),
      parameters: inProject,
      requestBody: form,
      responses: { '200': page('With the signing secret, this once.'), ...back, ...guarded },
    },
  },
  '/channels/digest/preview': {
    get: {
      ...read('digestPreview', 'Pages', 'The digest as it would be sent now'),
      parameters: [
        ...inProject,
        queries.one('channel', 'A channel of e-mail.', text),
        queries.one('week', 'The first day of the seven. Default: those last told of.', text),
      ],
      responses: {
        '200': page('The preview.'),
        '401': page('The form to sign in with.'),
        '404': page('There is none.'),
        ...refused('400'),
      },
    },
  },
  '/channels/digest/preview/mail': {
    get: {
      ...read('digestMail', 'Pages', 'The mail by itself'),
      parameters: [
        ...inProject,
        queries.one('channel', 'A channel of e-mail.', text),
        queries.one('week', 'The first day of the seven. Default: those last told of.', text),
      ],
      responses: { '200': page('The mail.'), '401': page('The form to sign in with.'), '404': page('There is none.'), ...refused('400') },
    },
  },
  '/channels/{id}/test': button('Test', 'Sends a test'),
  '/channels/{id}/mail': button('Mail', 'Changes what is sent by e-mail, to whom and when'),
  '/channels/{id}/digest': button('Digest', 'Sends the digest of the last week as a test'),
  '/channels/{id}/pause': button('Pause', 'Pauses a channel'),
  '/channels/{id}/resume': button('Resume', 'Switches a channel on'),
  '/channels/{id}/secret': button('Secret', 'Makes another signing secret'),
  '/channels/{id}/delete': button('Delete', 'Deletes a channel'),
  '/channels/{id}/deliveries/{delivery}/replay': button('Replay', 'Sends one again'),
}
