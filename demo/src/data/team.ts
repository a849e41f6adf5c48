/** What a team would add to its results: notes on the trend, and what its staff expected. By the collector's own forms, with the token. */
import type { Report } from '../../../collector/src/report/types'
import { personId } from './ids'
import { CARRIER, HELP_PAGES, RELEASE } from './stories'

/** Stands where a note says who looks after it, so that these are found again and nobody takes them for the team's own. */
const OWNER = 'sample data'

export interface TeamOptions {
  readonly url: string
  readonly project: string
  readonly token: string
}

const notes = [
  {
    share: CARRIER,
    kind: 'launch',
    text: 'A second carrier, Vitefait, for two parcels in five',
    expected: 'Lower cost',
    touchpoint: 'delivery',
  },
  {
    share: RELEASE,
    kind: 'launch',
    text: 'New checkout: delivery cost in the cart, the address asked once',
    expected: '+10 points',
    touchpoint: 'confirmation',
  },
  {
    share: HELP_PAGES,
    kind: 'action',
    text: 'Help pages rewritten from what people said was missing',
    expected: '+10 points',
    touchpoint: 'help',
  },
] as const

const asking = ({ url, project, token }: TeamOptions) => {
  const ask = async (path: string, init: RequestInit = {}, query: Readonly<Record<string, string>> = {}): Promise<Response> => {
    const address = new URL(path, url)
    address.search = `${new URLSearchParams({ project, ...query })}`
    const reply = await fetch(address, { redirect: 'manual', ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } })
    if (reply.status >= 400)
      throw new Error(`${path}: expected the collector to do it, got ${reply.status}: ${(await reply.text()).slice(0, 300)}`)
    return reply
  }
  const form = (path: string, fields: Readonly<Record<string, string>>) => ask(path, { method: 'POST', body: new URLSearchParams(fields) })
  return { ask, form, report: async () => (await (await ask('/v1/report')).json()) as Report }
}

const ownNotes = (report: Report) => {
  const all = report.touchpoints.flatMap(({ instruments }) => instruments.flatMap(({ marks }) => marks.map(({ note }) => note)))
  return [...new Map(all.filter(({ owner }) => owner === OWNER).map((note) => [note.id, note])).values()]
}

/** Adds the notes that are not there yet, each on the day that it changed something. Resolves with how many. */
export const addNotes = async (options: TeamOptions, from: number, to: number, now: number): Promise<number> => {
  const { form, report } = asking(options)
  const there = new Set(ownNotes(await report()).map(({ text }) => text))
  let added = 0
  for (const { share, ...note } of notes) {
    const at = from + share * (to - from)
    if (at > now || there.has(note.text)) continue
    await form('/results/notes', { ...note, day: new Date(at).toISOString().slice(0, 10), owner: OWNER })
    added++
  }
  return added
}

/** What staff say of the order confirmation, on its five points: more than customers do, as staff mostly does (DOMAIN, the 80/8 gap). */
const EXPECTED = { survey: 'checkout-csat', values: [5, 5, 4, 5, 4, 5, 5, 4, 5, 3, 5, 4] } as const
/** Nobody makes a link, has a team answer it and closes it in so short a time: by that it is known again. */
const AT_ONCE_MS = 60_000

/** Asks staff what they expect, where nobody has yet, and has them answer. Resolves with how many did. */
export const addBelief = async (options: TeamOptions, seed: number): Promise<number> => {
  const { ask, form, report } = asking(options)
  const asked = (await report()).touchpoints.find(({ surveys }) => surveys.includes(EXPECTED.survey))
  if (!asked || asked.believed !== null) return 0
  const before = new Set(await beliefLinks(options))
  const made = await (await form('/results/belief', { survey: EXPECTED.survey })).text()
  const [, link] = /(\/belief\/[\w-]{40,})/.exec(made) ?? []
  if (link === undefined) return 0
  for (const [index, value] of EXPECTED.values.entries())
    await ask(link, {
      method: 'POST',
      body: new URLSearchParams({ value: `${value}` }),
      headers: { cookie: `peakend-belief=${personId(seed, 'staff', index)}` },
    })
  for (const id of await beliefLinks(options)) if (!before.has(id)) await form(`/results/belief/${id}/close`, {})
  return EXPECTED.values.length
}

const beliefLinks = async (options: TeamOptions): Promise<readonly string[]> => {
  const page = await (await asking(options).ask('/results/belief')).text()
  return [...page.matchAll(/\/results\/belief\/([\w-]+)\/delete/g)].map(([, id]) => id ?? '')
}

/** Those of ours: closed as soon as somebody was asked, as the trail has it. */
const ownBeliefs = async (options: TeamOptions): Promise<readonly string[]> => {
  const { ask } = asking(options)
  const trail = async (action: string) => {
    const { entries } = (await (await ask('/v1/audit', {}, { action })).json()) as { entries: readonly { target: string; at: string }[] }
    return entries.map(({ target, at }) => ({ target, at: Date.parse(at) }))
  }
  const [asked, closed] = await Promise.all([trail('belief.asked'), trail('belief.closed')])
  const there = new Set(await beliefLinks(options))
  return closed.flatMap(({ target, at }) =>
    there.has(target) && asked.some((one) => at >= one.at && at - one.at < AT_ONCE_MS) ? [target] : [],
  )
}

/** Erases the sample data of the project, these notes, and what its staff was made to expect. Resolves with how many responses there were. */
export const removeSample = async (options: TeamOptions): Promise<number> => {
  const { ask, form, report } = asking(options)
  for (const { id } of ownNotes(await report())) await form(`/results/notes/${id}/delete`, {})
  for (const id of await ownBeliefs(options)) await form(`/results/belief/${id}/delete`, {})
  return ((await (await ask('/v1/simulated', { method: 'DELETE' })).json()) as { deleted: number }).deleted
}
