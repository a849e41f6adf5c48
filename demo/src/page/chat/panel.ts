/** The chat of the help pages: a scripted assistant that says it is one. A conversation outlives page loads, and ends once. */
import { byId, element, kept, language, words } from '../dom'
import { asChatwoot } from './as-chatwoot'
import { begin, type Conversation, endNow, reply, type Said } from './conversation'

type Kept = Conversation & { readonly isOpen: boolean }
const KEY = 'shop-chat'

/** Random, and of no use to anybody but to tell two conversations apart. */
const newId = (): string => `chat-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`

/** The elements of the panel, empty; `draw` says what is in them. */
const build = (panel: HTMLElement) => {
  const parts = {
    title: element('h2'),
    end: element('button', { type: 'button', class: 'link' }),
    away: element('button', { type: 'button', class: 'icon' }, '\u2013'),
    log: element('div', { role: 'log', class: 'chat-log', tabindex: '0' }),
    quick: element('div', { class: 'chat-quick', role: 'group' }),
    label: element('label', { class: 'hidden', for: 'chat-text' }),
    input: element('input', { id: 'chat-text', name: 'text', autocomplete: 'off', maxlength: '500' }),
    send: element('button', { class: 'button' }),
    ended: element('p'),
    close: element('button', { type: 'button', class: 'button' }),
    again: element('button', { type: 'button', class: 'link' }),
  }
  const { title, end, away, log, quick, label, input, send, ended, close, again } = parts
  const form = element('form', { class: 'chat-form' }, label, input, send)
  const over = element('div', { class: 'chat-over' }, ended, close, again)
  panel.append(element('header', {}, title, end, away), log, quick, form, over)
  return { ...parts, form, over }
}
type Parts = ReturnType<typeof build>

const name = (panel: HTMLElement, { title, end, away, log, quick, label, input, send, ended, close, again }: Parts): void => {
  const { chat } = words()
  title.textContent = chat.title
  panel.setAttribute('aria-label', chat.title)
  log.setAttribute('aria-label', chat.log)
  quick.setAttribute('aria-label', chat.quick)
  away.setAttribute('aria-label', chat.minimise)
  label.textContent = input.placeholder = chat.label
  send.textContent = chat.send
  end.textContent = chat.end
  ended.textContent = chat.ended
  close.textContent = chat.close
  again.textContent = chat.again
}

/** For connectors: this chat speaks as one that they know. */
const fire = (type: string, detail?: object) => void dispatchEvent(new CustomEvent(`chatwoot:${type}`, { detail }))
const tell = ({ id, said }: Conversation, before: readonly Said[]) => {
  for (const message of asChatwoot(id, said.slice(before.length), !before[0])) fire('on-message', message)
}

const bubble = ({ from, text }: Said): HTMLElement => {
  const { chat } = words()
  return element('p', { class: `said ${from}` }, element('b', {}, chat[from]), ' ', element('span', {}, text))
}

export const startChat = (): void => {
  const panel = byId('chat')
  if (!panel) return
  const parts = build(panel)
  const { log, quick, input, form, over } = parts
  let talk = kept.get(KEY) as Kept | null
  /** What the log shows already. */
  let drawn = 0

  const keep = (next: Kept | null) => {
    talk = next
    kept.set(KEY, next)
  }
  const draw = () => {
    // Only help pages have what opens it.
    const openers = document.querySelectorAll('[data-chat]')
    panel.hidden = !(talk?.isOpen && openers[0])
    for (const opener of openers) opener.setAttribute('aria-expanded', String(!panel.hidden))
    if (!talk || panel.hidden) return
    const { turn, said } = talk
    // Only what is new is added, so that only that is read out.
    log.append(...said.slice(drawn).map(bubble))
    drawn = said.length
    log.scrollTop = log.scrollHeight
    quick.replaceChildren(...turn.quick.map((text) => element('button', { type: 'button', click: () => say(text) }, text)))
    form.hidden = quick.hidden = parts.end.hidden = turn.ended
    over.hidden = !turn.ended
  }
  const finish = (next: Kept) => {
    keep(next)
    draw()
    // Nobody types any more, and the next thing to do has the focus.
    parts.close.focus()
    fire('closed')
  }
  const say = (text: string) => {
    if (!talk) return
    const next = { ...talk, ...reply(talk, text, language()) }
    tell(next, talk.said)
    if (next.turn.ended) return finish(next)
    keep(next)
    draw()
    input.focus()
  }
  const open = (isNew: boolean) => {
    if (isNew || !talk || talk.turn.ended) {
      log.replaceChildren()
      drawn = 0
      keep({ ...begin(newId(), language()), isOpen: true })
      if (talk) tell(talk, [])
    } else keep({ ...talk, isOpen: true })
    draw()
    input.focus()
  }
  const close = () => {
    if (talk) keep(talk.turn.ended ? null : { ...talk, isOpen: false })
    draw()
    document.querySelector<HTMLElement>('[data-chat]')?.focus()
  }

  parts.away.addEventListener('click', close)
  parts.close.addEventListener('click', close)
  parts.again.addEventListener('click', () => open(true))
  parts.end.addEventListener('click', () => talk && finish({ ...talk, ...endNow(talk) }))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    say(input.value)
    input.value = ''
  })
  panel.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') close()
  })
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('[data-chat]')) open(false)
  })
  addEventListener('shop:page', draw)
  name(panel, parts)
  draw()
}
