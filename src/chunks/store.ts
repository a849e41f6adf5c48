import { openStore } from '../outbox/store'
import type { Store } from '../outbox/types'
import type { Shared } from './shared'

/** A store of the level there is now. It refuses every write as soon as the level is another one, here or in another tab. */
export const newStore = (shared: Shared): Store => {
  const level = shared.level()
  shared.storeLevel = level
  return openStore({ level, project: shared.project, allowed: () => shared.level() === level })
}

/** The one store of the page, opened by whichever chunk needs it first; after a refusal in another tab, another one. */
export const theStore = (shared: Shared): Promise<Store> => {
  if (shared.store && shared.storeLevel !== shared.level()) {
    void shared.store.then((store) => store.close())
    shared.store = undefined
  }
  return (shared.store ??= Promise.resolve(newStore(shared)))
}

/** The slot in the memory key for what is being typed while the page goes away. */
export const aheadOf = ({ memory }: Shared) => ({
  read: () => memory.get().ahead,
  write: (ahead: unknown) => memory.set({ ahead }),
})
