import { context } from './context'

/** Search engines, of whatever country, and the search app of Android. */
const SEARCH =
  /^(https?:\/\/(([a-z]{2}|www|m)\.)?(search\.)?(google|bing|duckduckgo|yahoo|ecosia|qwant|brave|startpage|baidu|yandex|naver|seznam|lilo)\.[a-z]{2,3}(\.[a-z]{2})?(\/|$)|android-app:\/\/com\.google\.android\.googlequicksearchbox)/

/**
 * Whether the visitor is still where this document was opened. Before Chromium 123, Firefox 147 and Safari 26.2 that cannot be known: then
 * it is so until the next load.
 */
const isFirst = (): boolean => {
  const { activation, currentEntry } = (window as { navigation?: Navigation }).navigation ?? {}
  return activation?.entry.key === currentEntry?.key || !activation
}

/**
 * The host of the search engine that led to this very page, on a phone; nothing elsewhere. Google counts what covers the content of a page
 * reached from its results on a phone as intrusive (https://developers.google.com/search/docs/appearance/avoid-intrusive-interstitials).
 */
export const landedFrom = (referrer: string): string | undefined => {
  const { device } = context('device', 0) as { readonly device?: string }
  return device === 'mobile' && SEARCH.test(referrer) && isFirst() ? new URL(referrer).host : undefined
}
