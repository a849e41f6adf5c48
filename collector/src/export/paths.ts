import { file, inScope, type Paths, queries, ref, refused, team } from '../openapi/parts'

export const exportPaths: Paths = {
  '/v1/responses': {
    get: {
      operationId: 'exportResponses',
      tags: ['Data'],
      summary: 'Exports responses, however many there are',
      description:
        'Streamed; a file that could not be finished ends without the end of its transfer. Contact details are not in it. With `updatedSince` it has those alone whose current revision was received since then, in that order.',
      security: team,
      parameters: [
        ...inScope,
        queries.one('format', 'One JSON object a line, or a CSV with a byte order mark.', { enum: ['ndjson', 'csv'], default: 'ndjson' }),
        queries.separator,
        queries.one('updatedSince', 'An instant: what `Peakend-Next` said the last time.', { type: 'string' }),
      ],
      responses: {
        '200': {
          ...file('The responses.', ['text/csv']),
          headers: {
            'Peakend-Next': { description: 'With `updatedSince`: what to ask with the next time.', schema: { type: 'string' } },
          },
          content: { 'application/x-ndjson': { schema: ref('StoredResponse') }, 'text/csv': { schema: { type: 'string' } } },
        },
        ...refused('400', '401', '429', '503'),
      },
    },
  },
}
