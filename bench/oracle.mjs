/**
 * An oracle: looks at the list of a visitor's showings, and says which limit of the design ("Frequency", and section 4 of the domain) it breaks. It is
 * written from the rules, not from the gates: it compares pairs of showings, knows nothing of memories, and counts visits by itself.
 */

const DAY = 864e5
/** A visit ends after so long without activity. */
const PAUSE = 30 * 60_000
/** "Do not ask again" holds for as long as a device is known: 13 months. */
const FOR_GOOD_DAYS = 34e9 / DAY

const limits = {
  interaction: { everyDays: 7, afterDismissDays: 7, betweenDays: 0, perVisit: 1, maxIgnored: Number.POSITIVE_INFINITY, perWeek: 2 },
  relationship: { everyDays: 90, afterDismissDays: 60, betweenDays: 30, perVisit: 1, maxIgnored: 2, perWeek: Number.POSITIVE_INFINITY },
}

/**
 * The limits of each survey: what it says, else those of its class.
 *
 * @param {{ surveys: readonly any[] }} config
 */
export const limitsOf = (config) =>
  Object.fromEntries(
    config.surveys.map((survey) => {
      const isAboutAThing = [survey.trigger].flat().some(({ oncePer }) => oncePer)
      const kind = survey.frequency?.class ?? (isAboutAThing ? 'interaction' : 'relationship')
      return [survey.id, { snoozeDays: 7, once: false, ...limits[kind], ...survey.frequency, kind }]
    }),
  )

/** When each visit began, by true time: whatever was noticed more than half an hour after the last thing, by the device's clock, begins a new one. */
const visitStarts = (visits) => {
  const starts = []
  let before = Number.NEGATIVE_INFINITY
  for (const { start, clockOffsetSeconds = 0, moments } of visits)
    for (const { at, type } of moments) {
      if (type === 'quiet' || type === 'identify') continue
      const time = Date.parse(start) + at * 1000
      const device = time + clockOffsetSeconds * 1000
      if (Math.abs(device - before) > PAUSE) starts.push(time)
      before = device
    }
  return starts
}

/**
 * Every limit that is broken, in words; none is what is expected. `turnedAt`: when the clock was set forward. What ran out by that clock has run out: days
 * are then only counted on either side of it, and what has no end still holds across.
 *
 * @param {Record<string, any>} limits by `limitsOf`
 * @param {{ visitor: string, visits: readonly any[], shown: readonly any[] }} life
 * @param {number} [turnedAt]
 * @returns {string[]}
 */
export const broken = (limits, { visitor, visits, shown }, turnedAt) => {
  const found = []
  const starts = visitStarts(visits)
  const visitOf = (at) => starts.filter((start) => start <= at).length
  shown.forEach((later, index) => {
    const own = limits[later.survey]
    const say = (what) => found.push(`${visitor}: ${later.survey} at ${new Date(later.at).toISOString()} breaks ${what}`)
    const alike = shown.slice(0, index).filter((earlier) => limits[earlier.survey].kind === own.kind)
    const before = shown.slice(0, index)
    const same = before.filter((earlier) => earlier.survey === later.survey)
    const within = (days) => (earlier) =>
      later.at - earlier.at < days * DAY && (turnedAt === undefined || earlier.at < turnedAt === later.at < turnedAt)
    if (same.filter(({ outcome }) => outcome === 'answered').some(within(own.everyDays))) say(`everyDays (${own.everyDays})`)
    if (own.kind === 'interaction' && same.filter(({ outcome }) => /ignored|unseen/.test(outcome)).some(within(own.everyDays)))
      say(`everyDays (${own.everyDays})`)
    if (same.filter(({ outcome }) => outcome === 'dismissed').some(within(own.afterDismissDays)))
      say(`afterDismissDays (${own.afterDismissDays})`)
    if (same.filter(({ outcome }) => outcome === 'snoozed').some(within(own.snoozeDays))) say(`snoozeDays (${own.snoozeDays})`)
    if (before.filter(({ outcome }) => outcome === 'never').some(within(FOR_GOOD_DAYS))) say('never again')
    // What was put off by its own visitor may come back sooner.
    if (alike.filter((earlier) => earlier.outcome !== 'snoozed' || earlier.survey !== later.survey).some(within(own.betweenDays)))
      say(`betweenDays (${own.betweenDays})`)
    if (alike.filter(within(7)).length >= own.perWeek) say(`${own.perWeek} in seven days`)
    if (alike.filter((earlier) => visitOf(earlier.at) === visitOf(later.at)).length >= own.perVisit) say(`perVisit (${own.perVisit})`)
    // Who says "later" wants to be asked again.
    const asked = same.filter(({ outcome }) => outcome !== 'snoozed')
    if (later.key !== undefined && asked.some(({ key }) => key === later.key)) say('once for each thing')
    const inWave = asked.filter(({ wave }) => wave === later.wave)
    if (own.once && inWave.length) say('once')
    if (inWave.filter(({ outcome }) => outcome === 'ignored').length >= own.maxIgnored) say(`maxIgnored (${own.maxIgnored})`)
  })
  return found
}

/** By the code of a refusal that time alone ends: how many days it may last. */
const lasting = {
  'every-days': 'everyDays',
  'after-dismiss-days': 'afterDismissDays',
  'between-days': 'betweenDays',
  snoozed: 'snoozeDays',
}

/**
 * Every refusal that lasted longer than the configured days: no showing explains it. `turnedAt`: when the clock was set; what was shown before counts as
 * shown when the device first looked again.
 *
 * @param {Record<string, any>} limits by `limitsOf`
 * @param {{ visitor: string, visits: readonly any[], shown: readonly any[], refused: readonly any[] }} life
 * @param {number} [turnedAt]
 * @returns {string[]}
 */
export const lockedOut = (limits, { visitor, visits, shown, refused }, turnedAt = Number.POSITIVE_INFINITY) => {
  const looked = Math.min(...[...shown, ...refused].map(({ at }) => at).filter((at) => at >= turnedAt))
  const starts = visitStarts(visits)
  const visitOf = (at) => starts.filter((start) => start <= at).length
  return refused.flatMap(({ survey, at, gates }) => {
    const own = limits[survey]
    const code = gates.find(({ gate }) => gate === 'frequency')?.code
    const days = code === 'weekly-cap' ? 7 : own[lasting[code]]
    const earlier = shown.filter((showing) => showing.at <= at)
    const wrong = (what) => [`${visitor}: ${survey} at ${new Date(at).toISOString()} is locked out by ${what}`]
    if (code === 'per-visit') return earlier.some((showing) => visitOf(showing.at) === visitOf(at)) ? [] : wrong('a visit that is over')
    if (days === undefined) return []
    const since = (showing) => (showing.at < turnedAt && at >= turnedAt ? Math.max(showing.at, looked) : showing.at)
    return earlier.some((showing) => at - since(showing) < days * DAY) ? [] : wrong(`${code} for more than ${days} days`)
  })
}
