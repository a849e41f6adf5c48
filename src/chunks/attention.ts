import type { Budget } from '../gates/budget'
import type { Refusal } from '../gates/types'
import type { Watch } from '../gates/watch-quiet'
import type { Shared } from './shared'

/**
 * Looks after the page: while a question waits for a quiet moment, and, before a second one, for what the first has cost. Both are done by the
 * watch chunk, loaded when there is need; where it cannot be had, the next moment looks again.
 */
export const createAttention = (shared: Pick<Shared, 'load' | 'look' | 'fail'>) => {
  let watch: Watch | undefined
  let againAt = Infinity
  let budget: Pick<Budget, 'look' | 'stop'> | undefined

  /** Looks again when a quiet moment may have come, and at this time at the latest (milliseconds since the epoch). `Infinity`: nothing waits. */
  const wait = async (until: number): Promise<void> => {
    againAt = until
    const chunk = until < Infinity && !watch && (await shared.load('watch').catch(() => undefined))
    // Meanwhile the wait may be over, or another one.
    if (againAt < Infinity) {
      if (chunk) watch ??= chunk.watchQuiet(shared.look)
      watch?.until(againAt)
    } else {
      watch?.stop()
      watch = undefined
    }
  }
  const measure = async () => {
    const { watchBudget } = await shared.load('watch')
    // Stopped meanwhile: nothing begins any more.
    if (budget) budget = watchBudget((spent) => shared.fail('over-budget', Error(JSON.stringify(spent))))
  }
  return {
    wait,
    /** What this page has cost so far, as far as it was measured. */
    spent: (): Refusal => budget?.look(),
    /** Whether that has to be found out first: then it is, once, and looked at again. */
    mustMeasure(): boolean {
      if (budget) return false
      budget = { look: () => false, stop() {} }
      measure()
        .catch(() => {})
        .then(shared.look)
      return true
    },
    stop() {
      wait(Infinity)
      budget?.stop()
      budget = undefined
    },
  }
}
