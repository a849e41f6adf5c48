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
export const originOf = (context: Context): string => {
  const { protocol, host } = new URL(context.req.url)
  return `${context.req.header('x-forwarded-proto') === 'https' ? 'https:' : protocol}//${host}`
}

/** The place an address is about, whoever asked for it. */
export const placeAt = (context: Context, url: string, project: string, demo: string | null): Place => {
  const { searchParams } = new URL(url)
  const days = Number(searchParams.get('days'))
  const lang = searchParams.get('lang')
  const since = dayIn(searchParams.get('since'))
  const through = dayIn(searchParams.get('through'))
  return {
    project,
    projects: [],
    surveys: null,
    contacts: 0,
    demo,
    test: searchParams.get('test') === '1',
    days: since === null && through === null && periods.includes(days) ? days : 0,
    since,
    through,
    filters: filtersOf(searchParams),
    by: dimensionOf(searchParams.get('by')),
    shared: null,
    admin: false,
    editor: false,
    comments: searchParams.get('comments') === 'lowest' ? 'lowest' : 'newest',
    same: (searchParams.get('same') ?? '').slice(0, 200) || null,
    lang: lang === 'en' || lang === 'fr' ? lang : null,
    origin: originOf(context),
  }
}

export const placeOf = (context: Context, project: string, demo: string | null): Place => placeAt(context, context.req.url, project, demo)

/** Sends a browser on without the token in the address going anywhere else. */
export const goOn = (context: Context, href: string): Response => {
  context.header('cache-control', 'no-store')
  context.header('referrer-policy', 'no-referrer')
  return context.redirect(href, 303)
}
