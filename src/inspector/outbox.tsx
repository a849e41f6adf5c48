import { Fragment, h, type VNode } from 'preact'
import type { Part, State } from './act'
import { short } from './cut'
import { eventList } from './moments'
import { put } from './put'
import type { Waiting } from './types'
import type { Words } from './words'

const dateTime = (at: number, { lang }: Words) =>
  new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { dateStyle: 'medium', timeStyle: 'short' }).format(at)

const visitor = ({ consent, visit, respondent, endpoint, words }: State) => (
  <dl>
    <dt>{words.consent}</dt>
    <dd>
      <b>{consent.level}</b>
      {`, ${put(words.origins[consent.origin], { date: consent.refusedAt ? dateTime(consent.refusedAt, words) : '' })}`}
    </dd>
    <dt>{words.visit}</dt>
    <dd>{visit}</dd>
    <dt>{words.respondent}</dt>
    <dd>
      {respondent.id ? <code>{short(respondent.id)}</code> : words.noRespondent}
      {respondent.isKnown && `, ${words.identified}`}
    </dd>
    <dt>{words.endpoint}</dt>
    <dd>{endpoint ? <code>{endpoint}</code> : words.noEndpoint}</dd>
  </dl>
)

const record = ({ id, type, revision, createdAt, data, dead }: Waiting, words: Words) => (
  <li key={id} data-record={id}>
    <time dateTime={new Date(createdAt).toISOString()}>{dateTime(createdAt, words)}</time>
    <div>
      <b>{data?.survey ?? type}</b>{' '}
      <span class="soft">{[data?.status, put(words.revision, { revision })].filter((text) => text).join(', ')}</span>
      {data?.test && <span class="tag">{words.trial}</span>}
    </div>
    {Object.entries(dead ?? {}).map(([endpoint, problem]) => (
      <div key={endpoint}>
        <code>{endpoint}</code> <b class="no">{`${problem.status} ${problem.title}`}</b>
        {problem.detail && ` ${problem.detail}`}
        {problem.errors?.map(({ path, expected, got }) => (
          <div class="mono soft" key={path} lang="en">
            {`${path}: expected ${expected}, got ${got}`}
          </div>
        ))}
        {isPlain(problem.type) && (
          <div>
            <a href={problem.type} target="_blank" rel="noopener noreferrer">
              {words.aboutProblem}
            </a>
          </div>
        )}
      </div>
    ))}
  </li>
)

const shown = ({ outbox, words }: State) =>
  outbox.shown[0] ? (
    <ol class="events rows">
      {[...outbox.shown].reverse().map(({ id, s, c, t, o }) => (
        <li key={id}>
          <time dateTime={new Date(t).toISOString()}>{dateTime(t, words)}</time>
          <div>
            <b>{s}</b> <span class="soft">{words.shownOutcomes[o ?? 'open']}</span>
            {!c && <span class="tag">{words.uncounted}</span>}
          </div>
        </li>
      ))}
    </ol>
  ) : (
    <p class="soft">{words.noShown}</p>
  )

/** An address that a reply may lead a developer to: a site named outright, in characters that look like what they are. */
const isPlain = (address: string) => /^https?:\/\/[\w.-]+(:\d+)?(\/[!-~]*)?$/i.test(address)

/** What becomes of answers: what waits, what was refused, whom it asked; and who this visitor is. */
export const outboxPart = ({ state, act }: Part): VNode => {
  const { outbox, journal, words } = state
  const deliveries = journal.filter(({ type }) => /^(delivered|loss|error)$/.test(type))
  return (
    <Fragment>
      <h2>{words.visitor}</h2>
      {visitor(state)}
      <h2>{words.pending}</h2>
      {outbox.pending[0] ? (
        <Fragment>
          <p class="soft">{words.pendingWhy}</p>
          <ul class="events rows">{outbox.pending.map((each) => record(each, words))}</ul>
        </Fragment>
      ) : (
        <p class="soft">{words.noPending}</p>
      )}
      {outbox.dead[0] && (
        <Fragment>
          <h2>{words.dead}</h2>
          <p class="soft">{words.deadWhy}</p>
          <ul class="events rows">{outbox.dead.map((each) => record(each, words))}</ul>
          <div class="row">
            <button type="button" class="do" onClick={act.retry}>
              {words.tryAgain}
            </button>
          </div>
        </Fragment>
      )}
      {deliveries[0] && (
        <Fragment>
          <h2>{words.delivery}</h2>
          {eventList(deliveries, words)}
        </Fragment>
      )}
      <h2>{words.shownLog}</h2>
      {shown(state)}
      <h2>{words.bugReport}</h2>
      <p class="soft">{words.bugReportWhy}</p>
      <div class="row">
        <button type="button" class="do" onClick={act.copyReport}>
          {words.copyReport}
        </button>
      </div>
    </Fragment>
  )
}
