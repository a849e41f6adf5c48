/** Local time of a place, with its daylight saving, by the data that Node carries. */

const HOUR = 36e5

export interface Zone {
  /** Milliseconds that local time is ahead of UTC at an instant. */
  readonly offsetAt: (at: number) => number
  /** The instant at which a local clock shows this; `local` is what `Date.UTC` makes of its figures. What a change of the clock skips comes an hour later. */
  readonly toInstant: (local: number) => number
}

/** Throws a `RangeError` where there is no such zone. */
export const createZone = (timeZone: string): Zone => {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  // Clocks change on the hour of UTC, or the half.
  const known = new Map<number, number>()
  const offsetAt = (at: number): number => {
    const slot = Math.floor(at / (HOUR / 2))
    let offset = known.get(slot)
    if (offset === undefined) {
      const name = format.formatToParts(slot * (HOUR / 2)).find(({ type }) => type === 'timeZoneName')?.value ?? ''
      const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? []
      offset = hours && minutes ? (Number(hours) * HOUR + Number(minutes) * 6e4) * (sign === '-' ? -1 : 1) : 0
      known.set(slot, offset)
    }
    return offset
  }
  return {
    offsetAt,
    toInstant: (local) => {
      const near = local - offsetAt(local)
      const exact = local - offsetAt(near)
      return exact + offsetAt(exact) === local ? exact : Math.max(near, exact)
    },
  }
}
