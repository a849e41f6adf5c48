/** The JSON Schema that completes a configuration in an editor. Made at build time: nothing of this is shipped to a site. */
import * as z from 'zod/mini'
import * as schema from './schema'

export interface JsonSchema {
  readonly $ref?: string
  readonly $schema?: string
  readonly title?: string
  readonly description?: string
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
  readonly items?: JsonSchema
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | JsonSchema
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
  readonly pattern?: string
  readonly definitions?: Readonly<Record<string, JsonSchema>>
}

/** Docstrings by type name, then by field; the type's own under the empty name. */
export type Docs = Readonly<Record<string, Readonly<Record<string, string>>>>

/** What the docstrings leave to the obvious, by field name or `Type.field`. */
const plain: Readonly<Record<string, string>> = {
  $schema: 'Where this schema is, so that an editor completes and checks the file.',
  version: 'Version of the format.',
  enabled: '`false` switches the survey off.',
  points: 'How many points the scale has.',
  display: 'What the points look like.',
  channel: 'Where it takes place.',
  endings: 'What is said at the end.',
  placeholder: 'Shown in the empty field.',
  id: 'Unique among its kind; kept when wording changes.',
  stage: 'Stage of the journey.',
  category: 'Who in the house it belongs to.',
  name: 'A readable name.',
  'EventTrigger.name': 'Name of the event, as given to `track`.',
  'AfterTrigger.name': 'Name of the event, as given to `track`.',
  'AfterTrigger.days': 'So many days after it.',
  'Step.name': 'Of an `event`: its name.',
  'Step.path': 'Of a `page` or a `click`: path pattern(s) of the pages.',
  'Step.not': 'Of a `page` or a `click`: path pattern(s) of pages that are left out.',
  'Step.selector': 'Of a `click`: CSS selector.',
  'DwellTrigger.seconds': 'Seconds in view and used.',
  'IdleTrigger.seconds': 'Seconds without input.',
  kinds:
    'What counts: clicks in anger, clicks without effect, a form that was refused twice, an error of the page, a search that found nothing.',
  'PathPattern.matches': 'A regular expression over path and query.',
  'Blackout.name': 'For the team: what it is for.',
  'Blackout.until': 'Until this instant, or date (UTC midnight).',
  'Variant.id': 'Sent with each response.',
  'Variant.questions': 'The questions, in order. Default: the survey’s own.',
  'Variant.endings': 'What is said at the end. Default: the survey’s own.',
  'Variant.layout': 'Where it appears. Default: the survey’s own.',
  notes: 'For the team: stripped from what visitors receive.',
  belief: 'For the team: the score its staff expects, asked before they see it. Stripped from what visitors receive.',
  effort: 'For the team: what mending it would cost. Stripped from what visitors receive.',
  target: 'For the team: a value to reach by a date. Stripped from what visitors receive.',
  metric: 'The score that is meant.',
  value: 'The value to reach.',
  baseline: 'The value when the target was set.',
  'Persona.when': 'Who belongs to it.',
  'NextRule.when': 'When the rule holds. Default: always.',
  goTo: 'The id of the question that follows.',
  end: 'The id of the ending that follows.',
  on: 'What is listened to.',
  path: 'Path pattern(s) of the pages; `*` stands for any characters.',
  not: 'Path pattern(s) of pages that are left out.',
  class: 'Which clocks it starts and obeys. Default `interaction` where a trigger has `oncePer`, else `relationship`.',
  type: 'The question type.',
  text: 'What is asked.',
  'ChoiceOption.text': 'What the visitor reads.',
  'ChoosableOption.text': 'What the visitor reads.',
  'Link.text': 'What the visitor reads.',
  'ThemeTokens.text': 'Of what is read.',
  'Theme.text': 'Of what is read.',
  'Ending.text': 'What is said at the end.',
  next: 'Where each answer leads; the first rule that holds wins. Default: the following question, after the last one the first ending.',
  options: 'What can be chosen, in this order.',
  touchpoints: 'The places where customer and brand meet.',
  personas: 'Named segments, to refer to in conditions.',
  surveys: 'What is asked, when, and of whom.',
  touchpoint: 'The id of a touchpoint, or one written here.',
  trigger: 'The moment(s) that call for it.',
  audience: 'Who may be asked. Default: everybody.',
  frequency: 'How often it may ask.',
  layout: 'Where it appears.',
  questions: 'The questions, in order.',
  withinDays: 'Counts only the last so many days of an event.',
  since: 'Looks at the days since the first or the last time instead of the count.',
  persona: 'The visitor belongs to this persona. Stands alone.',
  all: 'Every one of these conditions holds. Stands alone.',
  any: 'At least one of these conditions holds. Stands alone.',
  none: 'Not one of these conditions holds. Stands alone.',
  is: 'Equals.',
  'Condition.not': 'Does not equal, or there is no value.',
  in: 'Equals one of these.',
  notIn: 'Equals none of these, or there is no value.',
  gt: 'Is greater than.',
  gte: 'Is this or greater.',
  lt: 'Is less than.',
  lte: 'Is this or less.',
  startsWith: 'Starts with.',
  endsWith: 'Ends with.',
  exists: 'There is a value (`true`) or none (`false`).',
}

/** Where a docstring speaks to those who read code. */
const better: Readonly<Record<string, string>> = {
  'Blackout.from': 'From this ISO 8601 instant (or date, taken as UTC midnight).',
  'Survey.from': 'Shown from this ISO 8601 instant (or date, taken as UTC midnight).',
  'Survey.until': 'Shown until this ISO 8601 instant (or date, taken as UTC midnight).',
  optional: 'May be skipped. Default false; a text may always be skipped.',
  labels: 'One label for each point, worst first; or two, which name the ends. Default: built-in ones where the type has them.',
  'MatrixQuestion.labels':
    'One label for each point, worst first; or two, which name the ends. Default for 7 points: agreement, for 5: how it went.',
  'SliderQuestion.labels': 'Two: the words at its ends.',
  'NpsQuestion.labels': 'The words at the two ends, worst first. Default: built-in ones.',
  owner: 'For the team: who answers for it. Stripped from what visitors receive.',
}

/** Reads the docstrings of the types of a configuration: one source for those who read code and those who write configurations. */
export const readDocs = (sources: readonly string[]): Docs => {
  const docs: Record<string, Record<string, string>> = {}
  const bases: Record<string, string> = {}
  let type = ''
  let pending = ''
  let open = false
  for (const line of sources.join('\n').split('\n')) {
    const comment = /^\s*(\/\*\*)?\s*(?:\*(?!\/))?\s?(.*?)\s*(\*\/)?$/.exec(line)
    if (line.trim().startsWith('/**')) open = true
    if (open) {
      pending = line.trim().startsWith('/**') ? (comment?.[2] ?? '') : `${pending} ${comment?.[2] ?? ''}`
      if (line.trim().endsWith('*/')) open = false
      continue
    }
    const head = /^export (?:interface|type) (\w+)(?: extends (\w+))?/.exec(line)
    if (head) {
      type = head[1] ?? ''
      docs[type] = { '': pending.trim() }
      if (head[2]) bases[type] = head[2]
    }
    const field = /readonly (\$?\w+)\??:/.exec(line)
    const own = docs[type]
    if (own && field?.[1] && pending && !head) own[field[1]] = pending.trim()
    if (line.trim()) pending = ''
  }
  const inherited = (name: string): Readonly<Record<string, string>> => ({
    ...(bases[name] && inherited(bases[name])),
    ...docs[name],
  })
  const all = Object.fromEntries(Object.keys(docs).map((name) => [name, inherited(name)]))
  return { ...all, Condition: { ...all.Subject, ...all.Operator, ...all.Condition } }
}

const describeField = (type: string, field: string, docs: Docs): string | undefined => {
  const instead = better[`${type}.${field}`] ?? better[field]
  const doc = docs[type]?.[field]
  const obvious = plain[`${type}.${field}`] ?? plain[field]
  // A docstring that gives only the default takes the field's name for an explanation.
  return instead ?? (doc?.startsWith('Default') && obvious ? `${obvious} ${doc}` : (doc ?? obvious))
}

const describe = (node: JsonSchema, type: string, docs: Docs): JsonSchema => {
  const properties = Object.entries(node.properties ?? {}).map(([field, value]) => {
    const description = describeField(type, field, docs)
    return [field, description ? { description, ...value } : value]
  })
  const about = docs[type]?.['']
  return {
    ...(about && { description: about }),
    ...node,
    ...(node.properties && { properties: Object.fromEntries(properties) }),
    // The branches of a union without names of their own.
    ...(node.anyOf && {
      anyOf: node.anyOf.map(({ description, ...branch }) => ({
        ...withoutAbout(describe(branch, type, docs)),
        ...(description && { description }),
      })),
    }),
  }
}
const withoutAbout = ({ description: _, ...node }: JsonSchema): JsonSchema => node

const oneOf = (keys: readonly string[]) => ({ oneOf: keys.map((key) => ({ required: [key] })) })
/** What the check of a condition says, in JSON Schema: one subject and one operator, or one key that stands alone. */
const oneSubjectOneOperator = {
  oneOf: [
    { allOf: [oneOf(schema.subjectKeys), oneOf(schema.operatorKeys)] },
    ...schema.aloneKeys.map((key) => ({ required: [key], maxProperties: 1 })),
  ],
}

/** What `with` may be beside each recipe, by its name; handed in, because recipes are a room of their own. */
export type RecipeSchemas = Readonly<Record<string, unknown>>

/** A survey out of a recipe: the recipe says what its options are, and whatever else a survey has may stand beside. */
const recipeEntry = (recipes: RecipeSchemas, docs: Docs, survey: JsonSchema | undefined): JsonSchema => ({
  ...(docs.RecipeEntry?.[''] && { description: docs.RecipeEntry[''] }),
  type: 'object',
  properties: {
    recipe: { description: docs.RecipeEntry?.recipe ?? '', enum: Object.keys(recipes) },
    with: { description: docs.RecipeEntry?.with ?? '', type: 'object' },
    ...survey?.properties,
  },
  required: ['recipe'],
  additionalProperties: false,
  allOf: Object.entries(recipes).map(([name, options]) => ({
    if: { properties: { recipe: { const: name } } },
    // `then` is draft-07's word, and no promise.
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: { properties: { with: options } },
  })) as readonly JsonSchema[],
})

/** The schema in draft-07, the version editors know best. `sources`: the text of the files with the types. */
export const jsonSchema = (sources: readonly string[], recipes: RecipeSchemas = {}): JsonSchema => {
  const names = z.registry<{ id: string }>()
  for (const [id, value] of Object.entries(schema)) {
    if (value !== schema.Config && typeof value === 'object' && '_zod' in value) names.add(value as z.ZodMiniType, { id })
  }
  const made = z.toJSONSchema(schema.Config, {
    io: 'input',
    target: 'draft-07',
    metadata: names,
    override: ({ zodSchema, jsonSchema }) => {
      Object.assign(jsonSchema, schema.keywordsOf.get(zodSchema as unknown as z.ZodMiniType))
      if (zodSchema === (schema.Condition as unknown)) Object.assign(jsonSchema, oneSubjectOneOperator)
    },
  }) as JsonSchema
  const docs = readDocs(sources)
  const definitions = Object.fromEntries(
    Object.entries(made.definitions ?? {}).map(([name, { ...node }]) => {
      // `id` is draft-04's word for `$id`; the key of the definition is name enough.
      delete (node as { id?: unknown }).id
      return [name, describe(node, name, docs)]
    }),
  )
  const { $schema, definitions: _, ...root } = made
  const whole = { ...($schema && { $schema }), title: 'Peakend configuration', ...describe(root, 'Config', docs), definitions }
  const { surveys } = whole.properties ?? {}
  if (!Object.keys(recipes)[0] || !surveys?.items) return whole
  return {
    ...whole,
    properties: { ...whole.properties, surveys: { ...surveys, items: { anyOf: [surveys.items, { $ref: '#/definitions/RecipeEntry' }] } } },
    definitions: { ...definitions, RecipeEntry: recipeEntry(recipes, docs, definitions.Survey) },
  }
}

/** As it is committed and shipped. */
export const schemaText = (sources: readonly string[], recipes?: RecipeSchemas): string =>
  `${JSON.stringify(jsonSchema(sources, recipes), null, 2)}\n`
