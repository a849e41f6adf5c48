/** `npm run demo:data`: from the collector's own configuration to a project full of sample data, or back. */
import type { Config } from '../../../src/survey/config'
import type { Options } from './options'
import { sampleOf } from './sample'
import { send } from './send'
import { addBelief, addNotes, removeSample } from './team'
import { periodOf } from './visits'

export interface RunOptions extends Options {
  readonly now: () => number
  readonly version: string
  readonly say: (line: string) => void
  /** A line that the next one takes the place of. */
  readonly progress: (line: string) => void
}

const configOf = async ({ url, project }: Options): Promise<Config> => {
  const reply = await fetch(new URL(`/v1/config?project=${encodeURIComponent(project)}`, url)).catch((cause: unknown) => {
    throw new Error(`${url} cannot be reached. Start it with npm start, in another terminal.`, { cause })
  })
  if (!reply.ok) throw new Error(`${url}/v1/config: expected the configuration of a collector, got ${reply.status}.`)
  return (await reply.json()) as Config
}

const remove = async ({ token, ...options }: RunOptions): Promise<void> => {
  if (token === null) throw new Error('--remove: expected the team’s token in --token or ADMIN_TOKEN, got none. npm start prints it.')
  const deleted = await removeSample({ ...options, token })
  options.say(`${deleted} simulated responses erased, with what they added to counts. Answers of visitors stay.`)
}

/** Rejects with what went wrong, in a sentence. */
export const run = async (options: RunOptions): Promise<void> => {
  if (options.remove) return remove(options)
  const { url, project, token, visits, days, seed, now, version, say, progress } = options
  const config = await configOf(options)
  const began = now()
  const sample = sampleOf({ config, project, visits, days, seed, now: began, version })
  const since = new Date(sample.from).toISOString().slice(0, 10)
  say(`${sample.visits} visits of ${sample.people} people since ${since}: ${sample.shown} questions shown, ${sample.answered} answered.`)
  const outcomes = await send(sample.events, {
    url,
    project,
    now,
    progress: (done, all) => progress(`${done} of ${all} events sent`),
    waiting: (ms) => progress(`The collector takes only so many a minute: waiting ${Math.round(ms / 1000)} s`),
  })
  progress('')
  say(`${outcomes.stored} events stored, ${outcomes.duplicate + outcomes.stale} were there already.`)
  if (token === null) say('Without a token no notes were added to the trend: --token, or ADMIN_TOKEN.')
  else {
    const { from, to } = periodOf(began, days)
    await addNotes({ url, project, token }, from, to, began)
    await addBelief({ url, project, token }, seed)
  }
  say(`${new URL('/results', url)} shows it, marked as sample data. To erase it again: npm run demo:data -- --remove`)
}
