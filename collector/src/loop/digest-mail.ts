import { html } from 'hono/html'
import { plain } from '../plain'
import type { ComparedRow } from '../report/compare'
import type { StaleSurvey } from '../report/stale'
import type { InstrumentReport, TouchpointReport } from '../report/types'
import { signedText } from '../results/breakdown'
import { ruleText } from '../results/figure'
import { metricName, touchpointName } from '../results/names'
import { createView, type Html, nothing, scoreText, type View } from '../results/view'
import type { Channel, DigestSettings } from '../store'
import { answeredIn, type Digest } from './digest'
import type { Letter } from './shapes'
import { type LoopWords, loopWords } from './words'

/** One instrument, as a line of a mail says it. */
interface Line {
  readonly score: string
  readonly range: string
  readonly size: string
  readonly about: string
  readonly question: string
  readonly locale: string
  /** What a test says against the week before; null where it says nothing. */
  readonly change: { readonly verdict: 'higher' | 'lower'; readonly text: string } | null
}
interface Place {
  readonly name: string
  readonly lines: readonly Line[]
  readonly standing: { readonly is: 'reached' | 'below'; readonly text: string } | null
  readonly cascade: string
}
interface Quote {
  readonly text: string
  readonly about: string
  readonly locale: string
}

/** What a digest says, before it has a shape: the same for both parts of the mail. */
interface Told {
  readonly subject: string
  readonly title: string
  readonly span: string
  readonly summary: string
  readonly places: readonly Place[]
  readonly quiet: string | null
  readonly why: string | null
  readonly open: string
  readonly quotes: readonly Quote[]
  readonly stale: readonly (readonly [survey: string, why: string])[]
  readonly foot: string
}

const steps = ['triggered', 'eligible', 'shown', 'seen', 'answered'] as const

/** `Moments 1,200 → Shown 400 → Answered 120 (30%)`: what nobody counted is left out. */
const cascadeText = (view: View, words: LoopWords, { cascade, participation }: TouchpointReport): string =>
  words.digest.cascade(
    [...steps, 'imported' as const].flatMap((step) => {
      const n = cascade[step]
      if (n === null || (step === 'imported' ? n === 0 : cascade.shown === 0 && cascade.imported > 0)) return []
      const share = step === 'answered' && participation ? ` (${view.percent(participation.rate)})` : ''
      return [`${view.words.steps[step]} ${view.whole(n)}${share}`]
    }),
  )

const lineOf = (view: View, words: LoopWords, report: InstrumentReport, compared: readonly ComparedRow[], touchpoint: string): Line => {
  const { score, interval, n, metric, precision } = report
  const unit = (value: number) => scoreText(view, metric, value)
  const about = `${metricName(view, metric)} · ${view.languageName(report.locale)}`
  const known = { about, question: plain(report.question), locale: report.locale }
  if (precision === null) return { ...known, score: view.words.answers(n, view.whole(n)), range: '', size: '', change: null }
  if (score === null || interval === null) return { ...known, score: view.words.ofTen(n), range: '', size: '', change: null }
  const tested = compared.find(
    (row) => row.touchpoint.id === touchpoint && (row.first ?? row.second)?.fingerprint === report.fingerprint,
  )?.tested
  const signed = (value: number) => signedText(view, metric, value)
  const by = tested && view.words.breakdown.by(signed(tested.difference), signed(tested.interval[0]), signed(tested.interval[1]))
  return {
    ...known,
    about: `${about} · ${ruleText(view, report)}`,
    score: unit(score),
    range: view.words.interval(unit(interval[0]), unit(interval[1])),
    size: `n\u00a0=\u00a0${view.whole(n)}`,
    change:
      tested && by && tested.verdict !== 'unclear' ? { verdict: tested.verdict, text: words.digest.change[tested.verdict](by) } : null,
  }
}

const placeOf = (view: View, words: LoopWords, digest: Digest, touchpoint: TouchpointReport): Place => {
  const { standing, target, instruments } = touchpoint
  const [first] = instruments
  return {
    name: touchpointName(view, touchpoint),
    lines: instruments.filter(({ n }) => n > 0).map((one) => lineOf(view, words, one, digest.compared, touchpoint.id)),
    standing:
      first && target && (standing === 'reached' || standing === 'below')
        ? {
            is: standing,
            text: words.digest.standings[standing](view.words.target(scoreText(view, first.metric, target.value), view.day(target.by))),
          }
        : null,
    cascade: cascadeText(view, words, touchpoint),
  }
}

const staleText = (view: View, { lastAt, unanswered }: StaleSurvey): string => {
  const { care } = view.words
  if (unanswered > 0) return care.unanswered(unanswered, view.whole(unanswered))
  return lastAt === null ? care.never : care.unasked(view.day(lastAt))
}

const footText = (view: View, words: LoopWords, { weekday, hour, timeZone }: DigestSettings): string => {
  const time = new Intl.DateTimeFormat(view.language === 'en' ? 'en-GB' : view.language, { timeStyle: 'short', timeZone: 'UTC' })
  return words.digest.foot(words.digest.onWeekday[weekday - 1] ?? '', time.format(hour * 3600 * 1000), timeZone)
}

const tellOf = (view: View, words: LoopWords, digest: Digest, { settings }: Channel): Told => {
  const { week, report, open, stale, comments } = digest
  const last = new Date(Date.parse(week.until) - 1).toISOString()
  const span = view.words.compare.span(view.day(week.from), view.day(last))
  const answered = answeredIn(digest)
  const shown = report.touchpoints.reduce((sum, { cascade }) => sum + cascade.shown, 0)
  const imported = report.touchpoints.reduce((sum, { cascade }) => sum + cascade.imported, 0)
  const heard = report.touchpoints.filter(({ cascade }) => cascade.answered + cascade.imported > 0)
  const silent = report.touchpoints.filter(({ cascade }) => cascade.answered + cascade.imported === 0)
  const subject = words.digest.subject(span)
  return {
    subject: (digest.test ? words.digest.subjectTest(subject) : subject).replace(/[\r\n]+/g, ' '),
    title: words.digest.title,
    span,
    summary:
      answered > 0
        ? [
            ...(shown > 0 ? [words.digest.summary(answered - imported, view.whole(answered - imported), shown, view.whole(shown))] : []),
            ...(imported > 0 ? [view.words.imported(imported, view.whole(imported))] : []),
          ].join(' ')
        : shown > 0
          ? words.digest.nobodyShown(shown, view.whole(shown))
          : words.digest.nobody,
    places: heard.map((touchpoint) => placeOf(view, words, digest, touchpoint)),
    quiet: silent.length > 0 && heard.length > 0 ? words.digest.quiet(view.list(silent.map((one) => touchpointName(view, one)))) : null,
    why: heard.some(({ instruments }) => instruments.some(({ score }) => score !== null)) ? words.digest.changeWhy : null,
    open:
      open.n === 0 || open.oldest === null ? words.digest.noneOpen : words.digest.open(open.n, view.whole(open.n), view.day(open.oldest)),
    quotes: comments.flatMap(({ comments: said, touchpoint, score, max, locale }) =>
      said.map(({ text }) => ({
        text: words.quote(text),
        about: [
          touchpointName(view, touchpoint),
          ...(score === null || max === null ? [] : [`${view.whole(score)} / ${view.whole(max)}`]),
        ].join(' · '),
        locale,
      })),
    ),
    stale: stale.map((one) => [one.survey, staleText(view, one)]),
    foot: settings.digest ? footText(view, words, settings.digest) : '',
  }
}

const textOf = ({ words: { colon } }: View, words: LoopWords, told: Told, { links, project, test }: Digest): string =>
  [
    ...(test ? [words.digest.isTest, ''] : []),
    `${told.title}${project === 'default' ? '' : ` · ${project}`}`,
    told.span,
    '',
    told.summary,
    ...told.places.flatMap(({ name, lines, standing, cascade }) => [
      '',
      `## ${name}`,
      ...lines.flatMap(({ score, range, size, about, question, change }) => [
        [score, ...(range ? [range] : []), ...(size ? [size] : [])].join(', '),
        `  ${about}${colon} ${question}`,
        ...(change ? [`  ${change.text}`] : []),
      ]),
      ...(standing ? [standing.text] : []),
      cascade,
    ]),
    ...(told.quiet ? ['', told.quiet] : []),
    ...(told.why ? ['', told.why] : []),
    '',
    told.open,
    `${words.digest.toInbox}${colon} ${links.inbox}`,
    ...(told.quotes.length > 0 ? ['', `## ${words.digest.comments}`, ...told.quotes.map(({ text, about }) => `${text} (${about})`)] : []),
    ...(told.stale.length > 0 ? ['', `## ${words.digest.stale}`, ...told.stale.map(([survey, why]) => `${survey}${colon} ${why}`)] : []),
    '',
    `${words.digest.toResults}${colon} ${links.results}`,
    '',
    '-- ',
    `Peakend. ${told.foot}`.trim(),
    `${words.digest.toChannels}${colon} ${links.channels}`,
  ].join('\n')

/**
 * Mail programs drop what is not inline, some all of `<style>`: light is said on each element, and dark by classes for those that ask for it. No
 * picture, nothing that is fetched: nothing says whether it was read.
 */
const dark = `:root{color-scheme:light dark;supported-color-schemes:light dark}@media (prefers-color-scheme:dark){.page{background:#15161a!important}.card{background:#202127!important;border-color:#3a3c44!important}.ink,.ink a{color:#f1f1ee!important}.quiet{color:#b3b4ba!important}.good{color:#7fd1a5!important}.bad{color:#ff9d8f!important}.line{border-color:#3a3c44!important}.go{background:#f1f1ee!important;color:#15161a!important}}`
const sans = 'font-family:-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;'
const ink = `${sans}color:#1b1c20;`
const quiet = `${sans}color:#5a5c64;font-size:14px;line-height:20px;`
const tone = { higher: ['good', '#0b6b43'], lower: ['bad', '#a3291a'], reached: ['good', '#0b6b43'], below: ['bad', '#a3291a'] } as const

const toned = (is: keyof typeof tone, text: string): Html => {
  const [name, colour] = tone[is]
  return html`<p class="${name}" style="margin:6px 0 0;${sans}font-size:14px;line-height:20px;font-weight:600;color:${colour}">${text}</p>`
}

const placeHtml = ({
  name,
  lines,
  standing,
  cascade,
}: Place): Html => html`<tr><td class="line" style="padding:20px 0;border-top:1px solid #dcdcd6">
<h2 class="ink" style="margin:0;${ink}font-size:17px;line-height:24px;font-weight:600">${name}</h2>
${lines.map(
  ({
    score,
    range,
    size,
    about,
    question,
    locale,
    change,
  }) => html`<p class="ink" style="margin:8px 0 0;${ink}font-size:16px;line-height:28px"><strong style="font-size:24px">${score}</strong>${range ? html`&ensp;${range}` : nothing}${size ? html` · ${size}` : nothing}</p>
<p class="quiet" style="margin:0;${quiet}">${about}<br><span lang="${locale}">${question}</span></p>
${change ? toned(change.verdict, change.text) : nothing}`,
)}
${standing ? toned(standing.is, standing.text) : nothing}
<p class="quiet" style="margin:8px 0 0;${quiet}">${cascade}</p>
</td></tr>`

const button = (href: string, text: string): Html =>
  html`<a class="go" href="${href}" target="_blank" rel="noopener" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#1b1c20;color:#ffffff;${sans}font-size:16px;line-height:20px;font-weight:600;text-decoration:none">${text}</a>`

const htmlOf = (view: View, words: LoopWords, told: Told, { links, project, test }: Digest): Html => html`<!doctype html>
<html lang="${view.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${told.subject}</title>
<style>${dark}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f4f4f0">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f4f4f0"><tr><td align="center" style="padding:16px 8px">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;background:#ffffff;border:1px solid #dcdcd6;border-radius:8px"><tr><td style="padding:24px 20px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td style="padding:0 0 20px">
${test ? html`<p class="quiet" style="margin:0 0 12px;${quiet}">${words.digest.isTest}</p>` : nothing}
<h1 class="ink" style="margin:0;${ink}font-size:24px;line-height:32px;font-weight:600">${told.title}${project === 'default' ? nothing : html` · ${project}`}</h1>
<p class="quiet" style="margin:4px 0 0;${quiet}">${told.span}</p>
<p class="ink" style="margin:12px 0 0;${ink}font-size:16px;line-height:24px">${told.summary}</p>
</td></tr>
${told.places.map(placeHtml)}
<tr><td class="line" style="padding:20px 0;border-top:1px solid #dcdcd6">
${told.quiet ? html`<p class="quiet" style="margin:0 0 8px;${quiet}">${told.quiet}</p>` : nothing}
${told.why ? html`<p class="quiet" style="margin:0 0 12px;${quiet}">${told.why}</p>` : nothing}
<p class="ink" style="margin:0;${ink}font-size:16px;line-height:24px">${told.open} <a href="${links.inbox}" target="_blank" rel="noopener" style="color:inherit">${words.digest.toInbox}</a></p>
</td></tr>
${
  told.quotes.length > 0
    ? html`<tr><td class="line" style="padding:20px 0;border-top:1px solid #dcdcd6"><h2 class="ink" style="margin:0;${ink}font-size:17px;line-height:24px;font-weight:600">${words.digest.comments}</h2>
${told.quotes.map(({ text, about, locale }) => html`<p class="ink" style="margin:12px 0 0;${ink}font-size:16px;line-height:24px" lang="${locale}">${text}</p><p class="quiet" style="margin:0;${quiet}">${about}</p>`)}</td></tr>`
    : nothing
}
${
  told.stale.length > 0
    ? html`<tr><td class="line" style="padding:20px 0;border-top:1px solid #dcdcd6"><h2 class="ink" style="margin:0;${ink}font-size:17px;line-height:24px;font-weight:600">${words.digest.stale}</h2>
${told.stale.map(([survey, why]) => html`<p class="ink" style="margin:8px 0 0;${ink}font-size:16px;line-height:24px"><strong>${survey}</strong> ${why}</p>`)}</td></tr>`
    : nothing
}
<tr><td class="line" style="padding:24px 0 0;border-top:1px solid #dcdcd6">${button(links.results, words.digest.toResults)}</td></tr>
</table>
</td></tr></table>
<p class="quiet" style="margin:16px 0;max-width:600px;${quiet}">Peakend. ${told.foot} <a class="quiet" href="${links.channels}" target="_blank" rel="noopener" style="color:inherit">${words.digest.toChannels}</a></p>
</td></tr></table>
</body>
</html>`

/** The mail of a week: one part that looks like something, one in plain text that says the same. */
export const digestLetter = (digest: Digest, channel: Channel): Letter => {
  const { language } = channel.settings
  const [view, words] = [createView(language), loopWords[language]]
  const told = tellOf(view, words, digest, channel)
  return { subject: told.subject, text: textOf(view, words, told, digest), html: String(htmlOf(view, words, told, digest)) }
}
