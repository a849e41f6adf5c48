import type { Store } from './store'

/** Contact details are for getting back to somebody, which is done by then or never. */
export const CONTACT_DAYS = 90
const DAY_MS = 24 * 3600 * 1000

export interface Retention {
  /** Deletes what has had its time; a failure is told, and tried again the next day. */
  readonly run: () => Promise<void>
  readonly stop: () => void
}

export interface RetentionOptions {
  readonly store: Store
  /** Null keeps for good. */
  readonly contactDays: number | null
  readonly retentionDays: number | null
  readonly now: () => number
  readonly log: (message: string, cause?: unknown) => void
}

const checked = (name: string, days: number | null): number | null => {
  if (days === null || (Number.isInteger(days) && days >= 1 && days <= 36_500)) return days
  throw new RangeError(`${name}: expected a whole number of days from 1 to 36500, got ${days}`)
}

/** Runs once a day from now on. The first run is the caller's. */
export const createRetention = ({ store, now, log, ...days }: RetentionOptions): Retention => {
  const contactDays = checked('CONTACT_DAYS', days.contactDays)
  const retentionDays = checked('RETENTION_DAYS', days.retentionDays)
  const before = (days: number): string => new Date(Math.max(0, now() - days * DAY_MS)).toISOString()

  const run = async (): Promise<void> => {
    try {
      const deleted = await store.expire({
        ...(contactDays === null ? {} : { contacts: before(contactDays) }),
        ...(retentionDays === null ? {} : { responses: before(retentionDays) }),
      })
      if (deleted.contacts > 0) log(`Contact details older than ${contactDays} days were deleted: ${deleted.contacts}`)
      if (deleted.responses > 0) log(`Responses older than ${retentionDays} days were deleted: ${deleted.responses}`)
    } catch (cause) {
      log('What has had its time could not be deleted. The next attempt is in a day.', cause)
    }
  }

  const daily = setInterval(run, DAY_MS)
  daily.unref()
  return { run, stop: () => clearInterval(daily) }
}
