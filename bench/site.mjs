/**
 * The site that is measured: one page of a shop, our built files, the floors beside them, and an endpoint that acknowledges. Scripts are
 * served as a careful shop would: brotli 11, compressed beforehand, and cached for good.
 */
import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

const dist = join(import.meta.dirname, '../dist')

const filler = 'Thank you for your order. It is on its way to you, and we have sent the details to your address. '
const article = Array.from({ length: 12 }, (_, i) => `<h2>Part ${i + 1}</h2><p>${filler.repeat(4)}</p>`).join('')

/** @param {string} head what the page loads. */
export const pageWith = (head) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Order confirmed</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">${head}</head>
<body><main><h1>Order confirmed</h1>${article}</main></body></html>`

/**
 * A page that installs ours as the README says, with its configuration inline.
 *
 * @param {object[]} surveys
 */
export const pageAsking = (...surveys) =>
  pageWith(
    `<script src="/stub.js"></script>
<script type="application/json" id="config">${JSON.stringify({ version: 1, surveys })}</script>
<script async src="/peakend.js" data-endpoint="/collect" data-config="#config" data-consent="persistent"></script>`,
  )

/** The one question, the same in every card. */
export const survey = {
  id: 'checkout',
  touchpoint: { id: 'confirmation', stage: 'purchase', category: 'sales' },
  trigger: { on: 'event', name: 'order_completed' },
  frequency: { class: 'interaction' },
  questions: [{ id: 'csat', type: 'csat', text: 'How did placing your order go?' }],
}
/** The same where the moment is said to be near on pages that match a path. */
export const nearAt = (path) => ({ ...survey, trigger: { ...survey.trigger, near: path } })

/** What is compared: the page of each subject, how its trigger is called, and what element its card is. */
export const subjects = {
  alone: { title: 'the page alone', path: '/alone', page: pageWith('') },
  lazy: {
    title: 'lazy card',
    path: '/lazy',
    page: pageWith('<script async src="/lazy.js"></script>'),
    track: "floor('order_completed')",
    card: 'floor-card',
  },
  'one-file': {
    title: 'one-file card',
    path: '/one-file',
    page: pageWith('<script async src="/one-file.js"></script>'),
    track: "floor('order_completed')",
    card: 'floor-card',
  },
  peakend: {
    title: 'Peakend',
    path: '/peakend',
    page: pageAsking(survey),
    track: "peakend('track','order_completed')",
    card: 'peakend-card',
  },
  warmed: {
    title: 'Peakend, warmed',
    path: '/near',
    page: pageAsking(nearAt('/near')),
    track: "peakend('track','order_completed')",
    card: 'peakend-card',
  },
}

/**
 * Serves the subjects, and what is put there later.
 *
 * @param {Readonly<Record<string, string>>} floors their built files by name.
 */
export async function openSite(floors) {
  const files = new Map()
  const put = (path, body) => {
    const bytes = Buffer.from(body)
    const type = path.endsWith('.js') ? 'text/javascript' : path.endsWith('.json') ? 'application/json' : 'text/html'
    // A configuration of a thousand surveys would take seconds at 11, and nobody measures its bytes.
    const quality = { [constants.BROTLI_PARAM_QUALITY]: bytes.length > 200_000 ? 5 : 11 }
    files.set(path, { type, bytes: brotliCompressSync(bytes, { params: quality }) })
  }
  for (const file of await readdir(dist, { recursive: true })) {
    if (file.endsWith('.js')) put(`/${file.replaceAll('\\', '/')}`, await readFile(join(dist, file)))
  }
  for (const [name, code] of Object.entries(floors)) put(`/${name}`, code)
  for (const { path, page } of Object.values(subjects)) put(path, page)
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://site')
    if (pathname === '/collect')
      return request.resume().on('end', () => setTimeout(() => response.writeHead(204).end(), Number(searchParams.get('delay'))))
    const file = files.get(pathname)
    if (!file) return response.writeHead(404).end()
    response.writeHead(200, {
      'content-type': `${file.type}; charset=utf-8`,
      'content-encoding': 'br',
      'content-length': file.bytes.length,
      'cache-control': file.type === 'text/html' ? 'no-cache' : 'public, max-age=31536000, immutable',
    })
    response.end(file.bytes)
  })
  server.keepAliveTimeout = 60_000
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    /** Bytes of a file as it is sent. */
    bytesOf: (path) => files.get(path)?.bytes.length ?? 0,
    /** Adds a page or file. */
    put,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
