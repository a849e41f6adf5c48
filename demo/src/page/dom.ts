import type { Language } from '../goods/types'
import { pageWords } from './words'

type Props = Readonly<Record<string, string | boolean | ((event: Event) => void)>>

/** An element with attributes, listeners (functions) and children. Text stays text: nothing here makes HTML of a string. */
export const element = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] => {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') made.addEventListener(name, value)
    else if (value === true) made.setAttribute(name, '')
    else if (value !== false) made.setAttribute(name, value)
  }
  made.append(...children)
  return made
}

/** The element with this id, if the page has one. */
export const byId = (id: string): HTMLElement | null => document.getElementById(id)

export const language = (): Language => (document.documentElement.lang === 'fr' ? 'fr' : 'en')
export const words = () => pageWords[language()]

/** Says something politely to people who do not see the page. */
export const say = (text: string): void => {
  const said = byId('said')
  if (said) said.textContent = text
}

/** What an inline JSON script of the page holds. */
export const dataOf = (script: Element | null): unknown => JSON.parse(script?.textContent ?? 'null')

/** Small things kept for as long as the tab is open; a browser may refuse, and then they are not. */
export const kept = {
  get: (key: string): unknown => {
    try {
      return JSON.parse(sessionStorage.getItem(key) ?? 'null')
    } catch {
      return null
    }
  },
  set: (key: string, value: unknown): void => {
    try {
      sessionStorage.setItem(key, JSON.stringify(value))
    } catch {
      // Full, or refused.
    }
  },
}
