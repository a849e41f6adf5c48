import type { Connector } from '../around'
import { safely } from '../chain'

type Fn = (...args: readonly unknown[]) => unknown
interface Crisp {
  push: Fn
  get?(name: string): unknown
}
const page = () => window as { $crisp?: Crisp; CRISP_READY_TRIGGER?: Fn | undefined }

/**
 * Crisp: https://docs.crisp.chat/guides/chatbox-sdks/web-sdk/dollar-crisp/. It calls one function an event, the last that was set
 * (https://github.com/microsoft/clarity/issues/979): so those of the page are called by ours. Those that were set before us can be seen
 * only while Crisp has not loaded; later nothing is set, unless the team says that there are none.
 */
export const connect: Connector = (around, hearChat) => {
  const chat = hearChat(around, 'crisp')
  const id = () => page().$crisp?.get?.('session:identifier')
  const theirs: Record<string, Fn | undefined> = {}
  const both = (name: string, fn: () => unknown): readonly [string, Fn] => {
    const hear = chat.hear(fn)
    return [
      name,
      (...args) => {
        hear()
        return theirs[name]?.(...args)
      },
    ]
  }
  const ours = new Map([
    both('message:sent', () => chat.sent(id())),
    both('message:received', () => chat.replied(id())),
    both('chat:closed', () => chat.closed()),
  ])
  let isOver = false
  /** What the page asks to hear, or to hear no longer, is ours to pass on. */
  const translate = (command: unknown) => {
    const [verb, name, fn] = (command ?? []) as [unknown, string, Fn | undefined]
    if (isOver || !ours.has(name) || !/^(on|off)$/.test(`${verb}`)) return command
    theirs[name] = fn
    return ['on', name, ours.get(name)]
  }
  const stops: (() => unknown)[] = []
  const take = (crisp: Crisp) => {
    const { push } = crisp
    const tell = (command: unknown) => push.call(crisp, command)
    const wrapped = (...commands: unknown[]) => push.apply(crisp, commands.map(translate))
    crisp.push = wrapped
    for (const [name, fn] of ours) tell(['on', name, fn])
    stops.push(() => {
      if (crisp.push === wrapped) crisp.push = push
      for (const [name] of ours) tell(theirs[name] ? ['on', name, theirs[name]] : ['off', name])
    })
  }
  const found = (crisp: Crisp | undefined) => {
    if (!crisp?.get) {
      const queue = crisp as Crisp & unknown[]
      queue.forEach((command, i) => {
        queue[i] = translate(command)
      })
      // Loaded, it is another object, or has another `push`.
      const before = page().CRISP_READY_TRIGGER
      const ready = () => {
        before?.()
        if (!isOver) take(page().$crisp as Crisp)
      }
      page().CRISP_READY_TRIGGER = ready
      stops.push(() => {
        if (page().CRISP_READY_TRIGGER === ready) page().CRISP_READY_TRIGGER = before
      })
    } else if (!around.args?.includes('alone')) return around.fail('connect-late', Error('Crisp was there before Peakend'))
    return take(crisp as Crisp)
  }
  if (page().$crisp) found(page().$crisp)
  // Its snippet makes the queue: what the page asks from then on is to be seen, so it is met as it comes, and left as any other variable.
  else
    Object.defineProperty(window, '$crisp', {
      configurable: true,
      get() {},
      set(value) {
        Object.defineProperty(window, '$crisp', { configurable: true, enumerable: true, writable: true, value })
        safely(found)(value)
      },
    })
  return () => {
    isOver = true
    chat.stop()
    for (const stop of stops) safely(stop)()
    if (!page().$crisp) delete page().$crisp
  }
}
