/** The database cannot be reached now, and nothing is known of what was under way: told as 503, so that devices keep what they have. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
}

export const isUnavailable = (error: unknown): error is StoreUnavailable => error instanceof StoreUnavailable
