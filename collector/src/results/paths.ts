import {
  anybody,
  file,
  inProject,
  inScope,
  type Operation,
  type Parameter,
  type Paths,
  page,
  queries,
  refused,
  type Schema,
  team,
} from '../openapi/parts'
import { noteKinds } from '../store'
import { lives } from './share'

const id = (description: string): Parameter => ({ name: 'id', in: 'path', required: true, description, schema: { type: 'string' } })
const secret: Parameter = { name: 'secret', in: 'path', required: true, description: 'The key.', schema: { type: 'string' } }
const text = (description: string) => ({ type: 'string', description })

/** What every view can be narrowed to, beside the period. */
const filtered = [
  ...inScope,
  queries.one('through', 'The last day, included: `2027-03-01`.', { type: 'string', format: 'date' }),
  queries.one('persona', 'Only theirs. Likewise `device`, `language`, `page`, `variant`, `consent` and `event.<property>`.', {
    type: 'string',
  }),
]
const by = queries.one('by', 'Breaks each touchpoint down: `device`, `event.carrier` and so on.', { type: 'string' })
const compared = [
  queries.one('with', 'What it is compared with.', { type: 'string' }),
  queries.one('dimension', 'Of two groups: what tells them apart.', { type: 'string' }),
  queries.one('a', 'One group.', { type: 'string' }),
  queries.one('b', 'The other.', { type: 'string' }),
]
const searched = [
  queries.one('q', 'Words to look for, small or large, with accents or without.', { type: 'string' }),
  queries.one('band', 'Of whom: by their own score.', { enum: ['low', 'middle', 'high'] }),
]

const view = (operationId: string, summary: string, parameters: Operation['parameters'] = filtered): Operation => ({
  operationId,
  tags: ['Pages'],
  summary,
  security: team,
  parameters,
  responses: { '200': page('The page.'), '401': page('The form to sign in with.'), '403': page('Not with this token.'), ...refused('400') },
})
const table = (operationId: string, summary: string, parameters: Operation['parameters'] = filtered): Operation => ({
  ...view(operationId, summary, [...(parameters ?? []), queries.separator]),
  responses: {
    '200': file('The file.', ['text/csv']),
    '401': page('The form to sign in with.'),
    '403': page('Not with this token.'),
    ...refused('400'),
  },
})
const sent = (
  operationId: string,
  summary: string,
  properties: Readonly<Record<string, Schema>>,
  parameters: Operation['parameters'] = inProject,
): Operation => ({
  operationId,
  tags: ['Pages'],
  summary,
  security: team,
  parameters,
  requestBody: { required: true, content: { 'application/x-www-form-urlencoded': { schema: { type: 'object', properties } } } },
  responses: {
    '303': { description: 'Back to the page.' },
    '404': { description: 'There is none.' },
    '422': page('The form again, with what is wrong; a problem for programs.'),
    ...refused('400', '401', '403', '429', '503'),
  },
})

const note = {
  day: { type: 'string', format: 'date' },
  kind: { enum: noteKinds },
  text: text('What happened.'),
  owner: text('Whose it is.'),
  expected: text('What was expected of it.'),
  touchpoint: text('Its id; empty: all.'),
}

/** Views of the results beside the first. */
export const resultsPaths: Paths = {
  '/results/figures.csv': { get: table('figuresFile', 'Scores of all touchpoints, as a file', [...filtered, by]) },
  '/results/comments': { get: view('commentsPage', 'Comments with search and themes', [...filtered, ...searched]) },
  '/results/comments.csv': { get: table('commentsFile', 'The same, as a file', [...filtered, ...searched]) },
  '/results/responses/{id}': { get: view('responsePage', 'One response, with its journey', [id('Of the response.'), ...inProject]) },
  '/results/compare': { get: view('comparePage', 'Two periods or two groups, side by side', [...filtered, ...compared]) },
  '/results/compare.csv': { get: table('compareFile', 'The same, as a file', [...filtered, ...compared]) },
  '/results/priorities': { get: view('prioritiesPage', 'What to mend first') },
  '/results/notes': {
    get: view('notesPage', 'Notes on the trends', inProject),
    post: sent('addNote', 'Writes a note', note),
  },
  '/results/notes/{id}': { post: sent('changeNote', 'Changes a note', note, [id('Of the note.'), ...inProject]) },
  '/results/notes/{id}/delete': { post: sent('deleteNote', 'Deletes a note', {}, [id('Of the note.'), ...inProject]) },
  '/results/share': {
    get: view('sharePage', 'Links that show results to somebody without a token', filtered),
    post: {
      ...sent(
        'addShare',
        'Makes a link to what the address is about',
        { name: text('For whom.'), live: { enum: lives.map(String) }, comments: { enum: ['yes'] } },
        filtered,
      ),
      responses: {
        '200': page('With the link, this once.'),
        '422': page('The form again; a problem for programs.'),
        ...refused('400', '401', '403', '429', '503'),
      },
    },
  },
  '/results/share/{id}/revoke': { post: sent('revokeShare', 'Revokes a link', {}, [id('Of the link.'), ...inProject]) },
  '/results/shared/{secret}': {
    get: {
      operationId: 'sharedPage',
      tags: ['Pages'],
      summary: 'Results as a link shows them',
      security: anybody,
      parameters: [secret],
      responses: { '200': page('The results.'), '404': page('Revoked, over, or never made.') },
    },
  },
  '/results/belief': {
    get: view('beliefPage', 'Links by which staff say what they expect', inProject),
    post: {
      ...sent('askBelief', 'Makes a link that asks staff', { survey: text('The survey whose scale they are asked.') }),
      responses: {
        '200': page('With the link, this once.'),
        '404': page('No such survey: the form again; a problem for programs.'),
        ...refused('400', '401', '403', '429', '503'),
      },
    },
  },
  '/results/belief/{id}/close': { post: sent('closeBelief', 'Closes a link; its answers stay', {}, [id('Of the link.'), ...inProject]) },
  '/results/belief/{id}/delete': {
    post: sent('deleteBelief', 'Deletes a link with its answers', {}, [id('Of the link.'), ...inProject]),
  },
  '/belief/{secret}': {
    get: {
      operationId: 'askStaff',
      tags: ['Pages'],
      summary: 'The question, for staff',
      security: anybody,
      parameters: [secret],
      responses: { '200': page('The question, or thanks.'), '404': page('Closed, or never made.') },
    },
    post: {
      operationId: 'answerStaff',
      tags: ['Pages'],
      summary: 'One answer of a browser',
      security: anybody,
      parameters: [secret],
      requestBody: {
        required: true,
        content: {
          'application/x-www-form-urlencoded': {
            schema: { type: 'object', required: ['value'], properties: { value: { type: 'integer' } } },
          },
        },
      },
      responses: {
        '200': page('Thanks.'),
        '404': page('Closed, or never made.'),
        '422': page('The question again.'),
        ...refused('403'),
      },
    },
  },
  '/results/sample/delete': {
    post: sent('deleteSample', 'Deletes the sample data of a project, for good', { confirm: { enum: ['yes'] } }),
  },
  '/results/tests/delete': { post: sent('deleteTests', 'Deletes all test answers of a project, for good', { confirm: { enum: ['yes'] } }) },
}
