/** Tells open results pages that something was stored. It says that, never what: the page fetches again. */
export interface Live {
  readonly announce: (project: string) => void
  /** A stream of server-sent events for a project (WHATWG HTML §9.2). It ends when `stays` says no: asked now and then. */
  readonly stream: (project: string, stays: () => Promise<boolean>) => Response
  /** Ends all streams; needed before a server can close. */
  readonly close: () => void
}

/** Keeps proxies from closing a silent connection. */
const HEARTBEAT_MS = 25_000

export const createLive = (): Live => {
  interface Listener {
    readonly project: string
    readonly stays: () => Promise<boolean>
    readonly send: (text: string) => void
    readonly end: () => void
  }
  const listeners = new Set<Listener>()
  const encoder = new TextEncoder()
  const heartbeat = setInterval(() => {
    for (const { send, stays, end } of listeners) {
      send(':\n\n')
      // Nobody knows while the database is away; it tells nothing but that something was stored.
      stays().then(
        (stay) => stay || end(),
        () => {},
      )
    }
  }, HEARTBEAT_MS)
  heartbeat.unref()

  return {
    announce(project) {
      for (const listener of listeners) if (listener.project === project) listener.send('event: stored\ndata: {}\n\n')
    },
    stream(project, stays) {
      let mine: Listener | undefined
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          const listener: Listener = {
            project,
            stays,
            send: (text) => controller.enqueue(encoder.encode(text)),
            end() {
              // Once: it may have ended since it was asked.
              if (listeners.delete(listener)) controller.close()
            },
          }
          mine = listener
          listeners.add(listener)
          listener.send('retry: 3000\n\n')
        },
        cancel() {
          if (mine) listeners.delete(mine)
        },
      })
      return new Response(body, {
        headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
      })
    },
    close() {
      clearInterval(heartbeat)
      for (const { end } of [...listeners]) end()
    },
  }
}
