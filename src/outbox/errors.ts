import type { OutboxError, OutboxErrorCode } from './types'

/** Codes, not prose: the words live in a lazy chunk. */
export const coded = (code: OutboxErrorCode): OutboxError => Object.assign(new Error(code), { code })
