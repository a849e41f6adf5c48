/**
 * The forget chunk: a request to erase what the endpoint holds about this device's random ids. It is kept in a key of its own, whatever the
 * level, and sent until it is acknowledged: on this page, when the network is back, on later pages.
 */
import { isTaken } from '../outbox/acks'
import { encode, endpointUrl, eventId, JSON_BATCH, PLAIN } from '../outbox/cloudevents'
import { fresh } from '../outbox/ledger'
import { createPost } from '../outbox/post'
import { isWhole, readBody, readReceipt } from '../outbox/receipt'
import type { ForgetRecord } from '../outbox/types'
import type { Destination, Options } from '../types'
import type { Forget, ForgetRequest, Shared } from './shared'

/** After this long nobody is asked any more, milliseconds: as long as a record waits. */
const AGE_LIMIT_MS = 30 * 864e5
const FIRST_WAIT_MS = 1000
const MAX_WAIT_MS = 3e5

/** Storage is untyped: a request of ours, or nothing. */
const read = (text: string | null): ForgetRequest | undefined => {
  try {
    const { id, at, respondents } = JSON.parse(text ?? '')
    return id && at > 0 && Array.isArray(respondents) ? { id, at, respondents } : undefined
  } catch {
    return
  }
}

/** Those that take CloudEvents as they are: what else holds answers, the team has to erase itself. */
const askable = ({ endpoint, format, transform, requireReceipt }: Options): readonly Destination[] =>
  (typeof endpoint === 'string' ? [{ url: endpoint, format, transform, requireReceipt } as Destination] : (endpoint ?? [])).filter(
    ({ format = 'cloudevents', transform }) => format === 'cloudevents' && !transform,
  )

export const start = ({ name, project, options, emit, listen, stops }: Shared): Forget => {
  const key = `${name}!forget`
  const { post, stop } = createPost({
    fetch: fetch.bind(window),
    setTimeout: (fn, ms) => setTimeout(fn, ms),
    clearTimeout: (timer) => clearTimeout(timer as number),
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  let wait = FIRST_WAIT_MS
  let request: ForgetRequest | undefined
  let isOver = false

  /** Is it done with? Then nothing of it stays. */
  const settle = (asked: ForgetRequest) => {
    if (request === asked) request = undefined
    try {
      // Another tab may have asked for more meanwhile.
      if (read(localStorage.getItem(key))?.id !== asked.id) return
      // The key last: it says that the database is no news.
      indexedDB.deleteDatabase(key)
      localStorage.removeItem(key)
    } catch {}
  }
  const isHeardBy = async ({ id, at, respondents }: ForgetRequest, { url, requireReceipt }: Destination): Promise<boolean> => {
    const record: ForgetRecord = { ...fresh(id, at), type: 'forget', data: { project, respondents } }
    const target = endpointUrl(url, project, document.baseURI)
    const text = `[${encode(record, project, Date.now(), undefined)}]`
    const answer = await post(target.href, text, text.length, target.origin === location.origin ? JSON_BATCH : PLAIN)
    if (!answer || answer.status < 200 || answer.status > 299) return false
    const body = readBody(answer.text)
    const receipt = readReceipt(body)
    return receipt ? isTaken(receipt.get(eventId(record)) ?? {}) : !requireReceipt && isWhole(body, answer.text)
  }
  const attempt = async (): Promise<void> => {
    clearTimeout(timer)
    const asked = request
    if (!asked || !options.endpoint || isOver) return
    if (Date.now() - asked.at > AGE_LIMIT_MS) {
      settle(asked)
      emit('loss', { code: 'too-old', count: 1 })
    } else if ((await Promise.all(askable(options).map((destination) => isHeardBy(asked, destination).catch(() => false)))).every(Boolean))
      settle(asked)
    else if (!isOver) {
      clearTimeout(timer)
      timer = setTimeout(attempt, wait * (1 + Math.random()))
      wait = Math.min(wait * 2, MAX_WAIT_MS)
    }
  }
  try {
    request = read(localStorage.getItem(key))
  } catch {}
  listen('online', attempt)
  stops.push(() => {
    isOver = true
    clearTimeout(timer)
    stop()
  })
  void attempt()
  return {
    ask(asked) {
      request = asked
      wait = FIRST_WAIT_MS
      void attempt()
    },
  }
}
