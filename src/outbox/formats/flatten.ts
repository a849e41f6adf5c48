import type { ResponseEvent } from '../../survey/wire'
import { answersOf, flat, revisionOf } from './answers'

/** One revision as one flat object: a row of a table, or what a no-code tool offers as fields. */
export const flatten = ({ id, time, data }: ResponseEvent, contact: boolean | undefined): Record<string, unknown> => {
  const [response, revision] = revisionOf(id)
  const { project, survey, surveyVersion, touchpoint, variant, status, moment, instrument, personas, respondent, context, consent, test } =
    data
  const prefixed = (prefix: string, entries: Iterable<readonly [string, unknown]>) =>
    Object.fromEntries([...entries].map(([key, value]) => [`${prefix}_${key}`, flat(value)]))
  const answers = answersOf(data, contact)
  return {
    id,
    response,
    revision,
    project,
    survey,
    survey_version: surveyVersion,
    status,
    ...prefixed('answer', answers),
    // What was asked, as it was shown, of each answer that is a question's own.
    ...prefixed(
      'question',
      answers.flatMap(([key]) => (key in instrument.texts ? [[key, instrument.texts[key]] as const] : [])),
    ),
    touchpoint: touchpoint.id,
    stage: touchpoint.stage,
    category: touchpoint.category,
    channel: touchpoint.channel,
    moment: `${moment.type}:${moment.name}`,
    ...prefixed('prop', Object.entries(moment.props ?? {})),
    ...prefixed('context', Object.entries(context)),
    personas: flat(personas),
    variant,
    respondent: respondent.id,
    respondent_kind: respondent.kind,
    locale: instrument.locale,
    consent,
    test,
    created_at: data.createdAt,
    updated_at: time,
  }
}
