/**
 * A replacer that gives arrays, plain objects and texts as they are, whatever `toJSON` a page has put on their prototypes (Prototype.js before
 * 1.7 makes texts of arrays, and quotes texts twice). A `toJSON` of its own, such as that of a date, counts.
 */
export function asIs(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const own = this[key] as { readonly toJSON?: unknown } | null | undefined
  return Object(own) !== own || Array.isArray(own) || own?.toJSON === ({} as { readonly toJSON?: unknown }).toJSON ? own : value
}
