import type { ConfigSource } from '../survey/config'

/** Resolves with the next event of a type at the document. */
export const nextOf = (type: string) => new Promise((resolve) => document.addEventListener(type, resolve, { once: true }))
/** Resolves when the document is parsed. */
export const parsed = async () => {
  if (document.readyState === 'loading') await nextOf('DOMContentLoaded')
}

/**
 * The configuration as text or object: an object, `#id` of an inline JSON script, or a URL. When the URL fails the browser's
 * own HTTP cache is asked for the last good copy, so that nothing has to be stored for it.
 */
export const readConfig = async (source: string | ConfigSource): Promise<unknown> => {
  if (typeof source !== 'string') return source
  if (source[0] === '#') {
    await parsed()
    return document.querySelector(source)?.textContent
  }
  const read = async (cache?: RequestCache) => {
    const reply = await fetch(source, { cache } as RequestInit)
    if (!reply.ok) throw Error(`${source}: expected 200, got ${reply.status}`)
    return reply.text()
  }
  return read().catch(() => read('force-cache'))
}
