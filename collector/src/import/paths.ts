import { z } from 'zod'
import { inProject, json, type Paths, page, queries, refused, schemaOf, team } from '../openapi/parts'
import { announcedSchema, importSchema, rowSchema } from './items'
import { MAX_IMPORT_ROWS } from './route'

const body = schemaOf(z.object({ ...importSchema.shape, ...announcedSchema.shape, rows: z.array(rowSchema).min(1).max(MAX_IMPORT_ROWS) }))
const { properties } = body as { readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>> }
const ofFile = (name: string, description: string) => queries.one(name, description, properties[name] ?? { type: 'string' })

export const importPaths: Paths = {
  '/v1/import': {
    post: {
      operationId: 'importAnswers',
      tags: ['Data'],
      summary: 'Takes answers from elsewhere',
      description:
        'As JSON rows, or as the CSV export of another program (then all but the file stands in the query). A row is known by its source and id: doing it again doubles nothing. What is imported is an instrument of its own.',
      security: team,
      parameters: [
        ...inProject,
        ofFile('source', 'Of a CSV; default: the program it comes from, else `csv`.'),
        ofFile('metric', 'Of a CSV: what was asked.'),
        ofFile('points', 'Of a CSV: of the scale.'),
        ofFile('question', 'Of a CSV: as it was asked.'),
        ofFile('locale', 'Of a CSV: the language it was asked in.'),
        queries.one('touchpoint', 'Of a CSV; default `import-<source>`.', { type: 'string' }),
        ...['stage', 'category', 'channel'].map((name) => queries.one(name, 'Of a CSV: of the touchpoint.', { type: 'string' })),
        queries.one('map', 'Of a CSV: which column holds what, `score=Note,date=Date`.', { type: 'string' }),
        queries.one('dates', 'Of a CSV: what comes first in `03/04/2027`.', { enum: ['dmy', 'mdy'] }),
        queries.one('contacts', '`1`: keep addresses as contact details.', { enum: ['0', '1'] }),
        ofFile('import', 'Of a CSV that comes in parts: `import` of the reply to the first.'),
        ofFile('file', 'Of a CSV: its name, for the trail.'),
        queries.one('dryRun', '`1`: say what would be done, and do nothing.', { enum: ['0', '1'] }),
      ],
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: body,
            example: {
              source: 'phone',
              touchpoint: { id: 'hotline', stage: 'retention', channel: 'phone' },
              metric: 'csat',
              question: 'Did we solve it?',
              rows: [{ id: 'call-1', score: 5, at: '2027-03-01T09:30:00Z', comment: 'Quick', respondent: 'customer-7' }],
            },
          },
          'text/csv': { schema: { type: 'string' }, example: 'date,score,comment\n2027-03-01,5,Quick\n' },
        },
      },
      responses: {
        '200': json(
          'What was done, or would be.',
          {
            type: 'object',
            required: ['import', 'dryRun', 'source', 'touchpoint', 'rows', 'imported', 'duplicates', 'skipped', 'reasons'],
            properties: {
              import: { type: ['string', 'null'], description: 'Names it, to go on with it or to take it back; null of a dry run.' },
              dryRun: { type: 'boolean' },
              source: { type: 'string' },
              touchpoint: { type: 'string' },
              rows: { type: 'integer' },
              imported: { type: 'integer' },
              duplicates: { type: 'integer' },
              skipped: { type: 'integer' },
              reasons: {
                type: 'array',
                description: 'Of the first thousand that were skipped.',
                items: {
                  type: 'object',
                  required: ['line', 'reason'],
                  properties: { line: { type: 'integer' }, reason: { type: 'string' } },
                },
              },
              read: { type: 'object', description: 'Of a CSV: how it was read.' },
            },
          },
          {
            import: '20270301120000-5f2c81aa',
            dryRun: false,
            source: 'phone',
            touchpoint: 'hotline',
            rows: 1,
            imported: 1,
            duplicates: 0,
            skipped: 0,
            reasons: [],
          },
        ),
        '409': { description: 'The import that is named does not go on: nothing was imported.' },
        ...refused('400', '401', '403', '413', '415', '429', '503'),
      },
    },
  },
  '/v1/imports': {
    get: {
      operationId: 'imports',
      tags: ['Data'],
      summary: 'What was imported, by whom, the latest first',
      security: team,
      parameters: inProject,
      responses: {
        '200': json('The last two hundred.', {
          type: 'object',
          required: ['imports'],
          properties: { imports: { type: 'array', items: { type: 'object' } } },
        }),
        ...refused('400', '401', '403', '429', '503'),
      },
    },
  },
  '/v1/imports/{id}': {
    delete: {
      operationId: 'takeBackImport',
      tags: ['Data'],
      summary: 'Deletes the answers of an import for good',
      description: 'With contact details, alerts and counts. They may be imported again.',
      security: team,
      parameters: [{ name: 'id', in: 'path', required: true, description: 'An import.', schema: { type: 'string' } }, ...inProject],
      responses: {
        '200': json('How many there were.', { type: 'object', required: ['responses'], properties: { responses: { type: 'integer' } } }),
        '404': { description: 'There is none.' },
        ...refused('400', '401', '403', '429', '503'),
      },
    },
  },
  '/results/imports': {
    get: {
      operationId: 'importsPage',
      tags: ['Pages'],
      summary: 'What was imported',
      security: team,
      parameters: inProject,
      responses: { '200': page('The imports.'), '401': page('The form to sign in with.'), ...refused('400') },
    },
  },
  '/results/imports/take-back': {
    post: {
      operationId: 'takeBackImportPage',
      tags: ['Pages'],
      summary: 'Deletes the answers of an import for good',
      security: team,
      parameters: [...inProject, queries.one('import', 'An import.', { type: 'string' })],
      responses: { '303': { description: 'Back to the page, with word of it.' }, ...refused('400', '401', '403', '429', '503') },
    },
  },
}
