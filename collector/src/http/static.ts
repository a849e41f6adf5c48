import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { resolve, sep } from 'node:path'
import { Readable } from 'node:stream'
import { type Context, Hono } from 'hono'
import { getMimeType } from 'hono/utils/mime'

export interface StaticOptions {
  /** Looked through in this order. */
  readonly folders: readonly string[]
  /** Never served, wherever it lies: the configuration file holds what `/v1/config` strips. Default none. */
  readonly hidden?: readonly string[]
}

/** Relative path of a request, or null for what must not be served: encoded nonsense, dotfiles, a way out of the folder. */
const relative = (path: string): string | null => {
  let decoded: string
  try {
    decoded = decodeURIComponent(path)
  } catch {
    return null
  }
  const parts = decoded.split('/').filter((part) => part !== '')
  return parts.some((part) => part.startsWith('.') || /[\\\0]/.test(part)) ? null : parts.join('/')
}

interface Found {
  readonly file: string
  readonly size: number
  readonly mtimeMs: number
}

const find = async ({ folders, hidden = [] }: StaticOptions, path: string): Promise<Found | null> => {
  const name = relative(path)
  if (!name) return null
  for (const folder of folders) {
    const file = resolve(folder, name)
    if (!file.startsWith(resolve(folder) + sep)) continue
    const stats = await stat(file).catch(() => null)
    if (!stats?.isFile()) continue
    // The same file, not the same name: where letters' case does not count, or a link leads to it, it has more than one.
    const kept = await Promise.all(hidden.map((one) => stat(one).catch(() => null)))
    if (kept.some((one) => one?.ino === stats.ino && one.dev === stats.dev)) continue
    return { file, size: stats.size, mtimeMs: stats.mtimeMs }
  }
  return null
}

/** Chunks carry a hash of their content in their name (DESIGN, "Chunks"); everything else is asked for again. */
const cacheControl = (path: string): string => (path.startsWith('/chunks/') ? 'public, max-age=31536000, immutable' : 'no-cache')

const serve = async (context: Context, options: StaticOptions): Promise<Response | null> => {
  const { path } = context.req
  const found = await find(options, path)
  if (!found) return null
  const type = getMimeType(found.file) ?? 'application/octet-stream'
  const etag = `W/"${found.size.toString(36)}-${Math.round(found.mtimeMs).toString(36)}"`
  const headers = new Headers({
    'content-type': type,
    'cache-control': cacheControl(path),
    etag,
    'x-content-type-options': 'nosniff',
    // A shop on another origin may load chunks as modules and check their integrity.
    'access-control-allow-origin': '*',
  })
  if (context.req.header('if-none-match') === etag) return new Response(null, { status: 304, headers })
  headers.set('content-length', String(found.size))
  if (context.req.method === 'HEAD') return new Response(null, { headers })
  return new Response(Readable.toWeb(createReadStream(found.file)) as ReadableStream<Uint8Array>, { headers })
}

/** The files of some folders, at `/`, such as those of the SDK. */
export const staticRoutes = (options: StaticOptions): Hono => {
  const app = new Hono()
  app.get('*', async (context, next) => (await serve(context, options)) ?? next())
  return app
}
