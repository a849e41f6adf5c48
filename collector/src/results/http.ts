/** What every page of results has in common as a reply: headers, language, where it is. */
import type { Context } from 'hono'
import { dimensionOf, filtersOf } from '../report/filters'
import { dayIn, periods } from '../report/scope'
import type { Place } from './place'
import { createView, type View } from './view'
import { languageOf } from './words'

/** No HTML is ever made from a string in the browser: trusted types are refused altogether. */
export const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  'cache-control': 'no-store',
  // Not `no-referrer`: forms would then be sent with `Origin: null` (Fetch, "append a request Origin header").
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
}

export const viewOf = (context: Context): View => createView(languageOf(context.req.query('lang'), context.req.header('accept-language')))

/** The address visitors use, where a proxy says that it speaks https for us. */
const originOf = (context: Context): string => {
  const { protocol, host } = new URL(context.req.url)
  return `${context.req.header('x-forwarded-proto') === 'https' ? 'https:' : protocol}//${host}`
}

export const placeOf = (context: Context, project: string, demo: string | null): Place => {
  const { searchParams } = new URL(context.req.url)
  const days = Number(context.req.query('days'))
  const lang = context.req.query('lang')
  const since = dayIn(context.req.query('since'))
  const through = dayIn(context.req.query('through'))
  return {
    project,
    projects: [],
    surveys: null,
    contacts: 0,
    demo,
    test: context.req.query('test') === '1',
    days: since === null && through === null && periods.includes(days) ? days : 0,
    since,
    through,
    filters: filtersOf(searchParams),
    by: dimensionOf(context.req.query('by')),
    shared: null,
    comments: context.req.query('comments') === 'lowest' ? 'lowest' : 'newest',
    lang: lang === 'en' || lang === 'fr' ? lang : null,
    origin: originOf(context),
  }
}

/** Sends a browser on without the token in the address going anywhere else. */
export const goOn = (context: Context, href: string): Response => {
  context.header('cache-control', 'no-store')
  context.header('referrer-policy', 'no-referrer')
  return context.redirect(href, 303)
}
