import { RESPONSE_TYPE } from '../../../src/survey/wire'
import { anybody, inProject, json, type Paths, refused, schemaOf } from '../openapi/parts'
import { MAX_EVENTS } from './route'
import { eventSchema } from './schema'

const event = schemaOf(eventSchema)
const id = '01930f6e-7c1a-7000-8000-000000000000:1'
const batch = {
  schema: { type: 'array', maxItems: MAX_EVENTS, items: event },
  example: [
    {
      specversion: '1.0',
      id,
      source: '/peakend/default',
      type: RESPONSE_TYPE,
      time: '2027-03-01T12:00:00.000Z',
      data: {
        project: 'default',
        survey: 'checkout-csat',
        surveyVersion: null,
        instrument: {
          fingerprint: '1a2b3c4d',
          question: 'csat',
          type: 'csat',
          display: 'faces',
          points: 5,
          orientation: 'horizontal',
          labels: ['Very badly', 'Fairly badly', 'Neither', 'Fairly well', 'Very well'],
          texts: { csat: 'How did placing your order go?' },
          locale: 'en',
          translated: false,
          trigger: 'event:order_completed',
          delaySeconds: 2,
        },
        touchpoint: { id: 'confirmation', stage: 'purchase', category: 'sales', channel: 'web' },
        personas: [],
        variant: null,
        moment: { type: 'event', name: 'order_completed' },
        status: 'answered',
        answers: { csat: 5 },
        respondent: { id: '01930f6e-0000-7000-8000-000000000000', kind: 'device' },
        context: { device: 'mobile' },
        consent: 'persistent',
        test: false,
        sdk: '0.1.0',
        createdAt: '2027-03-01T11:59:58.000Z',
        sentAt: '2027-03-01T12:00:00.000Z',
      },
    },
  ],
}

export const ingestPaths: Paths = {
  '/v1/responses': {
    post: {
      operationId: 'postEvents',
      tags: ['Receiving'],
      summary: 'Receives a batch of events',
      description: `A CloudEvents JSON batch of at most ${MAX_EVENTS} events, or one event. Each is judged on its own and answered by its id; 200 means committed. Sending one again counts it once: \`id\` is \`<responseId>:<revision>\`, and the highest revision is kept.`,
      security: anybody,
      parameters: inProject,
      requestBody: {
        required: true,
        content: {
          'application/cloudevents-batch+json': batch,
          'application/cloudevents+json': { schema: event },
          'application/json': { schema: batch.schema },
          'text/plain': { schema: { type: 'string', description: 'The same bytes: such a request needs no preflight.' } },
        },
      },
      responses: {
        '200': json(
          'What became of each event.',
          {
            type: 'object',
            required: ['serverTime', 'results'],
            properties: {
              serverTime: { type: 'string', format: 'date-time' },
              results: {
                type: 'array',
                items: {
                  type: 'object',
                  required: ['id', 'status'],
                  properties: {
                    id: { type: 'string' },
                    status: { enum: ['stored', 'duplicate', 'stale', 'rejected', 'retry'] },
                    current: { type: 'integer', description: 'Of `stale`: the revision that is there.' },
                    time: { type: 'string', description: 'Of `stale`: when that was given.' },
                    retryAfterMs: { type: 'integer' },
                    problem: { $ref: '#/components/schemas/Problem' },
                  },
                },
              },
              remaining: {
                type: 'object',
                additionalProperties: { type: 'integer' },
                description: 'Of surveys with a quota: how many answers are still wanted.',
              },
            },
          },
          { serverTime: '2027-03-01T12:00:00.000Z', results: [{ id, status: 'stored' }] },
        ),
        ...refused('400', '403', '413', '415', '429', '503'),
      },
    },
  },
}
