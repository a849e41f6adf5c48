/** How many letters two words have in common from the start and from the end. */
const alike = (a: string, b: string): number => {
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++
  return start + end
}

/** The known word that was probably meant, as a hint: more than half of its letters stand where they should, counted from either end. */
export const hintOf = (word: string, known: readonly string[]): string => {
  const meant = known.reduce((best, one) => (alike(word, one) > alike(word, best) ? one : best), '')
  return alike(word, meant) * 2 > meant.length ? `Did you mean ${JSON.stringify(meant)}?` : ''
}
