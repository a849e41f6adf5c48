import { isInside, type Path, pathText } from '../../src/survey/check-words'

/** A place in a file, both from 1. Columns count as editors do: in UTF-16 units. */
export interface Spot {
  readonly line: number
  readonly column: number
}

export interface Places {
  /** Where a value begins, e.g. that of `surveys[0].sample`; of what is not there, what it should be in. */
  readonly value: (path: string) => Spot
  /** Where the key of a value begins. */
  readonly key: (path: string) => Spot
  /** Keys an object has twice: `JSON.parse` takes the last and says nothing. */
  readonly doubles: readonly { readonly path: string; readonly spot: Spot }[]
}

const space = /[ \t\n\r]*/y
const string = /"(?:[^"\\]|\\.)*"/y
const word = /[^\s,\]}]+/y

/** Finds what paths of problems mean in the text of a file. The text parses. */
export const locate = (text: string): Places => {
  const values = new Map<string, number>()
  const keys = new Map<string, number>()
  const doubles: { path: string; at: number }[] = []
  let at = 0
  const eat = (pattern: RegExp): string => {
    pattern.lastIndex = at
    const [found = ''] = pattern.exec(text) ?? []
    at += found.length
    return found
  }
  /** The members of an object or a list, up to its end. */
  const members = (member: (index: number) => void): void => {
    at++
    eat(space)
    for (let index = 0; !/[}\]]/.test(text[at] ?? '}'); index++) {
      if (index) at++ // the comma
      eat(space)
      member(index)
      eat(space)
    }
    at++
  }
  const value = (path: Path): void => {
    eat(space)
    values.set(pathText(path), at)
    if (text[at] === '[') members((index) => value([...path, index]))
    else if (text[at] === '{')
      members(() => {
        const start = at
        const inner = [...path, JSON.parse(eat(string)) as string]
        const name = pathText(inner)
        if (keys.has(name)) doubles.push({ path: name, at: start })
        keys.set(name, start)
        eat(space)
        at++ // the colon
        value(inner)
      })
    else if (!eat(string)) eat(word)
  }
  value([])

  const lines = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
  const spotOf = (offset: number): Spot => {
    const line = lines.findLastIndex((start) => start <= offset)
    return { line: line + 1, column: offset - (lines[line] ?? 0) + 1 }
  }
  /** The innermost value that has the path in it. */
  const around = (path: string): number => {
    let best = ''
    for (const known of values.keys()) if (known.length > best.length && isInside(path, known)) best = known
    return values.get(best) ?? 0
  }
  const valueAt = (path: string) => values.get(path) ?? around(path)
  return {
    value: (path) => spotOf(valueAt(path)),
    key: (path) => spotOf(keys.get(path) ?? valueAt(path)),
    doubles: doubles.map(({ path, at }) => ({ path, spot: spotOf(at) })),
  }
}
