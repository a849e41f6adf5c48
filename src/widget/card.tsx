import { Fragment, h, render, type VNode } from 'preact'
import type { Ending, Question, Text } from '../survey/config'
import { dirOf, localise, tagOf } from '../survey/text'
import type { Answer, Durability } from '../survey/wire'
import { createHost } from './host'
import { icon, tick } from './icons'
import { rove } from './keys'
import { watchPresence } from './presence'
import { put } from './put'
import { lookAway } from './questions/look-away'
import { openType } from './questions/table'
import { createRoute, isAnswered, questionOf } from './route'
import type { Card, CardOptions, CloseReason, QuestionProps, TypeInstance, Wrong } from './types'
import type { Extra } from './words/extra'

/** A chosen point is looked at for a moment before a pointer choice moves on, milliseconds. */
const LINGER_MS = 240

/** Without what every object inherits: a question may be called `constructor`. */
const bare = () => Object.create(null)

/** Asks one survey: draws the card, walks the visitor through it, thanks after the commit. Everything it starts ends with it. */
export const createCard = (options: CardOptions): Card => {
  let { words, locales, extra } = options
  const { survey, fill } = options
  const answers: Record<string, Answer | undefined> = Object.assign(bare(), options.answers)
  const { visited, next, length, snapshot } = createRoute(survey, options.holds, answers)
  /** Texts not sent yet, by question and part. */
  const typed: Record<string, string> = bare()
  /** What a type keeps of its own, by question. */
  const instances: Record<string, TypeInstance> = bare()
  let question: Question
  let id: string
  let isFree: boolean
  /** 1, or -1 where the question is read from right to left. */
  let forward: number
  /** The thanks, once it is over. */
  let ended: (Partial<Ending> & { readonly note: string | undefined }) | undefined
  let wrong: Wrong | undefined
  /** Spoken politely; `{{question}}` is the heading. */
  let said = ''
  /** Something was chosen since the last commit. */
  let isUnsaved = false
  /** Counts commits and steps: a commit that was overtaken moves nothing. */
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let leaving: ReturnType<typeof setTimeout> | undefined
  let isTouched = false
  let isWhole = false
  let isSmall = false
  let isGone = false
  let cameFrom: HTMLElement | undefined
  /** What is behind “⋯”, while it is open. */
  let more: (() => VNode) | undefined

  const say = (text: Text) => fill(localise(text, locales), snapshot())
  const button = (label: string, onClick: () => void, className: string) => (
    <button type="button" part={/go|next/.test(className) ? 'button button-main' : 'button'} class={className} onClick={onClick}>
      {label}
    </button>
  )
  /** A sentence of ours beside what the team wrote, perhaps in another language. */
  const our = (text: string | undefined) =>
    text && (
      <span lang={words.lang} dir={dirOf(words.lang)}>
        {text}
      </span>
    )
  const keyOf = (part?: string) => (part ? `${id}.${part}` : id)
  const givenFor = (key: string) => typed[key] ?? answers[key]
  const instance = () => (instances[id] ??= openType(question, options.types))
  /** What was typed, as the type of its question reads it. */
  const read = (key: string): Answer | undefined => {
    const [question = '', part] = key.split('.')
    const text = typed[key] as string
    const { read } = instances[question] as TypeInstance // it was typed there
    return read ? read(text, part) : text
  }
  const props = (): QuestionProps => ({
    question,
    value: givenFor(id),
    get: (part) => givenFor(keyOf(part)),
    words,
    extra: extra as Extra, // there wherever a type needs it
    text: say,
    choose,
    keep: (value, part) => answer(keyOf(part), value),
    type,
    draw,
    announce(text) {
      said = text
      draw()
    },
    seed: `${options.seed}${id}`,
    lookAway,
    alert: wrong ? (
      // A node of its own each time: an alert speaks when it comes, not when it stays.
      <p id="e" role="alert" key={turn}>
        {our(wrong.message)}
      </p>
    ) : (
      false
    ),
    wrong: wrong?.part,
    isFree,
    drawings: options.drawings,
  })

  /** Renders from the top. */
  const paint = () => {
    id = visited.at(-1) as string // never empty
    question = survey.questions.find((question) => question.id === id) as Question // ids were checked with the configuration
    const { type } = question
    const isTold = /^(action|message)$/.test(type)
    // A follow-up is never forced: the score counts already.
    isFree = isTold || type === 'text' || !!question.optional || visited.length > 1
    const isGiven = isAnswered(id, { ...answers, ...typed })
    const { text } = ended ?? question
    const title = text ? say(text) : words.thanks
    // The language of the question, which the card follows: a scale rises the way it is read.
    const tag = tagOf(text ?? question.text, locales)
    const dir = dirOf(tag)
    forward = dir === 'rtl' ? -1 : 1
    const help = !ended && question.help && say(question.help)
    const note = ended
      ? ended.note
      : type === 'text' && (question.format ?? type) === type
        ? words.commentHelp
        : isFree && !isTold && words.optional
    const max = length()
    render(
      <section
        part="card"
        class={isSmall ? 'small' : isWhole ? '' : 'first'}
        aria-label={words.region}
        lang={words.lang}
        dir={dir}
        translate={false}
      >
        {isSmall ? (
          button(words.reopen, minimise, '')
        ) : (
          <>
            <button type="button" part="close" class="x" aria-label={words.close} onClick={close}>
              ×
            </button>
            {options.more && (
              <button type="button" class="x o" aria-label={words.more} aria-expanded={!!more} onClick={toggle}>
                ⋯
              </button>
            )}
            {more?.()}
            <div key={ended ? 0 : visited.length} lang={tag}>
              {!ended && max > 1 && survey.progress !== false && <p class="n">{our(put(words.progress, { n: visited.length, max }))}</p>}
              {ended ? icon(tick) : question.intro && <p>{say(question.intro)}</p>}
              <h2 part="question" id="q" tabIndex={-1}>
                {text ? title : our(title)}
              </h2>
              {(help || note) && (
                <p part="help" id="d">
                  {help && `${help} `}
                  {our(note || '')}
                </p>
              )}
              {/* The link of an ending is drawn as a message’s, which is fetched for it. */}
              {!ended
                ? instance().draw(props() as never)
                : ended.link
                  ? openType({ type: 'message' } as Question, options.types).draw({ ...props(), question: ended } as never)
                  : props().alert}
              <footer lang={words.lang}>
                {(ended || visited[1]) && button(words.back, back, 'back')}
                {!ended && isFree && !isTold && !isGiven && button(words.skip, skip, '')}
                {!ended && button('end' in next() ? words.send : words.next, go, isGiven || type === 'message' ? 'go' : 'next')}
              </footer>
            </div>
          </>
        )}
        <p role="status">{put(said, { question: title })}</p>
      </section>,
      box,
    )
    rove(root, forward)
  }

  /** A configuration that draws what cannot be drawn, or leads nowhere, ends its card: it throws nothing into the page, and what was answered is committed. */
  const giveUp = (error: unknown) => {
    remove('hidden')
    options.failed(error)
  }
  const draw = () => {
    try {
      paint()
    } catch (error) {
      giveUp(error)
    }
  }

  const unfold = async () => {
    const chunk = await options.more?.().catch(() => undefined)
    if (!chunk) return
    const panel = chunk.more(h)
    more = () => panel({ ...chunk.behind, menu: chunk.menu, draw, later, never, minimise: canShrink ? minimise : undefined })
    draw()
  }
  const toggle = () => {
    if (!more) return void unfold()
    more = undefined
    draw()
  }
  const later = () => remove('snoozed')
  const never = () => remove('never')
  const minimise = () => {
    isSmall = !isSmall
    more = undefined
    draw()
    // The visitor pressed what is gone now.
    root.querySelector<HTMLElement>(isSmall ? 'button' : 'h2')?.focus()
  }

  /** After a step. Focus that was in the card goes to the new heading, which is then read out; otherwise it is announced. */
  const arrive = () => {
    const isInside = root.activeElement
    const note = ended?.note ?? ''
    turn++
    wrong = more = undefined
    said = isInside ? note : `{{question}} ${note}`
    draw()
    if (isInside) root.getElementById('q')?.focus()
  }
  const fail = (what: Wrong) => {
    turn++
    wrong = what
    draw()
    root.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }
  const tryToCommit = async (moves: boolean, lingers?: boolean) => {
    const mine = ++turn
    const to = next()
    const completes = moves && 'end' in to
    let durability: Durability | undefined
    wrong = undefined
    draw()
    clearTimeout(timer)
    const lingered = lingers && new Promise((resolve) => (timer = setTimeout(resolve, LINGER_MS)))
    try {
      if (completes || isUnsaved) durability = await options.save(snapshot(), completes ? 'completed' : 'answered')
      await lingered
    } catch {
      if (mine === turn) fail({ message: words.errorSave })
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
  const commit = (moves: boolean, lingers?: boolean) => tryToCommit(moves, lingers).catch(giveUp)
  const answer = (key: string, value: Answer | undefined) => {
    isUnsaved = true
    answers[key] = value
    delete typed[key]
  }
  const choose: QuestionProps['choose'] = (value, byPointer, part) => {
    answer(keyOf(part), value)
    return commit(byPointer, byPointer)
  }
  const type: QuestionProps['type'] = (value, part) => {
    typed[keyOf(part)] = value
    const drafts = Object.fromEntries(Object.keys(typed).map((key) => [key, read(key)]))
    options.draft(snapshot({ ...answers, ...drafts }))
    draw()
  }
  const go = () => {
    const problem = instance().check?.(props() as never)
    if (problem) return fail(problem)
    for (const key of Object.keys(typed)) {
      const value = read(key)
      if (questionOf(key) === id) answer(key, typeof value === 'string' ? value.trim() || undefined : value)
    }
    if (isFree || isAnswered(id, answers)) commit(true)
    else fail({ message: words.errorChoose })
  }
  const skip = () => {
    answer(id, undefined)
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
    clearTimeout(leaving)
    detach()
    root.host.remove()
    visibleMs()
    if (isInside) cameFrom?.focus({ preventScroll: true })
    options.closed(why)
  }
  const close = () => remove(ended ? 'completed' : Object.keys(snapshot())[0] ? 'left' : 'dismissed')

  /** The sheet shows all of itself: not before a press is over, or what is pressed would move away under the finger. */
  const expand = () => {
    if (isWhole) return
    isWhole = true
    draw()
  }
  const hear = (event: Event) => {
    const { key, target, type, relatedTarget, isComposing } = event as KeyboardEvent & FocusEvent
    isTouched = true
    clearTimeout(leaving)
    if (type === 'keydown') expand()
    if (relatedTarget && !root.contains(relatedTarget as Node)) cameFrom = relatedTarget as HTMLElement
    rove(root, forward, type === 'keydown' ? (event as KeyboardEvent) : undefined)
    if (!key) return
    // What is typed here is none of the page's shortcuts.
    event.stopPropagation()
    if (type !== 'keydown' || isComposing) return
    if (key === 'Escape') close()
    if (key === 'Enter' && target instanceof HTMLInputElement) go()
  }
  const { root, box, attach } = createHost(options, close)
  const canShrink = !options.target && !options.layout?.dialog
  let detach = () => {}
  let visibleMs = () => 0
  for (const name of ['keydown', 'keyup', 'keypress', 'focusin', 'pointerdown']) root.addEventListener(name, hear)

  root.addEventListener(
    'click',
    (event) => {
      expand()
      // The second click of a double-click would fall on the next question.
      if ((event as MouseEvent).detail > 1) event.stopPropagation()
    },
    true,
  )

  // Nobody has seen it: whoever makes it hears that it cannot be drawn.
  paint()
  return {
    attach() {
      detach = attach()
      // A dialog takes the focus by itself: that is no touch.
      isTouched = false
      if (survey.closeAfterSeconds) {
        leaving = setTimeout(remove, survey.closeAfterSeconds * 1000, 'hidden')
        root.addEventListener('pointerover', () => clearTimeout(leaving))
      }
      const seen = () => {
        said = words.shown
        draw()
        options.seen()
      }
      try {
        visibleMs = watchPresence(box.firstElementChild as Element, seen) // just drawn
      } catch {
        // The page's observers throw: the card asks all the same, and nobody claims that it was looked at.
      }
    },
    hide: (why = 'hidden') => remove(why),
    untouched: () => !isTouched,
    visibleMs: () => visibleMs(),
    isThere: () => root.isConnected,
    update: (change) => {
      words = change?.words ?? words
      extra = change?.extra ?? extra
      locales = change?.locales ?? locales
      draw()
      // Its words are of the other language.
      if (more) unfold()
    },
  }
}
