import { clock } from './hours'
import type { GateInput } from './types'
import { activeWindow } from './window'

const MINUTE = 6e4
const DAY = 1440
/** Hours repeat by the week, and a clock that is put forward can skip an opening; beyond that there is none. */
const STEPS = 15 * 48

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** When dates, hours and blackouts next let a survey ask, as an instant: `now` if they do, `Infinity` if they never will again. */
export const nextWindow = (input: Pick<GateInput, 'survey' | 'blackouts' | 'now'>): number => {
  const { from = '00:00', timeZone } = input.survey.hours ?? {}
  let at = input.now
  for (let step = 0; step < STEPS; ) {
    const refusal = activeWindow({ ...input, now: at })
    if (!refusal) return at
    const [code, , until = Infinity] = refusal
    if (code === 'off-hours') {
      step++
      const wait = (minutesOf(from) - minutesOf(clock(at, timeZone)[1]) + DAY) % DAY || DAY
      // On to the next opening by this clock, but not past a half hour: there the clock may be put forward or back.
      at = Math.min(at - (at % MINUTE) + wait * MINUTE, at - (at % (30 * MINUTE)) + 30 * MINUTE)
    } else if (until < Infinity) at = until
    else break
  }
  return Infinity
}
