import { h, type VNode } from 'preact'
import type { Part, State } from './act'
import { checkPart } from './check'
import { icon } from './icons'
import { momentsPart } from './moments'
import { outboxPart } from './outbox'
import { put } from './put'
import { surveysPart } from './surveys'
import { trialPart } from './trial'
import type { Device, Tab } from './words'

const parts: { readonly [Name in Tab]: (part: Part) => VNode } = {
  surveys: surveysPart,
  moments: momentsPart,
  outbox: outboxPart,
  config: checkPart,
  trial: trialPart,
}
const tabs = Object.keys(parts) as Tab[]

/** A number beside a tab, where there is something to look at, and whether it is something bad. */
const countOf = (tab: Tab, { misses, outbox, mistakes = [] }: State): readonly [count: number, isBad: boolean] => {
  const errors = mistakes.filter(({ severity }) => severity === 'error').length
  if (tab === 'moments') return [misses.length, true]
  if (tab === 'outbox') return [outbox.dead.length || outbox.pending.length, !!outbox.dead[0]]
  return tab === 'config' ? [errors || mistakes.length, errors > 0] : [0, false]
}

const pretended = ({ pretence, now, words }: State): string => {
  const { laterMs, personas, context } = pretence ?? {}
  const date = new Intl.DateTimeFormat(words.lang === 'en' ? 'en-GB' : words.lang, { dateStyle: 'long' })
  const all = [
    laterMs ? date.format(now + laterMs) : '',
    personas ? personas.join(', ') || words.noPersonas : '',
    context?.['device'] ? words.devices[context['device'] as Device] : '',
  ].filter((text) => text)
  return all.join(' · ') || words.trials
}

const summaryOf = ({ views, words }: State) =>
  put(words.summary, { may: views.filter(({ standing }) => /^(may|waits|open|busy)$/.test(standing)).length, all: views.length })

/** A pill in the corner. */
export const pill = ({ state, act }: Part): VNode => (
  <button
    type="button"
    class={state.pretence ? 'pill as-if' : 'pill'}
    lang={state.words.lang}
    aria-label={`${state.words.grow}: ${summaryOf(state)}`}
    onClick={act.grow}
  >
    <b>Peakend</b>
    <span class="soft">{state.pretence ? pretended(state) : summaryOf(state)}</span>
  </button>
)

/** Arrows move between tabs and choose, as each is there at once (ARIA APG, tabs with automatic activation). */
const turn = (event: KeyboardEvent, { state: { tab }, act }: Part) => {
  const by = { ArrowRight: 1, ArrowLeft: -1, Home: -tabs.indexOf(tab), End: -1 - tabs.indexOf(tab) }[event.key]
  if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  const next = tabs.at((tabs.indexOf(tab) + by) % tabs.length) ?? tab
  act.go(next)
  ;((event.currentTarget as Element).querySelector(`#tab-${next}`) as HTMLElement | null)?.focus()
}

/** The open inspector: a head that says whose page this is, tabs, what is pretended, the part that was chosen, and what was just done. */
export const frame = (part: Part): VNode => {
  const { state, act } = part
  const { words, tab, said, byHand, pretence, consent } = state
  const tool = (label: string, name: 'move' | 'shrink' | 'cross', onClick: () => void, id: string) => (
    <button type="button" id={id} aria-label={label} title={label} onClick={onClick}>
      {icon(name)}
    </button>
  )
  return (
    <section aria-label={words.region} lang={words.lang} dir="ltr" translate={false}>
      <header>
        <b>Peakend</b>
        <p>{consent.level === 'none' ? `${summaryOf(state)} · ${words.noConsent}` : summaryOf(state)}</p>
        {tool(words.move, 'move', act.move, 'move')}
        {tool(words.shrink, 'shrink', act.shrink, 'shrink')}
        {tool(words.close, 'cross', act.close, 'close')}
      </header>
      {pretence && (
        <div class="flag">
          <p>{put(words.pretending, { what: pretended(state) })}</p>
          <button type="button" class="do" onClick={act.beReal}>
            {words.backToReality}
          </button>
        </div>
      )}
      <div role="tablist" aria-label={words.tablist} onKeyDown={(event) => turn(event, part)}>
        {tabs.map((name) => {
          const [count, isBad] = countOf(name, state)
          return (
            <button
              type="button"
              role="tab"
              key={name}
              id={`tab-${name}`}
              aria-selected={name === tab}
              aria-controls="panel"
              tabIndex={name === tab ? 0 : -1}
              onClick={() => act.go(name)}
            >
              {words.tabs[name]}
              {count > 0 && <b class={isBad ? 'bad' : ''}>{count}</b>}
            </button>
          )
        })}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard (WCAG 2.1.1). */}
      <div role="tabpanel" id="panel" key={tab} tabIndex={0} aria-labelledby={`tab-${tab}`}>
        {parts[tab](part)}
      </div>
      {byHand && (
        <div class="by-hand">
          <p>{words.copyByHand}</p>
          <textarea readOnly aria-label={words.copyText} value={byHand} />
        </div>
      )}
      <p role="status">{said}</p>
    </section>
  )
}
