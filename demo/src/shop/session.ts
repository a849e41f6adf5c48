/** Who somebody is to the shop: a random id in a cookie that no script can read, known to the database by its hash only. */
import { createHash, randomBytes } from 'node:crypto'

export const newSession = (): string => randomBytes(16).toString('base64url')

/** A session as this shop makes them, or nothing. */
export const readSession = (cookie: string | undefined): string | undefined => (/^[\w-]{22}$/.test(cookie ?? '') ? cookie : undefined)

export const hashOf = (session: string): string => createHash('sha256').update(session).digest('base64url')
