/**
 * A request to forget, in a database of its own. What web storage is told is on the disk seconds later: a browser that is killed before would
 * know neither of the request nor of the refusal.
 */
import { type IdbTier, idbTier } from '../outbox/store-idb'
import { hasDatabase } from './has-database'
import type { ForgetRequest } from './shared'

const KEY = 'request'

/** Nothing keeps it open, so that it can go at any time. */
const use = <Result>(name: string, work: (tier: IdbTier) => Promise<Result>): Promise<Result | undefined> => {
  const tier = idbTier(name)
  return work(tier)
    .catch(() => undefined)
    .finally(tier.close)
}

/** Resolves once it is on the disk, or cannot be: then web storage has to do. */
export const keepRequest = (name: string, asked: ForgetRequest): Promise<unknown> =>
  use(name, ({ change }) => change([], () => ({ puts: { [KEY]: asked }, result: undefined })))

/** What an earlier page kept; makes no database where there is none. */
export const keptRequest = async (name: string): Promise<ForgetRequest | undefined> =>
  (await hasDatabase(name)) ? use(name, ({ get }) => get(KEY) as Promise<ForgetRequest | undefined>) : undefined
