import type { Connector } from '../around'
import { chain } from '../chain'

interface Told {
  readonly conversationId?: unknown
}
type Callbacks = Record<string, unknown>
const page = () => window as { iAdvizeCallbacks?: Callbacks }

/** iAdvize: https://github.com/iadvize/documentation, docs/javascript-callbacks.md. What the page has set is called first. */
export const connect: Connector = (around, hearChat) => {
  const chat = hearChat(around, 'iadvize')
  const found = page().iAdvizeCallbacks
  const callbacks = (page().iAdvizeCallbacks ??= {})
  const by: Readonly<Record<string, (told: Told | undefined) => unknown>> = {
    onChatStarted: (told) => chat.begin(told?.conversationId),
    onMessageSent: () => chat.sent(),
    onMessageReceived: () => chat.replied(),
    // Its `id` is another number than the one of the beginning: the conversation that goes on is the one that ends.
    onChatEnded: () => chat.ended(),
  }
  const stops = Object.entries(by).map(([name, fn]) =>
    chain(
      callbacks,
      name,
      chat.hear((told?: unknown) => fn(told as Told | undefined)),
    ),
  )
  return () => {
    chat.stop()
    for (const stop of stops) stop()
    if (!found && !Object.keys(callbacks)[0]) delete page().iAdvizeCallbacks
  }
}
