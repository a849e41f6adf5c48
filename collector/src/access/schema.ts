/** What a team may set. Unknown names are refused: a mistyped setting that is dropped looks like one that holds. */
import { z } from 'zod'
import { originOr } from '../http/cors'
import { projectPattern } from '../http/project'
import { ROOT } from '../http/token'
import { roles } from '../store'

const MOST_DAYS = 36_500

const id = z.string().regex(projectPattern, '1–64 letters, digits, dots, hyphens or underscores')
/** Shown in one line. */
const name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}+$/u, 'a name in one line')
const origin = z.string().transform((text, context) => {
  const exact = originOr(text)
  if (exact !== null) return exact
  context.addIssue({ code: 'custom', message: 'an origin such as https://shop.example, or *', input: text })
  return z.NEVER
})
const days = z.union([z.int().min(1).max(MOST_DAYS), z.literal('forever'), z.null()], {
  error: `a whole number of days from 1 to ${MOST_DAYS}, "forever", or null for as the collector does`,
})
const settings = { name, origins: z.array(origin).min(1).max(100).nullable(), contactDays: days, retentionDays: days }

export const newProject = z.strictObject({
  id,
  name: name.optional(),
  origins: settings.origins.default(null),
  contactDays: days.default(null),
  retentionDays: days.default(null),
})

export const projectChange = z.strictObject({ ...settings, keyRequired: z.boolean() }).partial()

/** `now` in milliseconds: what has passed already is no end of a token. */
export const newTokenAt = (now: number) =>
  z.strictObject({
    name: name.refine((text) => text.toLowerCase() !== ROOT, `another name than ${ROOT}, which is the first token’s`),
    role: z.enum(roles),
    projects: z.array(id).min(1).max(100).nullable().default(null),
    expiresAt: z.iso
      .datetime({ offset: true, abort: true, error: 'an ISO 8601 instant, e.g. 2027-03-01T09:30:00.000Z, or null for never' })
      .refine((text) => Date.parse(text) > now, 'an instant that is still to come')
      .transform((text) => new Date(text).toISOString())
      .nullable()
      .default(null),
  })
