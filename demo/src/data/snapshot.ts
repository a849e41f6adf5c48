/** A showing as the SDK puts it on the wire (src/chunks/snapshot.ts, which needs a page): the same instrument, and no more than `send` names. */
import { asVariant } from '../../../src/gates/variant'
import type { Lookup } from '../../../src/survey/condition'
import type { Config, Survey, Text, Trigger } from '../../../src/survey/config'
import { shortHash } from '../../../src/survey/hash'
import { type AnyQuestion, instrument, mainOf, textsOf } from '../../../src/survey/instrument'
import { isScale } from '../../../src/survey/scale'
import { fill, languages, localise, tagOf } from '../../../src/survey/text'
import type { ConsentLevel, MomentRef, ResponseData } from '../../../src/survey/wire'
import { labelsOf } from '../../../src/widget/labels'
import { words as english } from '../../../src/widget/words/words-en'
import { words as french } from '../../../src/widget/words/words-fr'

/** What is known when a question is shown. */
export interface Standing {
  readonly survey: Survey
  /** Id of the variant it is asked as. */
  readonly variant: string | undefined
  readonly trigger: Trigger
  readonly moment: MomentRef
  readonly page: string
  readonly lookup: Lookup
  readonly respondent: ResponseData['respondent']
  readonly consent: ConsentLevel
  readonly language: string
  readonly at: number
}
export interface SnapshotOptions {
  readonly config: Config
  readonly project: string
  /** Of the SDK that would have sent it. */
  readonly version: string
}

/** As the shop's pages name it (`data-brand`). */
const BRAND = 'Maison Lumen'

const touchpointOf = ({ touchpoint }: Survey, { touchpoints = [] }: Config) => {
  const found = typeof touchpoint === 'string' ? touchpoints.find(({ id }) => id === touchpoint) : touchpoint
  if (!found) throw new Error(`expected the touchpoint ${touchpoint} in the configuration, got none`)
  const { id, stage, category, channel = 'web' } = found
  return { id, stage, category, channel }
}
const pick = (from: Readonly<Record<string, unknown>>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)))

/** The survey as it asks this person, and revision 1 of their response. */
export const snapshot = (standing: Standing, { config, project, version }: SnapshotOptions): readonly [Survey, ResponseData] => {
  const { trigger, moment, page, lookup, respondent, consent, language, at } = standing
  const variant = standing.survey.variants?.find(({ id }) => id === standing.variant)
  const survey = asVariant(standing.survey, variant)
  const { send = [], personas = [] } = config
  const locales = languages(language)
  const say = (text: Text) =>
    fill(localise(text, locales), (kind, _, written) => (kind === 'brand' ? BRAND : kind === 'facts' ? undefined : written))
  const main = mainOf(survey)
  const words = language === 'fr' ? french : english
  const tag = tagOf(main.text, locales)
  const sent: MomentRef = { type: moment.type, name: moment.name, props: pick(moment.props ?? {}, send) }
  const traits = Object.fromEntries(send.map((key) => [key, lookup('trait', key)]).filter(([, value]) => value != null))
  const data: ResponseData = {
    project,
    survey: survey.id,
    surveyVersion: survey.version ?? null,
    wave: survey.wave ?? 1,
    instrument: instrument(
      survey,
      trigger,
      sent,
      {
        texts: textsOf(survey, say),
        labels: isScale(main) ? labelsOf(main, words, say) : ((main as AnyQuestion).labels ?? []).map(say),
        locale: typeof main.text === 'string' ? (tag.split('-')[0] ?? tag) : tag,
        translated: false,
      },
      shortHash,
    ),
    touchpoint: touchpointOf(survey, config),
    personas: personas.filter(({ id }) => lookup('persona', id)).map(({ id }) => id),
    variant: variant?.id ?? null,
    moment: sent,
    status: 'shown',
    answers: {},
    respondent,
    context: { path: page.replace(/[?#].*$/s, ''), device: lookup('context', 'device'), ...traits },
    consent,
    test: false,
    simulated: true,
    sdk: version,
    createdAt: new Date(at).toISOString(),
  }
  return [survey, data]
}
