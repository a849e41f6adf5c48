import type { WatchFriction } from './types'

/**
 * An uncaught error or rejection of the page. Not: what failed to load; “Script error.” of another origin and the browser's own
 * complaints (about ResizeObserver), both without an error object; what an extension threw; a request that was called off; anything
 * while the page is hidden, where nobody felt it.
 */
export const pageError: WatchFriction = (felt) => {
  const failed = ({ error, filename }: ErrorEvent) => {
    if (error && !filename.includes('-extension:') && !document.hidden) felt()
  }
  const rejected = ({ reason }: PromiseRejectionEvent) => {
    if (reason?.name !== 'AbortError' && !document.hidden) felt()
  }
  addEventListener('error', failed)
  addEventListener('unhandledrejection', rejected)
  return () => {
    removeEventListener('error', failed)
    removeEventListener('unhandledrejection', rejected)
  }
}
