/** The tools for whoever tries the shop. Not a dialog: a dialog would hold every question back. */
import { chooseConsent } from '../consent'
import { byId, element, kept, language, words } from '../dom'
import { drawExplanations } from './explain'
import { happenedList } from './happened'
import { becomeNew, oneMonthLater, world } from './visitor'

const KEY = 'trial-open'

const section = (title: string, ...children: readonly (Node | string)[]): HTMLElement =>
  element('section', {}, element('h3', {}, title), ...children)

/** A row of buttons of which one is pressed. */
const row = <Value extends string>(
  label: string,
  names: Readonly<Record<Value, string>>,
  pressed: () => string,
  choose: (value: Value) => void,
): HTMLElement => {
  const buttons = (Object.entries(names) as [Value, string][]).map(([value, name]) =>
    element('button', { type: 'button', value, click: () => choose(value) }, name),
  )
  const mark = () => {
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.value === pressed()))
  }
  mark()
  const group = element('div', { role: 'group', 'aria-label': label, class: 'trial-row', click: mark }, ...buttons)
  // The same can be chosen elsewhere on the page.
  document.addEventListener('click', () => setTimeout(mark))
  return group
}

/** The server keeps it, and gives this page back as it should look. */
const keepTheme = (value: string): void => document.querySelector<HTMLButtonElement>(`footer button[name=theme][value=${value}]`)?.click()

const ways = (): HTMLElement => {
  const prefix = language() === 'fr' ? '/fr' : ''
  return element(
    'ul',
    { class: 'trial-ways' },
    ...words().ways.map(([text, path]) => element('li', {}, element('a', { href: prefix + path }, text))),
  )
}

const languageLinks = (): HTMLElement =>
  element(
    'div',
    { class: 'trial-row' },
    ...[...document.querySelectorAll<HTMLAnchorElement>('#languages a')].map((link) => {
      const copy = element('a', { href: link.href, lang: link.lang, hreflang: link.lang }, link.textContent ?? '')
      if (link.hasAttribute('aria-current')) copy.setAttribute('aria-current', 'true')
      return copy
    }),
  )

const build = (panel: HTMLElement, close: () => void): (() => void) => {
  const all = words()
  const why = element('div')
  const happened = element('div')
  const languages = element('div')
  const root = document.documentElement
  panel.append(
    element(
      'header',
      {},
      element('h2', {}, all.tools),
      element('button', { type: 'button', class: 'icon', 'aria-label': all.close, click: close }, '×'),
    ),
    section(all.tryThis, ways()),
    section(
      all.visitor,
      element(
        'div',
        { class: 'trial-row' },
        element('button', { type: 'button', click: () => void becomeNew() }, all.newVisitor),
        element('button', { type: 'button', click: oneMonthLater }, all.monthLater),
      ),
      element('p', { class: 'trial-quiet' }, `${all.newVisitorWhy} ${all.monthLaterWhy}`),
    ),
    section(
      all.connection,
      row(
        all.connection,
        { online: all.online, offline: all.offline },
        () => (world().isOffline ? 'offline' : 'online'),
        (value) => world().offline(value === 'offline'),
      ),
      element('p', { class: 'trial-quiet' }, all.offlineWhy),
    ),
    section(
      all.consent,
      row(all.consent, all.levels, () => root.dataset['consent'] ?? 'none', chooseConsent),
    ),
    section(all.why, element('p', { class: 'trial-quiet' }, all.whyHint), why),
    section(all.happened, happened),
    section(
      all.theme,
      row(all.theme, all.themes, () => root.dataset['theme'] ?? 'auto', keepTheme),
    ),
    section(all.language, languages),
  )
  return () => {
    happened.replaceChildren(happenedList())
    languages.replaceChildren(languageLinks())
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
}

export const startTrial = (): void => {
  const [panel, opener, today] = [byId('trial-panel'), byId('trial-open'), byId('trial-today')]
  if (!panel || !opener || !today) return
  if (world().aheadMs > 0)
    today.textContent = words().today(
      new Intl.DateTimeFormat(document.documentElement.lang === 'en' ? 'en-GB' : 'fr', { day: 'numeric', month: 'long' }).format(
        Date.now(),
      ),
    )
  let redraw: (() => void) | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const show = (isOpen: boolean) => {
    panel.hidden = !isOpen
    opener.setAttribute('aria-expanded', String(isOpen))
    document.documentElement.classList.toggle(KEY, isOpen)
    kept.set(KEY, isOpen)
    if (!isOpen) return
    redraw ??= build(panel, () => {
      show(false)
      opener.focus()
    })
    redraw()
  }
  /** Soon after whatever may change what is decided; many things at once are one. */
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(() => !panel.hidden && redraw?.(), 100)
  }
  opener.addEventListener('click', () => show(panel.hidden !== false))
  panel.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return
    show(false)
    opener.focus()
  })
  for (const type of ['trial:happened', 'shop:page', 'peakend:ready', 'online', 'offline']) addEventListener(type, soon)
  document.addEventListener('click', soon)
  if (staysOpen()) show(true)
}
