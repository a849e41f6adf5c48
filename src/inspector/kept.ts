import type { Entry } from './journal'
import type { Begun, VisitMoment } from './recording'
import type { Tab } from './words'

export const corners = ['bottom-start', 'top-start', 'top-end', 'bottom-end'] as const
export type Corner = (typeof corners)[number]

/** What goes from page to page while the inspector stays open. */
export interface Kept {
  readonly tab: Tab
  readonly at: Corner
  readonly isSmall: boolean
  readonly journal: readonly Entry[]
  readonly begun: Begun
  readonly moments: readonly VisitMoment[]
}

/** What was written by the page before; nothing where it is not that. */
export const readKept = (value: unknown): Kept | undefined => {
  const { begun, moments, journal, at } = (value ?? {}) as Partial<Kept>
  const isWhole = typeof begun?.start === 'number' && Array.isArray(moments) && Array.isArray(journal) && corners.includes(at as Corner)
  return isWhole ? (value as Kept) : undefined
}
