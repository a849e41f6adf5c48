/** Routes of the rooms that have no description of their own beside them. */
import { journeyMap, priorities } from './journey'
import { anybody, file, inProject, inScope, json, type Paths, page, queries, ref, refused, team } from './parts'

const respondent = { name: 'id', in: 'path', required: true, description: 'Of any kind.', schema: { type: 'string' } } as const

export const otherPaths: Paths = {
  '/v1/config': {
    get: {
      operationId: 'config',
      tags: ['Receiving'],
      summary: 'The configuration, as visitors get it',
      description: 'With an `ETag`: ask with `If-None-Match`.',
      security: anybody,
      parameters: inProject,
      responses: {
        '200': json('The configuration.', {
          type: 'object',
          required: ['version', 'surveys'],
          properties: { version: { const: 1 }, surveys: { type: 'array' } },
        }),
        '304': { description: 'Nothing has changed.' },
        '404': {
          description: 'There is none yet.',
          content: { 'application/problem+json': { schema: ref('Problem') } },
        },
        ...refused('400', '403', '429'),
      },
    },
  },
  '/v1/report': {
    get: {
      operationId: 'report',
      tags: ['Results'],
      summary: 'The numbers of /results',
      security: team,
      parameters: [
        ...inScope,
        queries.one('same', 'On the map of the journey: only people who also answered at this touchpoint.', { type: 'string' }),
      ],
      responses: {
        '200': json('The report.', {
          type: 'object',
          required: ['project', 'test', 'since', 'until', 'generatedAt', 'shown', 'answered', 'touchpoints', 'journey'],
          properties: {
            project: { type: 'string' },
            test: { type: 'boolean' },
            since: { type: ['string', 'null'] },
            until: { type: ['string', 'null'] },
            generatedAt: { type: 'string', format: 'date-time' },
            shown: { type: 'integer' },
            answered: { type: 'integer' },
            simulated: {
              type: 'object',
              description: 'Of these, sample data: nobody was asked.',
              required: ['shown', 'answered'],
              properties: { shown: { type: 'integer' }, answered: { type: 'integer' } },
            },
            touchpoints: {
              type: 'array',
              description: 'In the order of the journey.',
              items: {
                type: 'object',
                required: ['id', 'instruments', 'cascade'],
                properties: {
                  id: { type: 'string' },
                  instruments: {
                    type: 'array',
                    items: {
                      type: 'object',
                      required: ['fingerprint', 'survey', 'metric', 'n', 'score', 'interval', 'enough', 'distribution'],
                      properties: {
                        fingerprint: { type: 'string' },
                        survey: { type: 'string' },
                        metric: { type: 'string' },
                        n: { type: 'integer', description: 'Answers counted; for NPS the latest of each respondent.' },
                        score: { type: ['number', 'null'], description: 'Null below ten answers.' },
                        interval: { type: ['array', 'null'], items: { type: 'number' }, description: '95 %, sampling only.' },
                        enough: { type: 'boolean', description: 'Whether a score is worth reading.' },
                      },
                    },
                  },
                },
              },
            },
            journey: journeyMap,
            priorities,
          },
        }),
        ...refused('400', '401', '429', '503'),
      },
    },
  },
  '/v1/simulated': {
    delete: {
      operationId: 'deleteSimulated',
      tags: ['Data'],
      summary: 'Erases the sample data of a project, for good',
      description: 'Responses that say `simulated`, and what they added to counts. What visitors answered stays.',
      security: team,
      parameters: inProject,
      responses: {
        '200': json(
          'How many responses there were.',
          { type: 'object', required: ['deleted'], properties: { deleted: { type: 'integer' } } },
          { deleted: 1200 },
        ),
        ...refused('400', '401', '403', '429', '503'),
      },
    },
  },
  '/v1/contacts': {
    get: {
      operationId: 'exportContacts',
      tags: ['Data'],
      summary: 'Exports contact details, the newest first',
      security: team,
      parameters: [
        ...inScope,
        queries.one('survey', 'Of one survey.', { type: 'string' }),
        queries.one('format', 'One JSON object, or a CSV.', { enum: ['json', 'csv'], default: 'json' }),
        queries.separator,
      ],
      responses: {
        '200': {
          ...file('The contact details.', ['text/csv']),
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['contacts'],
                properties: { contacts: { type: 'array', items: ref('StoredContact') } },
              },
            },
            'text/csv': { schema: { type: 'string' } },
          },
        },
        ...refused('400', '401', '429', '503'),
      },
    },
  },
  '/v1/respondents/{id}': {
    get: {
      operationId: 'respondent',
      tags: ['Data'],
      summary: 'Everything that is held about one person',
      security: team,
      parameters: [respondent, ...inProject],
      responses: {
        '200': json('Responses and contact details, tests included.', {
          type: 'object',
          required: ['project', 'respondent', 'responses', 'contacts'],
          properties: {
            responses: { type: 'array', items: ref('StoredResponse') },
            contacts: { type: 'array', items: ref('StoredContact') },
          },
        }),
        ...refused('400', '401', '429', '503'),
      },
    },
    delete: {
      operationId: 'eraseRespondent',
      tags: ['Data'],
      summary: 'Erases one person, for good',
      security: team,
      parameters: [respondent, ...inProject],
      responses: {
        '200': json(
          'How many responses there were.',
          { type: 'object', required: ['erased'], properties: { erased: { type: 'integer' } } },
          { erased: 3 },
        ),
        ...refused('400', '401', '403', '429', '503'),
      },
    },
  },
  '/v1/openapi.json': {
    get: {
      operationId: 'openapi',
      tags: ['Running'],
      summary: 'This description',
      security: anybody,
      responses: { '200': json('OpenAPI 3.1.', { type: 'object', required: ['openapi', 'info', 'paths'] }) },
    },
  },
  '/results': {
    get: {
      operationId: 'resultsPage',
      tags: ['Pages'],
      summary: 'The results, or the form to sign in with',
      security: team,
      parameters: inScope,
      responses: { '200': page('The results.'), '401': page('The form.'), ...refused('400') },
    },
  },
  '/results/contacts': {
    get: {
      operationId: 'contactsPage',
      tags: ['Pages'],
      summary: 'Contact details, a page at a time',
      security: team,
      parameters: inScope,
      responses: { '200': page('The list.'), '401': page('The form to sign in with.'), ...refused('400') },
    },
  },
  '/results/contacts/delete': {
    post: {
      operationId: 'deleteContacts',
      tags: ['Pages'],
      summary: 'Deletes contact details; answers stay',
      security: team,
      parameters: inProject,
      requestBody: {
        required: true,
        content: {
          'application/x-www-form-urlencoded': {
            schema: { type: 'object', properties: { response: { type: 'array', items: { type: 'string' } } } },
          },
        },
      },
      responses: { '303': { description: 'Back to the list.' }, ...refused('400', '401', '403', '429', '503') },
    },
  },
  '/results/sign-in': {
    post: {
      operationId: 'signIn',
      tags: ['Pages'],
      summary: 'Signs a browser in',
      security: anybody,
      parameters: inProject,
      requestBody: {
        required: true,
        content: {
          'application/x-www-form-urlencoded': {
            schema: { type: 'object', required: ['token'], properties: { token: { type: 'string' } } },
          },
        },
      },
      responses: { '303': { description: 'To the results, with a cookie.' }, '401': page('The form again.'), ...refused('400', '403') },
    },
  },
  '/results/sign-out': {
    post: {
      operationId: 'signOut',
      tags: ['Pages'],
      summary: 'Signs a browser out',
      security: anybody,
      responses: { '303': { description: 'To the form.' }, ...refused('403') },
    },
  },
  '/results/events': {
    get: {
      operationId: 'resultsEvents',
      tags: ['Pages'],
      summary: 'A stream that says when something was stored',
      description: 'Server-sent events: `event: stored`, without what. Ends with a `retry` when the collector stops.',
      security: team,
      parameters: inProject,
      responses: { '200': file('The stream.', ['text/event-stream']), ...refused('400', '401', '429') },
    },
  },
  '/results/{file}': {
    get: {
      operationId: 'resultsFile',
      tags: ['Pages'],
      summary: 'Styles and scripts of the pages',
      security: anybody,
      parameters: [{ name: 'file', in: 'path', required: true, description: 'Its name.', schema: { type: 'string' } }],
      responses: { '200': file('The file.', ['text/css', 'text/javascript']), '404': { description: 'There is none.' } },
    },
  },
}
