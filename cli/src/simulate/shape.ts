/** Looks at JSON by a table of its keys, and says what is wrong as `peakend check` does. */
import { didYouMean, either, isObject, type Path, type Report, show } from '../../../src/survey/check-words'

/** What each key must hold. A `?` in front: it may be missing. A key that is not in the table is a mistake. */
export type Shape = Readonly<Record<string, readonly [expected: string, test: (value: unknown) => boolean]>>

export const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0
export const isShare = (value: unknown): value is number => isCount(value) && value <= 1
export const isZone = (value: unknown): value is string => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: `${value}` })
    return typeof value === 'string'
  } catch {
    return false
  }
}
/** An instant: a date alone leaves open when the day begins. */
export const isInstant = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(value) && !Number.isNaN(Date.parse(value))

/** Looks at one object; gives whether all of it was right. */
export const checkKeys = (shape: Shape, value: unknown, path: Path, report: Report): value is Readonly<Record<string, unknown>> => {
  if (!isObject(value)) {
    report(path, 'wrong-type', 'an object', show(value))
    return false
  }
  let isRight = true
  for (const [key, [expected, test]] of Object.entries(shape)) {
    const name = key.replace('?', '')
    const given = value[name]
    if (given === undefined ? key !== name : test(given)) continue
    isRight = false
    report([...path, name], given === undefined ? 'missing' : 'wrong-type', expected, show(given))
  }
  const known = Object.keys(shape).map((key) => key.replace('?', ''))
  for (const key of Object.keys(value))
    if (!known.includes(key)) {
      isRight = false
      report([...path, key], 'unknown-key', either(known), show(key), didYouMean(key, known))
    }
  return isRight
}
