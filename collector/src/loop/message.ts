import type { Config, Text } from '../../../src/survey/config'
import { languages, localise } from '../../../src/survey/text'
import { isComment } from '../answers'
import { type MeasuredMetric, scaleEnds } from '../metrics'
import { plain } from '../plain'
import { touchpointNameIn } from '../report/journey'
import { slug } from '../results/view'
import type { Alert, Channel, Told } from '../store'
import type { Message } from './message-schema'

/** What a message is made from. */
export interface Subject {
  readonly alert: Alert
  readonly told: Told | null
  readonly config: Config | null
}

const textIn = (text: Text | undefined, language: string): string | null =>
  text === undefined ? null : plain(localise(text, languages(language)))

const measured: readonly string[] = ['nps', 'csat', 'ces', 'rating'] satisfies MeasuredMetric[]
export const maxOf = ({ response: { instrument } }: Told): number | null =>
  measured.includes(instrument.type) ? scaleEnds(instrument.type as MeasuredMetric, instrument.points)[1] : null

const inProject = (project: string): string => (project === 'default' ? '' : `?project=${encodeURIComponent(project)}`)

/** Comments and how to reach somebody stay here unless the channel was told otherwise. */
const responseOf = (alert: Alert, told: Told, { settings }: Channel): NonNullable<Message['data']['response']> => {
  const { response, contact } = told
  const { instrument } = response
  const mayContact = settings.includeContact && contact?.agreed.some(({ answer }) => answer === true)
  return {
    id: response.id,
    revision: response.revision,
    occurredAt: response.occurredAt,
    question: plain(instrument.texts[instrument.question] ?? instrument.question),
    metric: instrument.type,
    score: response.score,
    max: maxOf(told),
    band: alert.band,
    user: settings.includeContact && response.respondent.kind === 'user' ? response.respondent.id : null,
    ...(settings.includeComment && {
      comments: Object.entries(response.answers).flatMap(([question, answer]) =>
        isComment(question, answer, instrument) ? [{ question: plain(instrument.texts[question] ?? question), text: answer }] : [],
      ),
    }),
    ...(mayContact &&
      contact && { contact: Object.fromEntries(Object.entries(contact.answers).map(([key, value]) => [key, String(value)])) }),
  }
}

/** What a channel is told of an alert, as it stands now. */
export const messageOf = ({ alert, told, config }: Subject, channel: Channel, publicUrl: string | null, isUpdate = false): Message => {
  const base = publicUrl ?? channel.base
  const where = inProject(alert.project)
  const { drop } = alert
  return {
    type: isUpdate ? 'alert.updated' : 'alert.opened',
    timestamp: isUpdate ? alert.updatedAt : alert.openedAt,
    data: {
      id: alert.id,
      project: alert.project,
      test: false,
      reasons: [...alert.reasons],
      touchpoint: {
        id: alert.touchpoint,
        name: textIn(touchpointNameIn(config, alert.touchpoint) ?? undefined, channel.settings.language) ?? alert.touchpoint,
      },
      owner: alert.owner,
      survey: alert.survey,
      response: told ? responseOf(alert, told, channel) : null,
      drop: drop && {
        metric: drop.metric,
        rule: drop.rule,
        week: drop.week,
        until: drop.until,
        score: drop.now.score,
        n: drop.now.n,
        before: drop.before.score,
        nBefore: drop.before.n,
        difference: drop.difference,
        interval: [...drop.interval],
        p: drop.p,
      },
      links: {
        inbox: `${base}/inbox/${encodeURIComponent(alert.id)}${where}`,
        results: `${base}/results${where}#${told ? `said-${alert.id}` : `touchpoint-${slug(alert.touchpoint)}`}`,
      },
    },
  }
}

/** What a team sends itself to see whether a channel works. Says that it is a test, and comes from nobody. */
export const testMessage = (channel: Channel, at: string, publicUrl: string | null): Message => {
  const base = publicUrl ?? channel.base
  const where = inProject(channel.project)
  return {
    type: 'alert.test',
    timestamp: at,
    data: {
      id: 'test',
      project: channel.project,
      test: true,
      reasons: ['low'],
      touchpoint: { id: 'test', name: 'Test' },
      owner: null,
      survey: null,
      response: {
        id: 'test',
        revision: 1,
        occurredAt: at,
        question: 'Test',
        metric: 'csat',
        score: 1,
        max: 5,
        band: 'low',
        user: null,
      },
      drop: null,
      links: { inbox: `${base}/inbox${where}`, results: `${base}/results${where}` },
    },
  }
}
