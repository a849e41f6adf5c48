/** Visits to this shop: those of the simulator, on the shop's own pages and in its two languages, with who brings the parcels. */
import { type TrafficOptions, traffic, type Visit, type VisitMoment } from '../../../cli/src/simulate'
import type { Reaction } from '../../../cli/src/simulate/visits'
import type { Config } from '../../../src/survey/config'
import { articles } from '../goods/articles'
import { categories, products } from '../goods/products'
import { createRandom, pick, type Random } from './random'
import { CARRIER, carriers } from './stories'

/** The time that is simulated, in milliseconds since the epoch. */
export interface Period {
  readonly from: number
  /** A number of whole weeks later. */
  readonly to: number
  /** What would be later has not happened yet. */
  readonly now: number
  readonly days: number
}

const DAY_MS = 864e5

/** From the Monday so many whole days ago, or just before: on another day of this week the same visits again, and a few more. */
export const periodOf = (now: number, days: number): Period => {
  const day = Math.floor(now / DAY_MS) - days
  // The epoch began on a Thursday.
  const from = (day - ((day + 3) % 7)) * DAY_MS
  return { from, to: from + (Math.ceil(days / 7) + 1) * 7 * DAY_MS, now, days }
}
/** How much of the time has passed, 0–1. */
export const timeOf = ({ from, to }: Period, at: number): number => (at - from) / (to - from)

/** What people do who are asked: on a phone fewer answer. */
const reactions: Readonly<Record<string, readonly (readonly [Reaction, number])[]>> = {
  mobile: [
    ['answered', 0.42],
    ['dismissed', 0.25],
    ['ignored', 0.29],
    ['snoozed', 0.02],
    ['never', 0.02],
  ],
  desktop: [
    ['answered', 0.56],
    ['dismissed', 0.19],
    ['ignored', 0.22],
    ['snoozed', 0.02],
    ['never', 0.01],
  ],
}

const one = <T>(random: Random, list: readonly T[]): T =>
  pick(
    random,
    list.map((value) => [value, 1] as const),
  )

/** A page of the simulator's shop as it is called here. */
const pageOf = (name: string, language: string, random: Random): string => {
  const [, path = '/', rest = ''] = /^(?:\/fr(?=\/|$))?([^?#]*)(.*)$/.exec(name) ?? []
  const own = path.startsWith('/p/')
    ? `/p/${one(random, products).slug}`
    : path.startsWith('/c/')
      ? `/c/${one(random, categories).id}`
      : path.startsWith('/help')
        ? random() < 0.4
          ? '/help'
          : `/help/${one(random, articles).slug}`
        : path.startsWith('/search')
          ? '/search'
          : path === '/about' || path === ''
            ? '/'
            : path
  return `${language === 'fr' ? '/fr' : ''}${own}${rest}`
}

/** Of the people, who speak it on every visit. */
const FRENCH = 0.16
const languageOf = (seed: number, visitor: string): string => (createRandom('language', seed, visitor)() < FRENCH ? 'fr' : 'en')

const ofShop = (visit: Visit, period: Period, seed: number): Visit => {
  const random = createRandom('shop', seed, visit.visitor, visit.start)
  const language = languageOf(seed, visit.visitor)
  const device = `${visit.context?.['device'] ?? 'desktop'}`
  const time = timeOf(period, Date.parse(visit.start))
  const moments = visit.moments.map((moment): VisitMoment => {
    if (moment.type === 'page') return { ...moment, name: pageOf(moment.name, language, random) }
    // As the shop's chat tells it: the assistant alone, or a person who took over.
    if (moment.name === 'chat_ended') return { ...moment, props: { ...moment.props, answered_by: random() < 0.6 ? 'bot' : 'both' } }
    if (moment.name !== 'order_delivered') return moment
    const carrier = time > CARRIER && random() < 0.4 ? carriers[1] : carriers[0]
    return { ...moment, props: { ...moment.props, carrier } }
  })
  return {
    ...visit,
    context: { ...visit.context, language },
    moments,
    reaction: pick(random, reactions[device] ?? reactions['desktop'] ?? []),
  }
}

export interface ShopVisitOptions {
  readonly visits: number
  readonly period: Period
  readonly seed: number
}

/** About so many visits; nobody is left in the middle of theirs. Those of one person follow each other. */
export function* shopVisits(config: Config, { visits, period, seed }: ShopVisitOptions): Generator<Visit> {
  const days = (period.to - period.from) / DAY_MS
  const options: TrafficOptions = {
    visitors: Number.POSITIVE_INFINITY,
    days,
    start: new Date(period.from).toISOString().slice(0, 10),
    seed,
    consent: 0.9,
    purpose: 0.9,
  }
  // Those that have not happened yet count, too: who is among these people hangs on no day.
  const wanted = (visits * days) / period.days
  let made = 0
  let visitor = ''
  for (const visit of traffic(config, options)) {
    if (made >= wanted && visit.visitor !== visitor) return
    visitor = visit.visitor
    made++
    if (Date.parse(visit.start) + visit.end * 1000 < period.now) yield ofShop(visit, period, seed)
  }
}
