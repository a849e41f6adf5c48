import { openStore } from '../outbox/store'
import type { Store } from '../outbox/types'
import type { Shared } from './shared'

/**
 * The one store of the page, opened by whichever chunk needs it first, and opened anew when the level is another one. It refuses
 * every write as soon as the level has fallen, here or in another tab. When it rises, what a lower level kept is read too.
 */
export const theStore = (shared: Shared): Promise<Store> => {
  const level = shared.level()
  if (shared.store && shared.storeLevel !== level) {
    void shared.store.then((store) => store.close())
    shared.store = undefined
  }
  shared.storeLevel = level
  return (shared.store ??= Promise.resolve(
    openStore({
      level,
      project: shared.project,
      memory: shared.box,
      // Each level's name is longer than that of the one below.
      allowed: () => shared.level().length >= level.length,
    }),
  ))
}

/** The slot in the memory key for what is being typed while the page goes away. */
export const aheadOf = ({ memory }: Shared) => ({
  read: () => memory.get().ahead,
  write: (ahead: unknown) => memory.set({ ahead }),
})
