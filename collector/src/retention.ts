import { daysOf } from './access/access'
import type { Store, StoredProject } from './store'

/** Longer than a year, so that a yearly look back finds all of it. */
export const AUDIT_DAYS = 400
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
  readonly auditDays: number | null
  readonly now: () => number
  readonly log: (message: string, cause?: unknown) => void
}

const checked = (name: string, days: number | null): number | null => {
  if (days === null || (Number.isInteger(days) && days >= 1 && days <= 36_500)) return days
  throw new RangeError(`${name}: expected a whole number of days from 1 to 36500, got ${days}`)
}

const hasOwnDays = ({ contactDays, retentionDays }: StoredProject): boolean => contactDays !== null || retentionDays !== null

/** Each project by its own days, where it has any. Runs once a day from now on. The first run is the caller's. */
export const createRetention = ({ store, now, log, ...days }: RetentionOptions): Retention => {
  const contactDays = checked('CONTACT_DAYS', days.contactDays)
  const retentionDays = checked('RETENTION_DAYS', days.retentionDays)
  const auditDays = checked('AUDIT_DAYS', days.auditDays)
  const before = (days: number): string => new Date(Math.max(0, now() - days * DAY_MS)).toISOString()

  const expire = async (contacts: number | null, responses: number | null, of: (project: string) => boolean): Promise<void> => {
    const deleted = await store.expire(
      {
        ...(contacts === null ? {} : { contacts: before(contacts) }),
        ...(responses === null ? {} : { responses: before(responses) }),
      },
      of,
    )
    if (deleted.contacts > 0) log(`Contact details older than ${contacts} days were deleted: ${deleted.contacts}`)
    if (deleted.responses > 0) log(`Responses older than ${responses} days were deleted: ${deleted.responses}`)
  }

  const run = async (): Promise<void> => {
    try {
      const own = (await store.access.projects()).filter(hasOwnDays)
      const ids = new Set(own.map(({ id }) => id))
      await expire(contactDays, retentionDays, (project) => !ids.has(project))
      for (const { id, ...project } of own)
        await expire(daysOf(project.contactDays, contactDays), daysOf(project.retentionDays, retentionDays), (other) => other === id)
      if (auditDays !== null) await store.audit.expire(before(auditDays))
    } catch (cause) {
      log('What has had its time could not be deleted. The next attempt is in a day.', cause)
    }
  }

  const daily = setInterval(run, DAY_MS)
  daily.unref()
  return { run, stop: () => clearInterval(daily) }
}
