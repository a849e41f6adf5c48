import type { Place } from '../../../src/survey/pattern'

/** What a `Location` says of a page, from its path with query and fragment. */
export const placeOf = (name: string): Place => {
  const [, pathname = '', search = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(name) ?? []
  return { pathname, search, hash }
}
