import { createReport, type Problem, quote } from './check-words'

interface Fault {
  readonly at: number
  readonly expected: string
  readonly hint: string
}

const space = /[ \t\n\r]*/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON strings hold none.
const string = /"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y
const word = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

const hintFor = (text: string): string => {
  if (/^['‘“`]/.test(text)) return 'JSON takes straight double quotes only.'
  if (/^\/[/*]/.test(text)) return 'JSON has no comments: use "notes".'
  return text[0] === '"' ? 'Close the quote on the same line, and write \\\\ for a backslash in it.' : ''
}

/** Where a text stops being JSON. Engines word this differently, and Safari names no place at all. */
const findFault = (text: string): Fault => {
  let at = 0
  const eat = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    const found = pattern.test(text)
    if (found) at = pattern.lastIndex
    return found
  }
  const next = (): string => {
    eat(space)
    return text[at] ?? ''
  }
  const fault = (expected: string, hint = hintFor(text.slice(at))): Fault => ({ at, expected, hint })
  const value = (): Fault | undefined => {
    const open = next()
    if (open !== '{' && open !== '[') return eat(string) || eat(word) ? undefined : fault('a value')
    const close = open === '{' ? '}' : ']'
    at++
    if (next() === close) {
      at++
      return
    }
    for (;;) {
      if (open === '{') {
        next()
        if (!eat(string)) return fault('a key in double quotes')
        if (next() !== ':') return fault('":" after a key')
        at++
      }
      const inner = value()
      if (inner) return inner
      const then = next()
      if (then !== close && then !== ',') return fault(`"," or "${close}"`)
      at++
      if (then === close) return
      if (next() === close) return fault('something after the comma', 'Remove the comma.')
    }
  }
  const inside = value()
  next()
  return inside ?? fault('the end of the file')
}

/** JSON that does not parse: one problem with line, column and the offending place. */
export const parseJson = (text: string): { readonly value: unknown } | { readonly problem: Problem } => {
  try {
    return { value: JSON.parse(text) }
  } catch {
    const { at, expected, hint } = findFault(text)
    const before = text.slice(0, at).split('\n')
    const path = `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`
    const got = at < text.length ? quote(text.slice(at, at + 30).split('\n')[0]) : 'the end of the file'
    const { problems, report } = createReport(path)
    report([], 'not-json', expected, got, hint)
    return { problem: problems[0] as Problem } // just reported
  }
}
