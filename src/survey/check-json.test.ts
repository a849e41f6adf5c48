import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explainConfig } from './check'
import { valid } from './check-testkit'

describe('JSON that does not parse', () => {
  const broken: readonly [text: string, message: string][] = [
    ['', 'line 1, column 1: expected a value, got the end of the file.'],
    ['{"a": 1,\n}', 'line 2, column 1: expected something after the comma, got "}". Remove the comma.'],
    ["{\n  'a': 1}", 'line 2, column 3: expected a key in double quotes, got "\'a\': 1}". JSON takes straight double quotes only.'],
    ['{"a": 1\n "b": 2}', 'line 2, column 2: expected "," or "}", got "\\"b\\": 2}".'],
    ['{"a" 1}', 'line 1, column 6: expected ":" after a key, got "1}".'],
    ['[1, 2', 'line 1, column 6: expected "," or "]", got the end of the file.'],
    ['// config\n{}', 'line 1, column 1: expected a value, got "// config". JSON has no comments: use "notes".'],
    ['{"a": "x\\d"}', 'line 1, column 7: expected a value, got "\\"x\\\\d\\"}".'],
    ['{} {}', 'line 1, column 4: expected the end of the file, got "{}".'],
    ['{"a": True}', 'line 1, column 7: expected a value, got "True}".'],
  ]
  test.each(broken)('%j', (text, message) => {
    const problems = explainConfig(text)
    expect(problems).toHaveLength(1)
    expect(problems[0]?.code).toBe('not-json')
    expect(problems[0]?.message).toContain(message)
  })

  test('a file that parses is checked', () => {
    expect(explainConfig(JSON.stringify(valid()))).toEqual([])
    expect(explainConfig('{"version": 1}')).toMatchObject([{ path: 'surveys', code: 'missing' }])
    expect(explainConfig(valid())).toEqual([])
  })

  test('property: the fault is found wherever JSON.parse refuses, and only there', () => {
    const text = fc.tuple(fc.json(), fc.nat(), fc.string({ maxLength: 2 })).map(([json, at, noise]) => {
      const cut = at % (json.length + 1)
      return json.slice(0, cut) + noise + json.slice(cut + 1)
    })
    fc.assert(
      fc.property(text, (json) => {
        const problems = explainConfig(json)
        let parses = true
        try {
          JSON.parse(json)
        } catch {
          parses = false
        }
        if (!parses) expect(problems).toMatchObject([{ code: 'not-json' }])
        if (!parses) expect(problems[0]?.path).toMatch(/^line \d+, column \d+$/)
      }),
      { numRuns: 500 },
    )
  })
})
