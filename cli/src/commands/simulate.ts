import { parseJson } from '../../../src/survey/check-json'
import { createReport } from '../../../src/survey/check-words'
import type { Config } from '../../../src/survey/config'
import { readArguments, UsageError } from '../arguments'
import { paint } from '../paint'
import { readText } from '../read'
import { diary, diaryData } from '../simulate/diary'
import { checkExpectations, type Expectations } from '../simulate/expectations'
import type { Life } from '../simulate/life'
import type { Participation } from '../simulate/participation'
import { reportText } from '../simulate/report-text'
import { isShare } from '../simulate/shape'
import { simulate as replay } from '../simulate/simulate'
import { traffic } from '../simulate/traffic'
import { isTraffic, readTraffic } from '../simulate/traffic-spec'
import { parseVisits, type Recording, reactions, type Visit } from '../simulate/visits'
import { type Command, FAILED, type Io, OK } from '../types'
import { checkWhole } from '../whole'

/** So often it says how far it is, milliseconds. */
const PROGRESS_MS = 5000
/** Of so few people each one's questions are told. */
const FEW = 10

type Shares = Participation & { readonly surveys: Readonly<Record<string, Participation>> }

/** `answered=0.1,nps.answered=0.3`. */
const readParticipation = (text = ''): Shares => {
  const overall: Record<string, number> = {}
  const surveys: Record<string, Record<string, number>> = {}
  for (const part of text.split(',').filter(Boolean)) {
    const [, survey, name = '', share = ''] = /^(?:(.+)\.)?(\w+)=(.+)$/.exec(part) ?? []
    if (!(reactions as readonly string[]).includes(name) || name === 'ignored' || !isShare(Number(share)))
      throw new UsageError(`--participation: expected e.g. answered=0.2,dismissed=0.25 or <survey>.answered=0.1, got ${part}.`)
    if (survey) surveys[survey] = { ...surveys[survey], [name]: Number(share) }
    else overall[name] = Number(share)
  }
  return { ...overall, surveys }
}

/** A file that has to be right: what is wrong is told, each on its line, and then it is undefined. */
const told = <T>(
  file: string,
  io: Io,
  read: { readonly problems: readonly { readonly message: string }[]; readonly value?: T },
): T | undefined => {
  for (const { message } of read.problems) io.stderr.write(`${file}: ${message}\n`)
  return read.problems[0] ? undefined : read.value
}
const readConfig = async (file: string, io: Io) => {
  const read = parseJson(await readText(file, io))
  if ('problem' in read) return told<Config>(file, io, { problems: [read.problem] })
  const { config, problems } = checkWhole(read.value)
  return told(file, io, { problems, value: config })
}
const readVisits = async (file: string, io: Io) => {
  const read = parseVisits(await readText(file, io))
  return told(file, io, 'problems' in read ? read : { value: read.recording, problems: [] })
}
const readExpectations = async (file: string, io: Io) => {
  const read = parseJson(await readText(file, io))
  const { problems, report } = createReport('expectations')
  if ('problem' in read) problems.push(read.problem)
  else checkExpectations(read.value, [], report)
  return told(file, io, { problems, value: 'value' in read ? (read.value as Expectations) : {} })
}

/** Says on the error stream how far it is, when it takes long. */
const progress = (io: Io, of: number) => {
  let done = 0
  let next = Date.now() + PROGRESS_MS
  return () => {
    done++
    if (Date.now() < next) return
    next = Date.now() + PROGRESS_MS
    io.stderr.write(`${done.toLocaleString('en')}${of ? ` of ${of.toLocaleString('en')}` : ''} people\n`)
  }
}

export const simulate: Command = {
  name: 'simulate',
  usage: '<config> <visits> [--format text|json] [--expect <file>]',
  summary: 'Replays visits against a configuration: who would be asked what, how often, and how sure the score will be.',
  options: {
    format: { type: 'string', value: 'format', help: 'text (default) or json' },
    expect: { type: 'string', value: 'file', help: 'What has to hold, as JSON; default: "expect" of the visits' },
    participation: { type: 'string', value: 'shares', help: 'e.g. answered=0.2,dismissed=0.25,nps.answered=0.1' },
    visitor: { type: 'string', value: 'id', multiple: true, help: 'Tells what this visitor was asked, and why not' },
    seed: { type: 'string', value: 'number', help: 'Draws samples and reactions anew; default 1, or that of the traffic' },
  },
  details: `<visits> is a file of recorded visits (- reads what is piped in), or generated traffic:
  shop:visitors=5000,days=90,seed=7,start=2027-01-01,timeZone=Europe/Paris,consent=0.6
Ends with 1 when an expectation is not met or a file is not right, with 2 when asked wrongly.`,
  run: async (argv, io) => {
    const { words, options } = readArguments(simulate, argv)
    const [configFile, source, more] = words
    const { format = 'text', expect: expectFile, participation, visitor = [], seed } = options
    if (!configFile || !source || more)
      throw new UsageError('expected a configuration and visits. E.g. peakend simulate peakend.json shop:visitors=1000,days=90')
    if (format !== 'text' && format !== 'json') throw new UsageError(`--format: expected text or json, got ${format}.`)
    if (seed !== undefined && !Number.isFinite(Number(seed))) throw new UsageError(`--seed: expected a number, got ${seed}.`)
    const shares = readParticipation(participation as string | undefined)
    const spec = isTraffic(source) ? trafficOf(source) : undefined
    const config = await readConfig(configFile, io)
    const recording = spec ? undefined : await readVisits(source, io)
    const expect = typeof expectFile === 'string' ? await readExpectations(expectFile, io) : {}
    if (!config || !expect || !(spec || recording)) return FAILED

    const wanted = [visitor].flat()
    const isFew = recording && new Set(recording.visits.map((visit) => visit.visitor)).size <= FEW
    const lives: Life[] = []
    const tick = progress(io, spec?.visitors ?? 0)
    const visits: Recording | Iterable<Visit> = recording ?? traffic(config, spec ?? trafficOf('shop'))
    const result = replay(config, visits, {
      seed: Number(seed ?? spec?.seed ?? 1),
      participation: shares,
      ...(spec && { days: spec.days ?? 90 }),
      ...(expectFile !== undefined && { expect }),
      onLife: (life: Life) => {
        if (isFew || wanted.includes(life.visitor)) lives.push(life)
        tick()
      },
    })
    const coloured = (text: string) => text.replace(/^ +✗.*$/gm, (line) => paint(io, 'red', line)).replace(/✓/g, paint(io, 'green', '✓'))
    io.stdout.write(
      format === 'json'
        ? `${JSON.stringify({ ...result, ...(lives[0] && { visitors: lives.map(diaryData) }) }, null, 2)}\n`
        : coloured([...lives.map(diary), reportText(result)].join('\n')),
    )
    return result.expectations.every(({ met }) => met) ? OK : FAILED
  },
}

const trafficOf = (word: string) => {
  try {
    return readTraffic(word, new Date().toISOString().slice(0, 10))
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
