/**
 * The watch chunk: what looks after the page while a question waits for a quiet moment, and after one was asked. No card needs it before
 * it shows.
 */
import { type Budget, createBudget } from '../gates/budget'
import { ownScripts } from '../gates/own-scripts'
import type { Values } from '../gates/types'

export { watchQuiet } from '../gates/watch-quiet'
/** What Peakend costs this page, from its beginning on. */
export const watchBudget = (over: (spent: Values) => unknown): Budget => createBudget(ownScripts(import.meta.url), over)
