import { h, render, type VNode } from 'preact'
import type { Question, Text } from '../survey/config'
import { localise } from '../survey/text'
import type { Answer, Durability } from '../survey/wire'
import { createHost } from './host'
import { icon, tick } from './icons'
import { rove } from './keys'
import { watchPresence } from './presence'
import { put } from './put'
import { drawOf } from './questions'
import { createRoute } from './route'
import type { Card, CardOptions, CloseReason } from './types'

/** A chosen point is looked at for a moment before a pointer choice moves on, milliseconds. */
const LINGER_MS = 240

/** Asks one survey: draws the card, walks the visitor through it, thanks after the commit. Everything it starts ends with it. */
export const createCard = (options: CardOptions): Card => {
  let { words, locales } = options
  const { survey, fill } = options
  const { root, attach } = createHost(options)
  const answers: Record<string, Answer | undefined> = { ...options.resume?.answers }
  const { visited, next, snapshot } = createRoute(survey, options.holds, answers)
  /** Texts not sent yet, by question. */
  const typed: Record<string, string> = {}
  let question: Question
  let id: string
  let isFree: boolean | undefined
  /** 1, or -1 in right-to-left languages. */
  let forward: number
  /** The thanks, once it is over. */
  let ended: { readonly text?: Text; readonly note: string | undefined } | undefined
  let error = ''
  /** Spoken politely; `{{question}}` is the heading. */
  let said = ''
  /** Something was chosen since the last commit. */
  let isUnsaved = false
  /** Counts commits and steps: a commit that was overtaken moves nothing. */
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let isTouched = false
  let isGone = false
  let cameFrom: HTMLElement | undefined
  /** What is behind “⋯”, while it is open. */
  let more: (() => VNode) | undefined

  const say = (text: Text) => fill(localise(text, locales), snapshot())
  const button = (label: string, onClick: () => void, className: string) => (
    <button type="button" class={className} onClick={onClick}>
      {label}
    </button>
  )

  /** Renders from the top. */
  const draw = () => {
    id = visited.at(-1) as string // never empty
    question = survey.questions.find((question) => question.id === id) as Question // ids were checked with the configuration
    forward = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/.test(words.lang) ? -1 : 1
    const isText = question.type === 'text'
    // A follow-up is never forced: the score counts already.
    isFree = isText || question.optional || visited.length > 1
    const value = typed[id] ?? answers[id]
    const { text } = ended ?? question
    const title = text ? say(text) : words.thanks
    const help = ended
      ? ended.note
      : `${question.help ? say(question.help) : ''} ${isText ? words.commentHelp : isFree ? words.optional : ''}`
    render(
      <section aria-label={words.region} lang={words.lang} dir={forward < 0 ? 'rtl' : 'ltr'} translate={false}>
        <button type="button" class="x" aria-label={words.close} onClick={close}>
          ×
        </button>
        {options.more && (
          <button type="button" class="x o" aria-label={words.more} aria-expanded={!!more} onClick={toggle}>
            ⋯
          </button>
        )}
        {more?.()}
        <div key={ended ? 0 : visited.length}>
          {ended ? icon(tick) : question.intro && <p>{say(question.intro)}</p>}
          <h2 id="q" tabIndex={-1}>
            {title}
          </h2>
          {help?.trim() && <p id="d">{help}</p>}
          {!ended && drawOf(question, options.types)({ question, value, words, text: say, choose, type })}
          {error && (
            // A node of its own each time: an alert speaks when it comes, not when it stays.
            <p id="e" role="alert" key={turn}>
              {error}
            </p>
          )}
          <footer>
            {(ended || visited[1]) && button(words.back, back, 'back')}
            {!ended && isFree && value === undefined && button(words.skip, skip, '')}
            {!ended && button('end' in next() ? words.send : words.next, go, value === undefined ? 'next' : 'go')}
          </footer>
        </div>
        <p role="status">{put(said, { question: title })}</p>
      </section>,
      root,
    )
    rove(root, forward)
  }

  const toggle = async () => {
    const of = !more && (await options.more?.().catch(() => {}))
    more = of ? of(h) : undefined
    draw()
  }

  /** After a step. Focus that was in the card goes to the new heading, which is then read out; otherwise it is announced. */
  const arrive = () => {
    const isInside = root.activeElement
    const note = ended?.note ?? ''
    turn++
    error = ''
    said = isInside ? note : `{{question}} ${note}`
    draw()
    if (isInside) root.getElementById('q')?.focus()
  }
  const fail = (message: string) => {
    turn++
    error = message
    draw()
  }
  const commit = async (moves: boolean, lingers?: boolean) => {
    const mine = ++turn
    const to = next()
    const completes = moves && 'end' in to
    let durability: Durability | undefined
    error = ''
    draw()
    clearTimeout(timer)
    const lingered = lingers && new Promise((resolve) => (timer = setTimeout(resolve, LINGER_MS)))
    try {
      if (completes || isUnsaved) durability = await options.save(snapshot(), completes ? 'completed' : 'answered')
      await lingered
    } catch {
      if (mine === turn) fail(words.errorSave)
      return
    }
    if (mine !== turn) return
    isUnsaved = false
    if (!moves) {
      said = words.saved
      return draw()
    }
    if ('question' in to) visited.push(to.question)
    else
      ended = {
        ...survey.endings?.find((ending) => ending.id === to.end),
        note: durability && options.offline() ? words.savedOffline[durability] : '',
      }
    arrive()
  }
  const answer = (value: Answer | undefined) => {
    isUnsaved = true
    answers[id] = value
    delete typed[id]
  }
  const choose = (value: Answer | undefined, byPointer: boolean) => {
    answer(value)
    commit(byPointer, byPointer)
  }
  const type = (value: string) => {
    typed[id] = value
    options.draft(snapshot({ ...answers, ...typed }))
    draw()
  }
  const go = () => {
    const value = typed[id]
    if (value !== undefined) answer(value.trim() || undefined)
    if (isFree || answers[id] !== undefined) commit(true)
    else fail(words.errorChoose)
  }
  const skip = () => {
    answer(undefined)
    commit(true)
  }
  const back = () => {
    if (!ended) visited.pop()
    ended = undefined
    arrive()
  }

  const remove = (why: CloseReason) => {
    if (isGone) return
    isGone = true
    turn++
    clearTimeout(timer)
    const isInside = root.activeElement
    root.host.remove()
    visibleMs()
    if (isInside) cameFrom?.focus({ preventScroll: true })
    options.closed(why)
  }
  const close = () => remove(ended ? 'completed' : Object.keys(snapshot())[0] ? 'left' : 'dismissed')

  const hear = (event: Event) => {
    const { key, target, type, relatedTarget, isComposing } = event as KeyboardEvent & FocusEvent
    isTouched = true
    if (relatedTarget && !root.contains(relatedTarget as Node)) cameFrom = relatedTarget as HTMLElement
    rove(root, forward, type === 'keydown' ? (event as KeyboardEvent) : undefined)
    if (!key) return
    // What is typed here is none of the page's shortcuts.
    event.stopPropagation()
    if (type !== 'keydown' || isComposing) return
    if (key === 'Escape') close()
    if (key === 'Enter' && target instanceof HTMLInputElement) go()
  }
  for (const name of ['keydown', 'keyup', 'keypress', 'focusin', 'pointerdown']) root.addEventListener(name, hear)

  // The second click of a double-click would fall on the next question.
  root.addEventListener('click', (event) => (event as MouseEvent).detail > 1 && event.stopPropagation(), true)

  draw()
  let visibleMs = () => 0
  return {
    attach() {
      attach()
      visibleMs = watchPresence(
        root.firstElementChild as Element, // just drawn
        () => {
          said = words.shown
          draw()
          options.seen()
        },
      )
    },
    hide: (why = 'hidden') => remove(why),
    untouched: () => !isTouched,
    visibleMs: () => visibleMs(),
    isThere: () => root.isConnected,
    update: (change) => {
      words = change?.words ?? words
      locales = change?.locales ?? locales
      draw()
    },
  }
}
