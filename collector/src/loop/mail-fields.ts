/** What a channel of e-mail asks for beyond its name: to whom, what, and when. */
import { html } from 'hono/html'
import type { ProblemError } from '../http/problem'
import { type Html, nothing, type View } from '../results/view'
import type { ChannelSettings, DigestSettings } from '../store'
import { dueAt } from './digest-week'
import { wordsOf } from './inbox'

const sent = ['alerts', 'digest', 'both'] as const

export interface MailValues {
  readonly to: string
  readonly toOwner: boolean
  readonly sends: (typeof sent)[number]
  readonly weekday: string
  readonly hour: string
  readonly timeZone: string
  readonly sayEmpty: boolean
  readonly language: string
  readonly includeComment: boolean
}

/** As they are kept. */
export const mailValues = ({ to, toOwner, alerts, digest, language, includeComment }: ChannelSettings): MailValues => ({
  to: to.join(', '),
  toOwner,
  sends: digest === null ? 'alerts' : alerts ? 'both' : 'digest',
  weekday: String(digest?.weekday ?? 1),
  hour: String(digest?.hour ?? 8),
  timeZone: digest?.timeZone ?? 'UTC',
  sayEmpty: digest?.whenEmpty !== 'skip',
  language,
  includeComment,
})

/** As somebody typed them. */
export const mailForm = (form: URLSearchParams): MailValues => ({
  to: form.get('to') ?? '',
  toOwner: form.has('toOwner'),
  sends: sent.find((one) => one === form.get('sends')) ?? 'alerts',
  weekday: form.get('weekday') ?? '1',
  hour: form.get('hour') ?? '8',
  timeZone: form.get('timeZone') ?? '',
  sayEmpty: form.has('sayEmpty'),
  language: form.get('language') ?? 'en',
  includeComment: form.has('includeComment'),
})

/** As the address for programs takes them. */
export const mailSent = (values: MailValues): Readonly<Record<string, unknown>> => ({
  to: values.to.split(/[,;\s]+/).filter(Boolean),
  toOwner: values.toOwner,
  alerts: values.sends !== 'digest',
  digest:
    values.sends === 'alerts'
      ? null
      : {
          weekday: Number(values.weekday),
          hour: Number(values.hour),
          timeZone: values.timeZone.trim(),
          whenEmpty: values.sayEmpty ? 'say' : 'skip',
        },
})

/** When it goes out next, by the clocks there: `Monday 8 March at 08:00 (Europe/Paris)`. */
export const whenText = (view: View, digest: DigestSettings, now: number): string => {
  const dates = view.language === 'en' ? 'en-GB' : view.language
  const { timeZone } = digest
  const day = new Intl.DateTimeFormat(dates, { weekday: 'long', day: 'numeric', month: 'long', timeZone })
  const time = new Intl.DateTimeFormat(dates, { timeStyle: 'short', timeZone })
  const due = dueAt(digest, now, 1)
  return `${day.format(due)}, ${time.format(due)} (${timeZone})`
}

const ZONES = 'time-zones'
/** Every name of a time zone, to choose from while one is typed. Once on a page. */
export const zoneList = (): Html =>
  html`<datalist id="${ZONES}">${['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => html`<option value="${zone}">`)}</datalist>`

/** `fresh`: nobody has chosen yet, so that the page's script may put in the reader's own time zone. */
export const mailFields = (view: View, prefix: string, values: MailValues, errors: readonly ProblemError[], fresh = false): Html => {
  const { form: words, digest } = wordsOf(view)
  const id = (name: string) => `${prefix}${name}`
  const invalid = (path: string) => (errors.some((error) => error.path.startsWith(path)) ? html` aria-invalid="true"` : nothing)
  const option = (value: string, text: string, chosen: string) =>
    html`<option value="${value}"${value === chosen ? html` selected` : nothing}>${text}</option>`
  const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`)
  return html`<p><label for="${id('to')}">${words.to}</label><input id="${id('to')}" name="to" value="${values.to}" autocomplete="off" aria-describedby="${id('to-hint')}"${invalid('to')}><span class="quiet" id="${id('to-hint')}">${words.toHint}</span></p>
      <label class="choice"><input type="checkbox" name="toOwner"${values.toOwner ? html` checked` : nothing}> ${words.toOwner}</label>
      <p><label for="${id('sends')}">${digest.form.sends}</label><select id="${id('sends')}" name="sends">${sent.map((one) => option(one, digest.form.what[one], values.sends))}</select></p>
      <div class="for-digest grouped"><p class="quiet">${digest.form.digestWhy}</p>
        <div class="when"><p><label for="${id('weekday')}">${digest.form.weekday}</label><select id="${id('weekday')}" name="weekday">${digest.weekdays.map((name, index) => option(String(index + 1), name, values.weekday))}</select></p>
        <p><label for="${id('hour')}">${digest.form.hour}</label><select id="${id('hour')}" name="hour">${hours.map((text, hour) => option(String(hour), text, values.hour))}</select></p>
        <p><label for="${id('timeZone')}">${digest.form.timeZone}</label><input id="${id('timeZone')}" name="timeZone" value="${values.timeZone}" list="${ZONES}" autocomplete="off" spellcheck="false"${fresh ? html` data-own-zone` : nothing} aria-describedby="${id('zone-hint')}"${invalid('digest.timeZone')}><span class="quiet" id="${id('zone-hint')}">${digest.form.timeZoneHint}</span></p></div>
        <label class="choice"><input type="checkbox" name="sayEmpty"${values.sayEmpty ? html` checked` : nothing}> ${digest.form.sayEmpty}</label></div>`
}
