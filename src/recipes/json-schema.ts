import { recipeNames } from './names'
import { takes } from './takes'
import type { Kind, Kinds } from './types'

type Node = Readonly<Record<string, unknown>>
const text = { $ref: '#/definitions/Text' }
const share = { type: 'number', minimum: 0, maximum: 1 }
const words: Readonly<Record<string, Node>> = {
  text: { anyOf: [text, { type: 'number' }] },
  url: text,
  name: { type: 'string', pattern: '\\S' },
  number: { type: 'number', minimum: 0 },
  days: { type: 'number', minimum: 0 },
  share,
  flag: { type: 'boolean' },
  paths: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
  part: { type: 'array', items: share, minItems: 2, maxItems: 2 },
}
const kind = (one: Kind): Node =>
  typeof one === 'string' ? (words[one] ?? {}) : 'of' in one ? { type: 'array', items: { enum: one.of } } : { enum: one }
const object = (kinds: Kinds, more: Node = {}): Node => ({
  type: 'object',
  properties: { ...Object.fromEntries(Object.entries(kinds).map(([name, one]) => [name, kind(one)])), ...more },
  additionalProperties: false,
})

/** What `with` may be beside each recipe, as draft-07. */
export const recipeSchemas = (): Readonly<Record<string, Node>> =>
  Object.fromEntries(
    recipeNames.map((name) => {
      const { options, facts } = takes[name]
      return [name, object({ brand: 'name', ...options }, facts && { facts: object(facts) })]
    }),
  )
