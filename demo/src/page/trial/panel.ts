/** The tools for whoever tries the shop. Not a dialog: a dialog would hold every question back. */
import { chooseConsent } from '../consent'
import { byId, element, kept, language, words } from '../dom'
import { drawExplanations } from './explain'
import { happenedList } from './happened'
import { becomeNew, oneMonthLater, world } from './visitor'

const KEY = 'trial-open'
const LOOK = 'trial-look'
/** The section, so that a link leads to it. */
const WHY = 'trial-why'
/** Explaining waits until what has just happened is settled. */
const SETTLE_MS = 150

const section = (title: string, ...children: readonly (Node | string)[]): HTMLElement =>
  element('section', {}, element('h3', {}, title), ...children)

const quiet = (text: string): HTMLElement => element('p', { class: 'trial-quiet' }, text)

interface Row<Value extends string> {
  readonly label: string
  readonly names: Readonly<Record<Value, string>>
  readonly pressed: () => string
  readonly choose: (value: Value) => void
  /** Events of `window` after which another may be pressed. */
  readonly events: readonly string[]
}
/** A row of buttons of which one is pressed. */
const row = <Value extends string>({ label, names, pressed, choose, events }: Row<Value>): HTMLElement => {
  const buttons = (Object.entries(names) as [Value, string][]).map(([value, name]) =>
    element('button', { type: 'button', value, click: () => choose(value) }, name),
  )
  const mark = () => {
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.value === pressed()))
  }
  mark()
  for (const event of events) addEventListener(event, mark)
  return element('div', { role: 'group', 'aria-label': label, class: 'trial-row' }, ...buttons)
}

const ways = (): HTMLElement => {
  const prefix = language() === 'fr' ? '/fr' : ''
  const items = words().ways.map(([text, path]) => element('li', {}, element('a', { href: prefix + path }, text)))
  items.push(element('li', {}, element('a', { href: `#${WHY}` }, words().why)))
  return element('ul', { class: 'trial-ways' }, ...items)
}

const visitor = (): HTMLElement => {
  const all = words()
  return section(
    all.visitor,
    element(
      'div',
      { class: 'trial-row' },
      element('button', { type: 'button', click: () => void becomeNew() }, all.newVisitor),
      element('button', { type: 'button', click: oneMonthLater }, all.monthLater),
    ),
    quiet(`${all.newVisitorWhy} ${all.monthLaterWhy}`),
  )
}

const connection = (): HTMLElement => {
  const all = words()
  const choices = row({
    label: all.connection,
    names: { online: all.online, offline: all.offline },
    pressed: () => (world().isOffline ? 'offline' : 'online'),
    choose: (value) => world().offline(value === 'offline'),
    events: ['online', 'offline'],
  })
  return section(all.connection, choices, quiet(all.offlineWhy))
}

const consent = (): HTMLElement => {
  const { consent: label, levels } = words()
  const pressed = () => document.documentElement.dataset['consent'] ?? 'none'
  return section(label, row({ label, names: levels, pressed, choose: chooseConsent, events: ['shop:consent'] }))
}

/** The server keeps it, and gives this page back as it should look. */
const theme = (): HTMLElement => {
  const { theme: label, themes } = words()
  const pressed = () => document.documentElement.dataset['theme'] ?? 'auto'
  const choose = (value: string) => document.querySelector<HTMLButtonElement>(`footer button[name=theme][value=${value}]`)?.click()
  return section(label, row({ label, names: themes, pressed, choose, events: [] }))
}

const isLook = (value: unknown): value is keyof ReturnType<typeof words>['looks'] => typeof value === 'string' && value in words().looks

/** The shop and its card in one of the themes that teams may copy. */
const wear = (): void => {
  const { dataset } = document.documentElement
  const look = kept.get(LOOK)
  delete dataset['look']
  if (isLook(look) && look !== 'house') dataset['look'] = look
}
const look = (): HTMLElement => {
  const { look: label, looks, lookWhy } = words()
  const choices = row({
    label,
    names: looks,
    pressed: () => document.documentElement.dataset['look'] ?? 'house',
    choose: (value) => {
      kept.set(LOOK, value)
      wear()
      dispatchEvent(new Event('trial:look'))
    },
    events: ['trial:look'],
  })
  return section(label, choices, quiet(lookWhy))
}

const languageLinks = (): readonly HTMLElement[] =>
  [...document.querySelectorAll<HTMLAnchorElement>('#languages a')].map((link) => {
    const current = link.getAttribute('aria-current')
    const { href, lang, hreflang } = link
    return element('a', { href, lang, hreflang, ...(current && { 'aria-current': current }) }, link.textContent ?? '')
  })

/** Puts it all in, once; gives what draws anew what changes. */
const build = (panel: HTMLElement, close: () => void): (() => void) => {
  const all = words()
  const why = element('div')
  const happened = element('div', { class: 'trial-log', tabindex: '0', role: 'region', 'aria-label': all.happened })
  const languages = element('div', { class: 'trial-row' }, ...languageLinks())
  const closeButton = element('button', { type: 'button', class: 'icon', 'aria-label': all.close, click: close }, '×')
  panel.append(
    element('header', {}, element('h2', {}, all.tools), closeButton),
    section(all.tryThis, ways()),
    visitor(),
    connection(),
    consent(),
    look(),
    theme(),
    section(all.language, languages),
    // What changes by itself comes last, and above it what keeps its height: nothing moves under the pointer.
    section(all.happened, happened),
    element('section', { id: WHY }, element('h3', {}, all.why), quiet(all.whyHint), why),
  )
  addEventListener('shop:page', () => languages.replaceChildren(...languageLinks()))
  return () => {
    happened.replaceChildren(happenedList())
    drawExplanations(why)
  }
}

/** Tools left open stay open on the next page, but where they would cover it. */
const staysOpen = (): boolean => kept.get(KEY) === true && matchMedia('(min-width: 56rem)').matches

/** Before the page is painted, so that nothing on it moves to make room. */
export const reserveRoom = (): void => {
  const { classList } = document.documentElement
  classList.toggle(KEY, staysOpen())
  classList.toggle('trial-later', world().aheadMs > 0)
  wear()
}

const sayToday = (): void => {
  const place = byId('trial-today')
  const day = new Intl.DateTimeFormat(language() === 'fr' ? 'fr' : 'en-GB', { day: 'numeric', month: 'long' })
  if (place && world().aheadMs > 0) place.textContent = words().today(day.format(Date.now()))
}

export const startTrial = (): void => {
  const [panel, opener] = [byId('trial-panel'), byId('trial-open')]
  if (!panel || !opener) return
  let redraw: (() => void) | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const show = (isOpen: boolean) => {
    panel.hidden = !isOpen
    opener.setAttribute('aria-expanded', String(isOpen))
    document.documentElement.classList.toggle(KEY, isOpen)
    kept.set(KEY, isOpen)
    if (!isOpen) return opener.focus()
    redraw ??= build(panel, () => show(false))
    redraw()
  }
  /** Soon after whatever may change what is decided; many things at once are one. */
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(() => !panel.hidden && redraw?.(), SETTLE_MS)
  }
  sayToday()
  opener.addEventListener('click', () => show(panel.hidden !== false))
  panel.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') show(false)
  })
  for (const type of ['trial:happened', 'shop:page', 'shop:consent', 'peakend:ready']) addEventListener(type, soon)
  if (staysOpen()) show(true)
}
