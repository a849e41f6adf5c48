import type { Adapter } from './adapter'
import { flatten } from './flatten'

/** A request for each revision: tools without code take one object, and a refusal is of that one. */
export const limit = 1

/** One plain, flat, readable object. */
export const adapter: Adapter = ([leaving], { contact }) => leaving && flatten(leaving.event, contact)
