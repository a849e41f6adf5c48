import type { ResponseEvent } from '../../survey/wire'
import type { Adapter } from './adapter'
import { answersOf, flat, revisionOf } from './answers'

const KINDS = ['survey shown', 'survey sent', 'survey dismissed'] as const
type Kind = (typeof KINDS)[number]

/**
 * A response's own UUIDv7 with the kind of event and the revision in place of its counter: the same event has the same id at every attempt,
 * which is how PostHog tells a repetition, and what makes it unique stays.
 */
const uuidOf = (response: string, kind: Kind, revision: number) =>
  response.slice(0, 15) + ((KINDS.indexOf(kind) << 10) | (revision & 1023)).toString(16).padStart(3, '0') + response.slice(18)

/** PostHog's survey pages read answers as texts and lists of texts. */
const worded = (value: unknown) => (Array.isArray(value) ? value.map(String) : String(value))

const eventsOf = ({ id, time, data }: ResponseEvent, isFirst: boolean, contact: boolean | undefined) => {
  const { survey, surveyVersion, status, instrument, touchpoint, variant, moment, respondent, context, test, sdk, createdAt } = data
  const [response, revision] = revisionOf(id)
  const answers = answersOf(data, contact).map(([key, answer]) => [key, worded(answer)] as const)
  const given = Object.fromEntries(answers)
  // Its questions by their place in the survey: a message asks nothing.
  const questions = Object.keys(instrument.types ?? {}).filter((question) => !/^(message|action)$/.test(instrument.types?.[question] ?? ''))
  const common = {
    $survey_id: survey,
    $survey_name: survey,
    $survey_submission_id: response,
    $survey_language: instrument.locale,
    // Nobody who is not identified gets a profile.
    $process_person_profile: respondent.kind === 'user',
    $lib: 'peakend',
    $lib_version: sdk,
    survey_version: surveyVersion,
    touchpoint: touchpoint.id,
    variant,
    moment: `${moment.type}:${moment.name}`,
    test,
    ...Object.fromEntries(Object.entries(context).map(([key, value]) => [`context_${key}`, flat(value)])),
  }
  const capture = (event: Kind, revision: number, timestamp: string, properties = {}) => ({
    event,
    uuid: uuidOf(response, event, revision),
    distinct_id: respondent.id,
    timestamp,
    properties: { ...common, ...properties },
  })
  return [
    ...(isFirst ? [capture('survey shown', 0, createdAt)] : []),
    ...(answers[0]
      ? [
          capture('survey sent', revision, time, {
            $survey_completed: status === 'completed',
            $survey_questions: questions.map((question) => ({
              id: question,
              question: instrument.texts[question] ?? question,
              response: given[question] ?? null,
            })),
            ...Object.fromEntries(answers.map(([key, answer]) => [`$survey_response_${key}`, answer])),
            // Also by place, which is how a survey made in PostHog finds them under ids of its own.
            ...Object.fromEntries(
              questions.flatMap((question, i) => (question in given ? [[`$survey_response${i ? `_${i}` : ''}`, given[question]]] : [])),
            ),
          }),
        ]
      : []),
    ...(status === 'dismissed' ? [capture('survey dismissed', 0, time)] : []),
  ]
}

/** Capture events of PostHog, as its own surveys send them, for `https://<region>.i.posthog.com/batch/`. */
export const adapter: Adapter = (batch, { key, contact }) => ({
  api_key: key,
  batch: batch.flatMap(({ event, isFirst }) => eventsOf(event, isFirst, contact)),
})
