import type { Config } from '../survey/config'

/** Resolves when the document is parsed. */
export const parsed = () =>
  new Promise<unknown>((resolve) =>
    document.readyState === 'loading' ? addEventListener('DOMContentLoaded', resolve, { once: true }) : resolve(0),
  )

/**
 * The configuration as text or object: an object, `#id` of an inline JSON script, or a URL. When the URL fails the browser's
 * own HTTP cache is asked for the last good copy, so that nothing has to be stored for it.
 */
export const readConfig = async (source: string | Config): Promise<string | Config | null | undefined> => {
  if (typeof source !== 'string') return source
  if (source[0] === '#') return parsed().then(() => document.querySelector(source)?.textContent)
  const read = async (cache: RequestCache) => {
    const reply = await fetch(source, { cache, credentials: 'omit' })
    if (!reply.ok) throw new Error(`${source}: expected 200, got ${reply.status}`)
    return reply.text()
  }
  return read('default').catch(() => read('force-cache'))
}
