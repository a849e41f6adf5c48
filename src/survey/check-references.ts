/** Ids that meet nobody, and ids that two have. */
import { didYouMean, eachObject, either, isObject, members, type Path, quote, type Report } from './check-words'

/** The ids in a list of things with ids. */
export const idsOf = (list: unknown): string[] =>
  members(list).flatMap((item) => (isObject(item) && typeof item.id === 'string' ? item.id : []))

/** Says `expected the id of a question of this survey ("csat" or "why"), got "whi". Did you mean "why"?`; `what` is `question of this survey`. */
export const checkReference = (report: Report, path: Path, what: string, id: unknown, known: readonly string[], hint = ''): void => {
  if (typeof id !== 'string' || !id.trim() || known.includes(id)) return
  const names = known.length > 8 ? `${known.slice(0, 8).map(quote).join(', ')}, …` : either(known)
  const article = /^[eo]/.test(what) ? 'an' : 'a'
  const expected = `the id of ${article} ${what}${known.length ? ` (${names})` : ''}`
  report(path, `unknown-${what.split(' ')[0]}`, expected, quote(id), didYouMean(id, known) || hint)
}

export const checkDoubles = (report: Report, path: Path, list: unknown, what: string): void => {
  const first = new Map<unknown, number>()
  eachObject(list, ({ id }, index) => {
    const before = first.get(id)
    if (typeof id !== 'string') return
    if (before === undefined) first.set(id, index)
    else report([...path, index, 'id'], 'duplicate-id', `an id no other ${what} has`, quote(id), `The ${what} at [${before}] has it too.`)
  })
}
