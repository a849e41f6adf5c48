import type { Connector, Told } from '../around'
import { safely } from '../chain'
import { instead } from './instead'
import { given, takeOver } from './take-over'

/** Its codes of languages where they are none: the others are, in capitals. */
const languages: Readonly<Record<string, string>> = { jp: 'ja', cn_s: 'zh', cn_t: 'zh' }
const page = window as {
  wootric?: unknown
  WootricSurvey?: unknown
  wootricSettings?: unknown
  wootric_survey_immediately?: unknown
}

/**
 * Pages of Wootric, later InMoment: `window.wootricSettings` says of whom, `wootric('run')` or `WootricSurvey.run(settings)` asks
 * (https://docs.wootric.com/javascript/, https://github.com/Wootric/slate). It keeps no calls: where settings lie there already, the run came to nothing, for
 * there was no script, and is made up for.
 */
export const connect: Connector = (around) => {
  const { handle, args } = around
  const { ask, isOurs } = takeOver(around, 'wootric')
  const idName = args?.[0] || 'external_id'
  const run = safely((settings: unknown) => {
    const all = given(settings ?? page.wootricSettings)
    const { email, created_at: since, properties, language, event_name: name } = all
    const own = given(properties)
    const tag = `${language ?? ''}`.toLowerCase()
    ask({
      id: own[idName] ?? all[idName],
      traits: { ...own, email },
      // Seconds; some pages give milliseconds.
      since: Number(since) * (Number(since) > 1e11 ? 1 : 1000),
      locale: languages[tag] ?? tag,
      isTest: page.wootric_survey_immediately === true,
      ...(typeof name === 'string' && { props: { event_name: name } }),
    })
  })
  const halt = safely(() => {
    handle.track('wootric_stopped')
    if (isOurs(around.state?.().open ?? '')) handle.hide()
  })
  const tell = (callback: string, argsOf: (told: Told) => unknown[] = () => []) =>
    safely((told: Told) => {
      const fn = given(given(page.wootricSettings).callbacks)[callback]
      if (isOurs(told.survey) && typeof fn === 'function') fn(...argsOf(told))
    })
  const stops = [
    instead(page, 'wootric', (method: unknown) => (method === 'stop' ? halt() : method === 'run' && run(undefined))),
    instead(page, 'WootricSurvey', { run, stop: halt, version: () => 'peakend' }),
    handle.on('shown', tell('after_show')),
    handle.on(
      'answered',
      tell('after_response', ({ answers }) => [answers?.nps, answers?.reason]),
    ),
    handle.on('dismissed', tell('after_decline')),
  ]
  if (page.wootricSettings) run(undefined)
  return () => {
    for (const end of stops) end()
  }
}
