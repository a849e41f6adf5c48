/** The chat of the help pages: a scripted assistant that says it is one. A conversation outlives page loads, and ends once. */
import { answer, type ChatTurn, opening } from '../goods/chat'
import { byId, element, kept, language, words } from './dom'
import { peakend } from './peakend'

interface Said {
  readonly from: 'bot' | 'team' | 'you'
  readonly text: string
}
interface Conversation {
  readonly id: string
  readonly turn: ChatTurn
  readonly said: readonly Said[]
  readonly isOpen: boolean
}
const KEY = 'shop-chat'

const spoken = ({ from, messages }: ChatTurn): readonly Said[] => messages.map((text) => ({ from, text }))

const begin = (): Conversation => {
  const turn = opening(language())
  // Random, and of no use to anybody but to tell two conversations apart.
  return { id: `chat-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`, turn, said: spoken(turn), isOpen: true }
}

export const startChat = (): void => {
  const panel = byId('chat')
  if (!panel) return
  let talk = kept.get(KEY) as Conversation | null
  /** What the log shows already. */
  let drawn = 0

  const log = element('div', { role: 'log', class: 'chat-log', tabindex: '0' })
  const quick = element('div', { class: 'chat-quick', role: 'group' })
  const input = element('input', { id: 'chat-text', name: 'text', autocomplete: 'off', maxlength: '500' })
  const label = element('label', { class: 'hidden', for: 'chat-text' })
  const sendButton = element('button', { class: 'button' })
  const form = element('form', { class: 'chat-form' }, label, input, sendButton)
  const title = element('h2', { id: 'chat-title' })
  const away = element('button', { type: 'button', class: 'icon', click: () => close() }, '\u2013')
  const endButton = element('button', { type: 'button', class: 'link', click: () => endIt() })
  const closeButton = element('button', { type: 'button', class: 'button', click: () => close() })
  const againButton = element('button', { type: 'button', class: 'link', click: () => open(true) })
  const over = element('div', { class: 'chat-over' })
  panel.append(element('header', {}, title, endButton, away), log, quick, form, over)

  const keep = (next: Conversation | null) => {
    talk = next
    kept.set(KEY, next)
  }
  const draw = () => {
    const { chat } = words()
    panel.hidden = !(talk?.isOpen && document.querySelector('[data-chat]'))
    for (const opener of document.querySelectorAll('[data-chat]')) opener.setAttribute('aria-expanded', String(!panel.hidden))
    if (!talk || panel.hidden) return
    const { turn, said } = talk
    title.textContent = chat.title
    panel.setAttribute('aria-label', chat.title)
    log.setAttribute('aria-label', chat.log)
    quick.setAttribute('aria-label', chat.quick)
    away.setAttribute('aria-label', chat.minimise)
    label.textContent = input.placeholder = chat.label
    sendButton.textContent = chat.send
    endButton.textContent = chat.end
    closeButton.textContent = chat.close
    againButton.textContent = chat.again
    // Only what is new is added, so that only that is read out.
    for (const { from, text } of said.slice(drawn))
      log.append(
        element('p', { class: `said ${from}` }, element('b', {}, from === 'you' ? chat.you : chat[from]), element('span', {}, text)),
      )
    drawn = said.length
    log.scrollTop = log.scrollHeight
    quick.replaceChildren(...turn.quick.map((text) => element('button', { type: 'button', click: () => reply(text) }, text)))
    form.hidden = quick.hidden = endButton.hidden = turn.ended
    over.hidden = !turn.ended
    over.replaceChildren(element('p', {}, chat.ended), closeButton, againButton)
  }
  const tell = ({ id, said, turn }: Conversation) =>
    peakend('track', 'chat_ended', {
      conversation_id: id,
      messages: said.filter(({ from }) => from === 'you').length,
      handed_over: turn.handedOver,
    })
  const finish = (next: Conversation) => {
    keep(next)
    draw()
    // Nobody types any more, and the next thing to do has the focus.
    closeButton.focus()
    tell(next)
  }
  const reply = (text: string) => {
    if (!talk || talk.turn.ended || !text.trim()) return
    const turn = answer(talk.turn.state, text, language())
    const next = { ...talk, turn, said: [...talk.said, { from: 'you', text: text.trim() } as const, ...spoken(turn)] }
    if (turn.ended) return finish(next)
    keep(next)
    draw()
    input.focus()
  }
  const endIt = () => {
    if (talk) finish({ ...talk, turn: { ...talk.turn, ended: true, quick: [] } })
  }
  const open = (isNew: boolean) => {
    if (isNew || !talk || talk.turn.ended) {
      log.replaceChildren()
      drawn = 0
      keep(begin())
    } else keep({ ...talk, isOpen: true })
    draw()
    input.focus()
  }
  const close = () => {
    if (talk) keep(talk.turn.ended ? null : { ...talk, isOpen: false })
    panel.hidden = true
    draw()
    document.querySelector<HTMLElement>('[data-chat]')?.focus()
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    reply(input.value)
    input.value = ''
  })
  panel.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') close()
  })
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('[data-chat]')) open(false)
  })
  addEventListener('shop:page', draw)
  draw()
}
