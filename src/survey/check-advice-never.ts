import { type Advised, placedTriggers } from './check-advice'
import { contradiction } from './check-contradiction'
import { either, type Path, quote } from './check-words'
import type { Condition } from './condition'
import type { Weekday } from './config'
import { matchesPath } from './pattern'

const DAY_MS = 864e5
const weekdays: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const time = (date: string | undefined, otherwise: number): number => (date === undefined ? otherwise : Date.parse(date))
/** The code of everything that keeps a survey from ever showing. */
const NEVER = 'never-shows'

/** Its dates are past, lie in a blackout, or on no day of its hours. */
const adviseDates = ({ survey, at, config, now, advise }: Advised): void => {
  const { from, until, hours } = survey
  const end = time(until, Infinity)
  const start = time(from, -Infinity)
  if (end <= now) advise([...at, 'until'], NEVER, 'an instant that is still to come', quote(until), 'Move it, or say "enabled": false.')
  const blackout = config.blackouts?.find((blackout) => time(blackout.from, 0) <= Math.max(start, now) && time(blackout.until, 0) >= end)
  if (blackout && end > now)
    advise([...at, 'until'], NEVER, 'a time outside the blackouts', `one that "blackouts" cover until ${quote(blackout.until)}`)
  if (!hours?.days || end - start > 7 * DAY_MS) return
  // A day more at both ends, whatever the time zone.
  const days = new Set<Weekday>()
  for (let day = start - DAY_MS; day <= end + DAY_MS; day += DAY_MS) days.add(weekdays[new Date(day).getUTCDay()] ?? 'sun')
  if (!hours.days.some((day) => days.has(day)))
    advise([...at, 'hours', 'days'], NEVER, `a day between ${quote(from)} and ${quote(until)}`, either(hours.days))
}

/** Nobody belongs to those who are asked. */
const adviseShares = ({ survey: { sample, holdout }, at, advise }: Advised): void => {
  if (sample === 0) advise([...at, 'sample'], NEVER, 'a share above 0', '0', 'To switch a survey off say "enabled": false.')
  if (holdout === 1) advise([...at, 'holdout'], NEVER, 'a share below 1', '1', 'Everybody is held out: nobody is asked.')
}

const adviseCondition = ({ config, advise }: Advised, at: Path, condition: Condition | undefined): void => {
  const clash = condition && contradiction(condition, config.personas ?? [])
  if (clash) advise(at, NEVER, 'conditions that can hold together', clash.join(' and '), 'With "any" one of them is enough.')
}

/** Every page of its path is left out again. A pattern covers another when it matches it letter by letter: `*` stands for any characters, a `*` too. */
const advisePlaces = (advised: Advised): void => {
  for (const { trigger, at } of placedTriggers(advised)) {
    if (!('not' in trigger) || trigger.not === undefined) continue
    const not = [trigger.not].flat().filter((pattern) => typeof pattern === 'string' && !/[?#]/.test(pattern)) as readonly string[]
    const path = [trigger.path ?? '*'].flat()
    if (path.every((pattern) => typeof pattern === 'string' && matchesPath(not, pattern.split(/[?#]/)[0] || '*')))
      advised.advise([...at, 'not'], NEVER, `pages of "path" (${path.map(quote).join(', ')}) that remain`, not.map(quote).join(', '))
  }
}

/** A survey that can never show, whatever happens. One that is switched off is meant so. */
export const adviseNever = (advised: Advised): void => {
  const { survey, at } = advised
  if (survey.enabled === false) return
  adviseDates(advised)
  adviseShares(advised)
  advisePlaces(advised)
  adviseCondition(advised, [...at, 'audience'], survey.audience)
  for (const { trigger, at } of placedTriggers(advised)) if ('where' in trigger) adviseCondition(advised, [...at, 'where'], trigger.where)
}
