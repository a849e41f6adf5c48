import { type Known, subjects } from '../../../src/gates/subjects'
import type { Lookup } from '../../../src/survey/condition'
import type { Place } from '../../../src/survey/pattern'
import type { Visit } from './visits'
import { createZone, type Zone } from './zone'

const zones = new Map<string, Zone>()
/** 0 to 23, by the visitor's clock. */
const hourOf = (now: number, timeZone = 'UTC'): number => {
  const zone = zones.get(timeZone) ?? createZone(timeZone)
  zones.set(timeZone, zone)
  return new Date(now + zone.offsetAt(now)).getUTCHours()
}

/** What the page would find of itself and its device, from what the visit says. `landing` is the page the visit began on. */
const contextOf = (
  name: string,
  { context = {}, timeZone }: Visit,
  here: Place,
  landing: Place,
  { visits, now }: Pick<Known, 'visits' | 'now'>,
): unknown => {
  const [, kind, key = ''] = /^(query|utm)\.(.+)$/.exec(name) ?? []
  if (Object.hasOwn(context, name)) return context[name] ?? undefined
  if (kind) return new URLSearchParams((kind === 'utm' ? landing : here).search).get(kind === 'utm' ? `utm_${key}` : key) ?? undefined
  const known: Readonly<Record<string, unknown>> = {
    path: here.pathname,
    hash: here.hash,
    hour: name === 'hour' ? hourOf(now, timeZone) : undefined,
    visits,
    visitor: visits > 1 ? 'returning' : 'new',
  }
  return Object.hasOwn(known, name) ? known[name] : undefined
}

/** The page's own lookup, but for what it would read from the browser. */
export const lookupOf = (known: Known, visit: Visit, here: Place, landing: Place): Lookup =>
  subjects({ ...known, context: (name) => contextOf(name, visit, here, landing, known) })
