/** The words of mistakes: one shape, one sentence, values as their author would recognise them. */

/** One thing to mend in a configuration. */
export interface Problem {
  /** Where, e.g. `surveys[2].questions[0].next[1].goTo`; empty for the whole. */
  readonly path: string
  /** Kebab-case and stable. */
  readonly code: string
  readonly expected: string
  readonly got: string
  /** What to do about it; may be empty. */
  readonly hint: string
  /** Path, expected, got and hint in one sentence or two. */
  readonly message: string
  /** `error`: it cannot work. `advice`: it works, probably not as meant. */
  readonly severity: 'error' | 'advice'
}

export type Path = readonly PropertyKey[]
/** Takes a mistake down. */
export type Report = (
  path: Path,
  code: string,
  expected: string,
  got: string,
  hint?: string | false,
  severity?: Problem['severity'],
) => void

export const pathText = (path: Path): string =>
  path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    const name = String(key)
    return /^[\w$]+$/.test(name) ? (text ? `${text}.${name}` : name) : `${text}[${JSON.stringify(name)}]`
  }, '')

/** Whether a problem's path lies in another path, or is it. */
export const isInside = (path: string, outer: string): boolean =>
  path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`)

/** Collects problems; `report` is handed to whoever looks. */
export const createReport = (root = ''): { readonly problems: Problem[]; readonly report: Report } => {
  const problems: Problem[] = []
  return {
    problems,
    report: (at, code, expected, got, hint, severity = 'error') => {
      const path = pathText(at) || root
      const message = `${path || 'configuration'}: expected ${expected}, got ${got}.${hint ? ` ${hint}` : ''}`
      problems.push({ path, code, expected, got, hint: hint || '', message, severity })
    },
  }
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
/** The members of a list, or none: whoever looks for meaning leaves wrong shapes to the schema. */
export const members = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
/** The members that are objects, each with its place in the list. */
export const eachObject = (list: unknown, visit: (item: Readonly<Record<string, unknown>>, index: number) => void): void => {
  members(list).forEach((item, index) => {
    if (isObject(item)) visit(item, index)
  })
}
export const quote = (value: unknown): string => {
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text
}
export const either = (words: readonly unknown[], joint = 'or'): string => {
  const quoted = words.map(quote)
  const last = quoted.pop()
  return quoted.length ? `${quoted.join(', ')} ${joint} ${last}` : `${last}`
}

/** What is there, in words: `"5"`, `3`, `a list of 2`, `an object with "a" and "b"`, `nothing`. */
export const show = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  if (typeof value === 'string') return quote(value)
  if (Array.isArray(value)) return value.length ? `a list of ${value.length}` : 'an empty list'
  if (isObject(value)) {
    const keys = Object.keys(value)
    return keys.length ? `an object with ${keys.length > 4 ? `${keys.length} keys` : either(keys, 'and')}` : 'an empty object'
  }
  return typeof value === 'function' ? 'a function' : String(value)
}

/** Damerau–Levenshtein (optimal string alignment): insertions, deletions, replacements and swaps of neighbours. */
export const distance = (a: string, b: string): number => {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY
      row[j] = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + same, swapped)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}

/** The known word that was probably meant: at most two slips away, and fewer slips than half its letters. */
export const nearest = (word: unknown, known: readonly unknown[]): string | undefined => {
  if (typeof word !== 'string' || word.length > 60) return
  let best: string | undefined
  let least = 3
  for (const candidate of known) {
    if (typeof candidate !== 'string' || Math.abs(candidate.length - word.length) > 2) continue
    const slips = distance(word.toLowerCase(), candidate.toLowerCase())
    if (slips < least && slips <= candidate.length / 2) [best, least] = [candidate, slips]
  }
  return best
}
export const didYouMean = (word: unknown, known: readonly unknown[]): string => {
  const meant = nearest(word, known)
  return meant === undefined ? '' : `Did you mean ${quote(meant)}?`
}
