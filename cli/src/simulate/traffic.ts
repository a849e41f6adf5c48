/** Visitors of a shop over weeks or years: who they are, how often they come back and when, and what they do there. */
import type { Config } from '../../../src/survey/config'
import type { ConsentLevel } from '../../../src/survey/wire'
import { acts } from './acts'
import { derived, type Noticed, noticedBy } from './derived'
import { between, createRandom, logNormal, pick, type Random } from './random'
import { type Shop, shopOf, walk } from './shop'
import type { Visit, VisitMoment } from './visits'
import { type Wanted, wantedBy } from './wanted'
import { createZone, type Zone } from './zone'

export interface TrafficOptions {
  /** People. Default 1,000. */
  readonly visitors?: number
  /** Days from the start. Default 90. */
  readonly days?: number
  /** Other seed, other people. Default 1. */
  readonly seed?: number
  /** The first day, in the time zone: `YYYY-MM-DD`. */
  readonly start: string
  /** Where the shop's visitors live, IANA name. Default `Europe/Paris`. */
  readonly timeZone?: string
  /** Share of the people who agree to be remembered; the others do not. Default 0.6. */
  readonly consent?: number
  /** Share of the visits that come to do something, and mostly do it: to order, to get help, to look into their account. Default 0: most only look. */
  readonly purpose?: number
}

const DAY = 864e5
type Weighted<T> = readonly (readonly [value: T, weight: number])[]
/** Most come once, some a few times, a few again and again: share, the pause between two visits in days (its median), and how likely there is another. */
const habits: Weighted<{ readonly pauseDays: number; readonly again: number }> = [
  [{ pauseDays: 0, again: 0 }, 0.55],
  [{ pauseDays: 9, again: 0.65 }, 0.33],
  [{ pauseDays: 6, again: 0.97 }, 0.12],
]
const devices: Weighted<{ readonly device: string; readonly [name: string]: unknown }> = [
  [{ device: 'mobile', 'viewport.width': 390, 'viewport.height': 844 }, 0.6],
  [{ device: 'desktop', 'viewport.width': 1440, 'viewport.height': 900 }, 0.34],
  [{ device: 'tablet', 'viewport.width': 820, 'viewport.height': 1180 }, 0.06],
]
const SEARCH = 'https://www.google.com/'
const referrers: Weighted<string> = [
  ['', 0.45],
  [SEARCH, 0.4],
  ['https://www.instagram.com/', 0.15],
]
/** How many of the day's visits begin in each hour, by local time: little at night, a peak at noon, a higher one in the evening. */
const hours = [2, 1, 1, 1, 1, 2, 4, 7, 9, 10, 11, 12, 13, 12, 11, 11, 11, 12, 13, 15, 17, 16, 11, 6].map(
  (weight, hour) => [hour, weight] as const,
)
/** Sunday first: how a day compares to the busiest. */
const weekdays = [1, 0.95, 0.9, 0.9, 0.9, 0.85, 0.8]

/** Local time of a visit on or after a day: on days that are busy, at hours that are. */
const timeOf = (day: number, last: number, random: Random): number => {
  while (day < last && random() > (weekdays[new Date(day).getUTCDay()] ?? 1)) day += DAY
  return day + pick(random, hours) * 36e5 + random() * 36e5
}

/** What one visitor is like, as long as they come. */
const person = (random: Random, wanted: Wanted, options: Pick<Required<TrafficOptions>, 'consent'>) => {
  const languages = wanted.languages[0] ? wanted.languages : ['en']
  const consent: ConsentLevel = random() < options.consent ? 'persistent' : 'none'
  return {
    habit: pick(random, habits),
    consent,
    context: {
      ...pick(random, devices),
      language: pick(
        random,
        languages.map((tag, index) => [tag, 1 / (index + 1)] as const),
      ),
      ...Object.fromEntries([...wanted.context].map(([name, draw]) => [name, draw(random)])),
    },
    traits: {
      ...Object.fromEntries([...wanted.traits].map(([name, draw]) => [name, draw(random)])),
      plan: random() < 0.2 ? 'plus' : 'free',
    },
    /** Orders placed before. */
    orders: random() < 0.3 ? between(random, 1, 4) : 0,
    /** Days that they have been a customer when the time begins. */
    since: random() * 500,
  }
}

/** All visits of one person. */
const visitsOf = (
  id: string,
  options: Required<TrafficOptions>,
  wanted: Wanted,
  shop: Shop,
  noticed: Noticed,
  zone: Zone,
): readonly Visit[] => {
  const random = createRandom(options.seed, id)
  const { habit, consent, context, traits, ...history } = person(random, wanted, options)
  const first = Date.parse(options.start)
  const end = first + options.days * DAY
  const shopper = acts(shop, wanted, id)
  const visits: Visit[] = []
  let { orders } = history
  // Those who come often have come before.
  let day = first + random() * (habit.again > 0.9 ? Math.min(14, options.days) : options.days) * DAY
  let free = 0
  do {
    const at = Math.max(timeOf(Math.floor(day / DAY) * DAY, end - DAY, random), free)
    if (at >= end) break
    const moments: VisitMoment[] = []
    const referrer = pick(random, referrers)
    let seconds = 0
    for (const view of walk(shop, random, options.purpose > 0 && random() < options.purpose)) {
      const here = [
        { at: 0, type: 'page', name: view.path } as const,
        ...shopper(view, at + seconds * 1000, random),
        ...derived(noticed, view, random),
      ]
      for (const moment of here.sort((a, b) => a.at - b.at)) {
        if (moment.type === 'identify') moments.push({ ...moment, at: seconds + moment.at, props: { orders: ++orders } })
        else moments.push({ ...moment, at: seconds + moment.at })
      }
      seconds += view.seconds
    }
    // Nothing may cover the page that a search engine led to on a phone (gates/landing.ts).
    if (referrer === SEARCH && context.device === 'mobile') moments.splice(1, 0, { at: 0, type: 'quiet', name: 'landing' })
    const tenths = (value: number) => Math.round(value * 10) / 10
    visits.push({
      visitor: id,
      start: new Date(zone.toInstant(at)).toISOString(),
      end: tenths(seconds),
      consent,
      // What the visit began with: `identify` counts on from there.
      traits: {
        ...traits,
        orders: orders - moments.filter(({ type }) => type === 'identify').length,
        ...(orders > 0 && { customerDays: Math.floor(history.since + (at - first) / DAY) }),
      },
      context: { ...context, referrer },
      timeZone: options.timeZone,
      moments: moments.map((moment) => ({ ...moment, at: tenths(moment.at) })),
    })
    free = at + seconds * 1000 + 6e4
    day = at + logNormal(random, habit.pauseDays || 1, 1.1) * DAY
  } while (random() < habit.again)
  return visits
}

/**
 * The visits of so many people, person after person, each person's in the order of time: as many as you like without holding them all.
 * More people are more of them: the first ones stay as they were.
 */
export function* traffic(config: Config, options: TrafficOptions): Generator<Visit> {
  const all = { visitors: 1000, days: 90, seed: 1, timeZone: 'Europe/Paris', consent: 0.6, purpose: 0, ...options }
  const wanted = wantedBy(config)
  const shop = shopOf(wanted)
  const noticed = noticedBy(config)
  const zone = createZone(all.timeZone)
  for (let index = 1; index <= all.visitors; index++) yield* visitsOf(`v${index}`, all, wanted, shop, noticed, zone)
}
