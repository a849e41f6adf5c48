import { createHash } from 'node:crypto'

const hexOf = (...of: readonly (string | number)[]): string => createHash('sha256').update(JSON.stringify(of)).digest('hex')

/** A UUIDv7 (RFC 9562) of a time and whatever it is of: the same for the same, so that what is sent twice counts once. */
export const idOf = (ms: number, ...of: readonly (string | number)[]): string => {
  const time = Math.floor(ms).toString(16).padStart(12, '0')
  const hex = hexOf(...of)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}`
}
/** A UUIDv8 (RFC 9562) for a person: nothing of it says when. */
export const personId = (...of: readonly (string | number)[]): string => {
  const hex = hexOf(...of)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(12, 15)}-8${hex.slice(15, 18)}-${hex.slice(18, 30)}`
}
