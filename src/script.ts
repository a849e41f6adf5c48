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
// As in HTML, an attribute without a value switches on.
const given: Options = Object.fromEntries(
  Object.entries({ ...(document.currentScript as HTMLScriptElement | null)?.dataset }).map(([name, text]) => [name, text || true]),
)
const waiting = [...(page.peakend?.q ?? [])]
let handle: Peakend | undefined

const call: Callable = (method, ...args) => {
  try {
    if (method === 'init') {
      const options: Options = { ...given, ...(args[0] as Options) }
      // `./` is beside this script: that is what a classic script's imports are relative to.
      const one = (chunk: string) => import(/* @vite-ignore */ `${options.base ?? './'}chunks/${chunk}.${HASH}.js`)
      // What ask and send import is fetched beside them, not after them.
      const load = async (chunk: string) => (await Promise.all([one(chunk), /^(ask|send)$/.test(chunk) && one('common')]))[0]
      handle ??= handleFor(options, load as Load)
      for (const args of waiting.splice(0)) call(...args)
    } else if (handle) return (handle[method] as (...args: unknown[]) => unknown)(...args)
    else waiting.push([method, ...args])
  } catch (cause) {
    dispatchEvent(new CustomEvent('peakend:error', { detail: { code: 'bad-call', message: `peakend(${method}): ${cause}`, cause } }))
  }
}
page.peakend = call
if (given.endpoint || given.config) call('init')
