/** Writes `docs/configuration.md`: prose by hand, fields from the schema, examples from configurations that are checked. Not shipped. */
import { starter } from './reference-example'
import { everyField } from './reference-fields'
import { type JsonSchema, jsonSchema, type RecipeSchemas, schemaText } from './reference-schema'

export { jsonSchema, schemaText }

interface Section {
  readonly title: string
  readonly intro: string
  /** Definitions shown as tables, with their captions. */
  readonly types: readonly (readonly [type: string, caption?: string])[]
  /** Fields most of these types have: a table of their own, first, instead of rows in each. */
  readonly shared?: { readonly caption: string; readonly fields: readonly string[] }
}

const sections: readonly Section[] = [
  { title: 'The file', intro: 'Two fields are required: `version`, and `surveys` (which may be empty).', types: [['Config']] },
  {
    title: 'What you ask: surveys',
    intro: 'A survey belongs to a touchpoint, waits for a trigger and asks one question, rarely more.',
    types: [['Survey'], ['Layout', 'Layout']],
  },
  {
    title: 'How it looks: themes',
    intro:
      'A theme is a handful of tokens, all optional; from them everything else follows. One in the file is for all surveys, one in a survey goes over it token by token. More in [theming.md](theming.md).',
    types: [
      ['Theme', 'A theme'],
      ['ThemeTokens', 'Colours where it is dark'],
    ],
  },
  {
    title: 'Questions',
    intro:
      'Every question has an `id`, a `type` and a `text`. A text is a string, or an object of texts by language: `{ "en": "Why?", "fr": "Pourquoi ?" }`. It may take up what is known, with words for when it is not: `{{trait.firstName|there}}`, `{{answer.csat}}`, `{{answer.you.firstName|there}}`, `{{prop.order_id}}`, `{{context.device}}`, `{{brand|our shop}}`.',
    types: [
      ['CsatQuestion', '`csat`: satisfaction with what just happened'],
      ['CesQuestion', '`ces`: how easy it was'],
      ['NpsQuestion', '`nps`: would you recommend us'],
      ['RatingQuestion', '`rating`: any other scale'],
      ['TextQuestion', '`text`: in their own words'],
      ['ChoiceQuestion', '`choice`: one or several of a list'],
      ['ChoosableOption', 'An option of a `choice`'],
      ['MomentQuestion', '`moment`: which moment of the visit stands out'],
      ['RankingQuestion', '`ranking`: options put in order'],
      ['MatrixQuestion', '`matrix`: several lines on one scale'],
      ['ChoiceOption', 'An option of a `ranking`, a row of a `matrix`'],
      ['SliderQuestion', '`slider`: a number on a line'],
      ['DateQuestion', '`date`: a day'],
      ['ContactQuestion', '`contact`: how to reach somebody'],
      ['ConsentQuestion', '`consent`: a box to tick'],
      ['ActionQuestion', '`action`: something to do'],
      ['MessageQuestion', '`message`: says something and asks nothing'],
      ['Link', 'A link'],
    ],
  },
  {
    title: 'Where an answer leads',
    intro:
      'Rules of `next` are tried in order; the first that holds wins. A rule without `when` always holds. Without any rule the following question comes, and after the last one the first ending.',
    types: [
      ['NextRule', 'A rule: `goTo` a question or `end` with an ending'],
      ['Ending', 'An ending'],
    ],
  },
  {
    title: 'When it asks: triggers',
    intro:
      'A survey has one trigger or a list of them. `on` says which kind it is. Whatever the trigger, the question then waits for a quiet moment: nobody is interrupted while typing.',
    types: [
      ['EventTrigger', '`event`: `track(name, props)` was called'],
      ['AfterTrigger', '`after`: so many days after an event'],
      ['PageTrigger', '`page`: a page was opened, by load or by client-side navigation'],
      ['ClickTrigger', '`click`: an element was clicked'],
      ['VisibleTrigger', '`visible`: an element was in view'],
      ['ScrollTrigger', '`scroll`: read down to a depth'],
      ['DwellTrigger', '`dwell`: so long on the page'],
      ['IdleTrigger', '`idle`: no input for so long'],
      ['ExitTrigger', '`exit`: about to leave'],
      ['ReturningTrigger', '`returning`: came back'],
      ['FrictionTrigger', '`friction`: something went wrong'],
      ['SequenceTrigger', '`sequence`: one moment after another'],
      ['Step', 'A step of a `sequence`'],
      ['JourneyTrigger', '`journey`: a visit to look back on'],
      ['SlotTrigger', '`slot`: a place in the page came into view'],
      ['LauncherTrigger', '`launcher`: the visitor opened it'],
      ['ManualTrigger', '`manual`: only `show(id)` opens it'],
      ['PathPattern', 'A path pattern'],
    ],
    shared: {
      caption: 'What every trigger but `slot`, `launcher` and `manual` may add',
      fields: ['delaySeconds', 'patienceSeconds', 'cancelOn', 'near'],
    },
  },
  {
    title: 'At what hours, and when not: hours and blackouts',
    intro:
      '`hours` belong to a survey and say when in the week it may ask; `blackouts` belong to the file and say on which dates nobody is asked unprompted. What a visitor opens by hand is not held back.',
    types: [
      ['Hours', 'Hours'],
      ['Blackout', 'A blackout'],
    ],
  },
  {
    title: 'Which way it asks: variants',
    intro:
      'To compare two wordings, put them side by side as `variants`: each respondent is drawn one and keeps it for the wave, so that results can be compared. Two surveys on one trigger do not do that: one would starve the other, unless each has its part of one `split`, a draw that surveys share by its name. `holdout` of a survey keeps a share of respondents out altogether; `holdout` of a variant says that the others are compared with it, which is how [lift](who-is-asked.md#what-the-answer-does) is told.',
    types: [
      ['Variant', 'A variant'],
      ['Split', 'A part of a split'],
    ],
  },
  {
    title: 'Whom it asks: conditions and personas',
    intro:
      'Audiences, personas, event filters and `next` rules share one language. A condition is one subject and one operator, such as `{ "trait": "plan", "is": "pro" }`, or conditions combined by `all`, `any` or `none`. Comparison is strict: `"5"` is not `5`. A value that is missing satisfies only `exists: false`, `not` and `notIn`.',
    types: [
      ['Condition', 'A condition'],
      ['Persona', 'A persona'],
    ],
  },
  {
    title: 'How often it asks: frequency',
    intro:
      'There are two classes. `interaction`: the customer just did something; each order or conversation is asked about once. `relationship`: about the brand as a whole; asked rarely. The defaults are careful, and most surveys need no `frequency` at all.',
    types: [['Frequency']],
  },
  {
    title: 'Where it belongs: touchpoints',
    intro: 'A touchpoint is one place where customer and brand meet. It is what lets answers be read as a journey.',
    types: [['Touchpoint'], ['Target', 'A target']],
  },
]

const HEAD = `# Configuration

<!-- Made by \`node scripts/schema.mjs\` from src/survey: change the text there. -->

A configuration is one JSON file (or an object given to \`createPeakend\`). Product teams change it without a deploy.

**Start from this** and change the words:

\`\`\`json
${JSON.stringify(starter, null, 2)}
\`\`\`

- **Completion in your editor**: keep the \`$schema\` line; the path leads to the file \`peakend.schema.json\` of the package.
- **A mistake** is reported with its place, what was expected and what to do, and puts only its own survey out of use; the
  others go on. \`npx peakend check peakend.json\` tells you of all of them before anybody else does, with advice on how to ask
  ([command-line.md](command-line.md)); \`debug: true\` puts them into the browser’s console.
- **A newer configuration** than the script (a question type it does not know) skips that survey only.
- **Ids** (surveys, questions, options, endings, touchpoints, personas) are what results are counted by: keep them when
  wording changes, and raise the survey’s \`version\` instead.
`

type Examples = Map<string, unknown>

const kindOf = (value: unknown) => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value)

/** Whether a value could be meant by a schema: enough to tell the branches of our unions apart. */
const fits = (node: JsonSchema, value: unknown, root: JsonSchema): boolean => {
  const { type, properties, required, anyOf, const: only } = resolve(node, root)
  if (anyOf) return anyOf.some((option) => fits(option, value, root))
  if (only !== undefined) return only === value
  if (type && ![type].flat().includes(kindOf(value))) return false
  if (!properties || typeof value !== 'object' || value === null) return true
  const object = value as Readonly<Record<string, unknown>>
  return (
    (required ?? []).every((key) => key in object) &&
    Object.entries(properties).every(([key, { const: tag }]) => tag === undefined || !(key in object) || object[key] === tag)
  )
}
const nameOf = ({ $ref = '' }: JsonSchema) => $ref.replace('#/definitions/', '')
const resolve = (node: JsonSchema, root: JsonSchema): JsonSchema => root.definitions?.[nameOf(node)] ?? node

/** The first value of every field, by `Type.field`. */
const collect = (node: JsonSchema, type: string, value: unknown, root: JsonSchema, found: Examples): void => {
  const name = nameOf(node)
  const { properties, items, anyOf, allOf, additionalProperties } = resolve(node, root)
  const branch = anyOf?.find((option) => fits(option, value, root)) ?? (properties ? undefined : allOf?.[0])
  // `next` rules are the one nameless union of objects: their fields belong to the union.
  const owner = name || type
  if (branch) collect(branch, owner, value, root, found)
  if (items && Array.isArray(value)) for (const item of value) collect(items, owner, item, root, found)
  if (branch || !properties || typeof value !== 'object' || value === null) return
  for (const [field, inner] of Object.entries(value)) {
    const key = `${owner}.${field}`
    if (!found.has(key)) found.set(key, inner)
    const schema = properties[field] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined)
    if (schema) collect(schema, '', inner, root, found)
  }
}

/** Examples for every field of every type. */
export const examples = (root: JsonSchema): Examples => {
  const found: Examples = new Map()
  collect(root, 'Config', everyField, root, found)
  return found
}

const code = (value: unknown) => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``
const typeText = (node: JsonSchema, root: JsonSchema): string => {
  const name = nameOf(node)
  if (name === 'Text') return 'text'
  if (name === 'RecipeEntry') return '[a recipe](recipes.md)'
  if (name) return `[${name}](#${anchor(name)})`
  if (node.const !== undefined) return code(JSON.stringify(node.const))
  if (node.enum) return node.enum.map((value) => code(JSON.stringify(value))).join(', ')
  if (node.allOf?.[0]) return typeText(node.allOf[0], root)
  if (node.anyOf?.[0] && node.anyOf.length === 2 && node.anyOf[1]?.items) return `${typeText(node.anyOf[0], root)}, or a list`
  if (node.anyOf) return [...new Set(node.anyOf.map((option) => typeText(option, root)))].join(' or ')
  if (node.items) return `list of ${typeText(node.items, root)}`
  const { minimum, exclusiveMinimum, maximum } = node
  const type = [node.type ?? 'any'].flat().join(' or ').replace('integer', 'whole number')
  if (exclusiveMinimum !== undefined) return `${type} > ${exclusiveMinimum}${maximum === undefined ? '' : `, ≤ ${maximum}`}`
  return minimum === undefined ? type : maximum === undefined ? `${type} ≥ ${minimum}` : `${type} ${minimum}–${maximum}`
}

/** Where a type is explained. */
const anchor = (type: string): string => ({ Question: 'questions', Trigger: 'when-it-asks-triggers' })[type] ?? `type-${type.toLowerCase()}`
const cell = (text: string) => text.replace(/\|/g, '\\|')

/** `Default 7 (interaction), 90 (relationship).` stands in the docstring; here it has a column. */
const splitDefault = (description: string): readonly [meaning: string, fallback: string] => {
  const found = /\s*Default:? ((?:[^.]|\.(?=\S))+)\./.exec(description)
  return found ? [description.replace(found[0], '').trim(), found[1] ?? ''] : [description, '']
}

/** The fields of a type; those of its branches where it is a union. */
const fieldsOf = (node: JsonSchema) => {
  const branches = node.anyOf?.filter(({ properties }) => properties) ?? [node]
  const required = branches.map((branch) => branch.required ?? [])
  const fields = new Map<string, JsonSchema>()
  for (const [field, schema] of branches.flatMap(({ properties }) => Object.entries(properties ?? {}))) {
    const { const: before } = fields.get(field) ?? {}
    // What tells the branches apart is one of several words.
    const words = before === undefined ? fields.get(field)?.enum : [before]
    const { const: word, ...rest } = schema
    fields.set(field, words && word !== undefined ? { ...rest, enum: [...words, word] } : schema)
  }
  return [...fields].map(([field, schema]) => ({ field, schema, required: required.every((list) => list.includes(field)) }))
}

const shorten = (value: unknown): string => {
  if (value === undefined) return ''
  const text = typeof value === 'string' ? JSON.stringify(value) : JSON.stringify(value).replace(/([:,])(?=["[{\dtf])/g, '$1 ')
  return text.length <= 90 ? code(text) : ''
}

const table = (type: string, root: JsonSchema, found: Examples, isShown: (field: string) => boolean): string => {
  const node = type === 'Config' ? root : (root.definitions?.[type] ?? {})
  const shown = fieldsOf(node).filter(({ field }) => isShown(field))
  const rows = shown.map(({ field, schema, required }) => {
    const [meaning, fallback] = splitDefault(schema.description ?? '')
    const example = shorten(found.get(`${type}.${field}`))
    return `| \`${field}\` | ${cell(typeText(schema, root))} | ${required ? '**required**' : cell(fallback)} | ${cell(meaning)} | ${cell(example)} |`
  })
  return ['| field | type | default | meaning | example |', '|---|---|---|---|---|', ...rows].join('\n')
}

/** The docstring only repeats the caption. */
const isEcho = (caption: string, about: string) => caption.toLowerCase().endsWith(about.toLowerCase().replace(/\.$/, ''))

/** The whole reference. `sources`: the text of the files with the types. */
export const referenceMarkdown = (sources: readonly string[], recipes?: RecipeSchemas): string => {
  const root = jsonSchema(sources, recipes)
  const found = examples(root)
  const body = sections.map(({ title, intro, types, shared }) => {
    const isShared = (field: string) => shared?.fields.includes(field) === true
    const tables = types.map(([type, caption]) => {
      const about = root.definitions?.[type]?.description
      const head = caption ? `### ${caption}\n\n` : ''
      const says = caption && about && !isEcho(caption, about) ? `${about}\n\n` : ''
      return `<a id="${anchor(type)}"></a>\n\n${head}${says}${table(type, root, found, (field) => !isShared(field))}`
    })
    const [first] = types
    if (shared && first) tables.unshift(`### ${shared.caption}\n\n${table(first[0], root, found, isShared)}`)
    return `## ${title}\n\n${intro}\n\n${tables.join('\n\n')}`
  })
  return `${HEAD}\n${body.join('\n\n')}\n`
}

/** Types that have a table. */
export const documentedTypes: readonly string[] = sections.flatMap(({ types }) => types.map(([type]) => type))
