import type { Dimension, Filter } from '../store'

/** Read in this order, and so shown. */
export const plainDimensions = ['persona', 'device', 'language', 'page', 'variant', 'consent'] as const satisfies Dimension[]
/** A property of an event that was sent: `event.carrier`. */
const EVENT = 'event.'
/** Nobody reads a page that so many conditions have made; a query with more is somebody's mistake. */
const MOST_FILTERS = 8
const LONGEST = 200

const isPlain = (text: string): text is (typeof plainDimensions)[number] => plainDimensions.some((name) => name === text)
const isEvent = (text: string): text is `event.${string}` => text.startsWith(EVENT) && text.length > EVENT.length && text.length <= 70

/** What answers may be told apart by, under its name in an address; null for any other name. */
export const dimensionOf = (name: string | null | undefined): Dimension | null => (name && (isPlain(name) || isEvent(name)) ? name : null)

/** `?device=mobile&event.carrier=dhl`: the answers that all of these hold for. Each name once; what is empty is no filter. */
export const filtersOf = (query: URLSearchParams): readonly Filter[] => {
  const found = new Map<Dimension, string>()
  for (const [name, value] of query) {
    const dimension = dimensionOf(name)
    if (dimension && value !== '' && value.length <= LONGEST && !found.has(dimension)) found.set(dimension, value)
  }
  return [...found].slice(0, MOST_FILTERS).map(([dimension, value]) => ({ dimension, value }))
}

/** Whether its values are people at work, or teams of them: a score must not be read off a handful of their conversations. */
export const isAboutStaff = (dimension: Dimension): boolean =>
  /^event\.(.*[_.\- ])?(agent|advisor|adviser|employee|operator|seller|clerk|staff|team|courier|driver)s?([_.\- ].*)?$/i.test(dimension)
