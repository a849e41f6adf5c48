/**
 * The `<script>` entry: options from `data-…` attributes, calls that came before it from the stub's queue. The callable global
 * never throws.
 */
import type { Load } from './chunks/shared'
import { handleFor } from './core/handles'
import type { Options, Peakend } from './types'

interface Callable {
  (method: keyof Peakend | 'init', ...args: unknown[]): unknown
  q?: Parameters<Callable>[]
}
const page = window as unknown as { peakend?: Callable }
// Null later: it must be read while the script runs.
const element = document.currentScript as HTMLScriptElement | null
const src = element?.src || location.href
const given: Record<string, unknown> = { ...element?.dataset }
// As in HTML, an attribute without a value switches on.
for (const name of Object.keys(given)) given[name] ||= true
const waiting = [...(page.peakend?.q ?? [])]
let handle: Peakend | undefined

const call: Callable = (method, ...args) => {
  try {
    if (method === 'init') {
      const options = { ...given, ...(args[0] as Options) } as Options
      // Beside this script. A whole URL: without CORS a script of another origin has no base of its own.
      const url = (chunk: string) => new URL(`${options.base ?? ''}chunks/${chunk}.${HASH}.js`, src).href
      const one = (chunk: string) => import(/* @vite-ignore */ url(chunk))
      // What these import is fetched beside them, not after them.
      const load = async (chunk: string) => (await Promise.all([one(chunk), /^(ask|send|tools|care)$/.test(chunk) && one('common')]))[0]
      // Fetched and kept by the browser, not run. The element may go at once: it has done its work.
      const warm = () => {
        for (const chunk of ['gates', 'ask', 'common']) {
          const link = document.createElement('link')
          link.rel = 'modulepreload'
          // Policies may allow scripts by nonce alone.
          link.nonce = element?.nonce ?? ''
          link.href = url(chunk)
          document.head.appendChild(link).remove()
        }
      }
      handle ??= handleFor(options, load as Load, warm)
      for (const args of waiting.splice(0)) call(...args)
    } else if (handle) return (handle[method] as (...args: unknown[]) => unknown)(...args)
    else waiting.push([method, ...args])
  } catch (cause) {
    dispatchEvent(new CustomEvent('peakend:error', { detail: { code: 'bad-call', message: `peakend(${method}): ${cause}`, cause } }))
  }
}
page.peakend = call
// What was asked for before this arrived: its options, beside the attributes.
const asked = waiting.find(([method]) => method === 'init')?.[1]
if (asked || given.endpoint || given.config || given.recipes) call('init', asked)
