import type { Connector } from '../around'
import { safely } from '../chain'
import { instead } from './instead'
import { type Given, given, takeOver } from './take-over'

/**
 * Pages of Delighted: https://app.delighted.com/docs/api/web. Its API is one function, `delighted.survey(options)`; until its script comes, which it does no more,
 * the snippet keeps the calls in a list: `[["survey", [options]], …]`.
 */
export const connect: Connector = (around) => {
  const { ask } = takeOver(around, 'delighted')
  const timers = new Set<ReturnType<typeof setTimeout>>()
  /** The property, or field, that is the visitor's id: Delighted has none of its own for it. */
  const idName = around.args?.[0] || ''
  const survey = safely((options: unknown) => {
    const { email, name, createdAt, properties, testMode, minTimeOnPage } = given(options)
    const own = given(properties)
    const call = {
      id: own[idName] ?? given(options)[idName],
      traits: { ...own, email, name },
      since: Date.parse(`${createdAt}`),
      locale: own.locale,
      isTest: testMode === true,
    }
    // Seconds since the page was opened.
    const waitMs = Number(minTimeOnPage) * 1000 - performance.now()
    if (waitMs > 0) timers.add(setTimeout(() => ask(call), waitMs))
    else ask(call)
  })
  const page = window as { delighted?: { survey?: unknown } | undefined }
  const had = typeof page.delighted === 'object' && page.delighted
  const giveBack = had ? instead(had, 'survey', survey) : instead(page, 'delighted', { survey })
  const queue = Array.isArray(had) ? (had as (readonly [string, readonly Given[]])[]) : []
  // What is asked here is not to be asked once more by a script that comes after all.
  const waiting = queue.splice(0)
  for (const entry of waiting) {
    const [method, args] = Array.isArray(entry) ? entry : []
    if (method === 'survey') survey(given(args)[0])
    else queue.push(entry as never)
  }
  return () => {
    for (const timer of timers) clearTimeout(timer)
    giveBack()
  }
}
