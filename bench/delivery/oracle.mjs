/**
 * Knows what was asked for and what each page was told is safe, and holds it against the endpoint's log. It shares no code with Peakend.
 */

/** What is answered in a round: a plan, not a record, so that anything else at the endpoint is an invention. */
export const planned = (round) => ({ first: 1 + (round % 5), second: 1 + ((round + 2) % 5), note: `entry ${round}` })

/** How a violation is called. */
export const violations = [
  'lost',
  'doubled',
  'regressed',
  'phantom',
  're-asked',
  'held up',
  'undelivered',
  'after refusal',
  'unexplained loss',
  'page error',
]

/** @param {Pick<ReturnType<typeof import('./endpoint.mjs').createEndpoint>, 'log' | 'rows'>} endpoint */
export function createOracle({ log, rows }) {
  /** Highest revision of each response whose promise resolved. */
  const resolved = new Map()
  /** Rounds that a page began to ask, with the response it claimed. */
  const rounds = new Map()
  /** Order → responses that were shown for it. */
  const orders = new Map()
  /** Responses that a named exception lets go, by the exception. */
  const excused = new Map()
  const losses = []
  /** What was found before the end. */
  const found = []
  const trail = new Map()
  let answers = 0
  /** The response that was resolved last. */
  let last = ''

  const note = (response, what) => trail.set(response, [...(trail.get(response) ?? []), what])
  const historyOf = (response) => [
    ...(trail.get(response) ?? []),
    ...log
      .filter(({ id }) => id === response)
      .map(({ n, revision, data }) => `log ${n}: revision ${revision} ${JSON.stringify(data.answers)}`),
  ]

  return {
    resolved,
    losses,
    found,
    answers: () => answers,
    /** A page is told to ask. */
    asked: (round) => rounds.set(round, undefined),
    /** A page said something, synchronously. @param {{ tab: string, type: string, detail: Record<string, any>, order?: string }} said */
    hear: ({ tab, type, detail, order }) => {
      if (type === 'claimed') rounds.set(detail.round, detail.response)
      if (type === 'shown' && detail.survey === 'order' && order) {
        const shown = orders.get(order) ?? orders.set(order, new Set()).get(order)
        shown.add(detail.response)
        if (shown.size > 1)
          found.push({ kind: 're-asked', response: detail.response, why: `order ${order} was asked about ${shown.size} times` })
      }
      if (type === 'answered') {
        answers++
        last = detail.response
        const before = resolved.get(detail.response)
        if (!before || before.revision < detail.revision) resolved.set(detail.response, { ...detail, tab })
        note(detail.response, `${tab}: revision ${detail.revision} resolved, ${detail.durability}, ${JSON.stringify(detail.answers)}`)
      }
      if (type === 'loss') losses.push({ tab, ...detail })
      if (type === 'page-error') found.push({ kind: 'page error', response: '', why: `${tab}: ${detail.message}` })
    },
    note,
    /** The browser was killed: in the history of what had just been resolved. */
    killed: (point) => {
      if (last) note(last, `SIGKILL at “${point}”`)
      last = ''
      // What is kept for the session may go with it, and said so when it was resolved.
      for (const [id, { revision, durability }] of resolved)
        if (durability !== 'disk' && (rows.get(id)?.revision ?? 0) < revision && !excused.has(id))
          excused.set(id, `kept by ${durability} alone when the browser was killed`)
    },
    accuse: (kind, why, response = '') => found.push({ kind, response, why }),
    /** A named exception: these may be missing, and why. */
    excuse: (response, why) => excused.set(response, why),
    excused,
    /** Resolved, at the endpoint not in that state, and not let go yet. */
    missing: () =>
      [...resolved].filter(([id, { revision }]) => !excused.has(id) && (rows.get(id)?.revision ?? 0) < revision).map(([id]) => id),
    historyOf,
    /** Everything that is wrong. Call it when nothing is pending any more. */
    audit: () => {
      const wrong = [...found]
      const add = (kind, response, why) => wrong.push({ kind, response, why })
      for (const [id, { revision, answers, durability }] of resolved) {
        if (excused.has(id)) continue
        // By what the response is, whatever the endpoint took for its key.
        const shown = rows.get(id) ?? [...rows.values()].findLast((row) => row.id === id)
        if (!shown) add('lost', id, `revision ${revision} was resolved (${durability}) and is nowhere`)
        else if (shown.revision < revision) add('regressed', id, `revision ${revision} was resolved, ${shown.revision} is shown`)
        else {
          const other = Object.entries(answers).filter(([question, answer]) => shown.data.answers[question] !== answer)
          if (other.length) add('regressed', id, `${JSON.stringify(answers)} was resolved, ${JSON.stringify(shown.data.answers)} is shown`)
        }
      }
      const seen = new Map()
      for (const { id, data } of rows.values()) {
        const { round } = data.context
        if (round === undefined) continue
        if (seen.has(round)) add('doubled', id, `round ${round} is there twice, also as ${seen.get(round)}`)
        seen.set(round, id)
        if (!rounds.has(round)) add('phantom', id, `round ${round} was never asked`)
        const wanted = planned(round)
        for (const [question, answer] of Object.entries(data.answers))
          if (!`${wanted[question]}`.startsWith(`${answer}`))
            add('phantom', id, `${question}: ${answer} was never answered in round ${round}`)
      }
      // At no time did the endpoint show an older state after a newer one.
      const top = new Map()
      for (const { n, id, revision } of log) {
        const before = top.get(id) ?? 0
        if (revision < before) add('regressed', id, `log ${n}: revision ${revision} was shown after ${before}`)
        else if (revision === before) add('doubled', id, `log ${n}: revision ${revision} was stored twice`)
        top.set(id, Math.max(revision, before))
      }
      return wrong
    },
  }
}
