import type { Chat } from '../around'
/** Hears a vendor that speaks through events of the window. */
export const hearEvents = (chat: Pick<Chat, 'hear' | 'stop'>, by: Readonly<Record<string, (detail: unknown) => unknown>>): (() => void) => {
  const listeners = Object.entries(by).map(([type, fn]) => [type, chat.hear((event: Event) => fn((event as CustomEvent).detail))] as const)
  for (const [type, fn] of listeners) addEventListener(type, fn)
  return () => {
    chat.stop()
    for (const [type, fn] of listeners) removeEventListener(type, fn)
  }
}
