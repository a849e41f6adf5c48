import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { hashOf, newToken } from '../http/token'
import type { StoredToken } from '../store'
import type { newTokenAt } from './schema'

/** Its beginning says what it is, to people and to programs that look for secrets: this is none. */
export const newKey = (): string => `pk_${randomBytes(18).toString('base64url')}`

/** A token, which is shown once, and what is kept of it. */
export const makeToken = (
  wanted: z.output<ReturnType<typeof newTokenAt>>,
): { readonly token: string; readonly stored: Omit<StoredToken, 'createdAt' | 'usedOn'> } => {
  const token = newToken()
  return { token, stored: { id: `tk_${randomBytes(9).toString('base64url')}`, hash: hashOf(token), ...wanted } }
}
