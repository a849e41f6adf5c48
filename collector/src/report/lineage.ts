import type { UsedInstrument } from '../store'

const DAY_MS = 24 * 3600 * 1000
/** Visitors with an older copy of the configuration, and answers sent late, still come in after a change. */
const MOST_OVERLAP_MS = 14 * DAY_MS

const id = ({ instrument }: UsedInstrument): string => instrument.fingerprint
const length = ({ first, last }: UsedInstrument): number => Date.parse(last) - Date.parse(first)

/** Did `next` take the place of `before`? The same survey in the same language, later begun and longer used, and hardly ever both at a time. */
const tookOver = (before: UsedInstrument, next: UsedInstrument): boolean => {
  if (before.survey !== next.survey || before.instrument.locale !== next.instrument.locale) return false
  if (before.instrument.translated !== next.instrument.translated) return false
  if (before.first >= next.first || before.last >= next.last) return false
  const overlap = Date.parse(before.last) - Date.parse(next.first)
  return overlap <= Math.min(MOST_OVERLAP_MS, length(before) / 2, length(next) / 2)
}

/** Which instrument of a touchpoint took whose place: by fingerprint, the newer one to the older one. Each has at most one successor. */
export const replacements = (used: readonly UsedInstrument[]): ReadonlyMap<string, string> => {
  const byFirst = [...used].sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : id(a) < id(b) ? -1 : 1))
  const replaced = new Map<string, string>()
  const gone = new Set<string>()
  for (const next of byFirst) {
    const before = byFirst.filter((one) => !gone.has(id(one)) && tookOver(one, next)).sort((a, b) => (a.last < b.last ? 1 : -1))[0]
    if (!before) continue
    replaced.set(id(next), id(before))
    gone.add(id(before))
  }
  return replaced
}
