import type { Config } from '../../../src/survey/config'
import type { Reports } from '../report/reports'
import type { Channel, ChannelSecrets, Finished, Leased, Store, Which } from '../store'
import { answeredIn, buildDigest } from './digest'
import { digestLetter } from './digest-mail'
import { weekFrom } from './digest-week'
import { type Outgoing, type Result, type SendOptions, send } from './http'
import type { Mail } from './mail'
import { messageOf, testMessage } from './message'
import { waitMs } from './retry'
import { brevo, type Envelope, hubspot, keptOf, klaviyo, letter, slack, teams, webhook } from './shapes'

export interface DeliverOptions {
  readonly store: Store
  readonly reports: Reports
  readonly config: (project: string) => Promise<Config | null>
  readonly http: Omit<SendOptions, 'now'>
  /** Null: no mail server is set. */
  readonly mail: Mail | null
  /** Where the collector is reached by its team, if that is set. */
  readonly publicUrl: string | null
  readonly now: () => number
  readonly random: () => number
}

/** Longer than any attempt: until then nobody else tries. */
const LEASE_MS = 60_000

const iso = (ms: number): string => new Date(ms).toISOString()
/** Given up before anything was sent: nothing there is to be told, or nobody to be found. */
const dead = (reason: string): Result & { readonly final: true } => ({ status: null, reason, retryAfterMs: null, final: true })
type Attempt = Result & { readonly final?: boolean }

const tellers = { webhook, slack, teams } as const
const keepers = { hubspot, brevo, klaviyo } as const
/** A CRM that does not know the customer, or that property, will not know it tomorrow. */
const hopeless: readonly number[] = [400, 404, 422]

const noServer: Result = { status: null, reason: 'no-mail-server', retryAfterMs: null }

const attemptDigest = async ({ id, kind, subject }: Leased, channel: Channel, options: DeliverOptions): Promise<Attempt> => {
  const { settings } = channel
  const isTest = kind === 'test'
  const week = weekFrom(subject)
  // Switched off since it was noted.
  if (week === null || (settings.digest === null && !isTest)) return dead('nothing-to-tell')
  if (settings.to.length === 0) return dead('nobody-known')
  if (options.mail === null) return noServer
  const digest = await buildDigest(options, channel, week, isTest)
  if (!isTest && settings.digest?.whenEmpty === 'skip' && answeredIn(digest) === 0) return dead('no-answers')
  return options.mail(id, settings.to, digestLetter(digest, channel))
}

const attempt = async (leased: Leased, channel: Channel, secrets: ChannelSecrets, options: DeliverOptions): Promise<Attempt> => {
  const { store, config, http, mail, publicUrl, now } = options
  const { project, id, kind, subject } = leased
  const at = now()
  const envelope: Envelope = { id, channel, secrets, at }
  const go = (outgoing: Outgoing) => send(outgoing, { ...http, now })
  if (channel.kind === 'hubspot' || channel.kind === 'brevo' || channel.kind === 'klaviyo') {
    const told = kind === 'score' ? await store.loop.response(project, subject) : null
    if (told === null) return dead('nothing-to-tell')
    const band = leased.mark.split(' ')[2]
    const kept = keptOf(told, band as Parameters<typeof keptOf>[1], channel)
    if (kept === null) return dead('nobody-known')
    const result = await go(keepers[channel.kind](kept, envelope))
    return { ...result, final: result.status !== null && hopeless.includes(result.status) }
  }
  if (kind === 'digest' || (kind === 'test' && leased.mark === 'digest')) return attemptDigest(leased, channel, options)
  const isUpdate = kind === 'update'
  const alert = kind === 'alert' || isUpdate ? await store.loop.alert(project, subject) : null
  // What was taken back before it was told need not be.
  if (kind !== 'test' && !(alert && (alert.active || isUpdate))) return dead('nothing-to-tell')
  const message = alert
    ? messageOf(
        { alert, told: alert.drop ? null : await store.loop.response(project, subject), config: await config(project) },
        channel,
        publicUrl,
        isUpdate,
      )
    : testMessage(channel, iso(at), publicUrl)
  if (channel.kind !== 'email') return go(tellers[channel.kind](message, envelope))
  if (mail === null) return noServer
  const owner = message.data.owner
  const to = [...new Set([...channel.settings.to, ...(channel.settings.toOwner && owner?.includes('@') ? [owner] : [])])]
  return to.length === 0 ? dead('nobody-known') : mail(id, to, letter(message, channel))
}

const outcome = (leased: Leased, result: Attempt, { now, random }: DeliverOptions): Finished => {
  const { status, reason } = result
  if (reason === null) return { state: 'sent', at: iso(now()), status }
  const wait = waitMs(leased.attempts, now() - Date.parse(leased.createdAt), result.retryAfterMs, random)
  if (result.final || leased.kind === 'test' || status === 410 || wait === null) return { state: 'dead', status, reason }
  return { state: 'waiting', nextAt: iso(now() + wait), status, reason }
}

const deliver = async (leased: Leased, options: DeliverOptions): Promise<void> => {
  const { store } = options
  const { project } = leased
  const [channel, secrets] = await Promise.all([store.loop.channel(project, leased.channel), store.loop.secrets(project, leased.channel)])
  const result = channel && secrets ? await attempt(leased, channel, secrets, options) : dead('nothing-to-tell')
  // Stopped while it was under way: nobody is to blame, and whoever comes next tries again at once.
  if (options.http.signal.aborted && result.reason !== null)
    return store.loop.finish(leased, { state: 'waiting', nextAt: iso(options.now()), status: null, reason: 'stopped' })
  // The receiver asks for no more (Standard Webhooks, "Operational considerations").
  if (result.status === 410)
    await store.loop.changeChannel(project, leased.channel, { state: 'gone' }, { who: 'collector', at: iso(options.now()) })
  await store.loop.finish(leased, outcome(leased, result, options))
}

/** So many at a time; of one channel fewer, so that one that hangs holds up no other. */
const AT_ONCE = 16
const PER_CHANNEL = 4

export interface Sender {
  /** Begins what is due, as far as there is room; what ends makes room for the next by itself. */
  readonly pump: () => Promise<void>
  /** Resolves when nothing is due and nothing under way. */
  readonly drain: () => Promise<void>
  /** Sends one alone, and waits for what came of it. */
  readonly one: (project: string, id: string) => Promise<void>
}

/** `failed` hears of what could not even be tried, such as for want of the database: its lease ends, and it is tried again. */
export const createSender = (options: DeliverOptions, failed: (cause: unknown) => void): Sender => {
  const flying = new Set<Promise<void>>()
  const busy = new Map<string, number>()
  let [pumping, again] = [null as Promise<void> | null, false]

  const claim = (limit: number, which: Which): Promise<Leased[]> => {
    const now = options.now()
    return options.store.loop.claim(iso(now), iso(now + LEASE_MS), limit, which)
  }

  const start = (leased: Leased): void => {
    const count = (by: number): void => {
      busy.set(leased.channel, (busy.get(leased.channel) ?? 0) + by)
      if (busy.get(leased.channel) === 0) busy.delete(leased.channel)
    }
    count(1)
    const flight = deliver(leased, options)
      .catch(failed)
      .finally(() => {
        count(-1)
        flying.delete(flight)
        pump().catch(failed)
      })
    flying.add(flight)
  }

  const fill = async (): Promise<void> => {
    for (;;) {
      const free = AT_ONCE - flying.size
      if (free <= 0 || options.http.signal.aborted) return
      const without = [...busy].flatMap(([channel, n]) => (n >= PER_CHANNEL ? [channel] : []))
      const leased = await claim(Math.min(free, PER_CHANNEL), { without })
      if (leased.length === 0) return
      for (const one of leased) start(one)
    }
  }

  const pump = (): Promise<void> => {
    if (pumping) {
      again = true
      return pumping
    }
    const run = async (): Promise<void> => {
      do {
        again = false
        await fill()
      } while (again)
    }
    pumping = run().finally(() => {
      pumping = null
    })
    return pumping
  }

  return {
    pump,
    drain: async () => {
      await pump()
      while (flying.size > 0 || pumping) await Promise.all([...flying, pumping])
    },
    one: async (project, id) => {
      for (const leased of await claim(1, { only: { project, id } })) await deliver(leased, options)
    },
  }
}
