// @vitest-environment node
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { pathText } from '../../src/survey/check-words'
import { locate } from './locate'

const text = `{
  "version": 1,
  "surveys": [
    { "id": "a\\"}]", "texts": {"fr-CA": "Où ?", "": []}},
\t{"id" : "b", "id":
      "c"}
  ]
}
`
const at = (line: number, column: number) => ({ line, column })

test('values and keys, by line and column', () => {
  const { value, key } = locate(text)
  expect(value('')).toEqual(at(1, 1))
  expect([key('version'), value('version')]).toEqual([at(2, 3), at(2, 14)])
  expect(value('surveys')).toEqual(at(3, 14))
  expect(value('surveys[0]')).toEqual(at(4, 5))
  expect([key('surveys[0].texts["fr-CA"]'), value('surveys[0].texts["fr-CA"]')]).toEqual([at(4, 32), at(4, 41)])
  expect(value('surveys[0].texts[""]')).toEqual(at(4, 53))
  expect(value('surveys[1]')).toEqual(at(5, 2))
})

test('what is not there is looked for in what it should be in', () => {
  const { value, key } = locate(text)
  expect(value('surveys[0].trigger.selector')).toEqual(at(4, 5))
  expect(value('surveys[7]')).toEqual(at(3, 14))
  expect(key('nowhere')).toEqual(at(1, 1))
})

test('a key that is there twice: the last one counts, and it is told', () => {
  const { value, doubles } = locate(text)
  expect(value('surveys[1].id')).toEqual(at(6, 7))
  expect(doubles).toEqual([{ path: 'surveys[1].id', spot: at(5, 15) }])
})

test('property: at each value’s place stands that value', () => {
  const indents = fc.constantFrom('', ' ', '\t', '\r\n  ')
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), indents, (json, indent) => {
      const text = JSON.stringify(json, null, indent)
      const { value, doubles } = locate(text)
      const lines = text.split('\n')
      expect(doubles).toEqual([])
      const look = (node: unknown, path: readonly PropertyKey[]): void => {
        const { line, column } = value(pathText(path))
        const rest = lines
          .slice(line - 1)
          .join('\n')
          .slice(column - 1)
        const isOpen = typeof node === 'object' && node !== null
        expect(rest.startsWith(isOpen ? (Array.isArray(node) ? '[' : '{') : JSON.stringify(node))).toBe(true)
        if (Array.isArray(node)) for (const [index, inner] of node.entries()) look(inner, [...path, index])
        else if (isOpen) for (const [key, inner] of Object.entries(node)) look(inner, [...path, key])
      }
      look(json, [])
    }),
  )
})
