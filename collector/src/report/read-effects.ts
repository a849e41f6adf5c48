import type { Config } from '../../../src/survey/config'
import { scaleEnds } from '../metrics'
import { bandOf, type Scope, type Store, type UsedInstrument } from '../store'
import { askedOf } from './asked'
import { askedTwice, type Recovery, recoveryOf, type Shift, shiftOf } from './effects'
import { isMeasured } from './instrument'

/** The highest score that is low on an instrument’s scale; null where none is. */
const mostLow = ({ instrument }: UsedInstrument): number | null => {
  if (!isMeasured(instrument.type)) return null
  const [min, max] = scaleEnds(instrument.type, instrument.points)
  const low = Array.from({ length: max - min + 1 }, (_, step) => min + step).filter((score) => bandOf(score, instrument) === 'low')
  return low.at(-1) ?? null
}

/** Whether help can be accepted in it: somebody may leave word of how to reach them, or do something. */
const offersHelp = ({ instrument }: UsedInstrument): boolean =>
  Object.values(instrument.types ?? {}).some((type) => /^(contact|callback|action)$|^text\.(email|phone)$/.test(type))

export const readEffects = async (
  store: Store,
  scope: Scope,
  config: Config | null,
  used: readonly UsedInstrument[],
): Promise<{ readonly shifts: readonly Shift[]; readonly recoveries: readonly Recovery[] }> => {
  const [shifts, recoveries]: [Shift[], Recovery[]] = [[], []]
  for (const one of used) {
    const of = { survey: one.survey, fingerprint: one.instrument.fingerprint, touchpoint: one.touchpoint.id }
    const scales = askedOf(config, one).flatMap(({ id, type, points }) => (type === 'rating' ? [[id, points ?? 5] as const] : []))
    const twice = askedTwice(new Map(scales))
    const counts = twice.length > 0 ? await store.answers(scope, one) : []
    shifts.push(...twice.map((pair) => shiftOf(of, pair, counts)).filter((shift) => shift !== null))
    const { type, points, countsFrom } = one.instrument
    const most = offersHelp(one) ? mostLow(one) : null
    if (most === null || !isMeasured(type)) continue
    const found = recoveryOf({ ...of, metric: type }, points, countsFrom ?? null, await store.later(scope, one, most))
    if (found) recoveries.push(found)
  }
  return { shifts, recoveries }
}
