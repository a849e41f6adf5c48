import { Fragment, h, type VNode } from 'preact'
import type { Act, Part, State } from './act'
import { icon } from './icons'
import { put } from './put'
import type { Said, SurveyView } from './survey-view'
import type { Gate } from './types'
import type { Words } from './words'

const spoken = ({ text, isEnglish }: Said, words: Words) => (isEnglish && words.lang !== 'en' ? <span lang="en">{text}</span> : text)
const dateOf = (at: number, { lang }: Words) => new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { dateStyle: 'long' }).format(at)

/** `asked 26/11/2026, 14:02 · days 30`: what was compared. Large numbers are times. */
const valueText = (value: string | number | boolean, { lang }: Words) =>
  typeof value === 'number' && value > 1e11
    ? new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { dateStyle: 'short', timeStyle: 'short' }).format(value)
    : `${value}`
const gateItem = ({ gate, pass, text, values, code }: Gate, words: Words) => (
  <li key={gate}>
    <span class={pass ? 'yes' : 'no'}>{icon(pass ? 'yes' : 'cross')}</span>
    <div class={pass ? 'passed' : ''}>
      <span class="kind mono">{gate}</span>
      {pass ? <span class="hidden">{words.passes} </span> : <b class="no">{`${words.refuses} `}</b>}
      {spoken({ text, isEnglish: true }, words)}
      {!pass && (
        <p class="soft mono">
          {[code, ...Object.entries(values ?? {}).map(([name, value]) => `${name} ${valueText(value, words)}`)].join(' · ')}
        </p>
      )}
    </div>
  </li>
)

const details = ({ id, triggers, rules, waiting, gates }: SurveyView, words: Words, act: Act) => (
  <div class="in">
    {waiting[0] && (
      <div>
        <h3>{words.waiting}</h3>
        {waiting.map((said) => (
          <p key={said.text}>{spoken(said, words)}</p>
        ))}
      </div>
    )}
    <div>
      <h3>{words.triggers}</h3>
      <ul>
        {triggers.map(({ when, conditions }, index) => (
          <li key={when}>
            {index > 0 && `${words.or} `}
            {when}
            {conditions[0] && <span class="soft">{`, ${conditions.join(', ')}`}</span>}
          </li>
        ))}
      </ul>
    </div>
    {rules && (
      <div>
        <h3>{words.frequency}</h3>
        <p>{words.classes[rules.isInteraction ? 'interaction' : 'relationship']}</p>
        <p class="soft">
          {put(words.rules, { every: rules.everyDays, dismissed: rules.afterDismissDays, visit: rules.perVisit })}
          {rules.betweenDays > 0 && `, ${put(words.between, { days: rules.betweenDays })}`}
        </p>
      </div>
    )}
    <div>
      <h3>{words.gates}</h3>
      <ol class="gates">{gates.map((gate) => gateItem(gate, words))}</ol>
    </div>
    <button type="button" class="do" onClick={() => act.show(id)}>
      {words.showNow}
    </button>
  </div>
)

const line = ({ standing, why, more, nextPossible }: SurveyView, words: Words) => (
  <Fragment>
    <b class={standing}>{words.standings[standing]}</b>
    {standing === 'may' || why.text === '' ? ' ' : words.lang === 'fr' ? '\u00a0: ' : ': '}
    {spoken(why, words)}
    {nextPossible && !why.text.includes('next possible') && ` ${put(words.nextPossible, { date: dateOf(nextPossible, words) })}.`}
    {more > 0 && <span class="soft">{` ${put(more === 1 ? words.more.one : words.more.other, { count: more })}`}</span>}
  </Fragment>
)

const row = (view: SurveyView, { words, unfolded }: State, act: Act) => {
  const { id, standing } = view
  const heading = (
    <Fragment>
      <span class={standing}>{icon(standing)}</span>
      <div>
        <div class="id">{id}</div>
        <div>{line(view, words)}</div>
      </div>
    </Fragment>
  )
  return (
    <li key={id} data-survey={id} data-standing={standing}>
      {standing === 'broken' ? (
        <div class="head">{heading}</div>
      ) : (
        <details open={unfolded.has(id)} onToggle={({ currentTarget }) => act.unfold(id, currentTarget.open)}>
          <summary>
            {heading}
            {icon('turn', 'turn')}
          </summary>
          {unfolded.has(id) && details(view, words, act)}
        </details>
      )}
    </li>
  )
}

/** Each survey, where it stands in one line, and every gate of those that are unfolded. */
export const surveysPart = ({ state, act }: Part): VNode => {
  const { views, hasConfig, words } = state
  if (!views[0]) return <p class="soft">{hasConfig ? words.noSurveys : words.noConfig}</p>
  return <ul class="rows">{views.map((view) => row(view, state, act))}</ul>
}
