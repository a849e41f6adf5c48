import { inProject, json, type Operation, type Parameter, type Paths, page, refused, team } from '../openapi/parts'

const id: Parameter = { name: 'id', in: 'path', required: true, description: 'A survey.', schema: { type: 'string' } }
const number: Parameter = { name: 'number', in: 'path', required: true, description: 'A version.', schema: { type: 'string' } }
const named = (name: string, description: string): Parameter => ({ name, in: 'query', description, schema: { type: 'string' } })
const guarded = refused('400', '401', '403', '429', '503')
const late = {
  '409': { description: 'Somebody else was first, or there is nothing to do. `theirs` is what there is now, `yours` what was sent.' },
}
const wrong = { '422': { description: 'It is not as it should be: `errors` names each place, with what was expected.' } }
const missing = { '404': { description: 'There is none.' } }

const text = { type: 'string' }
const count = { type: ['integer', 'null'] }
const object = (properties: Readonly<Record<string, unknown>>) => ({ type: 'object', required: Object.keys(properties), properties })
const list = { type: 'array', items: { type: 'object' } }
const opened = object({
  revision: text,
  state: { enum: ['draft', 'published', 'file', 'none'] },
  published: count,
  draft: count,
  config: { type: 'object' },
  problems: list,
})

const asked = (operationId: string, tag: string, summary: string): Pick<Operation, 'operationId' | 'tags' | 'summary' | 'security'> => ({
  operationId,
  tags: [tag],
  summary,
  security: team,
})
const body = (properties: Readonly<Record<string, unknown>>, example: unknown): NonNullable<Operation['requestBody']> => ({
  required: true,
  content: { 'application/json': { schema: { ...object(properties), properties: { ...properties, note: text } }, example } },
})
const form: NonNullable<Operation['requestBody']> = {
  required: true,
  content: { 'application/x-www-form-urlencoded': { schema: { type: 'object' } } },
}
const shown = (operationId: string, summary: string, parameters: readonly Parameter[] = []): Operation => ({
  ...asked(operationId, 'Pages', summary),
  parameters: [...inProject, ...parameters],
  responses: { '200': page('The page.'), '401': page('The form to sign in with.'), ...missing, ...refused('400') },
})
const sent = (operationId: string, summary: string, parameters: readonly Parameter[] = []): Operation => ({
  ...asked(operationId, 'Pages', summary),
  parameters: [...inProject, ...parameters],
  requestBody: form,
  responses: {
    '200': page('The page, with what is asked for.'),
    '303': { description: 'Back to a page, with word of it.' },
    '409': page('Somebody else was first: both are shown.'),
    '422': page('The page, with what could not be read.'),
    ...missing,
    ...guarded,
  },
})
const survey = named('survey', 'A survey.')
const reply = { '200': json('What there is now.', opened), ...late, ...guarded }
const switched = (operationId: string, summary: string): Operation => ({
  ...asked(operationId, 'Surveys', summary),
  parameters: [id, ...inProject],
  responses: { ...reply, ...missing },
})

export const surveyPaths: Paths = {
  '/surveys/personas': { get: shown('personasPage', 'The personas of the draft') },
  '/surveys/personas/add': { post: sent('addPersona', 'Adds a persona to the draft') },
  '/surveys/personas/edit': {
    get: shown('personaForm', 'The form of a persona', [named('id', 'A persona.')]),
    post: sent('savePersona', 'Saves a persona in the draft', [named('id', 'A persona.')]),
  },
  '/surveys/personas/delete': { post: sent('deletePersona', 'Takes a persona out of the draft') },
  '/surveys/touchpoints': { get: shown('touchpointsPage', 'The touchpoints of the draft') },
  '/surveys/touchpoints/add': { post: sent('addTouchpoint', 'Adds a touchpoint to the draft') },
  '/surveys/touchpoints/edit': {
    get: shown('touchpointForm', 'The form of a touchpoint', [named('id', 'A touchpoint.')]),
    post: sent('saveTouchpoint', 'Saves a touchpoint in the draft', [named('id', 'A touchpoint.')]),
  },
  '/surveys/touchpoints/delete': { post: sent('deleteTouchpoint', 'Takes a touchpoint out of the draft') },
  '/surveys/personas/card': { get: shown('personaCard', 'A persona on a sheet to print', [named('id', 'A persona.')]) },
  '/surveys/touchpoints/adopt': { post: sent('adoptTouchpoint', 'Makes the touchpoint of a survey one of its own') },
  '/v1/surveys': {
    get: {
      ...asked('surveys', 'Surveys', 'How every survey is doing'),
      parameters: inProject,
      responses: { '200': json('All of them.', object({ revision: text, source: text, surveys: list })), ...guarded },
    },
  },
  '/v1/surveys/{id}/pause': { post: switched('pauseSurvey', 'Pauses a survey at once, in a draft too') },
  '/v1/surveys/{id}/resume': { post: switched('resumeSurvey', 'Lets it ask again') },
  '/v1/config/draft': {
    get: {
      ...asked('draft', 'Surveys', 'What is being worked on, else what visitors have'),
      parameters: inProject,
      responses: { '200': json('The document, with all that `check` says.', opened), ...guarded },
    },
    put: {
      ...asked('saveDraft', 'Surveys', 'Saves a draft, mistakes and all'),
      parameters: inProject,
      requestBody: body({ revision: text, config: { type: 'object' } }, { revision: 'v3', config: { version: 1, surveys: [] } }),
      responses: { ...reply, ...wrong },
    },
    delete: {
      ...asked('discardDraft', 'Surveys', 'Discards the draft; its versions are kept'),
      parameters: [...inProject, named('revision', 'Of the draft that is meant.')],
      responses: reply,
    },
  },
  '/v1/config/publish': {
    post: {
      ...asked('publish', 'Surveys', 'Puts the draft before visitors'),
      parameters: inProject,
      requestBody: body({ revision: text }, { revision: 'v4', note: 'Shorter' }),
      responses: { ...reply, ...wrong },
    },
  },
  '/v1/config/rollback': {
    post: {
      ...asked('rollBack', 'Surveys', 'Puts an earlier version before visitors again, or the file'),
      parameters: inProject,
      requestBody: body({ to: count, from: count }, { to: 3, from: 4 }),
      responses: { ...reply, ...wrong, ...missing },
    },
  },
  '/v1/config/versions': {
    get: {
      ...asked('versions', 'Surveys', 'Versions of the configuration, and who did what; the latest first'),
      parameters: inProject,
      responses: {
        '200': json('At most 200 of each.', object({ published: count, draft: count, versions: list, history: list })),
        ...guarded,
      },
    },
  },
  '/v1/config/versions/{number}': {
    get: {
      ...asked('version', 'Surveys', 'One version'),
      parameters: [number, ...inProject],
      responses: {
        '200': json('With its `config`.', object({ number: { type: 'integer' }, config: { type: 'object' } })),
        ...missing,
        ...guarded,
      },
    },
  },
  '/surveys': { get: shown('surveysPage', 'The list of surveys') },
  '/surveys/edit': {
    get: shown('surveyPage', 'The form of a survey', [survey]),
    post: sent('saveSurveyPage', 'Saves it as a draft, or shows other fields', [survey]),
  },
  '/surveys/preview': {
    get: shown('previewPage', 'The widget with a survey of the draft', [survey]),
    post: sent('previewFormPage', 'The widget with what stands in the form', [survey]),
  },
  '/surveys/publish': {
    get: shown('publishPage', 'What the draft changes'),
    post: sent('publishFromPage', 'Publishes it'),
  },
  '/surveys/versions': {
    get: shown('versionsPage', 'Versions, and what differs between two', [
      named('a', 'One version; 0 is the file.'),
      named('b', 'Another.'),
    ]),
  },
  '/surveys/json': {
    get: shown('jsonPage', 'The whole configuration'),
    post: sent('saveJsonPage', 'Saves it as a draft'),
  },
  '/surveys/pause': { post: sent('pauseFromPage', 'Pauses a survey') },
  '/surveys/resume': { post: sent('resumeFromPage', 'Resumes it') },
  '/surveys/example': { post: sent('exampleFromPage', 'Begins a draft with a ready survey') },
  '/surveys/add': { post: sent('addFromPage', 'Adds a survey to the draft') },
  '/surveys/recipe': {
    get: shown('recipePage', 'Recipes to choose from', [named('recipe', 'The one whose options are shown.')]),
    post: sent('addRecipeFromPage', 'Adds a survey out of a recipe to the draft'),
  },
  '/surveys/duplicate': { post: sent('duplicateFromPage', 'Duplicates a survey in the draft') },
  '/surveys/delete': { post: sent('deleteFromPage', 'Takes a survey out of the draft') },
  '/surveys/discard': { post: sent('discardFromPage', 'Discards the draft') },
  '/surveys/rollback': { post: sent('rollBackFromPage', 'Publishes an earlier version again') },
}
