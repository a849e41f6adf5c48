import type { Around } from './types'

/** Whether this happens for the first time in this visit, also on later pages and in other tabs; from now on it has happened. */
export const firstThisVisit = ({ memory }: Pick<Around, 'memory'>, what: string): boolean => {
  const { f = [] } = memory.get()
  if (f.includes(what)) return false
  memory.set({ f: [...f, what] })
  return true
}

/** The number of this visit, and the days away before it. */
export const visitOf = ({ memory }: Pick<Around, 'memory'>): { readonly visit: number; readonly daysAway: number } => {
  const { n: visit = 1, g = 0 } = memory.get()
  return { visit, daysAway: g / 864e5 }
}
