import { answersOf } from '../../../src/survey/check-parts'
import type { ChoiceOption, Question, Survey, Text } from '../../../src/survey/config'
import { shortHash } from '../../../src/survey/hash'
import { instrument, mainOf } from '../../../src/survey/instrument'
import { isScale, scaleOf } from '../../../src/survey/scale'
import type { Answer } from '../../../src/survey/wire'
import { type ConfigSource, type Current, surveyIn } from '../config/current'
import { type Flag, isUnavailable, type KnownSurvey, type Store, type StoredResponse, type StoreItem } from '../store'
import { knownOf, versionOf } from './known'

const textsOf = (text: Text): readonly string[] => (typeof text === 'string' ? [text] : Object.values(text))

/** The ids a question may be answered with; null where it is not answered with ids. */
const idsOf = (question: Question | undefined): readonly string[] | null => {
  const { options } = (question ?? {}) as { readonly options?: readonly ChoiceOption[] }
  return options?.map(({ id }) => id) ?? null
}

const fits = (question: Question | undefined, answer: Answer): boolean => {
  const ids = idsOf(question)
  if (ids && Array.isArray(answer)) return answer.every((id) => ids.includes(id))
  if (question && isScale(question) && typeof answer === 'number') {
    const { min, max } = scaleOf(question)
    return answer >= min && answer <= max
  }
  return true
}

/** Whether the main question was asked as it stands in this survey; what only a page knows (moment, language, built-in labels) is taken from it. */
const isSameInstrument = (survey: Survey, { instrument: got }: StoredResponse): boolean => {
  const main = mainOf(survey)
  const own = (main as { readonly labels?: readonly Text[] }).labels?.flatMap(textsOf)
  if (!textsOf(main.text).includes(got.texts[main.id] ?? '')) return false
  if (own && !got.labels.every((label) => label === '' || own.includes(label))) return false
  const at = got.trigger.indexOf(':')
  // Which of its triggers it was is the moment's affair.
  const moment = { type: got.trigger.slice(0, at), name: got.trigger.slice(at + 1) } as StoredResponse['moment']
  const trigger = { on: 'returning', delaySeconds: got.delaySeconds } as const
  return instrument(survey, trigger, moment, got, shortHash).fingerprint === got.fingerprint
}

/** What of a response does not fit a survey in one of its forms. */
const against = (survey: Survey, response: StoredResponse): readonly Flag[] => {
  const keys = answersOf(survey.questions)
  const wrong = Object.entries(response.answers).flatMap(([at, answer]): Flag[] => {
    const question = survey.questions.find(({ id }) => id === at.split('.')[0])
    if (!question) return [{ code: 'unknown-question', at }]
    return keys.includes(at) && fits(question, answer) ? [] : [{ code: 'unknown-option', at }]
  })
  return isSameInstrument(survey, response) ? wrong : [...wrong, { code: 'other-instrument' }]
}

/** The ways a survey is asked in: the variant that was drawn, else its own. */
const asked = (survey: Survey, { variant }: StoredResponse): Survey => {
  const drawn = survey.variants?.find(({ id }) => id === variant)
  return { ...survey, questions: drawn?.questions ?? survey.questions }
}

/** Holds a response against every form in which visitors had the version it names: what fits one of them is right. */
export const flagsOf = (forms: readonly Survey[], response: StoredResponse): readonly Flag[] => {
  const found = forms.map((survey) => {
    try {
      return against(asked(survey, response), response)
    } catch {
      // A survey with mistakes, out of a file: nobody was asked by it, and nothing can be held against it.
      return []
    }
  })
  const [first, ...others] = found
  if (first === undefined) return [{ code: 'unknown-version' }]
  return others.reduce((least, flags) => (flags.length < least.length ? flags : least), first)
}

/** Says what does not fit of the responses of a batch that came in, by what their project has published now. */
type Judge = (project: string) => Promise<(response: StoredResponse) => Promise<readonly Flag[]>>

/** More are not kept in memory; they are read again. */
const MOST_KEPT = 500

const createJudge = (store: Pick<Store, 'surveys'>, source: ConfigSource): Judge => {
  /** Forms by project, survey and version; those that are known to be there. */
  const kept = new Map<string, readonly Survey[]>()
  /** Of a file: those whose forms are noted already. */
  const noted = new Set<string>()
  /** Projects of which nothing is known: their pages have their configuration from elsewhere. */
  const strangers = new Set<string>()
  /** Of surveys as they are now: a hash is not made for every answer. */
  const present = new WeakMap<Survey, KnownSurvey>()
  let stamp = ''

  const formsOf = async (project: string, survey: string, version: string): Promise<readonly Survey[]> => {
    const key = `${project} ${survey} ${version}`
    const known = kept.get(key)
    if (known) return known
    const forms = (await store.surveys.known(project, survey, version)).map(({ content }) => JSON.parse(content) as Survey)
    if (forms.length > 0) {
      if (kept.size >= MOST_KEPT) kept.clear()
      kept.set(key, forms)
    }
    return forms
  }

  const judge = async (project: string, current: Current | null, response: StoredResponse): Promise<readonly Flag[]> => {
    // They are told nothing, and cost nothing.
    if (current === null && strangers.has(project)) return []
    const version = versionOf(response.surveyVersion)
    const survey = surveyIn(current, response.survey)
    const isPresent = survey !== undefined && versionOf(survey.version) === version
    if (isPresent) {
      const known = present.get(survey) ?? knownOf(survey)
      present.set(survey, known)
      const key = `${project} ${known.survey} ${known.hash}`
      // A file is changed behind our back: what visitors had of it is noted when it is answered.
      if (current?.version === null && !noted.has(key)) {
        await store.surveys.know(project, [known])
        if (noted.size >= MOST_KEPT) noted.clear()
        noted.add(key)
      }
      const flags = flagsOf([survey], response)
      if (flags.length === 0) return flags
    }
    const forms = await formsOf(project, response.survey, version)
    if (forms.length === 0 && current === null && !(await store.surveys.knowsAny(project))) {
      if (strangers.size >= MOST_KEPT) strangers.clear()
      strangers.add(project)
      return []
    }
    return flagsOf(isPresent ? [survey, ...forms] : forms, response)
  }

  return async (project) => {
    const current = await source.current(project)
    const now = source.stamp()
    if (stamp !== now) {
      stamp = now
      kept.clear()
      strangers.clear()
    }
    return (response) => judge(project, current, response)
  }
}

/** The items of a batch, each with what does not fit the survey it names. An answer is never lost to a judgement that fails. */
export const createFlagging = (
  store: Pick<Store, 'surveys'>,
  source: ConfigSource,
  log: (message: string, cause?: unknown) => void,
): ((project: string, items: readonly StoreItem[]) => Promise<StoreItem[]>) => {
  const judge = createJudge(store, source)
  return async (project, items) => {
    let flagsIn: Awaited<ReturnType<Judge>> | undefined
    const flagged: StoreItem[] = []
    for (const item of items)
      try {
        if (item.type === 'response') {
          flagsIn ??= await judge(project)
          const flags = await flagsIn(item.response)
          flagged.push(flags.length > 0 ? { ...item, response: { ...item.response, flags } } : item)
        } else flagged.push(item)
      } catch (cause) {
        if (isUnavailable(cause)) throw cause
        log('A response could not be held against its survey', cause)
        flagged.push(item)
      }
    return flagged
  }
}
