import type { createLine } from './line'
import { createLock } from './lock'
import type { SenderDeps } from './sender'
import { RECORD_PREFIX } from './types'

/** Between two wake-ups, so that a burst of commits is one batch. */
const GAP_MS = 1_000
/** After trouble in our own storage. */
const TROUBLE_MS = 60_000

/**
 * Drains one line in its own time: an endpoint that hangs or is broken holds up nobody but itself. One flight per tab and endpoint. `home`
 * brings in what an earlier page wrote ahead; `tell` says what is wrong with the store.
 */
export function createRun(
  deps: SenderDeps,
  line: ReturnType<typeof createLine>,
  isOver: () => boolean,
  home: () => Promise<void>,
  tell: (cause: unknown) => void,
) {
  const { now, random, setTimeout, clearTimeout } = deps
  const locked = createLock(deps)
  let flight: Promise<void> | undefined
  let again = false
  let timer: unknown
  let delay = 0
  let hurry = false
  let last = -Infinity

  /** One timer, the shorter one. Delays are compared, not times of the clock, which may jump. */
  const schedule = (ms: number) => {
    if (isOver() || (timer && ms >= delay)) return
    clearTimeout(timer)
    delay = ms
    timer = setTimeout(() => {
      timer = undefined
      void drain()
    }, ms)
  }
  const wake = (urgent = false) => {
    hurry ||= urgent
    if (flight) again = true
    // Clamped: the clock may have been set back since.
    else schedule(Math.min(Math.max(last + GAP_MS - now(), 0), GAP_MS) * (1 + random() / 4))
  }

  const run = async () => {
    const urgent = hurry
    last = now()
    again = hurry = false
    try {
      if (isOver()) return
      await home()
      let at: string | number | undefined = RECORD_PREFIX
      while (typeof at === 'string' && !isOver()) {
        const after: string = at
        at = await locked(line.id, () => line.step(after, urgent))
      }
      // Another tab is at it: what we have it may have missed.
      if (at === undefined) schedule(GAP_MS * (1 + 4 * random()))
      else if (typeof at === 'number' && at < Infinity) schedule(at)
    } catch (cause) {
      tell(cause)
      schedule(TROUBLE_MS)
    }
  }
  const drain = (): Promise<void> =>
    (flight ??= run().finally(() => {
      flight = undefined
      if (again) wake()
    }))

  return {
    wake,
    flush: async () => {
      await flight
      hurry = true
      await drain()
    },
    unload: line.unload,
    stop: () => {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
