import { isUnavailable, type Store } from '../store'
import { createSender, type DeliverOptions } from './deliver'
import { noteDigests } from './digest'
import { tellDrops } from './drops'

export interface Loop {
  /** Whether there is a mail server to send by. */
  readonly hasMail: boolean
  /** Where the collector is reached by its team, if that is set. */
  readonly publicUrl: string | null
  /** Something may be due: soon, and not now, so that nobody's answer waits for it. */
  readonly wake: () => void
  /** Sends one alone, and waits for what came of it. */
  readonly now: (project: string, id: string) => Promise<void>
  /** Looks for touchpoints whose score fell. */
  readonly look: () => Promise<void>
  /** Looks for digests that are due. */
  readonly digests: () => Promise<void>
  /** Ends what is under way; what was not sent stays for the next start, or another collector. */
  readonly stop: () => Promise<void>
}

export interface LoopOptions extends Omit<DeliverOptions, 'http' | 'store'> {
  readonly store: Store
  readonly http: Omit<DeliverOptions['http'], 'signal'>
  readonly log: (message: string, cause?: unknown) => void
  /** How often it looks for what is due. Default 10 seconds. */
  readonly everyMs?: number
}

const EVERY_MS = 10_000
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** What is woken for many answers looks once. */
const SOON_MS = 100
/** What was sent stays to be read for so long. */
const KEPT_MS = 30 * 24 * HOUR_MS

/** Sends what is due, looks once an hour for drops, and forgets what was sent long ago. Any number of collectors may do so beside each other. */
export const createLoop = ({ log, everyMs = EVERY_MS, http, ...options }: LoopOptions): Loop => {
  const { store, config, now } = options
  const ending = new AbortController()
  const deliverOptions: DeliverOptions = { ...options, http: { ...http, signal: ending.signal } }
  const failed = (what: string) => (cause: unknown) => {
    if (!isUnavailable(cause)) log(what, cause)
  }
  const unsent = failed('What is to be told could not be sent, and will be tried again')
  const sender = createSender(deliverOptions, unsent)
  const run = (): void => {
    if (!ending.signal.aborted) sender.pump().catch(unsent)
  }

  const look = async (): Promise<void> => {
    try {
      await store.loop.expireDeliveries(new Date(now() - KEPT_MS).toISOString())
      let told = 0
      for (const project of await store.projects()) told += (await tellDrops(store, project, await config(project), now())).length
      if (told > 0) run()
    } catch (cause) {
      failed('Scores could not be compared with those of the weeks before')(cause)
    }
  }

  const digests = async (): Promise<void> => {
    try {
      if ((await noteDigests(store, now())) > 0) run()
    } catch (cause) {
      failed('Digests that are due could not be noted, and will be')(cause)
    }
  }

  let looking: Promise<void> = Promise.resolve()
  let noting: Promise<void> = Promise.resolve()
  const note = (): void => {
    noting = digests()
  }
  const begin = (): void => {
    looking = look()
  }
  const timers = [
    // A collector that is started anew every hour looks, too.
    setTimeout(begin, MINUTE_MS),
    setInterval(run, everyMs),
    setInterval(begin, HOUR_MS),
    setInterval(note, MINUTE_MS),
  ]
  for (const timer of timers) timer.unref()
  // What a collector that was killed has left.
  run()
  // What was due while no collector ran.
  note()

  let soon: NodeJS.Timeout | undefined
  const wake = (): void => {
    soon ??= setTimeout(() => {
      soon = undefined
      run()
    }, SOON_MS).unref()
  }

  return {
    hasMail: options.mail !== null,
    publicUrl: options.publicUrl,
    wake,
    now: sender.one,
    look,
    digests,
    stop: async () => {
      for (const timer of timers) clearInterval(timer)
      clearTimeout(soon)
      ending.abort()
      await Promise.all([sender.drain().catch(unsent), looking, noting])
    },
  }
}
