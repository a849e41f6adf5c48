import type { PathPattern, PathPatterns } from './config'

/** Patterns of configurations run in visitors' pages, so a pattern that can take long is refused before it is ever tried. */

/** Inputs of `matches` are cut to this many characters. */
export const MAX_MATCH_LENGTH = 256

/**
 * Steps a pattern may take on an input of that length: 2 to this power. Each unbounded repeat multiplies them by 256, each option
 * and alternative by 2; a pattern that does not begin with `^` is tried from each character.
 */
const MAX_STEPS = 24

/**
 * Whether a regular expression compiles and cannot backtrack for long on 256 characters: no repeated group (`(a+)+`, `(a|a)*`), no
 * back-reference, and no more repeats, options and alternatives than so many steps allow (two unbounded repeats; three after `^`).
 */
export const isSafePattern = (pattern: string): boolean => {
  try {
    // An object would be made a text, and that a pattern.
    if (typeof pattern !== 'string' || !new RegExp(pattern)) return false
  } catch {
    return false
  }
  // Character classes and escapes become one letter each, so that what is left is structure only; back-references stay visible.
  const structure = pattern.replace(/\\(k<|[1-9])/g, ')*').replace(/\\.|\[(\\.|[^\]\\])*\]/g, 'x')
  const count = (of: RegExp) => structure.split(of).length - 1
  return !/\)[*+{]/.test(structure) && 8 * count(/^[^^]|[*+]|\{\d*,/) + 1.5 * count(/[?|]/) <= MAX_STEPS
}

/** A text as it stands in an address: teams write `/été`, browsers `/%C3%A9t%C3%A9`. Half a character has no such form, and would throw. */
const inAddress = (text: string) => text.replace(/[^!-~\ud800-\udfff]+/gu, encodeURIComponent)

/** Whether a path, as the browser has it, matches a pattern (or one of several): exact, but for `*`, which stands for any characters. Linear: no regular expression. */
export const matchesPath = (patterns: string | readonly string[], path: string): boolean =>
  [patterns].flat().some((pattern) => {
    // Unchecked JSON in armed code: what is no text matches nothing.
    const [first = '', ...parts] = inAddress(`${pattern}`).split('*')
    const last = parts.pop()
    let at = first.length
    if (last === undefined) return path === first
    const inOrder = (part: string) => {
      const found = path.indexOf(part, at)
      at = found + part.length
      return found >= 0
    }
    return path.startsWith(first) && parts.every(inOrder) && path.slice(at).endsWith(last)
  })

/** The page that is being looked at: a `Location` is one. */
export interface Place {
  readonly pathname: string
  /** With its `?`; empty where there is none. */
  readonly search: string
  /** With its `#`; empty where there is none. */
  readonly hash: string
}

/** Where a trigger is listened to. */
export interface Placed {
  readonly path?: PathPatterns | undefined
  readonly not?: PathPatterns | undefined
}

/**
 * Whether a trigger may belong to a path, by path alone: what looks at the query, the fragment or a regular expression is taken to match.
 * Small, for armed code; `matchesPlace` says exactly, once the gates are there.
 */
export const mayMatch = ({ path = '*', not = [] }: Placed, pathname: string): boolean => {
  const plain = (patterns: PathPatterns, isLoose: boolean) =>
    [patterns]
      .flat()
      .some((pattern) =>
        typeof pattern === 'string' && (isLoose || !/[?#]/.test(pattern))
          ? matchesPath(pattern.split(/[?#]/)[0] || '*', pathname)
          : isLoose,
      )
  return plain(path, true) && !plain(not, false)
}

const matchesOne = (pattern: PathPattern, { pathname, search, hash }: Place): boolean => {
  if (typeof pattern !== 'string') return new RegExp(pattern.matches).test((pathname + search).slice(0, MAX_MATCH_LENGTH))
  const [, path, query, fragment] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(pattern) ?? []
  const given = new URLSearchParams(search)
  return (
    (!path || matchesPath(path, pathname)) &&
    [...new URLSearchParams(query)].every(([name, value]) => given.getAll(name).some((one) => matchesPath(value, inAddress(one)))) &&
    (!fragment || matchesPath(fragment, hash))
  )
}

/** Whether a trigger belongs to a page: one of its `path` patterns matches, and none of `not`. */
export const matchesPlace = ({ path, not = [] }: Placed, place: Place): boolean =>
  (!path || [path].flat().some((pattern) => matchesOne(pattern, place))) && ![not].flat().some((pattern) => matchesOne(pattern, place))
