/** How it looks: themes that stay in their place, layouts that have one. */
import { either, isObject, type Path, quote, type Report } from './check-words'

/** What ends a declaration, opens a rule or fetches something. */
const BREAKS_OUT = /[;{}<>\\]|\/\*|url\(|@import/i

/** Tokens are put into a style sheet: one value each, and nothing after it. */
export const checkTheme = (report: Report, path: Path, theme: unknown): void => {
  if (!isObject(theme)) return
  for (const [token, value] of Object.entries(theme))
    if (typeof value === 'string' && BREAKS_OUT.test(value))
      report([...path, token], 'unsafe-value', 'one CSS value without ; { } or url()', quote(value))
  if (isObject(theme.dark)) checkTheme(report, [...path, 'dark'], theme.dark)
}

const edges = ['top', 'bottom']
const corners = ['bottom-end', 'bottom-start', 'top-end', 'top-start']

/** A bar lies along an edge, a card in a corner, a dialog in the middle. */
export const checkLayout = (report: Report, path: Path, layout: unknown): void => {
  if (!isObject(layout) || typeof layout.at !== 'string') return
  const { type = 'card', at } = layout
  const isPlace = edges.includes(`${at}`) || corners.includes(`${at}`)
  const allowed = type === 'bar' ? edges : type === 'card' ? corners : []
  if (!isPlace || allowed.includes(`${at}`) || !/^(card|modal|bar)$/.test(`${type}`)) return
  const expected = allowed.length ? `one of ${either(allowed)} for a ${type}` : 'no place: a modal is in the middle'
  report([...path, 'at'], 'wrong-place', expected, quote(at), !allowed.length && 'Remove it.')
}
