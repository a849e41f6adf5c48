import type { Dimension, StoredResponse } from './types'

/** More values of one dimension tell nothing apart any more; what comes later is not noted. */
export const MOST_VALUES = 500

const LONGEST = 60
/** A list of names or words: neither an address nor a number somebody could be found by. */
const isPlain = (text: string): boolean =>
  // Most are a word: nothing to look for in them.
  /^[a-z]+$/i.test(text) || (/^[\p{L}\p{N}][\p{L}\p{N} _./+-]*$/u.test(text) && !/\d{5}|(\d.*){7}/.test(text))

/** How many articles, how many visits: beyond that a number measures, and sorts nothing into kinds. */
const MOST_COUNT = 20
/** Properties that sort events into a few kinds; what names one order or one person does not. */
const propertyOf = (value: unknown): string | null => {
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0 && value <= MOST_COUNT ? String(value) : null
  return typeof value === 'string' && value.length <= LONGEST && isPlain(value) ? value : null
}

const PAGE_LONGEST = 200
/** `/order/A-10045` and `/order/A-10046` are one page. */
const pageOf = (path: unknown): string | null => {
  if (typeof path !== 'string' || !path.startsWith('/') || path.length > PAGE_LONGEST) return null
  // Whatever is replaced has one of these.
  if (!/[\d@%]|[a-f]{8}-/i.test(path)) return path
  return path
    .split('/')
    .map((part) => (/\d{4}|[0-9a-f]{8}-|@|%40/i.test(part) || (/\d/.test(part) && part.length > 24) ? ':id' : part))
    .join('/')
}

/** What a response may be filtered by: short texts of a team's own, nothing that somebody wrote. */
export const dimensionsOf = ({
  personas,
  variant,
  consent,
  context,
  instrument,
  moment,
}: StoredResponse): readonly (readonly [Dimension, string])[] => {
  const found: [Dimension, string][] = [...new Set(personas)].map((persona) => ['persona', persona])
  const note = (dimension: Dimension, value: string | null): void => {
    if (value) found.push([dimension, value])
  }
  note('device', propertyOf(context.device))
  note('language', instrument.locale)
  note('page', pageOf(context.path))
  note('variant', variant)
  note('consent', consent)
  for (const [name, value] of Object.entries(moment.props ?? {}).slice(0, 20)) note(`event.${name}`, propertyOf(value))
  return found
}
