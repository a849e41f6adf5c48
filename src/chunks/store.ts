import { openStore } from '../outbox/store'
import type { Store } from '../outbox/types'
import type { Shared } from './shared'

/** A store of the level there is now. It refuses every write as soon as the level is another one, here or in another tab. */
export const newStore = ({ project, level }: Shared): Store => {
  const now = level()
  return openStore({ level: now, project, allowed: () => level() === now })
}

/** The one store of the page, opened by whichever chunk needs it first. */
export const theStore = (shared: Shared): Promise<Store> => (shared.store ??= Promise.resolve(newStore(shared)))

/** The slot in the memory key for what is being typed while the page goes away. */
export const aheadOf = ({ memory }: Shared) => ({
  read: () => memory.get().ahead,
  write: (ahead: unknown) => memory.set({ ahead }),
})
