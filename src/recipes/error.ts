/** An option of a recipe that cannot be right, or that would have a survey do what none should. */
export class RecipeError extends Error {
  /** The option, e.g. `facts.returnDays`; empty for all of them. */
  readonly path: string
  readonly expected: string
  readonly got: string
  /** What to do about it; may be empty. */
  readonly hint: string
  constructor(path: string, expected: string, got: string, hint = '') {
    super(`${path || 'recipe'}: expected ${expected}, got ${got}.${hint && ` ${hint}`}`)
    this.name = 'RecipeError'
    this.path = path
    this.expected = expected
    this.got = got
    this.hint = hint
  }
}
