/** Deeper than anything the SDK sends. */
const MAX_DEPTH = 12

/** What was wrong, as a path into the item. */
export interface Unclean {
  readonly path: string
  readonly expected: string
  readonly got: string
}

const cleanText = (text: string): string => text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\ufffd')

/**
 * A copy without what a database cannot hold (U+0000, lone surrogates). Notes in `found` any nesting beyond twelve levels and any key that
 * reaches into prototypes: `JSON.parse` makes `__proto__` an own property, and the next careless merge makes it a hole.
 */
export const clean = (value: unknown, found: Unclean[], path = '', depth = 0): unknown => {
  if (typeof value === 'string') return cleanText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= MAX_DEPTH) {
    found.push({ path, expected: `at most ${MAX_DEPTH} levels`, got: 'a deeper nesting' })
    return null
  }
  if (Array.isArray(value)) return value.map((entry, index) => clean(entry, found, `${path}[${index}]`, depth + 1))
  const copy: Record<string, unknown> = {}
  for (const [key, entry] of Object.entries(value)) {
    const name = cleanText(key)
    const here = path ? `${path}.${name}` : name
    if (name === '__proto__') found.push({ path: here, expected: 'no key of this name', got: 'a value' })
    else copy[name] = clean(entry, found, here, depth + 1)
  }
  return copy
}
