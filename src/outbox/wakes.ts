/** The part of a window that is used. */
export interface WakeWindow {
  addEventListener(type: string, fn: (event: Event) => void): void
  removeEventListener(type: string, fn: (event: Event) => void): void
  readonly document: {
    readonly visibilityState: string
    addEventListener(type: string, fn: (event: Event) => void): void
    removeEventListener(type: string, fn: (event: Event) => void): void
  }
  readonly BroadcastChannel?: new (
    name: string,
  ) => { postMessage(message: unknown): void; close(): void; onmessage: ((event: MessageEvent) => void) | null }
}
export interface Wakes {
  /** Wakes the other tabs of this project. */
  ping(): void
  stop(): void
}
export interface WakeDeps {
  readonly project: string
  /** Something may be waiting; `urgent` when the network came back. */
  readonly wake: (urgent?: boolean) => void
  /** The page was hidden or is going away; called before anything is closed. */
  readonly hide: () => void
  /** Visible again: tiers that failed may work now. */
  readonly show: () => void
  /** About to be frozen or cached: a connection kept open there blocks every other tab. */
  readonly close: () => void
}

/** Everything outside the tab's own commits that can start a drain; returns its stop. */
export function watchWakes(window: WakeWindow, { project, wake, hide, show, close }: WakeDeps): Wakes {
  const { document, BroadcastChannel } = window
  let channel: InstanceType<NonNullable<typeof BroadcastChannel>> | undefined
  const listen = () => {
    if (channel || !BroadcastChannel) return
    try {
      channel = new BroadcastChannel(`peakend:${project}`)
      channel.onmessage = () => wake()
    } catch {
      // Another tab's news come with the next wake of our own.
    }
  }
  const leave = () => {
    // An open channel keeps a page out of the back/forward cache in some engines.
    channel?.close()
    channel = undefined
    close()
  }
  const on: [WakeWindow | WakeWindow['document'], string, () => void][] = [
    [window, 'online', () => wake(true)],
    [
      document,
      'visibilitychange',
      () => {
        if (document.visibilityState === 'hidden') return hide()
        show()
        wake()
      },
    ],
    [
      window,
      'pagehide',
      () => {
        hide()
        leave()
      },
    ],
    [
      window,
      'pageshow',
      () => {
        listen()
        wake()
      },
    ],
    [document, 'freeze', leave],
    [document, 'resume', listen],
  ]
  for (const [target, type, fn] of on) target.addEventListener(type, fn)
  listen()
  return {
    ping: () => channel?.postMessage(0),
    stop: () => {
      for (const [target, type, fn] of on) target.removeEventListener(type, fn)
      channel?.close()
      channel = undefined
    },
  }
}
