import { anybody, json, type Paths, refused } from '../openapi/parts'

const status = (word: string) => ({ type: 'object', required: ['status'], properties: { status: { const: word } } })

export const operatePaths: Paths = {
  '/healthz': {
    get: {
      operationId: 'live',
      tags: ['Running'],
      summary: 'The process lives',
      description: 'Restart it when this does not answer. It says nothing of the database.',
      security: anybody,
      responses: { '200': json('It does.', status('ok'), { status: 'ok' }) },
    },
  },
  '/readyz': {
    get: {
      operationId: 'ready',
      tags: ['Running'],
      summary: 'Send visitors here',
      description: 'The database answers, its tables are today’s, and the collector is not being stopped.',
      security: anybody,
      responses: { '200': json('Yes.', status('ready'), { status: 'ready' }), ...refused('503') },
    },
  },
  '/metrics': {
    get: {
      operationId: 'metrics',
      tags: ['Running'],
      summary: 'Numbers for Prometheus',
      description: 'Where it was switched on (`METRICS=on`); with the token of `METRICS_TOKEN`, else the team’s.',
      security: [{ token: [] }],
      responses: {
        '200': { description: 'The text format.', content: { 'text/plain': { schema: { type: 'string' } } } },
        ...refused('401', '429'),
      },
    },
  },
}
