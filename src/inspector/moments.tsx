import { Fragment, h, type VNode } from 'preact'
import type { Part, State } from './act'
import { icon } from './icons'
import type { Entry } from './journal'
import { put } from './put'
import type { Outcome, Words } from './words'

/** The time of day to the second, as a clock on the wall has it. */
const clock = (at: number, { lang }: Words) => new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { timeStyle: 'medium' }).format(at)

/** Lines of what happened, newest first. */
export const eventList = (entries: readonly Entry[], words: Words): VNode => (
  <ol class="events rows">{[...entries].reverse().map((entry) => eventItem(entry, words))}</ol>
)
const eventItem = ({ n, at, type, name, detail, calls }: Entry, words: Words) => (
  <li key={n} data-type={type}>
    <time dateTime={new Date(at).toISOString()}>{clock(at, words)}</time>
    <div>
      <span class="kind">{calls ? type : words.outcomes[type as Outcome]}</span>
      <b>{name}</b>
    </div>
    {detail && (
      <div class={calls ? 'soft mono' : 'soft'} lang={type === 'suppressed' || type === 'error' ? 'en' : undefined}>
        {detail}
      </div>
    )}
    {calls && (calls[0] || type === 'event') && (
      <div class="soft">
        {calls[0] ? `${words.callsFor} ` : words.callsForNone}
        {calls.map((id) => (
          <span class="tag" key={id}>
            {id}
          </span>
        ))}
      </div>
    )}
  </li>
)

const waitedFor = ({ unseen, misses, hasEvents, words }: State) =>
  hasEvents && (
    <Fragment>
      <h2>{words.neverSeen}</h2>
      {unseen[0] ? (
        <ul class="rows unseen">
          {unseen.map(([name, surveys]) => {
            const miss = misses.find(({ configured }) => configured === name)
            return (
              <li key={name} data-event={name}>
                <b>{name}</b> <span class="soft">{put(words.waitsFor, { surveys: surveys.join(', ') })}</span>
                {miss && (
                  <p class="miss">
                    <span class="waits">{icon('broken')}</span>
                    <span>
                      <b>{put(words.didYouMean, { seen: miss.seen })}</b> {words.differences[miss.by]}
                    </span>
                  </p>
                )}
              </li>
            )
          })}
        </ul>
      ) : (
        <p>{words.allSeen}</p>
      )}
    </Fragment>
  )

/** What is told of answers and their way is in the outbox. */
const ofOutbox = /^(delivered|loss|error)$/

/** What happens, whom it calls for, and what is waited for in vain. */
export const momentsPart = ({ state, act }: Part): VNode => {
  const { journal, words } = state
  const entries = journal.filter(({ type }) => !ofOutbox.test(type))
  return (
    <Fragment>
      {waitedFor(state)}
      <h2>{words.happened}</h2>
      {entries[0] ? eventList(entries, words) : <p class="soft">{words.nothingYet}</p>}
      <h2>{words.record}</h2>
      <p class="soft">{words.recordWhy}</p>
      <div class="row">
        <button type="button" class="do" onClick={act.copyVisit}>
          {words.copyVisit}
        </button>
        <button type="button" class="do" onClick={act.saveVisit}>
          {words.saveVisit}
        </button>
      </div>
    </Fragment>
  )
}
