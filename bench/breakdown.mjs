/**
 * Where the time of a missed bar goes, from runs of their own, so that looking does not slow down what is timed: by kind for loading, by
 * stage for the way from the trigger to the card.
 */
import { inView, openArmed } from './armed.mjs'
import { openPage, pause } from './browser.mjs'
import { ms } from './report.mjs'
import { median } from './stats.mjs'

const ROUNDS = 5

/** In the page: notes when databases are opened, transactions end and the card is attached. */
const instrument = `(() => {
  const marks = (window.marks = [])
  const mark = (name) => marks.push([name, performance.now()])
  const after = (owner, method, note) => {
    const original = owner[method]
    owner[method] = function (...args) {
      const result = original.apply(this, args)
      note(result, args)
      return result
    }
  }
  after(IDBFactory.prototype, 'open', (request) => {
    mark('database asked for')
    request.addEventListener('success', () => mark('database open'))
  })
  after(IDBDatabase.prototype, 'transaction', (transaction) => transaction.addEventListener('complete', () => mark('transaction committed')))
  for (const owner of [Element.prototype, Document.prototype])
    after(owner, 'append', (_, [node]) => node?.localName?.endsWith('-card') && mark('card drawn and attached'))
})(), 0`

const timeline = ({ track, card }) =>
  `new Promise((done) => {
  const { port1, port2 } = new MessageChannel()
  let from
  port1.onmessage = () => {
    marks.push(['painted', performance.now()])
    const fetched = performance.getEntriesByType('resource').filter(({ startTime }) => startTime >= from).map(({ responseEnd }) => responseEnd)
    if (fetched[0]) marks.push(['chunks fetched', Math.max(...fetched)])
    done(marks.map(([name, at]) => [name, at - from]))
  }
  const look = () => (${inView('CARD')} ? port2.postMessage(0) : requestAnimationFrame(look))
  requestAnimationFrame(() => setTimeout(() => {
    from = performance.now()
    marks.length = 0
    TRACK
    requestAnimationFrame(look)
  }))
})`
    .replace('CARD', card)
    .replace('TRACK', track)

/** A name for each mark that occurs more than once. */
const numbered = (marks) => {
  const times = new Map()
  return marks.map(([name, at]) => {
    times.set(name, (times.get(name) ?? 0) + 1)
    return [times.get(name) > 1 ? `${name}, ${times.get(name)}` : name, at]
  })
}

/**
 * Stages from the trigger to the card on slow 4G with CPU 4×, medians in milliseconds since the trigger.
 *
 * @param {readonly object[]} subjects
 */
export async function stages(bench, subjects) {
  const columns = []
  for (const subject of subjects) {
    const seen = new Map()
    for (let round = 0; round < ROUNDS; round++) {
      const { run, close } = await openArmed(bench, subject, 'slow')
      await run(instrument)
      for (const [name, at] of numbered(await run(timeline(subject)))) seen.set(name, [...(seen.get(name) ?? []), at])
      await close()
    }
    // What happened in few rounds only is no stage.
    const usual = [...seen].filter(([, values]) => values.length > ROUNDS / 2)
    columns.push(new Map(usual.map(([name, values]) => [name, median(values)])))
  }
  const last = columns.at(-1)
  const names = [...new Set(columns.flatMap((column) => [...column.keys()]))].sort(
    (a, b) => (columns[0].get(a) ?? last.get(a)) - (columns[0].get(b) ?? last.get(b)),
  )
  return {
    title: 'Stages from the trigger, slow 4G and CPU 4×',
    head: ['median, ms since the trigger', ...subjects.map(({ title }) => title)],
    rows: names.map((name) => [name, ...columns.map((column) => (column.has(name) ? ms(column.get(name)) : ''))]),
  }
}

/** Events of a trace that are not our code running, by what they are. */
const kinds = [
  ['compiling functions', /^V8\.(Compile|Parse|PreParse)/],
  ['waiting for storage', /^(ContentSettingsManager::AllowStorageAccess|StorageArea::GetAll|DomStorage)/],
]

/** Time of the outermost events that match, so that none counts twice, in milliseconds. */
const outermost = (events, matches) => {
  let end = 0
  let sum = 0
  for (const { name, ts, dur } of events) {
    if (ts < end || !matches(name)) continue
    end = ts + dur
    sum += dur
  }
  return sum / 1000
}

/** What script time at load, CPU 4×, consists of. The categories that tell slow it down: the shares count, not the sum. */
export async function scriptParts({ browser, site }, subject) {
  const rounds = []
  for (let round = 0; round < ROUNDS; round++) {
    const { page, close } = await openPage(browser, 'cpu')
    await browser.startTracing(page, {
      categories: ['devtools.timeline', 'v8.execute', 'v8', 'disabled-by-default-v8.compile', 'mojom', 'toplevel'],
    })
    await page.goto(site.url + subject.path)
    await pause(1300)
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString())
    await close()
    const main = traceEvents.find(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
    const whole = traceEvents
      .filter(({ ph, pid, tid, dur }) => ph === 'X' && pid === main?.pid && tid === main?.tid && dur > 0)
      .sort((a, b) => a.ts - b.ts || b.dur - a.dur)
    const isRoot = (name) => /^(EvaluateScript|FunctionCall|RunMicrotasks)$/.test(name)
    const roots = whole.filter(({ name }) => isRoot(name))
    const inside = whole.filter(({ name, ts }) => !isRoot(name) && roots.some((root) => ts >= root.ts && ts < root.ts + root.dur))
    const parts = kinds.map(([, pattern]) => outermost(inside, (name) => pattern.test(name)))
    const all = outermost(whole, isRoot)
    rounds.push([...parts, all - parts.reduce((sum, part) => sum + part, 0)])
  }
  const medians = [...kinds.map(([name]) => name), 'running'].map((name, i) => [name, median(rounds.map((round) => round[i]))])
  const sum = medians.reduce((all, [, value]) => all + value, 0)
  return {
    title: 'What the script time at load consists of',
    head: ['', 'ms', 'share'],
    rows: medians.map(([name, value]) => [name, ms(value), `${Math.round((value / sum) * 100)} %`]),
  }
}
