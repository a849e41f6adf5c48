/** Starts what `data-connect` names: chats, shops and tags of the page, each a chunk of its own. */
import { didYouMean } from '../survey/check-words'
import type { Around, Connector, HearChat } from './around'
import { safely } from './chain'
import { CHATS, CONNECTORS, type Name } from './names'

/** What `consent: 'auto'` hears; the consent chunk reads these names itself. */
const PLATFORMS = /^(own|didomi|axeptio|tarteaucitron|tcf|consent-mode)$/

/** What the starting page hands over. */
export interface Setup extends Omit<Around, 'args' | 'fail'> {
  /** Default: an event of the window alone. */
  readonly fail?: Around['fail']
  readonly options: unknown
  readonly load: ((chunk: `connect-${Name}`) => Promise<{ readonly connect: Connector }>) &
    ((chunk: 'connect-chat') => Promise<{ readonly hearChat: HearChat }>)
  /** What must happen at `destroy()`. */
  readonly stops: (() => unknown)[]
}

const isKnown = (name: string): name is Name => (CONNECTORS as readonly string[]).includes(name)

/**
 * Starts the connectors of a list of names, parted by spaces: `intercom ga4 to-posthog`. After a colon stands what one is told besides, parted by commas. A
 * name that nothing has is an `error`; a connector that cannot start takes no other down.
 */
export const connect = (names: string, around: Setup): void => {
  const { load, stops, fail = loud } = around
  const ends: (() => unknown)[] = []
  let isOver = false
  stops.push(() => {
    isOver = true
    for (const end of ends.splice(0)) safely(end)()
  })
  const start = async (name: Name, args: readonly string[]) => {
    const isChat = (CHATS as readonly string[]).includes(name)
    try {
      const [{ connect }, chat] = await Promise.all([load(`connect-${name}`), isChat && load('connect-chat')])
      // Nobody but a chat asks for the second.
      if (!isOver) ends.push(connect({ ...around, fail, args }, (chat || undefined)?.hearChat as HearChat))
    } catch (cause) {
      // A chunk that cannot be had was told of where it was fetched, and gives nothing to tell.
      if (cause) fail('connect-failed', cause)
    }
  }
  for (const word of new Set(names.split(/\s+/).filter(Boolean))) {
    const [name = '', ...rest] = word.split(':')
    if (isKnown(name)) start(name, rest.join(':').split(','))
    else if (!PLATFORMS.test(name))
      fail('unknown-connector', Error(`connect: expected one of ${CONNECTORS.join(', ')}, got ${name}. ${didYouMean(name, CONNECTORS)}`))
  }
}

/** Where nobody is handed over who tells: as the script tells of calls that cannot be right. */
const loud = (code: string, cause: unknown) => {
  const message = `${(cause as Error | undefined)?.message ?? cause}`
  dispatchEvent(new CustomEvent('peakend:error', { detail: { code, message, cause } }))
}
