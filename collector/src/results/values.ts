import type { Config } from '../../../src/survey/config'
import { plainDimensions } from '../report/filters'
import type { Dimension } from '../store'
import type { View } from './view'

const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

/** What a dimension is called: a property of an event by its own name. */
export const dimensionName = ({ words }: View, dimension: Dimension): string => {
  const plain = plainDimensions.find((name) => name === dimension)
  return plain ? words.filters.dimensions[plain] : words.filters.event(dimension.slice('event.'.length))
}

/** What a value is called: languages and personas by their names, the rest as it was sent. */
export const valueName = (view: View, dimension: Dimension, value: string, config: Config | null): string => {
  const { devices, consents } = view.words.filters
  if (dimension === 'device') return own<string>(devices, value) ?? value
  if (dimension === 'consent') return own<string>(consents, value) ?? value
  if (dimension === 'language') return view.languageName(value)
  if (dimension !== 'persona') return value
  const name = config?.personas?.find(({ id }) => id === value)?.name
  return name ? view.text(name) : value
}
