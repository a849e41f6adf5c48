import type { InstrumentReport } from '../report/types'
import type { View } from './view'

const aspects = [
  'question',
  'display',
  'points',
  'countsFrom',
  'labels',
  'locale',
  'translated',
  'orientation',
  'trigger',
  'delaySeconds',
] as const

/** What sets an instrument apart from another. Labels and wording that change with the language are the language's doing. */
export const differences = (one: InstrumentReport, other: InstrumentReport): readonly (typeof aspects)[number][] => {
  const all = aspects.filter((aspect) => JSON.stringify(one[aspect]) !== JSON.stringify(other[aspect]))
  return all.includes('locale') ? all.filter((aspect) => aspect !== 'question' && aspect !== 'labels') : all
}

/** The same in words: `wording and display`. */
export const differencesIn = (view: View, one: InstrumentReport, other: InstrumentReport): string =>
  view.list(differences(one, other).map((aspect) => view.words.differs[aspect]))
